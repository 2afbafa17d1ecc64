"""A change between two rounds, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened."""

    ADDED = "toegevoegd"
    CHANGED = "gewijzigd"
    GONE = "verdwenen"
    NOT_SUBMITTED = "niet ingediend"
    NOT_READ = "niet gelezen"


@dataclass(frozen=True, slots=True)
class Change:
    """One row that came or went, or one cell that changed.

    ``titel`` says in words which row it is. ``kolom`` is the header of the changed column; ``oud``
    and ``nieuw`` are its texts. ``eenzijdig`` marks a change to an agreement that was ratified and
    not ratified anew. ``bestand``, ``blad`` and ``cel`` lead to the new row, or to the old one
    where it is gone.
    """

    sort: ChangeKind
    provincie: str
    id: str = ""
    titel: str = ""
    kolom: str = ""
    oud: str = ""
    nieuw: str = ""
    eenzijdig: bool = False
    bestand: str = ""
    blad: str = ""
    cel: str = ""
