"""Wijzigingen: what changed since the previous round, word by word."""

from __future__ import annotations

from ra_excel.reports.table_book.cell import Difference, Line
from ra_excel.reports.table_book.lines import PROVENANCE, cell_link
from ra_excel.reports.table_book.table import Sheet
from ra_excel.round.change import Change
from ra_excel.round.round import Round
from ra_excel.round.word_difference import word_difference

ONE_SIDED = "eenzijdig"


def change_line(change: Change) -> Line:
    """The cells of one change."""
    difference = (
        Difference(word_difference(change.oud, change.nieuw))
        if change.oud and change.nieuw
        else None
    )
    marked = ONE_SIDED if change.eenzijdig else None
    head = (
        change.sort.value,
        change.provincie,
        change.id,
        change.titel,
        change.kolom,
        change.oud,
        change.nieuw,
        difference,
        marked,
    )
    return [*head, change.bestand, change.blad, cell_link(change.bestand, change.blad, change.cel)]


def _changes(round_: Round) -> list[Line]:
    return [change_line(change) for change in round_.changes or ()]


def _nothing(round_: Round) -> str:
    if round_.changes is None:
        return "Er is geen vorige ronde om mee te vergelijken: geef die mee met --vorige."
    return "Er is niets gewijzigd sinds de vorige ronde."


WIJZIGINGEN = Sheet(
    "Wijzigingen",
    "Wijzigingen sinds de vorige ronde",
    "Eén regel per rij die kwam of verdween, en per cel die wijzigde. Doorgestreept is weg, vet is"
    " nieuw.\n'eenzijdig': een vastgestelde afspraak die wijzigde zonder opnieuw te zijn"
    " vastgesteld.",
    _nothing,
    (
        ("Wat", 15),
        ("Provincie", 15),
        ("Id", 10),
        ("Titel", 32),
        ("Kolom", 18),
        ("Oud", 40),
        ("Nieuw", 40),
        ("Verschil", 50),
        ("Eenzijdig", 12),
        *PROVENANCE,
    ),
    _changes,
    states=("Wat", "Eenzijdig"),
    frozen=3,
)
