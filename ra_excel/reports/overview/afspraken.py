"""Afspraken: all of them, those that float, and how far each is."""

from __future__ import annotations

import pandas as pd

from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.monitoring import GEREALISEERD, OP_SCHEMA, VERTRAAGD, VERVALLEN
from ra_excel.reports.overview.judged import judged
from ra_excel.reports.table_book.cell import Line
from ra_excel.reports.table_book.lines import Columns, lines_of, shown
from ra_excel.reports.table_book.table import Sheet
from ra_excel.round.build import NO_REPORT, PROGRESS_GROUPS
from ra_excel.round.round import Round

COLUMNS: Columns = (
    ("id", "Id", 10),
    ("titel", "Titel", 34),
    ("provincie", "Provincie", 15),
    ("tekst", "Tekst", 56),
    ("trekker", "Trekker", 13),
    ("deadline", "Deadline", 13),
    ("deadline_precisie", "Precisie", 11),
    ("type", "Type", 13),
    ("soort", "Soort", 19),
    ("thema", "Thema", 24),
    ("vraagstuk", "Vraagstuk", 12),
    ("voortgang_groep", "Voortgang", 18),
    ("zweeft", "Zwevend", 10),
    ("smart", "SMART", 9),
    ("sectoraal", "Sectoraal", 11),
    ("afkomst", "Afkomst", 15),
    ("rijk_doet", "Wat doet het Rijk", 30),
    ("provincie_doet", "Wat doet de provincie", 30),
    ("betrokkenen", "Betrokken partijen", 26),
    ("resultaat", "Resultaat", 28),
    ("borging", "Borging", 28),
    ("landing_instrument", "Landing", 24),
    ("landing_document", "Document", 20),
    ("landing_status", "Landing: status", 13),
    ("vastgesteld_gremium", "Vastgesteld in", 15),
    ("vastgesteld_op", "Vastgesteld op", 15),
    ("herkomst", "Overleg of traject", 20),
    ("vindplaats", "Vindplaats", 40),
)

FLOATING_COLUMNS: Columns = (
    ("id", "Id", 10),
    ("titel", "Titel", 40),
    ("provincie", "Provincie", 15),
    ("zwevend_omdat", "Zweeft omdat", 50),
    ("trekker", "Trekker", 14),
    ("deadline", "Deadline", 13),
    ("deadline_precisie", "Precisie", 11),
    ("landing_instrument", "Landing", 26),
    ("vastgesteld_op", "Vastgesteld op", 15),
)

PROGRESS_COLUMNS: Columns = (
    ("id", "Id", 10),
    ("titel", "Titel", 40),
    ("provincie", "Provincie", 15),
    ("voortgang_groep", "Groep", 18),
    ("voortgang", "Voortgang", 15),
    ("voortgang_peildatum", "Bericht van", 13),
    ("trekker", "Trekker", 14),
    ("deadline", "Deadline", 13),
    ("deadline_precisie", "Precisie", 11),
)

GROUP_ORDER = (
    PROGRESS_GROUPS[VERTRAAGD],
    PROGRESS_GROUPS[OP_SCHEMA],
    NO_REPORT,
    PROGRESS_GROUPS[GEREALISEERD],
    PROGRESS_GROUPS[VERVALLEN],
)


def _afspraken(round_: Round) -> list[Line]:
    return lines_of(judged(round_), COLUMNS, AFSPRAKEN)


def _zwevend(round_: Round) -> list[Line]:
    return lines_of(round_.floating, FLOATING_COLUMNS, AFSPRAKEN)


def _voortgang(round_: Round) -> list[Line]:
    """By group, what needs the table's attention first."""
    return lines_of(
        round_.progress.sort_values("voortgang_groep", key=_urgency, kind="stable"),
        PROGRESS_COLUMNS,
        AFSPRAKEN,
    )


def _urgency(groups: pd.Series) -> pd.Series:
    return groups.map(GROUP_ORDER.index)


ALLE_AFSPRAKEN = Sheet(
    "Afspraken",
    "Afspraken",
    "Alle afspraken, ook die uit eerdere overleggen. Filter op provincie, thema of voortgang.",
    "Geen afspraken.",
    shown(COLUMNS),
    _afspraken,
    states=("Voortgang",),
)

ZWEVEND = Sheet(
    "Zwevend",
    "Zwevende afspraken",
    "Deze afspraken landen nergens, worden niet gevolgd of zijn over hun deadline.",
    "Geen zwevende afspraken.",
    shown(FLOATING_COLUMNS),
    _zwevend,
)

VOORTGANG = Sheet(
    "Voortgang",
    "Voortgang per afspraak",
    "Het laatste bericht over elke afspraak. Uit koers staat bovenaan.",
    "Geen afspraken.",
    shown(PROGRESS_COLUMNS),
    _voortgang,
    states=("Groep",),
)
