"""The sheet Start: who submits, where to begin, how far you are, and when what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout
from ra_excel.domain.cycle import Cycle, Moment
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.sheets.start import START
from ra_excel.domain.tables import DATA_TABLES
from ra_excel.workbook import names
from ra_excel.workbook.cells import add_validation, height_for, write_value
from ra_excel.workbook.formats import Formats

Value = str | int | date | None

WIDTHS = (32, 46, 18, 18, 22)
"""Column widths of Start, in characters."""

READY = "Gereed om in te dienen"

STEPS = (
    "Vul op dit blad de gele cellen in.",
    "Agenda: zet elk vraagstuk op één rij, met waarom het hier hoort.",
    "Rolmatrix: vul in wie welke rol vervult.",
    "Dialoog en Besluitvorming: houd bij wat er besproken en besloten is.",
    "Afspraken en Monitoring: leg vast wie wat doet, en hoe het loopt.",
    "Lessen: deel wat werkte. Terugkoppeling: lees wat VRO antwoordt.",
    f"Staat hierboven '{READY}'? Zet de status op definitief, sla op en stuur de werkmap naar VRO.",
)


def write_start(
    sheet: Worksheet, formats: Formats, cycle: Cycle, start: Mapping[str, Value], placed: Mapping[str, Sequence[Mapping[str, Value]]]
) -> None:
    """Write Start: the form with ``start`` filled in, steps, counters with links, and the calendar of the cycle."""
    formats.write_heading(sheet, f"{START.title} {cycle.id}: {start['provincie']}", START.help)
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    row = layout.FORM_FIRST_ROW - 1
    for column in START.columns:
        format_ = formats.fixed if column.fixed else formats.form_date if column.kind is Kind.DATE else formats.form_input
        sheet.write_string(row, layout.FORM_LABEL_COLUMN - 1, column.header, formats.label)
        write_value(sheet, row, layout.FORM_VALUE_COLUMN - 1, start.get(column.name), format_)
        add_validation(sheet, column, row, layout.FORM_VALUE_COLUMN - 1, row)
        row += 1
    row = _write_counters(sheet, formats, row + 1, start, placed)
    row = _write_steps(sheet, formats, row + 1)
    _write_calendar(sheet, formats, row + 1, cycle.momenten)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&Rblad &P van &N")
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _write_counters(
    sheet: Worksheet, formats: Formats, row: int, start: Mapping[str, Value], placed: Mapping[str, Sequence[Mapping[str, Value]]]
) -> int:
    """Per sheet: rows begun, mandatory cells still empty, findings of the last check. Then one line with the state."""
    for number, header in enumerate(("Blad", "Rijen ingevuld", "Verplicht, nog leeg", "Fouten", "Aandachtspunten")):
        sheet.write_string(row, number, header, formats.header)
    first_counter = row + 2
    empty = 0
    for table in DATA_TABLES:
        row += 1
        rows = placed[table.name]
        table_empty = sum(1 for line in rows for column in _due_columns(table, line) if line.get(column.name) in (None, ""))
        empty += table_empty
        begun = sum(1 for line in rows if line.get(_anchor(table).name) not in (None, ""))
        sheet.write_url(row, 0, f"internal:'{table.sheet}'!A1", formats.link, table.sheet)
        sheet.write_formula(row, 1, f"=COUNTA({_range(table, _anchor(table))})", formats.count, begun)
        sheet.write_formula(row, 2, _empty_formula(table), formats.count, table_empty)
        for number, ernst in ((3, "fout"), (4, "aandachtspunt")):
            sheet.write_formula(row, number, f'=COUNTIFS(bev_blad,"{table.sheet}",bev_ernst,"{ernst}")', formats.count, 0)
    form_rows = [(layout.FORM_FIRST_ROW + n, c) for n, c in enumerate(START.columns) if c.required]
    empty += sum(1 for _, column in form_rows if start.get(column.name) in (None, ""))
    open_cells = f"SUM($C${first_counter}:$C${row + 1})+" + "+".join(f'($B${r}="")' for r, _ in form_rows)
    faults = 'COUNTIF(bev_ernst,"fout")'
    formula = (
        f'=IF({open_cells}+{faults}=0,"{READY}",'
        f'"Nog niet gereed: "&({open_cells})&" verplichte cellen leeg, "&{faults}&" fouten bij de laatste controle")'
    )
    state = READY if not empty else f"Nog niet gereed: {empty} verplichte cellen leeg, 0 fouten bij de laatste controle"
    row += 2
    sheet.write_string(row, 0, "Stand van deze werkmap", formats.label)
    sheet.write_formula(row, 1, formula, formats.strong, state)
    sheet.conditional_format(row, 1, row, 1, {"type": "cell", "criteria": "==", "value": f'"{READY}"', "format": formats.good})
    return row + 1


def _anchor(table: Table) -> Column:
    """The column that tells whether a row was begun: the first mandatory one, else the first to fill."""
    return next((c for c in table.input_columns if c.required), table.input_columns[0])


def _due_columns(table: Table, line: Mapping[str, Value]) -> list[Column]:
    """Mandatory columns of this row, as the formulas count them."""
    begun = line.get(_anchor(table).name) not in (None, "")
    return [
        c for c in table.input_columns if (c.required and begun) or (c.required_when and line.get(c.required_when[0]) == c.required_when[1])
    ]


def _range(table: Table, column: Column) -> str:
    letter = layout.column_letter(table.columns.index(column) + 1)
    return f"{table.sheet}!${letter}${layout.FIRST_ROW}:${letter}${layout.HEADER_ROW + names.GROW_ROWS}"


def _empty_formula(table: Table) -> str:
    """Count of mandatory cells that are empty in rows that were begun."""
    anchor = _anchor(table)
    parts = [f'COUNTIFS({_range(table, anchor)},"<>",{_range(table, c)},"")' for c in table.input_columns if c.required and c is not anchor]
    for column in table.input_columns:
        if column.required_when:
            other, value = column.required_when
            parts.append(f'COUNTIFS({_range(table, table.by_name[other])},"{value}",{_range(table, column)},"")')
    return "=" + ("+".join(parts) or "0")


def _write_steps(sheet: Worksheet, formats: Formats, row: int) -> int:
    sheet.write_string(row, 0, "Zo werkt het", formats.strong)
    for number, text in enumerate(STEPS, start=1):
        row += 1
        sheet.write_string(row, 0, f"Stap {number}", formats.label)
        sheet.merge_range(row, 1, row, 4, text, formats.body)
    return row + 1


def _write_calendar(sheet: Worksheet, formats: Formats, row: int, moments: Sequence[Moment]) -> None:
    sheet.write_string(row, 0, "Kalender van de cyclus", formats.strong)
    row += 1
    for number, header in enumerate(("Stap", "Moment", "Van", "Tot en met", "Bron")):
        sheet.write_string(row, number, header, formats.header)
    for moment in moments:
        row += 1
        sheet.set_row(row, height_for([(moment.naam, WIDTHS[1]), (moment.bron, WIDTHS[4])]))
        values: tuple[Value, ...] = (moment.stap, moment.naam, moment.van, moment.tot, moment.bron)
        for number, value in enumerate(values):
            write_value(sheet, row, number, value, formats.locked_date if isinstance(value, date) else formats.cell)
