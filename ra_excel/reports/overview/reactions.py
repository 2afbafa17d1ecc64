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
from ra_excel.reports.table_book.table import FIRST_ROW, Sheet
from ra_excel.round.reactions import owner
from ra_excel.round.round import Round
from ra_excel.round.rules import react_by

NOT_HERE = "staat in geen inzending van deze ronde"
OF_NOBODY = "dit id hoort bij geen provincie: verbeter het"

GIVEN = "ja"
NOT_SENT = "nee: herstel eerst wat fout is"
"""Whether a reaction is told in letter, mail, documents and workbook."""

DECISION = TABLE.by_name["besluit"].header
TOLD = TABLE.by_name["verteld"].header
DAYS_LEFT = TABLE.by_name["dagen_over"].header


def reaction_rows(round_: Round) -> Mapping[str, int]:
    """Excel row of each line, by the key of its reaction."""
    return {key: row for row, key in enumerate(_by_key(round_), start=FIRST_ROW)}


def _reactions(round_: Round) -> list[Line]:
    return list(_by_key(round_).values())


def _by_key(round_: Round) -> dict[str, Line]:
    """Every vraagstuk that waits for an answer, with the answer so far; then the answers on
    anything else.
    """
    answers: dict[str, Mapping[Any, Any]] = {}
    for given in records(round_.tables["terugkoppeling"]):
        told = GIVEN if given["besluit"] else None
        answers[str(given["onderwerp"])] = {**given, "verteld": told}
    for key, unsent in round_.unsent.items():
        typed = {**unsent.answer, "onderwerp": unsent.onderwerp}
        answers[key] = {**typed, "verteld": NOT_SENT}
    agenda = [row for row in records(round_.tables["agenda"]) if row["id"]]
    waiting = [row for row in agenda if row["status"] in WAITING]
    lines = {
        str(row["id"]): _line(round_, row, AGENDA.sheet, answers.pop(row["id"], {}))
        for row in waiting
    }
    known = {row["id"]: row for row in [*records(round_.tables["afspraken"]), *agenda]}
    for key, answer in answers.items():
        row = known.get(key)
        lines[key] = (
            _line(round_, row, str(row["blad"]), answer) if row is not None else _elsewhere(answer)
        )
    return lines


def _elsewhere(answer: Mapping[Any, Any]) -> Line:
    """An answer on what stands in no submission."""
    province = owner(answer["onderwerp"])
    title, name = (NOT_HERE, province.naam) if province else (OF_NOBODY, None)
    term = (None, None, None)
    return [answer["onderwerp"], title, name, *term, *_answer(answer), None, None, None]


def _line(round_: Round, row: Mapping[Any, Any], sheet: str, answer: Mapping[Any, Any]) -> Line:
    received = round_.received.get(row["id"])
    term: list[Cell] = [None, None, None]
    if received is not None and row.get("status") in WAITING:
        due = react_by(received)
        answered = answer.get("verteld") == GIVEN
        days_left = _days_left((due - round_.peildatum).days, round_, answered=answered)
        term = [received, due, days_left]
    return [
        row["id"],
        row["titel"],
        row["provincie"],
        *term,
        *_answer(answer),
        *place(row["bestand"], sheet, row["rij"]),
    ]


def _answer(answer: Mapping[Any, Any]) -> list[Cell]:
    others = (answer.get(name) for name in (*ANSWER[1:], "verteld"))
    return [answer.get("besluit") or NO_REACTION, *others]


def _days_left(days: int, round_: Round, *, answered: bool) -> Calculated:
    """Days until the term ends, counted from the reference date; nothing once VRO has answered."""
    day = round_.peildatum
    left = f"$E{{row}}-DATE({day.year},{day.month},{day.day})"
    formula = f'=IF(AND($G{{row}}<>"{NO_REACTION}",$K{{row}}<>"{NOT_SENT}"),"",{left})'
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
