"""Rules over vraagstukken that more than one province has: LA-02, LA-03, LA-04 and LA-05."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ra_excel.checks.registry import rule
from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.domain.inzenders import provinces
from ra_excel.domain.model import Column
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING
from ra_excel.round.country import Country, NationalFault, Vraagstuk
from ra_excel.round.likeness import most_alike

COMPARED = ("stap", "status", "planning")
"""Columns of a shared vraagstuk that should say the same everywhere."""

SHORTEST_WORD = 3


@rule("LA-02", over="country")
def named_by_one_side(country: Country) -> Iterator[NationalFault]:
    """A province names another, and that one does not have the vraagstuk, or does not name the
    first.
    """
    # A vraagstuk whose id cannot be read may be the one that is missed.
    submitted = {one.province.naam for one in country.counted if one.rows.all_known("agenda")}
    for group in country.by_key().values():
        sharing = {vraagstuk.province.naam for vraagstuk in group}
        for vraagstuk in group:
            own = vraagstuk.province.naam
            named = set(vraagstuk.other_provinces) & submitted - {own}
            absent = [name for name in vraagstuk.other_provinces if name in named - sharing]
            if absent:
                reason = f"{' en '.join(absent)} heeft geen vraagstuk met id {vraagstuk.key}"
                yield _at(vraagstuk, "andere_provincies", reden=reason)
            naming = " en ".join(_naming_without_being_named(vraagstuk, group))
            if naming and vraagstuk.row.sound("andere_provincies", "reikwijdte"):
                reason = f"{naming} noemt u bij id {vraagstuk.key}, maar u noemt {naming} niet"
                yield _at(vraagstuk, "andere_provincies", reden=reason)


def _naming_without_being_named(vraagstuk: Vraagstuk, group: Sequence[Vraagstuk]) -> list[str]:
    """The provinces that say to share the vraagstuk with this one, which does not name them."""
    return [
        other.province.naam
        for other in group
        if vraagstuk.province.naam in other.other_provinces
        and other.province.naam not in vraagstuk.other_provinces
    ]


@rule("LA-03", over="country")
def differing(country: Country) -> Iterator[NationalFault]:
    """Step, status, planning or route differs from what the first province says of the same
    vraagstuk.
    """
    for key, group in country.by_key().items():
        lead = next((v for v in group if v.row.id == key), group[0])
        for vraagstuk in group:
            if vraagstuk.province == lead.province:
                continue
            for name in COMPARED:
                pair = (vraagstuk.row.text(name), lead.row.text(name))
                yield from _differs(vraagstuk, lead, AGENDA.by_name[name], pair)
            pair = (_routes(vraagstuk), _routes(lead))
            yield from _differs(vraagstuk, lead, BESLUITVORMING.by_name["route"], pair)


def _differs(
    vraagstuk: Vraagstuk, lead: Vraagstuk, column: Column, pair: tuple[str, str]
) -> Iterator[NationalFault]:
    """A difference in something that both sides have filled. A route has no cell on Agenda: it is
    shown at the step.
    """
    here, there = pair
    shown_at = column.name if column.name in AGENDA.by_name else "stap"
    readable = vraagstuk.row.sound(shown_at) and lead.row.sound(shown_at)
    if here and there and here != there and readable:
        words = {
            "wat": column.header,
            "hier": here,
            "daar": there,
            "ander": lead.province.naam,
            "ander_id": lead.row.id,
        }
        yield _at(vraagstuk, shown_at, part=column.name, **words)


def _routes(vraagstuk: Vraagstuk) -> str:
    routes = {row.text("route") for row in vraagstuk.rows("besluitvorming") if row.sound("route")}
    return " en ".join(sorted(routes - {""}))


@rule("LA-05", over="country")
def agreement_of_one_side(country: Country) -> Iterator[NationalFault]:
    """An agreement on a shared vraagstuk, where another province that shares it has none."""
    for group in country.by_key().values():
        for vraagstuk in group:
            agreements = vraagstuk.rows("afspraken")
            without = [
                other.province.naam
                for other in group
                if other.province != vraagstuk.province and _surely_has_no_agreement(other)
            ]
            if agreements and without:
                others = " en ".join(without)
                fault = agreements[0].fault_at("vraagstuk", vraagstuk=vraagstuk.key, anderen=others)
                yield NationalFault(fault, vraagstuk.submission, vraagstuk.province)


def _surely_has_no_agreement(vraagstuk: Vraagstuk) -> bool:
    """Every agreement of its workbook says what it is about, and none is about this vraagstuk."""
    placed = vraagstuk.submission.rows.all_placed("afspraken")
    return placed and not vraagstuk.rows("afspraken")


@rule("LA-04", over="country")
def probably_the_same(country: Country) -> Iterator[NationalFault]:
    """A vraagstuk whose words are nearly those of another province's, without a shared id. The best
    match is named.
    """
    vraagstukken = country.vraagstukken()
    texts = [distinctive_words(_words_of(v)) for v in vraagstukken]
    kin = [[v.province.code for v in vraagstukken], [v.key for v in vraagstukken]]
    for number, other_number, score in most_alike(texts, load_settings().min_gelijkenis, kin):
        other = vraagstukken[other_number]
        words = {
            "ander": other.province.naam,
            "ander_id": other.row.id,
            "titel": other.row.text("titel"),
            "score": str(round(score)),
        }
        yield _at(vraagstukken[number], "titel", part=other.row.id, **words)


def _words_of(vraagstuk: Vraagstuk) -> str:
    return f"{vraagstuk.row.text('titel')} {vraagstuk.row.text('probleemanalyse')}"


@cache
def _common_words() -> frozenset[str]:
    """Words that say nothing of which vraagstuk it is: the list of VRO, and the names of the
    provinces.
    """
    listed = read_semicolon_csv(folder("validation") / "gewone-woorden.csv")
    words = {line["woord"].casefold() for line in listed}
    for province in provinces():
        words.update(re.split(r"\W+", province.naam.casefold()))
    return frozenset(words)


def distinctive_words(text: str) -> str:
    """The words that tell vraagstukken apart, in lower case: no numbers, no common words."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return " ".join(
        word for word in words if len(word) >= SHORTEST_WORD and word not in _common_words()
    )


def _at(vraagstuk: Vraagstuk, column: str, part: str = "", **details: str) -> NationalFault:
    """A fault at a cell; ``part`` tells two faults of one code at one cell apart."""
    fault = vraagstuk.row.fault_at(column, **details)
    if part:
        fault = replace(fault, sleutel=f"{fault.sleutel}.{part}")
    return NationalFault(fault, vraagstuk.submission, vraagstuk.province)
