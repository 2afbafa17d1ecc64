"""Items of the agenda as text: what provinces share once, with each one's position beside the
other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ra_excel.domain.inzenders import find_inzender
from ra_excel.domain.model import Table
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING
from ra_excel.reports.dutch import enumerated
from ra_excel.reports.word.rows import Content, Fields

DIFFERING = ("titel", "status", "stap", "prioriteit", "planning", "beoogd_type")
"""Columns of a position that are only worth a line where provinces say something else."""

LISTED = ("stap_en_status", "prioriteit", "planning")
"""What a list of vraagstukken says of each, as far as its document has it."""

TOLD = (
    "probleemanalyse",
    "gezamenlijk_doel",
    "stand_regio",
    "departementen",
    "financiele_randvoorwaarde",
)
ON_THE_TABLE = (
    "conflict_schuurpunt",
    "conflict_beslisruimte",
    "escalatieniveau",
    "conflict_leider",
    "conflict_beslisser",
    "besluit_wat",
    "besluit_wie",
    "besluit_opvolging",
    "besluit_gremium",
    "tussenstap_gremium",
    "tussenstap_ruimte",
)
"""Columns of a position, from the agenda and from its routes."""

CAME_OF_IT = ("uitkomst", "besluit", "geen_keuze_reden")


def as_one(item: Sequence[Fields]) -> Fields:
    """An item as one row: that of its first province, with the ids, provinces and whatever a list
    shows of all of them.
    """
    first = item[0]
    if len(item) == 1:
        return first
    return {
        **first,
        **{name: _together(item, name) for name in LISTED if name in first},
        "id": enumerated([row["id"] for row in item]),
        "provincie": enumerated([row["provincie"] for row in item]),
    }


def _together(item: Sequence[Fields], name: str) -> str:
    """What all say, or else what each says: a line each, behind the code of the province."""
    if len({row[name] for row in item}) == 1:
        return item[0][name]
    return "\n".join(f"{_code(row)}: {row[name] or '–'}" for row in item)


def _code(row: Fields) -> str:
    inzender = find_inzender(row["provincie"])
    return inzender.code if inzender else row["provincie"]


def positions(item: Sequence[Fields], routes: Sequence[Fields]) -> Mapping[str, Content]:
    """What each province of an item says: ``provincies``, and ``regels`` with ``wat`` and in
    ``teksten`` a text per province. Both empty for what one province has alone.

    ``routes`` are those to tell, of any vraagstuk.
    """
    rows = [[row] for row in item]
    differing = [_line(AGENDA, name, rows) for name in DIFFERING]
    own_routes = [routes_of(row, routes) for row in item]
    lines = [
        *(line for line in differing if len(set(line.texts)) > 1),
        *(_line(AGENDA, name, rows) for name in TOLD),
        *(_line(BESLUITVORMING, name, own_routes) for name in ON_THE_TABLE),
    ]
    return _side_by_side([f"{row['provincie']} ({row['id']})" for row in item], lines)


def positions_in_conflict(routes: Sequence[Fields]) -> Mapping[str, Content]:
    """As ``positions``, of routes on which provinces are stuck."""
    names = (*ON_THE_TABLE, *CAME_OF_IT)
    of_each = [[route] for route in routes]
    lines = [_line(BESLUITVORMING, name, of_each) for name in names]
    return _side_by_side([f"{row['provincie']} ({row['vraagstuk']})" for row in routes], lines)


def routes_of(vraagstuk: Fields, routes: Sequence[Fields]) -> list[Fields]:
    """Those of these routes that a province took for its own vraagstuk."""
    return [
        route
        for route in routes
        if route["vraagstuk"] == vraagstuk["id"] and route["provincie"] == vraagstuk["provincie"]
    ]


@dataclass(frozen=True)
class _Line:
    """What each province says of one thing."""

    what: str
    texts: Sequence[str]


def _line(table: Table, name: str, rows_of_each: Sequence[Sequence[Fields]]) -> _Line:
    return _Line(table.by_name[name].header, [_said(rows, name) for rows in rows_of_each])


def _said(rows: Sequence[Fields], name: str) -> str:
    return "\n".join(row[name] for row in rows if row[name])


def _side_by_side(heads: Sequence[str], lines: Sequence[_Line]) -> Mapping[str, Content]:
    if len(heads) == 1:
        return {"provincies": [], "regels": []}
    told = [{"wat": line.what, "teksten": line.texts} for line in lines if any(line.texts)]
    return {"provincies": heads, "regels": told}
