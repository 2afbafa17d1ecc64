"""Opvolging: what one department does for the agreements it acts in [2d]."""

from ra_excel.domain.columns import group, own_id, taken_from
from ra_excel.domain.model import CELL_FAULTS, ROW_STATE, Noun, Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.monitoring import MONITORING

OPVOLGING = Table(
    name="opvolging",
    sheet="Opvolging",
    noun=Noun("opvolging", "opvolgingen"),
    title="Opvolging: wat dit departement doet voor afspraken",
    help="Eén rij per afspraak waarin uw departement iets doet; VRO zet de rijen klaar.",
    rows=0,
    source="[2d]",
    columns=(
        *group("Afspraak",
            own_id("Staat vast: id van de afspraak bij de provincie.",
                name="afspraak", header="Afspraak"),
            ROW_STATE,
            *taken_from(AFSPRAKEN, "titel", "tekst", "rijk_doet", "deadline", required=False),
            fixed=True,
        ),
        *group("Borging",
            *taken_from(MONITORING, "actiehouder"),
            *taken_from(AFSPRAKEN, "landing_instrument", narrowed_by=None),
            *taken_from(AFSPRAKEN, "landing_document", "landing_status"),
        ),
        *group("Voortgang",
            *taken_from(MONITORING, "peildatum", "voortgang", required=False),
            *taken_from(MONITORING, "toelichting", "oorzaak", "volgende_stap", "volgende_datum"),
        ),
        *taken_from(MONITORING, "bewijs", "teruggekoppeld_gremium", "teruggekoppeld_op"),
        CELL_FAULTS,
    ),
)  # fmt: skip
