"""A round in which every list of every document holds something: what templates are tried on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pandas as pd

from ra_excel.checks.finding import Finding
from ra_excel.domain.cycle import Cycle, known_cycles, load_cycle
from ra_excel.domain.inzenders import departments, provinces
from ra_excel.domain.lists import JA, value_list
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.rules import AANDACHTSPUNT, FOUT
from ra_excel.domain.sheets.agenda import GEAGENDEERD, NIET_GEAGENDEERD
from ra_excel.domain.sheets.besluitvorming import BESLOTEN, BESLUIT, CONFLICT, NOG_OPEN
from ra_excel.domain.sheets.monitoring import VERTRAAGD
from ra_excel.domain.steps import STAP_3A, STAP_3B
from ra_excel.domain.tables import DEPARTEMENT, RECORDED_TABLES, list_for, row_id
from ra_excel.reports.word.documents import TEMPLATES, documents
from ra_excel.reports.word.rows import Content
from ra_excel.round.build import PROGRESS_GROUPS
from ra_excel.round.round import Outcome, Receipt, Round
from ra_excel.round.tables import PROVENANCE
from ra_excel.round.verloop import Stand

OTHER = provinces()[1]
"""The province that shares a vraagstuk with the first: all rows name the same shared id."""

VARIANTS: Mapping[str, tuple[dict[str, object], ...]] = {
    "agenda": (
        {"status": GEAGENDEERD, "stap": STAP_3B},
        {"status": GEAGENDEERD, "stap": STAP_3A},
        {"status": NIET_GEAGENDEERD},
        {"status": GEAGENDEERD, "stap": STAP_3B, "provincie": OTHER.naam},
    ),
    "rolmatrix": (),
    "rijksinzet": ({"provincie": departments()[0].naam, "ruimte": ""},),
    "besluitvorming": (
        {"route": CONFLICT, "uitkomst": NOG_OPEN},
        {"route": BESLUIT, "uitkomst": BESLOTEN, "besluit": "Besluit"},
        {"route": CONFLICT, "uitkomst": NOG_OPEN, "provincie": OTHER.naam},
    ),
    "monitoring": ({"voortgang": VERTRAAGD},),
}
"""The rows of each table where one filled row would leave a list of some document empty."""


@cache
def specimen_contexts() -> dict[str, Mapping[str, Content]]:
    """What each template gets to show of the specimen, by template name."""
    shown: dict[str, Mapping[str, Content]] = {}
    for document in documents(specimen_round()):
        shown.setdefault(document.template, document.context())
    assert set(shown) == set(TEMPLATES)
    return shown


def specimen_round() -> Round:
    """One province that says something in every column."""
    cycle = load_cycle(known_cycles()[-1])
    province = provinces()[0]
    recorded = dict.fromkeys((*RECORDED_TABLES, *DEPARTEMENT.recorded_tables))
    tables = {table.name: _frame(table, cycle) for table in recorded}
    afspraken = tables["afspraken"]
    progress = afspraken.assign(
        voortgang=VERTRAAGD,
        voortgang_peildatum=cycle.peildatum,
        voortgang_groep=PROGRESS_GROUPS[VERTRAAGD],
    )
    fout = Finding(
        "B-0000000000",
        "CE-01",
        FOUT,
        "werkmap.xlsx",
        province.naam,
        cycle.id,
        "Agenda",
        6,
        "Titel",
        "C6",
        "x",
        "Tekst",
        "Tekst",
        "Tekst",
        None,
    )
    findings = [
        fout,
        replace(fout, ernst=AANDACHTSPUNT),
        replace(fout, ontheffing="Mag voor even blijven staan."),
    ]
    absent = [
        Receipt("", "", p, Outcome.MISSING, 0, 0, (), "Geen werkmap ontvangen.")
        for p in provinces()[1:]
    ]
    department = departments()[0]
    submissions = [
        Receipt("werkmap.xlsx", "0" * 64, province, Outcome.WITH_FAULTS, 1, 1, ("CE-01",), ""),
        *absent,
        Receipt("departement.xlsx", "0" * 64, department, Outcome.ACCEPTED, 0, 0, (), ""),
    ]
    floating = afspraken.assign(zwevend_door="AF-02", zwevend_omdat="Afspraak landt nergens")
    received = {str(id_): cycle.peildatum for id_ in tables["agenda"]["id"]}
    figures = {"Vraagstukken op de agenda": 1}
    before = Stand(
        cycle.id,
        cycle.start,
        figures,
        dict.fromkeys(value_list("landsdelen").values, figures),
    )
    return Round(
        cycle,
        cycle.peildatum,
        submissions,
        tables,
        findings,
        floating,
        progress,
        received=received,
        earlier_rounds=(before,),
    )


def _frame(table: Table, cycle: Cycle) -> pd.DataFrame:
    province = provinces()[0]
    origin = (
        province.naam,
        province.landsdeel,
        cycle.id,
        "werkmap.xlsx",
        "0" * 64,
        table.sheet,
        table.first_row,
    )
    rows = []
    for number, variant in enumerate(VARIANTS.get(table.name, ({},)), start=1):
        values = {
            column.name: _value(table, column, cycle, number) for column in table.data_columns
        }
        rows.append({**values, **dict(zip(PROVENANCE, origin, strict=True)), **variant})
    columns = [*PROVENANCE, *(c.name for c in table.data_columns if c.name not in PROVENANCE)]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _value(table: Table, column: Column, cycle: Cycle, number: int) -> object:
    code = provinces()[0].code
    match column.kind:
        case Kind.ID:
            return row_id(table, code, number)
        case Kind.REFERENCE:
            # The first vraagstuk, or the first agreement, is what everything else is about.
            target = next(t for t in RECORDED_TABLES if t.name == column.refers_to[0])
            return row_id(target, code, 1)
        case Kind.DATE:
            return cycle.peildatum
        case Kind.INTEGER:
            return number
        case Kind.CHOICE | Kind.MULTI_CHOICE:
            return (
                JA
                if column.name.startswith("criterium_")
                else list_for(cycle, column.values).values[0]
            )
        case _:
            return f"Tekst bij {column.header}"
