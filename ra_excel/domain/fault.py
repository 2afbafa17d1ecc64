"""A fault as the reader and the rules see it, before the catalogue gives it words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where.

    ``sleutel`` is what stays when rows move (a row id); ``details`` fill the message. The ``code``
    of what a rule sees is written where the rule is registered.
    """

    code: str = ""
    blad: str | None = None
    rij: int | None = None
    kolom: str | None = None
    cel: str | None = None
    waarde: str | None = None
    sleutel: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    voorstel: str | None = None

    def with_code(self, code: str) -> Fault:
        """The same fault, with this code."""
        return replace(self, code=code)
