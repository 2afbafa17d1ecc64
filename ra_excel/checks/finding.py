"""A finding: a fault as data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from ra_excel.domain.rules import FOUT


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it stands and how to mend it. Field names and order are the JSON contract.

    ``rij`` is the Excel row, ``kolom`` the header text, ``cel`` the address; None where none applies. ``toelichting`` is
    what the province answered to this finding on the sheet Controle of its submission. ``stand`` is ``nieuw`` or ``blijft``
    where a previous submission is known. ``ontheffing`` is the reason for which the finding was waived.
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
    toelichting: str | None = None
    stand: str | None = None
    ontheffing: str | None = None

    @property
    def is_fout(self) -> bool:
        """Whether this blocks submission: a waived one does not."""
        return self.ernst == FOUT and self.ontheffing is None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are. A waived one is counted apart, never as what it was."""

    fouten: int
    aandachtspunten: int
    ontheven: int


def count(findings: Iterable[Finding]) -> Counts:
    """Count the findings by what they mean for the submission."""
    all_ = list(findings)
    waived, blocking = sum(f.ontheffing is not None for f in all_), sum(f.is_fout for f in all_)
    return Counts(blocking, len(all_) - blocking - waived, waived)


def finding_id(*parts: str | None) -> str:
    """Same parts, same id: ``B-`` and ten hex digits. Give what stays when rows move: code, province, row id, column."""
    text = "\x1f".join(part or "" for part in parts)
    return "B-" + hashlib.sha256(text.encode()).hexdigest()[:10]
