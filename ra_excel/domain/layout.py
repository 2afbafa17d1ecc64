"""Where things stand on a sheet: Excel rows and columns, from 1.

Template builder, reader and findings share these numbers.
"""

from __future__ import annotations

import re

SELF_CHECK_SHEET, LISTS_SHEET = "Zelfcontrole", "Waardelijsten"
"""The sheet on which a workbook checks itself, and the last one: the value lists."""

TITLE_ROW = 1
HELP_ROW = 2
LEGEND_ROW = 3
GROUP_ROW = 4
HEADER_ROW = 5
FIRST_ROW = 6
"""First row with data of a table; its headers stand in HEADER_ROW, its bands in GROUP_ROW."""

OVERVIEW_HEADER_ROW = 4
"""Header of every table of the national overview; its data begins in the next row."""

FORM_FIRST_ROW = 5
"""Row of the first field of a form."""
FORM_LABEL_COLUMN = 1
FORM_VALUE_COLUMN = 2
"""Columns A (label) and B (value) of a form."""

ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
"""Address of a cell, as Excel writes it."""


def column_letter(number: int) -> str:
    """Letters of column ``number``, from 1: 1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell(row: int, column: int) -> str:
    """Address of a cell: (5, 2) → B5."""
    return f"{column_letter(column)}{row}"


def column_number(letters: str) -> int:
    """Number of a column, from 1: A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def split_address(address: str) -> tuple[int, int]:
    """Row and column of an address such as ``B5``, both from 1."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)
