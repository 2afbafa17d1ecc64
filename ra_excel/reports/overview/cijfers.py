"""Cijfers: the agreements in the terms in which the first cycle was judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ra_excel.domain.inzenders import NATIONAAL, provinces
from ra_excel.domain.lists import value_list
from ra_excel.domain.sheets.monitoring import GEREALISEERD
from ra_excel.reports.overview.afspraken import ALLE_AFSPRAKEN
from ra_excel.reports.overview.judged import YES, judged
from ra_excel.reports.table_book.cell import Cell, Line, Link
from ra_excel.reports.table_book.lines import records
from ra_excel.reports.table_book.table import FIRST_ROW, Sheet, range_of
from ra_excel.round.build import PROGRESS_GROUPS
from ra_excel.round.round import Round

TYPES = value_list("afspraaktypen").values
RESEARCH = "vervolgonderzoek"
ALL, AVERAGE, FIRST_CYCLE = (
    "Alle inzendingen",
    "Gemiddeld per provincie",
    "Eerste cyclus, volgens het rapport",
)

Afspraken = Sequence[Mapping[Any, Any]]


def _cijfers(round_: Round) -> list[Line]:
    """Every figure leads to the agreements it is about, on a sheet that says for each of them how
    it counts.
    """
    afspraken = records(judged(round_))
    places: dict[str, list[int]] = {p.naam: [] for p in (*provinces(), NATIONAAL)}
    for place, row in enumerate(afspraken):
        places[row["provincie"]].append(place)
    mine = sum(len(found) for name, found in places.items() if name != NATIONAAL.naam)
    submitted = {str(name) for name in round_.tables["start"]["provincie"]} - {NATIONAAL.naam}
    average: Cell = round(mine / len(submitted)) if submitted else None
    all_ = _linked(_figures(afspraken), range(len(afspraken)))
    lines: list[Line] = [
        [ALL, *all_],
        [AVERAGE, average, *[None] * (len(all_) - 1)],
        [
            FIRST_CYCLE,
            "gemiddeld meer dan 25",
            None,
            None,
            None,
            None,
            "de meeste",
            "vaak niet",
            "voornamelijk",
            None,
            None,
        ],
    ]
    # Agreements stand by province, so those of one stand together.
    for name, numbers in places.items():
        if numbers:
            own = afspraken[numbers[0] : numbers[-1] + 1]
            lines.append([name, *_linked(_figures(own), numbers)])
    return lines


def _figures(rows: Afspraken) -> list[int | None]:
    """A number, then shares in whole percents; no share of nothing."""
    typed = [row for row in rows if row["type"] in TYPES]
    return [
        len(rows),
        *(_share(typed, lambda row, type_=type_: row["type"] == type_) for type_ in TYPES),
        _share([row for row in rows if row["soort"]], lambda row: row["soort"] == RESEARCH),
        _share(rows, lambda row: row["smart"] == YES),
        _share([row for row in rows if row["sectoraal"]], lambda row: row["sectoraal"] == YES),
        _share(rows, lambda row: row["zweeft"] == YES),
        _share(rows, lambda row: row["voortgang_groep"] == PROGRESS_GROUPS[GEREALISEERD]),
    ]


def _share(of: Afspraken, counts: Callable[..., bool]) -> int | None:
    return round(100 * sum(map(counts, of)) / len(of)) if of else None


def _linked(figures: Sequence[int | None], places: Sequence[int]) -> list[Cell]:
    address = (
        f"internal:{range_of(ALLE_AFSPRAKEN, FIRST_ROW + places[0], len(places))}"
        if places
        else None
    )
    return [
        figure if figure is None or address is None else Link(figure, address) for figure in figures
    ]


CIJFERS = Sheet(
    "Cijfers",
    "Cijfers over afspraken",
    "In procenten, zodat u deze cyclus naast de eerste kunt leggen [4.2.1]. Type en soort: waar die"
    " zijn ingevuld.\nSMART: zonder AF-01. Sectoraal: het vraagstuk raakt minder dan drie domeinen."
    " Beide toetsen zijn van ons. Klik op een getal.",
    "Geen afspraken.",
    (
        ("Wie", 32),
        ("Afspraken", 13),
        *((f"{type_} (%)", 14) for type_ in TYPES),
        ("Vervolgonderzoek (%)", 19),
        ("SMART (%)", 12),
        ("Sectoraal (%)", 14),
        ("Zwevend (%)", 13),
        ("Gerealiseerd (%)", 17),
    ),
    _cijfers,
    frozen=1,
)
