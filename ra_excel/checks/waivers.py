"""Ontheffingen: findings that somebody with the right to do so allowed, until a day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ra_excel.checks.finding import Finding, to_findings
from ra_excel.domain.fault import Fault
from ra_excel.domain.rules import catalogue
from ra_excel.errors import RaError
from ra_excel.reading.folder import shown_name
from ra_excel.reading.list_file import read_records
from ra_excel.reading.values import as_text, clean_text, parse_date
from ra_excel.reading.workbook import Workbook

COLUMNS = ("bevinding", "reden", "functie", "tot")
BLANK_COLUMNS = (*COLUMNS, "bestand", "blad", "cel", "melding")
"""Of a list still to be filled in: the last four say which finding it is."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """One line of the list: the finding id, why, the function that granted it, and the last day on
    which it counts.
    """

    regel: int
    bevinding: str
    reden: str
    functie: str
    tot: date


@dataclass(frozen=True, slots=True)
class WaiverList:
    """The waivers of one file."""

    bestand: str
    sha256: str
    waivers: tuple[Waiver, ...]

    def apply(self, findings: Sequence[Finding], day: date) -> tuple[Finding, ...]:
        """The findings; those waived on ``day`` with the reason and who granted it."""
        valid = {
            w.bevinding: f"{w.reden} ({w.functie}, tot en met {as_text(w.tot)})"
            for w in self.waivers
            if w.tot >= day
        }
        return tuple(
            finding if _sets_apart(finding) else replace(finding, ontheffing=valid.get(finding.id))
            for finding in findings
        )

    def unused(self, findings: Iterable[Finding], day: date) -> tuple[Finding, ...]:
        """ON-01 for a waiver of a finding that is not there, ON-02 for one that has run out, ON-03
        where none can be given.
        """
        known = {finding.id: finding for finding in findings}
        valid = {waiver.bevinding for waiver in self.waivers if waiver.tot >= day}
        faults = []
        for waiver in self.waivers:
            details = {
                "regel": str(waiver.regel),
                "bevinding": waiver.bevinding,
                "functie": waiver.functie,
                "tot": as_text(waiver.tot),
            }
            code = None
            if waiver.bevinding not in known:
                code = "ON-01"
            elif _sets_apart(known[waiver.bevinding]):
                code = "ON-03"
            elif waiver.bevinding not in valid:
                code = "ON-02"
            if code:
                faults.append(
                    Fault(
                        code,
                        rij=waiver.regel,
                        waarde=waiver.bevinding,
                        sleutel=waiver.bevinding,
                        details=details,
                    )
                )
        return tuple(to_findings(Workbook(self.bestand, self.sha256), faults))


def blank_list(findings: Iterable[Finding]) -> list[tuple[object, ...]]:
    """Lines of BLANK_COLUMNS for every fout that can be waived, to be filled in by whoever may."""
    return [
        (finding.id, "", "", "", finding.bestand, finding.blad, finding.cel, finding.melding)
        for finding in findings
        if finding.is_fout and not _sets_apart(finding)
    ]


def _sets_apart(finding: Finding) -> bool:
    """Whether the finding keeps its whole file out of the round: nobody can allow what cannot be
    read.
    """
    return catalogue()[finding.code].quarantaine


def read_waivers(path: Path) -> WaiverList:
    """Read a CSV or workbook with the columns bevinding, reden, functie and tot (a date).

    Raises RaError when the file cannot be read, lacks a column, or a line is incomplete: a waiver
    is never guessed.
    """
    records = read_records(path)
    if not records:
        raise RaError(f"{path} is leeg. Verwacht de kolommen {', '.join(COLUMNS)}.")
    headers = [clean_text(header).casefold() for header in records[0][1]]
    if missing := [name for name in COLUMNS if name not in headers]:
        raise RaError(
            f"In {path} ontbreekt de kolom {', '.join(missing)}. Verwacht: {', '.join(COLUMNS)}."
        )
    waivers = []
    for number, cells in records[1:]:
        fields = {
            name: clean_text(cells[place]) if (place := headers.index(name)) < len(cells) else ""
            for name in COLUMNS
        }
        if not any(fields[name] for name in COLUMNS[1:]):
            continue  # an empty line, or one of a blank list that nobody filled in
        waivers.append(_waiver(path, number, fields))
    return WaiverList(
        shown_name(path), hashlib.sha256(path.read_bytes()).hexdigest(), tuple(waivers)
    )


def _waiver(path: Path, number: int, fields: Mapping[str, str]) -> Waiver:
    """One line of the list. Raises RaError when something is missing, or the day is no day."""
    day = parse_date(fields["tot"])
    if empty := [name for name in COLUMNS if not fields[name]]:
        raise RaError(
            f"{path}, regel {number}: {', '.join(empty)} is leeg. Een ontheffing noemt"
            " bevinding, reden, functie en datum."
        )
    if day is None:
        raise RaError(
            f"{path}, regel {number}: '{fields['tot']}' is geen datum. Schrijf dd-mm-jjjj."
        )
    return Waiver(number, fields["bevinding"], fields["reden"], fields["functie"], day)
