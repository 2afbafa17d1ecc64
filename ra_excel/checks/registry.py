"""Rules over a whole workbook, registered by their code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault

Rule = Callable[[Submission], Iterator[Fault]]

RULES: dict[str, Rule] = {}
"""Every rule by code. One code, one function."""


def rule(code: str) -> Callable[[Rule], Rule]:
    """Register a function as the rule with this code."""

    def register(function: Rule) -> Rule:
        if code in RULES:
            raise ValueError(f"rule {code} is registered twice")
        RULES[code] = function
        return function

    return register
