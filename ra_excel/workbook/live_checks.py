"""Checks that the workbook does by itself, in formulas that Excel 2016 and LibreOffice 7.4 both know.

Each mirrors a rule of ``ra_excel.checks`` and carries its code; a test holds formula against Python. What a formula
cannot decide (spelling of several choices, personal data, dates typed as text) waits for the check by VRO or the button.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ra_excel.domain.cycle import Cycle
from ra_excel.domain.lists import ValueList, value_list
from ra_excel.domain.model import Column, Filler, Kind, Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.agenda import AGENDA, GEAGENDEERD, JA, OVERSTIJGEND
from ra_excel.domain.sheets.monitoring import GEREALISEERD, MONITORING, VERVALLEN
from ra_excel.domain.sheets.rolmatrix import GREMIUM, ROLMATRIX
from ra_excel.domain.sheets.start import START
from ra_excel.domain.tables import DATA_TABLES, LISTS_SHEET, lists_for
from ra_excel.settings import load_settings
from ra_excel.workbook.areas import area, empty, equals, form_cell, is_choice, number_of_parts, parts_of, started


@dataclass(frozen=True)
class LiveCheck:
    """One check. ``hits`` is an array expression with the number of faults in each row of the table; ``column`` is
    where a click on the first one leads."""

    code: str
    table: Table
    hits: str
    column: str

    @property
    def count_formula(self) -> str:
        """How many faults there are."""
        return f"=SUMPRODUCT({self.hits})"

    @property
    def first_row_expression(self) -> str:
        """Excel row of the first fault; meaningless when there is none. SUMPRODUCT makes both programs calculate the array."""
        rows = f"ROW({area(self.table, self.column)})"
        return f"SUMPRODUCT(MIN({rows}+10^7*(({self.hits})=0)))"


def reports(voortgang: str) -> str:
    """Per agreement: how many progress reports say this."""
    return f'COUNTIFS({area(MONITORING, "afspraak")},{area(AFSPRAKEN, "id")},{area(MONITORING, "voortgang")},"{voortgang}")'


PEILDATUM = form_cell(START, "peildatum")
NOT_DROPPED = f"({reports(VERVALLEN)}=0)"
NOT_FINISHED = f"({reports(GEREALISEERD)}+{reports(VERVALLEN)}=0)"


def live_checks(cycle: Cycle) -> list[LiveCheck]:
    """All live checks in the order of the sheets."""
    lists = lists_for(cycle)
    found = [LiveCheck("CE-01", START, _start_hits(), "provincie")]
    for table in DATA_TABLES:
        if table.filled_by is Filler.PROVINCIE and table is not ROLMATRIX:
            found.append(LiveCheck("CE-01", table, _mandatory_hits(table), "stand_rij"))
            if choices := _choice_hits(table, lists):
                found.append(LiveCheck("CE-02", table, choices, "id"))
        found += _of_sheet(table)
    return found


def _of_sheet(table: Table) -> Iterator[LiveCheck]:
    if table is AGENDA:
        yield from _agenda()
    elif table is ROLMATRIX:
        yield from _rolmatrix()
    elif table is AFSPRAKEN:
        yield from _afspraken()


def _start_hits() -> str:
    """Per field of Start: mandatory and empty."""
    wanted = ";".join("1" if column.required else "0" for column in START.columns)
    return f"{empty(START, 'provincie')}*{{{wanted}}}"


def _mandatory_hits(table: Table) -> str:
    parts = []
    for column in table.input_columns:
        if column.required_when:
            other, value = column.required_when
            parts.append(f"{equals(table, other, value)}*{empty(table, column.name)}")
        elif column.required:
            parts.append(f"{started(table)}*{empty(table, column.name)}")
    return "+".join(parts)


def _choice_hits(table: Table, lists: Mapping[str, ValueList]) -> str:
    """Per row: how many cells hold something that is not in their list."""
    return "+".join(_unknown(table, column, lists[column.values].values) for column in table.input_columns if is_choice(column))


def _unknown(table: Table, column: Column, values: Sequence[str]) -> str:
    """A row constant of the values against the column makes a grid of row x value; MMULT adds it up per row."""
    cells = area(table, column.name)
    if column.kind is Kind.CHOICE:
        constant = ",".join(f'"{value}"' for value in values)
        return f'({cells}<>"")*({_per_row(f"EXACT(TRIM({cells}),{{{constant}}})", values)}=0)'
    constant = ",".join(f'";{value};"' for value in values)
    known = _per_row(f"ISNUMBER(FIND({{{constant}}},{parts_of(cells)}))", values)
    return f'({cells}<>"")*({known}<{number_of_parts(cells)})'


def _per_row(grid: str, values: Sequence[str]) -> str:
    first, last = (f"INDEX({LISTS_SHEET}!$A:$A,{row})" for row in (1, len(values)))
    return f"MMULT(--{grid},ROW({first}:{last})^0)"


def _agenda() -> Iterator[LiveCheck]:
    on_agenda = equals(AGENDA, "status", GEAGENDEERD)
    codes = [entry.code for entry in value_list("criteria").entries]
    met = "+".join(equals(AGENDA, f"criterium_{code}", JA) for code in codes)
    yield LiveCheck("AG-01", AGENDA, f"{on_agenda}*(({met})=0)", f"criterium_{codes[0]}")
    without = "+".join(f"{equals(AGENDA, f'criterium_{c}', JA)}*{empty(AGENDA, f'onderbouwing_{c}')}" for c in codes)
    yield LiveCheck("AG-02", AGENDA, without, "id")
    overstijgend = equals(AGENDA, "reikwijdte", OVERSTIJGEND)
    yield LiveCheck("AG-05", AGENDA, f"{overstijgend}*{empty(AGENDA, 'andere_provincies')}", "andere_provincies")
    priority, status = area(AGENDA, "prioriteit"), area(AGENDA, "status")
    pair = f'{priority}&"|"&{status}'
    earlier = f"(MATCH({pair},{pair},0)<ROW({priority})-{AGENDA.header_row})"
    none, double = empty(AGENDA, "prioriteit"), f'({priority}<>"")*{earlier}'
    yield LiveCheck("AG-06", AGENDA, f"{on_agenda}*({none}+{double})", "prioriteit")


def _rolmatrix() -> Iterator[LiveCheck]:
    table_row, other = equals(ROLMATRIX, "partij", GREMIUM), f'({area(ROLMATRIX, "partij")}<>"{GREMIUM}")'
    role = f'({area(ROLMATRIX, "id")}<>"")'
    yield LiveCheck("RO-01", ROLMATRIX, f"{role}*{other}*{empty(ROLMATRIX, 'invuller')}", "invuller")
    yield LiveCheck("RO-02", ROLMATRIX, f"{table_row}*{empty(ROLMATRIX, 'gremium')}", "gremium")


def _afspraken() -> Iterator[LiveCheck]:
    begun = started(AFSPRAKEN)
    smart = "+".join(empty(AFSPRAKEN, column) for column in ("trekker", "resultaat", "deadline", "borging"))
    yield LiveCheck("AF-01", AFSPRAKEN, f"{begun}*{NOT_DROPPED}*(({smart})>0)", "trekker")
    landing = f"{empty(AFSPRAKEN, 'landing_instrument')}*{empty(AFSPRAKEN, 'landing_document')}"
    yield LiveCheck("AF-02", AFSPRAKEN, f"{begun}*{NOT_DROPPED}*{landing}", "landing_instrument")
    ids, reported = area(AFSPRAKEN, "id"), area(MONITORING, "afspraak")
    ratified = f"ISNUMBER({area(AFSPRAKEN, 'vastgesteld_op')})"
    yield LiveCheck("MO-01", AFSPRAKEN, f"{ratified}*(COUNTIF({reported},{ids})=0)", "id")
    limit = f'">="&EDATE({PEILDATUM},-{load_settings().max_maanden_zonder_bericht})'
    recent = f"COUNTIFS({reported},{ids},{area(MONITORING, 'peildatum')},{limit})"
    yield LiveCheck("MO-02", AFSPRAKEN, f"{begun}*(COUNTIF({reported},{ids})>0)*({recent}=0)*{NOT_FINISHED}", "id")
    deadline = area(AFSPRAKEN, "deadline")
    yield LiveCheck("MO-03", AFSPRAKEN, f"ISNUMBER({deadline})*({deadline}<{PEILDATUM})*{NOT_FINISHED}", "deadline")
