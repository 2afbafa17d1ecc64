"""What stands in the XML of one sheet, seen in its bytes without parsing all of it: how far it
reaches, and its odd cells.

A sheet that is too large is never parsed. Of the extent there are two looks: a first one that knows
surely that nearly every sheet is small, and a thorough one that tells how far the others reach. Odd
cells have an error value or a formula: calamine leaves the first empty and does not tell the second
from a typed value.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from ra_excel.domain.layout import ADDRESS, column_letter, column_number, split_address
from ra_excel.domain.layout import cell as address_of

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
"""An element of ours under a prefix. That the pattern begins with a rare sign makes it many times
quicker.
"""

TAGS_OF_CELL, TAGS_OF_TEXT = 3, 4
"""Least number of ``<`` around something in a cell (``<c><v/></c>``), and around the number of a
shared text (``<c><v>1</v></c>``).
"""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the content of a sheet reaches, from 1, and how many cells hold something. Empty
    cells with a format count not.
    """

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
    """The number of the shared text of each cell that has one; None where it is not written
    plainly.
    """
    for cell in CELL_START.split(sheet_xml)[1:]:
        if SHARED_TEXT.search(cell) and CONTENT.search(cell):
            numbers = TEXT_NUMBER.findall(cell)
            yield int(numbers[0]) if len(numbers) == 1 and numbers[0] else None


@cache
def unsure_address(rows: int, columns: int) -> re.Pattern[bytes]:
    """Finds every row or cell that does not begin with an address which is surely within these
    bounds (``rows``: at least 10).

    Surely within is a number with fewer digits, and letters that are fewer or begin earlier than
    the last ones.
    """
    number = f'[0-9]{{1,{len(str(rows)) - 1}}}"'
    last = column_letter(columns)
    letters = ["[A-Z]" * fewer for fewer in range(1, len(last))]
    if last[0] > "A":
        letters.append(f"[A-{chr(ord(last[0]) - 1)}]" + "[A-Z]" * (len(last) - 1))
    near = "|".join(letters) or "(?!)"
    return re.compile(rf'<(?:c(?! r="(?:{near}){number})|row(?! r="{number}))[\s/>]'.encode())


ODD_CELL = re.compile(rb"\bt\s*=\s*[\"']e|<" + PREFIX + rb"f[\s>/]")
"""Marks of an error value or a formula; a sheet without either needs no parsing."""

NEAR = 200
"""How far before its mark a cell may begin; further back it is not plain."""

ERROR_MARK = re.compile(rb"""t\s*=\s*["']e["']""")
ERROR_TYPE = re.compile(rb"""\st\s*=\s*["']e["']""")
FORMULA_MARK = re.compile(rb"<f[\s>/]")
PLAIN_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}[1-9]\d{0,6})"([^<>]*)(?<!/)>'
    rb"(<f(?:\s[^<>]*)?(?:/>|>([^<]*)</f>))?"
    rb"(?:<v(?:\s[^<>]*)?(?:/>|>([^<]*)</v>))?</c>"
)
"""A cell as nearly any program writes it: address, other attributes, formula, value."""


class OddCell(NamedTuple):
    """A cell with an error value (``error``) or a formula; ``calculated`` tells whether a formula
    has a result.
    """

    address: str
    error: str | None
    formula_xml: str | None
    calculated: bool

    @property
    def formula(self) -> str | None:
        """The formula as Excel shows it. Made when asked for: of our own live checks, which are
        long, nobody does.
        """
        return None if self.formula_xml is None else html.unescape(self.formula_xml)


def odd_around_marks(content: bytes) -> list[OddCell] | None:
    """The odd cells of a sheet written as nearly all programs write it: only around a mark of an
    error value or formula is looked.

    None when something is otherwise: a comment, an odd cell that is not plain. There is no prefix
    in it.
    """
    data = content.rfind(b"</sheetData>")
    if data < 0 or (b"!" in content and b"<!" in content):  # one sign is found many times quicker
        return None
    found: dict[int, OddCell] = {}
    for pattern in (ERROR_MARK, FORMULA_MARK):
        for mark in pattern.finditer(content, 0, data):
            start = content.rfind(b"<c ", max(0, mark.start() - NEAR), mark.start())
            cell = PLAIN_CELL.match(content, start) if start >= 0 else None
            if cell is None or cell.end() < mark.start():
                return None
            odd = _odd_cell(cell)
            if odd:
                found[start] = odd
    return [found[start] for start in sorted(found)]


def _odd_cell(cell: re.Match[bytes]) -> OddCell | None:
    """A plain cell as PLAIN_CELL parts it, where it holds an error value or a formula."""
    address, attributes, formula, text, value = cell.groups()
    is_error = bool(value) and ERROR_TYPE.search(attributes) is not None
    if not is_error and not formula:
        return None
    return OddCell(
        address.decode(),
        html.unescape(value.decode()) if is_error else None,
        (text or b"").decode() if formula else None,
        bool(value),
    )


def odd_by_parsing(sheet_xml: bytes) -> Iterator[OddCell]:
    """The odd cells of any sheet; raises what the parser raises."""
    number = 0
    for _, element in ElementTree.iterparse(BytesIO(sheet_xml)):  # noqa: S314 - no DOCTYPE in it
        if local_name(element.tag) == "row":
            number = int(element.get("r") or number + 1)
            yield from _odd_in_row(element, number)
            element.clear()  # a sheet may hold many rows; only the odd cells are kept


def _odd_in_row(row: ElementTree.Element, number: int) -> Iterator[OddCell]:
    column = 0
    for cell in row:
        address = cell.get("r") or address_of(number, column + 1)
        if not ADDRESS.fullmatch(address):
            raise ValueError(address)
        column = split_address(address)[1]
        parts = {local_name(child.tag): child for child in cell}
        value = _text_of(parts.get("v"))
        formula = _text_of(parts.get("f"))
        error = value if cell.get("t") == "e" and value else None
        if error is not None or formula is not None:
            escaped = None if formula is None else escape(formula)
            yield OddCell(address, error, escaped, bool(value) or "is" in parts)


def _text_of(part: ElementTree.Element | None) -> str | None:
    return None if part is None else part.text or ""


def local_name(tag: str) -> str:
    """Name of an element without its namespace."""
    return tag.rsplit("}", 1)[-1]
