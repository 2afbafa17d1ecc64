"""Rules over vraagstukken that more than one province has: LA-02, LA-03, LA-04 and LA-05."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

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


def named_by_one_side(country: Country) -> Iterator[NationalFault]:
    """LA-02: a province names another, and that one does not have the vraagstuk, or does not name
    the first.
    """
    # A vraagstuk whose id cannot be read may be the one that is missed.
    submitted = {
        one.workbook.province.naam
        for one in country.counted
        if one.workbook.province and one.rows.all_known("agenda")
    }
    groups = country.by_key()
    for group in groups.values():
        by_name = {v.province.naam: v for v in group}
        for vraagstuk in group:
            others = [
                name
                for name in vraagstuk.other_provinces
                if name in submitted and name != vraagstuk.province.naam
            ]
            if absent := [name for name in others if name not in by_name]:
                reason = f"{' en '.join(absent)} heeft geen vraagstuk met id {vraagstuk.key}"
                yield _at(vraagstuk, "LA-02", "andere_provincies", reden=reason)
            naming = [
                other.province.naam
                for other in group
                if vraagstuk.province.naam in other.other_provinces
                and other.province.naam not in vraagstuk.other_provinces
            ]
            if naming and vraagstuk.row.sound("andere_provincies", "reikwijdte"):
                reason = (
                    f"{' en '.join(naming)} noemt u bij id {vraagstuk.key}, maar u noemt"
                    f" {' en '.join(naming)} niet"
                )
                yield _at(vraagstuk, "LA-02", "andere_provincies", reden=reason)


def differing(country: Country) -> Iterator[NationalFault]:
    """LA-03: step, status, planning or route differs from what the first province says of the same
    vraagstuk.
    """
    for key, group in country.by_key().items():
        lead = next((v for v in group if v.row.id == key), group[0])
        for vraagstuk in group:
            if vraagstuk.province == lead.province:
                continue
            for column in COMPARED:
                yield from _differs(
                    vraagstuk,
                    lead,
                    AGENDA.by_name[column],
                    vraagstuk.row.text(column),
                    lead.row.text(column),
                )
            here, there = _routes(vraagstuk), _routes(lead)
            yield from _differs(vraagstuk, lead, BESLUITVORMING.by_name["route"], here, there)


def _differs(
    vraagstuk: Vraagstuk, lead: Vraagstuk, column: Column, here: str, there: str
) -> Iterator[NationalFault]:
    """A difference in something that both sides have filled. A route has no cell on Agenda: it is
    shown at the step.
    """
    if here and there and here != there:
        place = column.name if column.name in AGENDA.by_name else "stap"
        if vraagstuk.row.sound(place) and lead.row.sound(place):
            words = {
                "wat": column.header,
                "hier": here,
                "daar": there,
                "ander": lead.province.naam,
                "ander_id": lead.row.id,
            }
            yield _at(vraagstuk, "LA-03", place, part=column.name, **words)


def _routes(vraagstuk: Vraagstuk) -> str:
    return " en ".join(
        sorted(
            {
                row.text("route")
                for row in vraagstuk.rows("besluitvorming")
                if row.sound("route") and row.text("route")
            }
        )
    )


def agreement_of_one_side(country: Country) -> Iterator[NationalFault]:
    """LA-05: an agreement on a shared vraagstuk, where another province that shares it has none."""
    for group in country.by_key().values():
        for vraagstuk in group:
            agreements = vraagstuk.rows("afspraken")
            without = [
                other.province.naam
                for other in group
                if other.province != vraagstuk.province
                and not other.rows("afspraken")
                and other.one.rows.all_placed("afspraken")
            ]
            if agreements and without:
                first = agreements[0]
                fault = first.fault(
                    "LA-05",
                    "vraagstuk",
                    id=first.id,
                    vraagstuk=vraagstuk.key,
                    anderen=" en ".join(without),
                )
                yield NationalFault(fault, vraagstuk.one, vraagstuk.province)


def probably_the_same(country: Country) -> Iterator[NationalFault]:
    """LA-04: a vraagstuk whose words are nearly those of another province's, without a shared id.
    The best match is named.
    """
    vraagstukken = country.vraagstukken()
    texts = [distinctive_words(_words_of(v)) for v in vraagstukken]
    kin = [[v.province.code for v in vraagstukken], [v.key for v in vraagstukken]]
    for place, other, score in most_alike(texts, load_settings().min_gelijkenis, kin):
        that = vraagstukken[other]
        words = {
            "ander": that.province.naam,
            "ander_id": that.row.id,
            "titel": that.row.text("titel"),
            "score": str(round(score)),
        }
        yield _at(vraagstukken[place], "LA-04", "titel", part=that.row.id, **words)


def _words_of(vraagstuk: Vraagstuk) -> str:
    return f"{vraagstuk.row.text('titel')} {vraagstuk.row.text('probleemanalyse')}"


@cache
def _common_words() -> frozenset[str]:
    """Words that say nothing of which vraagstuk it is: the list of VRO, and the names of the
    provinces.
    """
    listed = {
        row["woord"].casefold()
        for row in read_semicolon_csv(folder("validation") / "gewone-woorden.csv")
    }
    return frozenset(
        listed.union(*(re.split(r"\W+", province.naam.casefold()) for province in provinces()))
    )


def distinctive_words(text: str) -> str:
    """The words that tell vraagstukken apart, in lower case: no numbers, no common words."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return " ".join(
        word for word in words if len(word) >= SHORTEST_WORD and word not in _common_words()
    )


def _at(
    vraagstuk: Vraagstuk, code: str, column: str, part: str = "", **details: str
) -> NationalFault:
    """A fault at a cell; ``part`` tells two faults of one code at one cell apart."""
    fault = vraagstuk.row.fault(code, column, id=vraagstuk.row.id, **details)
    return NationalFault(
        replace(fault, sleutel=f"{fault.sleutel}.{part}" if part else fault.sleutel),
        vraagstuk.one,
        vraagstuk.province,
    )
