"""What the template ``landsdeel.docx`` gets to show: the agenda and decision list of one BOL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from ra_excel.domain.inzenders import provinces
from ra_excel.domain.sheets.agenda import GEAGENDEERD, NIET_GEAGENDEERD
from ra_excel.domain.sheets.besluitvorming import CLOSED, is_open
from ra_excel.domain.sheets.monitoring import VERTRAAGD
from ra_excel.domain.steps import STAP_1, STAP_2, STAP_3A, STAP_3B, STAP_4
from ra_excel.reports.decision_order import decision_order
from ra_excel.reports.departments.stances import shared_stances
from ra_excel.reports.dutch import date_text, enumerated
from ra_excel.reports.word import sentences
from ra_excel.reports.word.rows import Content, Fields, besluit_rows, with_last_report, zwevend_rows
from ra_excel.reports.word.shared import as_one, positions, routes_of
from ra_excel.reports.word.since import since_in
from ra_excel.reports.word.sources import sources
from ra_excel.reports.word.text_round import FLOATING, PROGRESS, TextRound
from ra_excel.round.build import PROGRESS_GROUPS
from ra_excel.round.items import items, step_of
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
    routes = besluit_rows(here("besluitvorming"), round_)
    items_here = _items(told, landsdeel)
    afspraken = with_last_report(here(PROGRESS), here("monitoring"))
    zwevend = zwevend_rows(here(FLOATING))
    agenda = _agenda(told, items_here)
    return {
        "titel": f"Ruimtelijk arrangement: landsdeel {landsdeel}",
        "cyclus": round_.cycle.id,
        "cyclus_titel": round_.cycle.titel,
        "peildatum": date_text(round_.peildatum),
        "kerncijfers": [
            f"Dit landsdeel bestaat uit {enumerated(names)}.",
            *([f"Niet ingediend: {enumerated(missing)}."] if missing else []),
            sentences.agenda(here("agenda")),
            *sentences.shared(items_here),
            *sentences.unreadable(f for f in round_.findings if f.provincie in names),
            *sentences.conflicts(routes),
            *sentences.afspraken(afspraken, len(zwevend)),
        ],
        "sinds": since_in(told, landsdeel, names),
        "agenda": agenda,
        "beslispunten": [point for point in agenda if point["stap"] in TO_DECIDE],
        "besluiten": [route for route in routes if route["uitkomst"] in CLOSED],
        "uit_koers": [
            afspraak for afspraak in afspraken if afspraak["voortgang_groep"] == OFF_COURSE
        ],
        "zwevend": zwevend,
        "herkomst_van": enumerated(names),
        "herkomst": sources(told, names),
    }


def _items(told: TextRound, landsdeel: str) -> list[list[Fields]]:
    """What the table of a landsdeel takes, in its order of decision: per item the vraagstukken that
    share it, also of provinces elsewhere.
    """
    # In the round itself a priority is a number, so that 10 comes after 2.
    rows = told.round.tables["agenda"]
    orders = map(decision_order, rows[["stap", "prioriteit", "id"]].to_dict("records"))
    ordered = sorted(zip(orders, told.rows("agenda"), strict=True), key=itemgetter(0))
    open_rows = [row for _, row in ordered if row["status"] != NIET_GEAGENDEERD]
    return [item for item in items(open_rows) if _is_on_agenda_of(item, landsdeel)]


def _is_on_agenda_of(item: Sequence[Fields], landsdeel: str) -> bool:
    return any(row["landsdeel"] == landsdeel and row["status"] == GEAGENDEERD for row in item)


def _agenda(told: TextRound, items_here: Sequence[Sequence[Fields]]) -> list[Mapping[str, Content]]:
    """The items as the document shows them, numbered, with what the table is asked and the routes
    that are open.
    """
    every_route = besluit_rows(told.rows("besluitvorming"), told.round)
    open_routes = [route for route in every_route if is_open(route)]
    shown: list[Mapping[str, Content]] = []
    for number, item in enumerate(items_here, start=1):
        routes: list[Fields] = []
        for row in item:
            routes += routes_of(row, open_routes)
        most_urgent = step_of(item)
        point = {**as_one(item), "stap": most_urgent}
        shown.append(
            {
                **point,
                "nummer": str(number),
                "gevraagd": ASKED.get(most_urgent, ""),
                "routes": routes,
                "posities": positions(item, open_routes),
                "rijksinzet": shared_stances(told.round, [row["id"] for row in item]),
            }
        )
    return shown
