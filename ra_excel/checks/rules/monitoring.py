"""Monitoring: agreements that nobody follows. With AF-02 these rules define zwevende afspraken [2d]."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from ra_excel.checks.checked import CheckedWorkbook
from ra_excel.checks.registry import rule
from ra_excel.domain.sheets.monitoring import GEREALISEERD, VERVALLEN
from ra_excel.settings import load_settings
from ra_excel.workbook.fault import Fault
from ra_excel.workbook.values import as_text

FLOATING_CODES = ("AF-02", "MO-01", "MO-02", "MO-03")
"""An agreement with a finding of one of these codes is a zwevende afspraak."""

FINISHED = (GEREALISEERD, VERVALLEN)


def months_before(day: date, months: int) -> date:
    """The day ``months`` calendar months before ``day``; the last of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@rule("MO-01")
def never_reported(book: CheckedWorkbook) -> Iterator[Fault]:
    """Ratified, and no progress report ever."""
    reported = {row.text("afspraak") for row in book.rows.get("monitoring", ())}
    for row in book.rows.get("afspraken", ()):
        day = row.date("vastgesteld_op")
        if row.sound("id", "vastgesteld_op") and day and row.id not in reported:
            yield row.fault("MO-01", "id", id=row.id, datum=as_text(day))


@rule("MO-02")
def report_too_old(book: CheckedWorkbook) -> Iterator[Fault]:
    """The newest report is older than the limit, and the agreement is not finished."""
    months = load_settings().max_maanden_zonder_bericht
    limit = months_before(book.peildatum, months)
    known = {row.id for row in book.rows.get("afspraken", ())}
    for afspraak, report in book.latest_progress().items():
        day = report.date("peildatum")
        if afspraak in known and day and day < limit and report["voortgang"] not in FINISHED:
            yield report.fault(
                "MO-02", "peildatum", id=afspraak, datum=as_text(day), maanden=str(months), peildatum=as_text(book.peildatum)
            )


@rule("MO-03")
def deadline_passed(book: CheckedWorkbook) -> Iterator[Fault]:
    """The deadline lies before the reference date and the agreement is not reported as finished."""
    latest = book.latest_progress()
    for row in book.rows.get("afspraken", ()):
        deadline = row.date("deadline")
        if not row.sound("deadline") or deadline is None or deadline >= book.peildatum:
            continue
        if row.id not in latest or latest[row.id]["voortgang"] not in FINISHED:
            yield row.fault("MO-03", "deadline", id=row.id, datum=as_text(deadline), peildatum=as_text(book.peildatum))
