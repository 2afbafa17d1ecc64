"""Inbreng: where it speaks, and what became of it [2a].

What the criteria ask of it stands with those of Agenda.
"""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.inbreng import INGETROKKEN, OVERGENOMEN, STANDING
from ra_excel.domain.tables import is_id


@rule("IN-01")
def no_province(submission: Submission) -> Iterator[Fault]:
    """Brought in, but no province is named."""
    for row in submission.rows.table("inbreng"):
        if row.says("status", *STANDING) and row.lacks("betrokken_provincies"):
            yield row.fault_at("betrokken_provincies")


@rule("IN-02")
def taken_over_as_nothing(submission: Submission) -> Iterator[Fault]:
    """Taken over, without the id of a vraagstuk. Whether it exists shows in a round."""
    for row in submission.rows.table("inbreng"):
        if not row.says("status", OVERGENOMEN):
            continue
        if row.lacks("vraagstuk_provincie"):
            yield row.fault_at("vraagstuk_provincie", reden="er staat niet onder welk id")
        elif row.has("vraagstuk_provincie"):
            id_ = row.text("vraagstuk_provincie")
            if not is_id(AGENDA, id_):
                reason = f"'{id_}' is geen id van een vraagstuk van een provincie"
                yield row.fault_at("vraagstuk_provincie", reden=reason)


@rule("IN-03")
def withdrawn_without_reason(submission: Submission) -> Iterator[Fault]:
    """Withdrawn, and it is not said why."""
    for row in submission.rows.table("inbreng"):
        if row.says("status", INGETROKKEN) and row.lacks("reden"):
            yield row.fault_at("reden")
