"""Lessen: what worked, for the others [aanbeveling 4]."""

from ra_excel.domain.columns import group, long_text, own_id, text
from ra_excel.domain.model import CELL_FAULTS, ROW_STATE, Noun, Table

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
        *group("Les",
            own_id(),
            ROW_STATE,
            text("onderwerp", "Onderwerp", "Waar gaat de les over?", required=True, width=30),
            long_text("wat_werkte", "Wat werkte", "Wat deed u?", required=True, width=48),
            long_text("waarom", "Waarom", "Waardoor werkte het?", width=40),
            text("voor_wie", "Voor wie", "Wie heeft hier iets aan?", width=26),
        ),
        CELL_FAULTS,
    ),
)  # fmt: skip
