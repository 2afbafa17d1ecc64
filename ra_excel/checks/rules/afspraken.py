"""Afspraken: concrete enough to follow, and landing somewhere [2d]."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.rules.wording import noncommittal
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.lists import value_list
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.afspraken import DEZE_CYCLUS, REALISATIE, VERKENNEN
from ra_excel.domain.sheets.besluitvorming import BESLOTEN
from ra_excel.domain.sheets.monitoring import FINISHED, VERVALLEN
from ra_excel.reading.values import as_text

SMART = {
    "trekker": "wie (trekker)",
    "resultaat": "wat (resultaat)",
    "deadline": "wanneer (deadline)",
    "borging": "borging",
}
"""Columns that make an agreement SMART, with the question each answers."""

LANDING = ("landing_instrument", "landing_document")
BOTH_SIDES = ("rijk_doet", "provincie_doet")


def not_lapsed(submission: Submission) -> Iterator[Row]:
    """The agreements, but those that the newest report calls lapsed."""
    latest = submission.rows.latest_progress
    for row in submission.rows.table("afspraken"):
        if row.id not in latest or latest[row.id]["voortgang"] != VERVALLEN:
            yield row


@rule("AF-01")
def not_smart(submission: Submission) -> Iterator[Fault]:
    """Who, what, when or how it is secured is missing. One finding names all that is missing."""
    for row in not_lapsed(submission):
        missing = [column for column in SMART if row.lacks(column)]
        if missing:
            questions = [SMART[column] for column in missing]
            yield row.fault_at(missing[0], ontbreekt=", ".join(questions))


@rule("AF-02")
def no_landing(submission: Submission) -> Iterator[Fault]:
    """Neither instrument nor document to land in: the agreement floats."""
    for row in not_lapsed(submission):
        if lands_nowhere(row):
            yield row.fault_at("landing_instrument")


def lands_nowhere(row: Row) -> bool:
    """Neither instrument nor document to land in is named."""
    return all(row.lacks(column) for column in LANDING)


@rule("AF-03")
def noncommittal_wording(submission: Submission) -> Iterator[Fault]:
    """The text promises to talk or to look, not to do.

    Words that a product makes concrete count only without one.
    """
    for row in submission.rows.table("afspraken"):
        if row.sound("tekst", "resultaat"):
            has_product = bool(row.text("resultaat"))
            words = noncommittal(row.text("tekst"), has_product=has_product)
            if words:
                yield row.fault_at("tekst", woorden=", ".join(f"'{word}'" for word in words))


@rule("AF-04")
def impossible_deadline(submission: Submission) -> Iterator[Fault]:
    """A deadline before the start or before the agreement was made, or further off than anyone can
    promise.
    """
    for row in submission.rows.table("afspraken"):
        deadline = row.sound_date("deadline")
        reason = _why_impossible(row, deadline, submission.peildatum) if deadline else None
        if reason:
            yield row.fault_at("deadline", datum=as_text(deadline), reden=reason)


def _why_impossible(row: Row, deadline: date, today: date) -> str | None:
    start, ratified = row.sound_date("start"), row.sound_date("vastgesteld_op")
    if start and deadline < start:
        return f"ligt voor de start op {as_text(start)}"
    if ratified and deadline < ratified:
        return f"was al voorbij bij het vaststellen op {as_text(ratified)}"
    years = load_settings().max_jaren_tot_deadline
    if deadline.year > today.year + years:
        return f"ligt meer dan {years} jaar vooruit"
    return None


@rule("AF-05")
def one_sided(submission: Submission) -> Iterator[Fault]:
    """Only the Rijk or only the province acts."""
    for row in submission.rows.table("afspraken"):
        missing = row.first_empty(*BOTH_SIDES)
        acts = any(row.text(column) for column in BOTH_SIDES)
        if missing and acts and row.sound(*BOTH_SIDES):
            who = "het Rijk" if missing == "rijk_doet" else "de provincie"
            yield row.fault_at(missing, wie=who)


@rule("AF-06")
def type_against_content(submission: Submission) -> Iterator[Fault]:
    """D lands in an instrument that realises nothing; A is under way without a day on which it goes
    on.
    """
    for row in submission.rows.table("afspraken"):
        report = submission.rows.latest_progress.get(row.id)
        if row.says("type", REALISATIE) and _realises_nothing(row):
            instrument = row.text("landing_instrument")
            reason = f"{instrument} brengt geen uitvoering dichterbij"
            yield row.fault_at("landing_instrument", reden=reason)
        if row.says("type", VERKENNEN) and report and report["voortgang"] not in FINISHED:
            if report.lacks("volgende_datum"):
                reason = "een verkenning loopt zonder datum voor het vervolg"
                yield report.fault_at("volgende_datum", id=row.id, reden=reason)


def _realises_nothing(row: Row) -> bool:
    instrument = value_list("instrumenten").by_value.get(row.text("landing_instrument"))
    if instrument is None or not row.sound("landing_instrument"):
        return False
    return REALISATIE[0] not in instrument.fields["typen"].split("|")


@rule("AF-07")
def made_without_decision(submission: Submission) -> Iterator[Fault]:
    """Ratified in this cycle, on a vraagstuk about which nothing was decided."""
    if not submission.rows.all_placed("besluitvorming"):
        return
    agenda = submission.rows.by_id("agenda")
    routes = submission.rows.per_vraagstuk("besluitvorming")
    for row in submission.rows.table("afspraken"):
        vraagstuk = row.text("vraagstuk")
        ours = row.sound("vraagstuk") and row.says("afkomst", DEZE_CYCLUS)
        if ours and row.sound_date("vastgesteld_op") and vraagstuk in agenda:
            if not any(_may_be_decided(route) for route in routes.get(vraagstuk, ())):
                yield row.fault_at("vraagstuk", vraagstuk=vraagstuk)


def _may_be_decided(route: Row) -> bool:
    return route["uitkomst"] == BESLOTEN or not route.sound("uitkomst")
