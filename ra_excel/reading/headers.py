"""Where the columns of a table stand on a sheet, by what stands above them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ra_excel.domain import layout
from ra_excel.domain.fault import Fault
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.reading.grid import Grid, cell_of
from ra_excel.reading.values import clean_text, is_empty

HEADER_SEARCH_ROWS = 40
"""How far down a moved header row is looked for."""

LIKENESS = 0.7
"""From here on (0-1, difflib) two headers or names of sheets are probably the same."""


@dataclass(frozen=True)
class Headers:
    """The header row of a table on its sheet; all numbers are indexes in the grid, from 0.

    ``row`` is the header row, ``columns`` has each column of ours that it names, ``extras`` the
    text of its other headers by their column. ``suspects`` says where a column without its header
    probably stands.
    """

    table: Table
    row: int
    columns: Mapping[str, int]
    extras: Mapping[int, str]
    suspects: Mapping[str, int]

    @property
    def known(self) -> set[int]:
        """Columns of which it is clear what they hold."""
        return {*self.columns.values(), *self.extras, *self.suspects.values()}

    def rows_below(self, grid: Grid) -> range:
        """Indexes of the rows below the headers."""
        return range(self.row + 1, len(grid))

    def faults(self) -> Iterator[Fault]:
        """ST-06 for headers in another row, ST-04 for columns that are missing (naming where they
        probably stand), ST-05 for the other extras.
        """
        number = self.row + 1
        if number != layout.HEADER_ROW:
            reason = f"de koppen staan op rij {number}"
            yield header_row_fault(self.table, reason, number)
        for column in self.table.data_columns:
            if column.name not in self.columns:
                yield self._missing(column)
        for index, header in self.extras.items():
            if index not in self.suspects.values():
                cell = layout.cell(number, index + 1)
                sheet = self.table.sheet
                yield Fault("ST-05", sheet, number, header, cell, header, sleutel=header)

    def _missing(self, column: Column) -> Fault:
        number, cell, header, guess = self.row + 1, None, "", ""
        if column.name in self.suspects:
            index = self.suspects[column.name]
            cell, header = layout.cell(number, index + 1), self.extras.get(index, "")
            state = f"staat '{header}'" if header else "staat geen kop"
            guess = f" In {cell} {state}: is dat deze kolom?"
        return Fault(
            "ST-04",
            self.table.sheet,
            number,
            column.header,
            cell,
            header or None,
            sleutel=column.name,
            details={"vermoeden": guess},
            voorstel=column.header,
        )


def header_row_fault(table: Table, reason: str, number: int | None = None) -> Fault:
    """ST-06: the header row is not where it belongs."""
    words = {"verwacht": str(layout.HEADER_ROW), "reden": reason}
    return Fault("ST-06", table.sheet, number, details=words)


def header_key(text: object) -> str:
    """How headers are compared: without case, line ends and double spaces."""
    return " ".join(clean_text(str(text or "")).casefold().split())


def read_headers(table: Table, grid: Grid) -> Headers | None:
    """The headers of a table on its sheet, or None where they are gone."""
    row = _header_row(table, grid)
    if row is None:
        return None
    keys = [header_key(value) for value in grid[row]]
    columns = _named_columns(table, keys)
    extras = {
        index: clean_text(str(grid[row][index]))
        for index, key in enumerate(keys)
        if key and index not in columns.values()
    }
    headers = Headers(table, row, columns, extras, {})
    return Headers(table, row, columns, extras, _suspects(headers, grid))


@cache
def _header_keys(table: Table) -> dict[str, frozenset[str]]:
    """What may stand above each column of a table."""
    return {
        column.name: frozenset(map(header_key, (column.header, *column.aliases)))
        for column in table.columns
    }


def _header_row(table: Table, grid: Grid) -> int | None:
    """Index of the row that holds most headers of the table (at least half), preferring its own."""
    wanted = _header_keys(table).values()

    def score(row: int) -> int:
        present = {header_key(value) for value in grid[row] if value != ""}
        return sum(not keys.isdisjoint(present) for keys in wanted)

    own = layout.HEADER_ROW - 1
    if own < len(grid) and score(own) == len(wanted):
        return own
    candidates = range(min(len(grid), HEADER_SEARCH_ROWS))
    best = max(candidates, key=lambda row: (score(row), row == own), default=None)
    return best if best is not None and score(best) * 2 >= len(wanted) else None


def _named_columns(table: Table, keys: Sequence[str]) -> dict[str, int]:
    """Index of each column that the header row names; of two with one header the first."""
    indexes: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        indexes.setdefault(key, []).append(index)
    columns: dict[str, int] = {}
    for name, own_keys in _header_keys(table).items():
        taken = columns.values()
        under = [index for key in own_keys for index in indexes.get(key, ()) if index not in taken]
        if under:
            columns[name] = min(under)
    return columns


def _suspects(headers: Headers, grid: Grid) -> dict[str, int]:
    """Where a column without its header probably stands: under a header much like it, or else at
    its own place, filled.
    """
    suspects: dict[str, int] = {}
    for own_index, column in enumerate(headers.table.columns):
        if column.name in headers.columns or column.kind is Kind.FORMULA:
            continue
        alike = _under_a_like_header(column, headers.extras, suspects.values())
        index = own_index if alike is None else alike
        taken = {*headers.columns.values(), *suspects.values()}
        if index not in taken and (index in headers.extras or _is_filled(headers, grid, index)):
            suspects[column.name] = index
    return suspects


def _under_a_like_header(
    column: Column, extras: Mapping[int, str], taken: Collection[int]
) -> int | None:
    free = {index: text for index, text in extras.items() if index not in taken}
    like = difflib.get_close_matches(column.header, free.values(), n=1, cutoff=LIKENESS)
    return next((index for index, text in free.items() if like and text == like[0]), None)


def _is_filled(headers: Headers, grid: Grid, column: int) -> bool:
    return any(not is_empty(cell_of(grid, row, column)) for row in headers.rows_below(grid))
