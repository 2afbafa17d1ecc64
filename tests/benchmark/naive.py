"""What a competent developer would write first: pandas.read_excel per sheet, the same schemas with
``lazy=True``, ``to_excel``.

``python -m tests.benchmark.naive FOLDER TARGET`` reads every workbook, keeps one per province,
checks its columns and writes all tables and what is wrong to one workbook. It knows no rules beyond
a column, guards against nothing and sends nothing back.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from ra_excel.checks.schema import OWNER, ROW, WORKBOOK, schema_for
from ra_excel.domain import layout
from ra_excel.domain.inzenders import get_province
from ra_excel.domain.model import Kind, Table
from ra_excel.domain.sheets.start import START
from ra_excel.domain.tables import DATA_TABLES


def read_table(path: Path, table: Table) -> pd.DataFrame:
    """The rows of one sheet that say something beside their id, by Excel row."""
    raw = pd.read_excel(
        path, sheet_name=table.sheet, header=layout.HEADER_ROW - 1, dtype=object, engine="openpyxl"
    )
    names = {column.header: column.name for column in table.data_columns}
    frame = raw.rename(columns=names)[list(names.values())]
    frame.index = pd.RangeIndex(table.first_row, table.first_row + len(frame))
    telling = [
        column.name for column in table.data_columns if column.kind is not Kind.ID or column.fixed
    ]
    frame = frame.dropna(how="all", subset=telling)
    return frame.astype(object).where(frame.notna(), None)


def read_workbook(path: Path) -> tuple[str, str, dict[str, pd.DataFrame]]:
    """Province code, cycle and tables."""
    start = pd.read_excel(
        path, sheet_name=START.sheet, header=None, dtype=object, engine="openpyxl"
    )
    fields = dict(zip(start[0], start[1], strict=True))
    code = get_province(str(fields[START.by_name["provincie"].header])).code
    return (
        code,
        str(fields[START.by_name["cyclus"].header]),
        {table.name: read_table(path, table) for table in DATA_TABLES},
    )


def faults_of(frame: pd.DataFrame, table: Table, code: str, cycle: str) -> pd.DataFrame:
    """What pandera says of one table, as its failure cases."""
    owned = pd.concat([frame], keys=[(0, code)], names=[WORKBOOK, OWNER, ROW])
    try:
        schema_for(table.name, cycle).validate(owned, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return pd.DataFrame(errors.failure_cases[["column", "check", "failure_case", "index"]])
    return pd.DataFrame()


def main(folder: Path, target: Path) -> None:
    """Read, keep one workbook per province, check, write."""
    kept: dict[str, tuple[Path, str, dict[str, pd.DataFrame]]] = {}
    for path in sorted(folder.glob("*.xlsx")):
        code, cycle, tables = read_workbook(path)
        kept.setdefault(code, (path, cycle, tables))
    wrong = []
    for code, (path, cycle, tables) in kept.items():
        wrong += [
            faults_of(tables[t.name], t, code, cycle).assign(bestand=path.name, blad=t.sheet)
            for t in DATA_TABLES
        ]
    with pd.ExcelWriter(target) as book:
        for table in DATA_TABLES:
            of_all = {path.name: tables[table.name] for path, _, tables in kept.values()}
            pd.concat(of_all, names=["bestand", "rij"]).to_excel(
                book, sheet_name=table.sheet, merge_cells=False
            )
        pd.concat(wrong).to_excel(book, sheet_name="Bevindingen", index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
