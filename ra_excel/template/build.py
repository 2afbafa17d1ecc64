"""Build a workbook of any kind from the domain: blank, or prefilled with rows."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from ra_excel import SCHEMA_VERSION
from ra_excel.domain import names
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.given_roles import given_roles
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.layout import LISTS_SHEET, SELF_CHECK_SHEET
from ra_excel.domain.model import Table, Werkmap
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.sheets.start import CONCEPT
from ra_excel.domain.tables import (
    FICHE_SHEET,
    PROVINCIE,
    ROLE_CARD_SHEET,
    lists_for,
    roles_of,
    row_id,
    werkmap_of,
)
from ra_excel.errors import RaError
from ra_excel.template.cells import Value
from ra_excel.template.dutch_book import DutchBook
from ra_excel.template.fiche import write_fiche
from ra_excel.template.formats import Draft, Formats
from ra_excel.template.rolkaart import write_role_card
from ra_excel.template.start import write_start
from ra_excel.template.table_sheet import write_table
from ra_excel.template.waardelijsten import write_lists
from ra_excel.template.zelfcontrole import write_self_check

Rows = Mapping[str, Sequence[Mapping[str, Value]]]
"""Rows to prefill, by table name; each row maps column names to values."""

NO_VALUE = b"</f><v>0</v>"
"""How XlsxWriter writes a formula whose value it was not told."""
FIXED_HEIGHT = b' customHeight="1"'
SHEET_DATA = b"<sheetData>"

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file knows: without a time the same input gives the same bytes."""

SPARE_ROWS = 10
"""A prefilled table keeps at least this many empty rows."""


def file_name(inzender: Inzender, cycle: Cycle) -> str:
    """Standard name: ``ra-2026-2027-drenthe.xlsx``, ``ra-2026-2027-departement-lvvn.xlsx``."""
    name = inzender.naam.lower().replace("â", "a")
    werkmap = werkmap_of(inzender)
    if werkmap is not PROVINCIE:
        name = f"{werkmap.name}-{name}"
    return f"ra-{cycle.id}-{name}.xlsx"


def build_workbook(
    path: Path,
    inzender: Inzender,
    cycle: Cycle,
    rows: Rows | None = None,
    offered: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write the workbook of one inzender for one cycle; same input, same bytes.

    Rows without an id take the next free one; the single row of the form overrides its defaults.
    ``offered`` gives the ids of the empty rows by table name, where they are not simply the first
    ones. Raises RaError when two rows claim one id.
    """
    prefilled, ids = rows or {}, offered or {}
    buffer = io.BytesIO()
    book = DutchBook(buffer)
    formats = Formats(book)
    draft = Draft(book, formats, inzender, cycle)
    werkmap = werkmap_of(inzender)
    sheets = {name: book.add_worksheet(name) for name in werkmap.sheets}
    write_lists(book, sheets[LISTS_SHEET], formats, werkmap, cycle)
    first_vraagstuk = ""
    for table in werkmap.data_tables:
        lines = place_rows(table, inzender, prefilled.get(table.name, ()), ids.get(table.name))
        if table is ROLMATRIX:
            _fill_given_roles(lines, werkmap, cycle)
        write_table(draft, sheets[table.sheet], table, lines)
        if table is AGENDA:
            first_vraagstuk = str(lines[0]["id"])
    controle = werkmap.controle
    write_table(draft, sheets[controle.sheet], controle, [{}] * controle.rows)
    start = _start_values(inzender, cycle, prefilled.get(werkmap.start.name, ()))
    blank = not any(prefilled.values())
    write_start(draft, sheets[werkmap.start.sheet], start, blank=blank)
    write_self_check(draft, sheets[SELF_CHECK_SHEET])
    if FICHE_SHEET in werkmap.view_sheets:
        write_fiche(sheets[FICHE_SHEET], formats, first_vraagstuk)
    if ROLE_CARD_SHEET in werkmap.view_sheets:
        write_role_card(sheets[ROLE_CARD_SHEET], formats)
    _set_properties(book, inzender, cycle)
    sheets[werkmap.start.sheet].activate()
    book.close()
    _write_finished(buffer, path, draft.in_every_row)


def _start_values(
    inzender: Inzender, cycle: Cycle, rows: Sequence[Mapping[str, Value]]
) -> dict[str, Value]:
    """The fields of the form, by column name."""
    start: dict[str, Value] = {
        werkmap_of(inzender).owner.name: inzender.naam,
        "cyclus": cycle.id,
        "peildatum": cycle.peildatum,
        "capaciteit": cycle.capacity_of(inzender),
        "status_inzending": CONCEPT,
    }
    for row in rows:
        start.update(row)
    return start


def place_rows(
    table: Table,
    inzender: Inzender,
    rows: Sequence[Mapping[str, Value]],
    offered: Sequence[str] | None = None,
) -> list[dict[str, Value]]:
    """All rows of the sheet in id order: the given ones, and empty ones with their id ready.

    Where the ids are those of something else, only the given rows, or one empty row.
    """
    if table is ROLMATRIX:
        return _role_rows(werkmap_of(inzender), rows)
    if table.key is not None and table.key.fixed:
        return [dict(row) for row in rows] or [{}]
    count = max(table.rows, len(rows) + SPARE_ROWS)
    ids = offered or [row_id(table, inzender.code, number) for number in range(1, count + 1)]
    by_id = _by_id(table, [row for row in rows if "id" in row])
    free = iter([id_ for id_ in ids if id_ not in by_id])
    by_id |= {next(free): row for row in rows if "id" not in row}
    in_order = sorted({*ids, *by_id}, key=lambda id_: (len(id_), id_))
    return [{**by_id.get(id_, {}), "id": id_} for id_ in in_order]


def _by_id(table: Table, rows: Sequence[Mapping[str, Value]]) -> dict[str, Mapping[str, Value]]:
    """The rows that have an id, by that id. Raises RaError where two claim one."""
    by_id: dict[str, Mapping[str, Value]] = {}
    for row in rows:
        id_ = str(row["id"])
        if id_ in by_id:
            raise RaError(f"Twee rijen met hetzelfde id {id_} voor het blad {table.sheet}.")
        by_id[id_] = row
    return by_id


def _role_rows(werkmap: Werkmap, rows: Sequence[Mapping[str, Value]]) -> list[dict[str, Value]]:
    """Every role of this kind of workbook with its fixed texts, and what the rows say of it."""
    filled = {str(row["id"]): row for row in rows}
    fixed = [column.name for column in ROLMATRIX.columns if column.fixed]
    lines: list[dict[str, Value]] = []
    for role in roles_of(werkmap):
        line: dict[str, Value] = {name: role[name] for name in fixed}
        line.update(filled.get(role["id"], {}))
        lines.append(line)
    return lines


def _fill_given_roles(lines: Sequence[dict[str, Value]], werkmap: Werkmap, cycle: Cycle) -> None:
    """Put in what VRO says of the roles that are not asked here, where the rows say nothing."""
    given = given_roles(cycle.id)
    for line in lines:
        if line["partij"] not in werkmap.asked_parties:
            told = given.get(str(line["id"]), {})
            line |= {name: text for name, text in told.items() if not line.get(name)}


def _set_properties(book: xlsxwriter.Workbook, inzender: Inzender, cycle: Cycle) -> None:
    werkmap = werkmap_of(inzender)
    marks = {
        names.SCHEMA_NAME: SCHEMA_VERSION,
        names.OWNER_NAME: inzender.code,
        names.CYCLE_NAME: cycle.id,
        names.LISTS_NAME: names.fingerprint(lists_for(cycle, werkmap)),
    }
    for name, value in marks.items():
        book.define_name(name, f'="{value}"')
        book.set_custom_property(name, value, "text")
    book.set_properties(
        {
            "title": f"Ruimtelijk arrangement {cycle.id}: {inzender.naam}",
            "subject": werkmap.subject,
            "author": "ra_excel",
            "created": datetime(cycle.start.year, cycle.start.month, cycle.start.day),
        }
    )
    book.set_size(2400, 1400)


def _write_finished(buffer: io.BytesIO, path: Path, formulas: Mapping[str, str]) -> None:
    """Add what XlsxWriter cannot (locked structure, hidden names), and write the file."""
    in_xml = {f">{name}<".encode(): f">{escape(text)}<".encode() for name, text in formulas.items()}
    with ZipFile(buffer) as draft, ZipFile(path, "w") as finished:
        for name in draft.namelist():
            content = draft.read(name)
            if name == "xl/workbook.xml":
                content = _finished_book(content)
            elif name.startswith("xl/worksheets/sheet"):
                content = _finished_sheet(content)
            if name.startswith(("xl/worksheets/sheet", "xl/tables/")):
                for short, formula in in_xml.items():
                    content = content.replace(short, formula)
            finished.writestr(ZipInfo(name, EARLIEST), content, ZIP_DEFLATED)


def _finished_book(content: bytes) -> bytes:
    locked = b'<workbookProtection lockStructure="1"/><bookViews>'
    content = content.replace(b"<bookViews>", locked, 1)
    return re.sub(
        rb'<definedName name="(ra_[a-z]+)"', rb'<definedName name="\1" hidden="1"', content
    )


def _finished_sheet(content: bytes) -> bytes:
    """No formula carries a value that we do not know, and rows keep growing with their text.

    Without a value Excel and LibreOffice count on opening, and nobody reads a stale count. The
    heights that we give are a start: a fixed height would not follow the text.
    """
    head, rows = content.replace(NO_VALUE, b"</f>").split(SHEET_DATA, 1)
    return head + SHEET_DATA + rows.replace(FIXED_HEIGHT, b"")
