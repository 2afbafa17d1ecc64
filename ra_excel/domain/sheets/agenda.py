"""Agenda: the vraagstukken, built up as Zuid-Holland did in the first cycle [2.2, Handvat B]."""

from ra_excel.domain.columns import (
    choice,
    choices,
    day,
    group,
    long_text,
    note,
    number,
    own_id,
    text,
)
from ra_excel.domain.lists import JA
from ra_excel.domain.model import CELL_FAULTS, ROW_STATE, Column, Noun, Table

GEAGENDEERD, NIET_GEAGENDEERD = "geagendeerd", "niet geagendeerd"
OVERSTIJGEND = "provincie-overstijgend"
VOORGESTELD, AFGEROND = "voorgesteld", "afgerond"
ON_AGENDA = (VOORGESTELD, GEAGENDEERD, AFGEROND)
WAITING = (VOORGESTELD, GEAGENDEERD)
LEAVING = (NIET_GEAGENDEERD, AFGEROND)
"""Values of lists that rules and reports ask for by name; a test holds them to the lists."""


def _criterion(code: str, name: str, help_: str) -> tuple[Column, Column]:
    """Whether a criterion of Handvat B is met, and on what grounds.

    Declared here, so that the table needs no file; a test holds the criteria to their list.
    """
    met, grounds = f"criterium_{code}", f"Onderbouwing: {name[0].lower()}{name[1:]}"
    hint = "Verplicht bij Ja: waaruit blijkt dit?"
    return (
        choice(met, name, help_, "ja-nee", width=14),
        long_text(f"onderbouwing_{code}", grounds, hint, applies_when=(met, (JA,))),
    )


AGENDA = Table(
    name="agenda",
    sheet="Agenda",
    noun=Noun("vraagstuk", "vraagstukken"),
    title="Agenda: vraagstukken",
    help="Eén rij per vraagstuk. Zet alleen op de agenda wat langs de gewone weg niet verder komt.",
    rows=40,
    source="[2a], [Handvat B]",
    columns=(
        *group("Vraagstuk",
            own_id("Staat al klaar en blijft altijd bij dit vraagstuk.", width=10),
            ROW_STATE,
            text("titel", "Titel", "Korte naam waaraan iedereen het vraagstuk herkent.",
                required=True, example="Woningbouw en waterveiligheid langs de rivier", width=32),
            long_text("probleemanalyse", "Probleemanalyse",
                "Wat is er aan de hand, en waarom lost het gewone stelsel dit niet op?",
                required=True, width=48, source="[2.2]"),
            long_text("gezamenlijk_doel", "Gezamenlijk doel",
                "Wat willen Rijk en provincie samen bereiken?", required=True, width=40,
                source="[2.2]"),
            long_text("stand_rijk", "Stand van zaken Rijk",
                "Wat heeft het Rijk al gedaan of besloten?", width=36),
            long_text("stand_regio", "Stand van zaken regio",
                "Wat heeft de regio al gedaan of besloten?", width=36),
            choice("inbrenger", "Inbrenger",
                "Wie brengt dit vraagstuk in: de provincie of een departement?", "partijen",
                required=True),
            choice("herkomst", "Herkomst", "Waar komt het vraagstuk vandaan?", "herkomsten",
                required=True),
        ),
        *group("Wie en waar",
            choices("domeinen", "Domeinen", "Welke belangen komen hier samen?", "domeinen",
                required=True, width=26),
            choices("departementen", "Betrokken departementen",
                "Welke ministeries horen aan tafel?", "departementen", width=22),
            choices("partners", "Betrokken partners",
                "Wie horen er nog meer aan tafel? De lijst geeft suggesties.", "partners",
                open_list=True, width=24),
        ),
        *group("Waarom in het arrangement",
            *_criterion("spanning", "Spanningspunt tussen ruimteclaims",
                "Nationale en provinciale belangen botsen op dezelfde ruimte."),
            *_criterion("multisectoraal", "Multisectoraal en integraal",
                "Raakt ten minste drie domeinen en vraagt één samenhangende afweging."),
            *_criterion("regios", "Impact op meerdere regio’s",
                "Werkt door in meer provincies of regio’s en past niet binnen één NOVEX-gebied."),
            *_criterion("vastgelopen", "Vastgelopen in reguliere trajecten",
                "Past niet in, of komt niet verder via, Nota Ruimte, POVI, NOVEX of een nationaal "
                "programma."),
            *_criterion("nieuw", "Nieuwe ontwikkeling",
                "Valt buiten bestaande kaders, of een gedeelde feitenbasis ontbreekt."),
            source="[Handvat B]",
        ),
        *group("Reikwijdte",
            choice("reikwijdte", "Reikwijdte",
                "Speelt dit alleen hier of ook in een andere provincie?", "reikwijdten",
                required=True, source="[2a]"),
            choices("andere_provincies", "Andere provincies",
                "Verplicht bij provincie-overstijgend.", "provincies",
                applies_when=("reikwijdte", (OVERSTIJGEND,)), width=22),
            text("gedeeld_id", "Gedeeld id",
                "Het id dat alle betrokken provincies gebruiken: dat van de provincie die het "
                "eerst inbracht, zoals OV-003.",
                applies_when=("reikwijdte", (OVERSTIJGEND,)), width=12),
            choice("novex_gebied", "NOVEX-gebied", "Als het vraagstuk in een NOVEX-gebied ligt.",
                "novex-gebieden", width=26),
            text("kaartverwijzing", "Kaart", "Naam of vindplaats van de kaart bij dit vraagstuk.",
                source="[2b]"),
        ),
        *group("Agenda",
            number("prioriteit", "Prioriteit",
                "1 is het belangrijkst. Elk geagendeerd vraagstuk een eigen nummer.",
                applies_when=("status", ON_AGENDA), minimum=1, maximum=100, width=10),
            choice("planning", "Planning", "Kwartaal waarin het vraagstuk aan de beurt is.",
                "kwartalen", applies_when=("status", ON_AGENDA), width=11),
            long_text("financiele_randvoorwaarde", "Financiële randvoorwaarde",
                "Alleen als er een is: het arrangement heeft geen eigen geld.", width=30,
                source="[2a]"),
            choice("financiering_drager", "Wie draagt die",
                "De partij die deze voorwaarde voor haar rekening neemt.", "partijen",
                applies_when=("financiele_randvoorwaarde", ()), source="[2a]"),
            choice("stap", "Stap", "Waar staat het vraagstuk nu?", "stappen", required=True,
                width=22, source="[Tabel 1]"),
            choice("beoogd_type", "Beoogd type afspraak", "Waar werkt u naartoe?", "afspraaktypen",
                width=14, source="[Figuur 4]"),
            choice("status", "Status agendering",
                "Voorgesteld, geagendeerd, niet geagendeerd of afgerond.", "agendastatussen",
                required=True, width=16),
            choice("bekrachtigd_gremium", "Bekrachtigd in", "Gremium dat de agendering vaststelde.",
                "gremia", narrowed_to=("stappen", "1"), source="[3a]"),
            day("bekrachtigd_op", "Bekrachtigd op", source="[3a]"),
        ),
        *group("Afslag",
            text("afslag_traject", "Afslag: ander traject",
                "Waar gaat het vraagstuk verder als het hier stopt?", width=24),
            long_text("afslag_reden", "Afslag: reden", "Waarom neemt het vraagstuk deze afslag?",
                width=30),
            long_text("afslag_borging", "Afslag: borging", "Hoe is zeker dat het daar verdergaat?",
                width=30),
            applies_when=("status", LEAVING), source="[Tabel 1, noot 4]",
        ),
        *group("Afslag",
            long_text("stap_overgeslagen", "Stap overgeslagen: reden",
                "Alleen als een stap niet nodig was: waarom niet?", width=30,
                source="[Tabel 1, noot 4]"),
        ),
        *group("Notitie", note()),
        CELL_FAULTS,
    ),
)  # fmt: skip
