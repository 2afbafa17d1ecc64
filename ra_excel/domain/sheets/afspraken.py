"""Afspraken: who does what, when, and where it lands [2d, Figuur 4, Tabel 4, Tabel 6]."""

from ra_excel.domain.model import Column, Kind, Row, Table

DEZE_CYCLUS = "deze cyclus"

AFSPRAKEN = Table(
    name="afspraken",
    sheet="Afspraken",
    row=Row("afspraak", "afspraken"),
    title="Afspraken",
    help="Eén rij per afspraak: wie doet wat, wanneer, en waar landt het?",
    id_letter="A",
    rows=60,
    source="[2d], [Figuur 4], [Tabel 4], [Tabel 6]",
    columns=(
        Column("id", "Id", Kind.ID, "Staat al klaar en blijft altijd bij deze afspraak.", group="Afspraak", width=11),
        Column("afkomst", "Afkomst", Kind.CHOICE, "Gemaakt in deze cyclus, of een eerdere afspraak die u meeneemt?", group="Afspraak", required=True, values="afkomsten", width=16),
        Column("vraagstuk", "Vraagstuk", Kind.REFERENCE, "Id van het vraagstuk op het blad Agenda.", group="Afspraak", required_when=("afkomst", DEZE_CYCLUS), refers_to=("agenda",), width=12),
        Column("titel", "Titel", Kind.TEXT, "Korte naam van de afspraak.", group="Afspraak", required=True, width=30),
        Column("tekst", "Tekst", Kind.LONG_TEXT, "De afspraak zoals vastgelegd.", group="Afspraak", required=True, width=48),
        Column("type", "Type", Kind.CHOICE, "A Verkennen, B Richting, C Afweging of D Realisatie.", group="Afspraak", required_when=("afkomst", DEZE_CYCLUS), values="afspraaktypen", width=14, source="[Figuur 4]"),
        Column("soort", "Soort", Kind.CHOICE, "Soort volgens het productbeeld.", group="Afspraak", required_when=("afkomst", DEZE_CYCLUS), values="soorten", width=20, source="[Tabel 6]"),
        Column("thema", "Thema", Kind.CHOICE, "Een van de tien thema’s van het CRa.", group="Afspraak", values="themas", width=26, source="[4.2.1]"),
        Column("rijk_doet", "Wat doet het Rijk", Kind.LONG_TEXT, "Wederkerig: beide partijen handelen.", group="Wie doet wat", width=32, source="[Tabel 6]"),
        Column("provincie_doet", "Wat doet de provincie", Kind.LONG_TEXT, "Wederkerig: beide partijen handelen.", group="Wie doet wat", width=32, source="[Tabel 6]"),
        Column("trekker", "Trekker", Kind.CHOICE, "De partij die deze afspraak trekt.", group="Wie doet wat", values="partijen", open_list=True, width=16, source="[2d]"),
        Column("betrokkenen", "Betrokken partijen", Kind.MULTI_CHOICE, "Organisaties, met een puntkomma ertussen.", group="Wie doet wat", values="partijen", open_list=True, width=28),
        Column("start", "Start", Kind.DATE, "Als dd-mm-jjjj.", group="Wanneer", width=13),
        Column("deadline", "Deadline", Kind.DATE, "Als dd-mm-jjjj. Weet u alleen een jaar? Vul 31-12 in en kies bij Precisie: jaar.", group="Wanneer", width=13, source="[2d]"),
        Column("deadline_precisie", "Precisie", Kind.CHOICE, "Hoe precies is de deadline bekend?", group="Wanneer", values="precisies", width=11),
        Column("resultaat", "Resultaat", Kind.LONG_TEXT, "Wat ligt er als de afspraak is nagekomen?", group="Borging", width=30, source="[2d]"),
        Column("borging", "Borging", Kind.LONG_TEXT, "Hoe is zeker dat het gebeurt?", group="Borging", width=30, source="[2d]"),
        Column("landing_instrument", "Landing: instrument", Kind.CHOICE, "Waarin landt de afspraak?", group="Borging", values="instrumenten", width=26, source="[2d], [Tabel 4]"),
        Column("landing_document", "Landing: document", Kind.TEXT, "Welk document, programma of besluit?", group="Borging", width=24, source="[2d]"),
        Column("landing_status", "Landing: status", Kind.CHOICE, "Voorgenomen, in procedure of vastgelegd.", group="Borging", values="landingsstatussen", width=14),
        Column("vastgesteld_gremium", "Vastgesteld in", Kind.CHOICE, "Gremium dat de afspraak vaststelde.", group="Vaststelling", values="gremia", width=20),
        Column("vastgesteld_op", "Vastgesteld op", Kind.DATE, "Als dd-mm-jjjj.", group="Vaststelling", width=13),
        Column("herkomst", "Overleg of traject", Kind.TEXT, "Waar de afspraak vandaan komt, zoals BOL juni 2025.", group="Vaststelling", width=22),
        Column("vindplaats", "Vindplaats", Kind.TEXT, "Document of webadres waar de afspraak staat.", group="Vaststelling", width=28),
        Column("notitie", "Notitie", Kind.LONG_TEXT, "Voor uzelf en VRO; komt niet in openbare stukken.", group="Notitie", width=30),
    ),
)
