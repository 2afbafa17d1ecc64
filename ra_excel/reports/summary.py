"""A round in a few lines."""

from __future__ import annotations

from ra_excel.checks.finding import count
from ra_excel.domain.inzenders import NATIONAAL, provinces
from ra_excel.reports.findings.text_csv import count_words
from ra_excel.round.round import Outcome, Round


def summary_lines(round_: Round) -> list[str]:
    """What came in, what was found, and who needs a call."""
    received = [
        s
        for s in round_.submissions
        if s.province in provinces() and s.outcome in (Outcome.ACCEPTED, Outcome.WITH_FAULTS)
    ]
    missing = [
        s.province.naam for s in round_.submissions if s.outcome is Outcome.MISSING and s.province
    ]
    apart = [
        f"{s.bestand} ({', '.join(s.codes)})"
        for s in round_.submissions
        if s.outcome is Outcome.QUARANTINED
    ]
    faulty = [s.province.naam for s in received if s.outcome is Outcome.WITH_FAULTS and s.province]
    national = any(s.province == NATIONAAL for s in round_.submissions)
    lines = [
        f"{len(received)} van {len(provinces())} provincies"
        f" ingediend{', met de nationale lijst' if national else ''}."
    ]
    if missing:
        lines.append(f"Niet ingediend: {', '.join(missing)}.")
    if apart:
        lines.append(f"Apart gezet: {'; '.join(apart)}.")
    lines.append(
        f"{len(round_.tables['agenda'])} vraagstukken, {len(round_.tables['afspraken'])} afspraken,"
        f" waarvan {len(round_.floating)} zwevend."
    )
    where = f" Fouten bij: {', '.join(faulty)}." if faulty else ""
    lines.append(f"Gevonden: {count_words(count(round_.findings))}.{where}")
    return lines
