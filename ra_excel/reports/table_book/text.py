"""Short texts and links on the sheets of the overview."""

from __future__ import annotations

from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain.excel import excel_text


def shortened(text: str, most: int) -> str:
    """The text on one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


class Target(NamedTuple):
    """A cell of this workbook to which a text leads, and what the mouse shows there."""

    address: str
    tip: str | None = None


def write_link(
    sheet: Worksheet, at: tuple[int, int], target: Target, text: str, format_: Format
) -> None:
    """Text that leads to a cell of this workbook, in the cell ``at``: row and column, from 0."""
    sheet.write_url(*at, f"internal:{target.address}", format_, None, target.tip)
    # XlsxWriter would repeat a text given above in an attribute, where it leaves control characters
    # as they are.
    sheet.write_string(*at, excel_text(text), format_)
