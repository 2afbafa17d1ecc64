"""Agenda: every vraagstuk, and the agenda of each landsdeel."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from ra_excel.domain.inzenders import NATIONAAL
from ra_excel.domain.lists import value_list
from ra_excel.domain.sheets.agenda import AGENDA, GEAGENDEERD
from ra_excel.reports.decision_order import decision_order
from ra_excel.reports.table_book.cell import Line
from ra_excel.reports.table_book.lines import PROVENANCE, Columns, lines_of, place, records, shown
from ra_excel.reports.table_book.table import Sheet
from ra_excel.round.round import Round

LANDSDELEN = (*value_list("landsdelen").values, NATIONAAL.landsdeel)
CRITERIA = tuple(
    (f"criterium_{entry.code}", entry.value) for entry in value_list("criteria").entries
)

COLUMNS: Columns = (
    ("id", "Id", 9),
    ("titel", "Titel", 36),
    ("provincie", "Provincie", 15),
    ("landsdeel", "Landsdeel", 12),
    ("status", "Status", 16),
    ("stap", "Stap", 22),
    ("prioriteit", "Prioriteit", 11),
    ("planning", "Planning", 11),
    ("beoogd_type", "Beoogd type", 14),
    ("probleemanalyse", "Probleemanalyse", 50),
    ("gezamenlijk_doel", "Gezamenlijk doel", 40),
    ("inbrenger", "Inbrenger", 13),
    ("departementen", "Departementen", 18),
    ("partners", "Partners", 24),
    ("domeinen", "Domeinen", 26),
    *((name, header, 16) for name, header in CRITERIA),
    ("reikwijdte", "Reikwijdte", 20),
    ("andere_provincies", "Andere provincies", 20),
    ("gedeeld_id", "Gedeeld id", 10),
    ("novex_gebied", "NOVEX-gebied", 22),
    ("herkomst", "Herkomst", 18),
    ("financiele_randvoorwaarde", "Financiële randvoorwaarde", 30),
    ("financiering_drager", "Wie draagt die", 18),
    ("bekrachtigd_gremium", "Bekrachtigd in", 15),
    ("bekrachtigd_op", "Bekrachtigd op", 15),
    ("afslag_traject", "Afslag", 22),
    ("afslag_reden", "Reden van de afslag", 30),
    ("afslag_borging", "Waar geborgd", 22),
)


def _agenda(round_: Round) -> list[Line]:
    return lines_of(round_.tables["agenda"], COLUMNS, AGENDA)


def _geagendeerd(round_: Round) -> list[dict[Hashable, Any]]:
    return [row for row in records(round_.tables["agenda"]) if row["status"] == GEAGENDEERD]


ON_AGENDA_OF_LANDSDEEL = (
    "id",
    "titel",
    "provincie",
    "stap",
    "prioriteit",
    "gezamenlijk_doel",
    "beoogd_type",
    "departementen",
    "planning",
)
"""Columns that stand behind the landsdeel and the number."""


def _per_landsdeel(round_: Round) -> list[Line]:
    on_agenda = _geagendeerd(round_)
    lines: list[Line] = []
    for landsdeel in LANDSDELEN:
        rows = [row for row in on_agenda if row["landsdeel"] == landsdeel]
        for number, row in enumerate(sorted(rows, key=decision_order), start=1):
            cells = [row[name] for name in ON_AGENDA_OF_LANDSDEEL]
            origin = place(row["bestand"], AGENDA.sheet, row["rij"])
            lines.append([landsdeel, number, *cells, *origin])
    return lines


ALLE_VRAAGSTUKKEN = Sheet(
    "Agenda",
    "Agenda: alle vraagstukken",
    "Eén rij per vraagstuk. Filter op provincie, stap of status.",
    "Geen vraagstukken.",
    shown(COLUMNS),
    _agenda,
)

PER_LANDSDEEL = Sheet(
    "Per landsdeel",
    "Agenda per landsdeel",
    "Geagendeerde vraagstukken in de volgorde van beslissen: eerst conflicten, dan besluiten,"
    " daarna op prioriteit.",
    "Geen geagendeerde vraagstukken.",
    (
        ("Landsdeel", 13),
        ("Nr", 6),
        ("Id", 9),
        ("Titel", 36),
        ("Provincie", 15),
        ("Stap", 24),
        ("Prioriteit", 11),
        ("Gezamenlijk doel", 43),
        ("Beoogd type", 14),
        ("Departementen", 18),
        ("Planning", 11),
        *PROVENANCE,
    ),
    _per_landsdeel,
    frozen=4,
    grouped=True,
)
