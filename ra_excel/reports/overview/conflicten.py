"""Conflicten: where it chafes, at which level, who leads and who decides."""

from __future__ import annotations

from ra_excel.consolidation.round import Round
from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING, CONFLICT, GEEN_KEUZE
from ra_excel.reports.overview.lines import PROVENANCE, place
from ra_excel.reports.overview.table import Line, Sheet


def _conflicten(round_: Round) -> list[Line]:
    frame = round_.tables["besluitvorming"]
    stuck = frame[(frame["route"] == CONFLICT) | (frame["uitkomst"] == GEEN_KEUZE)]
    agenda = round_.tables["agenda"]
    titles = dict(zip(agenda["id"], agenda["titel"], strict=True))
    names = ("conflict_schuurpunt", "conflict_beslisruimte", "escalatieniveau", "conflict_leider", "conflict_beslisser", "uitkomst")
    lines: list[Line] = []
    for row in stuck.to_dict("records"):
        texts = ("geen_keuze_reden", "besluit") if row["uitkomst"] == GEEN_KEUZE else ("besluit", "geen_keuze_reden")
        outcome = row[texts[0]] or row[texts[1]]
        origin = place(row["bestand"], BESLUITVORMING, row["rij"])
        head = (row["vraagstuk"], titles.get(row["vraagstuk"]), row["provincie"])
        lines.append([*head, *(row[name] for name in names), outcome, row["besluit_datum"], *origin])
    return lines


CONFLICTEN = Sheet(
    "Conflicten", "Conflicten", "Vraagstukken in conflictbeslechting of zonder keuze: waar het schuurt, op welk niveau, en wie beslist.",
    "Geen conflicten gemeld.",
    (("Vraagstuk", 11), ("Titel", 24), ("Provincie", 14), ("Waar schuurt het", 36), ("Beslisruimte en bevoegdheid", 28),
     ("Escalatieniveau", 16), ("Wie leidt", 17), ("Wie beslist", 17), ("Uitkomst", 14), ("Besluit of reden", 28), ("Datum", 12),
     *PROVENANCE),
    _conflicten, states=("Uitkomst",),
)  # fmt: skip
