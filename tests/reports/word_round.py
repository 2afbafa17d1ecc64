"""A round in a few rows, without workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from ra_excel.checks.finding import Finding
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import NATIONAAL, Inzender, find_inzender, provinces
from ra_excel.domain.rules import catalogue
from ra_excel.domain.tables import EVERY_RECORDED_TABLE, EVERY_TABLE
from ra_excel.round.build import NO_REPORT, PROGRESS_GROUPS
from ra_excel.round.change import Change
from ra_excel.round.round import Outcome, Receipt, Round
from ra_excel.round.tables import PROVENANCE

Rows = Sequence[Mapping[str, object]]

PEILDATUM = date(2026, 5, 19)


def make_round(
    rows: Mapping[str, Rows],
    *,
    absent: Sequence[str] = (),
    findings: Sequence[Finding] = (),
    zwevend: Mapping[str, str] | None = None,
    changes: Sequence[Change] | None = None,
    received: Mapping[str, date] | None = None,
) -> Round:
    """A round of these rows by table; ``provincie`` is Drenthe unless a row says otherwise.

    ``zwevend`` maps ids of agreements to the codes that make them float; ``received`` ids of
    vraagstukken to a day.
    """
    tables = {
        table.name: _frame(table.name, rows.get(table.name, ())) for table in EVERY_RECORDED_TABLE
    }
    afspraken = tables["afspraken"]
    latest = {row["afspraak"]: row for row in rows.get("monitoring", ())}
    progress = afspraken.copy()
    states = [latest.get(id_, {}) for id_ in afspraken["id"]]
    progress["voortgang"] = _column([row.get("voortgang") for row in states])
    progress["voortgang_peildatum"] = _column([row.get("peildatum") for row in states])
    progress["voortgang_groep"] = _column(
        [PROGRESS_GROUPS.get(str(row.get("voortgang")), NO_REPORT) for row in states]
    )
    codes = zwevend or {}
    floating = afspraken[afspraken["id"].isin(list(codes))].copy().reset_index(drop=True)
    floating["zwevend_door"] = _column([codes[str(id_)] for id_ in floating["id"]])
    floating["zwevend_omdat"] = _column(
        [
            "; ".join(catalogue()[c].titel for c in codes[str(id_)].split("; "))
            for id_ in floating["id"]
        ]
    )
    submissions = [submission(p, absent=p.naam in absent) for p in (*provinces(), NATIONAAL)]
    return Round(
        load_cycle("2026-2027"),
        PEILDATUM,
        submissions,
        tables,
        findings,
        floating,
        progress,
        changes,
        received or {},
    )


def with_department(round_: Round) -> Round:
    """The round with a workbook of LVVN that counts."""
    lvvn = find_inzender("LVVN")
    assert lvvn is not None
    return replace(round_, submissions=[*round_.submissions, submission(lvvn)])


def submission(province: Inzender, *, absent: bool = False) -> Receipt:
    """A line of the list of submissions."""
    if absent:
        return Receipt("", "", province, Outcome.MISSING, 0, 0, (), "Geen werkmap ontvangen.")
    return Receipt(f"{province.code}.xlsx", "0" * 64, province, Outcome.ACCEPTED, 0, 0, (), "")


def finding(code: str, provincie: str = "Drenthe", cel: str | None = "B6") -> Finding:
    """A finding with the catalogue's severity."""
    rule = catalogue()[code]
    return Finding(
        id=f"B-{code}",
        code=code,
        ernst=rule.ernst,
        bestand=f"{provincie}.xlsx",
        provincie=provincie,
        cyclus="2026-2027",
        blad="Agenda",
        rij=6,
        kolom="Titel",
        cel=cel,
        waarde=None,
        melding=f"Melding {code}",
        herstel=f"Herstel {code}",
        bron="",
        voorstel=None,
    )


def shared_peel(other: str = "Limburg") -> dict[str, Rows]:
    """De Peel, of Noord-Brabant and of another, on which both are stuck; and one of Drenthe."""
    on_agenda = {"status": "geagendeerd", "stap": "3b Conflictbeslechting", "gedeeld_id": "NB-001"}
    brabant, limburg = {"provincie": "Noord-Brabant"}, {"provincie": other}
    conflict = {"route": "conflictbeslechting", "escalatieniveau": "bestuurlijk"}
    return {
        "agenda": [
            {**brabant, **on_agenda, "id": "NB-001", "titel": "De Peel", "prioriteit": 2},
            {**limburg, **on_agenda, "id": "LI-001", "titel": "De Limburgse kant", "prioriteit": 1},
            {"id": "DR-001", "status": "geagendeerd", "stap": "3a Besluitvorming"},
        ],
        "besluitvorming": [
            {
                **brabant,
                **conflict,
                "vraagstuk": "NB-001",
                "uitkomst": "nog open",
                "conflict_schuurpunt": "Stallen",
            },
            {**limburg, **conflict, "vraagstuk": "LI-001", "conflict_schuurpunt": "Natuur"},
            {
                "vraagstuk": "DR-001",
                "route": "besluitvorming",
                "uitkomst": "geen keuze gemaakt",
                "geen_keuze_reden": "Eerst onderzoek",
            },
        ],
    }


def _frame(table: str, rows: Rows) -> pd.DataFrame:
    columns = [
        *PROVENANCE,
        *(c.name for c in EVERY_TABLE[table].columns if c.name not in PROVENANCE),
    ]
    records = []
    for number, row in enumerate(rows, start=6):
        province = find_inzender(str(row.get("provincie", "Drenthe")))
        assert province is not None
        origin = {
            "provincie": province.naam,
            "landsdeel": province.landsdeel,
            "bestand": f"{province.code}.xlsx",
            "rij": number,
        }
        records.append({**row, **origin})
    return pd.DataFrame(
        [[record.get(name) for name in columns] for record in records],
        columns=columns,
        dtype=object,
    )


def _column(values: Sequence[object]) -> pd.Series:
    return pd.Series(list(values), dtype=object)
