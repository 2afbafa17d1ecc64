"""Which cell of a workbook looks at which, read statically: is there a formula that goes round?

Every range counts whole, as a program may that does not look at what INDEX or IF will choose. Names
and structured references are followed. Conditional formats and dropdowns are left out: no cell
looks at them, so no circle goes through them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

SHEET_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")
A1_RANGE = re.compile(r"\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}")
STRUCTURED = re.compile(r"(\w+)\[(.*)\]")
COLUMN_PART = re.compile(r"\[([^\[\]]+)\]")

Node = tuple[str, int, int]
"""Sheet, row and column of a cell that holds a formula."""


@dataclass(frozen=True)
class Box:
    """A rectangle of cells."""

    sheet: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def __contains__(self, node: Node) -> bool:
        sheet, row, column = node
        rows = self.first_row <= row <= self.last_row
        return sheet == self.sheet and rows and self.first_column <= column <= self.last_column


def circle(path: Path) -> list[str]:
    """Addresses of formulas that together go round, or nothing."""
    book = openpyxl.load_workbook(path)
    formulas = _formulas(book)
    by_column: dict[tuple[str, int], list[int]] = defaultdict(list)
    for sheet, row, column in formulas:
        by_column[sheet, column].append(row)
    looks_at: dict[Node, set[Node]] = {}
    read = _Reader(book)
    for node, formula in formulas.items():
        targets: set[Node] = set()
        for box in read.boxes(formula, node):
            targets.update(_formulas_in(box, by_column))
        looks_at[node] = targets
    return [f"{sheet}!{get_column_letter(column)}{row}" for sheet, row, column in _round(looks_at)]


def _formulas(book: Workbook) -> dict[Node, str]:
    found: dict[Node, str] = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if isinstance(value, ArrayFormula):
                    value = value.text
                if cell.data_type == "f" or (isinstance(value, str) and value.startswith("=")):
                    found[sheet.title, int(cell.row or 0), int(cell.column or 0)] = str(value)
    return found


def _formulas_in(box: Box, by_column: Mapping[tuple[str, int], list[int]]) -> Iterator[Node]:
    for (sheet, column), rows in by_column.items():
        if sheet == box.sheet and box.first_column <= column <= box.last_column:
            for row in rows:
                if box.first_row <= row <= box.last_row:
                    yield sheet, row, column


class _Reader:
    """What the formulas of one workbook refer to."""

    def __init__(self, book: Workbook) -> None:
        self.names = {name: defined.value for name, defined in book.defined_names.items()}
        self.tables: dict[str, tuple[str, Table]] = {}
        for sheet in book.worksheets:
            for table in sheet.tables.values():
                self.tables[table.displayName] = (sheet.title, table)

    def boxes(self, formula: str, node: Node) -> Iterator[Box]:
        """The rectangles that a formula in this cell looks at."""
        text = formula if formula.startswith("=") else f"={formula}"
        for operand in _operands(text):
            yield from self._boxes_of(operand, node)

    def _boxes_of(self, operand: str, node: Node) -> Iterator[Box]:
        sheet, reference = node[0], operand
        other_sheet = SHEET_RANGE.fullmatch(operand)
        if other_sheet:
            quoted, bare, reference = other_sheet.groups()
            sheet = quoted.replace("''", "'") if quoted else bare
        structured = STRUCTURED.fullmatch(operand)
        if A1_RANGE.fullmatch(reference):
            yield _box(sheet, reference)
        elif structured:
            yield self._table_box(structured[1], structured[2], node)
        elif operand in self.names:
            yield from self.boxes(self.names[operand], node)
        else:
            raise AssertionError(f"{operand} in {node} refers to nothing that is known here")

    def _table_box(self, name: str, inside: str, node: Node) -> Box:
        """Columns of a table: of the row of the formula, or of all its rows."""
        sheet, table = self.tables[name]
        whole = _box(sheet, table.ref)
        parts = COLUMN_PART.findall(inside) or [inside]
        this_row = "#This Row" in parts
        headers = [column.name for column in table.tableColumns]
        numbers = [headers.index(part) for part in parts if not part.startswith("#")]
        first, last = (node[1], node[1]) if this_row else (whole.first_row, whole.last_row)
        columns = [whole.first_column + number for number in numbers]
        return Box(sheet, first, last, min(columns), max(columns))


@cache
def _operands(formula: str) -> tuple[str, ...]:
    """What a formula names: cells, ranges, columns of tables, defined names."""
    tokens: Iterable[Token] = Tokenizer(formula).items
    ranges = [t.value for t in tokens if t.type == Token.OPERAND and t.subtype == Token.RANGE]
    return tuple(dict.fromkeys(ranges))


@cache
def _box(sheet: str, reference: str) -> Box:
    first_column, first_row, last_column, last_row = range_boundaries(reference)
    return Box(
        sheet, first_row or 1, last_row or LAST_ROW, first_column or 1, last_column or LAST_COLUMN
    )


def _round(looks_at: Mapping[Node, set[Node]]) -> list[Node]:
    """The nodes on a circle, and those between two of them."""
    looked_at_by: dict[Node, set[Node]] = {node: set() for node in looks_at}
    for node, targets in looks_at.items():
        for target in targets:
            looked_at_by[target].add(node)
    return sorted(_endless(looks_at) & _endless(looked_at_by))


def _endless(looks_at: Mapping[Node, set[Node]]) -> set[Node]:
    """Nodes that stay when those are taken away that look at nothing, again and again."""
    waiting = {node: set(targets) for node, targets in looks_at.items()}
    looked_at_by: dict[Node, set[Node]] = defaultdict(set)
    for node, targets in waiting.items():
        for target in targets:
            looked_at_by[target].add(node)
    free = [node for node, targets in waiting.items() if not targets]
    while free:
        done = free.pop()
        del waiting[done]
        for node in looked_at_by[done]:
            waiting[node].discard(done)
            if not waiting[node] and node != done:
                free.append(node)
    return set(waiting)
