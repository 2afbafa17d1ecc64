"""Key figures as sentences, in singular and plural."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ra_excel.checks.finding import Counts, Finding
from ra_excel.domain.inzenders import provinces
from ra_excel.domain.model import Noun, Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.agenda import AGENDA, GEAGENDEERD, VOORGESTELD
from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING, is_open
from ra_excel.domain.sheets.monitoring import MONITORING
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.sheets.terugkoppeling import TERUGKOPPELING
from ra_excel.reports.dutch import counted, enumerated, first_named
from ra_excel.reports.unreadable import UNREADABLE
from ra_excel.reports.word.rows import Fields
from ra_excel.round.build import NO_REPORT, PROGRESS_GROUPS
from ra_excel.round.round import Outcome, Receipt

EMPTY_CELL = "CE-01"


def _place(table: Table, name: str) -> tuple[str, str]:
    """Sheet and header of a column, as a finding has them."""
    return table.sheet, table.by_name[name].header


STATUS = _place(AGENDA, "status")
PLACING = (
    STATUS,
    _place(AGENDA, "stap"),
    _place(AGENDA, "prioriteit"),
    _place(AFSPRAKEN, "deadline"),
    _place(BESLUITVORMING, "uitkomst"),
    _place(BESLUITVORMING, "escalatieniveau"),
    _place(MONITORING, "voortgang"),
)
"""The columns that say where a row stands in the documents."""

MOST_NAMED = 8
"""Of more values than these only the number is said."""

FOUT = Noun("fout", "fouten")
AANDACHTSPUNT = Noun("aandachtspunt", "aandachtspunten")
BEVINDING = Noun("bevinding", "bevindingen")
BESTAND = Noun("bestand", "bestanden")
PROGRESS_ORDER = (*dict.fromkeys(PROGRESS_GROUPS.values()), NO_REPORT)


def submissions(lines: Sequence[Receipt]) -> list[str]:
    """Who submitted, who did not, and what was set apart."""
    total = len(provinces())
    received = [
        s
        for s in lines
        if s.province in provinces() and s.outcome in (Outcome.ACCEPTED, Outcome.WITH_FAULTS)
    ]
    missing = [s.province.naam for s in lines if s.outcome is Outcome.MISSING and s.province]
    apart = sum(s.outcome is Outcome.QUARANTINED for s in lines)
    start = {
        0: f"Geen van de {total} provincies heeft",
        1: f"1 van de {total} provincies heeft",
        total: f"Alle {total} provincies hebben",
    }
    sentences = [
        f"{start.get(len(received), f'{len(received)} van de {total} provincies hebben')} een"
        " werkmap ingediend."
    ]
    if missing and received:
        sentences.append(f"Niet ingediend: {enumerated(missing)}.")
    if apart:
        sentences.append(f"{counted(apart, BESTAND)} {_verb(apart, 'is', 'zijn')} apart gezet.")
    return sentences


def findings(counts: Counts) -> str:
    """How many findings there are, and how many of them were waived."""
    if counts == Counts(0, 0, 0):
        return "De controle vond niets om te herstellen."
    waived = (
        f" Daarnaast geldt voor {counted(counts.ontheven, BEVINDING)} een ontheffing."
        if counts.ontheven
        else ""
    )
    return (
        f"De controle vond {_none_or(counts.fouten, FOUT)} en"
        f" {_none_or(counts.aandachtspunten, AANDACHTSPUNT)}.{waived}"
    )


def agenda(rows: Sequence[Fields]) -> str:
    """How many vraagstukken are on the agenda, and how many are proposed."""
    on_agenda = sum(row["status"] == GEAGENDEERD for row in rows)
    proposed = sum(row["status"] == VOORGESTELD for row in rows)
    sentence = (
        f"Er {_verb(on_agenda, 'staat', 'staan')} {_none_or(on_agenda, AGENDA.noun)} op de agenda"
    )
    if proposed:
        sentence += (
            f"; {counted(proposed, AGENDA.noun)} {_verb(proposed, 'is', 'zijn')} nog een voorstel"
        )
    return f"{sentence}."


def shared(items: Sequence[Sequence[Fields]]) -> list[str]:
    """That a shared vraagstuk is one item; nothing when none is shared."""
    if all(len(item) == 1 for item in items):
        return []
    return ["Wat provincies delen, staat hier één keer, met wat elk van hen ervan zegt."]


def unreadable(findings: Iterable[Finding]) -> list[str]:
    """The values that place a row on the table and that nobody can read, each with its cell: such a
    row may be missing where it belongs. Nothing when all can be read.
    """
    values = [
        f"{finding.kolom} '{finding.waarde or ''}' ({finding.provincie}, {finding.blad}"
        f" {finding.cel})"
        for finding in findings
        if _keeps_off_its_place(finding)
    ]
    if not values:
        return []
    named = first_named(values, MOST_NAMED)
    return [f"Niet te lezen, en daarom misschien niet waar het hoort: {named}."]


def _keeps_off_its_place(finding: Finding) -> bool:
    column = (finding.blad, finding.kolom)
    if finding.code == EMPTY_CELL:
        return column == STATUS
    return finding.code in UNREADABLE and column in PLACING


def conflicts(rows: Sequence[Fields]) -> list[str]:
    """On how many vraagstukken a conflict is still open, a shared one counted once; nothing when
    there is none.
    """
    number = len({row["punt"] for row in rows if row["is_conflict"] and is_open(row)})
    return (
        [f"Over {counted(number, AGENDA.noun)} zijn partijen het nog niet eens."] if number else []
    )


def afspraken(rows: Sequence[Fields], zwevend: int) -> list[str]:
    """How many agreements there are, how many float, and how they progress."""
    if not rows:
        return ["Er zijn nog geen afspraken."]
    sentence = f"Er {_verb(len(rows), 'is', 'zijn')} {counted(len(rows), AFSPRAKEN.noun)}"
    if zwevend:
        sentence += f"; {zwevend} daarvan {_verb(zwevend, 'zweeft', 'zweven')}"
    groups = Counter(row["voortgang_groep"] for row in rows)
    return [
        f"{sentence}.",
        (
            "Voortgang:"
            f" {', '.join(f'{groups[name]} {name}' for name in PROGRESS_ORDER if groups[name])}."
        ),
    ]


def open_roles(number: int) -> list[str]:
    """How many roles nobody fills; nothing when all are filled."""
    return (
        [f"Er {_verb(number, 'staat', 'staan')} nog {counted(number, ROLMATRIX.noun)} open."]
        if number
        else []
    )


def reactions(given: int, owed: int) -> list[str]:
    """How often VRO has answered, and how many vraagstukken still wait; nothing when there was
    nothing to answer.
    """
    sentences = [f"U krijgt {counted(given, TERUGKOPPELING.noun)} van ons."] if given else []
    if owed:
        sentences.append(f"Op {counted(owed, AGENDA.noun)} volgt onze reactie nog.")
    return sentences


def _verb(number: int, singular: str, plural: str) -> str:
    return singular if number == 1 else plural


def _none_or(number: int, row: Noun) -> str:
    return counted(number, row) if number else f"geen {row.plural}"
