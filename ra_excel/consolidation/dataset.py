"""Join the checked workbooks into national tables, and derive progress and zwevende afspraken from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from ra_excel.checks.finding import Finding
from ra_excel.checks.rules.monitoring import FLOATING_CODES
from ra_excel.checks.run import Checked
from ra_excel.consolidation.collect import Collection
from ra_excel.consolidation.round import PROVENANCE, Round
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.lists import SEPARATOR
from ra_excel.domain.model import Table
from ra_excel.domain.rule_texts import catalogue
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.start import START
from ra_excel.domain.tables import DATA_TABLES

PROGRESS_GROUPS = {
    "gerealiseerd": "gerealiseerd",
    "op schema": "op koers met zorg",
    "niet gestart": "op koers met zorg",
    "vertraagd": "uit koers",
    "geblokkeerd": "uit koers",
    "vervallen": "vervallen",
}
"""Reported progress → the group under which a table discusses it [2d]."""

NO_REPORT = "geen bericht"


def build_round(collection: Collection, cycle: Cycle, peildatum: date | None) -> Round:
    """The national dataset of the submissions that count, with all findings of all files."""
    tables = {table.name: _national_table(table, collection.counted) for table in (START, *DATA_TABLES)}
    findings = [*(f for one in (*collection.counted, *collection.set_apart) for f in one.findings), *collection.national]
    progress = _progress(tables["afspraken"], collection.counted)
    return Round(
        cycle=cycle,
        peildatum=peildatum or cycle.peildatum,
        submissions=collection.submissions,
        tables=tables,
        findings=findings,
        floating=_floating(tables["afspraken"], findings, collection.counted),
        progress=progress,
    )


def _national_table(table: Table, counted: Sequence[Checked]) -> pd.DataFrame:
    columns = [*PROVENANCE, *(c.name for c in table.data_columns if c.name not in PROVENANCE)]
    records = []
    for one in counted:
        province = one.workbook.province
        assert province is not None, "a counted submission has a province"
        origin = {
            "provincie": province.naam,
            "landsdeel": province.landsdeel,
            "cyclus": one.workbook.cyclus,
            "bestand": one.workbook.bestand,
            "sha256": one.workbook.sha256,
            "blad": table.sheet,
        }
        records += [{**row.values, **origin, "rij": row.number} for row in one.rows.get(table.name, ())]
    return pd.DataFrame([[record.get(name) for name in columns] for record in records], columns=columns, dtype=object)


def extra_columns(counted: Sequence[Checked]) -> pd.DataFrame:
    """What provinces keep in columns of their own (ST-05): one row per filled cell, so that nothing is lost."""
    columns = ["provincie", "bestand", "sha256", "blad", "rij", "kolom", "waarde"]
    records = []
    for one in counted:
        for sheet_table in one.workbook.tables.values():
            for header, cells in sheet_table.extra.items():
                for row, value in cells.items():
                    if value is not None:
                        workbook = one.workbook
                        naam = workbook.province.naam if workbook.province else ""
                        records.append([naam, workbook.bestand, workbook.sha256, sheet_table.table.sheet, row, header, str(value)])
    return pd.DataFrame(records, columns=columns, dtype=object)


def _progress(afspraken: pd.DataFrame, counted: Sequence[Checked]) -> pd.DataFrame:
    latest = {
        (one.workbook.bestand, id_): (report.text("voortgang"), report.date("peildatum"))
        for one in counted
        if one.book
        for id_, report in one.book.latest_progress().items()
    }
    reports = [latest.get((str(b), str(i)), ("", None)) for b, i in zip(afspraken["bestand"], afspraken["id"], strict=True)]
    progress = afspraken.copy()
    progress["voortgang"] = pd.Series([state or None for state, _ in reports], index=progress.index, dtype=object)
    progress["voortgang_peildatum"] = pd.Series([day for _, day in reports], index=progress.index, dtype=object)
    progress["voortgang_groep"] = pd.Series(
        [PROGRESS_GROUPS.get(state, NO_REPORT) for state, _ in reports], index=progress.index, dtype=object
    )
    return progress


def _floating(afspraken: pd.DataFrame, findings: Sequence[Finding], counted: Sequence[Checked]) -> pd.DataFrame:
    """Agreements with a finding of one of FLOATING_CODES, with those codes and their titles."""
    # MO-02 stands on the Monitoring row; that row names the agreement.
    reported = {(one.workbook.bestand, row.number): row.text("afspraak") for one in counted for row in one.rows.get("monitoring", ())}
    ids = {(bestand, rij): id_ for bestand, rij, id_ in zip(afspraken["bestand"], afspraken["rij"], afspraken["id"], strict=True)}
    reasons: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.code in FLOATING_CODES and finding.rij is not None:
            place = (finding.bestand, finding.rij)
            afspraak = ids.get(place) if finding.blad == AFSPRAKEN.sheet else reported.get(place)
            if afspraak:
                reasons.setdefault((finding.bestand, str(afspraak)), []).append(finding)
    keys = list(zip(afspraken["bestand"], afspraken["id"], strict=True))
    floating = afspraken.loc[[key in reasons for key in keys]].copy()
    found = [reasons[key] for key in keys if key in reasons]
    floating["zwevend_door"] = pd.Series([SEPARATOR.join(f.code for f in fs) for fs in found], index=floating.index, dtype=object)
    floating["zwevend_omdat"] = pd.Series(
        [SEPARATOR.join(catalogue()[f.code].titel for f in fs) for fs in found], index=floating.index, dtype=object
    )
    return floating
