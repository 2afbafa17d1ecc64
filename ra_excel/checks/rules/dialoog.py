"""Dialoog: held, long enough, with both sides at the table, and followed up [2b, Handvat C]."""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.rules.agenda import on_agenda
from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import months_before
from ra_excel.domain.fault import Fault
from ra_excel.domain.lists import JA, value_list
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.besluitvorming import BESLUIT, CONFLICT
from ra_excel.domain.sheets.dialoog import NAAR_BESLUIT, NAAR_CONFLICT, TERUG
from ra_excel.domain.steps import NA_DIALOOG
from ra_excel.reading.values import as_text

RIJK, PROVINCIE, SAMEN = "Rijk", "provincie", "Rijk en provincie"


@rule("DI-01")
def no_dialogue(submission: Submission) -> Iterator[Fault]:
    """Beyond step 2 without one session, and no reason why that step was skipped."""
    sessions = submission.rows.per_vraagstuk("dialoog")
    for row in on_agenda(submission) if submission.rows.all_placed("dialoog") else ():
        if row.sound("id", "stap", "stap_overgeslagen") and row["stap"] in NA_DIALOOG:
            if row.id not in sessions and not row.text("stap_overgeslagen"):
                yield row.fault("DI-01", "stap", id=row.id, stap=row.text("stap"))


@rule("DI-02")
def session_at_impossible_time(submission: Submission) -> Iterator[Fault]:
    """A session before the vraagstuk was put on the agenda, or after the reference date."""
    agenda = submission.rows.by_id("agenda")
    for row in submission.rows.table("dialoog"):
        day = row.date("datum")
        if not row.sound("datum", "vraagstuk") or day is None:
            continue
        vraagstuk = agenda.get(row.text("vraagstuk"))
        start = (
            vraagstuk.date("bekrachtigd_op")
            if vraagstuk and vraagstuk.sound("bekrachtigd_op")
            else None
        )
        if day > submission.peildatum:
            yield row.fault(
                "DI-02",
                "datum",
                id=row.id,
                reden=f"na de peildatum {as_text(submission.peildatum)}",
            )
        elif start and day < start:
            yield row.fault(
                "DI-02", "datum", id=row.id, reden=f"voor de agendering op {as_text(start)}"
            )


@rule("DI-03")
def outcome_without_follow_up(submission: Submission) -> Iterator[Fault]:
    """The outcome sends the vraagstuk to a decision, a conflict or another track, and nothing there takes it up."""
    routes, agenda = (
        submission.rows.per_vraagstuk("besluitvorming"),
        submission.rows.by_id("agenda"),
    )
    wanted = {NAAR_BESLUIT: BESLUIT, NAAR_CONFLICT: CONFLICT}
    for row in (
        submission.rows.table("dialoog") if submission.rows.all_placed("besluitvorming") else ()
    ):
        outcome, vraagstuk = row.text("uitkomst"), row.text("vraagstuk")
        if not row.sound("uitkomst", "vraagstuk") or vraagstuk not in agenda:
            continue
        if outcome in wanted and not any(
            r["route"] == wanted[outcome] or not r.sound("route") for r in routes.get(vraagstuk, ())
        ):
            yield row.fault(
                "DI-03",
                "uitkomst",
                id=row.id,
                vervolg=f"een rij op Besluitvorming met route {wanted[outcome]}",
            )
        elif outcome == TERUG and agenda[vraagstuk].first_empty("afslag_traject"):
            yield row.fault("DI-03", "uitkomst", id=row.id, vervolg="de afslag op Agenda")


@rule("DI-04")
def dialogue_too_short(submission: Submission) -> Iterator[Fault]:
    """The dialogue is over, and its first and last session lie closer together than the least it takes."""
    months, sessions = load_settings().min_maanden_dialoog, submission.rows.per_vraagstuk("dialoog")
    for vraagstuk in on_agenda(submission) if submission.rows.all_placed("dialoog") else ():
        rows = sessions.get(vraagstuk.id, [])
        if not all(row.sound("datum") and row.date("datum") for row in rows):
            continue  # the day that is missing may be the first or the last
        if (
            not vraagstuk.sound("stap")
            or vraagstuk["stap"] not in NA_DIALOOG
            or not rows
            or vraagstuk.text("stap_overgeslagen")
        ):
            continue
        last = max(rows, key=lambda row: (row.date("datum") or submission.peildatum, row.number))
        first_day, last_day = (
            min(row.date("datum") or submission.peildatum for row in rows),
            last.date("datum") or submission.peildatum,
        )
        if first_day > months_before(last_day, months):
            yield last.fault(
                "DI-04",
                "datum",
                id=vraagstuk.id,
                maanden=str(months),
                van=as_text(first_day),
                tot=as_text(last_day),
            )


@rule("DI-05")
def one_side_absent(submission: Submission) -> Iterator[Fault]:
    """Nobody of the Rijk, or nobody of the province, sat at the table."""
    national = {RIJK, SAMEN, *value_list("departementen").values}
    regional = {PROVINCIE, SAMEN, submission.province.naam}
    for row in submission.rows.table("dialoog"):
        present = set(row.choices("deelnemers"))
        absent = [
            name
            for name, side in (("het Rijk", national), ("de provincie", regional))
            if not present & side
        ]
        if row.sound("deelnemers") and present and absent:
            yield row.fault("DI-05", "deelnemers", id=row.id, afwezig=" en ".join(absent))


@rule("DI-06")
def not_fed_back(submission: Submission) -> Iterator[Fault]:
    """Partners and own organisation were not told what came out."""
    for row in submission.rows.table("dialoog"):
        if row.sound("teruggekoppeld") and row["teruggekoppeld"] != JA:
            yield row.fault("DI-06", "teruggekoppeld", id=row.id)
