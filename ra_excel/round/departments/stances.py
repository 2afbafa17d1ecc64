"""What departments say of one vraagstuk, side by side: whether the Rijk has one voice (LA-10), and
whether it agreed among itself before the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.sheets.agenda import LEAVING
from ra_excel.domain.sheets.rijksinzet import (
    COORDINATION,
    GEEN_ROL,
    GOES_ALONG,
    HOLDS_BACK,
    TAKES_PART,
)
from ra_excel.domain.steps import STAP_3
from ra_excel.round.country import Country, NationalFault, Vraagstuk


@dataclass(frozen=True)
class Stance:
    """What one department says of one vraagstuk."""

    submission: Submission
    row: Row

    @property
    def department(self) -> str:
        """Its name."""
        return self.submission.province.naam


def stances_by_key(country: Country) -> Mapping[str, Sequence[Stance]]:
    """The stances by the id under which provinces share the vraagstuk: a department may know it by
    that of any of them.
    """
    keys = {vraagstuk.row.id: vraagstuk.key for vraagstuk in country.vraagstukken()}
    found: dict[str, list[Stance]] = {}
    for submission, row in country.rows_of("rijksinzet"):
        if row.has("vraagstuk"):
            key = keys.get(row.id, row.id)
            found.setdefault(key, []).append(Stance(submission, row))
    return found


@rule("LA-10", over="country")
def more_than_one_voice(country: Country) -> Iterator[NationalFault]:
    """To be decided, while one department goes along with it and another holds back."""
    groups = country.by_key()
    for key, stances in stances_by_key(country).items():
        if not _is_to_be_decided(groups.get(key, ()), stances):
            continue
        along = [one for one in stances if one.row.says("houding", *GOES_ALONG)]
        back = [one for one in stances if one.row.says("houding", *HOLDS_BACK)]
        for side, other_side in ((along, back), (back, along)):
            for one in side:
                yield from _differs(one, other_side)


def _is_to_be_decided(vraagstukken: Sequence[Vraagstuk], stances: Iterable[Stance]) -> bool:
    """Whether it is in step 3 now: the Agenda knows. Without one, what VRO told the departments."""
    if vraagstukken:
        there = (one.row for one in vraagstukken if not one.row.says("status", *LEAVING))
        return any(row.says("stap", *STAP_3) for row in there)
    return any(one.row.says("stap", *STAP_3) for one in stances)


def _differs(one: Stance, other_side: Sequence[Stance]) -> Iterator[NationalFault]:
    others = [
        f"{other.department} zegt '{other.row.text('houding')}'"
        for other in other_side
        if other.department != one.department
    ]
    if others:
        fault = one.row.fault_at("houding", anderen=" en ".join(others))
        yield NationalFault(fault, one.submission, one.submission.province)


def coordinated_routes(country: Country) -> frozenset[tuple[str, int]]:
    """Code of the province and Excel row of each route of which the departments said themselves
    when the Rijk agreed: what the province wrote of it (BE-04) is then asked of nobody.

    Every department that the vraagstuk names must have said so, but one without a role.
    """
    stances = stances_by_key(country)
    found: set[tuple[str, int]] = set()
    for vraagstuk in country.vraagstukken():
        if not vraagstuk.row.sound("departementen"):
            continue
        named = vraagstuk.row.choices("departementen")
        if _all_gave(named, stances.get(vraagstuk.key, ())):
            code = vraagstuk.province.code
            found.update((code, route.number) for route in vraagstuk.rows("besluitvorming"))
    return frozenset(found)


def _all_gave(named: Iterable[str], stances: Iterable[Stance]) -> bool:
    """Whether of these departments each said when it agreed, save those without a role."""
    without_role, gave = set[str](), set[str]()
    for one in stances:
        if one.row.says("houding", GEEN_ROL):
            without_role.add(one.department)
        elif one.row.says("houding", *TAKES_PART) and all(map(one.row.has, COORDINATION)):
            gave.add(one.department)
    asked = set(named) - without_role
    return bool(asked) and asked <= gave
