"""pandera schemas, derived from the domain. They are the contract of every column.

A schema judges the tables of many workbooks at once: a Check costs more to call than to run. The fast path runs the
schemas' own Check objects and collects their booleans; ``schema.validate(frame, lazy=True)`` says the same (the tests hold
one against the other) but takes seconds where many cells are wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pandas as pd
import pandera.pandas as pa

from ra_excel.checks import cell_checks
from ra_excel.checks.cell_checks import OWNER, PLACE, ROW
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.tables import TABLES, lists_for
from ra_excel.workbook.reader import SheetTable

CellFault = tuple[int, str, str]
"""Excel row, column name, code."""


@cache
def schema_for(table: Table, cycle_id: str) -> pa.DataFrameSchema:
    """The schema of a table in the workbooks of a cycle, stacked.

    The index has the levels PLACE, OWNER and ROW; columns hold raw cells (object); every Check carries its code as ``error``.
    """
    columns = {
        column.name: pa.Column(object, _checks(table, column, cycle_id), nullable=True, required=False)
        for column in table.data_columns
        if not (column.fixed and column.kind is not Kind.ID)
    }
    index = pa.MultiIndex([pa.Index(int, name=PLACE), pa.Index(None, name=OWNER), pa.Index(int, name=ROW)])
    return pa.DataFrameSchema(columns, index=index, strict=False)


def _checks(table: Table, column: Column, cycle_id: str) -> list[pa.Check]:
    """The checks that the declaration of a column asks for."""
    found: list[tuple[str, cell_checks.CellTest]] = [("CE-09", cell_checks.no_error_value)]
    if column.kind in (Kind.CHOICE, Kind.MULTI_CHOICE) and not column.open_list:
        values = lists_for(load_cycle(cycle_id))[column.values].values
        found.append(("CE-02", cell_checks.in_list(column, values)))
    if column.kind is Kind.DATE:
        found.append(("CE-03", cell_checks.valid_date))
    if column.kind is Kind.INTEGER:
        found.append(("CE-04", cell_checks.whole_number(column)))
    if column.kind in (Kind.TEXT, Kind.LONG_TEXT):
        found.append(("CE-05", cell_checks.fitting_length(column)))
    if column.kind not in (Kind.DATE, Kind.INTEGER):
        found.append(("CE-10", cell_checks.no_stray_characters(column)))
    if column.kind in (Kind.TEXT, Kind.LONG_TEXT) or column.open_list:
        found.append(("CE-11", cell_checks.no_personal_data))
        found.append(("CE-12", cell_checks.no_formula_text))
    of_columns: list[tuple[str, cell_checks.ColumnTest]] = [(code, cell_checks.per_cell(test)) for code, test in found]
    if column.required or column.kind is Kind.ID:
        of_columns.append(("CE-01", cell_checks.filled))
    if column.kind is Kind.REFERENCE:
        of_columns.append(("CE-08", cell_checks.own_ids([TABLES[name] for name in column.refers_to])))
    if column.kind is Kind.ID:
        of_columns.append(("CE-06", cell_checks.unique))
        if not column.fixed:
            of_columns.append(("CE-08", cell_checks.own_ids([table])))
    return [pa.Check(test, error=code, ignore_na=False) for code, test in of_columns]


def stacked(tables: Sequence[tuple[str, SheetTable]]) -> pd.DataFrame:
    """The same table of several workbooks, each with the code of its province, below each other as the schema expects."""
    frames = [sheet_table.frame for _, sheet_table in tables]
    keys = [(place, owner) for place, (owner, _) in enumerate(tables)]
    return pd.concat(frames, keys=keys, names=[PLACE, OWNER, ROW])


def run_checks(table: Table, cycle_id: str, tables: Sequence[tuple[str, SheetTable]]) -> list[list[CellFault]]:
    """Every cell that fails a check of the schema, per sheet. Columns that a sheet lacks are skipped."""
    found: list[list[CellFault]] = [[] for _ in tables]
    frame = stacked(tables)
    for name, column in schema_for(table, cycle_id).columns.items():
        if name not in frame.columns or frame.empty:
            continue
        cells = frame[name]
        for check in column.checks:
            passed = check(cells).check_output.to_numpy()
            for place, _, row in cells.index[~passed] if not passed.all() else ():
                if name in tables[place][1].letters:
                    found[place].append((int(row), str(name), str(check.error)))
    return found
