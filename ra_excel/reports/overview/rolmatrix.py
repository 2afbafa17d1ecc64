"""Rolmatrix: who fills which role in which province, gaps in view."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from ra_excel.domain.inzenders import provinces
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX as MATRIX
from ra_excel.domain.sheets.rolmatrix import answer_column
from ra_excel.domain.tables import PROVINCIE, role_matrix
from ra_excel.reports.table_book.cell import Cell, Line
from ra_excel.reports.table_book.lines import quiet_link, records
from ra_excel.reports.table_book.table import Sheet
from ra_excel.round.round import Outcome, Round

OPEN = "open"
NOT_ASKED = "–"
NAMES = tuple(province.naam for province in provinces())


def _rolmatrix(round_: Round) -> list[Line]:
    answers = {(row["provincie"], row["id"]): row for row in records(round_.tables["rolmatrix"])}
    lines: list[Line] = []
    for role in role_matrix():
        cells: list[Cell] = []
        for province in provinces():
            row = answers.get((province.naam, role["id"]))
            missing = round_.submission_of(province).outcome is Outcome.MISSING
            cells.append(Outcome.MISSING.value if missing else _filled(row, role))
        lines.append([role["stap"], role["partij"], role["rol"], role["verwachting"], *cells])
    return lines


def _filled(row: Mapping[Hashable, Any] | None, role: Mapping[str, str]) -> Cell:
    """Who fills a role, leading to the row of the workbook that says so."""
    nobody = OPEN if role["partij"] in PROVINCIE.asked_parties else NOT_ASKED
    if row is None:
        return nobody
    return quiet_link(row, MATRIX.sheet, str(row[answer_column(role)] or nobody))


ROLMATRIX = Sheet(
    "Rolmatrix",
    "Rolmatrix van alle provincies",
    "Wie vult welke rol, en aan welk gremium komt een stap aan tafel? 'open' betekent: nog door"
    " niemand ingevuld; '–': de provincie gaat er niet over.\n"
    "Klik op een cel en u staat in de werkmap van die provincie.",
    "Geen rollen.",
    (
        ("Stap", 22),
        ("Partij", 18),
        ("Rol", 18),
        ("Wat wordt verwacht", 34),
        *((name, 18) for name in NAMES),
    ),
    _rolmatrix,
    states=NAMES,
    frozen=3,
)
