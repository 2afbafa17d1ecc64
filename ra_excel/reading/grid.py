"""The sheets of a workbook as grids of cell values."""

from __future__ import annotations

import warnings
from collections.abc import Container
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from ra_excel.domain.layout import LISTS_SHEET
from ra_excel.domain.settings import load_settings
from ra_excel.domain.tables import TABLES
from ra_excel.reading.package import DamagedPackageError

Grid = list[list[Any]]
"""A sheet as rows of cell values; row 1 of Excel is ``grid[0]``."""

SHEETS_READ = frozenset({*(table.sheet for table in TABLES.values()), LISTS_SHEET})
"""Sheets that say something of their own; the others only show it."""


def read_grids(content: bytes, looked_at: Container[str]) -> dict[str, Grid]:
    """Our sheets as grids, of those whose size was looked at: by calamine, or by openpyxl where calamine gives up."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = {
            name: book.get_sheet_by_name(name)
            for name in book.sheet_names
            if name in SHEETS_READ and name in looked_at
        }
        return {name: sheet.to_python(skip_empty_area=False) for name, sheet in sheets.items()}
    except (CalamineError, ValueError, OSError):
        return _read_grids_slowly(content, looked_at)


def _read_grids_slowly(content: bytes, looked_at: Container[str]) -> dict[str, Grid]:
    import openpyxl  # only for the rare file that calamine refuses

    settings = load_settings()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(content), data_only=True)
        return {
            sheet.title: [
                list(row)
                for row in sheet.iter_rows(
                    # A cell with only a format may lie anywhere.
                    min_row=1,
                    min_col=1,
                    max_row=min(sheet.max_row, settings.max_rijen),
                    max_col=min(sheet.max_column, settings.max_kolommen),
                    values_only=True,
                )
            ]
            for sheet in book.worksheets
            if sheet.title in SHEETS_READ and sheet.title in looked_at
        }
    except Exception as error:  # openpyxl raises whatever its XML tripped over
        raise DamagedPackageError("xl/worksheets") from error


def value_of(value: object) -> object:
    """A grid value as we keep it: '' is None."""
    return None if value == "" else value


def cell_of(grid: Grid, row: int, column: int) -> object:
    """A cell by its indexes, from 0."""
    return value_of(grid[row][column]) if column < len(grid[row]) else None
