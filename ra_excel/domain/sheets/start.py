"""Start: who submits what."""

from ra_excel.domain.columns import choice, day, number, taken_from, text
from ra_excel.domain.model import Audience, Noun, Table

CONCEPT = "concept"
"""The status of a workbook until it is submitted."""

KEPT_ON_START = ("contactfunctie", "organisatieonderdeel", "capaciteit")
"""What nobody has to fill in again; day and status of the next workbook start anew."""

START = Table(
    name="start",
    sheet="Start",
    noun=Noun("werkmap", "werkmappen"),
    title="Ruimtelijk arrangement",
    help="Begin hier. Vul de gele cellen in; de rest van dit blad telt vanzelf mee.",
    is_form=True,
    source="[3a]",
    columns=(
        choice("provincie", "Provincie", "Staat vast in deze werkmap.", "inzenders", required=True,
            fixed=True),
        choice("cyclus", "Cyclus", "Staat vast in deze werkmap.", "cycli", required=True,
            fixed=True),
        day("peildatum", "Peildatum", "De dag waarop deze stand klopt, als dd-mm-jjjj.",
            required=True, width=18, source="[3a]"),
        text("contactfunctie", "Contact: functie",
            "Een functie of team waar VRO terechtkan. Geen naam, e-mail of telefoonnummer.",
            required=True, example="Programmamanager ruimtelijk arrangement",
            audience=Audience.PROVINCIE_EN_RIJK),
        text("organisatieonderdeel", "Contact: organisatieonderdeel",
            "Afdeling of programma van deze functie.", example="Afdeling Ruimte",
            audience=Audience.PROVINCIE_EN_RIJK),
        number("capaciteit", "Capaciteit: aantal vraagstukken",
            "Hoeveel vraagstukken de provincie deze cyclus aankan.", required=True, minimum=0,
            maximum=100, source="[2a], [3a]"),
        choice("status_inzending", "Status van deze werkmap", "Zet op definitief als u indient.",
            "inzendstatussen", required=True),
    ),
)  # fmt: skip

START_DEPARTEMENT = Table(
    name="start_departement",
    sheet=START.sheet,
    noun=START.noun,
    title=START.title,
    help=START.help,
    is_form=True,
    source=START.source,
    columns=(
        choice("departement", "Departement", "Staat vast in deze werkmap.", "departementen",
            required=True, fixed=True),
        *taken_from(START, "cyclus", "peildatum", "contactfunctie", "organisatieonderdeel"),
        *taken_from(START, "capaciteit",
            help="Hoeveel vraagstukken het departement deze cyclus aankan."),
        *taken_from(START, "status_inzending"),
    ),
)  # fmt: skip
