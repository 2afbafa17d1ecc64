"""Conflicten: where it chafes, at which level, how long already, who leads and who decides."""

from __future__ import annotations

from datetime import date

from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING, GEEN_KEUZE, is_conflict
from ra_excel.domain.sheets.dialoog import NAAR_CONFLICT
from ra_excel.reports.decision_order import conflict_order
from ra_excel.reports.table_book.cell import Line
from ra_excel.reports.table_book.lines import PROVENANCE, place, records
from ra_excel.reports.table_book.table import Sheet
from ra_excel.round.round import Round


def _conflicten(round_: Round) -> list[Line]:
    """Conflicts and choices not made; open ones first, those at the highest level on top."""
    frame = round_.tables["besluitvorming"]
    stuck = frame[[is_conflict(row) or row["uitkomst"] == GEEN_KEUZE for row in records(frame)]]
    agenda = round_.tables["agenda"]
    titles = dict(zip(agenda["id"], agenda["titel"], strict=True))
    since = _since(round_)
    lines: list[Line] = []
    for row in sorted(records(stuck), key=conflict_order):
        texts = (
            ("geen_keuze_reden", "besluit")
            if row["uitkomst"] == GEEN_KEUZE
            else ("besluit", "geen_keuze_reden")
        )
        outcome = row[texts[0]] or row[texts[1]]
        began = since.get(row["vraagstuk"])
        ended = row["besluit_datum"] if isinstance(row["besluit_datum"], date) else round_.peildatum
        days = (ended - began).days if began else None
        head = (
            row["vraagstuk"],
            titles.get(row["vraagstuk"]),
            row["provincie"],
            row["uitkomst"],
            began,
            days,
        )
        body = (row[f"conflict_{name}"] for name in ("schuurpunt", "beslisruimte", "leider"))
        source = place(row["bestand"], BESLUITVORMING.sheet, row["rij"])
        lines.append(
            [
                *head,
                row["escalatieniveau"],
                row["conflict_beslisser"],
                *body,
                outcome,
                row["besluit_datum"],
                *source,
            ]
        )
    return lines


def _since(round_: Round) -> dict[str, date]:
    """When the dialogue on a vraagstuk ended in conflict: the first session with that outcome."""
    first: dict[str, date] = {}
    for row in records(round_.tables["dialoog"]):
        if row["uitkomst"] == NAAR_CONFLICT and isinstance(row["datum"], date):
            first[row["vraagstuk"]] = min(row["datum"], first.get(row["vraagstuk"], row["datum"]))
    return first


CONFLICTEN = Sheet(
    "Conflicten",
    "Conflicten en keuzes die niet zijn gemaakt",
    "Waar het schuurt, hoe lang al, op welk niveau, en wie beslist. Open conflicten eerst. 'Sinds'"
    " is de sessie die dat vaststelde.",
    "Geen conflicten.",
    (
        ("Vraagstuk", 11),
        ("Titel", 34),
        ("Provincie", 15),
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
