"""The parts of an xlsx that python-calamine does not show: marks, table ranges, error cells, formulas, last row.

Works on files that passed the guard, so the XML declares no entities.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from ra_excel.domain.layout import column_letter

SHEET_ROW = re.compile(rb'<(?:\w+:)?row\b[^<>]*?\br="(\d+)"')
SHEET_COLUMN = re.compile(rb'\br="([A-Z]+)\d+"')
ERROR_MARK = re.compile(rb't="e"')
FORMULA_MARK = re.compile(rb"<f[ >/]")
"""Marks of an error value and of a formula, but for a sheet with a prefix before every name."""

CELL_ADDRESS = re.compile(rb'<c [^<>]*?\br="([A-Z]+)\d+"')

UNCOMMON = (b"<!", b":sheetData")
"""Signs that a sheet is not written as nearly all programs write it: comments, CDATA, or a prefix before every name."""


class DamagedPackageError(Exception):
    """A part is missing, truncated or no XML. The message names the part."""


@dataclass(frozen=True, slots=True)
class OddCell:
    """A cell with an error value (``error``) or a formula; ``calculated`` tells whether a formula has a result."""

    address: str
    error: str | None
    formula: str | None
    calculated: bool


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
        for kind, part in self._relations(self.workbook_part).values():
            if kind == "sharedStrings":
                return [_plain_text(entry) for entry in self._parse(part)]
        return []

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

    def _sheet(self, sheet: str) -> bytes:
        """The XML of a sheet, unpacked once."""
        if sheet not in self._sheets_read:
            self._sheets_read[sheet] = self._read(self.sheets[sheet])
        return self._sheets_read[sheet]

    def reaches(self, sheet: str, max_row: int, max_column: int) -> tuple[int, int] | None:
        """Last row and last column that the sheet mentions, if one of them is beyond the limit; else None."""
        content = self._sheet(sheet)
        if not _far_address(max_row, max_column).search(content):
            return None
        last_row = max(map(int, SHEET_ROW.findall(content)), default=0)
        last_column = max((column_number(letters.decode()) for letters in set(SHEET_COLUMN.findall(content))), default=0)
        return (last_row, last_column) if last_row > max_row or last_column > max_column else None

    def odd_cells(self, sheet: str, columns: Collection[str]) -> Iterator[OddCell]:
        """Cells in these columns (A, B, ...) with an error value or a formula, in sheet order."""
        for cell in self._marked_cells(sheet, columns):
            if cell.get("r", "").rstrip("0123456789") not in columns:
                continue
            parts = {_local(child.tag): child for child in cell}
            value = (parts["v"].text or "") if "v" in parts else ""
            formula = (parts["f"].text or "") if "f" in parts else None
            is_error = cell.get("t") == "e"
            if is_error or formula is not None:
                yield OddCell(cell.get("r", ""), value if is_error else None, formula, bool(value) or "is" in parts)

    def _marked_cells(self, sheet: str, columns: Collection[str]) -> Iterable[ElementTree.Element]:
        """The cells with a mark; where the sheet is written in an uncommon way, all its cells."""
        content = self._sheet(sheet)
        if not any(sign in content for sign in UNCOMMON):
            with suppress(ElementTree.ParseError):  # something of another namespace in a cell
                return list(_cells_around_marks(content, columns))
        return _named(self._parse(self.sheets[sheet]), "c")


def _cells_around_marks(content: bytes, columns: Collection[str]) -> Iterator[ElementTree.Element]:
    """The cells in these columns that hold a mark of an error value or a formula; the rest of the sheet is not parsed."""
    wanted = {letters.encode() for letters in columns}
    marks = (mark.start() for pattern in (ERROR_MARK, FORMULA_MARK) for mark in pattern.finditer(content))
    for start in sorted({content.rfind(b"<c ", 0, place) for place in marks}):
        address = CELL_ADDRESS.match(content, start) if start >= 0 else None
        if address and address[1] in wanted:
            end = content.find(b"</c>", start) + len(b"</c>")
            yield ElementTree.fromstring(content[start:end])  # noqa: S314 - a cell of a part without DOCTYPE


@cache
def _far_address(max_row: int, max_column: int) -> re.Pattern[bytes]:
    """Finds every row number or cell address beyond these limits, and some within: numbers with as many digits, columns near the last."""
    digits, letters = len(str(max_row)), column_letter(max_column)
    later = "[A-Z]" if letters[0] == "A" else f"[{letters[0]}-Z]"
    columns = f"{later}[A-Z]{{{len(letters) - 1},}}|[A-Z]{{{len(letters) + 1},}}"
    return re.compile(rf'r="(?:[A-Z]*\d{{{digits},}}"|(?:{columns})\d)'.encode())


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
