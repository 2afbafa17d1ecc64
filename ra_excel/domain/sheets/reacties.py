"""Reacties: the sheet of the overview on which VRO answers; the next round reads it back."""

from dataclasses import replace

from ra_excel.domain import layout
from ra_excel.domain.columns import day, reference, text
from ra_excel.domain.model import Column, Filler, Kind, Table
from ra_excel.domain.sheets.terugkoppeling import ANSWER, TERUGKOPPELING

NO_REACTION = "nog geen reactie"
"""What stands for the decision until VRO answers."""

WIDTHS = {"besluit": 20, "motivering": 50, "vervolg": 40, "datum": 13}


def _answers() -> tuple[Column, ...]:
    """The columns in which VRO answers, as in the workbooks of the provinces."""
    answers = [TERUGKOPPELING.by_name[name] for name in ANSWER]
    return tuple(replace(column, width=WIDTHS[column.name]) for column in answers)


REACTIES = Table(
    name="reacties",
    sheet="Reacties",
    noun=TERUGKOPPELING.noun,
    title="Reacties van VRO",
    help="Vul de gele kolommen in, sla op en draai de ronde opnieuw: dan staat uw reactie in de "
    "brief, de e-mail en de werkmap.\n"
    "Onder de tabel mag u een regel toevoegen met het id van een afspraak.",
    filled_by=Filler.VRO,
    header_row=layout.OVERVIEW_HEADER_ROW,
    columns=(
        reference("onderwerp", "Id", "Id waarop VRO reageert.", "agenda", "afspraken",
            required=True, width=10),
        text("titel", "Titel", "Titel van het vraagstuk of de afspraak.", fixed=True, width=36),
        text("provincie", "Provincie", "Wie het inbracht.", fixed=True, width=15),
        day("ontvangen", "Ontvangen", "Dag van de inzending.", fixed=True, width=12),
        day("uiterlijk", "Uiterlijk", "Dag waarop de reactietermijn eindigt.", fixed=True,
            width=12),
        Column("dagen_over", "Dagen over", Kind.FORMULA, "Tot het einde van de termijn.", width=10),
        *_answers(),
        text("verteld", "Wordt verteld", "Of de reactie in brief, e-mail en werkmap komt: pas als "
            "er geen fout in staat.", fixed=True, width=18),
    ),
)  # fmt: skip
