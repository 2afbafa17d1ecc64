"""Templates of which a filled text needs no mending: the XML that docxtpl would make of it can be
written as it stands.

docxtpl parses every document it filled, to make the columns of its tables fit and to number its
drawings. In most templates there is nothing to fit or number, whatever is filled in. Then parsing
changes no more than the spelling of the XML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError
from lxml import etree

from ra_excel.reports.word.environment import ENVIRONMENT

MARK = etree.ProcessingInstruction

OPENS, GOES_ON, CLOSES, ANYWHERE = ("for", "if"), ("else", "elif"), ("endfor", "endif"), ("", "set")
"""Orders of jinja by their first word; '' is a field or a remark."""


def spelled(filled: str) -> bytes:
    """The filled text of a plain template, spelled as lxml does."""
    return (
        filled.encode()
        .replace(b"></w:t>", b"/>")
        .replace(b"&#95;", b"_")
        .replace(b"&#34;", b'"')
        .replace(b"&#39;", b"'")
    )


def is_plain(text: str) -> bool:
    """Whether the text of a template is well-formed and spelled as lxml does, with rows that fit
    their tables, however it is filled.
    """
    if "docPr" in text or "<?" in text:  # drawings, and what would be taken for our marks
        return False
    try:
        pieces = list(_pieces(text))
        constant = "".join(piece for piece in pieces if not piece.startswith("<?"))
        spelled_alike = etree.tostring(etree.fromstring(constant), encoding="UTF-8") == spelled(
            constant
        )
        body = etree.fromstring("".join(pieces))
    except (TemplateSyntaxError, etree.XMLSyntaxError):  # or an order inside a tag of XML
        return False
    return spelled_alike and _orders_fit(body) and all(map(_rows_fit, body.iter(qn("w:tbl"))))


def _pieces(text: str) -> Iterator[str]:
    """The text as jinja cuts it up, with a mark in XML for every order and field."""
    inside: list[str] = []
    for _, kind, value in ENVIRONMENT.lex(text):
        if kind == "data":
            yield value
        elif kind.endswith("_end"):
            yield f"<?order {_first_word(inside)}?>"
            inside = []
        elif kind != "whitespace":
            inside.append(value)


def _first_word(inside: Sequence[str]) -> str:
    """The order of a tag, '' for a field; 'unknown' where a filter or function may show what is XML
    itself.
    """
    begin, *words = inside
    filters = [after for word, after in pairwise(words) if word == "|"]
    if "(" in words or any(name != "length" for name in filters):
        return "unknown"
    if not begin.startswith("{%"):
        return ""
    return words[0] if words else "unknown"


def _orders_fit(body: etree._Element) -> bool:
    """Whether every order opens and closes in the same element, which stays filled without what it
    leaves out.
    """
    open_: list[etree._Element] = []
    for mark in body.iter(MARK):
        place, order = mark.getparent(), mark.text
        if place.tag != qn("w:t") and not (
            isinstance(place[0].tag, str) or isinstance(place[-1].tag, str)
        ):
            return False
        if order in OPENS:
            open_.append(place)
        elif order in GOES_ON + CLOSES:
            if not open_ or open_[-1] is not place:
                return False
            if order in CLOSES:
                open_.pop()
        elif order not in ANYWHERE:
            return False
    return not open_


def _rows_fit(table: etree._Element) -> bool:
    """Whether a table always has its first row, with a cell for each of its columns, and never a
    row with more.
    """
    rows = list(table.iter(qn("w:tr")))
    grid = table.find(qn("w:tblGrid"))
    if grid is None or not rows or any(row.getparent() is not table for row in rows):
        return False
    columns = len(grid.findall(qn("w:gridCol")))
    cells = [len(row.findall(qn("w:tc"))) for row in rows]
    sometimes = [
        *grid.iter(MARK),
        *rows[0].itersiblings(MARK, preceding=True),
        *(mark for row in rows for mark in row.iterchildren(MARK)),
    ]
    spans = next(rows[0].iter(qn("w:gridSpan")), None)
    return cells[0] == columns == max(cells) and spans is None and not sometimes
