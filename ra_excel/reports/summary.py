"""A round in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ra_excel.checks.finding import count
from ra_excel.domain.inzenders import NATIONAAL, departments, provinces
from ra_excel.domain.sheets.reacties import REACTIES
from ra_excel.reports.dutch import first_named
from ra_excel.reports.findings.text_csv import count_words
from ra_excel.round.round import Outcome, Receipt, Round

NAMED = 10
"""As many are named on a line; of the others their number is said."""


def summary_lines(round_: Round) -> list[str]:
    """What came in, what was found, who needs a call, and what VRO itself has to mend."""
    return [
        *_received(round_.submissions),
        (
            f"{len(round_.tables['agenda'])} vraagstukken, {len(round_.tables['afspraken'])}"
            f" afspraken, waarvan {len(round_.floating)} zwevend."
        ),
        *_found(round_),
    ]


def _received(receipts: Sequence[Receipt]) -> Iterator[str]:
    received = [r.province for r in receipts if _is_received(r)]
    of_provinces = [owner for owner in received if owner in provinces()]
    of_departments = [owner for owner in received if owner in departments()]
    national = any(r.province == NATIONAAL for r in receipts)
    along = ", met de nationale lijst" if national else ""
    yield f"{len(of_provinces)} van {len(provinces())} provincies ingediend{along}."
    if of_departments:
        yield f"{len(of_departments)} van {len(departments())} departementen ingediend."
    missing = [r for r in receipts if r.outcome is Outcome.MISSING]
    if missing:
        yield f"Niet ingediend: {', '.join(_names(missing))}."
    apart = [r for r in receipts if r.outcome is Outcome.QUARANTINED]
    if apart:
        files = [f"{r.bestand} ({', '.join(r.codes)})" for r in apart]
        yield f"Apart gezet: {_named(files, 'Inzendingen')}."


def _found(round_: Round) -> Iterator[str]:
    faulty = [r for r in round_.submissions if _is_received(r) and r.outcome is Outcome.WITH_FAULTS]
    where = f" Fouten bij: {', '.join(_names(faulty))}." if faulty else ""
    yield f"Gevonden: {count_words(count(round_.findings))}.{where}"
    own = round_.own_fouten
    if own:
        cells = [f"{f.cel} ({f.code})" for f in own]
        yield (
            f"Op te lossen door VRO, op blad {REACTIES.sheet} van {own[0].bestand}:"
            f" {_named(cells, 'Bevindingen')}."
        )


def _is_received(receipt: Receipt) -> bool:
    """Whether this is a submission that counts, of another than VRO itself."""
    counts = receipt.outcome in (Outcome.ACCEPTED, Outcome.WITH_FAULTS)
    return counts and receipt.province != NATIONAAL


def _names(receipts: Sequence[Receipt]) -> list[str]:
    return [r.province.naam for r in receipts if r.province]


def _named(things: Sequence[str], sheet: str) -> str:
    """The first things by name; where there are more, how many, and the sheet with all of them."""
    names = first_named(things, NAMED)
    if len(things) <= NAMED:
        return names
    return f"{names} (alle {len(things)} staan in het overzicht, blad {sheet})"
