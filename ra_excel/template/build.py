"""Build a province workbook from the domain: blank, or prefilled with rows."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ra_excel import SCHEMA_VERSION
from ra_excel.domain import layout, names
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.excel import height_for
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.model import ROW_STATE, Column, Filler, Kind, Table
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.sheets.start import CONCEPT, START
from ra_excel.domain.tables import (
    DATA_TABLES,
    FICHE_SHEET,
    LISTS_SHEET,
    ROLE_CARD_SHEET,
    SHEETS,
    lists_for,
    role_matrix,
    row_id,
)
from ra_excel.errors import RaError
from ra_excel.reading.zipfiles import write_zip
from ra_excel.template.cells import add_validation, pages_wide, write_value
from ra_excel.template.controle import finding_link, finish_findings, write_live_checks
from ra_excel.template.dutch_book import DutchBook
from ra_excel.template.fiche import write_fiche
from ra_excel.template.formats import Formats
from ra_excel.template.rolkaart import write_role_card
from ra_excel.template.row_colours import add_row_colours
from ra_excel.template.row_state import state_formula
from ra_excel.template.start import write_start
from ra_excel.template.waardelijsten import write_lists

Value = str | int | date | None
Rows = Mapping[str, Sequence[Mapping[str, Value]]]
"""Rows to prefill, by table name; each row maps column names to values."""

FORMULA_VALUE = re.compile(rb"</f><v>[^<]*</v>")
FIXED_HEIGHT = b' customHeight="1"'

ROW_POINTS = 20
"""Height of an empty row: room to click and to read."""

LEGEND = "Kop met gele letters: verplicht.  Gele cel: nog leeg.  Gearceerde cel: hier niet nodig.  Stand: wat de rij nog mist."

SPARE_ROWS = 10
"""A prefilled table keeps at least this many empty rows."""


def file_name(province: Inzender, cycle: Cycle) -> str:
    """Standard name of a workbook: ``ra-2026-2027-drenthe.xlsx``."""
    return f"ra-{cycle.id}-{province.naam.lower().replace('â', 'a')}.xlsx"


def build_workbook(
    path: Path,
    province: Inzender,
    cycle: Cycle,
    rows: Rows | None = None,
    offered: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write the workbook of one province for one cycle; same input, same bytes.

    Rows without an id take the next free one; the single row of ``start`` overrides the defaults of the form.
    ``offered`` gives the ids of the empty rows by table name, where they are not simply the first ones.
    Raises RaError when two rows claim one id.
    """
    prefilled = dict(rows or {})
    buffer = io.BytesIO()
    book = DutchBook(buffer)
    formats = Formats(book)
    sheets = {name: book.add_worksheet(name) for name in SHEETS}
    placed = {
        t.name: place_rows(t, province, prefilled.get(t.name, ()), (offered or {}).get(t.name))
        for t in DATA_TABLES
    }
    write_lists(book, sheets[LISTS_SHEET], formats, cycle)
    for table in DATA_TABLES:
        _write_table(book, sheets[table.sheet], formats, table, placed[table.name])
    _write_table(
        book, sheets[CONTROLE.sheet], formats, CONTROLE, [{} for _ in range(CONTROLE.rows)]
    )
    start: dict[str, Value] = {
        "provincie": province.naam,
        "cyclus": cycle.id,
        "peildatum": cycle.peildatum,
        "capaciteit": cycle.capaciteit_provincie,
        "status_inzending": CONCEPT,
    }
    for row in prefilled.get(START.name, ()):
        start.update(row)
    write_start(sheets[START.sheet], formats, cycle, start)
    write_live_checks(book, sheets[CONTROLE.sheet], formats, province, cycle)
    finish_findings(book, sheets[CONTROLE.sheet], formats)
    write_fiche(sheets[FICHE_SHEET], formats, str(placed[AGENDA.name][0]["id"]))
    write_role_card(sheets[ROLE_CARD_SHEET], formats)
    _set_properties(book, province, cycle)
    sheets[START.sheet].activate()
    book.close()
    _finish(buffer, path)


def place_rows(
    table: Table,
    province: Inzender,
    rows: Sequence[Mapping[str, Value]],
    offered: Sequence[str] | None = None,
) -> list[dict[str, Value]]:
    """All rows of the sheet in id order: the given ones, and empty ones with their id ready."""
    if table is ROLMATRIX:
        filled = {str(row["id"]): row for row in rows}
        fixed = [{c.name: role[c.name] for c in table.columns if c.fixed} for role in role_matrix()]
        return [{**role, **filled.get(role["id"], {})} for role in fixed]
    count = max(table.rows, len(rows) + SPARE_ROWS)
    ids = offered or [row_id(table, province.code, number) for number in range(1, count + 1)]
    by_id: dict[str, Mapping[str, Value]] = {}
    for row in rows:
        if "id" in row:
            if str(row["id"]) in by_id:
                raise RaError(
                    f"Twee rijen met hetzelfde id {row['id']} voor het blad {table.sheet}."
                )
            by_id[str(row["id"])] = row
    free = iter(i for i in ids if i not in by_id)
    for row in rows:
        if "id" not in row:
            by_id[next(free)] = row
    return [
        {**by_id.get(i, {}), "id": i} for i in sorted({*ids, *by_id}, key=lambda i: (len(i), i))
    ]


def _write_table(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    formats: Formats,
    table: Table,
    rows: list[dict[str, Value]],
) -> None:
    first, last = table.first_row, table.first_row + len(rows) - 1
    sheet.set_default_row(ROW_POINTS)
    formats.write_heading(sheet, table.title, table.help)
    if ROW_STATE in table.columns:
        sheet.write_string(layout.LEGEND_ROW - 1, 0, LEGEND, formats.subtitle)
    previous = ""
    for number, column in enumerate(table.columns):
        cell_format = formats.for_column(table, column)
        sheet.set_column(number, number, column.width, cell_format)
        group = previous if column is ROW_STATE else column.group
        if group:
            sheet.write_string(
                layout.GROUP_ROW - 1, number, group if group != previous else "", formats.group
            )
        previous = group
    sheet.add_table(
        table.header_row - 1,
        0,
        last - 1,
        len(table.columns) - 1,
        {
            "name": names.table_name(table),
            "style": None,
            "columns": [_table_column(table, column, formats) for column in table.columns],
        },
    )
    # Headers are bold and carry a filter arrow, so they fill up sooner.
    sheet.set_row(table.header_row - 1, height_for((c.header, c.width - 4) for c in table.columns))
    for offset, row in enumerate(rows):
        height = height_for((row.get(c.name), c.width) for c in table.columns)
        if height:
            sheet.set_row(first - 1 + offset, height)
        for number, column in enumerate(table.columns):
            cell_format = formats.for_column(table, column)
            # The table wrote its own formulas.
            if column.kind is not Kind.FORMULA:
                write_value(sheet, first - 1 + offset, number, row.get(column.name), cell_format)
    if table.key is not None:
        book.define_name(
            names.ids_range_name(table.name), f"={table.sheet}!$A${first}:$A${table.last_row}"
        )
    if table.filled_by is Filler.PROVINCIE:
        for number, column in enumerate(table.columns):
            add_validation(sheet, table, column, first - 1, number, table.last_row - 1)
        add_row_colours(sheet, formats, table)
    _set_up_page(sheet, table)
    if table is ROLMATRIX or table.filled_by is Filler.VRO:
        sheet.protect(
            "", {"format_rows": True, "format_columns": True, "autofilter": True, "sort": True}
        )


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


def _set_up_page(sheet: Worksheet, table: Table) -> None:
    if table.header_row == layout.HEADER_ROW:
        sheet.freeze_panes(table.header_row, 3 if ROW_STATE in table.columns else 1)
        sheet.repeat_rows(layout.GROUP_ROW - 1, table.header_row - 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(8 if len(table.columns) > 14 else 9)
    sheet.fit_to_pages(pages_wide(c.width for c in table.columns), 0)
    sheet.repeat_columns(0, 2 if ROW_STATE in table.columns else 1)
    sheet.set_footer("&L&A&Rblad &P van &N")


def _set_properties(book: xlsxwriter.Workbook, province: Inzender, cycle: Cycle) -> None:
    marks = {
        names.SCHEMA_NAME: SCHEMA_VERSION,
        names.PROVINCE_NAME: province.code,
        names.CYCLE_NAME: cycle.id,
        names.LISTS_NAME: names.fingerprint(lists_for(cycle)),
    }
    for name, value in marks.items():
        book.define_name(name, f'="{value}"')
        book.set_custom_property(name, value, "text")
    book.set_properties(
        {
            "title": f"Ruimtelijk arrangement {cycle.id}: {province.naam}",
            "subject": "Werkmap voor agenda, rollen, dialoog, besluiten, afspraken en monitoring",
            "author": "ra_excel",
            "created": datetime(cycle.start.year, cycle.start.month, cycle.start.day),
        }
    )
    book.set_size(2400, 1400)


def _finish(buffer: io.BytesIO, path: Path) -> None:
    """Add what XlsxWriter cannot: locked structure, hidden names. Then write the zip."""
    with ZipFile(buffer) as zip_file:
        parts = {info.filename: zip_file.read(info) for info in zip_file.infolist()}
    book_xml = parts["xl/workbook.xml"].decode()
    book_xml = book_xml.replace(
        "<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>', 1
    )
    book_xml = re.sub(
        r'<definedName name="(ra_[a-z]+)"', r'<definedName name="\1" hidden="1"', book_xml
    )
    parts["xl/workbook.xml"] = book_xml.encode()
    # No formula carries a value: Excel and LibreOffice then count on opening, and nobody reads a stale count.
    # And a row keeps growing with its text: the heights we give are a start.
    for name, content in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            head, rows = FORMULA_VALUE.sub(rb"</f>", content).split(b"<sheetData>", 1)
            parts[name] = head + b"<sheetData>" + rows.replace(FIXED_HEIGHT, b"")
    write_zip(path, parts)
