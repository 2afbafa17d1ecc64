"""Opvolging: what a department does for agreements, asked as the provinces are asked [2d].

VRO prepares the rows. One that the department left empty lacks its report (OP-02) and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.rules.afspraken import lands_nowhere
from ra_excel.checks.rules.monitoring import missing_way_on, passed_deadline, too_old
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.sheets.monitoring import FINISHED, VERVALLEN
from ra_excel.reading.values import as_text


def _reported(submission: Submission) -> Iterator[Row]:
    """The rows that say how the agreement goes."""
    for row in submission.rows.table("opvolging"):
        if row.has("voortgang"):
            yield row


@rule("OP-01")
def no_landing(submission: Submission) -> Iterator[Fault]:
    """Nothing of the Rijk to land in: the agreement floats on this side."""
    for row in _reported(submission):
        if row["voortgang"] != VERVALLEN and lands_nowhere(row):
            yield row.fault_at("landing_instrument")


@rule("OP-02")
def not_reported(submission: Submission) -> Iterator[Fault]:
    """No report, one without a day, or one that is older than the limit."""
    for row in submission.rows.table("opvolging"):
        if row.has("afspraak") and row.lacks("voortgang"):
            yield row.fault_at("voortgang", reden="het departement meldde nog geen stand")
        elif row.has("voortgang") and row.lacks("peildatum"):
            yield row.fault_at("peildatum", reden="bij de stand staat geen dag")
        elif row.has("voortgang") and row.sound("peildatum"):
            words = too_old(row, submission.peildatum)
            if words:
                late = f"meer dan {words['maanden']} maanden voor de peildatum {words['peildatum']}"
                reason = f"de stand is van {words['datum']}, {late}"
                yield row.fault_at("peildatum", reden=reason)


@rule("OP-03")
def stuck_without_a_way_on(submission: Submission) -> Iterator[Fault]:
    """Delayed or blocked, without cause, next step or date."""
    for row in _reported(submission):
        missing = missing_way_on(row)
        if missing:
            yield row.fault_at(missing, voortgang=row.text("voortgang"))


@rule("OP-04")
def deadline_passed(submission: Submission) -> Iterator[Fault]:
    """The deadline lies before the reference date, and the report says that it is not done."""
    today = submission.peildatum
    for row in _reported(submission):
        deadline = passed_deadline(row, today)
        if deadline and row["voortgang"] not in FINISHED:
            words = {"datum": as_text(deadline), "peildatum": as_text(today)}
            yield row.fault_at("voortgang", **words)
