"""Changes as a workbook of one sheet, the same as in the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ra_excel.reports.changes.sheet import WIJZIGINGEN, change_line
from ra_excel.reports.table_book.cell import Cell, Line, Link
from ra_excel.reports.table_book.formats import Formats
from ra_excel.reports.table_book.line_worksheet import TableBook
from ra_excel.reports.table_book.table import write_lines
from ra_excel.round.change import Change


def write_changes_book(path: Path, title: str, changes: Sequence[Change]) -> None:
    """Write the changes; without a round there are no returned submissions for the cells to lead
    to.
    """
    with TableBook(path) as book:
        declared = replace(WIJZIGINGEN, title=title, empty="Geen verschillen.")
        write_lines(
            book.add_worksheet(declared.name),
            Formats(book),
            declared,
            [_unlinked(change_line(c)) for c in changes],
        )


def _unlinked(line: Line) -> Line:
    def plain(cell: Cell) -> Cell:
        return cell.text if isinstance(cell, Link) else cell

    return [plain(cell) for cell in line]
