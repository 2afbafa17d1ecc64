"""Text as Excel can hold it."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MAX_CELL = 32_767
CUT = " … [ingekort]"
"""Longest text that Excel holds, counted in UTF-16 units, and what marks a text that was longer."""


def excel_text(text: str) -> str:
    """The text, marked and cut where Excel would refuse it."""
    units = text.encode("utf-16-le")
    if len(units) > 2 * MAX_CELL:
        text = units[: 2 * (MAX_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT
    # XlsxWriter takes text between these tags for XML of its own making; a space behind it keeps it text.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def shortened(text: str, most: int) -> str:
    """The text on one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def write_link(sheet: Worksheet, row: int, column: int, address: str, text: str, format_: Format, tip: str | None = None) -> None:
    """Text that leads to a cell of this workbook."""
    sheet.write_url(row, column, f"internal:{address}", format_, None, tip)
    # XlsxWriter would repeat a text given above in an attribute, where it leaves control characters as they are.
    sheet.write_string(row, column, excel_text(text), format_)
