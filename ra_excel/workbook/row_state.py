"""How far a row is: what the column Stand says, as a formula and as the value it has when we write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ra_excel.domain.model import Column, Table
from ra_excel.workbook import names

Value = str | int | date | None

COMPLETE = "✓ compleet"
MISSING = "nog {}"


def begun(table: Table, row: Mapping[str, Value]) -> bool:
    """Whether somebody filled anything in this row."""
    return any(row.get(column.name) not in (None, "") for column in table.input_columns)


def missing(table: Table, row: Mapping[str, Value]) -> list[Column]:
    """The mandatory columns that are still empty in a row that was begun."""
    if not begun(table, row):
        return []
    return [c for c in table.input_columns if _due(c, row) and row.get(c.name) in (None, "")]


def _due(column: Column, row: Mapping[str, Value]) -> bool:
    if column.required_when:
        other, value = column.required_when
        return row.get(other) == value
    return column.required


def state(table: Table, row: Mapping[str, Value]) -> str:
    """What Stand says of a row: nothing, that it is complete, or how many mandatory cells are empty."""
    if not begun(table, row):
        return ""
    count = len(missing(table, row))
    return MISSING.format(count) if count else COMPLETE


def state_formula(table: Table) -> str:
    """The same as a formula of the table, so that rows typed below the table get it too."""
    name = names.table_name(table)

    def this(column: Column) -> str:
        return f"{name}[[#This Row],[{column.header}]]"

    inputs = table.input_columns
    counted = []
    for column in inputs:
        if column.required_when:
            other, value = column.required_when
            counted.append(f'({this(table.by_name[other])}="{value}")*(LEN(TRIM({this(column)}))=0)')
        elif column.required:
            counted.append(f"(LEN(TRIM({this(column)}))=0)")
    total = "+".join(counted)
    whole_row = f"{name}[[#This Row],[{inputs[0].header}]:[{inputs[-1].header}]]"
    return f'=IF(COUNTA({whole_row})=0,"",IF({total}=0,"{COMPLETE}","nog "&({total})))'
