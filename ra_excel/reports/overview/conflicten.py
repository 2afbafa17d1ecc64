"""Conflicten: where it chafes, at which level, how long already, who leads and who decides."""

from __future__ import annotations

from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING, GEEN_KEUZE
from ra_excel.reports.conflicts import Conflict, conflicts
from ra_excel.reports.table_book.cell import Line
from ra_excel.reports.table_book.lines import PROVENANCE, place
from ra_excel.reports.table_book.table import Sheet
from ra_excel.round.round import Round

SAME_ITEM = "Zelfde punt als"
"""Header of the column that is filled where a conflict is not counted for itself."""


def _conflicten(round_: Round) -> list[Line]:
    return [_line(round_, conflict) for conflict in conflicts(round_)]


def _line(round_: Round, conflict: Conflict) -> Line:
    row = conflict.row
    texts = (row["besluit"], row["geen_keuze_reden"])
    outcome = texts[1] or texts[0] if row["uitkomst"] == GEEN_KEUZE else texts[0] or texts[1]
    return [
        row["vraagstuk"],
        round_.titles.get(row["vraagstuk"]),
        row["provincie"],
        conflict.counted_with or None,
        row["uitkomst"],
        conflict.since,
        conflict.days,
        row["escalatieniveau"],
        row["conflict_beslisser"],
        row["conflict_schuurpunt"],
        row["conflict_beslisruimte"],
        row["conflict_leider"],
        outcome,
        row["besluit_datum"],
        *place(row["bestand"], BESLUITVORMING.sheet, row["rij"]),
    ]


CONFLICTEN = Sheet(
    "Conflicten",
    "Conflicten en keuzes die niet zijn gemaakt",
    "Waar het schuurt, hoe lang al, op welk niveau, en wie beslist. Open conflicten eerst. 'Sinds'"
    " is de sessie die dat vaststelde. Wat provincies delen, telt één keer: zie 'Zelfde punt als'.",
    "Geen conflicten.",
    (
        ("Vraagstuk", 11),
        ("Titel", 34),
        ("Provincie", 15),
        (SAME_ITEM, 12),
        ("Uitkomst", 18),
        ("Sinds", 13),
        ("Dagen", 8),
        ("Niveau", 14),
        ("Wie beslist", 20),
        ("Waar schuurt het", 44),
        ("Beslisruimte", 36),
        ("Wie leidt", 20),
        ("Besluit of reden", 40),
        ("Datum besluit", 13),
        *PROVENANCE,
    ),
    _conflicten,
    states=("Uitkomst",),
)
