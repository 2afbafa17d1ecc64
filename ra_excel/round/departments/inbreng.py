"""What became of what a department brought in, province by province [2a]."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.sheets.agenda import AGENDA, NIET_GEAGENDEERD


class Became(StrEnum):
    """What a province did with an inbreng."""

    TAKEN_UP = "overgenomen"
    ANSWERED = "beantwoord"
    NOTHING = "niets"
    UNKNOWN = "niet te lezen"
    ABSENT = "geen werkmap"


@dataclass(frozen=True)
class Answer:
    """What one province did with an inbreng; ``rows`` are those of its Agenda that say so."""

    province: str
    became: Became
    bestand: str = ""
    rows: Sequence[Row] = ()


def agendas_of(counted: Iterable[Submission]) -> Mapping[str, Submission]:
    """The submissions with an Agenda by the name of their province."""
    return {one.province.naam: one for one in counted if AGENDA.name in one.rows}


def answers_to(inbreng: Row, agendas: Mapping[str, Submission]) -> list[Answer]:
    """The answer of each province that an inbreng names. One that did not submit has none."""
    if not all(map(inbreng.has, ("id", "titel", "betrokken_provincies"))):
        return []
    named = inbreng.choices("betrokken_provincies")
    return [
        _answer(agendas[name], inbreng) if name in agendas else Answer(name, Became.ABSENT)
        for name in named
    ]


def by_row(counted: Sequence[Submission]) -> Mapping[tuple[str, int], Sequence[Answer]]:
    """The answers to every inbreng by its file and Excel row."""
    agendas = agendas_of(counted)
    return {
        (one.workbook.bestand, row.number): answers_to(row, agendas)
        for one in counted
        for row in one.rows.table("inbreng")
    }


def nobody_took_up(answers: Sequence[Answer]) -> bool:
    """Whether of the provinces that submitted none did anything with it."""
    asked = [one for one in answers if one.became is not Became.ABSENT]
    return bool(asked) and all(one.became is Became.NOTHING for one in asked)


def _answer(province: Submission, inbreng: Row) -> Answer:
    """A vraagstuk answers what was brought in where it bears its title, or names its id anywhere in
    its row: Agenda has no column for it. So does the one under whose id the department says that it
    was taken over.
    """
    rows = province.rows.table(AGENDA.name)
    id_ = re.compile(rf"(?<![\w-]){re.escape(inbreng.id)}(?!\w)", re.IGNORECASE)
    title, under = _title(inbreng), inbreng.text("vraagstuk_provincie")
    found = [
        row
        for row in rows
        if _title(row) == title or _mentions(row, id_) or (under and row.id == under)
    ]
    if not found:
        known = province.rows.all_known(AGENDA.name) and all(row.has("titel") for row in rows)
        return Answer(province.province.naam, Became.NOTHING if known else Became.UNKNOWN)
    refused = all(row.says("status", NIET_GEAGENDEERD) for row in found)
    became = Became.ANSWERED if refused else Became.TAKEN_UP
    return Answer(province.province.naam, became, province.workbook.bestand, found)


def _title(row: Row) -> str:
    return " ".join(row.text("titel").casefold().split())


def _mentions(row: Row, id_: re.Pattern[str]) -> bool:
    return any(id_.search(row.text(column)) for column in row.values)
