"""One table as it stands on its sheet, with its Excel rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from ra_excel.domain import layout
from ra_excel.domain.model import Table
from ra_excel.domain.tables import TABLES
from ra_excel.reading.grid import Grid


@dataclass(frozen=True)
class SheetTable:
    """One table as it stands on its sheet.

    ``frame`` holds raw cell values (str, float, bool, date, ExcelError or None) with the Excel row as index and the
    domain's column names; a column that is missing on the sheet is missing here. ``letters`` maps column names to Excel
    columns. ``extra`` holds the columns that are not ours, by their header. ``free_ids`` stand ready in rows that
    say nothing else.
    """

    table: Table
    frame: pd.DataFrame
    letters: Mapping[str, str]
    extra: pd.DataFrame
    free_ids: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        """What travels to another process: of the table its name, for a table is declared once and equals only itself."""
        return _sheet_table, (self.table.name, self.frame, self.letters, self.extra, self.free_ids)

    def address(self, row: int, column: str) -> str:
        """Cell address of a column in an Excel row. On a form every field has its own row."""
        if self.table.is_form:
            return layout.cell(form_row(self.table, column), layout.FORM_VALUE_COLUMN)
        return f"{self.letters[column]}{row}"


def _sheet_table(name: str, *rest: Any) -> SheetTable:
    return SheetTable(TABLES[name], *rest)


def form_row(table: Table, column: str) -> int:
    """Excel row of a field on a form."""
    return layout.FORM_FIRST_ROW + list(table.by_name).index(column)


def frame_of(grid: Grid, rows: Sequence[int], places: Mapping[str, int]) -> pd.DataFrame:
    """The cells of these rows and columns, by Excel row."""
    return block_of(
        [[grid[row][place] for place in places.values()] for row in rows],
        [row + 1 for row in rows],
        tuple(places),
    )


def block_of(
    lines: Sequence[Sequence[object]], rows: Sequence[int], columns: tuple[str, ...]
) -> pd.DataFrame:
    """Lines of grid values as one block of objects, which is much quicker to make than a column at a time."""
    cells = np.array(lines, dtype=object).reshape(len(rows), len(columns))
    cells[cells == ""] = None
    return pd.DataFrame(
        cells,
        index=pd.Index(np.array(rows, dtype=np.int64)),
        columns=_column_index(columns),
        dtype=object,
    )


@cache
def no_columns() -> pd.DataFrame:
    """What tables without columns of their own share, for to make even an empty frame takes time. Not to be written to."""
    return pd.DataFrame(index=pd.Index([], dtype="int64"))


@cache
def _column_index(names: tuple[str, ...]) -> pd.Index:
    return pd.Index(names)
