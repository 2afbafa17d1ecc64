"""Controle: the findings of the last check; ra_excel writes them, conditional formats read them."""

from dataclasses import replace

from ra_excel.domain.columns import long_text, number, text
from ra_excel.domain.model import Column, Filler, Kind, Noun, Table

CONTROLE = Table(
    name="controle",
    sheet="Controle",
    noun=Noun("bevinding", "bevindingen"),
    title="Controle",
    help="De bevindingen van de laatste controle door VRO of de knop. "
    "Wat de werkmap zelf ziet, staat op Zelfcontrole.",
    rows=200,
    room=1500,
    filled_by=Filler.TOOL,
    columns=(
        text("blad", "Blad", "Blad met de bevinding.", width=16),
        text("cel", "Cel", "Cel met de bevinding.", width=8),
        Column("ga_naar", "Ga naar", Kind.FORMULA, "Klik om naar de cel te springen.", width=12),
        text("code", "Code", "Code van de controleregel.", width=9),
        text("ernst", "Ernst", "Fout of aandachtspunt.", width=16),
        text("melding", "Wat is er aan de hand", "De bevinding.", width=60),
        text("herstel", "Wat kunt u doen", "Zo lost u het op.", width=50),
        long_text("toelichting", "Toelichting provincie",
            "Uw antwoord aan VRO, of: opgelost. Blijft bij deze bevinding als u opnieuw indient.",
            width=40),
        number("rij", "Rij", "Excel-rij van de bevinding.", width=7),
        text("bevinding", "Nummer", "Vast nummer van de bevinding.", width=14),
    ),
)  # fmt: skip

CONTROLE_DEPARTEMENT = replace(
    CONTROLE,
    columns=tuple(
        replace(column, header="Toelichting departement")
        if column.name == "toelichting"
        else column
        for column in CONTROLE.columns
    ),
)
