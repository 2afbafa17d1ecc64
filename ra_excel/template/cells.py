"""One cell of a province workbook: its value, its dropdown and its input hint."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout, names
from ra_excel.domain.excel import excel_text
from ra_excel.domain.lists import SEPARATOR, value_list
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.settings import load_settings
from ra_excel.template.waardelijsten import dropdown_source

Value = str | int | date | None
"""What an input cell holds."""

MAX_HINT_TITLE = 32
MAX_HINT = 255
"""Excel's limits for the title and the text of an input hint."""

PAGE_CHARACTERS = 260
"""Widths of columns that stay readable side by side on one landscape page (A3)."""

NOT_USUAL_HERE = (
    "Dit past hier meestal niet. Toch invullen kan, "
    "als het in de hele lijst op Waardelijsten staat."
)


def write_value(sheet: Worksheet, row: int, column: int, value: Value, format_: Format) -> None:
    """Write text as text (never as formula), numbers as numbers, dates as dates.

    None becomes an empty cell with its format. ``row`` and ``column`` count from 0.
    """
    if value is None or value == "":
        sheet.write_blank(row, column, None, format_)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, format_)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, format_)
    else:
        sheet.write_string(row, column, excel_text(value), format_)


def pages_wide(widths: Iterable[float]) -> int:
    """How many landscape pages show columns of these widths (in characters) readably."""
    return math.ceil(sum(widths) / PAGE_CHARACTERS)


def value_column(table: Table, column: Column) -> int:
    """Number, from 0, of the sheet column that holds the values; on a form all fields share it."""
    if table.is_form:
        return layout.FORM_VALUE_COLUMN - 1
    return table.columns.index(column)


def add_validation(
    sheet: Worksheet, table: Table, column: Column, first_row: int, last_row: int
) -> None:
    """Dropdown or limit, input hint and Dutch alert of a column, on these Excel rows."""
    if column.fixed or column.kind is Kind.FORMULA:
        return
    options: dict[str, Any] = {
        "input_title": column.header[:MAX_HINT_TITLE],
        "input_message": hint(column),
        "error_title": column.header[:MAX_HINT_TITLE],
        **_limit(table, column, first_row),
    }
    number = value_column(table, column)
    sheet.data_validation(first_row - 1, number, last_row - 1, number, options)


def hint(column: Column) -> str:
    """What Excel shows when a cell is chosen.

    For several choices also how to give them, and all of them when they fit.
    """
    if column.kind is not Kind.MULTI_CHOICE:
        example = f" Bijvoorbeeld: {column.example}." if column.example else ""
        return f"{column.help}{example}"[:MAX_HINT]
    values = value_list(column.values).values
    complete = (
        f"{column.help} Kies er één, of typ er meer met een puntkomma ertussen: "
        f"{SEPARATOR.join(values)}."
    )
    if len(complete) <= MAX_HINT:
        return complete
    first_two = SEPARATOR.join(values[:2])
    return f"{column.help} Meer dan één? Typ ze met een puntkomma ertussen: {first_two}."


def _limit(table: Table, column: Column, row: int) -> dict[str, Any]:
    """What XlsxWriter calls the options of a data validation, by the kind of column."""
    match column.kind:
        case Kind.CHOICE | Kind.MULTI_CHOICE:
            return _limit_choice(table, column, row)
        case Kind.REFERENCE if len(column.refers_to) == 1:
            return {
                "validate": "list",
                "source": f"={names.ids_range_name(column.refers_to[0])}",
                "error_message": "Kies een id uit de lijst.",
            }
        case Kind.DATE:
            return _limit_date()
        case Kind.INTEGER:
            least, most = column.minimum, column.maximum
            return {
                "validate": "integer",
                "criteria": "between",
                "minimum": least,
                "maximum": most,
                "error_message": f"Vul een geheel getal in van {least} tot en met {most}.",
            }
        case Kind.LONG_TEXT | Kind.TEXT:
            return _limit_text(column)
        case _:
            return {"validate": "any"}


def _limit_choice(table: Table, column: Column, row: int) -> dict[str, Any]:
    narrowed = bool(column.narrowed_by or column.narrowed_to)
    return {
        "validate": "list",
        "source": dropdown_source(table, column, row),
        "show_error": not column.open_list and column.kind is not Kind.MULTI_CHOICE,
        "error_type": "warning" if narrowed else "stop",
        "error_message": NOT_USUAL_HERE if narrowed else "Kies een waarde uit de lijst.",
    }


def _limit_date() -> dict[str, Any]:
    settings = load_settings()
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(settings.eerste_jaar, 1, 1),
        "maximum": date(settings.laatste_jaar, 12, 31),
        "error_message": "Vul een datum in als dd-mm-jjjj.",
    }


def _limit_text(column: Column) -> dict[str, Any]:
    settings = load_settings()
    longest = settings.lange_tekst_max if column.kind is Kind.LONG_TEXT else settings.tekst_max
    return {
        "validate": "length",
        "criteria": "<=",
        "value": longest,
        "error_type": "warning",
        "error_message": f"Hoogstens {longest} tekens.",
    }
