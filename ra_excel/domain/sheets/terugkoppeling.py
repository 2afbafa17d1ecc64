"""Terugkoppeling: VRO's answer, which the first cycle lacked [bevinding 16]."""

from ra_excel.domain.model import Column, Filler, Kind, Noun, Table

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
        Column("id", "Id", Kind.ID, "Staat al klaar.", group="Reactie", width=11),
        Column(
            "onderwerp",
            "Vraagstuk of afspraak",
            Kind.REFERENCE,
            "Id waarop VRO reageert.",
            group="Reactie",
            required=True,
            refers_to=("agenda", "afspraken"),
            width=14,
        ),
        Column(
            "besluit",
            "Besluit",
            Kind.CHOICE,
            "Reactie van VRO.",
            group="Reactie",
            required=True,
            values="reacties",
            width=20,
        ),
        Column(
            "motivering",
            "Motivering",
            Kind.LONG_TEXT,
            "Waarom?",
            group="Reactie",
            required=True,
            width=48,
        ),
        Column(
            "vervolg", "Vervolg", Kind.LONG_TEXT, "Wat gebeurt er nu?", group="Reactie", width=40
        ),
        Column(
            "datum", "Datum", Kind.DATE, "Als dd-mm-jjjj.", group="Reactie", required=True, width=13
        ),
    ),
)
