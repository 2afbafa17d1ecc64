"""What a developer who knows these libraries well would write: every file opened once by calamine,
every table judged once over all provinces by pandera (lazily), everything written by XlsxWriter.

``python -m tests.benchmark.strong FOLDER TARGET`` keeps one workbook per province, and writes all
tables and what is wrong to one workbook. It uses the declaration of the tables and their schemas,
and nothing else of ours: no rules beyond a column, no guard, nothing sent back.
"""

from __future__ import annotations

import sys
from ast import literal_eval
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from ra_excel.checks.schema import OWNER, ROW, WORKBOOK, schema_for
from ra_excel.domain.inzenders import get_province
from ra_excel.domain.layout import HEADER_ROW
from ra_excel.domain.model import Kind, Table
from ra_excel.domain.sheets.start import START
from ra_excel.domain.tables import DATA_TABLES

FOUND = "Bevindingen"
FOUND_COLUMNS = ("bestand", "blad", "rij", "kolom", "code", "waarde")


@dataclass(frozen=True)
class Read:
    """One file as read: its province, its cycle, and its rows by table and Excel row."""

    path: Path
    province: str
    cycle: str
    rows: dict[str, dict[int, list[object]]]


def read(path: Path) -> Read:
    """The rows of every table that say something beside their id."""
    book = CalamineWorkbook.from_path(path)
    start = book.get_sheet_by_name(START.sheet).to_python()
    fields = {str(row[0]): row[1] for row in start if len(row) > 1}
    return Read(
        path,
        get_province(str(fields[START.by_name["provincie"].header])).code,
        str(fields[START.by_name["cyclus"].header]),
        {table.name: read_table(book, table) for table in DATA_TABLES},
    )


def read_table(book: CalamineWorkbook, table: Table) -> dict[int, list[object]]:
    """Cells in the order of the declaration, by Excel row; an empty cell is None."""
    grid = book.get_sheet_by_name(table.sheet).to_python(skip_empty_area=False)
    headers = [str(cell) for cell in grid[HEADER_ROW - 1]]
    places = [headers.index(column.header) for column in table.data_columns]
    telling = [
        headers.index(column.header)
        for column in table.data_columns
        if column.kind is not Kind.ID or column.fixed
    ]
    rows: dict[int, list[object]] = {}
    for number, cells in enumerate(grid[table.first_row - 1 :], start=table.first_row):
        if any(cells[place] != "" for place in telling):
            rows[number] = [None if cells[place] == "" else cells[place] for place in places]
    return rows


def together(files: Sequence[Read], table: Table) -> pd.DataFrame:
    """The table over all provinces, as its schema expects it."""
    index, rows = [], []
    for place, file in enumerate(files):
        for number, cells in file.rows[table.name].items():
            index.append((place, file.province, number))
            rows.append(cells)
    names = [column.name for column in table.data_columns]
    levels = pd.MultiIndex.from_tuples(index, names=[WORKBOOK, OWNER, ROW])
    return pd.DataFrame(rows, levels, names, dtype=object)


def faults_of(files: Sequence[Read], table: Table, frame: pd.DataFrame) -> list[list[object]]:
    """What pandera says of a table, as lines under FOUND_COLUMNS."""
    if frame.empty:
        return []
    try:
        schema_for(table.name, files[0].cycle).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases[["index", "column", "check", "failure_case"]]
        lines = []
        for index, column, code, value in cases.itertuples(index=False):
            place, _, row = literal_eval(index)
            lines.append([files[place].path.name, table.sheet, row, column, code, value])
        return lines
    return []


def write_lines(sheet: Worksheet, lines: Iterable[Sequence[object]], day: object) -> None:
    """Lines of cells; a text is always written as text."""
    for number, line in enumerate(lines):
        for place, value in enumerate(line):
            if isinstance(value, datetime | date):
                sheet.write_datetime(number, place, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(number, place, value)
            elif value is not None:
                sheet.write_string(number, place, str(value))


def main(folder: Path, target: Path) -> None:
    """Read, keep one workbook per province, check, write."""
    kept: dict[str, Read] = {}
    for path in sorted(folder.glob("*.xlsx")):
        file = read(path)
        kept.setdefault(file.province, file)
    files = list(kept.values())
    wrong: list[list[object]] = []
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for table in DATA_TABLES:
            wrong += faults_of(files, table, together(files, table))
            headers = [column.header for column in table.data_columns]
            lines: list[Sequence[object]] = [["bestand", "rij", *headers]]
            for file in files:
                for number, cells in file.rows[table.name].items():
                    lines.append([file.path.name, number, *cells])
            write_lines(book.add_worksheet(table.sheet), lines, day)
        write_lines(book.add_worksheet(FOUND), [FOUND_COLUMNS, *wrong], day)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
