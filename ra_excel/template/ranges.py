"""How the workbook's formulas see the rows of a table, and the conditions they ask of a row.

Every rule is written once and looked at in three ways: over all rows at once (Controle counts),
over the row in which the formula stands (Stand), and in a conditional format (yellow cells).

A range begins at the header and ends where the help of the workbook ends, both with locked ends.
So it holds no formula of ours but Stand, which no rule reads, and nothing can go round in a circle.
It begins at the header, because rows below it are cut, pasted and deleted, and a range whose own
first cell is moved would bend; the header row itself is never counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ra_excel.domain import layout, names
from ra_excel.domain.model import Column, Kind, Table


def area(table: Table, column: str) -> str:
    """A column from its header as far down as the table may grow; of a form the one cell."""
    if table.is_form:
        return form_cell(table, column)
    letter = table.letter(column)
    return f"{table.sheet}!${letter}${table.header_row}:${letter}${table.last_row}"


def form_cell(table: Table, column: str) -> str:
    """The cell of one field of a form."""
    letter = layout.column_letter(layout.FORM_VALUE_COLUMN)
    return f"{table.sheet}!${letter}${layout.FORM_FIRST_ROW + list(table.by_name).index(column)}"


@dataclass(frozen=True)
class EveryRow:
    """All rows at once: conditions are arrays with an answer for the header and for each row."""

    table: Table

    one_row = False
    sees_other_sheets = True

    def cells(self, column: str) -> str:
        """The cells of a column."""
        return area(self.table, column)

    @property
    def position(self) -> str:
        """Position of each row in a range that begins at the header."""
        return f"(ROW({self.cells(self.table.columns[0].name)})-{self.table.header_row - 1})"

    @property
    def started(self) -> str:
        """Somebody filled something in the row."""
        first, last = (self.table.input_columns[end].name for end in (0, -1))
        rows = f"{self.cells(first).split(':')[0]}:{self.cells(last).split(':')[1]}"
        names_in_order = list(self.table.by_name)
        width = names_in_order.index(last) - names_in_order.index(first) + 1
        return f"(MMULT(LEN({rows}),{column_of_ones(width)})>0)"


@dataclass(frozen=True)
class ThisRow:
    """The row in which the formula of a calculated column stands."""

    table: Table

    one_row = True
    sees_other_sheets = True

    def cells(self, column: str) -> str:
        """The cell of a column in this row."""
        header = self.table.by_name[column].header
        return f"{names.table_name(self.table)}[[#This Row],[{header}]]"

    @property
    def position(self) -> str:
        """Position of this row in a range that begins at the header."""
        return f"(ROW()-{self.table.header_row - 1})"

    @property
    def started(self) -> str:
        """Somebody filled something in the row."""
        first, *_, last = (column.header for column in self.table.input_columns)
        return f"(COUNTA({names.table_name(self.table)}[[#This Row],[{first}]:[{last}]])>0)"


@dataclass(frozen=True)
class FirstRow:
    """The first row of the sheet, as a conditional format or a dropdown speaks of each row.

    Excel takes no reference to another sheet there, only names.
    """

    table: Table

    one_row = True
    sees_other_sheets = False

    def cells(self, column: str) -> str:
        """The cell of a column, with its column locked."""
        return f"${self.table.letter(column)}{self.table.first_row}"

    @property
    def position(self) -> str:
        """Position of this row in a range that begins at the header."""
        return f"(ROW()-{self.table.header_row - 1})"

    @property
    def started(self) -> str:
        """Somebody filled something in the row."""
        first, *_, last = (self.cells(column.name) for column in self.table.input_columns)
        return f"(COUNTA({first}:{last})>0)"


View = EveryRow | ThisRow | FirstRow


def empty(row: View, column: str) -> str:
    """This cell says nothing."""
    return f"(LEN(TRIM({row.cells(column)}))=0)"


def filled(row: View, column: str) -> str:
    """This cell says something."""
    return f"(LEN(TRIM({row.cells(column)}))>0)"


def equals(row: View, column: str, value: str) -> str:
    """This cell holds that value."""
    return f'({row.cells(column)}="{value}")'


def one_of(row: View, column: str, values: tuple[str, ...]) -> str:
    """This cell holds one of these values."""
    return f"({plus(equals(row, column, value) for value in values)})"


def is_date(row: View, column: str) -> str:
    """This cell holds a date; to a formula that is any number."""
    return f"ISNUMBER({row.cells(column)})"


def later(row: View, first: str, second: str) -> str:
    """Both are dates and the first is the later one."""
    both = f"{is_date(row, first)}*{is_date(row, second)}"
    return f"({both}*({row.cells(first)}>{row.cells(second)}))"


def column_of_ones(length: int) -> str:
    """To add up a grid per row with MMULT."""
    return f"{{{';'.join('1' * length)}}}"


def plus(terms: Iterable[str]) -> str:
    """The sum of these expressions."""
    return "+".join(terms)


def greyed(table: Table, column: Column) -> str:
    """Condition for a conditional format: in this row the column asks nothing."""
    if column.applies_when is None:
        return ""
    row = FirstRow(table)
    other, values = column.applies_when
    cell = row.cells(other)
    if values:
        unlike_all = ",".join(f'{cell}<>"{value}"' for value in values)
        return f'AND({cell}<>"",{unlike_all})'
    begun = next(iter(table.mandatory_columns or table.input_columns))
    return f'AND({cell}="",{row.cells(begun.name)}<>"")'


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
