"""The sheet Controle: what the workbook sees by itself, above the findings of the last check."""

from __future__ import annotations

from collections.abc import Mapping

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout, names
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.excel import height_for, link_formula
from ra_excel.domain.inzenders import NATIONAAL, Inzender
from ra_excel.domain.model import Table
from ra_excel.domain.rules import catalogue
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.tables import werkmap_of
from ra_excel.template.formats import Formats
from ra_excel.template.live_checks import LiveCheck, live_checks

HEADINGS = ("Blad", "Cel", "Ga naar", "Code", "Ernst", "Wat de werkmap zelf nakijkt", "Aantal")
FIRST_LIVE_ROW = 6
"""Excel row of the first live check; its header stands one row higher."""

LIVE_NAMES = {"blad": "A", "cel": "B", "code": "D", "ernst": "E", "wat": "F", "aantal": "G"}
FINDING_NAMES = ("blad", "cel", "rij", "code", "ernst", "toelichting")
"""Columns of the two lists that other sheets look at, as defined names ``live_*`` and ``bev_*``."""

OK = "in orde ✓"
ELSEWHERE = "controleert VRO / knop Valideer"
"""Who does a check that no formula can do."""


def checks_for(inzender: Inzender, cycle: Cycle) -> list[LiveCheck]:
    """The live checks of one workbook: the national list has no roles to answer for."""
    return [
        check
        for check in live_checks(werkmap_of(inzender), cycle)
        if inzender != NATIONAAL or check.table is not ROLMATRIX
    ]


def write_live_checks(
    book: xlsxwriter.Workbook, sheet: Worksheet, formats: Formats, inzender: Inzender, cycle: Cycle
) -> None:
    """Write a line per live check and per family of other checks, and name the columns."""
    checks = checks_for(inzender, cycle)
    for row in range(FIRST_LIVE_ROW - 2, layout.FINDINGS_HEADER_ROW - 1):
        sheet.set_row(row, None, formats.plain)
    for place, heading in enumerate(HEADINGS):
        sheet.write_string(FIRST_LIVE_ROW - 2, place, heading, formats.header)
    for row, check in enumerate(checks, start=FIRST_LIVE_ROW):
        words = catalogue()[check.code]
        address = f'"{_letter(check.table, check.column)}"&{check.first_row_expression}'
        sheet.write_string(row - 1, 0, check.table.sheet, formats.cell)
        sheet.write_formula(row - 1, 1, f'=IF($G{row}=0,"",{address})', formats.cell)
        sheet.write_formula(row - 1, 2, link_formula(f"$A{row}", f"$B{row}"), formats.link)
        sheet.write_string(row - 1, 3, check.code, formats.cell)
        sheet.write_formula(row - 1, 4, f'=IF($G{row}=0,"{OK}","{words.ernst}")', formats.cell)
        sheet.write_string(row - 1, 5, words.titel, formats.cell)
        sheet.write_formula(row - 1, 6, check.count_formula, formats.count)
    last = FIRST_LIVE_ROW + len(checks) - 1
    for name, letter in LIVE_NAMES.items():
        book.define_name(
            f"live_{name}", f"={CONTROLE.sheet}!${letter}${FIRST_LIVE_ROW}:${letter}${last}"
        )
    _colour(sheet, formats, FIRST_LIVE_ROW, last)
    live = {check.code for check in checks}
    _write_other_checks(sheet, formats, last + 1, live, werkmap_of(inzender).families)
    count = "SUMPRODUCT(--(LEN(bev_code)>0))"
    target = f"#'{CONTROLE.sheet}'!A{CONTROLE.first_row}"
    jump = f'HYPERLINK("{target}","↓ Naar de bevindingen van de laatste controle: "&{count})'
    sheet.write_formula(layout.LEGEND_ROW - 1, 0, f'=IF({count}=0,"",{jump})', formats.plain_link)
    sheet.write_string(
        layout.FINDINGS_HEADER_ROW - 2, 0, "Bevindingen van de laatste controle", formats.strong
    )


def _letter(table: Table, column: str) -> str:
    return layout.column_letter(layout.FORM_VALUE_COLUMN) if table.is_form else table.letter(column)


def _write_other_checks(
    sheet: Worksheet, formats: Formats, row: int, live: set[str], families: Mapping[str, str]
) -> None:
    for family, subject in families.items():
        rest = [
            rule
            for rule in catalogue().values()
            if rule.code.startswith(family) and rule.code not in live
        ]
        if not rest:
            continue
        titles = "; ".join(f"{rule.code} {rule.titel}" for rule in rest)
        sheet.set_row(
            row - 1, height_for([(titles, CONTROLE.by_name["melding"].width)]), formats.plain
        )
        for number, text in enumerate((subject, "", "", "", ELSEWHERE, titles, "")):
            sheet.write_string(row - 1, number, text, formats.fixed)
        row += 1
    assert row + 2 <= layout.FINDINGS_HEADER_ROW, (
        f"the checks run into the findings; set FINDINGS_HEADER_ROW to {row + 2}"
    )


def finding_link() -> str:
    """The calculated column that jumps to the cell of a finding."""
    blad, cel = CONTROLE.by_name["blad"], CONTROLE.by_name["cel"]
    this = f"{names.table_name(CONTROLE)}[[#This Row],"
    return link_formula(f"{this}[{blad.header}]]", f"{this}[{cel.header}]]")


def _colour(sheet: Worksheet, formats: Formats, first: int, last: int) -> None:
    """Colour the word in the column Ernst."""
    place = list(CONTROLE.by_name).index("ernst")
    for text, format_ in (
        (OK, formats.good),
        ("fout", formats.bad),
        ("aandachtspunt", formats.warn),
    ):
        rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": format_}
        sheet.conditional_format(first - 1, place, last - 1, place, rule)


def finish_findings(book: xlsxwriter.Workbook, sheet: Worksheet, formats: Formats) -> None:
    """Colours of the findings, and the names under which Start and the sheets find them."""
    _colour(sheet, formats, CONTROLE.first_row, CONTROLE.last_row)
    for column in FINDING_NAMES:
        letter = CONTROLE.letter(column)
        book.define_name(
            f"bev_{column}",
            f"={CONTROLE.sheet}!${letter}${CONTROLE.first_row}:${letter}${CONTROLE.last_row}",
        )
