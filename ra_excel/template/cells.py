"""One cell of a province workbook: its value, its dropdown and its input hint."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import names
from ra_excel.domain.excel import excel_text
from ra_excel.domain.lists import SEPARATOR, value_list
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.settings import load_settings
from ra_excel.template.waardelijsten import dropdown_source

MAX_HINT_TITLE = 32
MAX_HINT = 255
"""Excel's limits for the title and the text of an input hint."""

PAGE_CHARACTERS = 260
"""Widths of columns that stay readable side by side on one landscape page (A3)."""


def write_value(
    sheet: Worksheet, row: int, column: int, value: str | int | date | None, format_: Format
) -> None:
    """Write text as text (never as formula), numbers as numbers, dates as dates, None as an empty formatted cell."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, format_)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, format_)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, format_)
    else:
        sheet.write_string(row, column, excel_text(value), format_)


def pages_wide(widths: Iterable[float]) -> int:
    """How many landscape pages beside each other show columns of these widths in characters readably."""
    return math.ceil(sum(widths) / PAGE_CHARACTERS)


def add_validation(
    sheet: Worksheet, table: Table, column: Column, first_row: int, number: int, last_row: int
) -> None:
    """Dropdown or limit, input hint and Dutch alert of a column, on rows ``first_row``..``last_row`` (from 0)."""
    if column.fixed or column.kind is Kind.FORMULA:
        return
    options: dict[str, Any] = {
        "input_title": column.header[:MAX_HINT_TITLE],
        "input_message": hint(column),
        "error_title": column.header[:MAX_HINT_TITLE],
        **_limit(table, column, first_row + 1),
    }
    sheet.data_validation(first_row, number, last_row, number, options)


def hint(column: Column) -> str:
    """What Excel shows when a cell is chosen; for several choices also how to give them, and all of them when they fit."""
    if column.kind is not Kind.MULTI_CHOICE:
        example = f" Bijvoorbeeld: {column.example}." if column.example else ""
        return f"{column.help}{example}"[:MAX_HINT]
    values = value_list(column.values).values
    text = f"{column.help} Meer dan één? Typ ze met een puntkomma ertussen: {SEPARATOR.join(values[:2])}."
    complete = f"{column.help} Kies er één, of typ er meer met een puntkomma ertussen: {SEPARATOR.join(values)}."
    return complete if len(complete) <= MAX_HINT else text


def _limit(table: Table, column: Column, row: int) -> dict[str, Any]:
    settings = load_settings()
    match column.kind:
        case Kind.CHOICE | Kind.MULTI_CHOICE:
            loose = column.open_list or column.kind is Kind.MULTI_CHOICE
            narrowed = bool(column.narrowed_by or column.narrowed_to)
            usual = "Dit past hier meestal niet. Toch invullen kan, als het in de hele lijst op Waardelijsten staat."
            return {
                "validate": "list",
                "source": dropdown_source(table, column, row),
                "show_error": not loose,
                "error_type": "warning" if narrowed else "stop",
                "error_message": usual if narrowed else "Kies een waarde uit de lijst.",
            }
        case Kind.REFERENCE if len(column.refers_to) == 1:
            return {
                "validate": "list",
                "source": f"={names.ids_range_name(column.refers_to[0])}",
                "error_message": "Kies een id uit de lijst.",
            }
        case Kind.DATE:
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": date(settings.eerste_jaar, 1, 1),
                "maximum": date(settings.laatste_jaar, 12, 31),
                "error_message": "Vul een datum in als dd-mm-jjjj.",
            }
        case Kind.INTEGER:
            return {
                "validate": "integer",
                "criteria": "between",
                "minimum": column.minimum,
                "maximum": column.maximum,
                "error_message": f"Vul een geheel getal in van {column.minimum} tot en met {column.maximum}.",
            }
        case Kind.LONG_TEXT | Kind.TEXT:
            longest = (
                settings.lange_tekst_max if column.kind is Kind.LONG_TEXT else settings.tekst_max
            )
            return {
                "validate": "length",
                "criteria": "<=",
                "value": longest,
                "error_type": "warning",
                "error_message": f"Hoogstens {longest} tekens.",
            }
        case _:
            return {"validate": "any"}
