"""One sheet with a table: its headings, its rows, its dropdowns and colours, its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout, names
from ra_excel.domain.excel import height_for
from ra_excel.domain.model import ROW_STATE, Column, Filler, Kind, Table
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.template.cells import Value, add_validation, pages_wide, write_value
from ra_excel.template.controle import finding_link
from ra_excel.template.formats import Formats
from ra_excel.template.row_help import add_row_colours, state_formula

Rows = Sequence[Mapping[str, Value]]

ROW_POINTS = 20
"""Height of an empty row: room to click and to read."""

FILTER_ARROW = 4
"""Characters of a header that the arrow of its filter covers."""

MOST_COLUMNS_ON_A4 = 14
A3, A4 = 8, 9
"""Paper sizes as Excel numbers them."""

LEGEND = (
    "Kop met gele letters: verplicht.  Gele cel: nog leeg.  "
    "Gearceerde cel: hier niet nodig.  Stand: wat de rij nog mist."
)


def write_table(
    book: xlsxwriter.Workbook, sheet: Worksheet, formats: Formats, table: Table, rows: Rows
) -> None:
    """Write one sheet with a line for each of ``rows``, and all the help as far as it may grow."""
    sheet.set_default_row(ROW_POINTS)
    formats.write_heading(sheet, table.title, table.help)
    if ROW_STATE in table.columns:
        sheet.write_string(layout.LEGEND_ROW - 1, 0, LEGEND, formats.subtitle)
    _write_bands(sheet, formats, table)
    _write_headers(sheet, formats, table, len(rows))
    for row, values in enumerate(rows, start=table.first_row - 1):
        _write_row(sheet, formats, table, row, values)
    if table.key is not None:
        ids = f"={table.sheet}!$A${table.first_row}:$A${table.last_row}"
        book.define_name(names.ids_range_name(table.name), ids)
    if table.filled_by is Filler.INZENDER:
        for column in table.columns:
            add_validation(sheet, table, column, table.first_row, table.last_row)
        add_row_colours(sheet, formats, table)
    _set_up_page(sheet, table)
    if table is ROLMATRIX or table.filled_by is Filler.VRO:
        allowed = {"format_rows": True, "format_columns": True, "autofilter": True, "sort": True}
        sheet.protect("", allowed)


def _write_bands(sheet: Worksheet, formats: Formats, table: Table) -> None:
    """Widths of the columns, and above the headers the name of each group where it begins."""
    previous = ""
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width, formats.for_column(table, column))
        group = previous if column is ROW_STATE else column.group
        if group:
            text = group if group != previous else ""
            sheet.write_string(layout.GROUP_ROW - 1, number, text, formats.group)
        previous = group


def _write_headers(sheet: Worksheet, formats: Formats, table: Table, number_of_rows: int) -> None:
    last_row = table.first_row + number_of_rows - 1
    options = {
        "name": names.table_name(table),
        "style": None,
        "columns": [_table_column(table, column, formats) for column in table.columns],
    }
    sheet.add_table(table.header_row - 1, 0, last_row - 1, len(table.columns) - 1, options)
    # Headers are bold and carry a filter arrow, so they fill up sooner.
    height = height_for((column.header, column.width - FILTER_ARROW) for column in table.columns)
    sheet.set_row(table.header_row - 1, height)


def _table_column(table: Table, column: Column, formats: Formats) -> dict[str, Any]:
    """A column of an Excel table; one with a formula fills new rows by itself."""
    described = {"header": column.header, "header_format": formats.header_for(column)}
    if column.kind is Kind.FORMULA:
        described |= {
            "formula": calculated(table, column),
            "format": formats.for_column(table, column),
        }
    return described


def calculated(table: Table, column: Column) -> str:
    """The formula of a column that counts by itself."""
    return state_formula(table) if column is ROW_STATE else finding_link()


def _write_row(
    sheet: Worksheet, formats: Formats, table: Table, row: int, values: Mapping[str, Value]
) -> None:
    """Write one line; ``row`` counts from 0. The table wrote its own formulas."""
    height = height_for((values.get(column.name), column.width) for column in table.columns)
    if height:
        sheet.set_row(row, height)
    for number, column in enumerate(table.columns):
        if column.kind is not Kind.FORMULA:
            format_ = formats.for_column(table, column)
            write_value(sheet, row, number, values.get(column.name), format_)


def _set_up_page(sheet: Worksheet, table: Table) -> None:
    has_state = ROW_STATE in table.columns
    if table.header_row == layout.HEADER_ROW:
        sheet.freeze_panes(table.header_row, 3 if has_state else 1)
        sheet.repeat_rows(layout.GROUP_ROW - 1, table.header_row - 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A3 if len(table.columns) > MOST_COLUMNS_ON_A4 else A4)
    sheet.fit_to_pages(pages_wide(column.width for column in table.columns), 0)
    sheet.repeat_columns(0, 2 if has_state else 1)
    sheet.set_footer("&L&A&Rblad &P van &N")
