"""One table as it stands on its sheet: plain values, with their Excel rows and cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ra_excel.domain import layout
from ra_excel.domain.fault import Fault
from ra_excel.domain.model import Kind, Table
from ra_excel.reading.grid import Grid, cell_of
from ra_excel.reading.headers import Headers
from ra_excel.reading.values import as_text, is_empty

SHOWN = 60
"""Characters of a stray or changed cell in a message."""

FEWEST_BELOW = 3
"""Filled cells that make a row of what stands below the table; less is a remark or a total."""


@dataclass(frozen=True)
class SheetTable:
    """One table as it stands on its sheet.

    ``numbers`` are the Excel rows; ``columns`` hold the raw cells of each column on the sheet, one
    per row (str, int, float, bool, date, ExcelError or None), by the name in the domain: a column
    that is missing on the sheet is missing here. ``letters`` maps those names to Excel columns.
    ``extra`` holds the columns that are not ours, by header and Excel row. ``free_ids`` stand ready
    in rows that say nothing else.
    """

    table: Table
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[object]]
    letters: Mapping[str, str]
    extra: Mapping[str, Mapping[int, object]] = field(default_factory=dict)
    free_ids: tuple[str, ...] = ()

    def address(self, number: int, column: str) -> str:
        """Cell address of a column in an Excel row. On a form every field has its own row."""
        if self.table.is_form:
            return layout.cell(form_row(self.table, column), layout.FORM_VALUE_COLUMN)
        return f"{self.letters[column]}{number}"

    def record(self, index: int) -> dict[str, object]:
        """The cells of one row, by column; ``index`` counts from 0."""
        return {name: cells[index] for name, cells in self.columns.items()}


def form_row(table: Table, column: str) -> int:
    """Excel row of a field on a form."""
    return layout.FORM_FIRST_ROW + list(table.by_name).index(column)


def read_form(table: Table, grid: Grid) -> SheetTable:
    """One record: the value beside each label, at its fixed place."""
    columns: dict[str, list[object]] = {}
    for name in table.by_name:
        index = form_row(table, name) - 1
        inside = index < len(grid)
        columns[name] = [cell_of(grid, index, layout.FORM_VALUE_COLUMN - 1) if inside else None]
    letter = layout.column_letter(layout.FORM_VALUE_COLUMN)
    return SheetTable(table, [layout.FORM_FIRST_ROW], columns, dict.fromkeys(table.by_name, letter))


def read_table(
    headers: Headers, grid: Grid, last_row: int | None
) -> tuple[SheetTable, Sequence[Fault]]:
    """The rows below the headers that say something, and ST-07 for what stands outside the table.

    ``last_row`` is the last Excel row of the table on the sheet, where that is known.
    """
    rows, faults = _telling_rows(headers, grid, last_row)
    table = headers.table
    columns: dict[str, list[object]] = {}
    letters: dict[str, str] = {}
    for column in table.data_columns:
        if column.name in headers.columns:
            index = headers.columns[column.name]
            columns[column.name] = [cell_of(grid, row, index) for row in rows]
            letters[column.name] = layout.column_letter(index + 1)
    numbers = [row + 1 for row in rows]
    free_ids = _free_ids(headers, grid, set(rows))
    return SheetTable(table, numbers, columns, letters, _extra(headers, grid), free_ids), faults


def _telling_rows(
    headers: Headers, grid: Grid, last_row: int | None
) -> tuple[list[int], list[Fault]]:
    """Indexes of rows that say something; ST-07 for content without a column, or below the table
    and no row of it.
    """
    ours, telling = _columns_that_count(headers), _columns_that_tell(headers)
    rows: list[int] = []
    faults: list[Fault] = []
    for row in headers.rows_below(grid):
        filled = {i for i, value in enumerate(grid[row]) if value != "" and not is_empty(value)}
        stray = filled - headers.known
        if filled & ours:
            below = last_row is not None and row + 1 > last_row
            if below and (not filled & telling or len(filled) < FEWEST_BELOW):
                stray |= filled
            else:
                rows.append(row)
        if stray:
            faults.append(_outside(headers.table, grid, row, min(stray)))
    return rows, faults


def _columns_that_count(headers: Headers) -> set[int]:
    """Columns in which something makes a row. Fixed texts (Rolmatrix) count even when nobody filled
    the rest; a prefilled id does not.
    """
    return {
        headers.columns[column.name]
        for column in headers.table.data_columns
        if column.name in headers.columns and (column.fixed or column.kind is not Kind.ID)
    }


def _columns_that_tell(headers: Headers) -> set[int]:
    """Columns in which something makes a row even below the table."""
    return {
        headers.columns[column.name]
        for column in headers.table.columns
        if column.name in headers.columns and (column.required or column.kind is Kind.ID)
    }


def _outside(table: Table, grid: Grid, row: int, column: int) -> Fault:
    """ST-07 at the first stray cell of a row."""
    cell, text = layout.cell(row + 1, column + 1), as_text(grid[row][column])
    shown = text[:SHOWN] + ("…" if len(text) > SHOWN else "")
    words = {"waar": f", in {cell}: '{shown}'"}
    return Fault("ST-07", table.sheet, row + 1, cel=cell, waarde=text, sleutel=text, details=words)


def _extra(headers: Headers, grid: Grid) -> dict[str, dict[int, object]]:
    """What stands in columns that are not ours, also beside rows that say nothing else."""
    extra: dict[str, dict[int, object]] = {}
    for index, header in headers.extras.items():
        again = header in extra  # two columns with one header stay two
        name = f"{header} ({layout.column_letter(index + 1)})" if again else header
        column = extra[name] = {}
        for row in headers.rows_below(grid):
            value = cell_of(grid, row, index)
            if not is_empty(value):
                column[row + 1] = value
    return extra


def _free_ids(headers: Headers, grid: Grid, rows: set[int]) -> tuple[str, ...]:
    """Ids that stand ready in rows that say nothing else."""
    key = headers.table.key
    if key is None or key.name not in headers.columns:
        return ()
    column = headers.columns[key.name]
    free = [row for row in headers.rows_below(grid) if row not in rows]
    ids = [as_text(cell_of(grid, row, column)) for row in free]
    return tuple(filter(None, ids))
