"""Ranges and per-row conditions from which the workbook's formulas are made.

Ranges go through INDEX, so that cutting and pasting a cell, or deleting rows, never bends them.
"""

from __future__ import annotations

from collections.abc import Iterable

from ra_excel.domain import layout
from ra_excel.domain.model import Column, Kind, Table


def area(table: Table, column: str) -> str:
    """A column as far down as the table may grow; of a form all its fields."""
    if table.is_form:
        letter = layout.column_letter(layout.FORM_VALUE_COLUMN)
        first, last = layout.FORM_FIRST_ROW, layout.FORM_FIRST_ROW + len(table.columns) - 1
    else:
        letter, first, last = table.letter(column), table.first_row, table.last_row
    whole = f"{table.sheet}!${letter}:${letter}"
    return f"INDEX({whole},{first}):INDEX({whole},{last})"


def form_cell(table: Table, column: str) -> str:
    """The cell of one field of a form."""
    letter = layout.column_letter(layout.FORM_VALUE_COLUMN)
    return f"{table.sheet}!${letter}${layout.FORM_FIRST_ROW + list(table.by_name).index(column)}"


def empty(table: Table, column: str) -> str:
    """Per row: this cell says nothing."""
    return f"(LEN(TRIM({area(table, column)}))=0)"


def filled(table: Table, column: str) -> str:
    """Per row: this cell says something."""
    return f"(LEN(TRIM({area(table, column)}))>0)"


def any_empty(table: Table, *columns: str) -> str:
    """Per row: at least one of these cells says nothing."""
    return f"(({plus(empty(table, column) for column in columns)})>0)"


def equals(table: Table, column: str, value: str) -> str:
    """Per row: this cell holds that value."""
    return f'({area(table, column)}="{value}")'


def one_of(table: Table, column: str, values: tuple[str, ...]) -> str:
    """Per row: this cell holds one of these values."""
    return f"({plus(equals(table, column, value) for value in values)})"


def is_date(table: Table, column: str) -> str:
    """Per row: this cell holds a date; to a formula that is any number."""
    return f"ISNUMBER({area(table, column)})"


def later(table: Table, first: str, second: str) -> str:
    """Per row: both are dates and the first is the later one."""
    both = f"{is_date(table, first)}*{is_date(table, second)}"
    return f"({both}*({area(table, first)}>{area(table, second)}))"


def started(table: Table) -> str:
    """Per row: somebody filled something."""
    lengths = plus(f"LEN({area(table, column.name)})" for column in table.input_columns)
    return f"(({lengths})>0)"


def plus(terms: Iterable[str]) -> str:
    """The sum of these expressions."""
    return "+".join(terms)


def greyed(table: Table, column: Column, row: int) -> str:
    """Condition for a conditional format: on this row of the sheet the column asks nothing."""
    if column.applies_when is None:
        return ""
    other, values = column.applies_when
    cell = f"${table.letter(other)}{row}"
    if values:
        unlike_all = ",".join(f'{cell}<>"{value}"' for value in values)
        return f'AND({cell}<>"",{unlike_all})'
    begun = next(iter(table.mandatory_columns or table.input_columns))
    return f'AND({cell}="",${table.letter(begun.name)}{row}<>"")'


def parts_of(cells: str) -> str:
    """The choices in a cell with a semicolon before, between and behind them."""
    return f'";"&SUBSTITUTE(SUBSTITUTE(TRIM({cells}),"; ",";")," ;",";")&";"'


def number_of_parts(cells: str) -> str:
    """How many choices a cell holds; one semicolon too many at the end is no choice."""
    semicolons = f'LEN({cells})-LEN(SUBSTITUTE({cells},";",""))'
    return f'({semicolons}+1-(RIGHT(TRIM({cells}),1)=";"))'


def is_choice(column: Column) -> bool:
    """The column takes one or more values of a closed list."""
    return column.kind in (Kind.CHOICE, Kind.MULTI_CHOICE) and not column.open_list
