"""The parts of an xlsx that python-calamine does not show: marks, table ranges, error cells, formulas, last row.

Works on files that passed the guard, so the XML declares no entities.
"""

from __future__ import annotations

import html
import posixpath
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from ra_excel.domain import layout

ROW_START = re.compile(rb"<(?:\w+:)?row\b")
CELL_START = re.compile(rb"<(?:\w+:)?c\b")
CONTENT = re.compile(rb"<(?:\w+:)?(?:v|f|is)[\s/>]")
ROW_NUMBER = re.compile(rb"[^<>]*?\sr\s*=\s*[\"'](\d+)")
COLUMN_LETTERS = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})\d")
TEXT_REFERENCE = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^<>]*>\s*<(?:\w+:)?v[^<>]*>\s*(\d+)")
ODD_CELL = re.compile(rb"\bt\s*=\s*[\"']e|<(?:\w+:)?f[\s>/]")
"""Marks of an error value or a formula; a sheet without either needs no parsing."""

PREFIXED = b":sheetData"
UNCOMMON = (PREFIXED, b"<!", b"='", b" =")
NEAR = 200
ERROR_MARK = re.compile(rb't="e"')
FORMULA_MARK = re.compile(rb"<f[\s>/]")
CELL_HEAD = re.compile(rb'<c r="([A-Z]{1,3}[1-9]\d{0,6})"([^<>]*)(?<!/)>')
CELL_VALUE = re.compile(rb"<v[^<>]*>([^<]*)</v>")
CELL_FORMULA = re.compile(rb"<f(?:[^<>]*/>|[^<>]*>([^<]*)</f>)")
"""What a sheet looks like that nearly any program wrote, and what tells that it is another."""

ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class DamagedPackageError(Exception):
    """A part is missing, truncated or no XML. The message names the part."""


@dataclass(frozen=True, slots=True)
class OddCell:
    """A cell with an error value (``error``) or a formula; ``calculated`` tells whether a formula has a result."""

    address: str
    error: str | None
    formula: str | None
    calculated: bool


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the content of a sheet reaches, from 1, and how many cells hold something. Empty cells with a format count not."""

    last_row: int
    last_column: int
    cells: int


class _NoDoctype(ElementTree.TreeBuilder):
    """Builds a tree, but stops at a DOCTYPE: the door to entity expansion."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Called where a DOCTYPE begins."""
        raise ElementTree.ParseError(f"DOCTYPE {name}")


class Package:
    """Read-only view on the zip of a workbook."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self._sheets_read: dict[str, bytes] = {}

    def _read(self, name: str) -> bytes:
        try:
            return self._archive.read(self._names[name.lower()])
        except (KeyError, BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise DamagedPackageError(name) from error

    def _parse(self, name: str) -> ElementTree.Element:
        try:
            return ElementTree.fromstring(self._read(name), ElementTree.XMLParser(target=_NoDoctype()))  # noqa: S314 - see the target
        except (ElementTree.ParseError, LookupError, ValueError) as error:  # the last two: an encoding that does not exist
            raise DamagedPackageError(name) from error

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (last word of its type, part it points to), of the part ``name``."""
        folder, base = posixpath.split(name)
        rels = f"{folder}/_rels/{base}.rels".lstrip("/")
        if rels.lower() not in self._names:
            return {}
        found = {}
        for relation in self._parse(rels):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], part)
        return found

    @cached_property
    def workbook_part(self) -> str:
        """Zip part of the workbook itself."""
        for kind, part in self._relations("").values():
            if kind == "officeDocument":
                return part
        raise DamagedPackageError("_rels/.rels")

    @cached_property
    def _workbook(self) -> ElementTree.Element:
        return self._parse(self.workbook_part)

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Sheet name → zip part, in workbook order."""
        relations = self._relations(self.workbook_part)
        sheets = {}
        for sheet in _named(self._workbook, "sheet"):
            reference = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            kind, part = relations.get(reference, ("", ""))
            if kind == "worksheet":
                sheets[sheet.get("name", "")] = part
        return sheets

    @cached_property
    def shared_strings(self) -> list[str]:
        """The texts to which cells of type ``s`` point."""
        part = self._shared_strings_part
        return [_plain_text(entry) for entry in self._parse(part)] if part else []

    @cached_property
    def defined_names(self) -> dict[str, str]:
        """Defined name → its formula, or the bare text of a constant."""
        return {name.get("name", ""): (name.text or "").strip().strip('"') for name in _named(self._workbook, "definedName")}

    @cached_property
    def custom_properties(self) -> dict[str, str]:
        """Custom document properties as text."""
        if "docprops/custom.xml" not in self._names:
            return {}
        return {p.get("name", ""): "".join(p.itertext()).strip() for p in self._parse("docProps/custom.xml")}

    @cached_property
    def last_modified(self) -> str:
        """When the file was last saved according to itself (ISO 8601), or an empty string."""
        if "docprops/core.xml" not in self._names:
            return ""
        return next((e.text or "" for e in _named(self._parse("docProps/core.xml"), "modified")), "")

    def table_ends(self, sheet: str) -> dict[str, int]:
        """Name of each Excel table on the sheet → its last row."""
        ends = {}
        for kind, part in self._relations(self.sheets[sheet]).values():
            if kind == "table":
                table = self._parse(part)
                if last := re.search(r":\$?[A-Z]+\$?(\d+)$", table.get("ref", "")):
                    ends[table.get("displayName", "")] = int(last[1])
        return ends

    def _sheet_xml(self, sheet: str) -> bytes:
        """The XML of a sheet in an encoding that patterns of bytes can look at; unpacked once."""
        if sheet not in self._sheets_read:
            content = self._read(self.sheets[sheet])
            self._sheets_read[sheet] = content.decode("utf-16", "replace").encode() if content.startswith(UTF_16) else content
        return self._sheets_read[sheet]

    def surely_fits(self, rows: int, columns: int, cells: int, characters: int) -> bool:
        """Whether a first look shows that content and texts stay within these bounds; if not, ``extent`` and ``texts_fit`` tell."""
        parts = [self._sheet_xml(sheet) for sheet in self.sheets]
        marks = sum(part.count(b"<c") for part in parts)
        far = _far_address(rows, columns)
        return (
            marks <= cells
            and marks * self._longest_text <= characters
            and not any(PREFIXED in part or part.count(b"<row") > rows or far.search(part) for part in parts)
        )

    @cached_property
    def _shared_strings_part(self) -> str | None:
        return next((part for kind, part in self._relations(self.workbook_part).values() if kind == "sharedStrings"), None)

    @cached_property
    def _longest_text(self) -> int:
        """At least the length of the longest shared text; 0 when there are none."""
        part = self._shared_strings_part
        return max(map(len, self._read(part).split(b"si>"))) if part else 0

    def extent(self, sheet: str) -> Extent:
        """How far the content of the sheet reaches. Looks at bytes only, so that a sheet too large is never parsed."""
        last_row = cells = 0
        columns: set[bytes] = set()
        for place, row in enumerate(ROW_START.split(self._sheet_xml(sheet))[1:], start=1):
            filled = [cell for cell in CELL_START.split(row)[1:] if CONTENT.search(cell)]
            if filled:
                number = ROW_NUMBER.match(row)
                last_row = max(last_row, int(number[1]) if number else place)
                cells += len(filled)
                columns.update(found[1] for cell in filled if (found := COLUMN_LETTERS.search(cell)))
        return Extent(last_row, max((column_number(letters.decode()) for letters in columns), default=0), cells)

    def texts_fit(self, most: int) -> bool:
        """Whether all texts together stay below ``most`` characters, one that many cells share counted for each of them."""
        used = [TEXT_REFERENCE.findall(self._sheet_xml(sheet)) for sheet in self.sheets]
        if self._longest_text * sum(map(len, used)) <= most:
            return True
        lengths = {str(number).encode(): len(text) for number, text in enumerate(self.shared_strings)}
        return sum(lengths.get(number, 0) for numbers in used for number in numbers) <= most

    def odd_cells(self, sheet: str) -> Iterator[OddCell]:
        """Cells with an error value or a formula, in sheet order. A cell or row without an address follows the one before."""
        content = self._sheet_xml(sheet)
        plain = _odd_around_marks(content)
        if plain is not None:
            yield from plain
            return
        if not ODD_CELL.search(content):
            return
        if b"<!DOCTYPE" in content:
            raise DamagedPackageError(self.sheets[sheet])
        number = 0
        try:
            for _, element in ElementTree.iterparse(BytesIO(self._read(self.sheets[sheet]))):  # noqa: S314 - no DOCTYPE in it
                if _local(element.tag) == "row":
                    number = int(element.get("r") or number + 1)
                    yield from _odd_in_row(element, number)
                    element.clear()  # a sheet may hold many rows; only the odd cells are kept
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            raise DamagedPackageError(self.sheets[sheet]) from error


def _odd_around_marks(content: bytes) -> list[OddCell] | None:
    """The odd cells of a sheet written as nearly all programs write it: only around a mark of an error value or formula is looked.

    None when something is otherwise: a prefix, a comment, other quotes, a cell that does not begin with its address.
    """
    data = content.rfind(b"</sheetData>")
    if data < 0 or any(sign in content for sign in UNCOMMON):
        return None
    marks = (mark.start() for pattern in (ERROR_MARK, FORMULA_MARK) for mark in pattern.finditer(content, 0, data))
    found: dict[int, OddCell] = {}
    for mark in marks:
        start = content.rfind(b"<c ", max(0, mark - NEAR), mark)
        head = CELL_HEAD.match(content, start) if start >= 0 else None
        end = content.find(b"</c>", start)
        if head is None or end < mark:
            return None
        address, attributes = head.groups()
        inner = content[head.end() : end]
        value, formula = CELL_VALUE.search(inner), CELL_FORMULA.search(inner)
        error = html.unescape(value[1].decode()) if value and ERROR_MARK.search(attributes) else ""
        if error or formula:
            text = html.unescape((formula[1] or b"").decode()) if formula else None
            found[start] = OddCell(address.decode(), error or None, text, bool(value and value[1]) or b"<is" in inner)
    return [found[start] for start in sorted(found)]


def _odd_in_row(row: ElementTree.Element, number: int) -> Iterator[OddCell]:
    column = 0
    for cell in row:
        address = cell.get("r") or layout.cell(number, column + 1)
        if not ADDRESS.fullmatch(address):
            raise ValueError(address)
        column = split_address(address)[1]
        parts = {_local(child.tag): child for child in cell}
        value = (parts["v"].text or "") if "v" in parts else ""
        formula = (parts["f"].text or "") if "f" in parts else None
        is_error = cell.get("t") == "e" and value != ""
        if is_error or formula is not None:
            yield OddCell(address, value if is_error else None, formula, bool(value) or "is" in parts)


@cache
def _far_address(rows: int, columns: int) -> re.Pattern[bytes]:
    """Finds every row number or cell address beyond these bounds, and some within: numbers as long, columns near the last."""
    digits, letters = len(str(rows)), layout.column_letter(columns)
    later = f"[{letters[0]}-Z][A-Z]{{{len(letters) - 1}}}|[A-Z]{{{len(letters) + 1},}}"
    return re.compile(rf"""r\s*=\s*["'](?:[A-Z]*\d{{{digits},}}|(?:{later})\d)""".encode())


def column_number(letters: str) -> int:
    """Number of a column, from 1: A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def split_address(address: str) -> tuple[int, int]:
    """Row and column of an address such as ``B5``, both from 1."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


def _plain_text(entry: ElementTree.Element) -> str:
    """Text of a shared string, without the reading aids of Asian scripts."""
    runs = [child for child in entry if _local(child.tag) != "rPh"]
    return "".join(text.text or "" for run in runs for text in _named(run, "t"))


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def _named(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """All elements with this local name, whatever their namespace (transitional, strict, other prefix)."""
    return (element for element in root.iter() if _local(element.tag) == name)
