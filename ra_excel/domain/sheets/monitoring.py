"""Monitoring: progress reports, so that no agreement keeps floating [2d]."""

from ra_excel.domain.columns import choice, day, group, long_text, own_id, reference, text
from ra_excel.domain.model import CELL_FAULTS, ROW_STATE, Noun, Table

NIET_GESTART, OP_SCHEMA = "niet gestart", "op schema"
VERTRAAGD, GEBLOKKEERD = "vertraagd", "geblokkeerd"
GEREALISEERD, VERVALLEN = "gerealiseerd", "vervallen"
STUCK = (VERTRAAGD, GEBLOKKEERD)
FINISHED = (GEREALISEERD, VERVALLEN)
WAYS_ON = ("oorzaak", "volgende_stap", "volgende_datum")
"""What a report says when an agreement is stuck."""

MONITORING = Table(
    name="monitoring",
    sheet="Monitoring",
    noun=Noun("voortgangsbericht", "voortgangsberichten"),
    title="Monitoring: voortgang van afspraken",
    help="Eén rij per bericht over een afspraak. Voeg een rij toe; wijzig oude berichten niet.",
    id_letter="M",
    rows=120,
    room=4000,
    source="[2d]",
    columns=(
        *group("Bericht",
            own_id(),
            ROW_STATE,
            reference("afspraak", "Afspraak", "Id van de afspraak op het blad Afspraken.",
                "afspraken", required=True),
            day("peildatum", "Peildatum", "Dag van deze stand, als dd-mm-jjjj.", required=True),
            choice("voortgang", "Voortgang", "Hoe staat het ervoor?", "voortgang", required=True,
                width=15),
            long_text("toelichting", "Toelichting", "Wat is er gebeurd?", width=40),
        ),
        *group("Bijsturen",
            long_text("oorzaak", "Oorzaak", "Bij vertraagd of geblokkeerd.",
                applies_when=("voortgang", STUCK), width=30),
            long_text("volgende_stap", "Volgende stap", "Wat gebeurt er nu?", width=30),
            text("actiehouder", "Actiehouder", "Functie of organisatie, geen naam.", width=22),
            day("volgende_datum", "Volgende datum"),
        ),
        *group("Terugkoppeling",
            choice("teruggekoppeld_gremium", "Teruggekoppeld in", "Gremium dat is bijgepraat.",
                "gremia", narrowed_to=("stappen", "4"), width=20),
            day("teruggekoppeld_op", "Teruggekoppeld op"),
            text("bewijs", "Bewijs", "Bij gerealiseerd: waaruit blijkt het?",
                applies_when=("voortgang", (GEREALISEERD,)), width=28),
        ),
        CELL_FAULTS,
    ),
)  # fmt: skip
