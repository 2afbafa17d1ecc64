"""Terugkoppeling: VRO's answer, which the first cycle lacked [bevinding 16]."""

from ra_excel.domain.columns import choice, day, group, long_text, own_id, reference
from ra_excel.domain.model import Filler, Noun, Table

ANSWER = ("besluit", "motivering", "vervolg", "datum")
"""The columns in which VRO answers."""

TERUGKOPPELING = Table(
    name="terugkoppeling",
    sheet="Terugkoppeling",
    noun=Noun("reactie", "reacties"),
    title="Terugkoppeling van VRO",
    help="VRO vult dit blad. U hoeft hier niets te doen.",
    id_letter="T",
    rows=40,
    filled_by=Filler.VRO,
    source="[bevinding 16]",
    columns=(
        *group("Reactie",
            own_id(),
            reference("onderwerp", "Vraagstuk of afspraak", "Id waarop VRO reageert.", "agenda",
                "afspraken", "inbreng", required=True, width=14),
            choice("besluit", "Besluit", "Reactie van VRO.", "reacties", required=True, width=20),
            long_text("motivering", "Motivering", "Waarom?", required=True, width=48),
            long_text("vervolg", "Vervolg", "Wat gebeurt er nu?", width=40),
            day("datum", "Datum", required=True),
        ),
    ),
)  # fmt: skip
