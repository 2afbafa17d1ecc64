"""Monitoring: agreements that nobody follows.

With AF-02 these rules define zwevende afspraken [2d]. What a department reports on its sheet
Opvolging is asked the same; where that has a code of its own (OP), the question stands here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import months_before
from ra_excel.domain.fault import Fault
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.monitoring import FINISHED, GEREALISEERD, STUCK, WAYS_ON
from ra_excel.domain.sheets.opvolging import OPVOLGING
from ra_excel.reading.values import as_text

FLOATING_CODES = ("AF-02", "MO-01", "MO-02", "MO-03")
"""An agreement with a finding of one of these codes is a zwevende afspraak."""


@rule("MO-01")
def never_reported(submission: Submission) -> Iterator[Fault]:
    """Ratified, and no progress report ever.

    A report that names no known agreement may be the one that is missed.
    """
    known, reports = submission.rows.by_id("afspraken"), submission.rows.get("monitoring")
    if reports is None:
        return
    if not all(row.sound("afspraak") and row.text("afspraak") in known for row in reports):
        return
    reported = {row.text("afspraak") for row in reports}
    for row in known.values():
        day = row.sound_date("vastgesteld_op")
        if day and row.sound("id") and row.id not in reported:
            yield row.fault_at("id", datum=as_text(day))


@rule("MO-02")
def report_too_old(submission: Submission) -> Iterator[Fault]:
    """The newest report is older than the limit, and the agreement is not finished."""
    known = submission.rows.by_id("afspraken")
    for afspraak, report in submission.rows.latest_progress.items():
        words = too_old(report, submission.peildatum)
        if words and afspraak in known:
            yield report.fault_at("peildatum", id=afspraak, **words)


def too_old(report: Row, today: date) -> dict[str, str]:
    """Words for a report that is older than the limit while its agreement runs; else none."""
    months, day = load_settings().max_maanden_zonder_bericht, report.date("peildatum")
    if day is None or day >= months_before(today, months) or report["voortgang"] in FINISHED:
        return {}
    return {"datum": as_text(day), "maanden": str(months), "peildatum": as_text(today)}


@rule("MO-03")
def deadline_passed(submission: Submission) -> Iterator[Fault]:
    """The deadline lies before the reference date and the agreement is not reported as finished."""
    finished = submission.rows.finished_agreements()
    today = submission.peildatum
    for row in submission.rows.table("afspraken"):
        deadline = passed_deadline(row, today)
        if deadline and row.id not in finished:
            yield row.fault_at("deadline", datum=as_text(deadline), peildatum=as_text(today))


def passed_deadline(row: Row, today: date) -> date | None:
    """The deadline of an agreement, where it lies before this day."""
    deadline = row.sound_date("deadline")
    return deadline if deadline and deadline < today else None


@rule("MO-04")
def stuck_without_a_way_on(submission: Submission) -> Iterator[Fault]:
    """Delayed or blocked, without cause, next step or date."""
    for row in submission.rows.table("monitoring"):
        missing = missing_way_on(row)
        if missing:
            yield row.fault_at(missing, voortgang=row.text("voortgang"))


def missing_way_on(report: Row) -> str | None:
    """The first column that a report lacks on an agreement that is stuck."""
    return report.first_empty(*WAYS_ON) if report.says("voortgang", *STUCK) else None


@rule("MO-05")
def report_at_impossible_time(submission: Submission) -> Iterator[Fault]:
    """A report after the reference date, before the agreement was ratified, or older than the one
    numbered before it.
    """
    newest: dict[str, Row] = {}
    for row in sorted(submission.rows.reports, key=_by_number):
        if not row.sound("afspraak") or not row.sound_date("peildatum"):
            continue
        reason = _why_impossible(submission, row, newest.get(row.text("afspraak")))
        if reason:
            yield row.fault_at("peildatum", bericht=_called(row), reden=reason)
        else:
            newest[row.text("afspraak")] = row


def _called(report: Row) -> str:
    """How a message speaks of a report."""
    about = report.text("afspraak")
    if report.sheet_table.table is OPVOLGING:
        return f"De stand bij {about}"
    return f"Bericht {report.id or f'op rij {report.number}'}{f' over {about}' if about else ''}"


def _by_number(row: Row) -> tuple[int, str, int]:
    return len(row.id), row.id, row.number


def _why_impossible(submission: Submission, report: Row, before: Row | None) -> str | None:
    """Why a report cannot be of its day; ``before`` is the newest one numbered before it."""
    day = report.date("peildatum")
    assert day is not None, "only reports with a day are asked about"
    if day > submission.peildatum:
        return f"na de peildatum {as_text(submission.peildatum)}"
    afspraak = submission.rows.by_id("afspraken").get(report.text("afspraak"))
    ratified = afspraak.sound_date("vastgesteld_op") if afspraak else None
    if afspraak and ratified and day < ratified:
        return f"voor het vaststellen van {afspraak.id} op {as_text(ratified)}"
    if before and report.id and before.id and day < (before.date("peildatum") or day):
        return f"voor het eerdere bericht {before.id}"
    return None


@rule("MO-05", over="previous")
def report_going_back(submission: Submission, previous: Submission) -> Iterator[Fault]:
    """The newest report is older than the newest of the previous submission."""
    before = previous.rows.latest_progress
    for afspraak, report in submission.rows.latest_progress.items():
        day = report.date("peildatum")
        known = before[afspraak].date("peildatum") if afspraak in before else None
        if day and known and day < known:
            reason = f"de vorige inzending had al een bericht van {as_text(known)}"
            yield report.fault_at("peildatum", bericht=_called(report), reden=reason)


@rule("MO-06")
def realised_without_evidence(submission: Submission) -> Iterator[Fault]:
    """Realised, and nothing shows it. A missing landing has its own finding (AF-02)."""
    for row in submission.rows.reports:
        if row.says("voortgang", GEREALISEERD) and row.lacks("bewijs"):
            yield row.fault_at("bewijs", bericht=_called(row))


@rule("MO-07")
def not_back_at_its_table(submission: Submission) -> Iterator[Fault]:
    """A running, ratified agreement whose progress did not return to a gremium in this cycle."""
    returned = _returned_this_cycle(submission)
    for afspraak, report in submission.rows.latest_progress.items():
        running = _is_followed(submission, afspraak) and report["voortgang"] not in FINISHED
        readable = report.sound("teruggekoppeld_op", "teruggekoppeld_gremium")
        if running and readable and afspraak not in returned:
            yield report.fault_at("teruggekoppeld_op", id=afspraak)


def _is_followed(submission: Submission, afspraak: str) -> bool:
    """Whether an agreement is ratified, or VRO put it in a department's workbook."""
    if afspraak in submission.rows.by_id(OPVOLGING.name):
        return True
    row = submission.rows.by_id("afspraken").get(afspraak)
    return row is not None and row.sound_date("vastgesteld_op") is not None


def _returned_this_cycle(submission: Submission) -> set[str]:
    """Ids of the agreements of which the progress was discussed in a gremium in this cycle."""
    returned = set()
    for report in submission.rows.reports:
        day = report.date("teruggekoppeld_op")
        if day and day >= submission.cycle.start and report.text("teruggekoppeld_gremium"):
            returned.add(report.text("afspraak"))
    return returned
