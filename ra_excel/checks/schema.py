"""pandera schemas, derived from the domain. They are the contract of every column.

A schema judges the tables of many workbooks at once, and columns that ask the same share one Check: a Check costs more to
call than to run. The fast path runs the Checks of which the schemas are made (pandera gives each column a copy), each once
over all its columns, and collects their booleans; ``schema.validate(frame, lazy=True)`` says the same (the tests hold one
against the other) but takes seconds where many cells are wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
import pandera.pandas as pa

from ra_excel.checks import cell_checks
from ra_excel.checks.cell_checks import OWNER, PLACE, ROW
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.tables import PROVINCIE, lists_for
from ra_excel.reading.tables import SheetTable

CellFault = tuple[int, str, str]
"""Excel row, column name, code."""


@cache
def schema_for(table: Table, cycle_id: str) -> pa.DataFrameSchema:
    """The schema of a table in the workbooks of a cycle, stacked.

    The index has the levels PLACE, OWNER and ROW; columns hold raw cells (object); every Check carries its code as ``error``.
    """
    columns = {
        column.name: pa.Column(
            object, _checks(table, column, cycle_id), nullable=True, required=False
        )
        for column in _checked_columns(table)
    }
    index = pa.MultiIndex(
        [pa.Index(int, name=PLACE), pa.Index(None, name=OWNER), pa.Index(int, name=ROW)]
    )
    return pa.DataFrameSchema(columns, index=index, strict=False)


def _checked_columns(table: Table) -> list[Column]:
    """The columns that somebody fills, and the ids."""
    return [column for column in table.data_columns if column.kind is Kind.ID or not column.fixed]


def _checks(table: Table, column: Column, cycle_id: str) -> list[pa.Check]:
    """The checks that the declaration of a column asks for."""
    found: list[tuple[str, cell_checks.CellTest]] = []
    if column.kind in (Kind.CHOICE, Kind.MULTI_CHOICE) and not column.open_list:
        in_list = (
            cell_checks.each_in_list if column.kind is Kind.MULTI_CHOICE else cell_checks.in_list
        )
        found.append(("CE-02", in_list(lists_for(load_cycle(cycle_id))[column.values].values)))
    if column.kind is Kind.DATE:
        found.append(("CE-03", cell_checks.valid_date))
    if column.kind is Kind.INTEGER:
        found.append(("CE-04", cell_checks.whole_number(column.minimum, column.maximum)))
    if column.kind in (Kind.TEXT, Kind.LONG_TEXT):
        found.append(("CE-05", cell_checks.fitting_length(*cell_checks.length_bounds(column))))
    if column.kind not in (Kind.DATE, Kind.INTEGER):
        found.append(
            (
                "CE-10",
                cell_checks.nothing_invisible
                if column.kind is Kind.LONG_TEXT
                else cell_checks.no_stray_characters,
            )
        )
    if column.kind in (Kind.TEXT, Kind.LONG_TEXT) or column.open_list:
        found.append(("CE-11", cell_checks.no_personal_data))
        found.append(("CE-12", cell_checks.no_formula_text))
    of_columns: list[tuple[str, cell_checks.ColumnTest]] = [("CE-09", cell_checks.no_error_value)]
    of_columns += [(code, cell_checks.per_cell(test)) for code, test in found]
    if column.required or column.kind is Kind.ID:
        of_columns.append(("CE-01", cell_checks.filled))
    if column.kind is Kind.REFERENCE:
        of_columns.append(("CE-08", cell_checks.own_ids(PROVINCIE.targets(column))))
    if column.kind is Kind.ID:
        of_columns.append(("CE-06", cell_checks.unique))
        if not column.fixed:
            of_columns.append(("CE-08", cell_checks.own_ids((table,))))
    return [_check(code, test) for code, test in of_columns]


@cache
def _check(code: str, test: cell_checks.ColumnTest) -> pa.Check:
    """The one Check for all columns that ask the same."""
    return pa.Check(test, error=code, ignore_na=False)


@cache
def _columns_per_check(table: Table, cycle_id: str) -> Sequence[tuple[pa.Check, Sequence[str]]]:
    """Every Check of which the schema is made, with the columns that have it.

    Told apart by identity: to pandera Checks of like functions are equal.
    """
    found: dict[int, tuple[pa.Check, list[str]]] = {}
    for column in _checked_columns(table):
        for check in _checks(table, column, cycle_id):
            found.setdefault(id(check), (check, []))[1].append(column.name)
    return tuple(found.values())


def stacked(tables: Sequence[tuple[str, SheetTable]]) -> pd.DataFrame:
    """The same table of several workbooks, each with the code of its province, below each other as the schema expects."""
    frames = [sheet_table.frame for _, sheet_table in tables]
    sizes = [len(frame) for frame in frames]
    owners = np.array([owner for owner, _ in tables], dtype=object)
    levels = [
        np.arange(len(tables)).repeat(sizes),
        owners.repeat(sizes),
        np.concatenate([frame.index for frame in frames]),
    ]
    frame = pd.concat(frames)
    frame.index = pd.MultiIndex.from_arrays(levels, names=[PLACE, OWNER, ROW])
    return frame


def run_checks(
    table: Table, cycle_id: str, tables: Sequence[tuple[str, SheetTable]]
) -> list[list[CellFault]]:
    """Every cell that fails a check of the schema, per sheet. Columns that a sheet lacks are skipped."""
    found: list[list[CellFault]] = [[] for _ in tables]
    frame = stacked(tables)
    block, column_places = (
        frame.to_numpy(),
        {name: place for place, name in enumerate(frame.columns)},
    )
    sheets, rows = (frame.index.get_level_values(level).tolist() for level in (PLACE, ROW))
    repeated = cache(frame.index.repeat)
    for check, declared in _columns_per_check(table, cycle_id) if rows else ():
        names = [name for name in declared if name in column_places]
        cells = block[:, [column_places[name] for name in names]].ravel()
        passed = check(
            pd.Series(cells, repeated(len(names)), dtype=object, copy=False)
        ).check_output.to_numpy()
        for line, number in (divmod(int(place), len(names)) for place in np.flatnonzero(~passed)):
            if names[number] in tables[sheets[line]][1].letters:
                found[sheets[line]].append((rows[line], names[number], str(check.error)))
    return found
