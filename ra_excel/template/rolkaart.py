"""The sheet Rolkaart: the roles as in Tabel 3, steps down and parties across, on one A3 page."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX, answer_column
from ra_excel.domain.tables import PROVINCIE, role_matrix
from ra_excel.template.formats import Formats
from ra_excel.template.ranges import area

TITLE = "Rolkaart: wie doet wat per stap"
HELP = "Overzicht van het blad Rolmatrix, om af te drukken op A3. Invullen doet u daar."
OPEN = "nog open"
UNKNOWN = "volgt"
"""Nobody said yet who fills the role, and it is not asked here."""
STEP_WIDTH, PARTY_WIDTH = 26, 58
LINE_POINTS = 15

Roles = Sequence[dict[str, str]]


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
        of_step = [role for role in roles if role["stap"] == step]
        by_party = [_of_party(of_step, party) for party in parties]
        most = max(len(cell_roles) for cell_roles in by_party)
        sheet.set_row(row, (most * 1.5 + 1) * LINE_POINTS)
        sheet.write_string(row, 0, step, formats.fiche_label)
        for number, cell_roles in enumerate(by_party, start=1):
            sheet.write_formula(row, number, _lines_of(cell_roles), formats.cell)
    last = layout.FIRST_ROW + len(steps) - 2
    rule = {"type": "text", "criteria": "containing", "value": OPEN, "format": formats.warn}
    sheet.conditional_format(layout.FIRST_ROW - 1, 1, last, len(parties), rule)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 1)
    sheet.set_footer("&L&A&Rblad &P van &N")
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _of_party(roles: Roles, party: str) -> Roles:
    return [role for role in roles if role["partij"] == party]


def _lines_of(roles: Roles) -> str:
    """The formula of one cell: each role on a line of its own."""
    return "=" + "&CHAR(10)&".join(_line_of(role) for role in roles)


def _line_of(role: dict[str, str]) -> str:
    answers, ids = area(ROLMATRIX, answer_column(role)), area(ROLMATRIX, "id")
    answer = f'INDEX({answers},MATCH("{role["id"]}",{ids},0))&""'
    nobody = OPEN if role["partij"] in PROVINCIE.asked_parties else UNKNOWN
    return f'"{role["rol"]}: "&IF(IFERROR({answer},"")="","{nobody}",{answer})'
