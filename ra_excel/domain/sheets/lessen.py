"""Lessen: what worked, for the others [aanbeveling 4]."""

from ra_excel.domain.model import ROW_STATE, Column, Kind, Noun, Table

LESSEN = Table(
    name="lessen",
    sheet="Lessen",
    noun=Noun("les", "lessen"),
    title="Lessen en goede voorbeelden",
    help="Wat werkte, en wie kan er iets aan hebben?",
    id_letter="L",
    rows=20,
    source="[aanbeveling 4]",
    columns=(
        Column("id", "Id", Kind.ID, "Staat al klaar.", group="Les", width=11),
        ROW_STATE,
        Column(
            "onderwerp",
            "Onderwerp",
            Kind.TEXT,
            "Waar gaat de les over?",
            group="Les",
            required=True,
            width=30,
        ),
        Column(
            "wat_werkte",
            "Wat werkte",
            Kind.LONG_TEXT,
            "Wat deed u?",
            group="Les",
            required=True,
            width=48,
        ),
        Column("waarom", "Waarom", Kind.LONG_TEXT, "Waardoor werkte het?", group="Les", width=40),
        Column(
            "voor_wie", "Voor wie", Kind.TEXT, "Wie heeft hier iets aan?", group="Les", width=26
        ),
    ),
)
