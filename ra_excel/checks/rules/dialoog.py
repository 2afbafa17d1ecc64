"""Dialoog: held, long enough, with both sides at the table, and followed up [2b, Handvat C]."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
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

ROUTES = {NAAR_BESLUIT: BESLUIT, NAAR_CONFLICT: CONFLICT}
"""The route on Besluitvorming that an outcome asks for."""


def past_dialogue(submission: Submission, follows_in: str) -> Iterator[Row]:
    """The vraagstukken on the agenda beyond step 2 that skipped no step.

    None when the table ``follows_in`` does not say of every row which vraagstuk it speaks of.
    """
    if not submission.rows.all_placed(follows_in):
        return
    for row in on_agenda(submission):
        if row.says("stap", *NA_DIALOOG) and not row.text("stap_overgeslagen"):
            yield row


@rule("DI-01")
def no_dialogue(submission: Submission) -> Iterator[Fault]:
    """Beyond step 2 without one session, and no reason why that step was skipped."""
    sessions = submission.rows.per_vraagstuk("dialoog")
    for row in past_dialogue(submission, "dialoog"):
        if row.sound("id", "stap_overgeslagen") and row.id not in sessions:
            yield row.fault_at("stap", stap=row.text("stap"))


@rule("DI-02")
def session_at_impossible_time(submission: Submission) -> Iterator[Fault]:
    """A session before the vraagstuk was put on the agenda, or after the reference date."""
    agenda = submission.rows.by_id("agenda")
    for row in submission.rows.table("dialoog"):
        day = row.sound_date("datum")
        if day is None or not row.sound("vraagstuk"):
            continue
        vraagstuk = agenda.get(row.text("vraagstuk"))
        start = vraagstuk.sound_date("bekrachtigd_op") if vraagstuk else None
        if day > submission.peildatum:
            yield row.fault_at("datum", reden=f"na de peildatum {as_text(submission.peildatum)}")
        elif start and day < start:
            yield row.fault_at("datum", reden=f"voor de agendering op {as_text(start)}")


@rule("DI-03")
def outcome_without_follow_up(submission: Submission) -> Iterator[Fault]:
    """The outcome sends the vraagstuk to a decision, a conflict or another track, and nothing there
    takes it up.
    """
    if not submission.rows.all_placed("besluitvorming"):
        return
    agenda = submission.rows.by_id("agenda")
    routes = submission.rows.per_vraagstuk("besluitvorming")
    for row in submission.rows.table("dialoog"):
        vraagstuk = row.text("vraagstuk")
        if not row.sound("uitkomst", "vraagstuk") or vraagstuk not in agenda:
            continue
        missing = _missing_route(row, routes.get(vraagstuk, ()))
        if missing:
            follow_up = f"een rij op Besluitvorming met route {missing}"
            yield row.fault_at("uitkomst", vervolg=follow_up)
        elif row.says("uitkomst", TERUG) and agenda[vraagstuk].lacks("afslag_traject"):
            yield row.fault_at("uitkomst", vervolg="de afslag op Agenda")


def _missing_route(session: Row, routes: Sequence[Row]) -> str | None:
    """The route that the outcome of a session asks for and no row has or may have."""
    wanted = ROUTES.get(session.text("uitkomst"))
    if wanted and not any(row["route"] == wanted or not row.sound("route") for row in routes):
        return wanted
    return None


@rule("DI-04")
def dialogue_too_short(submission: Submission) -> Iterator[Fault]:
    """The dialogue is over, and its first and last session lie closer together than the least it
    takes.
    """
    months = load_settings().min_maanden_dialoog
    sessions = submission.rows.per_vraagstuk("dialoog")
    for vraagstuk in past_dialogue(submission, "dialoog"):
        held = sorted(sessions.get(vraagstuk.id, ()), key=_day)
        if not held or not all(session.sound_date("datum") for session in held):
            continue  # the day that is missing may be the first or the last
        first, last = _day(held[0])[0], _day(held[-1])[0]
        if first > months_before(last, months):
            words = {"van": as_text(first), "tot": as_text(last), "maanden": str(months)}
            yield held[-1].fault_at("datum", id=vraagstuk.id, **words)


def _day(session: Row) -> tuple[date, int]:
    return session.date("datum") or date.min, session.number


@rule("DI-05")
def one_side_absent(submission: Submission) -> Iterator[Fault]:
    """Nobody of the Rijk, or nobody of the province, sat at the table."""
    sides = {
        "het Rijk": {RIJK, SAMEN, *value_list("departementen").values},
        "de provincie": {PROVINCIE, SAMEN, submission.province.naam},
    }
    for row in submission.rows.table("dialoog"):
        present = _parties(row.choices("deelnemers"))
        absent = [name for name, side in sides.items() if side.isdisjoint(present)]
        if present and absent and row.sound("deelnemers"):
            yield row.fault_at("deelnemers", afwezig=" en ".join(absent))


def _parties(participants: Sequence[str]) -> set[str]:
    """The names in the list that are meant (IenM is IenW), and the others as they were typed."""
    known = value_list("partijen")
    meant: set[str] = set()
    for name in participants:
        meant.update(known.resolve(name) or [name])
    return meant


@rule("DI-06")
def not_fed_back(submission: Submission) -> Iterator[Fault]:
    """Partners and own organisation were not told what came out."""
    for row in submission.rows.table("dialoog"):
        if row.sound("teruggekoppeld") and row["teruggekoppeld"] != JA:
            yield row.fault_at("teruggekoppeld")
