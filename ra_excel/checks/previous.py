"""What changed since the previous submission of the same province: agreements changed or gone,
findings new or solved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ra_excel.checks.finding import Finding
from ra_excel.checks.registry import rule
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.reading.values import as_text

NEW, REMAINS = "nieuw", "blijft"

BINDING = ("tekst", "deadline", "trekker", "betrokkenen", "rijk_doet", "provincie_doet")
"""Columns of a ratified agreement that nobody changes alone."""

EMPTY = "(leeg)"


@rule("AF-08", over="previous")
def changed_agreements(submission: Submission, previous: Submission) -> Iterator[Fault]:
    """Text, deadline or parties of an agreement that was ratified already. Ratified anew, it may
    differ.
    """
    before = previous.rows.by_id("afspraken")
    for row in submission.rows.table("afspraken"):
        old = before.get(row.id)
        if old is None:
            continue
        ratified, again = old.date("vastgesteld_op"), row.date("vastgesteld_op")
        for column in BINDING:
            readable = row.sound(column) and old.sound(column)
            was, now = old.text(column), row.text(column)
            if readable and was != now and one_sided(column, ratified, again):
                words = {"oud": was or EMPTY, "nieuw": now or EMPTY, "datum": as_text(ratified)}
                yield row.fault_at(column, **words)


def one_sided(column: str, before: date | None, now: date | None) -> bool:
    """Whether a change in this column of an agreement binds others: it was ratified, and not
    ratified anew since.
    """
    return column in BINDING and before is not None and before == now


@rule("AF-09", over="previous")
def vanished_agreements(submission: Submission, previous: Submission) -> Iterator[Fault]:
    """An agreement of the previous submission that no row of this one carries. A new cycle leaves
    finished ones behind.
    """
    if not submission.rows.all_known("afspraken"):
        return
    there = set(submission.rows.by_id("afspraken"))
    if previous.cycle != submission.cycle:
        there |= previous.rows.finished_agreements()
    for id_, old in previous.rows.by_id("afspraken").items():
        if id_ and id_ not in there:
            words = {"id": id_, "titel": old.text("titel")}
            yield Fault(blad=AFSPRAKEN.sheet, sleutel=id_, details=words)


def with_stand(findings: Sequence[Finding], previous: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each marked as new or remaining since the previous submission."""
    known = {finding.id for finding in previous}
    return tuple(
        replace(finding, stand=REMAINS if finding.id in known else NEW) for finding in findings
    )


def solved(findings: Sequence[Finding], previous: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings of the previous submission that are gone."""
    left = {finding.id for finding in findings}
    return tuple(finding for finding in previous if finding.id not in left)
