"""Short texts and links on the sheets of the overview."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain.excel import excel_text


def shortened(text: str, most: int) -> str:
    """The text on one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def write_link(
    sheet: Worksheet,
    row: int,
    column: int,
    address: str,
    text: str,
    format_: Format,
    tip: str | None = None,
) -> None:
    """Text that leads to a cell of this workbook."""
    sheet.write_url(row, column, f"internal:{address}", format_, None, tip)
    # XlsxWriter would repeat a text given above in an attribute, where it leaves control characters
    # as they are.
    sheet.write_string(row, column, excel_text(text), format_)
