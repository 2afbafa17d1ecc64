"""Whether the Rijk speaks with one voice on a vraagstuk [bevinding 13, Handvat D]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ra_excel.domain.inzenders import Inzender, departments, departments_named
from ra_excel.domain.model import Kind
from ra_excel.domain.sheets.rijksinzet import (
    COORDINATION,
    COORDINATION_ASKED_IN,
    GEEN_ROL,
    GOES_ALONG,
    HOLDS_BACK,
    RIJKSINZET,
    ROOM_ASKED_IN,
    TAKES_PART,
)
from ra_excel.domain.steps import STAP_3, step_order
from ra_excel.round.items import open_items, step_of
from ra_excel.round.round import Outcome, Round

Row = Mapping[Any, Any]


class Voice(StrEnum):
    """What the departments together say of a vraagstuk."""

    ONE = "één stem"
    DIVIDED = "verdeeld"
    INCOMPLETE = "nog niet compleet"


class Ready(StrEnum):
    """Whether the Rijk can go to the table where a vraagstuk is decided."""

    YES = "ja"
    NO = "nee"
    NOT_ASKED = "niet aan de orde"


@dataclass(frozen=True)
class Stances:
    """An item of the agenda with what departments say of it.

    ``rows`` are its rows of ``agenda``, ``taken`` those of ``rijksinzet`` with a houding;
    ``silent`` names the departments that a province names and that have none; ``late`` those that
    agreed it within the Rijk only after the decision.
    """

    rows: Sequence[Row]
    taken: Sequence[Row]
    silent: Sequence[str]
    late: Sequence[str] = ()

    @property
    def step(self) -> str:
        """The step of the province that is furthest."""
        return step_of(self.rows)

    @property
    def voice(self) -> Voice:
        """Divided where one agrees and another does not; one voice where nobody is silent."""
        if self.who(*GOES_ALONG) and self.who(*HOLDS_BACK):
            return Voice.DIVIDED
        return Voice.INCOMPLETE if self.silent else Voice.ONE

    def who(self, *houdingen: str) -> list[str]:
        """The departments with one of these stances."""
        return [str(row["provincie"]) for row in self.taken if row["houding"] in houdingen]

    def without(self, steps: Sequence[str], *columns: str) -> list[str]:
        """The departments that take part and leave one of these columns empty or unreadable, where
        it is asked.
        """
        if self.step not in steps:
            return []
        part = [row for row in self.taken if row["houding"] in TAKES_PART]
        return [str(row["provincie"]) for row in part if not _all_given(row, columns)]

    @property
    def without_room(self) -> list[str]:
        """Those that do not know what they may promise."""
        return self.without(ROOM_ASKED_IN, "ruimte")

    @property
    def not_coordinated(self) -> list[str]:
        """Those that did not agree it within the Rijk."""
        return self.without(COORDINATION_ASKED_IN, *COORDINATION)

    @property
    def unreadable(self) -> list[str]:
        """Those whose houding nobody can read."""
        known = (*TAKES_PART, GEEN_ROL)
        return [str(row["provincie"]) for row in self.taken if row["houding"] not in known]

    @property
    def without_part(self) -> bool:
        """Whether everybody spoke and nobody takes part."""
        return not self.silent and not self.unreadable and not self.who(*TAKES_PART)

    @property
    def ready(self) -> Ready:
        """Whether nothing stands between the Rijk and the decision; asked where it is to be
        decided. One voice that does not go along is no decision either.
        """
        if self.step not in STAP_3:
            return Ready.NOT_ASKED
        gaps = (self.silent, self.without_room, self.not_coordinated, self.late, self.unreadable)
        held = self.without_part or self.who(*HOLDS_BACK) or any(gaps)
        return Ready.NO if held else Ready.YES


def _all_given(row: Row, columns: Sequence[str]) -> bool:
    return all(
        isinstance(row.get(name), date)
        if RIJKSINZET.by_name[name].kind is Kind.DATE
        else bool(row.get(name))
        for name in columns
    )


def departments_take_part(round_: Round) -> bool:
    """Whether a workbook of a department counts in this round."""
    return any(
        one.province in departments() and one.outcome is not Outcome.QUARANTINED
        for one in round_.submissions
    )


def stances_per_item(round_: Round) -> list[Stances]:
    """Every open item that names a department or on which one takes a stance: what must be decided
    comes first.
    """
    rows = round_.tables["agenda"].to_dict("records")
    found = [_stances(round_, item) for item in open_items(rows)]
    told = [one for one in found if one.taken or one.silent]
    return sorted(told, key=lambda one: step_order(one.step))


def _stances(round_: Round, item: Sequence[Row]) -> Stances:
    ids = {str(row["id"]) for row in item} | {round_.items[str(row["id"])] for row in item}
    rows = round_.rows_about(RIJKSINZET.name, "vraagstuk", *ids).to_dict("records")
    taken = [row for row in rows if row["houding"]]
    named: set[Inzender] = set()
    for row in item:
        named |= departments_named(row["departementen"])
    spoken = {row["provincie"] for row in taken}
    silent = [one.naam for one in departments() if one in named and one.naam not in spoken]
    late = [str(row["provincie"]) for row in taken if _too_late(round_, row)]
    return Stances(item, taken, silent, late)


def _too_late(round_: Round, row: Row) -> bool:
    """Whether it was coordinated, but RI-04 found the day to lie after the decision."""
    codes = round_.codes_at.get((row["bestand"], RIJKSINZET.sheet, row["rij"]), ())
    return "RI-04" in codes and _all_given(row, COORDINATION)
