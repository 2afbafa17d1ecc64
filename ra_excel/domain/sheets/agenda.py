"""Agenda: the vraagstukken, built up as Zuid-Holland did in the first cycle [2.2, Handvat B]."""

from ra_excel.domain.lists import value_list
from ra_excel.domain.model import ROW_STATE, Column, Kind, Row, Table

GEAGENDEERD, NIET_GEAGENDEERD = "geagendeerd", "niet geagendeerd"
OVERSTIJGEND = "provincie-overstijgend"
JA, NEE = "Ja", "Nee"
VOORGESTELD, AFGEROND = "voorgesteld", "afgerond"
EERSTE_STAP, LAATSTE_STAP = "1 Agenderen", "4 Opvolging en monitoring"
NA_DIALOOG = ("3a Besluitvorming", "3b Conflictbeslechting", LAATSTE_STAP)
ON_AGENDA = (VOORGESTELD, GEAGENDEERD, AFGEROND)
WAITING = (VOORGESTELD, GEAGENDEERD)
LEAVING = (NIET_GEAGENDEERD, AFGEROND)
"""Values of the lists that rules and reports ask for by name; a test holds them against the lists."""


def _criteria() -> tuple[Column, ...]:
    """A Ja/Nee column and its grounds for each criterion of Handvat B."""
    columns: list[Column] = []
    for entry in value_list("criteria").entries:
        columns.append(
            Column(
                f"criterium_{entry.code}",
                entry.value,
                Kind.CHOICE,
                f"{entry.fields['toelichting']}.",
                group="Waarom in het arrangement",
                values="ja-nee",
                width=14,
                source="[Handvat B]",
            )
        )
        columns.append(
            Column(
                f"onderbouwing_{entry.code}",
                f"Onderbouwing: {entry.value[0].lower()}{entry.value[1:]}",
                Kind.LONG_TEXT,
                "Verplicht bij Ja: waaruit blijkt dit?",
                group="Waarom in het arrangement",
                applies_when=(f"criterium_{entry.code}", (JA,)),
                width=32,
                source="[Handvat B]",
            )
        )
    return tuple(columns)


AGENDA = Table(
    name="agenda",
    sheet="Agenda",
    row=Row("vraagstuk", "vraagstukken"),
    title="Agenda: vraagstukken",
    help="Eén rij per vraagstuk. Zet alleen op de agenda wat langs de gewone weg niet verder komt.",
    rows=40,
    source="[2a], [Handvat B]",
    columns=(
        Column("id", "Id", Kind.ID, "Staat al klaar en blijft altijd bij dit vraagstuk.", group="Vraagstuk", width=10),
        ROW_STATE,
        Column(
            "titel",
            "Titel",
            Kind.TEXT,
            "Korte naam waaraan iedereen het vraagstuk herkent.",
            group="Vraagstuk",
            required=True,
            width=32,
            example="Woningbouw en waterveiligheid langs de rivier",
        ),
        Column(
            "probleemanalyse",
            "Probleemanalyse",
            Kind.LONG_TEXT,
            "Wat is er aan de hand, en waarom lost het gewone stelsel dit niet op?",
            group="Vraagstuk",
            required=True,
            width=48,
            source="[2.2]",
        ),
        Column(
            "gezamenlijk_doel",
            "Gezamenlijk doel",
            Kind.LONG_TEXT,
            "Wat willen Rijk en provincie samen bereiken?",
            group="Vraagstuk",
            required=True,
            width=40,
            source="[2.2]",
        ),
        Column(
            "stand_rijk", "Stand van zaken Rijk", Kind.LONG_TEXT, "Wat heeft het Rijk al gedaan of besloten?", group="Vraagstuk", width=36
        ),
        Column(
            "stand_regio", "Stand van zaken regio", Kind.LONG_TEXT, "Wat heeft de regio al gedaan of besloten?", group="Vraagstuk", width=36
        ),
        Column(
            "inbrenger",
            "Inbrenger",
            Kind.CHOICE,
            "Wie brengt dit vraagstuk in: de provincie of een departement?",
            group="Vraagstuk",
            required=True,
            values="partijen",
        ),
        Column(
            "herkomst",
            "Herkomst",
            Kind.CHOICE,
            "Waar komt het vraagstuk vandaan?",
            group="Vraagstuk",
            required=True,
            values="herkomsten",
        ),
        Column(
            "domeinen",
            "Domeinen",
            Kind.MULTI_CHOICE,
            "Welke belangen komen hier samen?",
            group="Wie en waar",
            required=True,
            values="domeinen",
            width=26,
        ),
        Column(
            "departementen",
            "Betrokken departementen",
            Kind.MULTI_CHOICE,
            "Welke ministeries horen aan tafel?",
            group="Wie en waar",
            values="departementen",
            width=22,
        ),
        Column(
            "partners",
            "Betrokken partners",
            Kind.MULTI_CHOICE,
            "Wie horen er nog meer aan tafel? De lijst geeft suggesties.",
            group="Wie en waar",
            values="partners",
            open_list=True,
            width=24,
        ),
        *_criteria(),
        Column(
            "reikwijdte",
            "Reikwijdte",
            Kind.CHOICE,
            "Speelt dit alleen hier of ook in een andere provincie?",
            group="Reikwijdte",
            required=True,
            values="reikwijdten",
            source="[2a]",
        ),
        Column(
            "andere_provincies",
            "Andere provincies",
            Kind.MULTI_CHOICE,
            "Verplicht bij provincie-overstijgend.",
            group="Reikwijdte",
            applies_when=("reikwijdte", (OVERSTIJGEND,)),
            values="provincies",
            width=22,
        ),
        Column(
            "gedeeld_id",
            "Gedeeld id",
            Kind.TEXT,
            "Het id dat alle betrokken provincies gebruiken: dat van de provincie die het eerst inbracht, zoals OV-003.",
            group="Reikwijdte",
            applies_when=("reikwijdte", (OVERSTIJGEND,)),
            width=12,
        ),
        Column(
            "novex_gebied",
            "NOVEX-gebied",
            Kind.CHOICE,
            "Als het vraagstuk in een NOVEX-gebied ligt.",
            group="Reikwijdte",
            values="novex-gebieden",
            width=26,
        ),
        Column(
            "kaartverwijzing", "Kaart", Kind.TEXT, "Naam of vindplaats van de kaart bij dit vraagstuk.", group="Reikwijdte", source="[2b]"
        ),
        Column(
            "prioriteit",
            "Prioriteit",
            Kind.INTEGER,
            "1 is het belangrijkst. Elk geagendeerd vraagstuk een eigen nummer.",
            group="Agenda",
            applies_when=("status", ON_AGENDA),
            minimum=1,
            maximum=100,
            width=10,
        ),
        Column(
            "planning",
            "Planning",
            Kind.CHOICE,
            "Kwartaal waarin het vraagstuk aan de beurt is.",
            group="Agenda",
            applies_when=("status", ON_AGENDA),
            values="kwartalen",
            width=11,
        ),
        Column(
            "financiele_randvoorwaarde",
            "Financiële randvoorwaarde",
            Kind.LONG_TEXT,
            "Alleen als er een is: het arrangement heeft geen eigen geld.",
            group="Agenda",
            width=30,
            source="[2a]",
        ),
        Column(
            "financiering_drager",
            "Wie draagt die",
            Kind.CHOICE,
            "De partij die deze voorwaarde voor haar rekening neemt.",
            group="Agenda",
            applies_when=("financiele_randvoorwaarde", ()),
            values="partijen",
            source="[2a]",
        ),
        Column(
            "stap",
            "Stap",
            Kind.CHOICE,
            "Waar staat het vraagstuk nu?",
            group="Agenda",
            required=True,
            values="stappen",
            width=22,
            source="[Tabel 1]",
        ),
        Column(
            "beoogd_type",
            "Beoogd type afspraak",
            Kind.CHOICE,
            "Waar werkt u naartoe?",
            group="Agenda",
            values="afspraaktypen",
            width=14,
            source="[Figuur 4]",
        ),
        Column(
            "status",
            "Status agendering",
            Kind.CHOICE,
            "Voorgesteld, geagendeerd, niet geagendeerd of afgerond.",
            group="Agenda",
            required=True,
            values="agendastatussen",
            width=16,
        ),
        Column(
            "bekrachtigd_gremium",
            "Bekrachtigd in",
            Kind.CHOICE,
            "Gremium dat de agendering vaststelde.",
            group="Agenda",
            values="gremia",
            narrowed_to=("stappen", "1"),
            source="[3a]",
        ),
        Column("bekrachtigd_op", "Bekrachtigd op", Kind.DATE, "Als dd-mm-jjjj.", group="Agenda", width=13, source="[3a]"),
        Column(
            "afslag_traject",
            "Afslag: ander traject",
            Kind.TEXT,
            "Waar gaat het vraagstuk verder als het hier stopt?",
            group="Afslag",
            applies_when=("status", LEAVING),
            width=24,
            source="[Tabel 1, noot 4]",
        ),
        Column(
            "afslag_reden",
            "Afslag: reden",
            Kind.LONG_TEXT,
            "Waarom neemt het vraagstuk deze afslag?",
            group="Afslag",
            applies_when=("status", LEAVING),
            width=30,
            source="[Tabel 1, noot 4]",
        ),
        Column(
            "afslag_borging",
            "Afslag: borging",
            Kind.LONG_TEXT,
            "Hoe is zeker dat het daar verdergaat?",
            group="Afslag",
            applies_when=("status", LEAVING),
            width=30,
            source="[Tabel 1, noot 4]",
        ),
        Column(
            "notitie",
            "Notitie",
            Kind.LONG_TEXT,
            "Voor uzelf en VRO; komt niet in openbare stukken.",
            group="Notitie",
            internal=True,
            width=30,
        ),
        Column(
            "stap_overgeslagen",
            "Stap overgeslagen: reden",
            Kind.LONG_TEXT,
            "Alleen als een stap niet nodig was: waarom niet?",
            group="Afslag",
            width=30,
            source="[Tabel 1, noot 4]",
        ),
    ),
)
