"""Cells with an error value or a formula: calamine leaves the first empty and does not tell the second from a typed value."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from ra_excel.domain.layout import ADDRESS, split_address
from ra_excel.domain.layout import cell as address_of
from ra_excel.reading.extent import PREFIX

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
    """A cell with an error value (``error``) or a formula; ``calculated`` tells whether a formula has a result."""

    address: str
    error: str | None
    formula_xml: str | None
    calculated: bool

    @property
    def formula(self) -> str | None:
        """The formula as Excel shows it. Made when asked for: of our own live checks, which are long, nobody does."""
        return None if self.formula_xml is None else html.unescape(self.formula_xml)


def odd_around_marks(content: bytes) -> list[OddCell] | None:
    """The odd cells of a sheet written as nearly all programs write it: only around a mark of an error value or formula is looked.

    None when something is otherwise: a comment, an odd cell that is not plain. There is no prefix in it.
    """
    data = content.rfind(b"</sheetData>")
    if data < 0 or (b"!" in content and b"<!" in content):  # one sign is found many times quicker
        return None
    marks = (
        mark.start()
        for pattern in (ERROR_MARK, FORMULA_MARK)
        for mark in pattern.finditer(content, 0, data)
    )
    found: dict[int, OddCell] = {}
    for mark in marks:
        start = content.rfind(b"<c ", max(0, mark - NEAR), mark)
        cell = PLAIN_CELL.match(content, start) if start >= 0 else None
        if cell is None or cell.end() < mark:
            return None
        address, attributes, formula, text, value = cell.groups()
        error = value if value and ERROR_TYPE.search(attributes) else None
        if error or formula:
            error_text = html.unescape(error.decode()) if error else None
            found[start] = OddCell(
                address.decode(),
                error_text,
                (text or b"").decode() if formula else None,
                bool(value),
            )
    return [found[start] for start in sorted(found)]


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
        value = (parts["v"].text or "") if "v" in parts else ""
        formula = (parts["f"].text or "") if "f" in parts else None
        is_error = cell.get("t") == "e" and value != ""
        if is_error or formula is not None:
            yield OddCell(
                address,
                value if is_error else None,
                None if formula is None else escape(formula),
                bool(value) or "is" in parts,
            )


def local_name(tag: str) -> str:
    """Name of an element without its namespace."""
    return tag.rsplit("}", 1)[-1]
