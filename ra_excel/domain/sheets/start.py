"""Start: who submits what."""

from ra_excel.domain.columns import choice, day, number, text
from ra_excel.domain.model import Noun, Table

CONCEPT = "concept"
"""The status of a workbook until it is submitted."""

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
            required=True, example="Programmamanager ruimtelijk arrangement", internal=True),
        text("organisatieonderdeel", "Contact: organisatieonderdeel",
            "Afdeling of programma van deze functie.", example="Afdeling Ruimte", internal=True),
        number("capaciteit", "Capaciteit: aantal vraagstukken",
            "Hoeveel vraagstukken de provincie deze cyclus aankan.", required=True, minimum=0,
            maximum=100, source="[2a], [3a]"),
        choice("status_inzending", "Status van deze werkmap", "Zet op definitief als u indient.",
            "inzendstatussen", required=True),
    ),
)  # fmt: skip
