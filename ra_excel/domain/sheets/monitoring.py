"""Monitoring: progress reports, so that no agreement keeps floating [2d]."""

from ra_excel.domain.model import ROW_STATE, Column, Kind, Row, Table

GEREALISEERD, VERVALLEN = "gerealiseerd", "vervallen"
FINISHED = (GEREALISEERD, VERVALLEN)
STUCK = ("vertraagd", "geblokkeerd")

MONITORING = Table(
    name="monitoring",
    sheet="Monitoring",
    row=Row("voortgangsbericht", "voortgangsberichten"),
    title="Monitoring: voortgang van afspraken",
    help="Eén rij per bericht over een afspraak. Voeg een rij toe; wijzig oude berichten niet.",
    id_letter="M",
    rows=120,
    room=4000,
    source="[2d]",
    columns=(
        Column("id", "Id", Kind.ID, "Staat al klaar.", group="Bericht", width=11),
        ROW_STATE,
        Column(
            "afspraak",
            "Afspraak",
            Kind.REFERENCE,
            "Id van de afspraak op het blad Afspraken.",
            group="Bericht",
            required=True,
            refers_to=("afspraken",),
            width=12,
        ),
        Column("peildatum", "Peildatum", Kind.DATE, "Dag van deze stand, als dd-mm-jjjj.", group="Bericht", required=True, width=13),
        Column(
            "voortgang", "Voortgang", Kind.CHOICE, "Hoe staat het ervoor?", group="Bericht", required=True, values="voortgang", width=15
        ),
        Column("toelichting", "Toelichting", Kind.LONG_TEXT, "Wat is er gebeurd?", group="Bericht", width=40),
        Column(
            "oorzaak",
            "Oorzaak",
            Kind.LONG_TEXT,
            "Bij vertraagd of geblokkeerd.",
            group="Bijsturen",
            applies_when=("voortgang", STUCK),
            width=30,
        ),
        Column("volgende_stap", "Volgende stap", Kind.LONG_TEXT, "Wat gebeurt er nu?", group="Bijsturen", width=30),
        Column("actiehouder", "Actiehouder", Kind.TEXT, "Functie of organisatie, geen naam.", group="Bijsturen", width=22),
        Column("volgende_datum", "Volgende datum", Kind.DATE, "Als dd-mm-jjjj.", group="Bijsturen", width=13),
        Column(
            "teruggekoppeld_gremium",
            "Teruggekoppeld in",
            Kind.CHOICE,
            "Gremium dat is bijgepraat.",
            group="Terugkoppeling",
            values="gremia",
            narrowed_to=("stappen", "4"),
            width=20,
        ),
        Column("teruggekoppeld_op", "Teruggekoppeld op", Kind.DATE, "Als dd-mm-jjjj.", group="Terugkoppeling", width=13),
        Column(
            "bewijs",
            "Bewijs",
            Kind.TEXT,
            "Bij gerealiseerd: waaruit blijkt het?",
            group="Terugkoppeling",
            applies_when=("voortgang", (GEREALISEERD,)),
            width=28,
        ),
    ),
)
