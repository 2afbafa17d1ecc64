"""Afspraken: concrete enough to follow, and landing somewhere [2d]."""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.checked import CheckedWorkbook
from ra_excel.checks.registry import rule
from ra_excel.domain.sheets.monitoring import VERVALLEN
from ra_excel.workbook.fault import Fault

SMART = {"trekker": "wie (trekker)", "resultaat": "wat (resultaat)", "deadline": "wanneer (deadline)", "borging": "borging"}
"""Columns that make an agreement SMART, with the question each answers."""


@rule("AF-01")
def not_smart(book: CheckedWorkbook) -> Iterator[Fault]:
    """Who, what, when or how it is secured is missing. One finding names all that is missing."""
    latest = book.latest_progress()
    for row in book.rows.get("afspraken", ()):
        if row.id in latest and latest[row.id]["voortgang"] == VERVALLEN:
            continue
        missing = [column for column in SMART if row.sound(column) and not row.text(column)]
        if missing:
            yield row.fault("AF-01", missing[0], id=row.id, ontbreekt=", ".join(SMART[column] for column in missing))


@rule("AF-02")
def no_landing(book: CheckedWorkbook) -> Iterator[Fault]:
    """Neither instrument nor document to land in: the agreement floats."""
    latest = book.latest_progress()
    for row in book.rows.get("afspraken", ()):
        if row.id in latest and latest[row.id]["voortgang"] == VERVALLEN:
            continue
        columns = ("landing_instrument", "landing_document")
        if row.sound(*columns) and not any(row.text(column) for column in columns):
            yield row.fault("AF-02", "landing_instrument", id=row.id)
