"""The sheet Rolkaart: the roles as Tabel 3 lays them out, steps down and parties across, on one A3 page."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX, answer_column
from ra_excel.domain.tables import role_matrix
from ra_excel.template.formats import Formats

TITLE = "Rolkaart: wie doet wat per stap"
HELP = "Overzicht van het blad Rolmatrix, om af te drukken op A3. Invullen doet u daar."
OPEN = "nog open"
STEP_WIDTH, PARTY_WIDTH = 26, 58
LINE_POINTS = 15


def write_role_card(sheet: Worksheet, formats: Formats) -> None:
    """Write one cell per step and party, with each role and who fills it."""
    roles = role_matrix()
    steps = list(dict.fromkeys(role["stap"] for role in roles))
    parties = list(dict.fromkeys(role["partij"] for role in roles))
    formats.write_heading(sheet, TITLE, HELP)
    sheet.set_column(0, 0, STEP_WIDTH)
    sheet.set_column(1, len(parties), PARTY_WIDTH)
    for number, header in enumerate(("Stap", *parties)):
        sheet.write_string(layout.HEADER_ROW - 1, number, header, formats.header)
    for row, step in enumerate(steps, start=layout.FIRST_ROW - 1):
        here = [
            [role for role in roles if (role["stap"], role["partij"]) == (step, party)]
            for party in parties
        ]
        sheet.set_row(row, (max(map(len, here)) * 1.5 + 1) * LINE_POINTS)
        sheet.write_string(row, 0, step, formats.fiche_label)
        for number, cell_roles in enumerate(here, start=1):
            sheet.write_formula(
                row, number, "=" + "&CHAR(10)&".join(map(_role, cell_roles)), formats.cell
            )
    last = layout.FIRST_ROW + len(steps) - 2
    rule = {"type": "text", "criteria": "containing", "value": OPEN, "format": formats.warn}
    sheet.conditional_format(layout.FIRST_ROW - 1, 1, last, len(parties), rule)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 1)
    sheet.set_footer("&L&A&Rblad &P van &N")
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _role(role: dict[str, str]) -> str:
    letter = ROLMATRIX.letter(answer_column(role))
    filled = f'INDEX({ROLMATRIX.sheet}!${letter}:${letter},MATCH("{role["id"]}",{ROLMATRIX.sheet}!$A:$A,0))&""'
    return f'"{role["rol"]}: "&IF(IFERROR({filled},"")="","{OPEN}",{filled})'
