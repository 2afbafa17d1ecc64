"""What Excel holds and shows of a cell: longest text, height of the row, link to another cell."""

from __future__ import annotations

import math
from collections.abc import Iterable

MAX_CELL = 32_767
CUT = " … [ingekort]"
"""Longest text that Excel holds, counted in UTF-16 units, and what marks a text that was longer."""

LINE_POINTS = 15.0
MAX_ROW_POINTS = 405.0
"""Height of a line of text, and (just under 409) the highest row Excel allows."""


def excel_text(text: str) -> str:
    """The text, marked and cut where Excel would refuse it."""
    if 2 * len(text) > MAX_CELL:  # a character takes one unit or two
        units = text.encode("utf-16-le")
        if len(units) > 2 * MAX_CELL:
            text = units[: 2 * (MAX_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT
    # XlsxWriter takes text between these tags for XML of its own; a space behind keeps it text.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def height_for(texts: Iterable[tuple[object, float]]) -> float | None:
    """Row height in points that shows wrapped texts; None when one line is enough.

    ``texts`` holds each text with the width of its column in characters. An estimate: Excel fits
    rows by itself when it opens a file, LibreOffice does not.
    """
    lines = 1
    for text, width in texts:
        if text:
            lines = max(lines, _wrapped_lines(str(text), width))
    return min(lines * LINE_POINTS + 2, MAX_ROW_POINTS) if lines > 1 else None


def _wrapped_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of ``width`` characters."""
    room = width * 0.9  # a tenth off for words that wrap early
    if "\n" not in text:
        return math.ceil(len(text) / room)
    return sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))


def link_formula(sheet: str, cell: str) -> str:
    """A formula that jumps to the cell named in two other cells; nothing when they are empty."""
    return f'=IF({cell}="","",HYPERLINK("#\'"&{sheet}&"\'!"&{cell},"→ "&{cell}))'
