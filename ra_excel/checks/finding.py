"""A finding: a fault with the words of the catalogue, as data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter

from ra_excel.domain.fault import Fault
from ra_excel.domain.layout import split_address
from ra_excel.domain.model import Werkmap
from ra_excel.domain.rules import FOUT, catalogue
from ra_excel.domain.tables import EVERY_SHEET
from ra_excel.errors import RaError
from ra_excel.reading.workbook import Workbook

MAX_SHOWN = 120
MAX_VALUE = 500
"""Characters of a cell shown in a message, and kept in a finding."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it stands and how to mend it. Field names and order are the JSON contract.

    ``rij`` is the Excel row, ``kolom`` the header text, ``cel`` the address; None where none
    applies. ``toelichting`` is what the province answered to this finding on the sheet Controle of
    its submission. ``stand`` is ``nieuw`` or ``blijft`` where a previous submission is known.
    ``ontheffing`` is the reason for which the finding was waived.
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
    """Same parts, same id: ``B-`` and ten hex digits. Give what stays when rows move: code,
    province, row id, column.
    """
    text = "\x1f".join(part or "" for part in parts)
    return "B-" + hashlib.sha256(text.encode()).hexdigest()[:10]


def to_findings(workbook: Workbook, faults: Iterable[Fault]) -> list[Finding]:
    """Faults in reading order (sheet, row, column, code), worded by the catalogue, each with its
    stable id.
    """
    findings: list[Finding] = []
    seen: dict[tuple[str, ...], int] = {}
    owner = workbook.province.code if workbook.province else workbook.sha256
    for fault in sorted(faults, key=reading_order):
        parts = (fault.code, owner, fault.blad or "", fault.sleutel)
        seen[parts] = seen.get(parts, 0) + 1
        repeat = str(seen[parts]) if seen[parts] > 1 else ""
        findings.append(_worded(fault, workbook, finding_id(*parts, repeat)))
    return findings


def reading_order(of: Fault | Finding) -> tuple[int, int, int, str, str]:
    """Sheet, row, column, code; then what tells two at one cell apart."""
    sheet = EVERY_SHEET.index(of.blad) if of.blad in EVERY_SHEET else -1
    column = split_address(of.cel)[1] if of.cel else 0
    return sheet, of.rij or 0, column, of.code, of.sleutel if isinstance(of, Fault) else of.id


def _worded(fault: Fault, workbook: Workbook, id_: str) -> Finding:
    rule, value = catalogue()[fault.code], fault.waarde or ""
    words = {
        "blad": fault.blad or "",
        "cel": fault.cel or "",
        "kolom": fault.kolom or "",
        "waarde": _cut(value, MAX_SHOWN),
        **_column_words(workbook.werkmap, fault),
        **fault.details,
    }
    return Finding(
        id=id_,
        code=fault.code,
        ernst=rule.ernst,
        bestand=workbook.bestand,
        provincie=workbook.province.naam if workbook.province else None,
        cyclus=workbook.cyclus,
        blad=fault.blad,
        rij=fault.rij,
        kolom=fault.kolom,
        cel=fault.cel,
        waarde=_cut(value, MAX_VALUE) or None,
        melding=_fill(rule.melding, words),
        herstel=_fill(rule.herstel, words),
        bron=_fill(rule.bron, words),
        voorstel=fault.voorstel,
        toelichting=workbook.answers.get(id_),
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _column_words(werkmap: Werkmap, fault: Fault) -> dict[str, str]:
    """The hint and source of the column a fault speaks of."""
    return _words_of_columns(werkmap).get((fault.blad, fault.kolom), {"hulp": "", "bron_kolom": ""})


@cache
def _words_of_columns(werkmap: Werkmap) -> dict[tuple[str | None, str | None], dict[str, str]]:
    """By sheet and header."""
    words: dict[tuple[str | None, str | None], dict[str, str]] = {}
    for table in werkmap.tables.values():
        for column in table.columns:
            source = column.source or table.source
            words[table.sheet, column.header] = {"hulp": column.help, "bron_kolom": source}
    return words


def _fill(template: str, words: Mapping[str, str]) -> str:
    """Fill the placeholders in one pass, so that braces in a province's text stay text.

    A word that has nothing to say leaves no space or colon behind.
    """
    try:
        parts = [
            literal + (str(words[name]) if name is not None else "")
            for literal, name, _, _ in Formatter().parse(template)
        ]
    except KeyError as error:
        unknown = f"{{{error.args[0]}}} is hier onbekend"
        raise RaError(f"validation/regels.toml: {unknown}, in de tekst '{template}'.") from error
    text = "".join(parts).strip()
    return f"{text[:-1]}." if text.endswith(":") else text
