"""Checks that the workbook does by itself, in formulas of Excel 2016 and LibreOffice 7.4.

Each mirrors a rule of ``ra_excel.checks`` and carries its code; a test holds formula against
Python. What a formula cannot decide (personal data, dates typed as text) waits for the check by
VRO or the button.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ra_excel.domain.cycle import Cycle
from ra_excel.domain.layout import LISTS_SHEET
from ra_excel.domain.lists import ValueList
from ra_excel.domain.model import ROW_STATE, Column, Filler, Kind, Table, Werkmap
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.tables import lists_for
from ra_excel.template.live_rules import rules_of_sheet
from ra_excel.template.ranges import (
    area,
    empty,
    equals,
    is_choice,
    number_of_parts,
    parts_of,
    started,
)


@dataclass(frozen=True)
class LiveCheck:
    """One check.

    ``hits`` is an array expression with the number of faults in each row of the table; ``column``
    is where a click on the first one leads.
    """

    code: str
    table: Table
    hits: str
    column: str

    @property
    def count_formula(self) -> str:
        """How many faults there are."""
        return f"=SUMPRODUCT({self.hits})"

    @property
    def first_row_expression(self) -> str:
        """Excel row of the first fault; meaningless when there is none.

        SUMPRODUCT makes both programs calculate the array.
        """
        rows = f"ROW({area(self.table, self.column)})"
        return f"SUMPRODUCT(MIN({rows}+10^7*(({self.hits})=0)))"


def live_checks(werkmap: Werkmap, cycle: Cycle) -> list[LiveCheck]:
    """All live checks in the order of the sheets."""
    lists = lists_for(cycle, werkmap)
    owner = werkmap.owner.name
    found = [LiveCheck("CE-01", werkmap.start, _start_hits(werkmap), owner)]
    for table in werkmap.data_tables:
        if table.filled_by is Filler.INZENDER and table is not ROLMATRIX:
            if table.mandatory_columns:
                found.append(LiveCheck("CE-01", table, _mandatory_hits(table), ROW_STATE.name))
            choices = _choice_hits(table, lists)
            if choices:
                found.append(LiveCheck("CE-02", table, choices, table.columns[0].name))
        found += (
            LiveCheck(code, where, hits, column)
            for code, where, column, hits in rules_of_sheet(werkmap, table)
        )
    return found


def _start_hits(werkmap: Werkmap) -> str:
    """Per field of Start: mandatory and empty."""
    form = werkmap.start
    wanted = ";".join("1" if column.required else "0" for column in form.columns)
    return f"{empty(form, werkmap.owner.name)}*{{{wanted}}}"


def _mandatory_hits(table: Table) -> str:
    always = "+".join(
        empty(table, column.name) for column in table.input_columns if column.required
    )
    parts = [f"{started(table)}*({always})"]
    for column in table.input_columns:
        if column.required_when:
            other, value = column.required_when
            parts.append(f"{equals(table, other, value)}*{empty(table, column.name)}")
    return "+".join(parts)


def _choice_hits(table: Table, lists: Mapping[str, ValueList]) -> str:
    """Per row: how many cells hold something that is not in their list."""
    return "+".join(
        _unknown(table, column, lists[column.values].values)
        for column in table.input_columns
        if is_choice(column)
    )


def _unknown(table: Table, column: Column, values: Sequence[str]) -> str:
    """A row constant of the values against the column makes a grid of row x value.

    MMULT adds it up per row.
    """
    cells = area(table, column.name)
    if column.kind is Kind.CHOICE:
        constant = ",".join(f'"{value}"' for value in values)
        return f'({cells}<>"")*({_per_row(f"EXACT(TRIM({cells}),{{{constant}}})", values)}=0)'
    constant = ",".join(f'";{value};"' for value in values)
    known = _per_row(f"ISNUMBER(FIND({{{constant}}},{parts_of(cells)}))", values)
    return f'({cells}<>"")*({known}<{number_of_parts(cells)})'


def _per_row(grid: str, values: Sequence[str]) -> str:
    first, last = (f"INDEX({LISTS_SHEET}!$A:$A,{row})" for row in (1, len(values)))
    return f"MMULT(--{grid},ROW({first}:{last})^0)"
