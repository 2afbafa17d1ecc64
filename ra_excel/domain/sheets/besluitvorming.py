"""Besluitvorming: the route of a vraagstuk, to a decision or through a conflict [2c, Tabel 2, Handvat D]."""

from ra_excel.domain.model import Column, Kind, Row, Table

BESLUITVORMING = Table(
    name="besluitvorming",
    sheet="Besluitvorming",
    row=Row("route", "routes"),
    title="Besluitvorming en conflictbeslechting",
    help="Eén rij per route van een vraagstuk. Zijn partijen het eens: vul Besluit. Zijn ze het oneens: vul Conflict.",
    id_letter="B",
    rows=40,
    source="[2c], [Tabel 2], [Handvat D]",
    columns=(
        Column("id", "Id", Kind.ID, "Staat al klaar.", group="Route", width=11),
        Column("vraagstuk", "Vraagstuk", Kind.REFERENCE, "Id van het vraagstuk op het blad Agenda.", group="Route", required=True, refers_to=("agenda",), width=12),
        Column("route", "Route", Kind.CHOICE, "Voldoende eens: besluitvorming. Oneens: conflictbeslechting.", group="Route", required=True, values="routes", width=20),
        Column("tussenstap_gremium", "Tussenstap Rijk: gremium", Kind.CHOICE, "Waar stemde het Rijk vooraf af?", group="Tussenstap Rijk", values="gremia", width=24, source="[Handvat D]"),
        Column("tussenstap_datum", "Tussenstap Rijk: datum", Kind.DATE, "Vóór het besluit, als dd-mm-jjjj.", group="Tussenstap Rijk", width=13, source="[Handvat D]"),
        Column("tussenstap_ruimte", "Ruimte per departement", Kind.LONG_TEXT, "Wat mag elk departement toezeggen?", group="Tussenstap Rijk", width=32, source="[Handvat D]"),
        Column("besluit_waar", "Waar", Kind.CHOICE, "Binnen of buiten het arrangement?", group="Besluit", values="besluitplaatsen", width=20, source="[Tabel 2]"),
        Column("besluit_gremium", "Gremium", Kind.CHOICE, "Wie beslist?", group="Besluit", values="gremia", width=22, source="[Tabel 2]"),
        Column("besluit_wat", "Wat wordt besloten", Kind.LONG_TEXT, "Inhoud en afbakening.", group="Besluit", width=36, source="[Tabel 2]"),
        Column("besluit_wie", "Wie doet wat", Kind.LONG_TEXT, "Taken per partij.", group="Besluit", width=32, source="[Tabel 2]"),
        Column("besluit_opvolging", "Opvolging", Kind.LONG_TEXT, "Hoe werkt dit door in beleid, uitvoering of instrument?", group="Besluit", width=32, source="[Tabel 2]"),
        Column("conflict_schuurpunt", "Waar schuurt het", Kind.LONG_TEXT, "Waar botst het, en waarom?", group="Conflict", width=36, source="[Tabel 2]"),
        Column("conflict_beslisruimte", "Beslisruimte en bevoegdheid", Kind.LONG_TEXT, "Wat kan en mag elke partij?", group="Conflict", width=32, source="[Tabel 2]"),
        Column("escalatieniveau", "Escalatieniveau", Kind.CHOICE, "Op welk niveau ligt het nu?", group="Conflict", values="escalatieniveaus", width=16, source="[Tabel 2]"),
        Column("conflict_leider", "Wie leidt", Kind.TEXT, "Functie of organisatie, geen naam.", group="Conflict", width=22, source="[Tabel 2]"),
        Column("conflict_beslisser", "Wie beslist", Kind.TEXT, "Functie, organisatie of gremium, geen naam.", group="Conflict", width=22, source="[Tabel 2]"),
        Column("conflict_terugkoppeling", "Terugkoppeling", Kind.LONG_TEXT, "Hoe horen partijen de uitkomst?", group="Conflict", width=28, source="[Tabel 2]"),
        Column("uitkomst", "Uitkomst", Kind.CHOICE, "Nog open, besloten, of geen keuze gemaakt.", group="Uitkomst", required=True, values="besluituitkomsten", width=18),
        Column("besluit", "Besluit", Kind.LONG_TEXT, "De tekst van het besluit.", group="Uitkomst", width=40),
        Column("besluit_datum", "Datum besluit", Kind.DATE, "Als dd-mm-jjjj.", group="Uitkomst", width=13),
        Column("geen_keuze_reden", "Waarom geen keuze", Kind.LONG_TEXT, "Alleen bij: geen keuze gemaakt.", group="Uitkomst", width=32, source="[Tabel 2]"),
    ),
)
