"""Build a province workbook from the domain: blank, or prefilled with rows."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from ra_excel import SCHEMA_VERSION
from ra_excel.domain import names
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.layout import LISTS_SHEET
from ra_excel.domain.model import Table
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.sheets.start import CONCEPT, START
from ra_excel.domain.tables import (
    DATA_TABLES,
    FICHE_SHEET,
    ROLE_CARD_SHEET,
    SHEETS,
    lists_for,
    role_matrix,
    row_id,
)
from ra_excel.errors import RaError
from ra_excel.template.cells import Value
from ra_excel.template.controle import finish_findings, write_live_checks
from ra_excel.template.dutch_book import DutchBook
from ra_excel.template.fiche import write_fiche
from ra_excel.template.formats import Formats
from ra_excel.template.rolkaart import write_role_card
from ra_excel.template.start import write_start
from ra_excel.template.table_sheet import write_table
from ra_excel.template.waardelijsten import write_lists

Rows = Mapping[str, Sequence[Mapping[str, Value]]]
"""Rows to prefill, by table name; each row maps column names to values."""

FORMULA_VALUE = re.compile(rb"</f><v>[^<]*</v>")
FIXED_HEIGHT = b' customHeight="1"'
SHEET_DATA = b"<sheetData>"

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file knows: without a time the same input gives the same bytes."""

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

    Rows without an id take the next free one; the single row of ``start`` overrides the defaults of
    the form. ``offered`` gives the ids of the empty rows by table name, where they are not simply
    the first ones. Raises RaError when two rows claim one id.
    """
    prefilled, ids = rows or {}, offered or {}
    buffer = io.BytesIO()
    book = DutchBook(buffer)
    formats = Formats(book)
    sheets = {name: book.add_worksheet(name) for name in SHEETS}
    write_lists(book, sheets[LISTS_SHEET], formats, cycle)
    first_vraagstuk = ""
    for table in DATA_TABLES:
        lines = place_rows(table, province, prefilled.get(table.name, ()), ids.get(table.name))
        write_table(book, sheets[table.sheet], formats, table, lines)
        if table is AGENDA:
            first_vraagstuk = str(lines[0]["id"])
    write_table(book, sheets[CONTROLE.sheet], formats, CONTROLE, [{}] * CONTROLE.rows)
    start = _start_values(province, cycle, prefilled.get(START.name, ()))
    write_start(sheets[START.sheet], formats, cycle, start)
    write_live_checks(book, sheets[CONTROLE.sheet], formats, province, cycle)
    finish_findings(book, sheets[CONTROLE.sheet], formats)
    write_fiche(sheets[FICHE_SHEET], formats, first_vraagstuk)
    write_role_card(sheets[ROLE_CARD_SHEET], formats)
    _set_properties(book, province, cycle)
    sheets[START.sheet].activate()
    book.close()
    _write_finished(buffer, path)


def _start_values(
    province: Inzender, cycle: Cycle, rows: Sequence[Mapping[str, Value]]
) -> dict[str, Value]:
    """The fields of the form, by column name."""
    start: dict[str, Value] = {
        "provincie": province.naam,
        "cyclus": cycle.id,
        "peildatum": cycle.peildatum,
        "capaciteit": cycle.capaciteit_provincie,
        "status_inzending": CONCEPT,
    }
    for row in rows:
        start.update(row)
    return start


def place_rows(
    table: Table,
    province: Inzender,
    rows: Sequence[Mapping[str, Value]],
    offered: Sequence[str] | None = None,
) -> list[dict[str, Value]]:
    """All rows of the sheet in id order: the given ones, and empty ones with their id ready."""
    if table is ROLMATRIX:
        return _role_rows(rows)
    count = max(table.rows, len(rows) + SPARE_ROWS)
    ids = offered or [row_id(table, province.code, number) for number in range(1, count + 1)]
    by_id: dict[str, Mapping[str, Value]] = {}
    for row in rows:
        if "id" not in row:
            continue
        if str(row["id"]) in by_id:
            raise RaError(f"Twee rijen met hetzelfde id {row['id']} voor het blad {table.sheet}.")
        by_id[str(row["id"])] = row
    free = iter([id_ for id_ in ids if id_ not in by_id])
    for row in rows:
        if "id" not in row:
            by_id[next(free)] = row
    in_order = sorted({*ids, *by_id}, key=lambda id_: (len(id_), id_))
    return [{**by_id.get(id_, {}), "id": id_} for id_ in in_order]


def _role_rows(rows: Sequence[Mapping[str, Value]]) -> list[dict[str, Value]]:
    """Every role with its fixed texts, and what the given rows say of it."""
    filled = {str(row["id"]): row for row in rows}
    fixed = [column.name for column in ROLMATRIX.columns if column.fixed]
    lines: list[dict[str, Value]] = []
    for role in role_matrix():
        line: dict[str, Value] = {name: role[name] for name in fixed}
        line.update(filled.get(role["id"], {}))
        lines.append(line)
    return lines


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


def _write_finished(buffer: io.BytesIO, path: Path) -> None:
    """Add what XlsxWriter cannot (locked structure, hidden names), and write the file."""
    with ZipFile(buffer) as draft, ZipFile(path, "w") as finished:
        for name in draft.namelist():
            content = draft.read(name)
            if name == "xl/workbook.xml":
                content = _finished_book(content)
            elif name.startswith("xl/worksheets/sheet"):
                content = _finished_sheet(content)
            finished.writestr(ZipInfo(name, EARLIEST), content, ZIP_DEFLATED)


def _finished_book(content: bytes) -> bytes:
    locked = b'<workbookProtection lockStructure="1"/><bookViews>'
    content = content.replace(b"<bookViews>", locked, 1)
    return re.sub(
        rb'<definedName name="(ra_[a-z]+)"', rb'<definedName name="\1" hidden="1"', content
    )


def _finished_sheet(content: bytes) -> bytes:
    """No formula carries a value, and rows keep growing with their text.

    Without a value Excel and LibreOffice count on opening, and nobody reads a stale count. The
    heights that we give are a start: a fixed height would not follow the text.
    """
    head, rows = FORMULA_VALUE.sub(rb"</f>", content).split(SHEET_DATA, 1)
    return head + SHEET_DATA + rows.replace(FIXED_HEIGHT, b"")
