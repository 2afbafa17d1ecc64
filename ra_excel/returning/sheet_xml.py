"""The cells of one worksheet as XML that can be edited: every byte outside edited cells stays."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.parsers import expat

from ra_excel.domain import layout
from ra_excel.domain.excel import excel_text
from ra_excel.domain.model import Table

Value = str | int | date | None

TAG = re.compile(rb"<[^\s<>/]+(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>")
"""A start tag; a value between quotes may hold any sign."""

DECLARATION = re.compile(r"^\ufeff?<\?xml\b.*?\?>")
ENCODING = re.compile(rb"""^<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold; Excel knows them by their number."""


class NoSuchTableError(Exception):
    """The sheet, or the header row of its table, is not there to write to."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours. Text from a workbook never becomes one."""

    text: str


@dataclass(slots=True)
class Cell:
    """A cell as it stands in the XML; ``text`` is its content: of a shared text the number."""

    column: int
    attributes: dict[str, str]
    xml: bytes = b""
    text: str = ""
    filled: bool = False
    has_formula: bool = False


@dataclass(slots=True)
class Row:
    """A row: its start tag, its cells with what stands between them, its end tag."""

    number: int
    attributes: dict[str, str]
    tag: bytes
    parts: list[bytes | Cell] = field(default_factory=list)
    end: bytes = b""

    def cells(self) -> Iterator[Cell]:
        """The cells, in their order."""
        return (part for part in self.parts if isinstance(part, Cell))

    def xml(self) -> bytes:
        """The row as it is now."""
        parts = [part.xml if isinstance(part, Cell) else part for part in self.parts]
        return b"".join((self.tag, *parts, self.end))


class SheetXml:
    """One worksheet. ``texts`` are the shared texts of the workbook, ``day_zero`` the day from
    which it counts its dates.

    Raises NoSuchTableError when the cells do not say where they stand, or it is no worksheet.
    """

    def __init__(self, content: bytes, texts: Sequence[str], day_zero: date) -> None:
        self.texts = texts
        self.day_zero = day_zero
        reader = _Reader(_in_utf8(content))
        self.parts, self.prefix = reader.parts, reader.prefix
        self.column_styles = reader.column_styles
        self.rows = {part.number: part for part in self.parts if isinstance(part, Row)}

    def xml(self) -> bytes:
        """The worksheet as it is now."""
        parts = [part.xml() if isinstance(part, Row) else part for part in self.parts]
        return b"".join(parts)

    def find_headers(self, table: Table) -> tuple[int, dict[str, int]]:
        """Excel row of the headers and the column number of each: the lowest row that holds them
        all.
        """
        names = {column.header: column.name for column in table.columns}
        for number in sorted(self.rows, reverse=True):
            columns: dict[str, int] = {}
            for cell in self.rows[number].cells():
                text = self._text(cell)
                if text in names:
                    columns[names[text]] = cell.column
            if len(columns) == len(names):
                return number, columns
        raise NoSuchTableError(table.sheet)

    def _text(self, cell: Cell) -> str:
        if cell.attributes.get("t") != "s":
            return cell.text
        index = int(cell.text) if cell.text.isdigit() else len(self.texts)
        return self.texts[index] if index < len(self.texts) else ""

    def style(self, row: int, column: int) -> str | None:
        """Style index of a cell, or else of its column, to give to the cells below it."""
        cell = self._cell(row, column)
        return cell.attributes.get("s") if cell else self.column_styles.get(column)

    def _cell(self, row: int, column: int) -> Cell | None:
        cells = self.rows[row].cells() if row in self.rows else ()
        return next((cell for cell in cells if cell.column == column), None)

    def put(self, row: int, column: int, value: Value | Formula, style: str | None) -> None:
        """Write text, a number or a formula; None empties a cell. A formula that stands there
        stays.
        """
        cell = self._cell(row, column)
        if cell is None:
            if value is None:
                return
            cell = self._new_cell(row, column)
        if cell.has_formula or (value is None and not cell.filled):
            return
        cell.attributes.pop("t", None)
        if style is not None:
            cell.attributes["s"] = style
        if isinstance(value, str):
            cell.attributes["t"] = "inlineStr"
        content = self._content(value)
        cell.xml = self._element("c", cell.attributes, content)
        cell.filled, cell.has_formula = bool(content), isinstance(value, Formula)

    def _content(self, value: Value | Formula) -> bytes:
        """What stands inside a cell with this value."""
        if isinstance(value, Formula):
            return self._element("f", {}, _escaped(value.text))
        if isinstance(value, date):
            return self._element("v", {}, str((value - self.day_zero).days).encode())
        if isinstance(value, int):
            return self._element("v", {}, str(value).encode())
        if value is None:
            return b""
        safe = CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", excel_text(value))
        text = self._element("t", {"xml:space": "preserve"}, _escaped(safe))
        return self._element("is", {}, text)

    def _element(self, name: str, attributes: Mapping[str, str], content: bytes) -> bytes:
        tag = self.prefix + name.encode()
        start = b"<" + tag + _attributes(attributes)
        return start + b">" + content + b"</" + tag + b">" if content else start + b"/>"

    def clear_below(self, row: int, styles: Mapping[int, str | None]) -> None:
        """Empty what stands below a row in these columns, and give it their style; formulas
        stay.
        """
        for number, line in self.rows.items():
            filled = [cell.column for cell in line.cells() if cell.filled and number > row]
            for column in filled:
                if column in styles:
                    self.put(number, column, None, styles[column])

    def set_height(self, row: int, points: float | None) -> None:
        """Give a row room for its text."""
        if points is not None:
            line = self.rows[row]
            line.attributes["ht"] = f"{points:g}"
            self._write_tag(line)

    def _write_tag(self, row: Row) -> None:
        closed = b"" if row.end else b"/"
        row.tag = b"<" + self.prefix + b"row" + _attributes(row.attributes) + closed + b">"

    def _new_cell(self, row: int, column: int) -> Cell:
        line = self.rows.get(row) or self._new_row(row)
        cell = Cell(column, {"r": layout.cell(row, column)})
        behind = [part for part in line.cells() if part.column > column]
        line.parts.insert(line.parts.index(behind[0]) if behind else len(line.parts), cell)
        if not line.end:
            line.end = b"</" + self.prefix + b"row>"
            self._write_tag(line)
        return cell

    def _new_row(self, number: int) -> Row:
        row = self.rows[number] = Row(number, {"r": str(number)}, b"")
        self._write_tag(row)
        numbers = sorted(other for other in self.rows if other != number)
        place = bisect_left(numbers, number)
        if place < len(numbers):
            self.parts.insert(self.parts.index(self.rows[numbers[place]]), row)
        else:
            self.parts.insert(self.parts.index(self.rows[numbers[-1]]) + 1, row)
        return row


class _Reader:
    """Takes a worksheet apart into its rows and cells, and the bytes between them."""

    def __init__(self, content: bytes) -> None:
        self.parts: list[bytes | Row] = []
        self.prefix = b""
        self.column_styles: dict[int, str] = {}
        self._content = content
        self._done = 0
        self._row: Row | None = None
        self._cell: Cell | None = None
        self._cell_tag = (0, 0)
        self._inside = False
        parser = self._parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise NoSuchTableError(str(error)) from error
        self.parts.append(content[self._done :])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1]
        if self._cell is not None:
            self._cell.filled = True
            self._cell.has_formula = self._cell.has_formula or local == "f"
        elif self._row is not None and local == "c":
            self._start_cell(attributes)
        elif self._inside and local == "row":
            self._start_row(attributes)
        elif local == "sheetData":
            self._inside = True
            self.prefix = name[: -len(local)].encode()
        elif local == "col" and "style" in attributes:
            for column in range(int(attributes["min"]), int(attributes["max"]) + 1):
                self.column_styles[column] = attributes["style"]

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        if not number.isdigit():
            raise NoSuchTableError("r")  # nothing says where its cells stand
        start, end = self._tag()
        self.parts.append(self._content[self._done : start])
        self._row = Row(int(number), attributes, self._content[start:end])
        self._done = end

    def _start_cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r", "")
        if not layout.ADDRESS.fullmatch(address):
            raise NoSuchTableError("r")
        self._cell = Cell(layout.split_address(address)[1], attributes)
        self._cell_tag = self._tag()

    def _end(self, name: str) -> None:
        local = name.rsplit(":", 1)[-1]
        if self._cell is not None and local == "c" and self._row is not None:
            start, end = self._cell_tag
            if not self._content.startswith(b"/>", end - 2):
                end = self._content.index(b">", self._parser.CurrentByteIndex) + 1
            self._row.parts.append(self._content[self._done : start])
            self._cell.xml = self._content[start:end]
            self._row.parts.append(self._cell)
            self._cell, self._done = None, end
        elif self._cell is None and self._row is not None and local == "row":
            end = self._done
            if not self._row.tag.endswith(b"/>"):
                start = self._parser.CurrentByteIndex
                end = self._content.index(b">", start) + 1
                self._row.parts.append(self._content[self._done : start])
                self._row.end = self._content[start:end]
            self.parts.append(self._row)
            self._row, self._done = None, end
        elif local == "sheetData":
            self._inside = False

    def _characters(self, text: str) -> None:
        if self._cell is not None:
            self._cell.text += text

    def _tag(self) -> tuple[int, int]:
        """Where the tag at which the parser stands begins and ends."""
        start = self._parser.CurrentByteIndex
        tag = TAG.match(self._content, start)
        if tag is None:
            raise NoSuchTableError("tag")
        return start, tag.end()


def _in_utf8(content: bytes) -> bytes:
    """The worksheet in UTF-8; nearly every one is."""
    named = ENCODING.match(content)
    encoding = named[1].decode() if named else "utf-8"
    if content.startswith(UTF_16):
        encoding = "utf-16"
    if encoding.lower().replace("-", "") in ("utf8", "usascii", "ascii"):
        return content
    text = DECLARATION.sub("", content.decode(encoding, "replace"))
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text.encode()


def _escaped(text: str) -> bytes:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("\r", "&#13;").encode()


def _attributes(attributes: Mapping[str, str]) -> bytes:
    written = []
    for name, value in attributes.items():
        safe = _escaped(value).replace(b'"', b"&quot;").replace(b"\n", b"&#10;")
        written.append(b" " + name.encode() + b'="' + safe.replace(b"\t", b"&#9;") + b'"')
    return b"".join(written)
