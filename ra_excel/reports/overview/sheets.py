"""The sheets of the overview behind the dashboard, in order."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from ra_excel.consolidation.round import Outcome, Round
from ra_excel.domain.layout import cell
from ra_excel.domain.lists import value_list
from ra_excel.domain.provinces import provinces
from ra_excel.domain.rule_texts import catalogue
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.agenda import AGENDA, GEAGENDEERD
from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING, CONFLICT, GEEN_KEUZE
from ra_excel.domain.sheets.rolmatrix import answer_column
from ra_excel.domain.tables import role_matrix
from ra_excel.reports.overview.table import Line, Sheet

STEP_ORDER = ("3b Conflictbeslechting", "3a Besluitvorming", "2 Dialoog", "1 Agenderen", "4 Opvolging en monitoring")
"""The order in which a BOL takes its agenda: what must be decided first."""

OPEN_ROLE, NOT_SUBMITTED, NO_REACTION = "open", "niet ingediend", "nog geen reactie"
PROVENANCE = (("Bestand", 30), ("Blad", 16), ("Cel", 8))
"""From every row back to its place; the cell is the id of the row."""


def _columns(frame: pd.DataFrame, names: Sequence[str], sheet: str | None = None) -> list[Line]:
    """Lines of these columns, with the provenance behind them when ``sheet`` is given."""
    lines: list[Line] = []
    for row in frame.to_dict("records"):
        line = [row[name] for name in names]
        lines.append([*line, row["bestand"], sheet, cell(int(row["rij"]), 1)] if sheet else line)
    return lines


CRITERIA = tuple((f"criterium_{entry.code}", entry.value) for entry in value_list("criteria").entries)

AGENDA_COLUMNS = (
    ("id", "Id", 9), ("titel", "Titel", 36), ("provincie", "Provincie", 15), ("landsdeel", "Landsdeel", 12),
    ("status", "Status", 16), ("stap", "Stap", 22), ("prioriteit", "Prioriteit", 10), ("planning", "Planning", 11),
    ("beoogd_type", "Beoogd type", 14), ("probleemanalyse", "Probleemanalyse", 50), ("gezamenlijk_doel", "Gezamenlijk doel", 40),
    ("inbrenger", "Inbrenger", 13), ("herkomst", "Herkomst", 18), ("domeinen", "Domeinen", 26),
    ("departementen", "Departementen", 18), *((name, header, 13) for name, header in CRITERIA),
    ("reikwijdte", "Reikwijdte", 20), ("andere_provincies", "Andere provincies", 20), ("gedeeld_id", "Gedeeld id", 10),
    ("novex_gebied", "NOVEX-gebied", 22), ("bekrachtigd_gremium", "Bekrachtigd in", 14), ("bekrachtigd_op", "Bekrachtigd op", 13),
    ("afslag_traject", "Afslag", 22),
)  # fmt: skip

AFSPRAAK_COLUMNS = (
    ("id", "Id", 10), ("titel", "Titel", 34), ("provincie", "Provincie", 15), ("tekst", "Tekst", 56), ("afkomst", "Afkomst", 15),
    ("vraagstuk", "Vraagstuk", 10), ("type", "Type", 13), ("soort", "Soort", 19), ("thema", "Thema", 24), ("trekker", "Trekker", 12),
    ("betrokkenen", "Betrokken partijen", 26), ("rijk_doet", "Wat doet het Rijk", 30), ("provincie_doet", "Wat doet de provincie", 30),
    ("deadline", "Deadline", 13), ("deadline_precisie", "Precisie", 10), ("landing_instrument", "Landing", 24),
    ("landing_document", "Document", 20), ("landing_status", "Landing: status", 13), ("vastgesteld_gremium", "Vastgesteld in", 14),
    ("vastgesteld_op", "Vastgesteld op", 13), ("herkomst", "Overleg of traject", 20), ("vindplaats", "Vindplaats", 40),
)  # fmt: skip


def _agenda(round_: Round) -> list[Line]:
    return _columns(round_.tables["agenda"], [name for name, _, _ in AGENDA_COLUMNS], AGENDA.sheet)


def _decision_order(row: Mapping[Hashable, Any]) -> tuple[str, int, int, str]:
    step = STEP_ORDER.index(str(row["stap"])) if row["stap"] in STEP_ORDER else len(STEP_ORDER)
    priority = row["prioriteit"] if isinstance(row["prioriteit"], int) else 999
    return str(row["landsdeel"]), step, priority, str(row["id"])


def _per_landsdeel(round_: Round) -> list[Line]:
    rows = [row for row in round_.tables["agenda"].to_dict("records") if row["status"] == GEAGENDEERD]
    names = ("landsdeel", "stap", "prioriteit", "id", "titel", "provincie", "gezamenlijk_doel", "beoogd_type", "departementen", "planning")
    return [[row[name] for name in names] for row in sorted(rows, key=_decision_order)]


def _conflicts(round_: Round) -> list[Line]:
    frame = round_.tables["besluitvorming"]
    stuck = frame[(frame["route"] == CONFLICT) | (frame["uitkomst"] == GEEN_KEUZE)]
    titles = dict(zip(round_.tables["agenda"]["id"], round_.tables["agenda"]["titel"], strict=True))
    names = ("conflict_schuurpunt", "conflict_beslisruimte", "escalatieniveau", "conflict_leider", "conflict_beslisser")
    lines: list[Line] = []
    for row in stuck.to_dict("records"):
        outcome = [row["uitkomst"], row["besluit"] or row["geen_keuze_reden"], row["besluit_datum"]]
        head = [row["vraagstuk"], titles.get(row["vraagstuk"]), row["provincie"]]
        lines.append([*head, *(row[n] for n in names), *outcome, row["bestand"], BESLUITVORMING.sheet, cell(int(row["rij"]), 1)])
    return lines


def _afspraken(round_: Round) -> list[Line]:
    return _columns(round_.tables["afspraken"], [name for name, _, _ in AFSPRAAK_COLUMNS], AFSPRAKEN.sheet)


def _floating(round_: Round) -> list[Line]:
    names = (
        "id",
        "titel",
        "provincie",
        "zwevend_omdat",
        "trekker",
        "deadline",
        "deadline_precisie",
        "landing_instrument",
        "vastgesteld_op",
    )
    return _columns(round_.floating, names, AFSPRAKEN.sheet)


def _roles(round_: Round) -> list[Line]:
    frame = round_.tables["rolmatrix"]
    filled = {(row["provincie"], row["id"]): row for row in frame.to_dict("records")}
    submitted = {s.province for s in round_.submissions if s.outcome in (Outcome.ACCEPTED, Outcome.WITH_FAULTS)}
    lines: list[Line] = []
    for role in role_matrix():
        column = answer_column(role)
        cells: list[str] = []
        for province in provinces():
            row = filled.get((province.naam, role["id"]))
            cells.append(NOT_SUBMITTED if province not in submitted else (row and row[column]) or OPEN_ROLE)
        lines.append([role["stap"], role["partij"], role["rol"], role["verwachting"], *cells])
    return lines


def _progress(round_: Round) -> list[Line]:
    names = ("id", "titel", "provincie", "voortgang_groep", "voortgang", "voortgang_peildatum", "trekker", "deadline", "deadline_precisie")
    return _columns(round_.progress, names, AFSPRAKEN.sheet)


def _findings(round_: Round) -> list[Line]:
    return [
        [f.ernst, f.code, catalogue()[f.code].titel, f.provincie, f.bestand, f.blad, f.cel, f.kolom, f.waarde, f.melding, f.herstel, f.id]
        for f in round_.findings
    ]


def _submissions(round_: Round) -> list[Line]:
    return [
        [
            s.province.naam if s.province else None, s.province.landsdeel if s.province else None, s.outcome.value, s.fouten,
            s.aandachtspunten, ", ".join(s.codes), s.reden, s.bestand, s.sha256,
        ]
        for s in round_.submissions
    ]  # fmt: skip


def _reactions(round_: Round) -> list[Line]:
    answers = {row["onderwerp"]: row for row in round_.tables["terugkoppeling"].to_dict("records")}
    lines: list[Line] = []
    for row in round_.tables["agenda"].to_dict("records"):
        if row["status"] == GEAGENDEERD:
            answer = answers.get(row["id"])
            reaction = [answer[n] for n in ("besluit", "motivering", "vervolg", "datum")] if answer else [NO_REACTION, None, None, None]
            lines.append([row["id"], row["titel"], row["provincie"], *reaction])
    return lines


def _shown(columns: tuple[tuple[str, str, int], ...]) -> tuple[tuple[str, int], ...]:
    return tuple((header, width) for _, header, width in columns)


SHEETS = (
    Sheet("Agenda", "Agenda: alle vraagstukken", "Eén rij per vraagstuk. Filter op provincie, stap of status.", "Geen vraagstukken.",
          (*_shown(AGENDA_COLUMNS), *PROVENANCE), _agenda),
    Sheet("Per landsdeel", "Agenda per landsdeel", "Geagendeerde vraagstukken in de volgorde van beslissen: eerst conflict en besluit.",
          "Geen geagendeerde vraagstukken.",
          (("Landsdeel", 13), ("Stap", 24), ("Prioriteit", 10), ("Id", 9), ("Titel", 40), ("Provincie", 15), ("Gezamenlijk doel", 50),
           ("Beoogd type", 14), ("Departementen", 20), ("Planning", 11)), _per_landsdeel),
    Sheet("Conflicten", "Conflicten", "Waar het schuurt, op welk niveau het ligt en wie beslist.", "Geen conflicten gemeld.",
          (("Vraagstuk", 11), ("Titel", 34), ("Provincie", 15), ("Waar schuurt het", 50), ("Beslisruimte en bevoegdheid", 40),
           ("Escalatieniveau", 15), ("Wie leidt", 24), ("Wie beslist", 24), ("Uitkomst", 18), ("Besluit of reden", 40), ("Datum", 13),
           *PROVENANCE), _conflicts),
    Sheet("Afspraken", "Afspraken", "Alle afspraken, ook die uit eerdere overleggen. Filter op provincie of thema.", "Geen afspraken.",
          (*_shown(AFSPRAAK_COLUMNS), *PROVENANCE), _afspraken),
    Sheet("Zwevend", "Zwevende afspraken", "Deze afspraken landen nergens, worden niet gevolgd of zijn over hun deadline.",
          "Geen zwevende afspraken.",
          (("Id", 10), ("Titel", 40), ("Provincie", 15), ("Zweeft omdat", 50), ("Trekker", 14), ("Deadline", 13), ("Precisie", 10),
           ("Landing", 26), ("Vastgesteld op", 13), *PROVENANCE), _floating),
    Sheet("Rolmatrix", "Rolmatrix van alle provincies", "Wie vult welke rol? 'open' is een gat.", "Geen rollen.",
          (("Stap", 22), ("Partij", 20), ("Rol", 18), ("Wat wordt verwacht", 40), *((p.naam, 18) for p in provinces())), _roles),
    Sheet("Voortgang", "Voortgang per afspraak", "Het laatste bericht over elke afspraak.", "Geen afspraken.",
          (("Id", 10), ("Titel", 40), ("Provincie", 15), ("Groep", 18), ("Voortgang", 14), ("Bericht van", 13), ("Trekker", 14),
           ("Deadline", 13), ("Precisie", 10), *PROVENANCE), _progress),
    Sheet("Bevindingen", "Bevindingen van de controle", "Een fout houdt indienen tegen, een aandachtspunt niet.", "Geen bevindingen.",
          (("Ernst", 15), ("Code", 8), ("Regel", 30), ("Provincie", 15), ("Bestand", 30), ("Blad", 15), ("Cel", 7), ("Kolom", 22),
           ("Waarde", 26), ("Wat is er aan de hand", 56), ("Wat te doen", 46), ("Id", 13)), _findings),
    Sheet("Inzendingen", "Inzendingen", "Eén regel per provincie, en per bestand dat apart is gezet.", "Geen inzendingen.",
          (("Provincie", 16), ("Landsdeel", 12), ("Uitkomst", 20), ("Fouten", 9), ("Aandachtspunten", 16), ("Codes", 36), ("Reden", 56),
           ("Bestand", 32), ("Vingerafdruk (sha256)", 66)), _submissions),
    Sheet("Reacties", "Reacties van VRO", "Per geagendeerd vraagstuk: wat VRO heeft geantwoord.",
          "Geen geagendeerde vraagstukken.",
          (("Id", 9), ("Titel", 40), ("Provincie", 15), ("Besluit VRO", 20), ("Motivering", 56), ("Vervolg", 40), ("Datum", 13)),
          _reactions),
)  # fmt: skip
"""Every sheet after the dashboard. (The sheet with changes comes when there is a previous round to compare with.)"""
