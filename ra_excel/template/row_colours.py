"""Colours that follow what is filled: named by Controle, mandatory and empty, not asked here, not in the list.

Colour never stands alone: Stand says it in words, a named cell is bold or underlined, a cell that asks nothing is hatched.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import names
from ra_excel.domain.model import ROW_STATE, Column, Kind, Table
from ra_excel.template.formats import Formats
from ra_excel.template.ranges import greyed, is_choice, number_of_parts, parts_of
from ra_excel.template.row_state import COMPLETE, MISSING, SEE_CONTROLE


def add_row_colours(sheet: Worksheet, formats: Formats, table: Table) -> None:
    """Write the conditional formats of a sheet that a province fills; the first that holds wins."""
    first, last = table.first_row, table.last_row
    width = len(table.columns)
    named = f'COUNTIFS(bev_blad,"{table.sheet}",bev_cel,ADDRESS(ROW(),COLUMN(),4)'
    for ernst, format_ in (("fout", formats.bad_cell), ("aandachtspunt", formats.warn_cell)):
        criteria = f'={named},bev_ernst,"{ernst}")>0'
        sheet.conditional_format(
            first - 1,
            0,
            last - 1,
            width - 1,
            {"type": "formula", "criteria": criteria, "format": format_},
        )
    for number, column in enumerate(table.columns):
        if column is ROW_STATE:
            _colour_state(sheet, formats, table, number)
        for criteria, format_ in (
            (_mandatory_and_empty(table, column), formats.missing),
            (greyed(table, column, first), formats.not_asked),
            (_unknown_choice(table, column), formats.warn_cell),
        ):
            if criteria:
                rule = {"type": "formula", "criteria": f"={criteria}", "format": format_}
                sheet.conditional_format(first - 1, number, last - 1, number, rule)


def _colour_state(sheet: Worksheet, formats: Formats, table: Table, number: int) -> None:
    rules = (
        ("containing", SEE_CONTROLE, formats.bad),
        ("begins with", MISSING, formats.warn),
        ("begins with", COMPLETE, formats.good),
    )
    for criteria, text, format_ in rules:
        rule = {"type": "text", "criteria": criteria, "value": text, "format": format_}
        sheet.conditional_format(table.first_row - 1, number, table.last_row - 1, number, rule)


def _mandatory_and_empty(table: Table, column: Column) -> str:
    """A mandatory cell left empty in a row that was begun."""
    row = table.first_row
    cell = f"${table.letter(column.name)}{row}"
    if column.fixed:
        return ""
    if column.required:
        inputs = table.input_columns
        return f'AND({cell}="",COUNTA(${table.letter(inputs[0].name)}{row}:${table.letter(inputs[-1].name)}{row})>0)'
    if column.required_when:
        other, value = column.required_when
        return f'AND({cell}="",${table.letter(other)}{row}="{value}")'
    return ""


def _unknown_choice(table: Table, column: Column) -> str:
    """Fewer known choices than parts: something is spelled otherwise. The dropdown stops this, but not what is pasted."""
    if not is_choice(column):
        return ""
    cell, values = (
        f"${table.letter(column.name)}{table.first_row}",
        names.list_range_name(column.values),
    )
    if column.kind is Kind.CHOICE:
        return f'AND({cell}<>"",SUMPRODUCT(--EXACT({values},TRIM({cell})))=0)'
    known = f'SUMPRODUCT(--ISNUMBER(FIND(";"&{values}&";",{parts_of(cell)})))'
    return f'AND({cell}<>"",{known}<{number_of_parts(cell)})'
