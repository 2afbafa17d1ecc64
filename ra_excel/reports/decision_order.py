"""The order in which a table takes its agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ra_excel.domain.steps import step_order


def decision_order(row: Mapping[Any, Any]) -> tuple[int, float, str]:
    """Place of a row of ``agenda``: by step, then by priority, then by id."""
    priority = row["prioriteit"] if isinstance(row["prioriteit"], int) else float("inf")
    return step_order(row["stap"]), priority, str(row["id"])
