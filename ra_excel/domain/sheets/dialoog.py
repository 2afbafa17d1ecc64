"""Dialoog: the sessions on a vraagstuk [2b]."""

from ra_excel.domain.columns import choice, choices, day, group, long_text, own_id, reference
from ra_excel.domain.model import CELL_FAULTS, ROW_STATE, Noun, Table

NAAR_BESLUIT, NAAR_CONFLICT, TERUG = (
    "naar besluitvorming",
    "naar conflictbeslechting",
    "terug naar regulier stelsel",
)

DIALOOG = Table(
    name="dialoog",
    sheet="Dialoog",
    noun=Noun("sessie", "sessies"),
    title="Dialoog: sessies",
    help="Eén rij per sessie over een vraagstuk. Eerst begrijpen, dan kiezen.",
    id_letter="D",
    rows=60,
    room=1500,
    source="[2b], [Handvat C]",
    columns=(
        *group("Sessie", own_id(), ROW_STATE),
        *group("Sessie",
            reference("vraagstuk", "Vraagstuk", "Id van het vraagstuk op het blad Agenda.",
                "agenda"),
            day("datum", "Datum"),
            choice("niveau", "Niveau", "Begin laag; schaal op als het nodig is.", "niveaus",
                width=20),
            choice("werkvorm", "Werkvorm", "Hoe werd er gewerkt?", "werkvormen",
                source="[Handvat C]"),
            choices("deelnemers", "Deelnemende partijen", "Organisaties, geen personen.",
                "partijen", open_list=True, width=28),
            required=True,
        ),
        *group("Opbrengst",
            long_text("dilemmas", "Dilemma’s", "Welke keuzes liggen op tafel?"),
            long_text("kennislacunes", "Kennislacunes", "Wat weten we nog niet?", width=28),
            long_text("belangen", "Belangen", "Wat staat er voor wie op het spel?"),
            long_text("kansen", "Kansen en win-wins", "Wat levert iedereen iets op?", width=28),
            long_text("oplossingsrichtingen", "Oplossingsrichtingen",
                "Welke richtingen zijn besproken?"),
            choice("kaart_gebruikt", "Kaart gebruikt", "Lag er kaartmateriaal op tafel?", "ja-nee",
                width=12, source="[2b]"),
        ),
        *group("Vervolg",
            choice("teruggekoppeld", "Teruggekoppeld",
                "Zijn partners en eigen organisatie bijgepraat?", "ja-nee", width=14,
                source="[Tabel 3]"),
            choice("uitkomst", "Uitkomst", "Hoe gaat het verder?", "dialooguitkomsten",
                required=True, width=26),
        ),
        CELL_FAULTS,
    ),
)  # fmt: skip
