"""Rolmatrix: Tabel 3, with who fills each role at this inzender."""

from collections.abc import Mapping
from typing import Any

from ra_excel.domain.columns import choice, day, group, long_text, own_id, text
from ra_excel.domain.model import Noun, Table

GREMIUM = "Gremium"
"""The party whose rows say at which table a step is; the other rows say who fills a role."""

DEPARTEMENTEN = "Departementen"
"""The party whose rows departments fill in."""


NEARLY_FULL = 5
"""Up to this many empty roles each has a finding of its own; more are one together."""


def answer_column(role: Mapping[Any, Any]) -> str:
    """Name of the column that answers this row of Tabel 3."""
    return "gremium" if role["partij"] == GREMIUM else "invuller"


ROLMATRIX = Table(
    name="rolmatrix",
    sheet="Rolmatrix",
    noun=Noun("rol", "rollen"),
    title="Rolmatrix: wie doet wat per stap",
    help="Vul per rol in welke functie of welk organisatieonderdeel die vervult. "
    "Geen namen van personen.",
    rows=0,
    source="[Tabel 3], [3b]",
    columns=(
        *group("Rol",
            own_id("Staat vast.", width=10),
            text("stap", "Stap", "Staat vast.", width=24),
            text("partij", "Partij", "Staat vast.", width=22),
            text("rol", "Rol", "Staat vast.", width=20),
            text("verwachting", "Wat wordt verwacht", "Staat vast.", width=44),
            fixed=True,
        ),
        *group("Afspraak",
            text("invuller", "Vervuld door", "Functie of organisatieonderdeel, geen naam.",
                example="Accounthouder landsdeel Noord", width=30),
            text("mandaat", "Mandaat", "Wat mag deze functie zelf toezeggen?", width=30),
            choice("gremium", "Gremium", "Waar komt dit aan tafel?", "gremia",
                narrowed_by=("stap", "stappen"), width=24),
            choice("afgesproken", "Afgesproken", "Is dit met de betrokken partij afgesproken?",
                "ja-nee", width=12),
            day("vastgesteld_op", "Vastgesteld op"),
            long_text("toelichting", "Toelichting", "Wat anderen hierbij moeten weten.", width=36),
        ),
    ),
)  # fmt: skip
