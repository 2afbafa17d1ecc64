"""Changes as text to read on a screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from ra_excel.domain.model import Noun
from ra_excel.reports.dutch import counted
from ra_excel.round.change import Change, ChangeKind
from ra_excel.round.word_difference import Part, word_difference

KEPT_WORDS = 6
"""Unchanged words shown on each side of a change."""

MARKS = {Part.GONE: "[-{}-]", Part.NEW: "[+{}+]"}
LINES = {
    ChangeKind.ADDED: Noun("rij erbij", "rijen erbij"),
    ChangeKind.GONE: Noun("rij verdwenen", "rijen verdwenen"),
}
CELLS = Noun("cel gewijzigd", "cellen gewijzigd")
ONE_SIDED = Noun("eenzijdige wijziging", "eenzijdige wijzigingen")


def changes_as_text(changes: Sequence[Change]) -> str:
    """How much changed, then the changes by province and sheet; of a changed text only the words
    around the change.
    """
    if not changes:
        return "Geen verschillen.\n"
    lines = [summary(changes), ""]
    for (province, sheet), group in groupby(changes, key=lambda c: (c.provincie, c.blad)):
        lines.append(f"{province}, {sheet}")
        for change in group:
            name = (
                change.titel
                if not change.id or change.id in change.titel
                else f"{change.id} {change.titel}"
            )
            mark = " (eenzijdig)" if change.eenzijdig else ""
            lines.append(f"  {change.sort.value:<14} {name}{mark}")
            if change.sort is ChangeKind.CHANGED:
                lines.append(
                    f"  {'':<14} {change.kolom}: {shown_difference(change.oud, change.nieuw)}"
                )
    return "\n".join([*lines, ""])


def summary(changes: Sequence[Change]) -> str:
    """How much of each."""
    numbers = Counter(change.sort for change in changes)
    parts = [counted(numbers[sort], row) for sort, row in LINES.items()]
    parts.insert(1, counted(numbers[ChangeKind.CHANGED], CELLS))
    parts.append(counted(sum(change.eenzijdig for change in changes), ONE_SIDED))
    return f"{', '.join(parts)}."


def shown_difference(old: str, new: str) -> str:
    """``Klaar in [-2027-][+2028+]``; long stretches that stayed become an ellipsis."""
    shown = []
    pieces = word_difference(old, new)
    for place, piece in enumerate(pieces):
        if piece.part is Part.KEPT:
            shown.append(
                _shortened(piece.text, at_start=place == 0, at_end=place == len(pieces) - 1)
            )
        else:
            text = piece.text.rstrip()
            shown.append(MARKS[piece.part].format(text) + piece.text[len(text) :])
    return " ".join("".join(shown).split())


def _shortened(text: str, *, at_start: bool, at_end: bool) -> str:
    words = text.split()
    if len(words) <= 2 * KEPT_WORDS:
        return text
    head = [] if at_start else words[:KEPT_WORDS]
    tail = [] if at_end else words[-KEPT_WORDS:]
    return " ".join([*head, "…", *tail]) + " "
