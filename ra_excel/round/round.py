"""A round: everything the reports need, once all workbooks are read and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

import pandas as pd

from ra_excel.checks.finding import Finding
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.sheets.reacties import REACTIES
from ra_excel.round.change import Change
from ra_excel.round.departments.inbreng import Answer
from ra_excel.round.items import item_of
from ra_excel.round.reactions import Reactions
from ra_excel.round.verloop import Stand

RETURNED = "geannoteerd"
"""Folder in the output of a round with every submission and its findings: what a later round
compares with.
"""


class Outcome(StrEnum):
    """What became of a file, or of a province without one."""

    ACCEPTED = "aanvaard"
    WITH_FAULTS = "aanvaard met fouten"
    QUARANTINED = "apart gezet"
    MISSING = "niet ingediend"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One line of the list of submissions. A missing province has no file (``bestand`` and
    ``sha256`` empty).
    """

    bestand: str
    sha256: str
    province: Inzender | None
    outcome: Outcome
    fouten: int
    aandachtspunten: int
    codes: tuple[str, ...]
    reden: str
    """Why a file was set apart, or a province counts as missing; else empty."""


@dataclass(frozen=True)
class Round:
    """The national dataset of one cycle with its findings.

    ``tables`` maps a table name of the domain (``start``, ``agenda``, ..., ``terugkoppeling``) to a
    DataFrame with the PROVENANCE columns first, then the domain's columns by name. Cells are str,
    int, ``datetime.date`` or None; a value that is no valid date or number stands as the text the
    province typed. Rows stand in the order province, Excel row. ``floating`` is the list of
    zwevende afspraken: the columns of ``afspraken`` plus ``zwevend_door`` (codes joined with "; ")
    and ``zwevend_omdat`` (Dutch reasons joined with "; "). ``progress`` has one row per agreement:
    the columns of ``afspraken`` plus ``voortgang``, ``voortgang_peildatum`` and ``voortgang_groep``
    (gerealiseerd, op koers met zorg, uit koers, vervallen, geen bericht) of the newest report.
    ``received`` maps ids of vraagstukken to the stand of the submission in which VRO saw them
    first. ``answers`` maps file and Excel row of each inbreng to what the provinces did with it.
    ``unsent`` are VRO's own reactions that have a fout, which only the overview shows.
    ``changes`` is what changed since the previous round; None when there is none to compare with.
    ``earlier_rounds`` are the key figures of the rounds before, the oldest first.
    """

    cycle: Cycle
    peildatum: date
    submissions: Sequence[Receipt]
    tables: Mapping[str, pd.DataFrame]
    findings: Sequence[Finding]
    floating: pd.DataFrame
    progress: pd.DataFrame
    changes: Sequence[Change] | None = None
    received: Mapping[str, date] = field(default_factory=dict)
    unsent: Reactions = field(default_factory=dict)
    answers: Mapping[tuple[str, int], Sequence[Answer]] = field(default_factory=dict)
    earlier_rounds: Sequence[Stand] = ()
    _looked_up: dict[tuple[str, str], Mapping[str, Sequence[int]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles of all vraagstukken and afspraken by id; '' where there is none."""
        frames = (self.tables["agenda"], self.tables["afspraken"])
        return {
            str(id_): str(titel or "")
            for frame in frames
            for id_, titel in zip(frame["id"], frame["titel"], strict=True)
        }

    @cached_property
    def items(self) -> Mapping[str, str]:
        """The item of every vraagstuk by its id: vraagstukken that provinces share are one."""
        return {str(row["id"]): item_of(row) for row in self.tables["agenda"].to_dict("records")}

    @cached_property
    def codes_at(self) -> Mapping[tuple[str, str, int], Sequence[str]]:
        """The codes of the findings on each row, by file, sheet and Excel row."""
        found: dict[tuple[str, str, int], list[str]] = {}
        for one in self.findings:
            if one.bestand and one.blad and one.rij and not one.ontheffing:
                found.setdefault((one.bestand, one.blad, one.rij), []).append(one.code)
        return found

    @property
    def own_fouten(self) -> Sequence[Finding]:
        """The fouten on VRO's own sheet Reacties."""
        return [one for one in self.findings if one.blad == REACTIES.sheet and one.is_fout]

    def rows_about(self, table: str, column: str, *ids: str) -> pd.DataFrame:
        """The rows of a table in which ``column`` holds one of these ids, in their order."""
        places = self._places(table, column)
        return self.tables[table].iloc[
            sorted(place for id_ in set(ids) for place in places.get(id_, ()))
        ]

    def _places(self, table: str, column: str) -> Mapping[str, Sequence[int]]:
        """Value of a column → where in the table it stands; made once, for hundreds of documents
        ask for it.
        """
        if (table, column) not in self._looked_up:
            found: dict[str, list[int]] = {}
            for place, value in enumerate(self.tables[table][column]):
                found.setdefault(str(value), []).append(place)
            self._looked_up[table, column] = found
        return self._looked_up[table, column]

    def submission_of(self, province: Inzender) -> Receipt:
        """The submission that counts for a province; every province has exactly one line, missing
        included.
        """
        return next(
            s
            for s in self.submissions
            if s.province == province and s.outcome is not Outcome.QUARANTINED
        )
