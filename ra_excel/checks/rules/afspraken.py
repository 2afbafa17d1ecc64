"""Afspraken: concrete enough to follow, and landing somewhere [2d]."""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.rules.wording import noncommittal
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.lists import value_list
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.afspraken import DEZE_CYCLUS, REALISATIE, VERKENNEN
from ra_excel.domain.sheets.besluitvorming import BESLOTEN
from ra_excel.domain.sheets.monitoring import GEREALISEERD, VERVALLEN
from ra_excel.reading.values import as_text

SMART = {
    "trekker": "wie (trekker)",
    "resultaat": "wat (resultaat)",
    "deadline": "wanneer (deadline)",
    "borging": "borging",
}
"""Columns that make an agreement SMART, with the question each answers."""


@rule("AF-01")
def not_smart(submission: Submission) -> Iterator[Fault]:
    """Who, what, when or how it is secured is missing. One finding names all that is missing."""
    latest = submission.rows.latest_progress
    for row in submission.rows.table("afspraken"):
        if row.id in latest and latest[row.id]["voortgang"] == VERVALLEN:
            continue
        missing = [column for column in SMART if row.sound(column) and not row.text(column)]
        if missing:
            yield row.fault(
                "AF-01",
                missing[0],
                id=row.id,
                ontbreekt=", ".join(SMART[column] for column in missing),
            )


@rule("AF-02")
def no_landing(submission: Submission) -> Iterator[Fault]:
    """Neither instrument nor document to land in: the agreement floats."""
    latest = submission.rows.latest_progress
    for row in submission.rows.table("afspraken"):
        if row.id in latest and latest[row.id]["voortgang"] == VERVALLEN:
            continue
        columns = ("landing_instrument", "landing_document")
        if row.sound(*columns) and not any(row.text(column) for column in columns):
            yield row.fault("AF-02", "landing_instrument", id=row.id)


@rule("AF-03")
def noncommittal_wording(submission: Submission) -> Iterator[Fault]:
    """The text promises to talk or to look, not to do. Words that a product makes concrete count only without one."""
    for row in submission.rows.table("afspraken"):
        if row.sound("tekst", "resultaat") and (
            words := noncommittal(row.text("tekst"), has_product=bool(row.text("resultaat")))
        ):
            yield row.fault(
                "AF-03", "tekst", id=row.id, woorden=", ".join(f"'{word}'" for word in words)
            )


@rule("AF-04")
def impossible_deadline(submission: Submission) -> Iterator[Fault]:
    """A deadline before the start or before the agreement was made, or further off than anyone can promise."""
    years = load_settings().max_jaren_tot_deadline
    for row in submission.rows.table("afspraken"):
        deadline = row.date("deadline")
        if not row.sound("deadline") or deadline is None:
            continue
        start = row.date("start") if row.sound("start") else None
        ratified = row.date("vastgesteld_op") if row.sound("vastgesteld_op") else None
        if start and deadline < start:
            yield row.fault(
                "AF-04",
                "deadline",
                id=row.id,
                datum=as_text(deadline),
                reden=f"ligt voor de start op {as_text(start)}",
            )
        elif ratified and deadline < ratified:
            reason = f"was al voorbij bij het vaststellen op {as_text(ratified)}"
            yield row.fault("AF-04", "deadline", id=row.id, datum=as_text(deadline), reden=reason)
        elif deadline.year > submission.peildatum.year + years:
            yield row.fault(
                "AF-04",
                "deadline",
                id=row.id,
                datum=as_text(deadline),
                reden=f"ligt meer dan {years} jaar vooruit",
            )


@rule("AF-05")
def one_sided(submission: Submission) -> Iterator[Fault]:
    """Only the Rijk or only the province acts."""
    for row in submission.rows.table("afspraken"):
        columns = ("rijk_doet", "provincie_doet")
        missing = row.first_empty(*columns)
        if row.sound(*columns) and missing and any(row.text(column) for column in columns):
            yield row.fault(
                "AF-05",
                missing,
                id=row.id,
                wie="het Rijk" if missing == "rijk_doet" else "de provincie",
            )


@rule("AF-06")
def type_against_content(submission: Submission) -> Iterator[Fault]:
    """D lands in an instrument that realises nothing; A is under way without a day on which it goes on."""
    instruments, latest = value_list("instrumenten").by_value, submission.rows.latest_progress
    for row in submission.rows.table("afspraken"):
        instrument = instruments.get(row.text("landing_instrument"))
        if not row.sound("type"):
            continue
        if row["type"] == REALISATIE and row.sound("landing_instrument") and instrument:
            if REALISATIE[0] not in instrument.fields["typen"].split("|"):
                yield row.fault(
                    "AF-06",
                    "landing_instrument",
                    id=row.id,
                    reden=f"{instrument.value} brengt geen uitvoering dichterbij",
                )
        report = latest.get(row.id)
        if (
            row["type"] == VERKENNEN
            and report
            and report["voortgang"] not in (GEREALISEERD, VERVALLEN)
        ):
            if report.first_empty("volgende_datum"):
                yield report.fault(
                    "AF-06",
                    "volgende_datum",
                    id=row.id,
                    reden="een verkenning loopt zonder datum voor het vervolg",
                )


@rule("AF-07")
def made_without_decision(submission: Submission) -> Iterator[Fault]:
    """Ratified in this cycle, on a vraagstuk about which nothing was decided."""
    routes, agenda = (
        submission.rows.per_vraagstuk("besluitvorming"),
        submission.rows.by_id("agenda"),
    )
    for row in (
        submission.rows.table("afspraken") if submission.rows.all_placed("besluitvorming") else ()
    ):
        if (
            not row.sound("vraagstuk", "afkomst", "vastgesteld_op")
            or row["afkomst"] != DEZE_CYCLUS
            or not row.date("vastgesteld_op")
        ):
            continue
        vraagstuk = row.text("vraagstuk")
        if vraagstuk in agenda and not any(
            r["uitkomst"] == BESLOTEN or not r.sound("uitkomst") for r in routes.get(vraagstuk, ())
        ):
            yield row.fault("AF-07", "vraagstuk", id=row.id, vraagstuk=vraagstuk)
