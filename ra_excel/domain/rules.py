"""What the rules say to users: the catalogue of ``validation/regels.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from ra_excel.domain.files import folder
from ra_excel.errors import RaError

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
    wrong = [code for code, rule in rules.items() if rule.ernst not in (FOUT, AANDACHTSPUNT)]
    if wrong:
        codes = ", ".join(wrong)
        raise RaError(f"{path}: ernst moet '{FOUT}' of '{AANDACHTSPUNT}' zijn bij {codes}.")
    return rules
