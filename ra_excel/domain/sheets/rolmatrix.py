"""Rolmatrix: Tabel 3, with who fills each role in this province."""

from collections.abc import Mapping
from typing import Any

from ra_excel.domain.model import Column, Kind, Noun, Table

GREMIUM = "Gremium"
"""The party whose rows say at which table a step is; the other rows say who fills a role."""


def answer_column(role: Mapping[Any, Any]) -> str:
    """Name of the column in which a province answers this row of Tabel 3."""
    return "gremium" if role["partij"] == GREMIUM else "invuller"


ROLMATRIX = Table(
    name="rolmatrix",
    sheet="Rolmatrix",
    noun=Noun("rol", "rollen"),
    title="Rolmatrix: wie doet wat per stap",
    help="Vul per rol in welke functie of welk organisatieonderdeel die vervult. Geen namen van personen.",
    rows=0,
    source="[Tabel 3], [3b]",
    columns=(
        Column("id", "Id", Kind.ID, "Staat vast.", group="Rol", fixed=True, width=10),
        Column("stap", "Stap", Kind.TEXT, "Staat vast.", group="Rol", fixed=True, width=24),
        Column("partij", "Partij", Kind.TEXT, "Staat vast.", group="Rol", fixed=True, width=22),
        Column("rol", "Rol", Kind.TEXT, "Staat vast.", group="Rol", fixed=True, width=20),
        Column(
            "verwachting",
            "Wat wordt verwacht",
            Kind.TEXT,
            "Staat vast.",
            group="Rol",
            fixed=True,
            width=44,
        ),
        Column(
            "invuller",
            "Vervuld door",
            Kind.TEXT,
            "Functie of organisatieonderdeel, geen naam.",
            group="Afspraak",
            width=30,
            example="Accounthouder landsdeel Noord",
        ),
        Column(
            "mandaat",
            "Mandaat",
            Kind.TEXT,
            "Wat mag deze functie zelf toezeggen?",
            group="Afspraak",
            width=30,
        ),
        Column(
            "gremium",
            "Gremium",
            Kind.CHOICE,
            "Waar komt dit aan tafel?",
            group="Afspraak",
            values="gremia",
            narrowed_by=("stap", "stappen"),
            width=24,
        ),
        Column(
            "afgesproken",
            "Afgesproken",
            Kind.CHOICE,
            "Is dit met de betrokken partij afgesproken?",
            group="Afspraak",
            values="ja-nee",
            width=12,
        ),
        Column(
            "vastgesteld_op",
            "Vastgesteld op",
            Kind.DATE,
            "Als dd-mm-jjjj.",
            group="Afspraak",
            width=13,
        ),
        Column(
            "toelichting",
            "Toelichting",
            Kind.LONG_TEXT,
            "Wat anderen hierbij moeten weten.",
            group="Afspraak",
            width=36,
        ),
    ),
)
