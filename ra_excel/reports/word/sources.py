"""Where every number in the text comes from: a table of the dataset, and which of its rows to count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ra_excel.consolidation.round import Outcome, Round
from ra_excel.domain.provinces import NATIONAAL
from ra_excel.domain.sheets.agenda import AFGEROND, GEAGENDEERD, NIET_GEAGENDEERD
from ra_excel.domain.sheets.besluitvorming import CONFLICT, is_conflict
from ra_excel.domain.sheets.rolmatrix import answer_column
from ra_excel.reports.word.rows import Fields
from ra_excel.reports.word.sentences import AANDACHTSPUNT, CLOSED, FOUT, PROGRESS_ORDER

EMPTY, PROVINCE = "", "provincie"


@dataclass(frozen=True)
class Where:
    """Rows whose column holds one of these values, or with ``but`` none of them; EMPTY is an empty cell."""

    column: str
    values: tuple[str, ...]
    but: bool = False

    def __str__(self) -> str:
        if self.values == (EMPTY,):
            return f"{self.column} {'gevuld' if self.but else 'leeg'}"
        quoted = " of ".join(f"'{value}'" for value in self.values)
        return f"{self.column} is {'niet ' if self.but else ''}{quoted}"

    def holds(self, frame: pd.DataFrame) -> pd.Series:
        """Which rows of a table."""
        return frame[self.column].map(lambda cell: str(cell or EMPTY) in self.values) ^ self.but


def sources(round_: Round, names: Sequence[str] = ()) -> list[Fields]:
    """``wat``, ``aantal``, ``tabel`` and ``rijen`` of every number in the sentences of one document.

    ``names`` are the provinces it is about: none for the national document, one for a province, several for a landsdeel.
    Only their rows count; ``rijen`` does not repeat that.
    """
    here = (Where(PROVINCE, tuple(names)),) if names else ()
    found = [] if names else _of_submissions(round_)
    agenda = round_.tables["agenda"]
    open_status = Where("status", (GEAGENDEERD, NIET_GEAGENDEERD, AFGEROND), but=True)
    found += [
        _source("Op de agenda", "agenda", agenda, Where("status", (GEAGENDEERD,)), *here),
        _source("Nog een voorstel", "agenda", agenda, open_status, *here),
        _conflicts(round_, here),
        _source("Afspraken", "afspraken", round_.tables["afspraken"], *here),
        _source("Zwevend", "zwevend", round_.floating, *here),
    ]
    for group in PROGRESS_ORDER:
        found.append(_source(f"Voortgang: {group}", "voortgang", round_.progress, Where("voortgang_groep", (group,)), *here))
    if len(names) == 1:
        found.append(_open_roles(round_, here))
    if len(names) <= 1:
        found += _of_findings(round_, here)
    return [source for source in found if source["aantal"] != "0"]


def _of_submissions(round_: Round) -> list[Fields]:
    lines = [(s.province.naam if s.province else EMPTY, s.outcome.value) for s in round_.submissions]
    frame = pd.DataFrame(lines, columns=["provincie", "uitkomst"], dtype=object)
    received = Where("uitkomst", (Outcome.ACCEPTED.value, Outcome.WITH_FAULTS.value))
    national = Where(PROVINCE, (NATIONAAL.naam,), but=True)
    return [
        _source("Ingediend", "inzendingen", frame, received, national),
        _source("Apart gezet", "inzendingen", frame, Where("uitkomst", (Outcome.QUARANTINED.value,))),
    ]


def _of_findings(round_: Round, here: Sequence[Where]) -> list[Fields]:
    lines = [(f.ernst, f.provincie, f.ontheffing or EMPTY) for f in round_.findings]
    frame = pd.DataFrame(lines, columns=["ernst", "provincie", "ontheffing"], dtype=object)
    counts = Where("ontheffing", (EMPTY,))
    return [
        _source("Fouten", "bevindingen", frame, Where("ernst", (FOUT.singular,)), counts, *here),
        _source("Aandachtspunten", "bevindingen", frame, Where("ernst", (AANDACHTSPUNT.singular,)), counts, *here),
        _source("Met ontheffing", "bevindingen", frame, Where("ontheffing", (EMPTY,), but=True), *here),
    ]


def _source(what: str, table: str, frame: pd.DataFrame, *conditions: Where) -> Fields:
    return _told(what, len(_rows(frame, conditions)), table, conditions)


def _rows(frame: pd.DataFrame, conditions: Sequence[Where]) -> pd.DataFrame:
    for condition in conditions:
        frame = frame[condition.holds(frame).astype(bool)]
    return frame


def _told(what: str, number: int, table: str, conditions: Sequence[Where | str]) -> Fields:
    told = [str(one) for one in conditions if isinstance(one, str) or one.column != PROVINCE or one.but]
    return {"wat": what, "aantal": str(number), "tabel": f"{table}.csv", "rijen": "; ".join(told) or "alle"}


def _conflicts(round_: Round, here: Sequence[Where]) -> Fields:
    undecided = Where("uitkomst", CLOSED, but=True)
    rows = _rows(round_.tables["besluitvorming"], [undecided, *here]).to_dict("records")
    number = len({row["vraagstuk"] for row in rows if is_conflict(row)})
    either = f"route is '{CONFLICT}', of conflict_schuurpunt gevuld"
    return _told("Nog niet eens", number, "besluitvorming", [either, undecided, "elk vraagstuk één keer"])


def _open_roles(round_: Round, here: Sequence[Where]) -> Fields:
    rows = _rows(round_.tables["rolmatrix"], here).to_dict("records")
    number = sum(not row[answer_column(row)] for row in rows)
    return _told("Open rollen", number, "rolmatrix", ["invuller leeg, bij partij Gremium: gremium leeg"])
