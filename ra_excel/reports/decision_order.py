"""The order in which a table takes its agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ra_excel.domain.steps import STAP_1, STAP_2, STAP_3A, STAP_3B, STAP_4

STEP_ORDER = (STAP_3B, STAP_3A, STAP_2, STAP_1, STAP_4)
"""What must be decided first."""


def step_order(step: str) -> int:
    """Place of a step: what must be decided first; what is no step comes last."""
    return STEP_ORDER.index(step) if step in STEP_ORDER else len(STEP_ORDER)


def decision_order(row: Mapping[Any, Any]) -> tuple[int, float, str]:
    """Place of a row of ``agenda``: by step, then by priority, then by id."""
    priority = row["prioriteit"] if isinstance(row["prioriteit"], int) else float("inf")
    return step_order(row["stap"]), priority, str(row["id"])
