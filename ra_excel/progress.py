"""How long work tells its progress."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called after each step with (steps done, steps in all, what was done)."""


def silent(done: int, total: int, what: str) -> None:
    """No progress shown."""
