"""The twelve provinces, and the national list that belongs to none of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ra_excel.domain.lists import value_list
from ra_excel.errors import RaError


@dataclass(frozen=True, slots=True)
class Inzender:
    """Who submits: name, code of its ids, and its landsdeel of the BOL (not of CBS)."""

    naam: str
    code: str
    landsdeel: str


NATIONAAL = Inzender("Nationaal", "NL", "Landelijk")
"""VRO's own list of agreements with several or all provinces; same workbook, never missing."""


@cache
def provinces() -> tuple[Inzender, ...]:
    """The twelve provinces in the order of their CBS code."""
    return tuple(
        Inzender(e.value, e.code, e.fields["landsdeel"]) for e in value_list("provincies").entries
    )


def find_province(text: str) -> Inzender | None:
    """The province that a name, synonym or code means, or None."""
    text = text.strip()
    if text.casefold() == NATIONAAL.naam.casefold():
        return NATIONAAL
    meant = value_list("provincies").resolve(text)
    for province in provinces():
        if province.code == text.upper() or province.naam in meant:
            return province
    return None


def get_province(text: str) -> Inzender:
    """As find_province, for a name given by the user.

    Raises RaError when no province is meant.
    """
    province = find_province(text)
    if province is None:
        names = ", ".join(p.naam for p in provinces())
        raise RaError(f"Provincie '{text}' is niet bekend. Kies uit: {names}.")
    return province
