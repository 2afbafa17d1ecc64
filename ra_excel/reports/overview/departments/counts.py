"""The figures of the dashboard about departments: there once they take part."""

from __future__ import annotations

from collections.abc import Mapping

from ra_excel.domain.inzenders import NATIONAAL, departments
from ra_excel.reports.overview.counts import NOT, Count, count_where
from ra_excel.reports.overview.departments.inbreng import BY_NOBODY, INBRENG_SHEET, TAKEN_UP
from ra_excel.reports.overview.departments.opvolging import (
    DIFFERS,
    MISSING,
    NO_WORKBOOK,
    OPVOLGING_SHEET,
)
from ra_excel.reports.overview.departments.rijksinzet import READY, RIJKSINZET_SHEET
from ra_excel.reports.table_book.table import WrittenTable
from ra_excel.round.departments.voice import Ready, Voice
from ra_excel.round.round import Outcome

NOT_SUBMITTED = "LA-14"


def department_counts(placed: Mapping[str, WrittenTable]) -> list[tuple[str, Count]]:
    """Each with its label; none in a round with provinces only."""
    if RIJKSINZET_SHEET.name not in placed:
        return []
    voices = placed[RIJKSINZET_SHEET.name]
    inbreng, opvolging = placed[INBRENG_SHEET.name], placed[OPVOLGING_SHEET.name]
    submitted = count_where(
        placed["Inzendingen"],
        ("Landsdeel", NATIONAAL.landsdeel),
        ("Provincie", NOT + NATIONAAL.naam),
        ("Uitkomst", NOT + Outcome.QUARANTINED.value),
    )
    return [
        (f"Departementen binnen (van {len(departments())})", submitted),
        ("Departementen niet ingediend", missing_departments(placed)),
        *((f"Rijk: {voice.value}", count_where(voices, ("Stem", voice.value))) for voice in Voice),
        ("Rijk: klaar voor besluit", count_where(voices, (READY, Ready.YES.value))),
        ("Inbreng van departementen", count_where(inbreng, ("Departement", NOT))),
        ("Inbreng door niemand opgepakt", count_where(inbreng, (TAKEN_UP, BY_NOBODY))),
        ("Opvolging: stand verschilt", count_where(opvolging, (DIFFERS, NOT))),
        (
            "Opvolging: één kant ontbreekt",
            count_where(opvolging, (MISSING, NOT), (MISSING, NOT + NO_WORKBOOK)),
        ),
    ]


def missing_departments(placed: Mapping[str, WrittenTable]) -> Count:
    """The findings that say of which departments nothing was received."""
    return count_where(placed["Bevindingen"], ("Code", NOT_SUBMITTED))
