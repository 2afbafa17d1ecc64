"""The workbook that is open in Excel, through the open part of xlwings. Written in whole ranges;
the view stays where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import xlwings as xw

from ra_excel.checks.finding import Finding
from ra_excel.domain.layout import split_address
from ra_excel.domain.model import Kind, Table
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.domain.tables import EVERY_DATA_TABLE, EVERY_SHEET, FICHE_SHEET, row_id
from ra_excel.errors import RaError
from ra_excel.returning.submission import finding_rows
from ra_excel.template.fiche import ID as FICHE_ID

SHOWN_IN_STATUS_BAR = 200

Place = tuple[int, int, int]
"""Sheet, row and column, in reading order."""


class OpenBook:
    """A province workbook open in Excel."""

    def __init__(self, book: xw.Book) -> None:
        self.book = book

    def status(self, text: str) -> None:
        """Show a text in the status bar; an empty one gives the bar back to Excel."""
        self.book.app.status_bar = text[:SHOWN_IN_STATUS_BAR] or False

    # Findings

    def write_findings(self, findings: Sequence[Finding]) -> list[dict[str, Any]]:
        """Replace the findings on Controle; the formulas between them stay.

        Gives the rows that went although the province had answered them: those findings are solved.
        """
        still = {finding.id for finding in findings}
        gone = [
            row for row in self._read_rows() if row["toelichting"] and row["bevinding"] not in still
        ]
        self._write_rows(finding_rows(findings))
        return gone

    def clear_findings(self) -> int:
        """Empty the findings, but keep those that the province answered; gives how many stay."""
        kept = [row for row in self._read_rows() if row["toelichting"]]
        self._write_rows(kept)
        return len(kept)

    def findings(self) -> list[dict[str, Any]]:
        """The findings on Controle that point at a cell, in reading order."""
        rows = [row for row in self._read_rows() if row["blad"] in EVERY_SHEET and row["cel"]]
        return sorted(rows, key=_place_of)

    def go_to_finding(self, *, back: bool) -> str:
        """Select the cell of the next (or previous) finding, round and round; gives its message, ''
        when there is none.
        """
        rows = self.findings()
        if not rows:
            return ""
        here = self._selected()
        later = [row for row in rows if _place_of(row) > here]
        earlier = [row for row in rows if _place_of(row) < here]
        row = (earlier or rows)[-1] if back else (later or rows)[0]
        self._go_to(row["blad"], row["cel"])
        self.status(f"{row['code']}: {row['melding']}")
        return str(row["melding"])

    def _first_finding_row(self) -> int:
        """Excel row below the headers of Controle; version 1 had other things above them."""
        sheet = self._sheet(CONTROLE.sheet)
        last = max(sheet.used_range.last_cell.row, CONTROLE.header_row)
        cells = sheet.range((1, 1), (last, len(CONTROLE.columns))).options(ndim=2).value
        headers = [column.header for column in CONTROLE.columns]
        rows = [number for number, line in enumerate(cells, start=1) if list(line) == headers]
        return rows[-1] + 1 if rows else CONTROLE.first_row

    def _write_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        sheet, first_row = self._sheet(CONTROLE.sheet), self._first_finding_row()
        last = max(first_row + len(rows) - 1, sheet.used_range.last_cell.row)
        filled = [*rows, *[{}] * (last - first_row + 1 - len(rows))]
        if not filled:
            return
        with self._still():
            for names in _blocks():
                first = sheet.range(f"{CONTROLE.letter(names[0])}{first_row}")
                block = first.resize(len(filled), len(names))
                block.value = [_inert_cells(row, names) for row in filled]

    def _read_rows(self) -> list[dict[str, Any]]:
        sheet, first_row = self._sheet(CONTROLE.sheet), self._first_finding_row()
        last = sheet.used_range.last_cell.row
        if last < first_row:
            return []
        cells = sheet.range((first_row, 1), (last, len(CONTROLE.columns))).options(ndim=2).value
        rows = [dict(zip(CONTROLE.by_name, line, strict=True)) for line in cells]
        return [row for row in rows if row["code"]]

    @contextmanager
    def _still(self) -> Iterator[None]:
        """Without flicker while we write."""
        app = self.book.app
        before = app.screen_updating
        app.screen_updating = False
        try:
            yield
        finally:
            app.screen_updating = before

    # Vraagstukken

    def new_vraagstuk(self, province_code: str, status: str, step: str) -> str:
        """Put status and step in the first empty row of Agenda, select its title; gives its id."""
        sheet = self._sheet(AGENDA.sheet)
        last = max(sheet.used_range.last_cell.row, AGENDA.first_row)
        cells = (
            sheet.range((AGENDA.first_row, 1), (last, len(AGENDA.columns))).options(ndim=2).value
        )
        names = list(AGENDA.by_name)
        inputs = [names.index(column.name) for column in AGENDA.input_columns]
        offset = 0
        while offset < len(cells) and any(map(cells[offset].__getitem__, inputs)):
            offset += 1
        row = AGENDA.first_row + offset
        id_ = str(cells[offset][0] or "") if offset < len(cells) else ""
        if not id_:
            numbers = [
                int(str(line[0])[-3:]) for line in cells if str(line[0] or "")[-3:].isdigit()
            ]
            id_ = row_id(AGENDA, province_code, max(numbers, default=0) + 1)
            sheet.range(f"A{row}").value = id_
        for name, value in (("status", status), ("stap", step)):
            sheet.range(f"{AGENDA.letter(name)}{row}").value = value
        self._go_to(AGENDA.sheet, f"{AGENDA.letter('titel')}{row}")
        return id_

    def selected_vraagstuk(self) -> str:
        """Id of the vraagstuk in the selected row. Raises RaError when there is none."""
        sheet_name = str(self.book.sheets.active.name)
        table = next((t for t in EVERY_DATA_TABLE if t.sheet == sheet_name), None)
        name = "id" if table is AGENDA else "vraagstuk"
        selection = self.book.selection
        row = int(selection.row) if selection is not None else 0
        if table is None or name not in table.by_name or row < table.first_row:
            raise RaError(
                "Kies eerst een rij van een vraagstuk, op het blad Agenda of op een blad waar het"
                " vraagstuk in de rij staat."
            )
        id_ = self.book.sheets[sheet_name].range(f"{table.letter(name)}{row}").value
        if not id_:
            raise RaError("In deze rij staat geen vraagstuk. Kies een andere rij.")
        return str(id_)

    def show_fiche(self, id_: str) -> None:
        """Choose a vraagstuk on the sheet Fiche and go there."""
        self._sheet(FICHE_SHEET).range(FICHE_ID.replace("$", "")).value = id_
        self._go_to(FICHE_SHEET, FICHE_ID.replace("$", ""))

    def set_cell(self, table: Table, id_: str, column: str, value: str) -> str:
        """Fill one cell of the row with this id; gives what stood there. Raises RaError when the id
        is not there.
        """
        sheet = self._sheet(table.sheet)
        ids = (
            sheet.range(
                (table.first_row, 1), (max(sheet.used_range.last_cell.row, table.first_row), 1)
            )
            .options(ndim=1)
            .value
        )
        if id_ not in ids:
            raise RaError(f"{id_} staat niet op het blad {table.sheet}.")
        cell = sheet.range(f"{table.letter(column)}{table.first_row + ids.index(id_)}")
        before = str(cell.value or "leeg")
        cell.value = value
        return before

    def _sheet(self, name: str) -> xw.Sheet:
        """A sheet of ours. Raises RaError when somebody took it away or renamed it."""
        if name not in [sheet.name for sheet in self.book.sheets]:
            raise RaError(
                f"Het blad {name} ontbreekt of heeft een andere naam. Zet het terug, of begin met"
                " een nieuwe werkmap."
            )
        return self.book.sheets[name]

    def _go_to(self, name: str, address: str) -> None:
        sheet = self._sheet(name)
        if not sheet.visible:
            raise RaError(
                f"Het blad {name} is verborgen. Maak het zichtbaar om naar {address} te gaan."
            )
        sheet.activate()
        sheet.range(address).select()

    def _selected(self) -> Place:
        sheet = str(self.book.sheets.active.name)
        selection = self.book.selection
        if sheet not in EVERY_SHEET or selection is None:
            return -1, 0, 0
        return EVERY_SHEET.index(sheet), int(selection.row), int(selection.column)


def _blocks() -> list[list[str]]:
    """The columns of Controle that we write, in runs beside each other: formulas part them."""
    blocks: list[list[str]] = [[]]
    for column in CONTROLE.columns:
        if column.kind is Kind.FORMULA:
            blocks.append([])
        else:
            blocks[-1].append(column.name)
    return [block for block in blocks if block]


def _inert_cells(row: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    return [_inert(row.get(name)) for name in names]


def _inert(value: Any) -> Any:
    """Text behind the apostrophe that keeps it text: Excel takes what it gets as typed, and 3-4
    would become a date.
    """
    return f"'{value}" if isinstance(value, str) and value else value


def _place_of(row: Mapping[str, Any]) -> Place:
    number, column = split_address(str(row["cel"]))
    return EVERY_SHEET.index(row["blad"]), number, column
