"""A finding: a fault as data. And the catalogue of rules it refers to."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache

from ra_excel.errors import RaError
from ra_excel.resources import folder

FOUT = "fout"
AANDACHTSPUNT = "aandachtspunt"


@dataclass(frozen=True, slots=True)
class RuleText:
    """What the catalogue says of one code; ``melding`` and ``herstel`` hold ``{placeholders}``.

    A finding of a rule with ``quarantaine`` keeps the whole file out of the round.
    """

    code: str
    titel: str
    ernst: str
    melding: str
    herstel: str
    uitleg: str
    bron: str
    quarantaine: bool = False


@cache
def catalogue() -> dict[str, RuleText]:
    """All rules of ``validation/regels.toml`` by code.

    Raises RaError when the file is damaged or an entry lacks a part.
    """
    path = folder("validation") / "regels.toml"
    try:
        entries = tomllib.loads(path.read_text("utf-8"))
        rules = {code: RuleText(code=code, **entry) for code, entry in entries.items()}
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        raise RaError(f"{path} is niet in orde: {error}") from error
    if wrong := [rule.code for rule in rules.values() if rule.ernst not in (FOUT, AANDACHTSPUNT)]:
        raise RaError(f"{path}: ernst moet '{FOUT}' of '{AANDACHTSPUNT}' zijn bij {', '.join(wrong)}.")
    return rules


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it stands and how to mend it. Field names and order are the JSON contract.

    ``rij`` is the Excel row, ``kolom`` the header text, ``cel`` the address; None where none applies.
    """

    id: str
    code: str
    ernst: str
    bestand: str
    provincie: str | None
    cyclus: str | None
    blad: str | None
    rij: int | None
    kolom: str | None
    cel: str | None
    waarde: str | None
    melding: str
    herstel: str
    bron: str
    voorstel: str | None

    @property
    def is_fout(self) -> bool:
        """Whether this blocks submission."""
        return self.ernst == FOUT


def finding_id(*parts: str | None) -> str:
    """Same parts, same id: ``B-`` and ten hex digits. Give what stays when rows move: code, province, row id, column."""
    text = "\x1f".join(part or "" for part in parts)
    return "B-" + hashlib.sha256(text.encode()).hexdigest()[:10]
