"""The sheet Waardelijsten: every list once, and behind them the lists that depend on another cell."""

from __future__ import annotations

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout, names
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.lists import ValueList
from ra_excel.domain.model import Column, Table
from ra_excel.domain.tables import LISTS_SHEET, TABLES, lists_for
from ra_excel.template.formats import Formats


def write_lists(
    book: xlsxwriter.Workbook, sheet: Worksheet, formats: Formats, cycle: Cycle
) -> None:
    """Write one list per column with its defined name; then per narrowed list two columns, keys and values."""
    formats.write_heading(sheet, "Waardelijsten", "De keuzes in deze werkmap. Dit blad staat vast.")
    lists = lists_for(cycle)
    for number, (name, values) in enumerate(lists.items()):
        _write_column(
            book, sheet, formats, number, (name, names.list_range_name(name)), values.values
        )
    number = len(lists)
    for list_name, field in narrowed_fields():
        pairs = narrowed_pairs(lists[list_name], field)
        keys_name = names.keys_range_name(list_name, field)
        _write_column(
            book,
            sheet,
            formats,
            number,
            (f"{list_name} per {field}", keys_name),
            [key for key, _ in pairs],
        )
        _write_column(
            book,
            sheet,
            formats,
            number + 1,
            (f"{list_name}, gekozen", None),
            [value for _, value in pairs],
        )
        number += 2
    sheet.freeze_panes(layout.HEADER_ROW, 0)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True})


def _write_column(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    formats: Formats,
    number: int,
    titles: tuple[str, str | None],
    values: Sequence[str],
) -> None:
    header, range_name = titles
    sheet.set_column(number, number, min(max(len(v) for v in (header, *values)) + 2, 48))
    sheet.write_string(layout.HEADER_ROW - 1, number, header, formats.header)
    for offset, value in enumerate(values):
        sheet.write_string(layout.FIRST_ROW - 1 + offset, number, value, formats.fixed)
    if range_name:
        letter, last = layout.column_letter(number + 1), layout.FIRST_ROW + len(values) - 1
        book.define_name(
            range_name, f"={LISTS_SHEET}!${letter}${layout.FIRST_ROW}:${letter}${last}"
        )


def narrowed_fields() -> list[tuple[str, str]]:
    """List and field of every narrowed dropdown, in order of first use."""
    found: dict[tuple[str, str], None] = {}
    for table in TABLES.values():
        for column in table.columns:
            if column.narrowed_by:
                found[column.values, column.narrowed_by[1]] = None
            if column.narrowed_to:
                found[column.values, column.narrowed_to[0]] = None
    return list(found)


def narrowed_pairs(values: ValueList, field: str) -> list[tuple[str, str]]:
    """Key and value, sorted by key and then as the list has them: what a dropdown shows stands together."""
    pairs = [
        (key, entry.value)
        for entry in values.entries
        for key in entry.fields[field].split("|")
        if key
    ]
    return sorted(pairs, key=lambda pair: pair[0])


def dropdown_source(table: Table, column: Column, row: int) -> str:
    """Formula for the dropdown of a column, seen from Excel row ``row``: its list, or the part of it that fits there."""
    whole = names.list_range_name(column.values)
    if column.narrowed_by:
        other, field = column.narrowed_by
        keys, key = (
            names.keys_range_name(column.values, field),
            f"LEFT(${table.letter(other)}{row},1)",
        )
        return f"=IF(ISNA(MATCH({key},{keys},0)),{whole},{_part(keys, key)})"
    if column.narrowed_to:
        field, value = column.narrowed_to
        return "=" + _part(names.keys_range_name(column.values, field), f'"{value}"')
    return f"={whole}"


def _part(keys: str, key: str) -> str:
    return f"OFFSET({keys},MATCH({key},{keys},0)-1,1,SUMPRODUCT(--({keys}={key})),1)"
