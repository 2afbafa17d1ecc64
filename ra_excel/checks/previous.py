"""What changed since the previous submission of the same province: agreements changed or gone, findings new or solved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ra_excel.checks.finding import Finding
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.reading.values import as_text

NEW, REMAINS = "nieuw", "blijft"

BINDING = ("tekst", "deadline", "trekker", "betrokkenen", "rijk_doet", "provincie_doet")
"""Columns of a ratified agreement that nobody changes alone."""


def changes(submission: Submission, previous: Submission) -> Iterator[Fault]:
    """AF-08, AF-09 and MO-05 against the previous submission."""
    yield from changed_agreements(submission, previous)
    yield from vanished_agreements(submission, previous)
    yield from reports_going_back(submission, previous)


def changed_agreements(submission: Submission, previous: Submission) -> Iterator[Fault]:
    """AF-08: text, deadline or parties of an agreement that was ratified already. Ratified anew, it may differ."""
    before = previous.rows.by_id("afspraken")
    for row in submission.rows.table("afspraken"):
        old = before.get(row.id)
        if old is None:
            continue
        ratified, again = old.date("vastgesteld_op"), row.date("vastgesteld_op")
        for column in BINDING:
            changed = (
                row.sound(column) and old.sound(column) and row.text(column) != old.text(column)
            )
            if changed and one_sided(column, ratified, again):
                was, now = old.text(column) or "(leeg)", row.text(column) or "(leeg)"
                yield row.fault(
                    "AF-08", column, id=row.id, oud=was, nieuw=now, datum=as_text(ratified)
                )


def one_sided(column: str, before: date | None, now: date | None) -> bool:
    """Whether a change in this column of an agreement binds others: it was ratified, and not ratified anew since."""
    return column in BINDING and before is not None and before == now


def vanished_agreements(submission: Submission, previous: Submission) -> Iterator[Fault]:
    """AF-09: an agreement of the previous submission that no row of this one carries. A new cycle leaves finished ones behind."""
    if not submission.rows.all_known("afspraken"):
        return
    now = submission.rows.by_id("afspraken")
    left_behind = (
        previous.rows.finished_agreements() if previous.cycle != submission.cycle else frozenset()
    )
    for id_, old in previous.rows.by_id("afspraken").items():
        if id_ and id_ not in now and id_ not in left_behind:
            yield Fault(
                "AF-09",
                AFSPRAKEN.sheet,
                sleutel=id_,
                details={"id": id_, "titel": old.text("titel")},
            )


def reports_going_back(submission: Submission, previous: Submission) -> Iterator[Fault]:
    """MO-05: the newest report is older than the newest of the previous submission."""
    before = previous.rows.latest_progress
    for afspraak, report in submission.rows.latest_progress.items():
        day, known = (
            report.date("peildatum"),
            before[afspraak].date("peildatum") if afspraak in before else None,
        )
        if day and known and day < known:
            yield report.fault(
                "MO-05",
                "peildatum",
                id=report.id,
                reden=f"de vorige inzending had al een bericht van {as_text(known)}",
            )


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
