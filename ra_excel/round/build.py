"""Join the checked workbooks into national tables, and derive progress and zwevende afspraken from
them.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ra_excel.checks.finding import Finding
from ra_excel.checks.rules.monitoring import FLOATING_CODES
from ra_excel.checks.submission import Submission
from ra_excel.domain.lists import SEPARATOR
from ra_excel.domain.rules import catalogue
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.monitoring import (
    GEBLOKKEERD,
    GEREALISEERD,
    NIET_GESTART,
    OP_SCHEMA,
    VERTRAAGD,
    VERVALLEN,
)
from ra_excel.domain.sheets.terugkoppeling import TERUGKOPPELING
from ra_excel.domain.tables import RECORDED_TABLES
from ra_excel.round.changes import find_changes
from ra_excel.round.edition import Edition, unread_in
from ra_excel.round.round import Round
from ra_excel.round.submissions import Collection
from ra_excel.round.tables import national_table

PROGRESS_GROUPS = {
    GEREALISEERD: "gerealiseerd",
    OP_SCHEMA: "op koers met zorg",
    NIET_GESTART: "op koers met zorg",
    VERTRAAGD: "uit koers",
    GEBLOKKEERD: "uit koers",
    VERVALLEN: "vervallen",
}
"""Reported progress → the group under which a table discusses it [2d]."""

NO_REPORT = "geen bericht"


def build_round(collection: Collection, previous: Edition | None = None) -> Round:
    """The national dataset of the submissions that count, with all findings, and the changes since
    ``previous``.
    """
    tables = {
        table.name: national_table(table, collection.counted) for table in RECORDED_TABLES
    } | {TERUGKOPPELING.name: collection.reactions}
    findings = [
        *(f for one in (*collection.counted, *collection.set_apart) for f in one.findings),
        *collection.national,
    ]
    progress = _progress(tables["afspraken"], collection.counted)
    return Round(
        cycle=collection.terms.cycle,
        peildatum=collection.terms.day,
        submissions=collection.submissions,
        tables=tables,
        findings=findings,
        floating=_floating(tables["afspraken"], findings, collection.counted),
        progress=progress,
        changes=(
            find_changes(previous, Edition("", tables, unread_in(collection.counted)))
            if previous
            else None
        ),
        received=collection.received,
    )


def _progress(afspraken: pd.DataFrame, counted: Sequence[Submission]) -> pd.DataFrame:
    latest = {
        (one.workbook.bestand, id_): (report.text("voortgang"), report.date("peildatum"))
        for one in counted
        for id_, report in one.rows.latest_progress.items()
    }
    reports = [
        latest.get((str(b), str(i)), ("", None))
        for b, i in zip(afspraken["bestand"], afspraken["id"], strict=True)
    ]
    progress = afspraken.copy()
    progress["voortgang"] = pd.Series(
        [state or None for state, _ in reports], index=progress.index, dtype=object
    )
    progress["voortgang_peildatum"] = pd.Series(
        [day for _, day in reports], index=progress.index, dtype=object
    )
    progress["voortgang_groep"] = pd.Series(
        [PROGRESS_GROUPS.get(state, NO_REPORT) for state, _ in reports],
        index=progress.index,
        dtype=object,
    )
    return progress


def _floating(
    afspraken: pd.DataFrame, findings: Sequence[Finding], counted: Sequence[Submission]
) -> pd.DataFrame:
    """Agreements with a finding of one of FLOATING_CODES, with those codes and their titles."""
    # MO-02 stands on the Monitoring row; that row names the agreement.
    reported = {
        (one.workbook.bestand, row.number): row.text("afspraak")
        for one in counted
        for row in one.rows.get("monitoring", ())
    }
    ids = {
        (bestand, rij): id_
        for bestand, rij, id_ in zip(
            afspraken["bestand"], afspraken["rij"], afspraken["id"], strict=True
        )
    }
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
    floating["zwevend_door"] = pd.Series(
        [SEPARATOR.join(f.code for f in fs) for fs in found], index=floating.index, dtype=object
    )
    floating["zwevend_omdat"] = pd.Series(
        [SEPARATOR.join(catalogue()[f.code].titel for f in fs) for fs in found],
        index=floating.index,
        dtype=object,
    )
    return floating
