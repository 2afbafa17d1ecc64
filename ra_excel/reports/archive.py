"""The archive of a cycle: every row that does not go on, by sheet, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ra_excel.domain.layout import cell
from ra_excel.domain.model import Table
from ra_excel.domain.tables import DATA_TABLES
from ra_excel.reports.table_book.cell import Line
from ra_excel.reports.table_book.formats import Formats
from ra_excel.reports.table_book.line_worksheet import TableBook
from ra_excel.reports.table_book.lines import PROVENANCE
from ra_excel.reports.table_book.table import Sheet, write_lines
from ra_excel.round.next_cycle import ARCHIVED, NextWorkbook

OWN_COLUMNS = "Eigen kolommen"


def write_archive(
    path: Path, title: str, started: Sequence[NextWorkbook], extra: pd.DataFrame
) -> None:
    """Write the archive: a sheet per table that has something in it, and what provinces kept in
    columns of their own.
    """
    with TableBook(path) as book:
        formats = Formats(book)
        filled = [(table, lines) for table in DATA_TABLES if (lines := _lines(table, started))]
        for table, lines in filled:
            columns = (
                ("Provincie", 15),
                ("Waarom in het archief", 24),
                *((c.header, c.width) for c in table.data_columns),
                *PROVENANCE,
            )
            declared = _sheet(table.sheet, f"{title}: {table.title.lower()}", columns)
            write_lines(book.add_worksheet(table.sheet), formats, declared, lines)
        own = _sheet(
            OWN_COLUMNS,
            f"{title}: eigen kolommen van provincies",
            tuple((str(name).capitalize(), 20) for name in extra.columns),
        )
        if len(extra) or not filled:
            write_lines(book.add_worksheet(OWN_COLUMNS), formats, own, extra.to_numpy().tolist())


def _sheet(name: str, title: str, columns: tuple[tuple[str, int], ...]) -> Sheet:
    help_ = (
        "Deze rijen staan niet in de werkmappen van de nieuwe cyclus. Hun id wordt niet opnieuw"
        " gebruikt."
    )
    return Sheet(name, title, help_, "Niets gearchiveerd.", columns, lambda _: [])


def _lines(table: Table, started: Sequence[NextWorkbook]) -> list[Line]:
    return [
        [
            one.province.naam,
            fate.reason,
            *(fate.values.get(column.name) for column in table.data_columns),
            fate.bestand,
            fate.blad,
            cell(fate.rij, 1),
        ]
        for one in started
        for fate in one.fates
        if fate.table is table and fate.outcome == ARCHIVED
    ]
