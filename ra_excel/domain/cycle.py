"""A cycle: its reference date, calendar and capacity, from ``validation/cycli/<id>.toml``."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from ra_excel.domain.files import folder
from ra_excel.domain.inzenders import Inzender, Soort
from ra_excel.domain.lists import Entry, ValueList
from ra_excel.errors import RaError


@dataclass(frozen=True, slots=True)
class Moment:
    """A fixed moment of the cycle; ``van`` and ``tot`` are equal for a day [3a, Handvat E]."""

    naam: str
    stap: str
    van: date
    tot: date
    bron: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """One round of the arrangement.

    Capacities count vraagstukken per province and per department [2a, 3a].
    """

    id: str
    titel: str
    start: date
    eind: date
    peildatum: date
    capaciteit_provincie: int
    capaciteit_departement: int
    momenten: tuple[Moment, ...]

    def capacity_of(self, inzender: Inzender) -> int:
        """How many vraagstukken this inzender can carry, unless its workbook says otherwise."""
        if inzender.soort is Soort.DEPARTEMENT:
            return self.capaciteit_departement
        return self.capaciteit_provincie

    @property
    def kwartalen(self) -> ValueList:
        """The quarters of the cycle as a value list: ``2026-Q2`` and on."""
        numbers = range(
            self.start.year * 4 + (self.start.month - 1) // 3,
            self.eind.year * 4 + (self.eind.month - 1) // 3 + 1,
        )
        return ValueList("kwartalen", tuple(Entry(f"{n // 4}-Q{n % 4 + 1}", {}) for n in numbers))


@cache
def known_cycles() -> tuple[str, ...]:
    """Ids of the cycles that have a file, oldest first."""
    return tuple(sorted(path.stem for path in (folder("validation") / "cycli").glob("*.toml")))


@cache
def load_cycle(cycle_id: str) -> Cycle:
    """The cycle with this id.

    Raises RaError when there is no such cycle or its file is incomplete.
    """
    if cycle_id not in known_cycles():
        raise RaError(
            f"Cyclus '{cycle_id}' is niet bekend. Bekend: {', '.join(known_cycles())}. "
            "Een nieuwe cyclus is een nieuw bestand in validation/cycli."
        )
    path = folder("validation") / "cycli" / f"{cycle_id}.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return Cycle(
            id=data["id"],
            titel=data["titel"],
            start=data["start"],
            eind=data["eind"],
            peildatum=data["peildatum"],
            capaciteit_provincie=data["capaciteit"]["provincie"],
            capaciteit_departement=data["capaciteit"]["departement"],
            momenten=tuple(Moment(**moment) for moment in data["momenten"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise RaError(f"{path} is niet in orde: {error}") from error


def months_before(day: date, months: int) -> date:
    """The day ``months`` calendar months earlier; the last of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
