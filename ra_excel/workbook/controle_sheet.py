"""The sheet Controle: what the workbook sees by itself while it is filled, above the findings of the last check."""

from __future__ import annotations

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout
from ra_excel.domain.model import Table
from ra_excel.domain.provinces import NATIONAAL, Province
from ra_excel.domain.rule_texts import catalogue
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.workbook import names
from ra_excel.workbook.formats import Formats
from ra_excel.workbook.live_checks import LiveCheck, live_checks

HEADINGS = ("Blad", "Eerste cel", "Code", "Ernst", "Wat de werkmap zelf nakijkt", "Aantal")
FIRST_LIVE_ROW = 6
"""Excel row of the first live check; its header stands one row higher."""

OK = "in orde ✓"
BEYOND = (
    "Spelling van meer keuzes in één cel, verwijzingen, lengtes, persoonsgegevens en datums als tekst kijkt VRO na, of de knop Valideer."
)


def checks_for(province: Province) -> list[LiveCheck]:
    """The live checks of one workbook: the national list has no roles to answer for."""
    return [check for check in live_checks() if province != NATIONAAL or check.table is not ROLMATRIX]


def write_live_checks(book: xlsxwriter.Workbook, sheet: Worksheet, formats: Formats, province: Province) -> None:
    """Write one line per live check and the names under which Start and the sheets find them."""
    checks = checks_for(province)
    last = FIRST_LIVE_ROW + len(checks) - 1
    assert last + 3 < layout.FINDINGS_HEADER_ROW, "the live checks would run into the findings"
    for row in range(FIRST_LIVE_ROW - 2, layout.FINDINGS_HEADER_ROW - 1):
        sheet.set_row(row, None, formats.plain)
    for number, heading in enumerate(HEADINGS):
        sheet.write_string(FIRST_LIVE_ROW - 2, number, heading, formats.header)
    for row, check in enumerate(checks, start=FIRST_LIVE_ROW):
        words = catalogue()[check.code]
        place = f'"{_letter(check.table, check.column)}"&{check.first_row_expression}'
        link = f'=IF($F{row}=0,"",HYPERLINK("#\'{check.table.sheet}\'!"&{place},{place}))'
        sheet.write_string(row - 1, 0, check.table.sheet, formats.cell)
        sheet.write_formula(row - 1, 1, link, formats.link)
        sheet.write_string(row - 1, 2, check.code, formats.cell)
        sheet.write_formula(row - 1, 3, f'=IF($F{row}=0,"{OK}","{words.ernst}")', formats.cell)
        sheet.write_string(row - 1, 4, words.titel, formats.cell)
        sheet.write_formula(row - 1, 5, check.count_formula, formats.count)
    sheet.write_string(last, 0, BEYOND, formats.subtitle)
    for name, letter in (("blad", "A"), ("cel", "B"), ("code", "C"), ("ernst", "D"), ("wat", "E"), ("aantal", "F")):
        book.define_name(f"live_{name}", f"={CONTROLE.sheet}!${letter}${FIRST_LIVE_ROW}:${letter}${last}")
    area = (FIRST_LIVE_ROW - 1, 3, last - 1, 3)
    for text, format_ in ((OK, formats.good), ("fout", formats.bad), ("aandachtspunt", formats.warn)):
        sheet.conditional_format(*area, {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": format_})
    sheet.write_string(layout.FINDINGS_HEADER_ROW - 2, 0, "Bevindingen van de laatste controle", formats.strong)


def _letter(table: Table, column: str) -> str:
    return layout.column_letter(layout.FORM_VALUE_COLUMN) if table.is_form else table.letter(column)


def define_finding_names(book: xlsxwriter.Workbook) -> None:
    """Names over the findings, for the colours on the sheets and the counters on Start."""
    for column in ("blad", "cel", "code", "ernst"):
        letter = CONTROLE.letter(column)
        last = CONTROLE.header_row + names.GROW_ROWS
        book.define_name(f"bev_{column}", f"={CONTROLE.sheet}!${letter}${CONTROLE.first_row}:${letter}${last}")
