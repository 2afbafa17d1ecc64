"""The sheets of the overview behind the dashboard, in order."""

from __future__ import annotations

from ra_excel.reports.changes.sheet import WIJZIGINGEN
from ra_excel.reports.overview.afspraken import ALLE_AFSPRAKEN, VOORTGANG, ZWEVEND
from ra_excel.reports.overview.agenda import ALLE_VRAAGSTUKKEN, PER_LANDSDEEL
from ra_excel.reports.overview.capaciteit import CAPACITEIT
from ra_excel.reports.overview.cijfers import CIJFERS
from ra_excel.reports.overview.conflicten import CONFLICTEN
from ra_excel.reports.overview.controle import BEVINDINGEN, INZENDINGEN
from ra_excel.reports.overview.reactions import REACTIES
from ra_excel.reports.overview.rolmatrix import ROLMATRIX

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
"""Every sheet after the dashboard."""
