"""pandera schemas, derived from the domain. They are the contract of every column.

The fast path runs the schemas' own Check objects and collects their booleans; ``schema.validate(frame, lazy=True)``
says the same (the tests hold one against the other) but takes seconds where many cells are wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pandas as pd
import pandera.pandas as pa

from ra_excel.checks import cell_checks
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.provinces import Province
from ra_excel.domain.tables import TABLES, id_pattern, lists_for

CellFault = tuple[int, str, str]
"""Excel row, column name, code."""


@cache
def schema_for(table: Table, province: Province, cycle_id: str) -> pa.DataFrameSchema:
    """The schema of a table in the workbook of this province.

    The index is the Excel row; columns hold raw cells (object); every Check carries its code as ``error``.
    """
    columns = {
        column.name: pa.Column(object, _checks(table, column, province, cycle_id), nullable=True, required=False)
        for column in table.data_columns
        if not (column.fixed and column.kind is not Kind.ID)
    }
    return pa.DataFrameSchema(columns, index=pa.Index(int), strict=False)


def _checks(table: Table, column: Column, province: Province, cycle_id: str) -> list[pa.Check]:
    """The checks that the declaration of a column asks for."""
    found: list[tuple[str, cell_checks.CellTest]] = []
    if column.required or column.kind is Kind.ID:
        found.append(("CE-01", cell_checks.filled))
    found.append(("CE-09", cell_checks.no_error_value))
    if column.kind in (Kind.CHOICE, Kind.MULTI_CHOICE) and not column.open_list:
        values = lists_for(load_cycle(cycle_id))[column.values].values
        found.append(("CE-02", cell_checks.in_list(column, values)))
    if column.kind is Kind.DATE:
        found.append(("CE-03", cell_checks.valid_date))
    if column.kind is Kind.INTEGER:
        found.append(("CE-04", cell_checks.whole_number(column)))
    if column.kind in (Kind.TEXT, Kind.LONG_TEXT):
        found.append(("CE-05", cell_checks.fitting_length(column)))
    if column.kind is Kind.ID and not column.fixed:
        found.append(("CE-08", cell_checks.own_id([id_pattern(table, province.code)])))
    if column.kind is Kind.REFERENCE:
        found.append(("CE-08", cell_checks.own_id([id_pattern(TABLES[t], province.code) for t in column.refers_to])))
    if column.kind not in (Kind.DATE, Kind.INTEGER):
        found.append(("CE-10", cell_checks.no_stray_characters(column)))
    if column.kind in (Kind.TEXT, Kind.LONG_TEXT) or column.open_list:
        found.append(("CE-11", cell_checks.no_personal_data))
        found.append(("CE-12", cell_checks.no_formula_text))
    checks = [pa.Check(cell_checks.per_cell(test), error=code, ignore_na=False) for code, test in found]
    if column.kind is Kind.ID:
        checks.append(pa.Check(cell_checks.unique, error="CE-06", ignore_na=False))
    return checks


def run_checks(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> Iterator[CellFault]:
    """Every cell that fails a check of the schema. Columns that the sheet lacks are skipped."""
    for name, column in schema.columns.items():
        if name not in frame.columns or frame.empty:
            continue
        cells = frame[name]
        for check in column.checks:
            passed = check(cells).check_output
            for row in cells.index[~passed.to_numpy()]:
                yield int(row), str(name), str(check.error)
