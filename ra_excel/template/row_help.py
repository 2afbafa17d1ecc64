"""What a row tells about itself: how far it is (the column Stand), and the colours of its cells.

Colour never stands alone: Stand says it in words, a cell that Controle names is bold or underlined,
a cell that asks nothing is hatched.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import names
from ra_excel.domain.model import ROW_STATE, Column, Kind, Table
from ra_excel.template.formats import Formats
from ra_excel.template.ranges import greyed, is_choice, number_of_parts, parts_of, plus

COMPLETE = "✓ compleet"
MISSING = "nog "
SEE_CONTROLE = " · zie Controle"
"""What Stand says of a complete row, how it begins where mandatory cells are empty, and what
follows when Controle names a cell of the row. Nothing for an untouched row."""


def state_formula(table: Table) -> str:
    """A calculated column of the Excel table, so that rows typed below the table get it too."""
    name = names.table_name(table)

    def this(column: Column) -> str:
        return f"{name}[[#This Row],[{column.header}]]"

    def missing(column: Column) -> str:
        is_empty = f"(LEN(TRIM({this(column)}))=0)"
        if column.required_when:
            other, value = column.required_when
            return f'({this(table.by_name[other])}="{value}")*{is_empty}'
        return is_empty

    inputs = table.input_columns
    total = plus(map(missing, table.mandatory_columns)) or "0"
    whole_row = f"{name}[[#This Row],[{inputs[0].header}]:[{inputs[-1].header}]]"
    named = f'COUNTIFS(bev_blad,"{table.sheet}",bev_rij,ROW())>0'
    state = f'IF({total}=0,"{COMPLETE}","{MISSING}"&({total}))'
    return f'=IF(COUNTA({whole_row})=0,"",{state}&IF({named},"{SEE_CONTROLE}",""))'


def add_row_colours(sheet: Worksheet, formats: Formats, table: Table) -> None:
    """Write the conditional formats of a sheet that a province fills; the first that holds wins."""
    first, last = table.first_row - 1, table.last_row - 1
    named = f'COUNTIFS(bev_blad,"{table.sheet}",bev_cel,ADDRESS(ROW(),COLUMN(),4)'
    for ernst, format_ in (("fout", formats.bad_cell), ("aandachtspunt", formats.warn_cell)):
        criteria = f'={named},bev_ernst,"{ernst}")>0'
        rule = {"type": "formula", "criteria": criteria, "format": format_}
        sheet.conditional_format(first, 0, last, len(table.columns) - 1, rule)
    for number, column in enumerate(table.columns):
        if column is ROW_STATE:
            _colour_state(sheet, formats, table)
        for criteria, format_ in (
            (_mandatory_and_empty(table, column), formats.missing),
            (greyed(table, column, table.first_row), formats.not_asked),
            (_unknown_choice(table, column), formats.warn_cell),
        ):
            if criteria:
                rule = {"type": "formula", "criteria": f"={criteria}", "format": format_}
                sheet.conditional_format(first, number, last, number, rule)


def _colour_state(sheet: Worksheet, formats: Formats, table: Table) -> None:
    number = table.columns.index(ROW_STATE)
    for criteria, text, format_ in (
        ("containing", SEE_CONTROLE, formats.bad),
        ("begins with", MISSING, formats.warn),
        ("begins with", COMPLETE, formats.good),
    ):
        rule = {"type": "text", "criteria": criteria, "value": text, "format": format_}
        sheet.conditional_format(table.first_row - 1, number, table.last_row - 1, number, rule)


def _mandatory_and_empty(table: Table, column: Column) -> str:
    """A mandatory cell left empty in a row that was begun."""
    row = table.first_row
    cell = f"${table.letter(column.name)}{row}"
    if column.fixed:
        return ""
    if column.required:
        first, *_, last = (table.letter(other.name) for other in table.input_columns)
        return f'AND({cell}="",COUNTA(${first}{row}:${last}{row})>0)'
    if column.required_when:
        other, value = column.required_when
        return f'AND({cell}="",${table.letter(other)}{row}="{value}")'
    return ""


def _unknown_choice(table: Table, column: Column) -> str:
    """Fewer known choices than parts: something is spelled otherwise.

    The dropdown stops this, but not what is pasted.
    """
    if not is_choice(column):
        return ""
    cell = f"${table.letter(column.name)}{table.first_row}"
    values = names.list_range_name(column.values)
    if column.kind is Kind.CHOICE:
        return f'AND({cell}<>"",SUMPRODUCT(--EXACT({values},TRIM({cell})))=0)'
    known = f'SUMPRODUCT(--ISNUMBER(FIND(";"&{values}&";",{parts_of(cell)})))'
    return f'AND({cell}<>"",{known}<{number_of_parts(cell)})'
