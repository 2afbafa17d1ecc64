"""Start: who submits what."""

from ra_excel.domain.model import Column, Kind, Row, Table

START = Table(
    name="start",
    sheet="Start",
    row=Row("werkmap", "werkmappen"),
    title="Ruimtelijk arrangement",
    help="Begin hier. Vul de gele cellen in; de rest van dit blad telt vanzelf mee.",
    is_form=True,
    columns=(
        Column("provincie", "Provincie", Kind.CHOICE, "Staat vast in deze werkmap.", values="inzenders", required=True, fixed=True),
        Column("cyclus", "Cyclus", Kind.CHOICE, "Staat vast in deze werkmap.", values="cycli", required=True, fixed=True),
        Column(
            "peildatum",
            "Peildatum",
            Kind.DATE,
            "De dag waarop deze stand klopt, als dd-mm-jjjj.",
            required=True,
            source="[3a]",
        ),
        Column(
            "contactfunctie",
            "Contact: functie",
            Kind.TEXT,
            "Een functie of team waar VRO terechtkan. Geen naam, e-mail of telefoonnummer.",
            required=True,
            internal=True,
            example="Programmamanager ruimtelijk arrangement",
        ),
        Column(
            "organisatieonderdeel",
            "Contact: organisatieonderdeel",
            Kind.TEXT,
            "Afdeling of programma van deze functie.",
            internal=True,
            example="Afdeling Ruimte",
        ),
        Column(
            "capaciteit",
            "Capaciteit: aantal vraagstukken",
            Kind.INTEGER,
            "Hoeveel vraagstukken de provincie deze cyclus aankan.",
            required=True,
            minimum=0,
            maximum=100,
            source="[2a], [3a]",
        ),
        Column(
            "status_inzending",
            "Status van deze werkmap",
            Kind.CHOICE,
            "Zet op definitief als u indient.",
            values="inzendstatussen",
            required=True,
        ),
    ),
    source="[3a]",
)
