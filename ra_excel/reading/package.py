"""The parts of an xlsx that python-calamine does not show: marks, table ranges, error cells,
formulas, last row.

Works on files that passed the guard, so the XML declares no entities.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from xml.etree import ElementTree
from zipfile import ZipFile

from ra_excel.domain import layout
from ra_excel.domain.fault import Fault
from ra_excel.domain.settings import load_settings
from ra_excel.reading.guard import DAMAGE, MEGABYTE
from ra_excel.reading.scan import (
    ODD_CELL,
    PREFIXED,
    TAGS_OF_CELL,
    TAGS_OF_TEXT,
    Extent,
    OddCell,
    extent_of,
    local_name,
    odd_around_marks,
    odd_by_parsing,
    texts_used,
    unsure_address,
)
from ra_excel.reading.values import clean_text

UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class DamagedPackageError(Exception):
    """A part is missing, truncated or no XML. The message names the part."""


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
        self._prefixes: dict[str, bool] = {}

    def _read(self, name: str) -> bytes:
        try:
            return self._archive.read(self._names[name.lower()])
        except (KeyError, *DAMAGE) as error:
            raise DamagedPackageError(name) from error

    def _parse(self, name: str) -> ElementTree.Element:
        try:
            parser = ElementTree.XMLParser(target=_NoDoctype())  # noqa: S314 - see the target
            return ElementTree.fromstring(self._read(name), parser)  # noqa: S314 - see the target
        except (
            ElementTree.ParseError,
            LookupError,
            ValueError,
        ) as error:  # the last two: an encoding that does not exist
            raise DamagedPackageError(name) from error

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (last word of its type, part it points to by its name in the zip), of
        the part ``name``.
        """
        folder, base = posixpath.split(name)
        rels = f"{folder}/_rels/{base}.rels".lstrip("/")
        if rels.lower() not in self._names:
            return {}
        found = {}
        for relation in self._parse(rels):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            part = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            found[relation.get("Id", "")] = (
                relation.get("Type", "").rsplit("/", 1)[-1],
                self._names.get(part.lower(), part),
            )
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
        sheets: dict[str, str] = {}
        for sheet in _named(self._workbook, "sheet"):
            name = sheet.get("name", "")
            references = [value for key, value in sheet.attrib.items() if key.endswith("}id")]
            if (
                name in sheets or len(references) > 1
            ):  # another program may then see another sheet than the one looked at here
                raise DamagedPackageError(self.workbook_part)
            kind, part = relations.get("".join(references), ("", ""))
            if kind == "worksheet":
                sheets[name] = part
        return sheets

    @cached_property
    def shared_strings(self) -> list[str]:
        """The texts to which cells of type ``s`` point."""
        part = self._shared_strings_part
        return [_plain_text(entry) for entry in self._parse(part)] if part else []

    @cached_property
    def defined_names(self) -> dict[str, str]:
        """Defined name → its formula, or the bare text of a constant."""
        return {
            name.get("name", ""): (name.text or "").strip().strip('"')
            for name in _named(self._workbook, "definedName")
        }

    @cached_property
    def custom_properties(self) -> dict[str, str]:
        """Custom document properties as text."""
        if "docprops/custom.xml" not in self._names:
            return {}
        return {
            p.get("name", ""): "".join(p.itertext()).strip()
            for p in self._parse("docProps/custom.xml")
        }

    @cached_property
    def last_modified(self) -> str:
        """When the file was last saved according to itself (ISO 8601), or an empty string."""
        if "docprops/core.xml" not in self._names:
            return ""
        return next(
            (e.text or "" for e in _named(self._parse("docProps/core.xml"), "modified")), ""
        )

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
            self._sheets_read[sheet] = (
                content.decode("utf-16", "replace").encode()
                if content.startswith(UTF_16)
                else content
            )
        return self._sheets_read[sheet]

    def _has_prefix(self, sheet: str) -> bool:
        """Whether some element of ours on the sheet carries a prefix; looked for once."""
        if sheet not in self._prefixes:
            self._prefixes[sheet] = PREFIXED.search(self._sheet_xml(sheet)) is not None
        return self._prefixes[sheet]

    def surely_fits(self, rows: int, columns: int, cells: int, characters: int) -> bool:
        """Whether a first look shows that content and texts stay within these bounds; if not,
        ``extent`` and ``texts_fit`` tell.
        """
        parts = [self._sheet_xml(sheet) for sheet in self.sheets]
        tags = sum(part.count(b"<") for part in parts)
        unsure = unsure_address(rows, columns)
        return (
            tags <= cells * TAGS_OF_CELL
            and tags * self._longest_text <= characters * TAGS_OF_TEXT
            and not any(self._has_prefix(sheet) for sheet in self.sheets)
            and not any(unsure.search(part) for part in parts)
        )

    @cached_property
    def _shared_strings_part(self) -> str | None:
        return next(
            (
                part
                for kind, part in self._relations(self.workbook_part).values()
                if kind == "sharedStrings"
            ),
            None,
        )

    @cached_property
    def _longest_text(self) -> int:
        """At least the length of the longest shared text; 0 when there are none."""
        part = self._shared_strings_part
        return max(map(len, self._read(part).split(b"</si>"))) if part else 0

    def extent(self, sheet: str) -> Extent:
        """How far the content of the sheet reaches. Looks at bytes only, so that a sheet too large
        is never parsed.
        """
        return extent_of(self._sheet_xml(sheet))

    def texts_fit(self, most: int) -> bool:
        """Whether all texts together stay below ``most`` characters, one that many cells share
        counted for each of them.
        """
        used = [number for sheet in self.sheets for number in texts_used(self._sheet_xml(sheet))]
        if self._longest_text * len(used) <= most:
            return True
        lengths = dict(enumerate(map(len, self.shared_strings)))
        # A number that cannot be read here may still be read elsewhere: it counts as the longest
        # text.
        return (
            sum(self._longest_text if number is None else lengths.get(number, 0) for number in used)
            <= most
        )

    def odd_cells(self, sheet: str) -> Iterator[OddCell]:
        """Cells with an error value or a formula, in sheet order. A cell or row without an address
        follows the one before.
        """
        content = self._sheet_xml(sheet)
        with suppress(UnicodeDecodeError):  # in an encoding that only parsing knows
            if not self._has_prefix(sheet) and (plain := odd_around_marks(content)) is not None:
                yield from plain
                return
        if not ODD_CELL.search(content):
            return
        if b"<!DOCTYPE" in content:
            raise DamagedPackageError(self.sheets[sheet])
        try:
            yield from odd_by_parsing(self._read(self.sheets[sheet]))
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            raise DamagedPackageError(self.sheets[sheet]) from error


def too_far(package: Package) -> Iterator[Fault]:
    """ST-09 for content so far out that reading it would exhaust memory."""
    settings = load_settings()
    text = int(settings.max_megabyte_tekst * MEGABYTE)
    if package.surely_fits(settings.max_rijen, settings.max_kolommen, settings.max_cellen, text):
        return
    extents = {sheet: package.extent(sheet) for sheet in package.sheets}
    for sheet, extent in extents.items():
        if (row := extent.last_row) > settings.max_rijen:
            yield Fault(
                "ST-09",
                blad=sheet,
                rij=row,
                details={"reden": f"op het blad {clean_text(sheet)} staat nog iets op rij {row}"},
            )
        if extent.last_column > settings.max_kolommen:
            letter = layout.column_letter(extent.last_column)
            yield Fault(
                "ST-09",
                blad=sheet,
                details={
                    "reden": f"op het blad {clean_text(sheet)} staat nog iets in kolom {letter}"
                },
            )
    if (cells := sum(extent.cells for extent in extents.values())) > settings.max_cellen:
        yield Fault(
            "ST-09",
            details={"reden": f"{cells} gevulde cellen, toegestaan zijn er {settings.max_cellen}"},
        )
    if not package.texts_fit(text):
        yield Fault(
            "ST-09",
            details={"reden": f"de teksten samen zijn meer dan {settings.max_megabyte_tekst} MB"},
        )


def _plain_text(entry: ElementTree.Element) -> str:
    """Text of a shared string, without the reading aids of Asian scripts."""
    if (
        len(entry) == 1 and len(entry[0]) == 0 and local_name(entry[0].tag) == "t"
    ):  # nearly every text
        return entry[0].text or ""
    runs = [child for child in entry if local_name(child.tag) != "rPh"]
    return "".join(text.text or "" for run in runs for text in _named(run, "t"))


def _named(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """All elements with this local name, whatever their namespace (transitional, strict, other
    prefix).
    """
    return (element for element in root.iter() if local_name(element.tag) == name)
