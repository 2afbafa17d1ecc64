"""What the template ``landsdeel.docx`` gets to show: the agenda and decision list of one BOL."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter

from ra_excel.domain.inzenders import provinces
from ra_excel.domain.sheets.agenda import GEAGENDEERD
from ra_excel.domain.sheets.besluitvorming import BESLOTEN, GEEN_KEUZE
from ra_excel.domain.sheets.monitoring import VERTRAAGD
from ra_excel.domain.steps import STAP_1, STAP_2, STAP_3A, STAP_3B, STAP_4
from ra_excel.reports.decision_order import decision_order
from ra_excel.reports.dutch import date_text, enumerated
from ra_excel.reports.word import sentences
from ra_excel.reports.word.rows import Content, Fields, besluit_rows, with_last_report, zwevend_rows
from ra_excel.reports.word.sources import sources
from ra_excel.reports.word.text_round import FLOATING, PROGRESS, TextRound
from ra_excel.round.build import PROGRESS_GROUPS
from ra_excel.round.round import Outcome

ASKED = {
    STAP_3B: "conflict beslechten",
    STAP_3A: "besluiten",
    STAP_2: "dialoog richting geven",
    STAP_1: "agendering vaststellen",
    STAP_4: "voortgang bespreken",
}
"""What a table is asked to do with a vraagstuk, by its step [Tabel 1]."""

TO_DECIDE = (STAP_3B, STAP_3A)
OFF_COURSE = PROGRESS_GROUPS[VERTRAAGD]


def landsdeel_context(told: TextRound, landsdeel: str) -> Mapping[str, Content]:
    """Every field of the document of a landsdeel by the name the template uses. An empty list is a
    chapter left out.
    """

    def here(table: str) -> list[Fields]:
        return told.about(table, "landsdeel", landsdeel)

    round_ = told.round
    members = [province for province in provinces() if province.landsdeel == landsdeel]
    names = [province.naam for province in members]
    missing = [p.naam for p in members if round_.submission_of(p).outcome is Outcome.MISSING]
    ordered = _in_order_of_decision(told, landsdeel)
    on_agenda = []
    for number, row in enumerate((r for r in ordered if r["status"] == GEAGENDEERD), start=1):
        asked = ASKED.get(row["stap"], "")
        on_agenda.append({**row, "nummer": str(number), "gevraagd": asked})
    routes = besluit_rows(here("besluitvorming"), round_.titles)
    afspraken = with_last_report(here(PROGRESS), here("monitoring"))
    zwevend = zwevend_rows(here(FLOATING))
    return {
        "titel": f"Ruimtelijk arrangement: landsdeel {landsdeel}",
        "cyclus": round_.cycle.id,
        "cyclus_titel": round_.cycle.titel,
        "peildatum": date_text(round_.peildatum),
        "kerncijfers": [
            f"Dit landsdeel bestaat uit {enumerated(names)}.",
            *([f"Niet ingediend: {enumerated(missing)}."] if missing else []),
            sentences.agenda(ordered),
            *sentences.unreadable(f for f in round_.findings if f.provincie in names),
            *sentences.conflicts(routes),
            *sentences.afspraken(afspraken, len(zwevend)),
        ],
        "agenda": on_agenda,
        "beslispunten": [
            {**row, "routes": _open_routes(routes, row)}
            for row in on_agenda
            if row["stap"] in TO_DECIDE
        ],
        "besluiten": [route for route in routes if route["uitkomst"] in (BESLOTEN, GEEN_KEUZE)],
        "uit_koers": [
            afspraak for afspraak in afspraken if afspraak["voortgang_groep"] == OFF_COURSE
        ],
        "zwevend": zwevend,
        "herkomst_van": enumerated(names),
        "herkomst": sources(told, names),
    }


def _in_order_of_decision(told: TextRound, landsdeel: str) -> list[Fields]:
    """The vraagstukken of a landsdeel in the order in which its table takes them."""
    # In the round itself a priority is a number, so that 10 comes after 2.
    rows = told.round.rows_about("agenda", "landsdeel", landsdeel)
    orders = map(decision_order, rows[["stap", "prioriteit", "id"]].to_dict("records"))
    shown = told.about("agenda", "landsdeel", landsdeel)
    ordered = sorted(zip(orders, shown, strict=True), key=itemgetter(0))
    return [row for _, row in ordered]


def _open_routes(routes: list[Fields], vraagstuk: Fields) -> list[Fields]:
    """The routes of a vraagstuk on which nothing was decided yet, of the province that brought it
    in.
    """
    return [
        route
        for route in routes
        if route["vraagstuk"] == vraagstuk["id"]
        and route["provincie"] == vraagstuk["provincie"]
        and route["uitkomst"] not in (BESLOTEN, GEEN_KEUZE)
    ]
