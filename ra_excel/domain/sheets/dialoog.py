"""Dialoog: the sessions on a vraagstuk [2b]."""

from ra_excel.domain.model import Column, Kind, Row, Table

DIALOOG = Table(
    name="dialoog",
    sheet="Dialoog",
    row=Row("sessie", "sessies"),
    title="Dialoog: sessies",
    help="Eén rij per sessie over een vraagstuk. Eerst begrijpen, dan kiezen.",
    id_letter="D",
    rows=60,
    source="[2b], [Handvat C]",
    columns=(
        Column("id", "Id", Kind.ID, "Staat al klaar.", group="Sessie", width=11),
        Column("vraagstuk", "Vraagstuk", Kind.REFERENCE, "Id van het vraagstuk op het blad Agenda.", group="Sessie", required=True, refers_to=("agenda",), width=12),
        Column("datum", "Datum", Kind.DATE, "Als dd-mm-jjjj.", group="Sessie", required=True, width=13),
        Column("niveau", "Niveau", Kind.CHOICE, "Begin laag; schaal op als het nodig is.", group="Sessie", required=True, values="niveaus", width=20),
        Column("werkvorm", "Werkvorm", Kind.CHOICE, "Hoe werd er gewerkt?", group="Sessie", required=True, values="werkvormen", width=18, source="[Handvat C]"),
        Column("deelnemers", "Deelnemende partijen", Kind.MULTI_CHOICE, "Organisaties, geen personen; met een puntkomma ertussen.", group="Sessie", required=True, values="partijen", open_list=True, width=28),
        Column("dilemmas", "Dilemma’s", Kind.LONG_TEXT, "Welke keuzes liggen op tafel?", group="Opbrengst", width=32),
        Column("kennislacunes", "Kennislacunes", Kind.LONG_TEXT, "Wat weten we nog niet?", group="Opbrengst", width=28),
        Column("belangen", "Belangen", Kind.LONG_TEXT, "Wat staat er voor wie op het spel?", group="Opbrengst", width=32),
        Column("kansen", "Kansen en win-wins", Kind.LONG_TEXT, "Wat levert iedereen iets op?", group="Opbrengst", width=28),
        Column("oplossingsrichtingen", "Oplossingsrichtingen", Kind.LONG_TEXT, "Welke richtingen zijn besproken?", group="Opbrengst", width=32),
        Column("kaart_gebruikt", "Kaart gebruikt", Kind.CHOICE, "Lag er kaartmateriaal op tafel?", group="Opbrengst", values="ja-nee", width=12, source="[2b]"),
        Column("teruggekoppeld", "Teruggekoppeld", Kind.CHOICE, "Zijn partners en eigen organisatie bijgepraat?", group="Vervolg", values="ja-nee", width=14, source="[Tabel 3]"),
        Column("uitkomst", "Uitkomst", Kind.CHOICE, "Hoe gaat het verder?", group="Vervolg", required=True, values="dialooguitkomsten", width=26),
    ),
)
