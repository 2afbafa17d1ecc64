"""How far the content of a sheet reaches, from its bytes: a sheet that is too large is never parsed.

Two looks: a first one that knows surely that nearly every sheet is small, and a thorough one that tells how far the others reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ra_excel.domain.layout import column_letter, column_number

PREFIX = rb"(?:[^\s<>/!?:]+:)?"
"""Before the name of an element: a short name for its namespace, or nothing."""

ROW_START = re.compile(rb"<" + PREFIX + rb"row\b")
CELL_START = re.compile(rb"<" + PREFIX + rb"c\b")
CONTENT = re.compile(rb"<" + PREFIX + rb"(?:v|f|is)[\s/>]")
ROW_NUMBER = re.compile(rb"[^<>]*?\sr\s*=\s*[\"'](\d+)")
CELL_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d+)")
SHARED_TEXT = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
TEXT_NUMBER = re.compile(rb"<" + PREFIX + rb"v[\s/>](?:[^<>]*>)?\s*(?:(\d{1,9})\s*</)?")

PREFIXED = re.compile(rb":(?:sheetData|row|c|f|v|is)[\s/>]")
"""An element of ours under a prefix. That the pattern begins with a rare sign makes it many times quicker."""

TAGS_OF_CELL, TAGS_OF_TEXT = 3, 4
"""Least number of ``<`` around something in a cell (``<c><v/></c>``), and around the number of a shared text (``<c><v>1</v></c>``)."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the content of a sheet reaches, from 1, and how many cells hold something. Empty cells with a format count not."""

    last_row: int
    last_column: int
    cells: int


def extent_of(sheet_xml: bytes) -> Extent:
    """How far content reaches. A cell or row without an address follows the one before."""
    number = last_row = last_column = cells = 0
    for row in ROW_START.split(sheet_xml)[1:]:
        own = ROW_NUMBER.match(row)
        number, column = int(own[1]) if own else number + 1, 0
        for cell in CELL_START.split(row)[1:]:
            address = CELL_ADDRESS.search(cell)
            column = column_number(address[1].decode().upper()) if address else column + 1
            if CONTENT.search(cell):
                cells += 1
                last_row = max(
                    last_row, number, int(address[2]) if address else 0
                )  # a cell may say another row than its own
                last_column = max(last_column, column)
    return Extent(last_row, last_column, cells)


def texts_used(sheet_xml: bytes) -> Iterator[int | None]:
    """The number of the shared text of each cell that has one; None where it is not written plainly."""
    for cell in CELL_START.split(sheet_xml)[1:]:
        if SHARED_TEXT.search(cell) and CONTENT.search(cell):
            numbers = TEXT_NUMBER.findall(cell)
            yield int(numbers[0]) if len(numbers) == 1 and numbers[0] else None


@cache
def unsure_address(rows: int, columns: int) -> re.Pattern[bytes]:
    """Finds every row or cell that does not begin with an address which is surely within these bounds (``rows``: at least 10).

    Surely within is a number with fewer digits, and letters that are fewer or begin earlier than the last ones.
    """
    number = f'[0-9]{{1,{len(str(rows)) - 1}}}"'
    last = column_letter(columns)
    letters = ["[A-Z]" * fewer for fewer in range(1, len(last))]
    if last[0] > "A":
        letters.append(f"[A-{chr(ord(last[0]) - 1)}]" + "[A-Z]" * (len(last) - 1))
    near = "|".join(letters) or "(?!)"
    return re.compile(rf'<(?:c(?! r="(?:{near}){number})|row(?! r="{number}))[\s/>]'.encode())
