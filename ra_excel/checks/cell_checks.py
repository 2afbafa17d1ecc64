"""The checks of one column, declared once: from here come both the loop over plain cells and the
schemas of pandera; the catalogue words what fails.

A cell check is a function over one raw cell, a column check one over all cells of a column in one
workbook; True is in order. A check is silent about cells that another code speaks of: emptiness is
CE-01, an error value CE-09.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.lists import ValueList, split_choices
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.settings import load_settings
from ra_excel.domain.tables import EVERY_TABLE, id_pattern, list_for
from ra_excel.reading.tables import SheetTable
from ra_excel.reading.values import (
    ExcelError,
    as_text,
    clean_text,
    is_empty,
    is_visible,
    parse_date,
    parse_integer,
)

CellTest = Callable[[object], bool]
ColumnTest = Callable[[Sequence[object], str], Sequence[bool]]

EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,}", re.IGNORECASE
)  # lengths of RFC 5321; bounded, so linear
PHONE = re.compile(
    r"(?<![\d/.-])(?!\d\d?-\d\d?-\d{4})"  # a date followed by a number is none
    r"(?:(?:\+31|0031) ?(?:\(0\))?|\(?0)[ -]?[1-9](?:[ ()-]{0,3}\d){8}(?!\d)"
)
NO_DIGIT = bytes(code for code in range(128) if not chr(code).isdigit())
"""ASCII without its digits."""
NINE_DIGITS = re.compile(r"(?<![\d./=-])(?:\d{9}|\d{4}\.\d\d\.\d{3})(?!\d)")
FORMULA_START = re.compile(r"[=@+]|-[^\s\d]")


@dataclass(frozen=True)
class CellCheck:
    """A check over one raw cell. It is asked of empty cells only when ``of_empty_too``."""

    code: str
    test: CellTest
    of_empty_too: bool = False

    def passed(self, cells: Sequence[object], _owner: str) -> Sequence[bool]:
        """One boolean per cell."""
        if self.of_empty_too:
            return [self.test(cell) for cell in cells]
        return [cell is None or self.test(cell) for cell in cells]


@dataclass(frozen=True)
class ColumnCheck:
    """A check over the raw cells of a column in one workbook, given the code of its owner."""

    code: str
    test: ColumnTest

    def passed(self, cells: Sequence[object], owner: str) -> Sequence[bool]:
        """One boolean per cell."""
        return self.test(cells, owner)


class CellFault(NamedTuple):
    """A cell that fails a check: its Excel row, the name of its column, the code of the check."""

    number: int
    column: str
    code: str


def faults_in(sheet_table: SheetTable, owner: str, cycle_id: str) -> list[CellFault]:
    """Every cell of a table that fails a check of its column. Columns that are not there are
    skipped.
    """
    return [
        CellFault(number, column.name, check.code)
        for column in checked_columns(sheet_table.table)
        if column.name in sheet_table.columns
        for check in checks_of(sheet_table.table, column, cycle_id)
        for number, passed in zip(
            sheet_table.numbers,
            check.passed(sheet_table.columns[column.name], owner),
            strict=True,
        )
        if not passed
    ]


def checked_columns(table: Table) -> list[Column]:
    """The columns that somebody fills, and the ids."""
    return [column for column in table.data_columns if column.kind is Kind.ID or not column.fixed]


@cache
def checks_of(table: Table, column: Column, cycle_id: str) -> Sequence[CellCheck | ColumnCheck]:
    """The checks that the declaration of a column asks for, in workbooks of a cycle."""
    return (
        CellCheck("CE-09", no_error_value),
        *_of_value(column, cycle_id),
        *_of_text(column),
        *_of_presence(table, column),
    )


def _of_value(column: Column, cycle_id: str) -> Iterator[CellCheck]:
    """The cell is what its kind says."""
    match column.kind:
        case Kind.CHOICE if not column.open_list:
            yield CellCheck("CE-02", in_list(_list_of(column, cycle_id)))
        case Kind.MULTI_CHOICE if not column.open_list:
            yield CellCheck("CE-02", each_in_list(_list_of(column, cycle_id)))
        case Kind.MULTI_CHOICE:
            yield CellCheck("CE-02", well_separated(_list_of(column, cycle_id)))
        case Kind.DATE:
            yield CellCheck("CE-03", valid_date)
        case Kind.INTEGER:
            yield CellCheck("CE-04", whole_number(column.minimum, column.maximum))
        case Kind.TEXT | Kind.LONG_TEXT:
            yield CellCheck("CE-05", fitting_length(*length_bounds(column)))


def _list_of(column: Column, cycle_id: str) -> ValueList:
    return list_for(load_cycle(cycle_id), column.values)


def _of_text(column: Column) -> Iterator[CellCheck]:
    """The text holds nothing that does not belong there."""
    if column.kind is Kind.LONG_TEXT:
        yield CellCheck("CE-10", nothing_invisible)
    elif column.kind not in (Kind.DATE, Kind.INTEGER):
        yield CellCheck("CE-10", no_stray_characters)
    if column.kind in (Kind.TEXT, Kind.LONG_TEXT) or column.open_list:
        yield CellCheck("CE-11", no_personal_data)
        yield CellCheck("CE-12", no_formula_text)


def _of_presence(table: Table, column: Column) -> Iterator[CellCheck | ColumnCheck]:
    """The cell is filled, with an id that is its own or leads somewhere."""
    if column.required or column.kind is Kind.ID:
        yield CellCheck("CE-01", filled, of_empty_too=True)
    if column.kind is Kind.REFERENCE:
        yield ColumnCheck("CE-08", own_ids(tuple(EVERY_TABLE[name] for name in column.refers_to)))
    if column.kind is Kind.ID:
        yield ColumnCheck("CE-06", unique)
        if not column.fixed:
            yield ColumnCheck("CE-08", own_ids((table,)))


def _no_text(value: object) -> bool:
    return is_empty(value) or isinstance(value, ExcelError)


def _speaks(test: CellTest) -> CellTest:
    """The test, silent about empty cells and error values."""
    return lambda value: _no_text(value) or test(value)


def filled(value: object) -> bool:
    """CE-01: the cell says something."""
    return not is_empty(value)


def no_error_value(value: object) -> bool:
    """CE-09: no ``#N/A`` and the like."""
    return not isinstance(value, ExcelError)


def in_list(values: ValueList) -> CellTest:
    """CE-02: the choice stands in the list, in whatever capitals."""

    def test(value: object) -> bool:
        return isinstance(value, str) and values.own_spelling(clean_text(value)) is not None

    return _speaks(test)


def each_in_list(values: ValueList) -> CellTest:
    """CE-02: each of the choices stands in the list, in whatever capitals."""

    def test(value: object) -> bool:
        if not isinstance(value, str):
            return False
        choices = split_choices(clean_text(value))
        return all(values.own_spelling(choice) is not None for choice in choices)

    return _speaks(test)


def well_separated(values: ValueList) -> CellTest:
    """CE-02: where a list only suggests, names from it have a semicolon between them."""

    def test(value: object) -> bool:
        choices = split_choices(clean_text(value)) if isinstance(value, str) else []
        return not any(values.is_badly_separated(choice) for choice in choices)

    return _speaks(test)


def valid_date(value: object) -> bool:
    """CE-03: one possible date, in a year that is no slip."""
    if _no_text(value):
        return True
    settings = load_settings()
    day = parse_date(value)
    return day is not None and settings.eerste_jaar <= day.year <= settings.laatste_jaar


def whole_number(minimum: int | None, maximum: int | None) -> CellTest:
    """CE-04: a whole number within these bounds."""

    def test(value: object) -> bool:
        number = parse_integer(value)
        return (
            number is not None
            and (minimum is None or number >= minimum)
            and (maximum is None or number <= maximum)
        )

    return _speaks(test)


def length_bounds(column: Column) -> tuple[int, int]:
    """Least and most characters of a text column."""
    settings = load_settings()
    if column.kind is Kind.LONG_TEXT:
        return settings.lange_tekst_min, settings.lange_tekst_max
    return settings.tekst_min, settings.tekst_max


def fitting_length(least: int, most: int) -> CellTest:
    """CE-05: neither a few letters nor a whole report."""

    def test(value: object) -> bool:
        length = len(as_text(value))
        return least <= length <= most or length == 0 or isinstance(value, ExcelError)

    return test


def own_ids(tables: tuple[Table, ...]) -> ColumnTest:
    """CE-08: an id of the form of one of these tables, and of the owner of the workbook."""

    def test(cells: Sequence[object], owner: str) -> Sequence[bool]:
        pattern = re.compile("|".join(id_pattern(table, owner) for table in tables))
        return [_no_text(cell) or pattern.fullmatch(as_text(cell)) is not None for cell in cells]

    return test


def unique(cells: Sequence[object], _owner: str) -> Sequence[bool]:
    """CE-06: the first cell of a workbook with an id keeps it; later ones are double."""
    known: set[str] = set()
    passed = []
    for cell in cells:
        id_ = "" if _no_text(cell) else as_text(cell)
        passed.append(id_ not in known)
        if id_:
            known.add(id_)
    return passed


def nothing_invisible(value: object) -> bool:
    """CE-10 for long texts: nothing that nobody sees."""
    return not isinstance(value, str) or is_visible(value) or is_empty(value)


def no_stray_characters(value: object) -> bool:
    """CE-10 for short cells: nothing invisible, and no spaces around the text."""
    return (
        not isinstance(value, str)
        or (value == value.strip(" \t\u00a0") and is_visible(value))
        or is_empty(value)
    )


def personal_data(text: str) -> str | None:
    """What kinds of personal data a text seems to hold, in words, or None."""
    at, digits = "@" in text, _may_hold_nine_digits(text)
    if not at and not digits:  # nearly every text
        return None
    found = {
        "een e-mailadres": at and EMAIL.search(text),
        "een telefoonnummer": digits and PHONE.search(text),
        "een burgerservicenummer": digits
        and any(passes_eleven_test(nine.replace(".", "")) for nine in NINE_DIGITS.findall(text)),
    }
    return " en ".join(words for words, holds in found.items() if holds) or None


def _may_hold_nine_digits(text: str) -> bool:
    """Whether a text has the nine digits of a telephone number or BSN; counting bytes is much
    quicker than a pattern.

    A digit beyond ASCII takes several bytes, so every other byte beyond ASCII counts as one to be
    sure.
    """
    return len(text.encode(errors="surrogatepass").translate(None, NO_DIGIT)) >= 9


def passes_eleven_test(digits: str) -> bool:
    """Whether nine digits satisfy the elfproef of the BSN."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return (
        digits != "000000000"
        and sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0
    )


def no_personal_data(value: object) -> bool:
    """CE-11: no e-mail address, telephone number or BSN."""
    return not isinstance(value, str) or personal_data(value) is None


def no_formula_text(value: object) -> bool:
    """CE-12: does not start as a formula would; a dash before a space or number is fine."""
    return (
        not isinstance(value, str)
        or value[:1].isalnum()
        or FORMULA_START.match(clean_text(value)) is None
    )
