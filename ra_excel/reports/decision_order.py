"""The order in which a BOL takes its agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STEP_ORDER = ("3b Conflictbeslechting", "3a Besluitvorming", "2 Dialoog", "1 Agenderen", "4 Opvolging en monitoring")
"""What must be decided first."""


def decision_order(row: Mapping[Any, Any]) -> tuple[int, float, str]:
    """Place of a row of ``agenda``: by step, then by priority, then by id."""
    step = STEP_ORDER.index(row["stap"]) if row["stap"] in STEP_ORDER else len(STEP_ORDER)
    priority = row["prioriteit"] if isinstance(row["prioriteit"], int) else float("inf")
    return step, priority, str(row["id"])
