"""Controle: what was submitted, and what the checks found in it."""

from __future__ import annotations

from ra_excel.domain.rules import catalogue
from ra_excel.reports.findings.text_csv import WAIVED
from ra_excel.reports.table_book.cell import Cell, Line
from ra_excel.reports.table_book.lines import cell_link, file_link
from ra_excel.reports.table_book.table import Sheet
from ra_excel.round.round import Outcome, Receipt, Round


def _bevindingen(round_: Round) -> list[Line]:
    returned = {
        s.bestand
        for s in round_.submissions
        if s.outcome in (Outcome.ACCEPTED, Outcome.WITH_FAULTS)
    }
    return [
        [
            WAIVED if f.ontheffing else f.ernst,
            f.code,
            catalogue()[f.code].titel,
            f.provincie,
            f.bestand,
            f.blad,
            (
                cell_link(f.bestand, f.blad, f.cel)
                if f.bestand in returned and f.blad and f.cel
                else f.cel
            ),
            f.kolom,
            f.waarde,
            f.melding,
            f.herstel,
            f.toelichting,
            f.stand,
            f.ontheffing,
            f.id,
        ]
        for f in sorted(round_.findings, key=lambda f: (bool(f.ontheffing), not f.is_fout))
    ]


def _inzendingen(round_: Round) -> list[Line]:
    return [
        [
            s.province.naam if s.province else None,
            s.province.landsdeel if s.province else None,
            s.outcome.value,
            s.fouten,
            s.aandachtspunten,
            ", ".join(s.codes),
            s.reden,
            _returned(s),
            s.sha256,
        ]
        for s in round_.submissions
    ]


def _returned(submission: Receipt) -> Cell:
    """The file; as a link where it goes back to the province."""
    counts = submission.outcome in (Outcome.ACCEPTED, Outcome.WITH_FAULTS)
    return file_link(submission.bestand) if counts else submission.bestand


BEVINDINGEN = Sheet(
    "Bevindingen",
    "Bevindingen van de controle",
    "Een fout houdt indienen tegen, een aandachtspunt niet. Fouten staan bovenaan.",
    "Geen bevindingen.",
    (
        ("Ernst", 15),
        ("Code", 9),
        ("Regel", 34),
        ("Provincie", 14),
        ("Bestand", 22),
        ("Blad", 14),
        ("Cel", 8),
        ("Kolom", 16),
        ("Waarde", 22),
        ("Wat is er aan de hand", 54),
        ("Wat te doen", 44),
        ("Toelichting provincie", 30),
        ("Sinds de vorige", 16),
        ("Ontheffing", 30),
        ("Id", 14),
    ),
    _bevindingen,
    states=("Ernst",),
)

INZENDINGEN = Sheet(
    "Inzendingen",
    "Inzendingen",
    "Eén regel per provincie, en per bestand dat apart is gezet.",
    "Geen inzendingen.",
    (
        ("Provincie", 16),
        ("Landsdeel", 13),
        ("Uitkomst", 20),
        ("Fouten", 10),
        ("Aandachtspunten", 19),
        ("Codes", 34),
        ("Reden", 50),
        ("Bestand", 32),
        ("Vingerafdruk (sha256)", 66),
    ),
    _inzendingen,
    states=("Uitkomst",),
)
