"""The checks of one column as functions over its cells; pandera runs them, the catalogue words them.

Every function takes the raw cells of one column, of one or many workbooks, and gives one boolean per cell: True is in
order. A check is silent about cells that another code speaks of: emptiness is CE-01, an error value CE-09.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import pandas as pd

from ra_excel.domain.lists import split_choices
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.settings import load_settings
from ra_excel.domain.tables import id_pattern
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
ColumnTest = Callable[[pd.Series], pd.Series]

PLACE, OWNER, ROW = "werkmap", "provincie", "rij"
"""Levels of the index over the cells: which workbook, the code of its province, the Excel row."""

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


@cache
def per_cell(test: CellTest) -> ColumnTest:
    """A cell test as a check over a column; about a cell that was never filled it says nothing. Each text is judged once."""

    def check(cells: pd.Series) -> pd.Series:
        values = cells.tolist()
        wrong = {
            text for text in {value for value in values if type(value) is str} if not test(text)
        }
        return _answers(
            cells,
            [
                value not in wrong if type(value) is str else value is None or test(value)
                for value in values
            ],
        )

    return check


def _answers(cells: pd.Series, passed: Sequence[bool]) -> pd.Series:
    return pd.Series(np.array(passed, dtype=bool), index=cells.index)


def _speaks(test: CellTest) -> CellTest:
    """The test, silent about empty cells and error values."""
    return lambda value: _no_text(value) or test(value)


def filled(cells: pd.Series) -> pd.Series:
    """CE-01: the cell says something."""
    return _answers(cells, [not is_empty(value) for value in cells.tolist()])


def no_error_value(cells: pd.Series) -> pd.Series:
    """CE-09: no ``#N/A`` and the like."""
    return _answers(cells, [not isinstance(value, ExcelError) for value in cells.tolist()])


@cache
def in_list(values: tuple[str, ...]) -> CellTest:
    """CE-02: the choice stands in the list."""
    allowed = frozenset(values)
    return _speaks(lambda value: isinstance(value, str) and clean_text(value) in allowed)


@cache
def each_in_list(values: tuple[str, ...]) -> CellTest:
    """CE-02: each of the choices stands in the list."""
    allowed = frozenset(values)
    return _speaks(
        lambda value: (
            isinstance(value, str)
            and all(part in allowed for part in split_choices(clean_text(value)))
        )
    )


def valid_date(value: object) -> bool:
    """CE-03: one possible date, in a year that is no slip."""
    if is_empty(value) or isinstance(value, ExcelError):
        return True
    settings = load_settings()
    day = parse_date(value)
    return day is not None and settings.eerste_jaar <= day.year <= settings.laatste_jaar


@cache
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


@cache
def fitting_length(least: int, most: int) -> CellTest:
    """CE-05: neither a few letters nor a whole report."""

    def test(value: object) -> bool:
        length = len(as_text(value))
        return least <= length <= most or length == 0 or isinstance(value, ExcelError)

    return test


@cache
def own_ids(tables: tuple[Table, ...]) -> ColumnTest:
    """CE-08: an id of the form of one of these tables, and of the province that the workbook is of."""

    def check(cells: pd.Series) -> pd.Series:
        owners = cells.index.get_level_values(OWNER).tolist()
        own = {
            owner: re.compile("|".join(id_pattern(table, owner) for table in tables)).fullmatch
            for owner in set(owners)
        }
        pairs = zip(cells.tolist(), owners, strict=True)
        return _answers(
            cells,
            [_no_text(value) or own[owner](as_text(value)) is not None for value, owner in pairs],
        )

    return check


def _no_text(value: object) -> bool:
    return is_empty(value) or isinstance(value, ExcelError)


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
    """Whether a text has the nine digits of a telephone number or BSN; counting bytes is much quicker than a pattern.

    A digit beyond ASCII takes several bytes, so every other byte beyond ASCII counts as one to be sure.
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


def unique(cells: pd.Series) -> pd.Series:
    """CE-06: the first cell of a workbook with an id keeps it; later ones are double."""
    seen: set[tuple[int, str]] = set()

    def first(place: int, value: object) -> bool:
        if _no_text(value):
            return True
        known, key = len(seen), (place, as_text(value))
        seen.add(key)
        return len(seen) > known

    places = cells.index.get_level_values(PLACE).tolist()
    return _answers(
        cells, [first(place, value) for place, value in zip(places, cells.tolist(), strict=True)]
    )
