"""A copy of a submission in which only the sheets that we fill changed.

Loading and saving a workbook with a library loses what the library does not know (text boxes,
slicers, threaded comments). So the copy is made part by part: the XML of those sheets is edited,
every other part of the zip is copied as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ra_excel.domain import layout
from ra_excel.domain.excel import height_for, link_formula
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.reading.package import Package
from ra_excel.reading.values import EXCEL_EPOCH
from ra_excel.returning.sheet_xml import Formula, NoSuchTableError, SheetXml, Value

__all__ = ["NoSuchTableError", "Rows", "Value", "calculated_on_opening", "replace_rows"]

Rows = Sequence[Mapping[str, Value]]

CALCULATE = b' fullCalcOnLoad="1"'

DAY_ZERO, DAY_ZERO_1904 = EXCEL_EPOCH, date(1904, 1, 1)
DATES_1904 = re.compile(rb'date1904="(?:1|true)"')
"""From which day a workbook counts its dates."""


def replace_rows(content: bytes, table: Table, rows: Rows) -> bytes:
    """The workbook ``content`` with the rows of one of our own tables replaced; formulas there
    stay.

    ``rows`` maps column names to text, numbers or dates; a column that a row leaves out becomes
    empty. Text that looks like a formula stays text. Raises NoSuchTableError, and
    DamagedPackageError as the reader does.
    """
    with ZipFile(BytesIO(content)) as archive:
        package = Package(archive)
        workbook_xml = archive.read(package.workbook_part)
        part = package.sheets.get(table.sheet)
        if part is None:
            raise NoSuchTableError(table.sheet)
        day_zero = DAY_ZERO_1904 if DATES_1904.search(workbook_xml) else DAY_ZERO
        sheet = SheetXml(archive.read(part), package.shared_strings, day_zero)
        _write_rows(sheet, table, rows)
        changed = {
            part: sheet.xml(),
            package.workbook_part: calculated_on_opening(workbook_xml),
        }
        return _repacked(archive, changed)


def _repacked(archive: ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """The zip with other content for the parts in ``changed``; all parts in their order, with their
    own dates. Nothing that the list of contents does not tell comes along.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w") as copy:
        for info in archive.infolist():
            part = ZipInfo(info.filename, info.date_time)
            part.create_system, part.internal_attr = info.create_system, info.internal_attr
            part.external_attr = info.external_attr
            stored = info.compress_type == ZIP_STORED
            part.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            own = info.filename in changed
            copy.writestr(part, changed[info.filename] if own else archive.read(info))
    return buffer.getvalue()


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


def _write_rows(sheet: SheetXml, table: Table, rows: Rows) -> None:
    header_row, columns = sheet.find_headers(table)
    styles = {name: sheet.style(header_row + 1, column) for name, column in columns.items()}
    texts = [column for column in table.columns if column.kind is not Kind.FORMULA]
    for number, values in enumerate(rows, start=header_row + 1):
        for column in table.columns:
            content = _content(column, values, number, columns)
            sheet.put(number, columns[column.name], content, styles[column.name])
        height = height_for((values.get(column.name), column.width) for column in texts)
        sheet.set_height(number, height)
    by_number = {columns[name]: style for name, style in styles.items()}
    sheet.clear_below(header_row + len(rows), by_number)


def _content(
    column: Column, values: Mapping[str, Value], row: int, columns: Mapping[str, int]
) -> Value | Formula:
    if column.kind is not Kind.FORMULA or not values:
        return values.get(column.name)
    blad, cel = (layout.cell(row, columns[name]) for name in ("blad", "cel"))
    return Formula(link_formula(blad, cel).removeprefix("="))
