"""Agenda: every vraagstuk, the agenda of each landsdeel, and what VRO answered."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import groupby
from typing import Any

from ra_excel.consolidation.round import Round
from ra_excel.domain.lists import value_list
from ra_excel.domain.provinces import NATIONAAL
from ra_excel.domain.sheets.agenda import AGENDA, GEAGENDEERD
from ra_excel.reports.overview.lines import Columns, lines_of, shown
from ra_excel.reports.overview.table import Line, Sheet

NO_REACTION = "nog geen reactie"

STEP_ORDER = ("3b Conflictbeslechting", "3a Besluitvorming", "2 Dialoog", "1 Agenderen", "4 Opvolging en monitoring")
"""The order in which a BOL takes its agenda: what must be decided first."""

LANDSDELEN = (*value_list("landsdelen").values, NATIONAAL.landsdeel)
CRITERIA = tuple((f"criterium_{entry.code}", entry.value) for entry in value_list("criteria").entries)

COLUMNS: Columns = (
    ("id", "Id", 9), ("titel", "Titel", 36), ("provincie", "Provincie", 15), ("landsdeel", "Landsdeel", 12),
    ("status", "Status", 16), ("stap", "Stap", 22), ("prioriteit", "Prioriteit", 11), ("planning", "Planning", 11),
    ("beoogd_type", "Beoogd type", 14), ("probleemanalyse", "Probleemanalyse", 50), ("gezamenlijk_doel", "Gezamenlijk doel", 40),
    ("inbrenger", "Inbrenger", 13), ("departementen", "Departementen", 18), ("partners", "Partners", 24),
    ("domeinen", "Domeinen", 26), *((name, header, 16) for name, header in CRITERIA),
    ("reikwijdte", "Reikwijdte", 20), ("andere_provincies", "Andere provincies", 20), ("gedeeld_id", "Gedeeld id", 10),
    ("novex_gebied", "NOVEX-gebied", 22), ("herkomst", "Herkomst", 18),
    ("financiele_randvoorwaarde", "Financiële randvoorwaarde", 30), ("financiering_drager", "Wie draagt die", 18),
    ("bekrachtigd_gremium", "Bekrachtigd in", 15), ("bekrachtigd_op", "Bekrachtigd op", 15),
    ("afslag_traject", "Afslag", 22), ("afslag_reden", "Reden van de afslag", 30), ("afslag_borging", "Waar geborgd", 22),
)  # fmt: skip


def _agenda(round_: Round) -> list[Line]:
    return lines_of(round_.tables["agenda"], COLUMNS, AGENDA)


def _geagendeerd(round_: Round) -> list[dict[Hashable, Any]]:
    return [row for row in round_.tables["agenda"].to_dict("records") if row["status"] == GEAGENDEERD]


def _decision_order(row: Mapping[Hashable, Any]) -> tuple[int, int, float, str]:
    step = STEP_ORDER.index(row["stap"]) if row["stap"] in STEP_ORDER else len(STEP_ORDER)
    priority = row["prioriteit"] if isinstance(row["prioriteit"], int) else float("inf")
    return LANDSDELEN.index(row["landsdeel"]), step, priority, str(row["id"])


def _per_landsdeel(round_: Round) -> list[Line]:
    names = ("id", "titel", "provincie", "stap", "prioriteit", "gezamenlijk_doel", "beoogd_type", "departementen", "planning")
    rows = sorted(_geagendeerd(round_), key=_decision_order)
    return [
        [landsdeel, number, *(row[name] for name in names)]
        for landsdeel, group in groupby(rows, key=lambda row: row["landsdeel"])
        for number, row in enumerate(group, start=1)
    ]


def _reactions(round_: Round) -> list[Line]:
    answers = {row["onderwerp"]: row for row in round_.tables["terugkoppeling"].to_dict("records")}
    lines: list[Line] = []
    for row in _geagendeerd(round_):
        answer = answers.get(row["id"])
        reaction = [answer[name] for name in ("besluit", "motivering", "vervolg", "datum")] if answer else [NO_REACTION, None, None, None]
        lines.append([row["id"], row["titel"], row["provincie"], *reaction])
    return lines


ALLE_VRAAGSTUKKEN = Sheet(
    "Agenda", "Agenda: alle vraagstukken", "Eén rij per vraagstuk. Filter op provincie, stap of status.",
    "Geen vraagstukken.", shown(COLUMNS), _agenda,
)  # fmt: skip

PER_LANDSDEEL = Sheet(
    "Per landsdeel", "Agenda per landsdeel",
    "Geagendeerde vraagstukken in de volgorde van beslissen: eerst conflicten, dan besluiten, daarna op prioriteit.",
    "Geen geagendeerde vraagstukken.",
    (("Landsdeel", 13), ("Nr", 6), ("Id", 9), ("Titel", 36), ("Provincie", 15), ("Stap", 24), ("Prioriteit", 11),
     ("Gezamenlijk doel", 43), ("Beoogd type", 14), ("Departementen", 18), ("Planning", 11)),
    _per_landsdeel, frozen=4, grouped=True,
)  # fmt: skip

REACTIES = Sheet(
    "Reacties", "Reacties van VRO", "Per geagendeerd vraagstuk: wat VRO heeft geantwoord.", "Geen geagendeerde vraagstukken.",
    (("Id", 9), ("Titel", 40), ("Provincie", 15), ("Besluit VRO", 20), ("Motivering", 56), ("Vervolg", 40), ("Datum", 13)),
    _reactions, states=("Besluit VRO",),
)  # fmt: skip
