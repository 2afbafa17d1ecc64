"""A copy of a submission in which only the sheets that we fill changed.

Loading and saving a workbook with a library loses what the library does not know (text boxes, slicers, threaded comments).
So the copy is made part by part: the XML of those sheets is edited, every other part of the zip is copied as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from ra_excel.domain import layout
from ra_excel.domain.excel import excel_text, height_for, link_formula
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.reading.package import Package
from ra_excel.returning.repack import repacked

Value = str | int | date | None
Rows = Sequence[Mapping[str, Value]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CALCULATE = b' fullCalcOnLoad="1"'


DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
DATES_1904 = re.compile(rb'date1904="(?:1|true)"')
"""From which day a workbook counts its dates."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold; Excel knows them by their number."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours. Text from a workbook never becomes one."""

    text: str


class NoSuchTableError(Exception):
    """The sheet, or the header row of its table, is not there to write to."""


def replace_rows(content: bytes, table: Table, rows: Rows) -> bytes:
    """The workbook ``content`` with the rows of one of our own tables replaced; formulas there stay.

    ``rows`` maps column names to text, numbers or dates; a column that a row leaves out becomes empty. Text that looks like a
    formula stays text. Raises NoSuchTableError, and DamagedPackageError as the reader does.
    """
    with ZipFile(BytesIO(content)) as archive:
        package = Package(archive)
        workbook_xml = archive.read(package.workbook_part)
        day_zero = DAY_ZERO_1904 if DATES_1904.search(workbook_xml) else DAY_ZERO
        part = package.sheets.get(table.sheet)
        if part is None:
            raise NoSuchTableError(table.sheet)
        changed = {
            part: _with_rows(archive.read(part), package.shared_strings, table, rows, day_zero),
            package.workbook_part: calculated_on_opening(workbook_xml),
        }
        return repacked(content, archive, changed)


def calculated_on_opening(workbook_xml: bytes) -> bytes:
    """``workbook.xml`` with the order to recalculate, so that counters follow what we wrote."""
    if CALCULATE.strip() in workbook_xml:
        return workbook_xml
    cleaned = re.sub(rb'(<(?:\w+:)?calcPr\b[^>]*?)\s+fullCalcOnLoad="[^"]*"', rb"\1", workbook_xml)
    changed, count = re.subn(rb"(<(?:\w+:)?calcPr\b)", rb"\1" + CALCULATE, cleaned, count=1)
    if count:
        return changed
    # Where the element is missing it belongs behind the names, or else behind the sheets.
    for before in (rb"(</((?:\w+:)?)definedNames>)", rb"(</((?:\w+:)?)sheets>)"):
        changed, count = re.subn(before, rb"\1<\2calcPr" + CALCULATE + b"/>", workbook_xml, count=1)
        if count:
            return changed
    return workbook_xml


def _with_rows(
    sheet_xml: bytes, texts: Sequence[str], table: Table, rows: Rows, day_zero: date
) -> bytes:
    root = etree.fromstring(
        sheet_xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )
    sheet = _Sheet(root, texts, day_zero)
    header_row, places = sheet.find_headers(table)
    styles = {
        column.name: sheet.style(header_row + 1, places[column.name])
        for column in table.columns
        if column.name in places
    }
    for number, values in enumerate(rows, start=header_row + 1):
        for column in table.columns:
            if column.name in places:
                sheet.put(
                    number,
                    places[column.name],
                    _content(column, values, number, places),
                    styles[column.name],
                )
        sheet.set_height(
            number,
            height_for(
                (values.get(c.name), c.width) for c in table.columns if c.kind is not Kind.FORMULA
            ),
        )
    sheet.clear_below(
        header_row + len(rows), {places[name]: style for name, style in styles.items()}
    )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _content(
    column: Column, values: Mapping[str, Value], row: int, places: Mapping[str, int]
) -> Value | Formula:
    if column.kind is Kind.FORMULA and values:
        return Formula(
            link_formula(
                *(f"{layout.column_letter(places[name])}{row}" for name in ("blad", "cel"))
            ).removeprefix("=")
        )
    return values.get(column.name)


class _Sheet:
    """The cells of one worksheet as XML, in the namespace that the file uses."""

    def __init__(self, root: etree._Element, texts: Sequence[str], day_zero: date) -> None:
        self.namespace = etree.QName(root).namespace or MAIN
        self.texts = texts
        self.day_zero = day_zero
        data = root.find(self._tag("sheetData"))
        if data is None:
            raise NoSuchTableError("sheetData")
        self.data = data
        rows = {row.get("r"): row for row in data}
        self.cells = {cell.get("r"): cell for row in data for cell in row}
        if None in rows or None in self.cells:
            raise NoSuchTableError("r")  # nothing says where a cell stands
        self.rows = {int(number): row for number, row in rows.items()}

    def _tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def find_headers(self, table: Table) -> tuple[int, dict[str, int]]:
        """Excel row of the headers and the column number of each: the lowest row that holds them all."""
        headers = {column.header: column.name for column in table.columns}
        for number, row in reversed(self.rows.items()):
            found = {
                headers[text]: layout.split_address(cell.get("r"))[1]
                for cell in row
                if (text := self._text(cell)) in headers
            }
            if len(found) == len(headers):
                return number, found
        raise NoSuchTableError(table.sheet)

    def _text(self, cell: etree._Element) -> str:
        if len(cell) == 0:
            return ""
        if cell.get("t") == "s":
            index = cell.findtext(self._tag("v")) or ""
            return (
                self.texts[int(index)] if index.isdigit() and int(index) < len(self.texts) else ""
            )
        return "".join(cell.itertext())

    def style(self, row: int, column: int) -> str | None:
        """Style index of a cell, to give to the cells below it."""
        cell = self.cells.get(layout.cell(row, column))
        return cell.get("s") if cell is not None else None

    def put(self, row: int, column: int, value: Value | Formula, style: str | None) -> None:
        """Write text, a number or a formula; None empties a cell. A formula that stands there stays."""
        cell = self.cells.get(layout.cell(row, column))
        if value is None and (cell is None or len(cell) == 0):
            return
        if cell is not None and cell.find(self._tag("f")) is not None:
            return
        if cell is None:
            cell = self._new_cell(row, column)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if style is not None:
            cell.set("s", style)
        if isinstance(value, Formula):
            etree.SubElement(cell, self._tag("f")).text = value.text
        elif isinstance(value, date):
            etree.SubElement(cell, self._tag("v")).text = str((value - self.day_zero).days)
        elif isinstance(value, int):
            etree.SubElement(cell, self._tag("v")).text = str(value)
        elif value is not None:
            self._put_text(cell, value)

    def clear_below(self, row: int, styles: Mapping[int, str | None]) -> None:
        """Empty what stands below a row in these columns, and give it their style; formulas stay."""
        for address, cell in self.cells.items():
            if len(cell) and layout.ADDRESS.fullmatch(address):
                number, column = layout.split_address(address)
                if number > row and column in styles:
                    self.put(number, column, None, styles[column])

    def _put_text(self, cell: etree._Element, value: str) -> None:
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, self._tag("is")), self._tag("t"))
        text.set(XML_SPACE, "preserve")
        text.text = CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", excel_text(value))

    def _new_cell(self, row: int, column: int) -> etree._Element:
        line = self.rows.get(row)
        if line is None:
            line = etree.Element(self._tag("row"), r=str(row))
            self.data.insert(sum(number < row for number in self.rows), line)
            self.rows[row] = line
        address = layout.cell(row, column)
        cell = self.cells[address] = etree.Element(self._tag("c"), r=address)
        line.insert(
            sum(layout.split_address(other.get("r", ""))[1] < column for other in line), cell
        )
        return cell

    def set_height(self, row: int, points: float | None) -> None:
        """Give a row room for its text."""
        if points is not None:
            self.rows[row].set("ht", f"{points:g}")
