"""The order in which a table takes its agenda, and its conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ra_excel.domain.lists import value_list
from ra_excel.domain.sheets.besluitvorming import GEEN_KEUZE
from ra_excel.domain.steps import STAP_1, STAP_2, STAP_3A, STAP_3B, STAP_4

STEP_ORDER = (STAP_3B, STAP_3A, STAP_2, STAP_1, STAP_4)
"""What must be decided first."""


def decision_order(row: Mapping[Any, Any]) -> tuple[int, float, str]:
    """Place of a row of ``agenda``: by step, then by priority, then by id."""
    step = STEP_ORDER.index(row["stap"]) if row["stap"] in STEP_ORDER else len(STEP_ORDER)
    priority = row["prioriteit"] if isinstance(row["prioriteit"], int) else float("inf")
    return step, priority, str(row["id"])


LEVELS = value_list("escalatieniveaus").values


def conflict_order(row: Mapping[Any, Any]) -> tuple[bool, int]:
    """Place of a row of ``besluitvorming`` among conflicts: open ones first, those at the highest
    level on top.
    """
    level = LEVELS.index(row["escalatieniveau"]) if row["escalatieniveau"] in LEVELS else -1
    return bool(row["besluit_datum"] or row["uitkomst"] == GEEN_KEUZE), -level
