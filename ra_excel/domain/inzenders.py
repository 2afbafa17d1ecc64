"""Who submits a workbook: the twelve provinces, VRO with the national list, twelve departments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ra_excel.domain.lists import split_choices, value_list
from ra_excel.errors import RaError


class Soort(StrEnum):
    """What an inzender is; decides which kind of workbook it fills."""

    PROVINCIE = "provincie"
    NATIONAAL = "landelijke lijst"
    DEPARTEMENT = "departement"


@dataclass(frozen=True, slots=True)
class Inzender:
    """Who submits: name, code of its ids, and its landsdeel of the BOL (not of CBS)."""

    naam: str
    code: str
    landsdeel: str
    soort: Soort = Soort.PROVINCIE


NATIONAAL = Inzender("Nationaal", "NL", "Landelijk", Soort.NATIONAAL)
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


@cache
def departments() -> tuple[Inzender, ...]:
    """The twelve departments in the order of their list; IenW has ids such as ``IENW-001``."""
    return tuple(
        Inzender(name, name.upper(), NATIONAAL.landsdeel, Soort.DEPARTEMENT)
        for name in value_list("departementen").values
    )


def find_department(text: str) -> Inzender | None:
    """The department that a name, synonym or code means, or None; EZK means two, so none."""
    text = text.strip()
    meant = value_list("departementen").resolve(text)
    for department in departments():
        if department.code == text.upper() or meant == (department.naam,):
            return department
    return None


def departments_named(choices: object) -> set[Inzender]:
    """The departments that a cell with several choices means, by name, synonym or code."""
    meant = map(find_department, split_choices(str(choices or "")))
    return {department for department in meant if department}


def find_inzender(text: str) -> Inzender | None:
    """The province, national list or department that a name, synonym or code means, or None."""
    return find_province(text) or find_department(text)
