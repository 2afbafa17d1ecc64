"""Rules, registered by their code and by what they look at: here the code of a rule is written
once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Literal, ParamSpec, Protocol, Self, TypeVar

Over = Literal["workbook", "previous", "country"]
"""What a rule looks at: one submission; a submission and the previous one of its province; all
submissions of a round.
"""


class Codeless(Protocol):
    """A fault to which the registry still gives the code of its rule."""

    def with_code(self, code: str) -> Self:
        """The same fault, with this code."""
        ...


Looked = ParamSpec("Looked")
Found = TypeVar("Found", bound=Codeless)

RULES: dict[tuple[Over, str], Callable[..., Iterator[Any]]] = {}
"""Every rule by what it looks at and its code, in order of registration."""


def rule(
    code: str, over: Over = "workbook"
) -> Callable[[Callable[Looked, Iterator[Found]]], Callable[Looked, Iterator[Found]]]:
    """Register a function as the rule with this code. What it yields gets the code."""

    def register(function: Callable[Looked, Iterator[Found]]) -> Callable[Looked, Iterator[Found]]:
        @wraps(function)
        def coded(*looked_at: Looked.args, **options: Looked.kwargs) -> Iterator[Found]:
            for fault in function(*looked_at, **options):
                yield fault.with_code(code)

        if (over, code) in RULES:
            raise ValueError(f"rule {code} over {over} is registered twice")
        RULES[over, code] = coded
        return coded

    return register


def rules_over(over: Over) -> list[Callable[..., Iterator[Any]]]:
    """The rules that look at this, in order of registration."""
    return [function for (looked_at, _), function in RULES.items() if looked_at == over]
