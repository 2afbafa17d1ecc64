"""The sheet Start: who submits, where to begin, how far you are, and when what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout
from ra_excel.domain.cycle import Cycle, Moment
from ra_excel.domain.excel import height_for
from ra_excel.domain.model import ROW_STATE, Table, Werkmap
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.tables import roles_of
from ra_excel.template.cells import Value, add_validation, write_value
from ra_excel.template.formats import Formats
from ra_excel.template.ranges import area, form_cell
from ra_excel.template.row_help import COMPLETE

WIDTHS = (32, 46, 18, 18, 22)
"""Column widths of Start, in characters."""

FIRST_FAULTS = 3
"""How many first faults Start links to."""

READY = "Gereed om in te dienen"
ANSWER = "Los op of beantwoord: "
NOW = "nu"

COUNTER_HEADERS = ("Blad", "Ingevuld", "Fouten", "Aandachtspunten", "Laatste controle: fouten")
CALENDAR_HEADERS = ("Stap", "Moment", "Van", "Tot en met", "Op de peildatum")

LAST_STEP = (
    f"Staat hierboven '{READY}'? Zet de status op definitief, sla op en stuur de werkmap naar VRO."
)


def write_start(
    sheet: Worksheet,
    formats: Formats,
    werkmap: Werkmap,
    cycle: Cycle,
    values: Mapping[str, Value],
) -> None:
    """Write Start: the form with ``values`` filled in, counters with links, steps and calendar."""
    form = werkmap.start
    title = f"{form.title} {cycle.id}: {values[werkmap.owner.name]}"
    formats.write_heading(sheet, title, form.help)
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    row = layout.FORM_FIRST_ROW - 1
    for column in form.columns:
        sheet.write_string(row, layout.FORM_LABEL_COLUMN - 1, column.header, formats.label)
        write_value(
            sheet,
            row,
            layout.FORM_VALUE_COLUMN - 1,
            values.get(column.name),
            formats.for_field(column),
        )
        row += 1
        add_validation(sheet, form, column, row, row)
    row = _write_counters(sheet, formats, werkmap, row + 1)
    row = _write_steps(sheet, formats, werkmap, row + 1)
    _write_calendar(sheet, formats, row + 1, cycle.momenten, form_cell(form, "peildatum"))
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&Rblad &P van &N")
    first_input = next(column for column in form.columns if not column.fixed)
    sheet.set_selection(form_cell(form, first_input.name).split("!")[1])
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _write_counters(sheet: Worksheet, formats: Formats, werkmap: Werkmap, row: int) -> int:
    """State of the workbook, the first things to mend, and per sheet what is filled or wrong."""
    faults, open_findings = (
        'SUMIF(live_ernst,"fout",live_aantal)',
        'COUNTIFS(bev_ernst,"fout",bev_toelichting,"")',
    )
    to_answer = _count(open_findings, "bevinding", "bevindingen")
    rest = f'IF({open_findings}=0,"{READY}","{ANSWER}"&{to_answer}&" op Controle")'
    state = f'=IF({faults}>0,"Nog "&{_count(faults, "fout", "fouten")},{rest})'
    sheet.write_string(row, 0, "Stand van deze werkmap", formats.label)
    sheet.write_formula(row, 1, state, formats.strong)
    for criteria, text, format_ in (
        ("begins with", READY, formats.good),
        ("begins with", "Nog", formats.bad),
        ("begins with", ANSWER, formats.warn),
    ):
        sheet.conditional_format(
            row, 1, row, 1, {"type": "text", "criteria": criteria, "value": text, "format": format_}
        )
    for number in range(1, FIRST_FAULTS + 1):
        row += 1
        rank = "ROW(live_blad)-MIN(ROW(live_blad))+1"
        nth = f'SMALL(IF((live_ernst="fout")*(live_aantal>0),{rank}),{number})'
        blad, cel, wat = (f"INDEX(live_{name},{nth})" for name in ("blad", "cel", "wat"))
        target = f'"#\'"&{blad}&"\'!"&{cel}'
        words = f'{blad}&" "&{cel}&": "&{wat}'
        sheet.write_string(row, 0, "Begin hier" if number == 1 else "", formats.label)
        sheet.write_array_formula(
            row, 1, row, 1, f'{{=IFERROR(HYPERLINK({target},{words}),"")}}', formats.plain_link
        )
    row += 2
    for number, header in enumerate(COUNTER_HEADERS):
        sheet.write_string(row, number, header, formats.header)
    for table in werkmap.data_tables:
        row += 1
        sheet.write_url(row, 0, f"internal:'{table.sheet}'!A1", formats.link, table.sheet)
        sheet.write_formula(row, 1, f"={_filled(werkmap, table)}", formats.count)
        for number, ernst in ((2, "fout"), (3, "aandachtspunt")):
            live = f'=SUMIFS(live_aantal,live_blad,"{table.sheet}",live_ernst,"{ernst}")'
            sheet.write_formula(row, number, live, formats.count)
        sheet.write_formula(
            row, 4, f'=COUNTIFS(bev_blad,"{table.sheet}",bev_ernst,"fout")', formats.count
        )
    first = row - len(werkmap.data_tables) + 1
    for number, format_ in ((2, formats.bad), (3, formats.warn), (4, formats.bad)):
        sheet.conditional_format(
            first,
            number,
            row,
            number,
            {"type": "cell", "criteria": ">", "value": 0, "format": format_},
        )
    return row + 1


def _count(number: str, one: str, more: str) -> str:
    """A number with its noun, in a formula."""
    return f'({number})&IF(({number})=1," {one}"," {more}")'


def _filled(werkmap: Werkmap, table: Table) -> str:
    """``3, waarvan 2 compleet``; of the fixed roles how many are filled."""
    if ROW_STATE in table.columns:
        state = area(table, ROW_STATE.name)
        begun, complete = f'COUNTIF({state},"?*")', f'COUNTIF({state},"{COMPLETE}*")'
        return f'{begun}&IF({begun}=0,"",", waarvan "&{complete}&" compleet")'
    if table is ROLMATRIX:
        open_roles = 'SUMIFS(live_aantal,live_blad,"Rolmatrix")'
        number = len(roles_of(werkmap))
        return f'{number}-{open_roles}&" van {number}"'
    return f'COUNTA({area(table, table.input_columns[0].name)})&""'


def _write_steps(sheet: Worksheet, formats: Formats, werkmap: Werkmap, row: int) -> int:
    sheet.write_string(row, 0, "Zo werkt het", formats.strong)
    for number, text in enumerate((*werkmap.steps, LAST_STEP), start=1):
        row += 1
        sheet.write_string(row, 0, f"Stap {number}", formats.label)
        sheet.write_string(row, 1, text, formats.plain)
    return row + 1


def _write_calendar(
    sheet: Worksheet, formats: Formats, row: int, moments: Sequence[Moment], stand: str
) -> None:
    """The moments of the cycle, each with how far off it is on the date in the cell ``stand``."""
    sheet.write_string(row, 0, "Kalender van de cyclus", formats.strong)
    row += 1
    for number, header in enumerate(CALENDAR_HEADERS):
        sheet.write_string(row, number, header, formats.header)
    first = row + 1
    for moment in moments:
        row += 1
        source = moment.bron if moment.bron.startswith("[") else f"({moment.bron})"
        what = f"{moment.naam} {source}"
        sheet.set_row(row, height_for([(what, WIDTHS[1])]))
        values: tuple[Value, ...] = (moment.stap, what, moment.van, moment.tot)
        for number, value in enumerate(values):
            write_value(
                sheet,
                row,
                number,
                value,
                formats.locked_date if isinstance(value, date) else formats.cell,
            )
        before, after = (
            f"DATE({day.year},{day.month},{day.day})" for day in (moment.van, moment.tot)
        )
        to_come = f'IF({stand}>={before},"{NOW}","over "&({before}-{stand})&" dagen")'
        away = f'IF({stand}>{after},"geweest",{to_come})'
        sheet.write_formula(row, 4, f'=IF(ISNUMBER({stand}),{away},"")', formats.cell)
    rule = {"type": "cell", "criteria": "==", "value": f'"{NOW}"', "format": formats.good}
    sheet.conditional_format(first, 4, row, 4, rule)
