"""Counting over a sheet of the overview: a formula, its outcome and the rows it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ra_excel.reports.table_book.cell import Cell
from ra_excel.reports.table_book.table import WrittenTable

NOT = "<>"
"""Before a text in a criterion: any cell but this; alone: any cell that is filled. As in Excel."""


@dataclass(frozen=True)
class Count:
    """A formula, its outcome, and the rows (from 0) of ``placed`` that it counts."""

    formula: str
    value: int
    placed: WrittenTable
    rows: Sequence[int]


def count_rows(placed: WrittenTable) -> Count:
    """All rows of a sheet; every row has a province, even one whose id was emptied."""
    rows = [row for row, value in enumerate(placed.values("Provincie")) if value]
    return Count(f"=COUNTA({placed.range('Provincie')})", len(rows), placed, rows)


def count_where(placed: WrittenTable, *criteria: tuple[str, str]) -> Count:
    """Rows in which the column of each (header, criterion) meets it."""
    arguments = ",".join(f'{placed.range(header)},"{criterion}"' for header, criterion in criteria)
    rows = list(range(len(placed.lines)))
    for header, criterion in criteria:
        values = placed.values(header)
        rows = [row for row in rows if _meets(values[row], criterion)]
    return Count(f"=COUNTIFS({arguments})", len(rows), placed, rows)


def _meets(value: Cell, criterion: str) -> bool:
    """As COUNTIFS judges text: capitals make no difference."""
    text = str(value or "").casefold()
    wanted = criterion.removeprefix(NOT).casefold()
    return text != wanted if criterion.startswith(NOT) else text == wanted
