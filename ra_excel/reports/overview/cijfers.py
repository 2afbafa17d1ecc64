"""Cijfers: the agreements in the terms in which the first cycle was judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ra_excel.consolidation.dataset import PROGRESS_GROUPS
from ra_excel.consolidation.round import Round
from ra_excel.domain.lists import split_choices, value_list
from ra_excel.domain.provinces import NATIONAAL, provinces
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.monitoring import GEREALISEERD
from ra_excel.reports.overview.cell import Cell, Line
from ra_excel.reports.overview.table import Sheet
from ra_excel.settings import load_settings

TYPES = value_list("afspraaktypen").values
RESEARCH = "vervolgonderzoek"
NOT_SMART = "AF-01"
ALL, AVERAGE, FIRST_CYCLE = "Alle inzendingen", "Gemiddeld per provincie", "Eerste cyclus, volgens het rapport"

Afspraken = Sequence[Mapping[Any, Any]]


def _cijfers(round_: Round) -> list[Line]:
    afspraken = round_.progress.to_dict("records")
    judge = _Judge(round_)
    names = [p.naam for p in (*provinces(), NATIONAAL)]
    per_province = {name: [row for row in afspraken if row["provincie"] == name] for name in names}
    mine = sum(len(rows) for name, rows in per_province.items() if name != NATIONAAL.naam)
    submitted = {str(name) for name in round_.tables["start"]["provincie"]} - {NATIONAAL.naam}
    average: Cell = round(mine / len(submitted)) if submitted else None
    rest = len(judge.figures([])) - 1
    lines: list[Line] = [
        [ALL, *judge.figures(afspraken)],
        [AVERAGE, average, *[None] * rest],
        [FIRST_CYCLE, "gemiddeld meer dan 25", None, None, None, None, "de meeste", "vaak niet", "voornamelijk", None, None],
    ]
    return lines + [[name, *judge.figures(rows)] for name, rows in per_province.items() if rows]


class _Judge:
    """What the figures need to know besides the agreements themselves."""

    def __init__(self, round_: Round) -> None:
        self.not_smart = {(f.bestand, f.rij) for f in round_.findings if f.code == NOT_SMART and f.blad == AFSPRAKEN.sheet}
        self.floating = set(zip(round_.floating["bestand"], round_.floating["rij"], strict=True))
        agenda = round_.tables["agenda"]
        self.domains = {id_: split_choices(d or "") for id_, d in zip(agenda["id"], agenda["domeinen"], strict=True) if id_}

    def figures(self, rows: Afspraken) -> list[Cell]:
        """The cells of one line: a number, then shares in whole percents; no share of nothing."""
        typed = [row for row in rows if row["type"] in TYPES]
        sorted_ = [row for row in rows if row["soort"]]
        placed = [self.domains[row["vraagstuk"]] for row in rows if row["vraagstuk"] in self.domains]
        least = load_settings().min_domeinen_multisectoraal
        return [
            len(rows),
            *(_share(sum(row["type"] == type_ for row in typed), typed) for type_ in TYPES),
            _share(sum(row["soort"] == RESEARCH for row in sorted_), sorted_),
            _share(sum((row["bestand"], row["rij"]) not in self.not_smart for row in rows), rows),
            _share(sum(len(domains) < least for domains in placed), placed),
            _share(sum((row["bestand"], row["rij"]) in self.floating for row in rows), rows),
            _share(sum(row["voortgang_groep"] == PROGRESS_GROUPS[GEREALISEERD] for row in rows), rows),
        ]


def _share(number: int, of: Sequence[object]) -> int | None:
    return round(100 * number / len(of)) if of else None


CIJFERS = Sheet(
    "Cijfers", "Cijfers over afspraken",
    "In procenten, zodat u deze cyclus naast de eerste kunt leggen [4.2.1]. Type en soort: waar die zijn ingevuld.\n"
    "SMART: zonder AF-01. Sectoraal: het vraagstuk raakt minder dan drie domeinen. Beide toetsen zijn van ons.",
    "Geen afspraken.",
    (("Wie", 32), ("Afspraken", 13), *((f"{type_} (%)", 14) for type_ in TYPES), ("Vervolgonderzoek (%)", 19), ("SMART (%)", 12),
     ("Sectoraal (%)", 14), ("Zwevend (%)", 13), ("Gerealiseerd (%)", 17)),
    _cijfers, frozen=1,
)  # fmt: skip
