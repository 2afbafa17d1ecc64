"""Reacties: VRO answers here; the next round reads it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ra_excel.domain.lists import value_list
from ra_excel.domain.sheets.agenda import AGENDA, WAITING
from ra_excel.domain.sheets.reacties import NO_REACTION
from ra_excel.domain.sheets.reacties import REACTIES as TABLE
from ra_excel.domain.sheets.terugkoppeling import ANSWER
from ra_excel.reports.table_book.cell import Calculated, Cell, Line
from ra_excel.reports.table_book.lines import PROVENANCE, place, records
from ra_excel.reports.table_book.table import Sheet
from ra_excel.round.round import Round
from ra_excel.round.rules import react_by

NOT_HERE = "staat in geen inzending van deze ronde"

DECISION = TABLE.by_name["besluit"].header
DAYS_LEFT = TABLE.by_name["dagen_over"].header


def _reactions(round_: Round) -> list[Line]:
    """Every vraagstuk that waits for an answer, with the answer so far; then the answers on
    anything else.
    """
    answers = {row["onderwerp"]: row for row in records(round_.tables["terugkoppeling"])}
    agenda = [row for row in records(round_.tables["agenda"]) if row["id"]]
    waiting = [row for row in agenda if row["status"] in WAITING]
    lines = [_line(round_, row, AGENDA.sheet, answers.pop(row["id"], {})) for row in waiting]
    known = {row["id"]: row for row in [*records(round_.tables["afspraken"]), *agenda]}
    for subject, answer in answers.items():
        row = known.get(subject)
        if row is not None:
            lines.append(_line(round_, row, str(row["blad"]), answer))
        else:
            lines.append(
                [
                    subject,
                    NOT_HERE,
                    answer["provincie"],
                    None,
                    None,
                    None,
                    *_answer(answer),
                    None,
                    None,
                    None,
                ]
            )
    return lines


def _line(round_: Round, row: Mapping[Any, Any], sheet: str, answer: Mapping[Any, Any]) -> Line:
    received = round_.received.get(row["id"])
    term: list[Cell] = [None, None, None]
    if received is not None and row.get("status") in WAITING:
        due = react_by(received)
        term = [
            received,
            due,
            _days_left((due - round_.peildatum).days, round_, answered=bool(answer.get("besluit"))),
        ]
    return [
        row["id"],
        row["titel"],
        row["provincie"],
        *term,
        *_answer(answer),
        *place(row["bestand"], sheet, row["rij"]),
    ]


def _answer(answer: Mapping[Any, Any]) -> list[Cell]:
    return [answer.get("besluit") or NO_REACTION, *(answer.get(name) for name in ANSWER[1:])]


def _days_left(days: int, round_: Round, *, answered: bool) -> Calculated:
    """Days until the term ends, counted from the reference date; nothing once VRO has answered."""
    day = round_.peildatum
    formula = f'=IF($G{{row}}="{NO_REACTION}",$E{{row}}-DATE({day.year},{day.month},{day.day}),"")'
    return Calculated(formula, "" if answered else days)


def _choices() -> dict[str, Sequence[str]]:
    """The columns in which VRO answers, each with the words to choose from, or none."""
    choices: dict[str, Sequence[str]] = {TABLE.by_name[name].header: () for name in ANSWER}
    choices[DECISION] = value_list(TABLE.by_name["besluit"].values).values
    return choices


REACTIES = Sheet(
    TABLE.sheet,
    TABLE.title,
    TABLE.help,
    "Geen vraagstukken om op te reageren.",
    (*((column.header, column.width) for column in TABLE.columns), *PROVENANCE),
    _reactions,
    states=(DECISION,),
    inputs=_choices(),
    overdue=(DAYS_LEFT,),
)
