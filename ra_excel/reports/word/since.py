"""Sinds de vorige ronde: what moved, in sentences, and the figures of then and now side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ra_excel.domain.model import Noun
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.reports.dutch import counted, date_text, first_named
from ra_excel.reports.word.rows import Content, Fields
from ra_excel.reports.word.text_round import TextRound
from ra_excel.round.change import Change, ChangeKind
from ra_excel.round.round import Round
from ra_excel.round.verloop import Figures, Stand

SHOWN = (
    "Vraagstukken op de agenda",
    "Conflicten nog open",
    "Afspraken",
    "Gerealiseerd",
    "Op koers met zorg",
    "Uit koers",
    "Zwevende afspraken",
    "Nog geen reactie van VRO",
    "Fouten",
)
"""The key figures that a table looks at; the sheet Verloop has all of them."""

LONGEST_BAR = 40
"""In spaces of Word: a bar is a run of spaces with a colour behind it."""

NOTHING: Mapping[str, Content] = {"dag": "", "zinnen": [], "cijfers": []}

SPACE = "\N{NO-BREAK SPACE}"
MOST_NAMED = 8
ONE_SIDED = Noun("bekrachtigde afspraak", "bekrachtigde afspraken")


def since(told: TextRound) -> Mapping[str, Content]:
    """The chapter for the whole country; nothing in it where there was no round before."""
    round_ = told.round
    if not round_.earlier_rounds:
        return NOTHING
    before = round_.earlier_rounds[-1]
    sentences = [*_cycle(before, round_), *_moved(round_.changes or ())]
    return _chapter(before, (before.figures, told.stand.figures), sentences)


def since_in(told: TextRound, landsdeel: str, names: Sequence[str]) -> Mapping[str, Content]:
    """The chapter for one landsdeel, of which ``names`` are the provinces."""
    round_ = told.round
    if not round_.earlier_rounds:
        return NOTHING
    before = round_.earlier_rounds[-1]
    changes = [one for one in round_.changes or () if one.provincie in names]
    figures = (before.per_landsdeel.get(landsdeel, {}), told.stand.per_landsdeel[landsdeel])
    return _chapter(before, figures, [*_cycle(before, round_), *_moved(changes)])


def _chapter(
    before: Stand, figures: tuple[Figures, Figures], sentences: list[str]
) -> Mapping[str, Content]:
    then, today = figures
    lines = [
        _line(label, then[label], today[label])
        for label in SHOWN
        if label in then and label in today
    ]
    return {"dag": date_text(before.peildatum), "zinnen": sentences, "cijfers": lines}


def _line(label: str, then: int, today: int) -> Fields:
    longest = max(then, today)
    return {
        "wat": label,
        "toen": str(then),
        "nu": str(today),
        "verschil": _difference(then, today),
        "balk_toen": _bar(then, longest),
        "balk_nu": _bar(today, longest),
    }


def _difference(then: int, today: int) -> str:
    if then == today:
        return "gelijk"
    return f"{today - then:+d}".replace("-", "\N{MINUS SIGN}")


def _bar(number: int, longest: int) -> str:
    return SPACE * round(LONGEST_BAR * number / longest) if longest else ""


def _cycle(before: Stand, round_: Round) -> Iterator[str]:
    if before.cyclus != round_.cycle.id:
        yield f"De vorige ronde was van cyclus {before.cyclus}. De agenda begon daarna opnieuw."


def _moved(changes: Sequence[Change]) -> Iterator[str]:
    """What happened to vraagstukken and agreements since the round before."""
    on_agenda = [change for change in changes if change.blad == AGENDA.sheet]
    yield _steps(on_agenda)
    for sort, words in ((ChangeKind.ADDED, "erbij"), (ChangeKind.GONE, "verdwenen")):
        ids = [change.id for change in on_agenda if change.sort is sort]
        if ids:
            yield f"{counted(len(ids), AGENDA.noun)} {words}: {first_named(ids, MOST_NAMED)}."
    one_sided = [one.id for one in changes if one.eenzijdig and one.blad == AFSPRAKEN.sheet]
    if one_sided:
        ids = list(dict.fromkeys(one_sided))
        number = counted(len(ids), ONE_SIDED)
        yield f"Eenzijdig gewijzigd: {number}: {first_named(ids, MOST_NAMED)}."


def _steps(on_agenda: Sequence[Change]) -> str:
    header = AGENDA.by_name["stap"].header
    moves = [
        f"{one.id} van {one.oud or 'geen stap'} naar {one.nieuw or 'geen stap'}"
        for one in on_agenda
        if one.sort is ChangeKind.CHANGED and one.kolom == header
    ]
    if not moves:
        return "Elk vraagstuk bleef in dezelfde stap."
    return f"Naar een andere stap: {first_named(moves, MOST_NAMED)}."
