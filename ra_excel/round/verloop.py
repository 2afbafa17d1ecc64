"""Verloop: the key figures of this round and of those before it, handed on in the manifest.

Every manifest holds the list ``verloop``: an entry per round, the oldest first, that of its own
round last. An entry carries a kenmerk over its own contents and that of the entry before it, so
that a changed figure or a missing round is seen. It keeps nobody from changing both: it guards
against accidents.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ra_excel.checks.finding import Finding, to_findings
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.fault import Fault
from ra_excel.reading.values import as_text
from ra_excel.reading.workbook import Workbook

MANIFEST = "manifest.json"

MAX_BYTES = 20_000_000
"""A manifest of a thousand files is 1 MB."""

MAX_ROUNDS = 500

Figures = Mapping[str, int]
"""Label of a key figure → the number."""


@dataclass(frozen=True)
class Stand:
    """Where one round stood: its key figures, of the country and per landsdeel.

    ``after`` is the kenmerk of the round before, '' for a first round.
    """

    cyclus: str
    peildatum: date
    figures: Figures
    per_landsdeel: Mapping[str, Figures]
    after: str = ""

    @property
    def kenmerk(self) -> str:
        """SHA-256 over everything in this entry."""
        content = json.dumps(self._contents(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """The entry as it stands in the manifest."""
        return {**self._contents(), "kenmerk": self.kenmerk}

    def _contents(self) -> dict[str, Any]:
        return {
            "cyclus": self.cyclus,
            "peildatum": self.peildatum.isoformat(),
            "cijfers": dict(self.figures),
            "landsdelen": {name: dict(figures) for name, figures in self.per_landsdeel.items()},
            "na": self.after,
        }


@dataclass(frozen=True)
class Verloop:
    """The rounds before this one, the oldest first, and what is wrong with their manifest."""

    rounds: Sequence[Stand] = ()
    findings: Sequence[Finding] = ()


def read_verloop(path: Path, cycle: Cycle) -> Verloop:
    """The rounds in a manifest; none where there is no such file.

    What was changed or cannot be read is left out and found (VE-01); so are a change of cycle
    (VE-02) and rounds that are missing (VE-03).
    """
    if not path.is_file():
        return Verloop()
    faults: list[Fault] = []
    rounds: list[Stand] = []
    before_was_dropped = False
    for entry in _entries(path, faults):
        stand = _stand(entry)
        if stand is None or stand.kenmerk != entry.get("kenmerk"):
            faults.append(_changed(_day_words(entry)))
            before_was_dropped = True
            continue
        if stand.after != _kenmerk_of_last(rounds) and not before_was_dropped:
            faults.append(_missing(f"vóór {as_text(stand.peildatum)}"))
        rounds.append(stand)
        before_was_dropped = False
    if rounds and rounds[-1].cyclus != cycle.id:
        faults.append(_other_cycle(rounds[-1].cyclus, cycle.id))
    origin = Workbook(path.name, hashlib.sha256(b"").hexdigest())
    return Verloop(rounds, to_findings(origin, faults))


def _entries(path: Path, faults: list[Fault]) -> Sequence[Any]:
    """The list in the manifest; empty, with what is wrong in ``faults``, where there is none."""
    if path.stat().st_size > MAX_BYTES:
        faults.append(_changed("het hele bestand is te groot"))
        return ()
    try:
        manifest = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        faults.append(_changed("het hele bestand is niet te lezen"))
        return ()
    entries = manifest.get("verloop") if isinstance(manifest, dict) else None
    if entries is None:
        faults.append(_missing("tot en met de vorige: het manifest is van een oudere versie"))
        return ()
    if not isinstance(entries, list) or len(entries) > MAX_ROUNDS:
        faults.append(_changed("de lijst van rondes is niet te lezen"))
        return ()
    return entries


def _stand(entry: object) -> Stand | None:
    """The entry as a Stand; None where it says something that no entry of ours says."""
    if not isinstance(entry, dict):
        return None
    try:
        day = date.fromisoformat(entry["peildatum"])
        figures = _figures(entry["cijfers"])
        parts = {str(name): _figures(one) for name, one in entry["landsdelen"].items()}
        return Stand(str(entry["cyclus"]), day, figures, parts, str(entry["na"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _figures(written: Mapping[str, object]) -> dict[str, int]:
    figures: dict[str, int] = {}
    for label, number in written.items():
        if type(number) is not int or not 0 <= number < 10**9:
            raise ValueError(f"no key figure: {number!r}")
        figures[str(label)] = number
    return figures


def _day_words(entry: object) -> str:
    """The round that an entry is of, as far as it can be told."""
    day = entry.get("peildatum") if isinstance(entry, dict) else None
    try:
        return f"de ronde van {as_text(date.fromisoformat(str(day)))}"
    except ValueError:
        return "een ronde zonder leesbare peildatum"


def _changed(what: str) -> Fault:
    return Fault("VE-01", sleutel=what, details={"wat": what})


def _other_cycle(earlier: str, now: str) -> Fault:
    return Fault("VE-02", sleutel=earlier, details={"vorige": earlier, "nu": now})


def _missing(which: str) -> Fault:
    return Fault("VE-03", sleutel=which, details={"welke": which})


def following(rounds: Sequence[Stand], stand: Stand) -> list[Stand]:
    """The rounds before and then this one, tied to the last of them."""
    return [*rounds, replace(stand, after=_kenmerk_of_last(rounds))]


def _kenmerk_of_last(rounds: Sequence[Stand]) -> str:
    return rounds[-1].kenmerk if rounds else ""
