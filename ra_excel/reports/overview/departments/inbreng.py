"""Inbreng: what departments brought in, and what every province that is named did with it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from ra_excel.domain.inzenders import provinces
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.inbreng import INBRENG, VOORGESTELD
from ra_excel.reports.table_book.cell import Cell, Line
from ra_excel.reports.table_book.lines import PROVENANCE, place, quiet_link, records
from ra_excel.reports.table_book.table import Colours, Sheet
from ra_excel.round.departments.inbreng import Answer, Became, nobody_took_up
from ra_excel.round.round import Round

NAMES = tuple(province.naam for province in provinces())
BY_NOBODY = "door niemand"
UNSEEN = "nog niet te zien"
TAKEN_UP = "Opgepakt"

COLOURS: Colours = (
    ("bad", (BY_NOBODY, Became.NOTHING.value)),
    ("warn", (UNSEEN, Became.ABSENT.value, Became.UNKNOWN.value)),
    ("good", (Became.TAKEN_UP.value, Became.ANSWERED.value)),
)


def _inbreng(round_: Round) -> list[Line]:
    return [_line(round_, row) for row in records(round_.tables[INBRENG.name]) if row["titel"]]


def _line(round_: Round, row: Mapping[Hashable, Any]) -> Line:
    bestand, rij = row["bestand"], row["rij"]
    answers = round_.answers.get((bestand, rij), ())
    by_province = {answer.province: answer for answer in answers}
    codes = round_.codes_at.get((bestand, INBRENG.sheet, rij), ())
    return [
        row["id"],
        row["titel"],
        row["provincie"],
        row["status"],
        _taken_up(row, answers),
        row["domeinen"],
        row["betrokken_provincies"],
        *(_cell(by_province.get(name)) for name in NAMES),
        row["planning"],
        row["beoogd_type"],
        ", ".join(sorted(set(codes))) or None,
        *place(bestand, INBRENG.sheet, rij),
    ]


def _taken_up(row: Mapping[Hashable, Any], answers: Sequence[Answer]) -> str | None:
    """Said of what still stands: nobody, exactly where LA-13 says so."""
    became = {answer.became for answer in answers}
    for one in (Became.TAKEN_UP, Became.ANSWERED):
        if one in became:
            return one.value
    if row["status"] != VOORGESTELD:
        return None
    return BY_NOBODY if nobody_took_up(answers) else UNSEEN


def _cell(answer: Answer | None) -> Cell:
    """The id that a province gave it, leading to its row; or in a word what it did."""
    if answer is None:
        return None
    if not answer.rows:
        return answer.became.value
    first = answer.rows[0]
    ids = "; ".join(row.id for row in answer.rows)
    text = ids if answer.became is Became.TAKEN_UP else f"{ids} {answer.became.value}"
    at = {"bestand": answer.bestand, "rij": first.number}
    return quiet_link(at, AGENDA.sheet, text)


INBRENG_SHEET = Sheet(
    "Inbreng",
    "Inbreng: wat departementen inbrengen",
    "Per genoemde provincie het id op haar Agenda; 'beantwoord': zij zet het niet op de agenda;"
    " 'niets': het staat nergens op haar Agenda.\nLeeg: deze provincie is niet genoemd. Klik op"
    " een id en u staat in de werkmap van die provincie.",
    "Geen departement bracht iets in.",
    (
        ("Id", 11),
        ("Titel", 34),
        ("Departement", 15),
        ("Status", 14),
        (TAKEN_UP, 16),
        ("Domeinen", 26),
        ("Betrokken provincies", 24),
        *((name, 15) for name in NAMES),
        ("Planning", 11),
        ("Beoogd type", 14),
        ("Open bevindingen", 16),
        *PROVENANCE,
    ),
    _inbreng,
    states=(TAKEN_UP, *NAMES),
    colours=COLOURS,
)
