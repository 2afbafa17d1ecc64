"""The sheet Waardelijsten: every list once; behind them the lists that depend on another cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout, names
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.layout import LISTS_SHEET
from ra_excel.domain.lists import ValueList
from ra_excel.domain.model import Column, Table, Werkmap
from ra_excel.domain.tables import lists_for
from ra_excel.template.formats import Formats

TITLE = "Waardelijsten"
HELP = "De keuzes in deze werkmap. Dit blad staat vast."
WIDEST = 48


def write_lists(
    book: xlsxwriter.Workbook, sheet: Worksheet, formats: Formats, werkmap: Werkmap, cycle: Cycle
) -> None:
    """Write a column per list with its defined name; then per narrowed list its keys and values."""
    formats.write_heading(sheet, TITLE, HELP)
    lists = lists_for(cycle, werkmap)
    columns = [
        _ListColumn(name, entry.values, names.list_range_name(name))
        for name, entry in lists.items()
    ]
    for list_name, field in narrowed_fields(werkmap):
        pairs = narrowed_pairs(lists[list_name], field)
        keys, values = [key for key, _ in pairs], [value for _, value in pairs]
        name = names.keys_range_name(list_name, field)
        columns.append(_ListColumn(f"{list_name} per {field}", keys, name))
        columns.append(_ListColumn(f"{list_name}, gekozen", values))
    for number, column in enumerate(columns):
        column.write(sheet, formats, number)
        if column.range_name:
            book.define_name(column.range_name, column.range(number))
    sheet.freeze_panes(layout.HEADER_ROW, 0)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True})


@dataclass(frozen=True)
class _ListColumn:
    """A header with values below it, and the defined name of those values, if they have one."""

    header: str
    values: Sequence[str]
    range_name: str = ""

    def write(self, sheet: Worksheet, formats: Formats, number: int) -> None:
        """Write this as the column with that number, from 0."""
        longest = max(len(text) for text in (self.header, *self.values))
        sheet.set_column(number, number, min(longest + 2, WIDEST))
        sheet.write_string(layout.HEADER_ROW - 1, number, self.header, formats.header)
        for row, value in enumerate(self.values, start=layout.FIRST_ROW - 1):
            sheet.write_string(row, number, value, formats.fixed)

    def range(self, number: int) -> str:
        """Where the values stand when this is the column with that number."""
        letter = layout.column_letter(number + 1)
        last = layout.FIRST_ROW + len(self.values) - 1
        return f"={LISTS_SHEET}!${letter}${layout.FIRST_ROW}:${letter}${last}"


def narrowed_fields(werkmap: Werkmap) -> list[tuple[str, str]]:
    """List and field of every narrowed dropdown, in order of first use."""
    found: dict[tuple[str, str], None] = {}
    for table in werkmap.tables.values():
        for column in table.columns:
            if column.narrowed_by:
                found[column.values, column.narrowed_by[1]] = None
            if column.narrowed_to:
                found[column.values, column.narrowed_to[0]] = None
    return list(found)


def narrowed_pairs(values: ValueList, field: str) -> list[tuple[str, str]]:
    """Key and value, sorted by key and then in the order of the list.

    So what a dropdown shows stands together.
    """
    pairs = []
    for entry in values.entries:
        keys = entry.fields[field].split("|")
        pairs += [(key, entry.value) for key in keys if key]
    return sorted(pairs, key=lambda pair: pair[0])


def dropdown_source(table: Table, column: Column, row: int) -> str:
    """Formula for the dropdown of a column on an Excel row: its list, or the part that fits."""
    whole = names.list_range_name(column.values)
    if column.narrowed_by:
        other, field = column.narrowed_by
        keys = names.keys_range_name(column.values, field)
        key = f"LEFT(${table.letter(other)}{row},1)"
        return f"=IF(ISNA(MATCH({key},{keys},0)),{whole},{_part(keys, key)})"
    if column.narrowed_to:
        field, value = column.narrowed_to
        return "=" + _part(names.keys_range_name(column.values, field), f'"{value}"')
    return f"={whole}"


def _part(keys: str, key: str) -> str:
    return f"OFFSET({keys},MATCH({key},{keys},0)-1,1,SUMPRODUCT(--({keys}={key})),1)"
