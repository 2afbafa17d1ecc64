"""The sheet Zelfcontrole: what the workbook sees by itself while it is filled, the worst first.

Hidden columns hold one line per live check; the lines that a reader sees are those in order of
what needs mending, and below them stands what only the full check sees.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout
from ra_excel.domain.excel import height_for, link_formula
from ra_excel.domain.layout import SELF_CHECK_SHEET
from ra_excel.domain.rules import FOUT, RuleText, catalogue
from ra_excel.template.formats import OK, Draft, Formats
from ra_excel.template.live_checks import RANK_WEIGHT, ROW_WEIGHT, LiveCheck, live_checks

TITLE = "Zelfcontrole"
HELP = (
    "Wat deze werkmap zelf ziet, terwijl u invult. "
    "Wat mis is staat bovenaan; klik om erheen te gaan."
)
LEGEND = "De bevindingen van de laatste controle door VRO of de knop staan op het blad Controle."

HEADINGS = {
    "Blad": 16,
    "Cel": 8,
    "Ga naar": 12,
    "Code": 9,
    "Ernst": 18,
    "Wat de werkmap zelf nakijkt": 62,
    "Aantal": 9,
}
"""Headers with the widths of their columns, in characters."""

FIRST_LIVE_ROW = layout.FIRST_ROW
LIVE_NAMES = {"blad": "A", "cel": "B", "code": "D", "ernst": "E", "wat": "F", "aantal": "G"}
"""Columns that Start looks at, as defined names ``live_*``."""

HIDDEN = "I:P"
CHOSEN, BLAD, PLACE, CODE, ERNST, WAT, AANTAL, ORDER = "IJKLMNOP"
"""Hidden columns: which check this line shows; and per check its sheet, the place of its first
finding, its words, how many findings it has, and when its turn comes."""

NOT_BEGUN = "AG-13"
"""An aandachtspunt that comes before all others: without a vraagstuk nothing else matters."""

ELSEWHERE = "volledige controle"
ELSEWHERE_TITLE = "Dit ziet alleen de volledige controle, door VRO of met de knop Valideer"


def checks_elsewhere(draft: Draft, checks: list[LiveCheck]) -> list[RuleText]:
    """The rules about this kind of workbook that only the full check knows."""
    live, families = {check.code for check in checks}, draft.werkmap.families
    rules = catalogue().values()
    return [rule for rule in rules if rule.code[:2] in families and rule.code not in live]


def write_self_check(draft: Draft, sheet: Worksheet) -> None:
    """Write the live checks, the names of their columns, and what is checked elsewhere."""
    formats, checks = draft.formats, live_checks(draft.cycle, draft.inzender)
    last = FIRST_LIVE_ROW + len(checks) - 1
    formats.write_heading(sheet, TITLE, HELP)
    sheet.write_string(layout.LEGEND_ROW - 1, 0, LEGEND, formats.subtitle)
    for number, (heading, width) in enumerate(HEADINGS.items()):
        sheet.set_column(number, number, width)
        sheet.write_string(layout.HEADER_ROW - 1, number, heading, formats.header)
    sheet.set_column(HIDDEN, None, None, {"hidden": True})
    for row, check in enumerate(checks, start=FIRST_LIVE_ROW):
        _write_hidden(sheet, row, check)
        _write_line(sheet, formats, row, last)
    for name, letter in LIVE_NAMES.items():
        cells = f"${letter}${FIRST_LIVE_ROW}:${letter}${last}"
        draft.book.define_name(f"live_{name}", f"={SELF_CHECK_SHEET}!{cells}")
    formats.colour_severity(sheet, "E", FIRST_LIVE_ROW, last)
    _write_elsewhere(draft, sheet, last + 2, checks)
    sheet.freeze_panes(layout.HEADER_ROW, 0)
    sheet.repeat_rows(layout.HEADER_ROW - 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&Rblad &P van &N")
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _write_hidden(sheet: Worksheet, row: int, check: LiveCheck) -> None:
    """One check with its counts, and the number by which its turn comes."""
    words = catalogue()[check.code]
    sheet.write_string(f"{BLAD}{row}", check.table.sheet)
    sheet.write_formula(f"{PLACE}{row}", check.place_formula)
    sheet.write_string(f"{CODE}{row}", check.code)
    sheet.write_string(f"{ERNST}{row}", words.ernst)
    sheet.write_string(f"{WAT}{row}", words.titel)
    sheet.write_formula(f"{AANTAL}{row}", check.count_formula)
    first = 1 if words.ernst == FOUT or check.code == NOT_BEGUN else 2
    sheet.write_formula(f"{ORDER}{row}", f"=IF({AANTAL}{row}=0,3,{first})*1000+{row}")


def _write_line(sheet: Worksheet, formats: Formats, row: int, last: int) -> None:
    """The line that shows the check whose turn it is."""

    def hidden(letter: str) -> str:
        return f"${letter}${FIRST_LIVE_ROW}:${letter}${last}"

    def chosen(letter: str) -> str:
        return f"INDEX({hidden(letter)},{CHOSEN}{row})"

    turn = f"SMALL({hidden(ORDER)},{row - FIRST_LIVE_ROW + 1})"
    sheet.write_formula(f"{CHOSEN}{row}", f"=MATCH({turn},{hidden(ORDER)},0)")
    place = chosen(PLACE)
    cell = f"ADDRESS(INT({place}/{ROW_WEIGHT}),MOD({place},{RANK_WEIGHT}),4)"
    sheet.write_formula(f"A{row}", f"={chosen(BLAD)}", formats.cell)
    sheet.write_formula(f"B{row}", f'=IF(G{row}=0,"",{cell})', formats.cell)
    sheet.write_formula(f"C{row}", link_formula(f"A{row}", f"B{row}"), formats.link)
    sheet.write_formula(f"D{row}", f"={chosen(CODE)}", formats.cell)
    sheet.write_formula(f"E{row}", f'=IF(G{row}=0,"{OK}",{chosen(ERNST)})', formats.cell)
    sheet.write_formula(f"F{row}", f"={chosen(WAT)}", formats.cell)
    sheet.write_formula(f"G{row}", f"={chosen(AANTAL)}", formats.count)


def _write_elsewhere(draft: Draft, sheet: Worksheet, row: int, checks: list[LiveCheck]) -> None:
    """From an Excel row on: per subject what no formula can see."""
    formats, elsewhere = draft.formats, checks_elsewhere(draft, checks)
    sheet.write_string(f"A{row}", ELSEWHERE_TITLE, formats.strong)
    width = HEADINGS["Wat de werkmap zelf nakijkt"]
    for family, subject in draft.werkmap.families.items():
        titles = [f"{rule.code} {rule.titel}" for rule in elsewhere if rule.code[:2] == family]
        if not titles:
            continue
        row += 1
        text = "; ".join(titles)
        sheet.set_row(row - 1, height_for([(text, width)]))
        for number, words in enumerate((subject, "", "", "", ELSEWHERE, text, "")):
            sheet.write_string(row - 1, number, words, formats.fixed)
