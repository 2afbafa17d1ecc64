"""What a row tells about itself: how far it is (the column Stand), and the colours of its cells.

Colour never stands alone: Stand says it in words, a cell that Controle names is bold or underlined,
a cell that asks nothing is hatched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain.model import CELL_FAULTS, ROW_STATE, Column, Table
from ra_excel.domain.rules import FOUT
from ra_excel.template.formats import Formats
from ra_excel.template.live_checks import unknown_choice
from ra_excel.template.live_rules import LiveRule
from ra_excel.template.ranges import FirstRow, ThisRow, empty, filled, greyed, is_choice, plus

COMPLETE = "✓ compleet"
MISSING = "nog "
POINTS = " · "
SEE_CONTROLE = " · zie Controle"
UNTOUCHED = "niet ingevuld"
"""What Stand says of a row without a fault, how it begins where something must be mended, what
comes before the number of aandachtspunten, and what follows when Controle names a cell of the row.
Nothing for an untouched row, unless it was prepared: then that nobody filled it in."""

STATE_FORMAT = f'''"""{MISSING}""0;;""{COMPLETE}"""'''
POINTS_FORMAT = f'''"[=0]"""";[=1]""{POINTS}1 aandachtspunt"";""{POINTS}""0"" aandachtspunten"""'''
"""Number formats that make words of a count: a formula then holds the count only once."""


def cell_faults_formula(rules: Iterable[LiveRule]) -> str:
    """The hidden column beside Stand: what the rules of cells count in this row."""
    return f"={plus(rule.hits for rule in rules)}"


def state_formula(table: Table, rules: Iterable[LiveRule]) -> str:
    """A calculated column of the Excel table, so that rows typed below the table get it too.

    With the hidden column it counts what the self-check counts of this row; ``rules`` are those of
    the sheet.
    """
    row = ThisRow(table)
    faults, points = [row.cells(CELL_FAULTS.name)], ["0"]
    for rule in rules:
        (faults if rule.severity == FOUT else points).append(rule.hits)
    state = f"TEXT(SUMPRODUCT({plus(faults)}),{STATE_FORMAT})"
    remarks = f"TEXT({plus(points)},{POINTS_FORMAT})"
    named = f'COUNTIFS(bev_blad,"{table.sheet}",bev_rij,ROW())>0'
    tells = f'{remarks}&IF({named},"{SEE_CONTROLE}","")'
    if table.is_prepared and table.key is not None:
        prepared = filled(row, table.key.name)
        untouched = f'IF({prepared},"{UNTOUCHED}"&{tells},"")'
    else:
        untouched = '""'
    return f"=IF({row.started},{state}&{tells},{untouched})"


def add_row_colours(
    sheet: Worksheet, formats: Formats, table: Table, rules: Sequence[LiveRule]
) -> None:
    """Write the conditional formats of a sheet that a province fills; the first that holds wins.

    ``rules`` are those that speak of a row, as a conditional format sees it.
    """
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
            (_asked_and_empty(table, column, rules), formats.missing),
            (greyed(table, column), formats.not_asked),
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
        ("containing", POINTS, formats.warn),
        ("begins with", COMPLETE, formats.good),
    ):
        rule = {"type": "text", "criteria": criteria, "value": text, "format": format_}
        sheet.conditional_format(table.first_row - 1, number, table.last_row - 1, number, rule)


def _asked_and_empty(table: Table, column: Column, rules: Sequence[LiveRule]) -> str:
    """A cell left empty, where a rule asks for it in this row."""
    asked = [f"({rule.cells[column.name]})" for rule in rules if column.name in rule.cells]
    if not asked or column.fixed:
        return ""
    return f"AND({empty(FirstRow(table), column.name)},({plus(asked)})>0)"


def _unknown_choice(table: Table, column: Column) -> str:
    """A choice spelled otherwise. The dropdown stops this, but not what is pasted."""
    if not is_choice(column):
        return ""
    return f"({unknown_choice(FirstRow(table), column, ())})>0"
