"""From the rows of a national table to the lines of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ra_excel.domain.layout import cell
from ra_excel.domain.model import Table
from ra_excel.reports.overview.table import Line

PROVENANCE = (("Bestand", 22), ("Blad", 14), ("Cel", 7))
"""From every line back to its place; the cell is the id of the row."""

Columns = tuple[tuple[str, str, int], ...]
"""For each column its name in the dataset, its header and its width in characters."""


def lines_of(frame: pd.DataFrame, columns: Columns, table: Table) -> list[Line]:
    """These columns of rows of ``table``, and behind them where each row stands."""
    records = frame.to_dict("records")
    return [[*(row[name] for name, _, _ in columns), *place(row["bestand"], table, row["rij"])] for row in records]


def place(bestand: str, table: Table, rij: int) -> Sequence[str]:
    """The PROVENANCE cells of a row."""
    return (bestand, table.sheet, cell(int(rij), 1))


def shown(columns: Columns) -> tuple[tuple[str, int], ...]:
    """Headers and widths, provenance included."""
    return (*((header, width) for _, header, width in columns), *PROVENANCE)
