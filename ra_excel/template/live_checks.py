"""Checks that the workbook does by itself, in formulas of Excel 2016 and LibreOffice 7.4.

Each mirrors a rule of ``ra_excel.checks`` and carries its code; a test holds formula against
Python, count by count and cell by cell. What a formula cannot decide (personal data, most dates
typed as text) waits for the check by VRO or the button.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ra_excel.domain import names
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.inzenders import NATIONAAL, Inzender
from ra_excel.domain.lists import ValueList
from ra_excel.domain.model import Column, Filler, Kind, Table
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.tables import lists_for, werkmap_of
from ra_excel.template.live_rules import LiveRule, beyond_capacity, rules_of_sheet
from ra_excel.template.ranges import (
    EveryRow,
    View,
    area,
    column_of_ones,
    empty,
    equals,
    filled,
    is_choice,
    number_of_parts,
    parts_of,
)

ROW_WEIGHT, RANK_WEIGHT = 10**6, 1000
"""The place of a finding as one number: Excel row, rank of the cell within its rule, column."""
NOWHERE = 10**12
"""More than any place."""


@dataclass(frozen=True)
class LiveCheck:
    """One line of the self-check: a rule over all rows of a table."""

    table: Table
    rule: LiveRule

    @property
    def code(self) -> str:
        """Code of the rule."""
        return self.rule.code

    @property
    def count_formula(self) -> str:
        """How many findings there are. SUMPRODUCT makes both programs calculate the arrays."""
        count = f"SUMPRODUCT({self._below_header}{self.rule.hits})"
        if self.rule.at_most is not None:
            return f"=IF({count}>{self.rule.at_most},1,{count})"
        return f"={count}"

    @property
    def place_formula(self) -> str:
        """The first finding as a number, from which row and column can be told."""
        places = []
        for rank, (column, hits) in enumerate(self.rule.cells.items()):
            cells = area(self.table, column)
            column_number = f"COLUMN({cells.split(':')[0]})"
            place = f"ROW({cells})*{ROW_WEIGHT}+{rank * RANK_WEIGHT}+{column_number}"
            places.append(f"{place}+{NOWHERE}*({self._below_header}({hits})=0)")
        return f"=SUMPRODUCT(MIN({','.join(places)}))"

    @property
    def _below_header(self) -> str:
        if self.table.is_form:
            return ""
        first = area(self.table, self.table.columns[0].name)
        return f"(ROW({first})>{self.table.header_row})*"


def live_checks(cycle: Cycle, inzender: Inzender) -> list[LiveCheck]:
    """All live checks of one workbook, in the order of the sheets."""
    werkmap = werkmap_of(inzender)
    checks = [LiveCheck(werkmap.start, _start_rule(werkmap.start))]
    if AGENDA in werkmap.data_tables:
        checks.append(LiveCheck(werkmap.start, beyond_capacity()))
        if inzender != NATIONAAL:
            checks.append(LiveCheck(AGENDA, no_vraagstuk()))
    for table in werkmap.data_tables:
        if table.filled_by is Filler.INZENDER:
            row = EveryRow(table)
            rules = (*rules_of_cells(row, cycle, inzender), *rules_of_sheet(row, inzender, cycle))
            checks += [LiveCheck(table, rule) for rule in rules]
    return checks


def _start_rule(form: Table) -> LiveRule:
    """Fields of the form that are mandatory and empty."""
    wanted = [column.name for column in form.columns if column.required]
    return LiveRule("CE-01", {name: empty(EveryRow(form), name) for name in wanted}, once=False)


def no_vraagstuk() -> LiveRule:
    """AG-13: nobody filled anything on Agenda. It stands at the first title."""
    row = EveryRow(AGENDA)
    first = f"({row.position}={AGENDA.first_row - AGENDA.header_row + 1})"
    below_header = f"(ROW({area(AGENDA, 'id')})>{AGENDA.header_row})"
    none = f"(SUMPRODUCT({below_header}*{row.started})=0)"
    return LiveRule("AG-13", {"titel": f"{first}*{none}"})


def rules_of_cells(row: View, cycle: Cycle, inzender: Inzender) -> list[LiveRule]:
    """The rules for each kind of column: what is due, and what cannot be."""
    if row.table is ROLMATRIX:
        return []
    rules = (
        mandatory(row),
        *_unknown_choices(row, lists_for(cycle, werkmap_of(inzender))),
        _no_dates(row),
        _wrong_lengths(row),
        *_references(row, inzender),
    )
    return [rule for rule in rules if rule.cells]


def mandatory(row: View) -> LiveRule:
    """CE-01: cells that are due in this row and say nothing."""
    cells: dict[str, str] = {}
    for column in row.table.input_columns:
        if column.required_when:
            other, value = column.required_when
            cells[column.name] = f"{equals(row, other, value)}*{empty(row, column.name)}"
        elif column.required:
            cells[column.name] = f"{row.started}*{empty(row, column.name)}"
    return LiveRule("CE-01", cells, once=False)


def _unknown_choices(row: View, lists: Mapping[str, ValueList]) -> Iterator[LiveRule]:
    """CE-02: a choice that is not in its list.

    Columns of one choice and of several apart: a formula holds no more than 8,192 characters.
    """
    for kind in (Kind.CHOICE, Kind.MULTI_CHOICE):
        cells = {}
        for column in row.table.input_columns:
            if is_choice(column) and column.kind is kind:
                cells[column.name] = unknown_choice(row, column, lists[column.values].values)
        yield LiveRule("CE-02", cells, once=False)


def unknown_choice(row: View, column: Column, values: tuple[str, ...]) -> str:
    """Fewer known choices than parts: something is spelled otherwise. Capitals do not matter.

    For one row the list by its name. For all rows a row constant of the values against the column:
    a grid of row x value that MMULT adds up per row.
    """
    cells, listed = row.cells(column.name), names.list_range_name(column.values)
    constant = ",".join(f'"{value}"' for value in values)
    ones = column_of_ones(len(values))
    if column.kind is Kind.CHOICE:
        count = f"MMULT(--(TRIM({cells})={{{constant}}}),{ones})"
        if row.one_row:
            count = f"SUMPRODUCT(--({listed}=TRIM({cells})))"
        return f'({cells}<>"")*({count}=0)'
    constant = ",".join(f'";{value};"' for value in values)
    count = f"MMULT(--ISNUMBER(SEARCH({{{constant}}},{parts_of(cells)})),{ones})"
    if row.one_row:
        count = f'SUMPRODUCT(--ISNUMBER(SEARCH(";"&{listed}&";",{parts_of(cells)})))'
    return f'({cells}<>"")*({count}<{number_of_parts(cells)})'


def _no_dates(row: View) -> LiveRule:
    """CE-03: a number that is no likely date, or text without what any date in text has.

    A date in text (3-4-2026, 3 april 2026) has two separators and is left to the full check.
    """
    settings = load_settings()
    earliest, latest = f"DATE({settings.eerste_jaar},1,1)", f"DATE({settings.laatste_jaar + 1},1,1)"
    cells = {}
    for column in row.table.input_columns:
        if column.kind is Kind.DATE:
            cell = row.cells(column.name)
            number = f"ISNUMBER({cell})*((({cell}<{earliest})+({cell}>={latest}))>0)"
            bare = f"TRIM({cell})"
            for separator in ("-", "/", ".", " "):
                bare = f'SUBSTITUTE({bare},"{separator}","")'
            few = f"(LEN(TRIM({cell}))-LEN({bare})<2)"
            cells[column.name] = f"({number}+ISTEXT({cell})*{filled(row, column.name)}*{few})"
    return LiveRule("CE-03", cells, once=False)


def _wrong_lengths(row: View) -> LiveRule:
    """CE-05: a text of a few letters, or a whole report. LOOKUP finds in which stretch it is."""
    settings = load_settings()
    cells = {}
    for column in row.table.input_columns:
        if column.kind is Kind.LONG_TEXT:
            least, most = settings.lange_tekst_min, settings.lange_tekst_max
        elif column.kind is Kind.TEXT:
            least, most = settings.tekst_min, settings.tekst_max
        else:
            continue
        length = f"LEN(TRIM({row.cells(column.name)}))"
        bounds = f"{{0,1,{least},{most + 1}}},{{0,1,0,1}}"
        cells[column.name] = f"LOOKUP({length},{bounds})"
    return LiveRule("CE-05", cells, once=False)


def _references(row: View, inzender: Inzender) -> Iterator[LiveRule]:
    """CE-07 and CE-08: an id that no filled row has, and what is no id at all."""
    nothing, no_id = {}, {}
    for column in row.table.columns:
        if column.kind is Kind.ID and not column.fixed:
            right = _has_form(row.cells(column.name), row.table, inzender)
            no_id[column.name] = f"{row.started}*{filled(row, column.name)}*(1-{right})"
        targets = werkmap_of(inzender).targets(column)
        if column.kind is Kind.REFERENCE and len(targets) == 1:
            target, cell = targets[0], row.cells(column.name)
            right = _has_form(cell, target, inzender)
            no_id[column.name] = f"{filled(row, column.name)}*(1-{right})"
            begun = target.mandatory_columns[0].name
            filled_rows = f'{area(target, "id")},TRIM({cell}),{area(target, begun)},"?*"'
            nothing[column.name] = f"{right}*(COUNTIFS({filled_rows})=0)"
    if row.sees_other_sheets:
        yield LiveRule("CE-07", nothing, once=False)
    yield LiveRule("CE-08", no_id, once=False)


def _has_form(cell: str, table: Table, inzender: Inzender) -> str:
    """The cell holds an id of this table: its letters, and three or four digits."""
    prefix, text = f"{inzender.code}-{table.id_letter}", f"TRIM({cell})"
    length = len(prefix)
    digits = f"ISNUMBER(--MID({text},{length + 1},4))"
    right_length = f"(LEN({text})>={length + 3})*(LEN({text})<={length + 4})"
    return f'(EXACT(LEFT({text},{length}),"{prefix}")*{digits}*{right_length})'
