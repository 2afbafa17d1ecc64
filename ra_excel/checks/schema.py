"""Schemas of pandera, for whoever has pandas: derived from the same checks that the core runs.

The schema of a table judges its rows in one or many workbooks at once; every check carries the code
of the rule. A test holds it equal to the loop over plain cells.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Callable, Sequence
from functools import cache

import pandas as pd
import pandera.pandas as pa

from ra_excel.checks.cell_checks import (
    CellCheck,
    CellFault,
    ColumnCheck,
    checked_columns,
    checks_of,
)
from ra_excel.domain.model import Column, Table
from ra_excel.domain.tables import EVERY_TABLE
from ra_excel.reading.workbook import Workbook

WORKBOOK, OWNER, ROW = "werkmap", "provincie", "rij"
"""Levels of the index: which workbook (from 0), the code of its province, the Excel row."""


def schema_for(table: str, cycle_id: str) -> pa.DataFrameSchema:
    """The schema of a table (``agenda``, ``afspraken``, ...) in the workbooks of a cycle.

    For frames as ``frame_of`` makes them. Every check carries the code of its rule as ``error``,
    so ``schema.validate(frame, lazy=True)`` gives codes and cells in ``failure_cases``.
    """
    return _schema(EVERY_TABLE[table], cycle_id)


def frame_of(table: str, workbooks: Sequence[Workbook]) -> pd.DataFrame:
    """The rows of a table of these workbooks below each other: raw cells, as the schema expects.

    The index has the levels WORKBOOK, OWNER and ROW. A workbook that lacks the table has no rows
    here; where it lacks a column, its cells are empty.
    """
    sources = [
        (number, workbook.province.code, workbook.tables[table])
        for number, workbook in enumerate(workbooks)
        if workbook.province and table in workbook.tables
    ]
    columns: dict[str, list[object]] = {}
    for column in EVERY_TABLE[table].data_columns:
        if any(column.name in sheet_table.columns for _, _, sheet_table in sources):
            cells = columns[column.name] = []
            for _, _, sheet_table in sources:
                empty = [None] * len(sheet_table.numbers)
                cells += sheet_table.columns.get(column.name, empty)
    levels: list[list[object]] = [[], [], []]
    for number, owner, sheet_table in sources:
        size = len(sheet_table.numbers)
        levels[0] += [number] * size
        levels[1] += [owner] * size
        levels[2] += sheet_table.numbers
    # Without a single row, too, numbers are numbers.
    kinds = zip(levels, ("int64", "object", "int64"), strict=True)
    arrays = [pd.Index(level, dtype=kind) for level, kind in kinds]
    index = pd.MultiIndex.from_arrays(arrays, names=[WORKBOOK, OWNER, ROW])
    return pd.DataFrame(columns, index, dtype=object)


CellFaults = dict[str, list[CellFault]]
"""Cells of one workbook that fail a check, by table name."""


def faults_by_schema(workbooks: Sequence[Workbook]) -> list[CellFaults]:
    """What the schemas say of each workbook: one validation per table for all workbooks of a
    cycle.
    """
    found: list[CellFaults] = [{} for _ in workbooks]
    for cycle_id in dict.fromkeys(workbook.cyclus for workbook in workbooks if workbook.tables):
        for table in EVERY_TABLE:
            numbers = [
                number
                for number, workbook in enumerate(workbooks)
                if workbook.cyclus == cycle_id and table in workbook.tables
            ]
            if cycle_id and numbers:
                faults = _faults_in([workbooks[number] for number in numbers], table, cycle_id)
                for number, of_one in zip(numbers, faults, strict=True):
                    found[number][table] = of_one
    return found


def _faults_in(workbooks: Sequence[Workbook], table: str, cycle_id: str) -> list[list[CellFault]]:
    """What the schema of one table says of each workbook, of the columns that its sheet has."""
    found: list[list[CellFault]] = [[] for _ in workbooks]
    for number, fault in _failures(schema_for(table, cycle_id), frame_of(table, workbooks)):
        if fault.column in workbooks[number].tables[table].columns:
            found[number].append(fault)
    return found


def _failures(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> list[tuple[int, CellFault]]:
    """Every failure, with which of the stacked workbooks it is in."""
    if frame.empty:
        return []
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        found = []
        for index, column, code in zip(
            cases["index"], cases["column"], cases["check"], strict=True
        ):
            number, _, row = literal_eval(index)
            found.append((number, CellFault(row, column, code)))
        return found
    return []


@cache
def _schema(table: Table, cycle_id: str) -> pa.DataFrameSchema:
    columns = {column.name: _column(table, column, cycle_id) for column in checked_columns(table)}
    index = pa.MultiIndex(
        [pa.Index(int, name=WORKBOOK), pa.Index(None, name=OWNER), pa.Index(int, name=ROW)]
    )
    return pa.DataFrameSchema(columns, index=index, strict=False, name=table.name)


def _column(table: Table, column: Column, cycle_id: str) -> pa.Column:
    checks = [_check(check) for check in checks_of(table, column, cycle_id)]
    return pa.Column(object, checks, nullable=True, required=False, title=column.header)


def _check(check: CellCheck | ColumnCheck) -> pa.Check:
    if isinstance(check, ColumnCheck):
        return pa.Check(_per_workbook(check), error=check.code, ignore_na=False)
    return pa.Check(
        check.test, element_wise=True, error=check.code, ignore_na=not check.of_empty_too
    )


def _per_workbook(check: ColumnCheck) -> Callable[[pd.Series], pd.Series]:
    """A column check over the stacked cells of several workbooks."""

    def passed(cells: pd.Series) -> pd.Series:
        if cells.empty:
            return cells.astype(bool)
        found = []
        for _, own in cells.groupby(level=WORKBOOK, sort=False):
            owner = str(own.index.get_level_values(OWNER)[0])
            answers = check.passed(own.tolist(), owner)
            found.append(pd.Series(answers, own.index, dtype=bool))
        return pd.concat(found).reindex(cells.index)

    return passed
