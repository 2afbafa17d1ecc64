"""The sheets of the overview behind the dashboard, in order."""

from __future__ import annotations

from ra_excel.reports.overview.afspraken import ALLE_AFSPRAKEN, VOORTGANG, ZWEVEND
from ra_excel.reports.overview.agenda import ALLE_VRAAGSTUKKEN, PER_LANDSDEEL, REACTIES, STEP_ORDER
from ra_excel.reports.overview.conflicten import CONFLICTEN
from ra_excel.reports.overview.controle import BEVINDINGEN, INZENDINGEN
from ra_excel.reports.overview.rolmatrix import ROLMATRIX

__all__ = ["SHEETS", "STEP_ORDER"]

SHEETS = (
    ALLE_VRAAGSTUKKEN, PER_LANDSDEEL, CONFLICTEN, ALLE_AFSPRAKEN, ZWEVEND, ROLMATRIX, VOORTGANG, BEVINDINGEN, INZENDINGEN, REACTIES,
)  # fmt: skip
"""Every sheet after the dashboard. (The sheet with changes comes when there is a previous round to compare with.)"""
