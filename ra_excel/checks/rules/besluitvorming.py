"""Besluitvorming: a route for every vraagstuk, complete, in the right order, by who may decide.

Sources: [2c, Tabel 2, Handvat D].
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ra_excel.checks.registry import rule
from ra_excel.checks.rules.dialoog import past_dialogue
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.lists import powerless, value_list
from ra_excel.domain.sheets.besluitvorming import (
    BESLOTEN,
    BESLUIT,
    BESLUITVORMING,
    CONFLICT,
    DECISION,
    DISPUTE,
    GEEN_KEUZE,
)
from ra_excel.reading.values import as_text


@rule("BE-01")
def no_route(submission: Submission) -> Iterator[Fault]:
    """At or beyond step 3 without a route."""
    routes = submission.rows.per_vraagstuk("besluitvorming")
    for row in past_dialogue(submission, "besluitvorming"):
        if row.sound("id", "stap_overgeslagen") and row.id not in routes:
            yield row.fault_at("stap", stap=row.text("stap"))


@rule("BE-02")
def decision_incomplete(submission: Submission) -> Iterator[Fault]:
    """Decided, but where, by whom, what, who does what, the follow-up, the text or the day is
    missing.
    """
    for row in submission.rows.table("besluitvorming"):
        missing = row.first_empty(*DECISION)
        if missing and row.says("route", BESLUIT) and row.says("uitkomst", BESLOTEN):
            yield row.fault_at(missing, ontbreekt=_headers(missing_columns(row.text, DECISION)))


@rule("BE-03")
def conflict_incomplete(submission: Submission) -> Iterator[Fault]:
    """A conflict without where it chafes, each party's room, level, leader, decider or feedback."""
    for row in submission.rows.table("besluitvorming"):
        missing = row.first_empty(*DISPUTE)
        if missing and row.says("route", CONFLICT):
            yield row.fault_at(missing, ontbreekt=_headers(missing_columns(row.text, DISPUTE)))


@rule("BE-04")
def no_step_before(submission: Submission) -> Iterator[Fault]:
    """Decided without the national parties agreeing among themselves first, or only afterwards."""
    for row in submission.rows.table("besluitvorming"):
        if not row.says("uitkomst", BESLOTEN):
            continue
        before, decided = row.sound_date("tussenstap_datum"), row.sound_date("besluit_datum")
        missing = row.first_empty("tussenstap_gremium", "tussenstap_datum")
        if missing:
            yield row.fault_at(missing, reden="ontbreekt")
        elif before and decided and before > decided:
            reason = f"kwam na het besluit van {as_text(decided)}"
            yield row.fault_at("tussenstap_datum", reden=reason)


@rule("BE-05")
def no_choice_no_reason(submission: Submission) -> Iterator[Fault]:
    """No choice was made, and it is not said why."""
    for row in submission.rows.table("besluitvorming"):
        if row.says("uitkomst", GEEN_KEUZE) and row.lacks("geen_keuze_reden"):
            yield row.fault_at("geen_keuze_reden")


@rule("BE-06")
def level_skipped(submission: Submission) -> Iterator[Fault]:
    """A conflict at a level, with no row of the same vraagstuk at the level below."""
    levels = value_list("escalatieniveaus").values
    below = dict(zip(levels[1:], levels, strict=False))
    for rows in submission.rows.per_vraagstuk("besluitvorming").values():
        conflicts = [row for row in rows if row["route"] == CONFLICT]
        seen = {row.text("escalatieniveau") for row in conflicts}
        for row in conflicts:
            level = row.text("escalatieniveau")
            if row.sound("escalatieniveau") and level in below and below[level] not in seen:
                yield row.fault_at("escalatieniveau", niveau=level, onder=below[level])


@rule("BE-07")
def table_that_does_not_decide(submission: Submission) -> Iterator[Fault]:
    """The gremium named does not decide on substance."""
    for row in submission.rows.table("besluitvorming"):
        if row.says("besluit_gremium", *powerless("besluit_over_inhoud")):
            yield row.fault_at("besluit_gremium", gremium=row.text("besluit_gremium"))


@rule("BE-08")
def decided_before_dialogue_ended(submission: Submission) -> Iterator[Fault]:
    """The decision is older than the last session on the same vraagstuk."""
    sessions = submission.rows.per_vraagstuk("dialoog")
    for row in submission.rows.table("besluitvorming"):
        decided = row.sound_date("besluit_datum")
        if decided is None or not row.sound("vraagstuk"):
            continue
        days = [session.sound_date("datum") for session in sessions.get(row.text("vraagstuk"), ())]
        last = max((day for day in days if day), default=decided)
        if decided < last:
            yield row.fault_at("besluit_datum", sessie=as_text(last))


def missing_columns(text: Callable[[str], str], columns: Sequence[str]) -> list[str]:
    """The columns that say nothing."""
    return [column for column in columns if not text(column)]


def _headers(columns: Sequence[str]) -> str:
    return ", ".join(BESLUITVORMING.by_name[column].header for column in columns)
