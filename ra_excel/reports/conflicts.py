"""Conflicts and choices not made, as the overview and the documents tell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ra_excel.domain.lists import value_list
from ra_excel.domain.sheets.besluitvorming import is_open, is_stuck
from ra_excel.domain.sheets.dialoog import NAAR_CONFLICT
from ra_excel.reports.table_book.lines import records
from ra_excel.round.round import Round

LEVELS = value_list("escalatieniveaus").values


@dataclass(frozen=True)
class Conflict:
    """A row of ``besluitvorming`` on which parties are stuck, and its place in that table (from 0).

    ``since`` is the first session that said so, and ``days`` how long it took, or takes until now.
    ``counted_with`` is the vraagstuk of an earlier conflict on the same item, which stands for
    both; '' where this one is the first.
    """

    row: Mapping[Any, Any]
    place: int
    since: date | None
    days: int | None
    counted_with: str


def conflicts(round_: Round) -> list[Conflict]:
    """Open ones first, those at the highest level on top."""
    rows = enumerate(records(round_.tables["besluitvorming"]))
    stuck = [(place, row) for place, row in rows if is_stuck(row)]
    since = _since(round_)
    first_of: dict[str, str] = {}
    found = []
    for place, row in sorted(stuck, key=lambda pair: _order(pair[1])):
        vraagstuk = row["vraagstuk"]
        item = round_.items.get(vraagstuk, vraagstuk)
        began = since.get(vraagstuk)
        ended = row["besluit_datum"] if isinstance(row["besluit_datum"], date) else round_.peildatum
        days = (ended - began).days if began else None
        found.append(Conflict(row, place, began, days, first_of.get(item, "")))
        first_of.setdefault(item, vraagstuk)
    return found


def _order(row: Mapping[Any, Any]) -> tuple[bool, int]:
    level = LEVELS.index(row["escalatieniveau"]) if row["escalatieniveau"] in LEVELS else -1
    return not is_open(row) or bool(row["besluit_datum"]), -level


def _since(round_: Round) -> dict[str, date]:
    """When the dialogue on a vraagstuk ended in conflict: the first session with that outcome."""
    first: dict[str, date] = {}
    for row in records(round_.tables["dialoog"]):
        if row["uitkomst"] == NAAR_CONFLICT and isinstance(row["datum"], date):
            first[row["vraagstuk"]] = min(row["datum"], first.get(row["vraagstuk"], row["datum"]))
    return first
