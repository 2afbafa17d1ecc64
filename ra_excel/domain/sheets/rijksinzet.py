"""Rijksinzet: the position of one department on the vraagstukken of the agenda [Handvat D]."""

from collections.abc import Mapping
from typing import Any

from ra_excel.domain.columns import choice, day, group, long_text, own_id, taken_from, text
from ra_excel.domain.lists import JA
from ra_excel.domain.model import CELL_FAULTS, ROW_STATE, Audience, Noun, Table
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.steps import NA_DIALOOG, STAP_3

AKKOORD, AKKOORD_MITS, VOORBEHOUD, TEGEN = "akkoord", "akkoord mits", "voorbehoud", "tegen"
GEEN_ROL = "geen rol"
NOT_JUST_YES = (AKKOORD_MITS, VOORBEHOUD, TEGEN)
"""Stances that need a standpunt or a condition."""
TAKES_PART = (AKKOORD, *NOT_JUST_YES)
"""Stances of a department that has a part in the vraagstuk."""

GOES_ALONG, HOLDS_BACK = (AKKOORD, AKKOORD_MITS), (VOORBEHOUD, TEGEN)
"""Two voices: departments that differ only within one of them can decide together."""

COORDINATION = ("afgestemd_gremium", "afgestemd_op")
"""Where and when the Rijk agreed among itself."""

ROOM_ASKED_IN, COORDINATION_ASKED_IN = STAP_3, NA_DIALOOG
"""The steps in which a department that takes part must know its room, and have coordinated."""

SHARED = ("houding", "standpunt", "voorwaarde")
"""What a province gets to see of a row, where the department says so."""


def is_shared(row: Mapping[Any, Any]) -> bool:
    """Whether the department shares its position with the province."""
    return bool(row["delen"] == JA)


RIJKSINZET = Table(
    name="rijksinzet",
    sheet="Rijksinzet",
    noun=Noun("standpunt", "standpunten"),
    title="Rijksinzet: wat dit departement inbrengt per vraagstuk",
    help="Eén rij per vraagstuk dat uw departement noemt; VRO zet de rijen klaar. "
    "Ruimte en Grens ziet alleen het Rijk.",
    rows=0,
    source="[Handvat D], [Tabel 3]",
    columns=(
        *group("Vraagstuk",
            own_id("Staat vast: id van het vraagstuk op de Agenda van de provincie.",
                name="vraagstuk", header="Vraagstuk"),
            ROW_STATE,
            *taken_from(AGENDA, "titel", required=False),
            text("van_provincie", "Provincie", "Staat vast.", width=16),
            *taken_from(AGENDA, "stap", "planning", required=False, applies_when=None),
            fixed=True,
        ),
        *group("Inzet",
            long_text("belang", "Belang", "Welk belang van uw departement raakt dit?",
                applies_when=("houding", TAKES_PART), width=36),
            choice("houding", "Houding", "Waar staat uw departement nu?", "houdingen", width=15),
            long_text("standpunt", "Standpunt", "Wat brengt uw departement in?",
                applies_when=("houding", TAKES_PART), width=40),
            long_text("voorwaarde", "Voorwaarde", "Wat is er nodig om akkoord te gaan?",
                applies_when=("houding", NOT_JUST_YES), width=36),
            audience=Audience.PROVINCIE_EN_RIJK,
        ),
        *group("Ruimte (alleen voor het Rijk)",
            long_text("ruimte", "Ruimte", "Wat mag uw departement toezeggen?", width=36),
            long_text("grens", "Grens", "Wat kan uw departement niet toezeggen?", width=36),
            applies_when=("houding", TAKES_PART), audience=Audience.RIJK, source="[Handvat D]",
        ),
        *group("Afstemming",
            choice("mandaat_gremium", "Mandaat", "Gremium dat het mandaat gaf.", "gremia",
                narrowed_to=("mandaat_rijksinzet", "ja"), width=24),
            choice("afgestemd_gremium", "Afgestemd in", "Waar stemde het Rijk dit af?", "gremia",
                narrowed_to=("verband", "interdepartementaal"), width=24),
            day("afgestemd_op", "Afgestemd op"),
            text("aan_tafel", "Aan tafel", "Functie die aan tafel zit, geen naam.", width=26),
            applies_when=("houding", TAKES_PART), audience=Audience.PROVINCIE_EN_RIJK,
            source="[Handvat D]",
        ),
        *group("Delen",
            choice("delen", "Delen met provincie",
                "Bij Ja ziet de provincie houding, standpunt en voorwaarde.", "ja-nee",
                audience=Audience.PROVINCIE_EN_RIJK, width=14),
        ),
        CELL_FAULTS,
    ),
)  # fmt: skip
