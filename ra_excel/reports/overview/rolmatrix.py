"""Rolmatrix: who fills which role in which province, gaps in view."""

from __future__ import annotations

from ra_excel.consolidation.round import Outcome, Round
from ra_excel.domain.provinces import provinces
from ra_excel.domain.sheets.rolmatrix import answer_column
from ra_excel.domain.tables import role_matrix
from ra_excel.reports.overview.cell import Line
from ra_excel.reports.overview.table import Sheet

OPEN = "open"
NAMES = tuple(province.naam for province in provinces())


def _rolmatrix(round_: Round) -> list[Line]:
    answers = {(row["provincie"], row["id"]): row for row in round_.tables["rolmatrix"].to_dict("records")}
    lines: list[Line] = []
    for role in role_matrix():
        cells: list[str] = []
        for province in provinces():
            row = answers.get((province.naam, role["id"]))
            missing = round_.submission_of(province).outcome is Outcome.MISSING
            cells.append(Outcome.MISSING.value if missing else (row and row[answer_column(role)]) or OPEN)
        lines.append([role["stap"], role["partij"], role["rol"], role["verwachting"], *cells])
    return lines


ROLMATRIX = Sheet(
    "Rolmatrix", "Rolmatrix van alle provincies",
    "Wie vult welke rol, en aan welk gremium komt een stap aan tafel? 'open' betekent: nog door niemand ingevuld.", "Geen rollen.",
    (("Stap", 22), ("Partij", 18), ("Rol", 18), ("Wat wordt verwacht", 34), *((name, 18) for name in NAMES)),
    _rolmatrix, states=NAMES, frozen=3,
)  # fmt: skip
