"""Inbreng: the vraagstukken that a department brings in [2a]."""

from ra_excel.domain.columns import choice, choices, group, long_text, own_id, taken_from, text
from ra_excel.domain.model import CELL_FAULTS, ROW_STATE, Noun, Table
from ra_excel.domain.sheets.agenda import AGENDA

VOORGESTELD, OVERGENOMEN, INGETROKKEN = "voorgesteld", "overgenomen", "ingetrokken"
STANDING = (VOORGESTELD, OVERGENOMEN)
"""States in which a department stands for what it brought in."""

CRITERIA = tuple(
    column.name
    for column in AGENDA.columns
    if column.name.startswith(("criterium_", "onderbouwing_"))
)
"""Of each criterion of Handvat B whether it is met, and on what grounds."""

INBRENG = Table(
    name="inbreng",
    sheet="Inbreng",
    noun=Noun("inbreng", "inbrengen"),
    title="Inbreng: vraagstukken van dit departement",
    help="Eén rij per vraagstuk dat u bij provincies inbrengt. "
    "Een provincie neemt het over op haar eigen Agenda.",
    rows=20,
    source="[2a], [Handvat B]",
    columns=(
        *group("Vraagstuk",
            own_id("Staat al klaar en blijft altijd bij deze inbreng.", width=11),
            ROW_STATE,
            *taken_from(AGENDA, "titel", "probleemanalyse", "gezamenlijk_doel", "stand_rijk",
                "herkomst"),
        ),
        *taken_from(AGENDA, "domeinen", "departementen"),
        *group("Wie en waar",
            choices("betrokken_provincies", "Betrokken provincies",
                "In welke provincies speelt dit?", "provincies", width=24, source="[2a]"),
        ),
        *taken_from(AGENDA, *CRITERIA),
        *group("Vervolg",
            *taken_from(AGENDA, "planning", "beoogd_type", applies_when=None),
            choice("status", "Status", "Voorgesteld, overgenomen of ingetrokken.",
                "inbrengstatussen", required=True, width=16),
            text("vraagstuk_provincie", "Vraagstuk van provincie",
                "Id waaronder een provincie het op haar Agenda zette, zoals DR-001.",
                applies_when=("status", (OVERGENOMEN,)), width=14),
            long_text("reden", "Reden", "Alleen bij ingetrokken: waarom?",
                applies_when=("status", (INGETROKKEN,)), width=30),
        ),
        CELL_FAULTS,
    ),
)  # fmt: skip
