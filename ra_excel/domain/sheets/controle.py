"""Controle: the findings of the last check, one row each. Written by ra_excel, read by conditional formats."""

from ra_excel.domain import layout
from ra_excel.domain.model import Column, Filler, Kind, Noun, Table

CONTROLE = Table(
    name="controle",
    sheet="Controle",
    noun=Noun("bevinding", "bevindingen"),
    title="Controle",
    help="Boven: wat deze werkmap zelf ziet, terwijl u invult. Onder: de bevindingen van de laatste controle door VRO of de knop.",
    rows=200,
    room=1500,
    filled_by=Filler.TOOL,
    header_row=layout.FINDINGS_HEADER_ROW,
    columns=(
        Column("blad", "Blad", Kind.TEXT, "Blad met de bevinding.", width=16),
        Column("cel", "Cel", Kind.TEXT, "Cel met de bevinding.", width=8),
        Column("ga_naar", "Ga naar", Kind.FORMULA, "Klik om naar de cel te springen.", width=12),
        Column("code", "Code", Kind.TEXT, "Code van de controleregel.", width=9),
        Column("ernst", "Ernst", Kind.TEXT, "Fout of aandachtspunt.", width=16),
        Column("melding", "Wat is er aan de hand", Kind.TEXT, "De bevinding.", width=60),
        Column("herstel", "Wat kunt u doen", Kind.TEXT, "Zo lost u het op.", width=50),
        Column(
            "toelichting",
            "Toelichting provincie",
            Kind.LONG_TEXT,
            "Uw antwoord aan VRO, of: opgelost. Blijft bij deze bevinding als u opnieuw indient.",
            width=40,
        ),
        Column("rij", "Rij", Kind.INTEGER, "Excel-rij van de bevinding.", width=7),
        Column("bevinding", "Nummer", Kind.TEXT, "Vast nummer van de bevinding.", width=14),
    ),
)
