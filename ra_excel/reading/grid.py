"""The sheets of a workbook as grids of cell values."""

from __future__ import annotations

import warnings
from collections.abc import Container
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from ra_excel.domain.layout import LISTS_SHEET
from ra_excel.domain.settings import load_settings
from ra_excel.domain.tables import EVERY_TABLE
from ra_excel.reading.package import DamagedPackageError

Grid = list[list[Any]]
"""A sheet as rows of cell values; row 1 of Excel is ``grid[0]``."""

SHEETS_READ = frozenset({*(table.sheet for table in EVERY_TABLE.values()), LISTS_SHEET})
"""Sheets that say something of their own; the others only show it."""


class UnknownFormError(Exception):
    """Calamine cannot read the sheets, and there is no second reader here."""


def read_grids(content: bytes, looked_at: Container[str]) -> dict[str, Grid]:
    """Our sheets as grids, of those whose size was looked at.

    Raises UnknownFormError or DamagedPackageError where they cannot be read.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        names = [name for name in book.sheet_names if name in SHEETS_READ and name in looked_at]
        sheets = [book.get_sheet_by_name(name) for name in names]
        grids = [sheet.to_python(skip_empty_area=False) for sheet in sheets]
    except (CalamineError, ValueError, OSError):
        return _read_by_openpyxl(content, looked_at)
    return dict(zip(names, grids, strict=True))


def _read_by_openpyxl(content: bytes, looked_at: Container[str]) -> dict[str, Grid]:
    """For the rare file that calamine refuses, where openpyxl is installed."""
    try:
        import openpyxl
    except ImportError as error:
        raise UnknownFormError from error

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(content), data_only=True)
        ours = [sheet for sheet in book.worksheets if sheet.title in SHEETS_READ]
        return {sheet.title: _values(sheet) for sheet in ours if sheet.title in looked_at}
    except Exception as error:  # openpyxl raises whatever its XML tripped over
        raise DamagedPackageError("xl/worksheets") from error


def _values(sheet: Any) -> Grid:
    """The cells of a worksheet of openpyxl: a cell with only a format may lie anywhere."""
    settings = load_settings()
    rows = sheet.iter_rows(
        min_row=1,
        min_col=1,
        max_row=min(sheet.max_row, settings.max_rijen),
        max_col=min(sheet.max_column, settings.max_kolommen),
        values_only=True,
    )
    return [list(row) for row in rows]


def cell_of(grid: Grid, row: int, column: int) -> object:
    """A cell by its indexes, from 0; an empty text is None."""
    line = grid[row]
    if column >= len(line) or line[column] == "":
        return None
    value: object = line[column]
    return value
