"""The sheets of the overview behind the dashboard, in order."""

from __future__ import annotations

from ra_excel.reports.changes.sheet import WIJZIGINGEN
from ra_excel.reports.overview.afspraken import ALLE_AFSPRAKEN, VOORTGANG, ZWEVEND
from ra_excel.reports.overview.agenda import ALLE_VRAAGSTUKKEN, PER_LANDSDEEL
from ra_excel.reports.overview.capaciteit import CAPACITEIT
from ra_excel.reports.overview.cijfers import CIJFERS
from ra_excel.reports.overview.conflicten import CONFLICTEN
from ra_excel.reports.overview.controle import BEVINDINGEN, INZENDINGEN
from ra_excel.reports.overview.departments.inbreng import INBRENG_SHEET
from ra_excel.reports.overview.departments.opvolging import OPVOLGING_SHEET
from ra_excel.reports.overview.departments.rijksinzet import RIJKSINZET_SHEET
from ra_excel.reports.overview.reactions import REACTIES
from ra_excel.reports.overview.rolmatrix import ROLMATRIX
from ra_excel.reports.table_book.table import Sheet
from ra_excel.round.departments.voice import departments_take_part
from ra_excel.round.round import Round

SHEETS = (
    ALLE_VRAAGSTUKKEN,
    PER_LANDSDEEL,
    CONFLICTEN,
    ALLE_AFSPRAKEN,
    ZWEVEND,
    VOORTGANG,
    ROLMATRIX,
    CAPACITEIT,
    CIJFERS,
    WIJZIGINGEN,
    BEVINDINGEN,
    INZENDINGEN,
    REACTIES,
)
"""Every sheet after the dashboard, of a round with provinces only."""


def sheets_of(round_: Round) -> tuple[Sheet, ...]:
    """The sheets of this round: those of the departments once one of them takes part."""
    if not departments_take_part(round_):
        return SHEETS
    sheets = list(SHEETS)
    sheets.insert(sheets.index(VOORTGANG) + 1, OPVOLGING_SHEET)
    at = sheets.index(ROLMATRIX) + 1
    sheets[at:at] = [RIJKSINZET_SHEET, INBRENG_SHEET]
    return tuple(sheets)
