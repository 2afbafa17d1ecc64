"""One sheet with a table: its headings, its rows, its dropdowns and colours, its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout, names
from ra_excel.domain.excel import height_for, link_formula
from ra_excel.domain.model import CELL_FAULTS, ROW_STATE, Column, Filler, Kind, Table
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.template.cells import Value, add_validation, pages_wide, write_value
from ra_excel.template.formats import Draft, Formats
from ra_excel.template.live_checks import mandatory, rules_of_cells
from ra_excel.template.live_rules import rules_of_sheet
from ra_excel.template.ranges import FirstRow, ThisRow
from ra_excel.template.row_help import add_row_colours, cell_faults_formula, state_formula

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


FINDING_NAMES = ("blad", "cel", "rij", "code", "ernst", "toelichting")
"""Columns of the findings that other sheets look at, as defined names ``bev_*``."""


def write_table(draft: Draft, sheet: Worksheet, table: Table, rows: Rows) -> None:
    """Write one sheet with a line for each of ``rows``, and the names of its columns."""
    formats = draft.formats
    sheet.set_default_row(ROW_POINTS)
    formats.write_heading(sheet, table.title, table.help)
    if ROW_STATE in table.columns:
        sheet.write_string(layout.LEGEND_ROW - 1, 0, LEGEND, formats.subtitle)
    _write_bands(sheet, formats, table)
    _write_headers(draft, sheet, table, len(rows))
    for row, values in enumerate(rows, start=table.first_row - 1):
        _write_row(draft, sheet, table, row, values)
    if table.key is not None:
        ids = f"={table.sheet}!$A${table.first_row}:$A${table.last_row}"
        draft.book.define_name(names.ids_range_name(table.name), ids)
    if table.filled_by is Filler.INZENDER:
        _write_help(draft, sheet, table)
    elif table is draft.werkmap.controle:
        _finish_findings(draft, sheet)
    _set_up_page(sheet, table)
    if table is ROLMATRIX or table.filled_by is Filler.VRO:
        allowed = {"format_rows": True, "format_columns": True, "autofilter": True, "sort": True}
        sheet.protect("", allowed)


def _write_help(draft: Draft, sheet: Worksheet, table: Table) -> None:
    """Dropdowns, hints and colours of a sheet that a province fills, as far as it may grow."""
    for column in table.columns:
        add_validation(sheet, table, column, table.first_row, table.last_row)
    row = FirstRow(table)
    rules = list(rules_of_sheet(row, draft.inzender, draft.cycle))
    if table is not ROLMATRIX:
        rules.insert(0, mandatory(row))
    add_row_colours(sheet, draft.formats, table, rules)


def _finish_findings(draft: Draft, sheet: Worksheet) -> None:
    """Colours of the findings, and the names under which Start and the sheets find them."""
    first, last = CONTROLE.first_row, CONTROLE.last_row
    draft.formats.colour_severity(sheet, CONTROLE.letter("ernst"), first, last)
    for column in FINDING_NAMES:
        letter = CONTROLE.letter(column)
        draft.book.define_name(
            f"bev_{column}", f"={CONTROLE.sheet}!${letter}${first}:${letter}${last}"
        )


def _write_bands(sheet: Worksheet, formats: Formats, table: Table) -> None:
    """Widths of the columns, and above the headers the name of each group where it begins."""
    previous = ""
    for number, column in enumerate(table.columns):
        options = {"hidden": column is CELL_FAULTS}
        sheet.set_column(number, number, column.width, formats.for_column(table, column), options)
        group = previous if column is ROW_STATE else column.group
        if group:
            text = group if group != previous else ""
            sheet.write_string(layout.GROUP_ROW - 1, number, text, formats.group)
        previous = group


def _write_headers(draft: Draft, sheet: Worksheet, table: Table, number_of_rows: int) -> None:
    last_row = table.first_row + number_of_rows - 1
    options = {
        "name": names.table_name(table),
        "style": None,
        "columns": [_table_column(draft, table, column) for column in table.columns],
    }
    sheet.add_table(table.header_row - 1, 0, last_row - 1, len(table.columns) - 1, options)
    # Headers are bold and carry a filter arrow, so they fill up sooner.
    height = height_for((column.header, column.width - FILTER_ARROW) for column in table.columns)
    sheet.set_row(table.header_row - 1, height)


def _table_column(draft: Draft, table: Table, column: Column) -> dict[str, Any]:
    """A column of an Excel table; one with a formula fills new rows by itself."""
    formats = draft.formats
    described = {"header": column.header, "header_format": formats.header_for(column)}
    if column.kind is Kind.FORMULA:
        described |= {
            "formula": draft.stand_in(_calculated(draft, table, column)),
            "format": formats.for_column(table, column),
        }
    return described


def _calculated(draft: Draft, table: Table, column: Column) -> str:
    """The formula of a column that counts by itself."""
    if column is ROW_STATE:
        rules = rules_of_sheet(ThisRow(table), draft.inzender, draft.cycle)
        return state_formula(table, rules)
    if column is CELL_FAULTS:
        return cell_faults_formula(rules_of_cells(ThisRow(table), draft.cycle, draft.inzender))
    this = f"{names.table_name(CONTROLE)}[[#This Row],"
    blad, cel = CONTROLE.by_name["blad"].header, CONTROLE.by_name["cel"].header
    return link_formula(f"{this}[{blad}]]", f"{this}[{cel}]]")


def _write_row(
    draft: Draft, sheet: Worksheet, table: Table, row: int, values: Mapping[str, Value]
) -> None:
    """Write one line; ``row`` counts from 0. The table wrote its own formulas."""
    formats = draft.formats
    given = table is ROLMATRIX and values["partij"] not in draft.werkmap.asked_parties
    height = height_for((values.get(column.name), column.width) for column in table.columns)
    if height:
        sheet.set_row(row, height)
    for number, column in enumerate(table.columns):
        if column.kind is not Kind.FORMULA:
            format_ = formats.for_given(column) if given else formats.for_column(table, column)
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
