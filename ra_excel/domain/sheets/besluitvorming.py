"""Besluitvorming: the route of a vraagstuk, to a decision or through a conflict [2c, Tabel 2]."""

from collections.abc import Mapping
from typing import Any

from ra_excel.domain.columns import choice, day, group, long_text, own_id, reference, text
from ra_excel.domain.model import CELL_FAULTS, ROW_STATE, Noun, Table

BESLUIT, CONFLICT = "besluitvorming", "conflictbeslechting"
NOG_OPEN, BESLOTEN, GEEN_KEUZE = "nog open", "besloten", "geen keuze gemaakt"
CLOSED = (BESLOTEN, GEEN_KEUZE)
"""Outcomes with which a route ends."""

DECISION = (
    "besluit_waar",
    "besluit_gremium",
    "besluit_wat",
    "besluit_wie",
    "besluit_opvolging",
    "besluit",
    "besluit_datum",
)
DISPUTE = (
    "conflict_schuurpunt",
    "conflict_beslisruimte",
    "escalatieniveau",
    "conflict_leider",
    "conflict_beslisser",
    "conflict_terugkoppeling",
)
"""What Tabel 2 asks of a decision, and of a conflict."""


def is_conflict(row: Mapping[Any, Any]) -> bool:
    """Whether parties disagree: the row takes the route of a conflict, or says where it chafes."""
    return bool(row["route"] == CONFLICT or row["conflict_schuurpunt"])


def is_stuck(row: Mapping[Any, Any]) -> bool:
    """Whether it is, or was, a conflict, or ended without a choice."""
    return is_conflict(row) or bool(row["uitkomst"] == GEEN_KEUZE)


def is_open(row: Mapping[Any, Any]) -> bool:
    """Whether nothing has come of the route yet."""
    return row["uitkomst"] not in CLOSED


BESLUITVORMING = Table(
    name="besluitvorming",
    sheet="Besluitvorming",
    noun=Noun("route", "routes"),
    title="Besluitvorming en conflictbeslechting",
    help="Eén rij per route van een vraagstuk. Zijn partijen het eens: vul Besluit. "
    "Zijn ze het oneens: vul Conflict.",
    id_letter="B",
    rows=40,
    source="[2c], [Tabel 2], [Handvat D]",
    columns=(
        *group("Route", own_id(), ROW_STATE),
        *group("Route",
            reference("vraagstuk", "Vraagstuk", "Id van het vraagstuk op het blad Agenda.",
                "agenda"),
            choice("route", "Route", "Voldoende eens: besluitvorming. Oneens: conflictbeslechting.",
                "routes", width=20),
            required=True,
        ),
        *group("Tussenstap Rijk",
            choice("tussenstap_gremium", "Tussenstap Rijk: gremium",
                "Waar stemde het Rijk vooraf af?", "gremia",
                narrowed_to=("verband", "interdepartementaal"), width=24),
            day("tussenstap_datum", "Tussenstap Rijk: datum", "Vóór het besluit, als dd-mm-jjjj."),
            long_text("tussenstap_ruimte", "Ruimte per departement",
                "Wat mag elk departement toezeggen?"),
            source="[Handvat D]",
        ),
        *group("Besluit",
            choice("besluit_waar", "Waar", "Binnen of buiten het arrangement?", "besluitplaatsen",
                width=20),
            choice("besluit_gremium", "Gremium", "Wie beslist?", "gremia",
                narrowed_to=("stappen", "3"), width=22),
            long_text("besluit_wat", "Wat wordt besloten", "Inhoud en afbakening.", width=36),
            long_text("besluit_wie", "Wie doet wat", "Taken per partij."),
            long_text("besluit_opvolging", "Opvolging",
                "Hoe werkt dit door in beleid, uitvoering of instrument?"),
            applies_when=("route", (BESLUIT,)), source="[Tabel 2]",
        ),
        *group("Conflict",
            long_text("conflict_schuurpunt", "Waar schuurt het", "Waar botst het, en waarom?",
                width=36),
            long_text("conflict_beslisruimte", "Beslisruimte en bevoegdheid",
                "Wat kan en mag elke partij?"),
            choice("escalatieniveau", "Escalatieniveau", "Op welk niveau ligt het nu?",
                "escalatieniveaus", width=16),
            text("conflict_leider", "Wie leidt", "Functie of organisatie, geen naam.", width=22),
            text("conflict_beslisser", "Wie beslist", "Functie, organisatie of gremium, geen naam.",
                width=22),
            long_text("conflict_terugkoppeling", "Terugkoppeling",
                "Hoe horen partijen de uitkomst?", width=28),
            applies_when=("route", (CONFLICT,)), source="[Tabel 2]",
        ),
        *group("Uitkomst",
            choice("uitkomst", "Uitkomst", "Nog open, besloten, of geen keuze gemaakt.",
                "besluituitkomsten", required=True),
            long_text("besluit", "Besluit", "De tekst van het besluit.",
                applies_when=("uitkomst", (BESLOTEN,)), width=40),
            day("besluit_datum", "Datum besluit", applies_when=("uitkomst", (BESLOTEN,))),
            long_text("geen_keuze_reden", "Waarom geen keuze", "Alleen bij: geen keuze gemaakt.",
                applies_when=("uitkomst", (GEEN_KEUZE,)), source="[Tabel 2]"),
        ),
        CELL_FAULTS,
    ),
)  # fmt: skip
