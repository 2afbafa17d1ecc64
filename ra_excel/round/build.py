"""Join the checked workbooks into national tables, and derive progress and zwevende afspraken from
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from ra_excel.checks.finding import Finding
from ra_excel.checks.rows import Row
from ra_excel.checks.rules.monitoring import FLOATING_CODES
from ra_excel.checks.submission import Submission
from ra_excel.domain.lists import SEPARATOR
from ra_excel.domain.rules import RuleText, catalogue
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.monitoring import (
    GEBLOKKEERD,
    GEREALISEERD,
    MONITORING,
    NIET_GESTART,
    OP_SCHEMA,
    VERTRAAGD,
    VERVALLEN,
)
from ra_excel.domain.sheets.terugkoppeling import TERUGKOPPELING
from ra_excel.domain.tables import EVERY_RECORDED_TABLE
from ra_excel.round.changes import find_changes
from ra_excel.round.departments.inbreng import by_row
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
    counted = collection.counted
    tables = {table.name: national_table(table, counted) for table in EVERY_RECORDED_TABLE}
    tables[TERUGKOPPELING.name] = collection.reactions
    findings: list[Finding] = []
    for submission in (*counted, *collection.set_apart):
        findings += submission.findings
    findings += collection.national
    changes = None
    if previous:
        changes = find_changes(previous, Edition("", tables, unread_in(counted)))
    return Round(
        cycle=collection.terms.cycle,
        peildatum=collection.terms.day,
        submissions=collection.submissions,
        tables=tables,
        findings=findings,
        floating=_floating(tables["afspraken"], findings, counted),
        progress=_progress(tables["afspraken"], counted),
        changes=changes,
        received=collection.received,
        unsent={key: one for key, one in collection.terms.written.items() if one.wrong},
        answers=by_row(counted),
    )


def _progress(afspraken: pd.DataFrame, counted: Sequence[Submission]) -> pd.DataFrame:
    """The agreements with their newest report: state, day and group."""
    latest: dict[tuple[str, str], Row] = {}
    for submission in counted:
        for afspraak, report in submission.rows.latest_progress.items():
            latest[submission.workbook.bestand, afspraak] = report
    states: list[str | None] = []
    days: list[date | None] = []
    for bestand, afspraak in _keys(afspraken):
        newest = latest.get((bestand, str(afspraak)))
        states.append((newest.text("voortgang") or None) if newest else None)
        days.append(newest.date("peildatum") if newest else None)
    groups = [PROGRESS_GROUPS.get(state or "", NO_REPORT) for state in states]
    return afspraken.assign(
        voortgang=_column(afspraken, states),
        voortgang_peildatum=_column(afspraken, days),
        voortgang_groep=_column(afspraken, groups),
    )


def _floating(
    afspraken: pd.DataFrame, findings: Sequence[Finding], counted: Sequence[Submission]
) -> pd.DataFrame:
    """Agreements with a finding of one of FLOATING_CODES, with those codes and their titles."""
    at_row = _agreement_at_row(afspraken, counted)
    reasons: dict[tuple[str, str], list[RuleText]] = {}
    for finding in findings:
        afspraak = at_row.get((finding.bestand, finding.blad, finding.rij))
        if finding.code in FLOATING_CODES and afspraak:
            reasons.setdefault((finding.bestand, afspraak), []).append(catalogue()[finding.code])
    floating = afspraken.loc[[key in reasons for key in _keys(afspraken)]]
    codes, titles = [], []
    for key in _keys(floating):
        codes.append(SEPARATOR.join(rule.code for rule in reasons[key]))
        titles.append(SEPARATOR.join(rule.titel for rule in reasons[key]))
    return floating.assign(
        zwevend_door=_column(floating, codes), zwevend_omdat=_column(floating, titles)
    )


def _agreement_at_row(
    afspraken: pd.DataFrame, counted: Sequence[Submission]
) -> dict[tuple[str, str | None, int | None], str]:
    """File, sheet and Excel row → the agreement it is about. A row on Monitoring names one too:
    there stands MO-02.
    """
    about: dict[tuple[str, str | None, int | None], str] = {}
    rows = zip(afspraken["bestand"], afspraken["rij"], afspraken["id"], strict=True)
    for bestand, rij, id_ in rows:
        about[bestand, AFSPRAKEN.sheet, rij] = str(id_ or "")
    for submission in counted:
        for row in submission.rows.table(MONITORING.name):
            key = (submission.workbook.bestand, MONITORING.sheet, row.number)
            about[key] = row.text("afspraak")
    return about


def _keys(afspraken: pd.DataFrame) -> list[tuple[str, str]]:
    """File and id of each agreement."""
    return list(zip(afspraken["bestand"], afspraken["id"], strict=True))


def _column(frame: pd.DataFrame, cells: Sequence[object]) -> pd.Series:
    return pd.Series(cells, index=frame.index, dtype=object)
