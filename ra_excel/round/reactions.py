"""VRO's reactions: those that workbooks brought back, and those written since."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.inzenders import NATIONAAL, Inzender, find_province
from ra_excel.domain.rules import FOUT, catalogue
from ra_excel.domain.sheets.terugkoppeling import ANSWER, TERUGKOPPELING
from ra_excel.domain.tables import row_id
from ra_excel.round.tables import national_table


@dataclass(frozen=True, slots=True)
class Reaction:
    """One line of the sheet Reacties: what VRO answers, if anything yet, and since when it owes an
    answer.

    ``answer`` maps the columns of ANSWER to their values; a value that is no valid date stands as
    the text typed. ``faults`` is what is wrong with the line.
    """

    onderwerp: str
    answer: Mapping[str, Any]
    ontvangen: date | None
    bestand: str
    sha256: str
    blad: str
    rij: int
    faults: Sequence[Fault] = ()

    @property
    def wrong(self) -> bool:
        """Whether it has a fout: then it stays on the sheet, and is sent to nobody."""
        return any(catalogue()[fault.code].ernst == FOUT for fault in self.faults)

    @property
    def empty(self) -> bool:
        """Whether VRO has written nothing here."""
        return not any(self.answer.values())


Reactions = Mapping[str, Reaction]
"""By the id of the vraagstuk or afspraak; of a line whose id is of nobody, by its cell."""


def owner(id_: str) -> Inzender | None:
    """The province whose vraagstuk or afspraak has this id."""
    code = id_.partition("-")[0]
    if code == NATIONAAL.code:
        return NATIONAAL
    return find_province(code) if len(code) == len(NATIONAAL.code) else None


def merged_reactions(counted: Sequence[Submission], written: Reactions) -> pd.DataFrame:
    """The national table of reactions: what VRO wrote last counts, also where it took an answer
    back.

    What VRO wrote about something that stands in no submission stays too. A new reaction takes the
    next id of its province. A wrong one changes nothing: what was sent before still stands.
    """
    written = {id_: reaction for id_, reaction in written.items() if not reaction.wrong}
    frame = national_table(TERUGKOPPELING, counted)
    columns = [str(name) for name in frame.columns]
    rows: list[dict[str, Any]] = []
    for cells in frame.to_numpy(object).tolist():
        row = dict(zip(columns, cells, strict=True))
        reaction = written.get(str(row["onderwerp"]))
        if reaction is None:
            rows.append(row)
        elif not reaction.empty:
            rows.append(row | _written(reaction))
    known = {row["onderwerp"] for row in rows}
    for subject, reaction in written.items():
        province = owner(subject)
        if subject not in known and not reaction.empty and province:
            taken = {str(row["id"]) for row in rows}
            rows.append(_new_row(reaction, province, taken))
    # A name that a row lacks becomes an empty cell.
    merged = pd.DataFrame(rows, columns=columns, dtype=object)
    return merged.where(merged.notna(), None)


def _new_row(reaction: Reaction, province: Inzender, taken: Collection[str]) -> dict[str, Any]:
    """A row for a reaction that stands in no submission, under the first id that is free."""
    number = 1
    while row_id(TERUGKOPPELING, province.code, number) in taken:
        number += 1
    return {
        "provincie": province.naam,
        "landsdeel": province.landsdeel,
        "id": row_id(TERUGKOPPELING, province.code, number),
        "onderwerp": reaction.onderwerp,
        **_written(reaction),
    }


def _written(reaction: Reaction) -> dict[str, Any]:
    """The answer and where VRO wrote it."""
    origin = {name: getattr(reaction, name) for name in ("bestand", "sha256", "blad", "rij")}
    return {**{name: reaction.answer.get(name) for name in ANSWER}, **origin}


def answered(reactions: pd.DataFrame) -> frozenset[str]:
    """Ids on which VRO has decided something."""
    decided = reactions.loc[[bool(decision) for decision in reactions["besluit"]]]
    return frozenset(map(str, decided["onderwerp"]))
