"""Vraagstukken as a table takes them: what provinces share is one item [3.3.3]."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from ra_excel.domain.sheets.agenda import LEAVING
from ra_excel.domain.steps import step_order

AgendaRow = TypeVar("AgendaRow", bound=Mapping[Any, Any])


def item_of(row: Mapping[Any, Any]) -> str:
    """The id of the item to which a row of ``agenda`` belongs: the id that provinces share, or else
    its own.
    """
    return str(row["gedeeld_id"] or row["id"] or "")


def open_items(rows: Sequence[AgendaRow]) -> list[list[AgendaRow]]:
    """The items of those rows of ``agenda`` that have an id and do not leave the agenda."""
    return items([row for row in rows if row["id"] and row["status"] not in LEAVING])


def step_of(item: Sequence[Mapping[Any, Any]]) -> str:
    """The step of the province that asks most of a table: what must be decided goes first."""
    steps = [str(row["stap"] or "") for row in item]
    return min(steps, key=step_order)


def items(rows: Sequence[AgendaRow]) -> list[list[AgendaRow]]:
    """The rows of ``agenda``, those of one item together, at the place of the first of them.

    The province whose id is shared comes first in its item. Two rows of one province are never one
    item, nor are rows without an id.
    """
    groups: dict[tuple[str, int], list[AgendaRow]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for number, row in enumerate(rows):
        item, province = item_of(row), str(row["provincie"])
        key = (item, seen[item, province]) if item else (item, number)
        seen[item, province] += 1
        groups.setdefault(key, []).append(row)
    for group in groups.values():
        group.sort(key=lambda row: row["id"] != item_of(row))
    return list(groups.values())
