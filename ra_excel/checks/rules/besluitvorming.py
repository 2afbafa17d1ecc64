"""Besluitvorming: a route for every vraagstuk, complete, in the right order, by who may decide [2c, Tabel 2, Handvat D]."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ra_excel.checks.registry import rule
from ra_excel.checks.rules.agenda import on_agenda
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.lists import value_list
from ra_excel.domain.sheets.besluitvorming import (
    BESLOTEN,
    BESLUIT,
    BESLUITVORMING,
    CONFLICT,
    DECISION,
    DISPUTE,
    GEEN_KEUZE,
)
from ra_excel.domain.steps import NA_DIALOOG
from ra_excel.reading.values import as_text


@rule("BE-01")
def no_route(submission: Submission) -> Iterator[Fault]:
    """At or beyond step 3 without a route."""
    routes = submission.rows.per_vraagstuk("besluitvorming")
    for row in on_agenda(submission) if submission.rows.all_placed("besluitvorming") else ():
        if row.sound("id", "stap", "stap_overgeslagen") and row["stap"] in NA_DIALOOG:
            if row.id not in routes and not row.text("stap_overgeslagen"):
                yield row.fault("BE-01", "stap", id=row.id, stap=row.text("stap"))


@rule("BE-02")
def decision_incomplete(submission: Submission) -> Iterator[Fault]:
    """Decided, but where, by whom, what, who does what, the follow-up, the text or the day is missing."""
    for row in submission.rows.table("besluitvorming"):
        if row.sound("route", "uitkomst") and (row["route"], row["uitkomst"]) == (
            BESLUIT,
            BESLOTEN,
        ):
            if missing := row.first_empty(*DECISION):
                yield row.fault(
                    "BE-02",
                    missing,
                    id=row.id,
                    ontbreekt=_headers(missing_columns(row.text, DECISION)),
                )


@rule("BE-03")
def conflict_incomplete(submission: Submission) -> Iterator[Fault]:
    """A conflict without where it chafes, each party's room, level, leader, decider or feedback."""
    for row in submission.rows.table("besluitvorming"):
        if row.sound("route") and row["route"] == CONFLICT:
            if missing := row.first_empty(*DISPUTE):
                yield row.fault(
                    "BE-03",
                    missing,
                    id=row.id,
                    ontbreekt=_headers(missing_columns(row.text, DISPUTE)),
                )


@rule("BE-04")
def no_step_before(submission: Submission) -> Iterator[Fault]:
    """Decided without the national parties agreeing among themselves first, or only afterwards."""
    for row in submission.rows.table("besluitvorming"):
        if not row.sound("uitkomst") or row["uitkomst"] != BESLOTEN:
            continue
        before, decided = row.date("tussenstap_datum"), row.date("besluit_datum")
        if missing := row.first_empty("tussenstap_gremium", "tussenstap_datum"):
            yield row.fault("BE-04", missing, id=row.id, reden="ontbreekt")
        elif (
            row.sound("tussenstap_datum", "besluit_datum")
            and before
            and decided
            and before > decided
        ):
            yield row.fault(
                "BE-04",
                "tussenstap_datum",
                id=row.id,
                reden=f"kwam na het besluit van {as_text(decided)}",
            )


@rule("BE-05")
def no_choice_no_reason(submission: Submission) -> Iterator[Fault]:
    """No choice was made, and it is not said why."""
    for row in submission.rows.table("besluitvorming"):
        if (
            row.sound("uitkomst", "geen_keuze_reden")
            and row["uitkomst"] == GEEN_KEUZE
            and not row.text("geen_keuze_reden")
        ):
            yield row.fault("BE-05", "geen_keuze_reden", id=row.id)


@rule("BE-06")
def level_skipped(submission: Submission) -> Iterator[Fault]:
    """A conflict at a level, with no row of the same vraagstuk at the level below."""
    levels = list(value_list("escalatieniveaus").values)
    for rows in submission.rows.per_vraagstuk("besluitvorming").values():
        seen = {row.text("escalatieniveau") for row in rows if row["route"] == CONFLICT}
        for row in rows:
            level = row.text("escalatieniveau")
            if (
                row["route"] != CONFLICT
                or not row.sound("escalatieniveau")
                or level not in levels[1:]
            ):
                continue
            below = levels[levels.index(level) - 1]
            if below not in seen:
                yield row.fault("BE-06", "escalatieniveau", id=row.id, niveau=level, onder=below)


@rule("BE-07")
def table_that_does_not_decide(submission: Submission) -> Iterator[Fault]:
    """The gremium named does not decide on substance."""
    gremia = value_list("gremia").by_value
    for row in submission.rows.table("besluitvorming"):
        entry = gremia.get(row.text("besluit_gremium"))
        if row.sound("besluit_gremium") and entry and entry.fields["besluit_over_inhoud"] != "ja":
            yield row.fault("BE-07", "besluit_gremium", id=row.id, gremium=entry.value)


@rule("BE-08")
def decided_before_dialogue_ended(submission: Submission) -> Iterator[Fault]:
    """The decision is older than the last session on the same vraagstuk."""
    sessions = submission.rows.per_vraagstuk("dialoog")
    for row in submission.rows.table("besluitvorming"):
        decided = row.date("besluit_datum")
        if not row.sound("besluit_datum", "vraagstuk") or decided is None:
            continue
        days = [
            day
            for session in sessions.get(row.text("vraagstuk"), ())
            if session.sound("datum") and (day := session.date("datum"))
        ]
        if days and decided < max(days):
            yield row.fault("BE-08", "besluit_datum", id=row.id, sessie=as_text(max(days)))


def missing_columns(text: Callable[[str], str], columns: Sequence[str]) -> list[str]:
    """The columns that say nothing."""
    return [column for column in columns if not text(column)]


def _headers(columns: Sequence[str]) -> str:
    return ", ".join(BESLUITVORMING.by_name[column].header for column in columns)
