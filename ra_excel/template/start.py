"""The sheet Start: who submits, where to begin, how far you are, and when what is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout
from ra_excel.domain.excel import height_for
from ra_excel.domain.layout import SELF_CHECK_SHEET
from ra_excel.domain.model import ROW_STATE, Column, Table, Werkmap
from ra_excel.domain.rules import AANDACHTSPUNT, FOUT
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.domain.sheets.rolmatrix import GREMIUM, ROLMATRIX
from ra_excel.domain.tables import asked_holders, asked_roles
from ra_excel.template.cells import Value, add_validation, write_value
from ra_excel.template.formats import Draft, Formats
from ra_excel.template.live_checks import live_checks
from ra_excel.template.ranges import EveryRow, area, equals, filled, form_cell, one_of
from ra_excel.template.row_help import COMPLETE, UNTOUCHED
from ra_excel.template.zelfcontrole import FIRST_LIVE_ROW, NOT_BEGUN, checks_elsewhere

WIDTHS = (32, 52, 18, 18, 24)
"""Column widths of Start, in characters."""

FIRST_FAULTS = 3
"""How many first things to mend Start links to."""

ENABLE = (
    "Staat er boven in beeld een gele balk 'Beveiligde weergave'? Klik daarin op "
    "'Bewerken inschakelen'. Pas dan telt deze werkmap en kunt u invullen."
)
"""Fixed text: in Protected View and in previews formulas show nothing."""

NOTHING_YET = "Nog niet begonnen"
READY = "Zelf geen fouten gezien"
ANSWER = "Beantwoord nog "

COUNTER_HEADERS = ("Blad", "Ingevuld", "Fouten", "Aandachtspunten", "Laatste controle: fouten")
CALENDAR_HEADERS = ("Stap", "Moment", "Van", "Tot en met", "Op de peildatum")
NOW = "nu"

LAST_STEP = (
    f"Staat hierboven '{READY}'? Zet de status op definitief, sla op en stuur de werkmap naar VRO."
)


def write_start(draft: Draft, sheet: Worksheet, start: Mapping[str, Value], *, blank: bool) -> None:
    """Write Start: the form with ``start`` filled in, counters with links, steps and calendar.

    A workbook that is ``blank`` says so too to whoever reads it without calculating.
    """
    formats, cycle, werkmap = draft.formats, draft.cycle, draft.werkmap
    form = werkmap.start
    title = f"{form.title} {cycle.id}: {start[werkmap.owner.name]}"
    formats.write_heading(sheet, title, form.help)
    sheet.write_string(layout.LEGEND_ROW - 1, 0, ENABLE, formats.notice)
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    row = layout.FORM_FIRST_ROW
    for column in form.columns:
        _write_field(draft, sheet, column, start.get(column.name))
        row += 1
    _write_state(sheet, formats, row + 1, NOTHING_YET if blank else 0)
    unseen = len(checks_elsewhere(draft, live_checks(cycle, draft.inzender)))
    full = f"De volledige controle, door VRO of met de knop, kijkt nog {unseen} dingen na."
    sheet.write_string(f"B{row + 2}", full, formats.muted)
    sheet.set_row(row + 1, height_for([(full, WIDTHS[1])]))
    row = _write_first_things(sheet, formats, row + 3)
    row = _write_counters(draft, sheet, row)
    row = _write_steps(draft, sheet, row + 1)
    _write_calendar(draft, sheet, row + 1)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&Rblad &P van &N")
    first_input = next(column for column in form.columns if not column.fixed)
    sheet.set_selection(form_cell(form, first_input.name).split("!")[1])
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _write_field(draft: Draft, sheet: Worksheet, column: Column, value: Value) -> None:
    """One field of the form; yellow as long as it must be filled and is not."""
    form, formats = draft.werkmap.start, draft.formats
    row = layout.FORM_FIRST_ROW + form.columns.index(column)
    sheet.write_string(row - 1, layout.FORM_LABEL_COLUMN - 1, column.header, formats.label)
    number = layout.FORM_VALUE_COLUMN - 1
    write_value(sheet, row - 1, number, value, formats.for_field(column))
    add_validation(sheet, form, column, row, row)
    if column.required and not column.fixed:
        cell = form_cell(form, column.name).split("!")[1]
        rule = {
            "type": "formula",
            "criteria": f"=LEN(TRIM({cell}))=0",
            "format": formats.missing,
        }
        sheet.conditional_format(row - 1, number, row - 1, number, rule)


def _write_state(sheet: Worksheet, formats: Formats, row: int, value: str | int) -> None:
    """How far the workbook is, as far as it sees itself; ``value`` stands there uncalculated.

    ``row`` is an Excel row, as in the functions below; those give the next free one.
    """
    not_begun = f'SUMIF(live_code,"{NOT_BEGUN}",live_aantal)>0'
    faults = f'SUMIF(live_ernst,"{FOUT}",live_aantal)'
    unanswered = f'COUNTIFS(bev_ernst,"{FOUT}",bev_toelichting,"")'
    answer = f'"{ANSWER}"&{_count(unanswered, "bevinding", "bevindingen")}'
    seen = f'IF({faults}>0,"Nog "&{_count(faults, "fout", "fouten")},'
    state = f'=IF({not_begun},"{NOTHING_YET}",{seen}IF({unanswered}>0,{answer},"{READY}")))'
    sheet.write_string(f"A{row}", "Stand van deze werkmap", formats.label)
    sheet.write_formula(f"B{row}", state, formats.strong, value)
    for text, format_ in (
        (READY, formats.good),
        (ANSWER, formats.warn),
        (NOTHING_YET, formats.neutral),
        ("Nog", formats.bad),
    ):
        rule = {
            "type": "text",
            "criteria": "begins with",
            "value": text,
            "format": format_,
            "stop_if_true": True,
        }
        sheet.conditional_format(f"B{row}", rule)


def _write_first_things(sheet: Worksheet, formats: Formats, row: int) -> int:
    """Links to the findings of the last check, and to what the workbook itself would mend first."""
    count = "SUMPRODUCT(--(LEN(bev_code)>0))"
    faults = f'COUNTIFS(bev_ernst,"{FOUT}")'
    target = f"#'{CONTROLE.sheet}'!A{CONTROLE.first_row}"
    words = (
        f'{_count(count, "bevinding", "bevindingen")}&", waarvan "'
        f"&{_count(faults, 'fout', 'fouten')}"
    )
    label = f'=IF({count}=0,"","Laatste controle")'
    sheet.write_formula(f"A{row}", label, formats.label)
    link = f'=IF({count}=0,"",HYPERLINK("{target}",{words}))'
    sheet.write_formula(f"B{row}", link, formats.plain_link)
    for number in range(FIRST_FAULTS):
        row, line = row + 1, FIRST_LIVE_ROW + number
        blad, cel, wat, aantal = (f"{SELF_CHECK_SHEET}!${letter}${line}" for letter in "ABFG")
        if number == 0:
            sheet.write_formula(f"A{row}", f'=IF({aantal}=0,"","Pak dit eerst aan")', formats.label)
        jump = f'HYPERLINK("#\'"&{blad}&"\'!"&{cel},{blad}&" "&{cel}&": "&{wat})'
        sheet.write_formula(f"B{row}", f'=IF({aantal}=0,"",{jump})', formats.plain_link)
    return row + 2


def _write_counters(draft: Draft, sheet: Worksheet, row: int) -> int:
    """Per sheet what is filled and what is wrong."""
    formats, werkmap = draft.formats, draft.werkmap
    for number, header in enumerate(COUNTER_HEADERS):
        sheet.write_string(row - 1, number, header, formats.header)
    first = row + 1
    for table in werkmap.data_tables:
        row += 1
        sheet.write_url(f"A{row}", f"internal:'{table.sheet}'!A1", formats.link, table.sheet)
        sheet.write_formula(f"B{row}", f"={_filled(werkmap, table)}", formats.count)
        for letter, ernst in (("C", FOUT), ("D", AANDACHTSPUNT)):
            live = f'=SUMIFS(live_aantal,live_blad,"{table.sheet}",live_ernst,"{ernst}")'
            sheet.write_formula(f"{letter}{row}", live, formats.count)
        last_check = f'=COUNTIFS(bev_blad,"{table.sheet}",bev_ernst,"{FOUT}")'
        sheet.write_formula(f"E{row}", last_check, formats.count)
    for letter, format_ in (("C", formats.bad), ("D", formats.warn), ("E", formats.bad)):
        rule = {"type": "cell", "criteria": ">", "value": 0, "format": format_}
        sheet.conditional_format(f"{letter}{first}:{letter}{row}", rule)
    return row + 1


def _count(number: str, singular: str, plural: str) -> str:
    """A number with its noun, in a formula."""
    return f'({number})&IF(({number})=1," {singular}"," {plural}")'


def _filled(werkmap: Werkmap, table: Table) -> str:
    """How much of a sheet is filled; its ranges hold the header too, which is not counted."""
    if ROW_STATE in table.columns:
        state = area(table, ROW_STATE.name)
        begun, complete = f'(COUNTIF({state},"?*")-1)', f'COUNTIF({state},"{COMPLETE}*")'
        if table.is_prepared:
            filled_in = f'({begun}-COUNTIF({state},"{UNTOUCHED}*"))'
            well = f'IF({filled_in}=0,"",", waarvan "&{complete}&" zonder fouten")'
            return f'IF({begun}=0,"0",{filled_in}&" van "&{begun}&{well})'
        return f'{begun}&IF({begun}=0,"",", waarvan "&{complete}&" zonder fouten")'
    if table is ROLMATRIX:
        row = EveryRow(ROLMATRIX)
        gremium = equals(row, "partij", GREMIUM)
        chosen, named = filled(row, "gremium"), filled(row, "invuller")
        own = one_of(row, "partij", asked_holders(werkmap))
        answered = f"SUMPRODUCT({gremium}*{chosen}+{own}*{named})"
        return f'({answered})&" van {len(asked_roles(werkmap))}"'
    return f'(COUNTA({area(table, table.input_columns[0].name)})-1)&""'


def _write_steps(draft: Draft, sheet: Worksheet, row: int) -> int:
    formats = draft.formats
    sheet.write_string(f"A{row}", "Zo werkt het", formats.strong)
    for number, text in enumerate((*draft.werkmap.steps, LAST_STEP), start=1):
        row += 1
        sheet.write_string(f"A{row}", f"Stap {number}", formats.label)
        sheet.write_string(f"B{row}", text, formats.plain)
    return row + 1


def _write_calendar(draft: Draft, sheet: Worksheet, row: int) -> None:
    """The moments of the cycle, each with how far off it is on the peildatum above."""
    formats = draft.formats
    sheet.write_string(f"A{row}", "Kalender van de cyclus", formats.strong)
    row += 1
    for number, header in enumerate(CALENDAR_HEADERS):
        sheet.write_string(row - 1, number, header, formats.header)
    first = row + 1
    stand = form_cell(draft.werkmap.start, "peildatum")
    for moment in draft.cycle.momenten:
        row += 1
        source = moment.bron if moment.bron.startswith("[") else f"({moment.bron})"
        what = f"{moment.naam} {source}"
        sheet.set_row(row - 1, height_for([(what, WIDTHS[1])]))
        values: tuple[Value, ...] = (moment.stap, what, moment.van, moment.tot)
        for number, value in enumerate(values):
            format_ = formats.locked_date if isinstance(value, date) else formats.cell
            write_value(sheet, row - 1, number, value, format_)
        before, after = (
            f"DATE({day.year},{day.month},{day.day})" for day in (moment.van, moment.tot)
        )
        to_come = f'IF({stand}>={before},"{NOW}","over "&({before}-{stand})&" dagen")'
        away = f'IF({stand}>{after},"geweest",{to_come})'
        sheet.write_formula(f"E{row}", f'=IF(ISNUMBER({stand}),{away},"")', formats.cell)
    rule = {"type": "cell", "criteria": "==", "value": f'"{NOW}"', "format": formats.good}
    sheet.conditional_format(f"E{first}:E{row}", rule)
