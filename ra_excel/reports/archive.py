"""The archive of a cycle: every row that does not go on, by sheet, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        for table in DATA_TABLES:
            lines = list(_lines(table, started))
            if lines:
                own = tuple((c.header, c.width) for c in table.data_columns)
                columns = (("Provincie", 15), ("Waarom in het archief", 24), *own, *PROVENANCE)
                declared = _sheet(table.sheet, f"{title}: {table.title.lower()}", columns)
                write_lines(book.add_worksheet(table.sheet), formats, declared, lines)
        if len(extra) or not book.worksheets():
            columns = tuple((str(name).capitalize(), 20) for name in extra.columns)
            declared = _sheet(OWN_COLUMNS, f"{title}: eigen kolommen van provincies", columns)
            own_lines = extra.to_numpy().tolist()
            write_lines(book.add_worksheet(OWN_COLUMNS), formats, declared, own_lines)


def _sheet(name: str, title: str, columns: tuple[tuple[str, int], ...]) -> Sheet:
    help_ = (
        "Deze rijen staan niet in de werkmappen van de nieuwe cyclus. Hun id wordt niet opnieuw"
        " gebruikt."
    )
    return Sheet(name, title, help_, "Niets gearchiveerd.", columns, lambda _: [])


def _lines(table: Table, started: Sequence[NextWorkbook]) -> Iterator[Line]:
    for workbook in started:
        for fate in workbook.fates:
            if fate.table is table and fate.outcome == ARCHIVED:
                cells = [fate.values.get(column.name) for column in table.data_columns]
                origin = fate.origin
                where = (origin.bestand, origin.blad, cell(origin.rij, 1))
                yield [workbook.province.naam, fate.reason, *cells, *where]
