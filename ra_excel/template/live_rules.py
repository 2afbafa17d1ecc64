"""The rules per sheet that formulas can decide: array expressions of the faults in each row.

Each is the twin of the Python rule with the same code, on rows whose cells are sound.
"""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.domain.lists import JA, value_list
from ra_excel.domain.model import Table, Werkmap
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.agenda import (
    AFGEROND,
    AGENDA,
    GEAGENDEERD,
    NIET_GEAGENDEERD,
    OVERSTIJGEND,
    VOORGESTELD,
)
from ra_excel.domain.sheets.besluitvorming import (
    BESLOTEN,
    BESLUIT,
    BESLUITVORMING,
    CONFLICT,
    DECISION,
    DISPUTE,
    GEEN_KEUZE,
)
from ra_excel.domain.sheets.dialoog import DIALOOG
from ra_excel.domain.sheets.monitoring import GEREALISEERD, MONITORING, STUCK, VERVALLEN
from ra_excel.domain.sheets.rolmatrix import GREMIUM, ROLMATRIX
from ra_excel.domain.sheets.start import START
from ra_excel.domain.steps import NA_DIALOOG, STAP_1, STAP_4
from ra_excel.template.ranges import (
    any_empty,
    area,
    empty,
    equals,
    filled,
    form_cell,
    is_date,
    later,
    one_of,
    plus,
    started,
)

Live = tuple[str, Table, str, str]
"""Code, table, the column where a click leads, and the hits."""

PEILDATUM = form_cell(START, "peildatum")


def rules_of_sheet(werkmap: Werkmap, table: Table) -> Iterator[Live]:
    """The live rules of one sheet; of a gremium only where the workbook has rows of it."""
    if table.name not in RULES:
        return
    for rule in RULES[table.name]():
        if rule[0] != "RO-02" or GREMIUM in werkmap.role_parties:
            yield rule


def _agenda() -> Iterator[Live]:
    on_agenda = equals(AGENDA, "status", GEAGENDEERD)
    codes = [entry.code for entry in value_list("criteria").entries]
    met = plus(equals(AGENDA, f"criterium_{code}", JA) for code in codes)
    yield "AG-01", AGENDA, f"criterium_{codes[0]}", f"{on_agenda}*(({met})=0)"
    without = plus(
        f"{equals(AGENDA, f'criterium_{code}', JA)}*{empty(AGENDA, f'onderbouwing_{code}')}"
        for code in codes
    )
    yield "AG-02", AGENDA, "id", without
    overstijgend = equals(AGENDA, "reikwijdte", OVERSTIJGEND)
    yield (
        "AG-05",
        AGENDA,
        "andere_provincies",
        f"{overstijgend}*{empty(AGENDA, 'andere_provincies')}",
    )
    priority, status = area(AGENDA, "prioriteit"), area(AGENDA, "status")
    pair = f'{priority}&"|"&{status}'
    earlier = f"(MATCH({pair},{pair},0)<ROW({priority})-{AGENDA.header_row})"
    none, double = empty(AGENDA, "prioriteit"), f'({priority}<>"")*{earlier}'
    yield "AG-06", AGENDA, "prioriteit", f"{on_agenda}*({none}+{double})"
    capacity = form_cell(START, "capaciteit")
    here = f"(ROW({area(START, 'capaciteit')})=ROW({capacity}))"
    yield (
        "AG-07",
        START,
        "capaciteit",
        f'{here}*ISNUMBER({capacity})*(COUNTIF({status},"{GEAGENDEERD}")>{capacity})',
    )
    leaves = equals(AGENDA, "status", NIET_GEAGENDEERD)
    yield (
        "AG-08",
        AGENDA,
        "afslag_traject",
        f"{leaves}*{any_empty(AGENDA, 'afslag_traject', 'afslag_reden', 'afslag_borging')}",
    )
    yield (
        "AG-09",
        AGENDA,
        "financiering_drager",
        f"{filled(AGENDA, 'financiele_randvoorwaarde')}*{empty(AGENDA, 'financiering_drager')}",
    )
    yield (
        "AG-10",
        AGENDA,
        "bekrachtigd_gremium",
        f"{on_agenda}*{any_empty(AGENDA, 'bekrachtigd_gremium', 'bekrachtigd_op')}",
    )
    yield (
        "AG-11",
        AGENDA,
        "planning",
        f"{on_agenda}*{filled(AGENDA, 'prioriteit')}*{empty(AGENDA, 'planning')}",
    )
    not_placed = one_of(AGENDA, "status", (VOORGESTELD, NIET_GEAGENDEERD))
    early = f"{not_placed}*(1-{equals(AGENDA, 'stap', STAP_1)})"
    unfinished = f"(1-{equals(AGENDA, 'stap', STAP_4)})"
    no_exit = empty(AGENDA, "afslag_traject")
    halfway = f"{equals(AGENDA, 'status', AFGEROND)}*{unfinished}*{no_exit}"
    yield "AG-12", AGENDA, "stap", f"{filled(AGENDA, 'stap')}*({early}+{halfway})"
    beyond = (
        f"{on_agenda}*{one_of(AGENDA, 'stap', NA_DIALOOG)}*{empty(AGENDA, 'stap_overgeslagen')}"
    )
    for code, table in (("DI-01", DIALOOG), ("BE-01", BESLUITVORMING)):
        yield (
            code,
            AGENDA,
            "stap",
            f"{beyond}*(COUNTIF({area(table, 'vraagstuk')},{area(AGENDA, 'id')})=0)",
        )


def _rolmatrix() -> Iterator[Live]:
    table_row, other = (
        equals(ROLMATRIX, "partij", GREMIUM),
        f'({area(ROLMATRIX, "partij")}<>"{GREMIUM}")',
    )
    yield (
        "RO-01",
        ROLMATRIX,
        "invuller",
        f"{filled(ROLMATRIX, 'id')}*{other}*{empty(ROLMATRIX, 'invuller')}",
    )
    yield "RO-02", ROLMATRIX, "gremium", f"{table_row}*{empty(ROLMATRIX, 'gremium')}"


def _dialoog() -> Iterator[Live]:
    day, vraagstuk = area(DIALOOG, "datum"), area(DIALOOG, "vraagstuk")
    put_on_agenda = f"SUMIF({area(AGENDA, 'id')},{vraagstuk},{area(AGENDA, 'bekrachtigd_op')})"
    yield (
        "DI-02",
        DIALOOG,
        "datum",
        f"{is_date(DIALOOG, 'datum')}*((({day}>{PEILDATUM})+({day}<{put_on_agenda}))>0)",
    )
    yield (
        "DI-06",
        DIALOOG,
        "teruggekoppeld",
        f'{started(DIALOOG)}*({area(DIALOOG, "teruggekoppeld")}<>"{JA}")',
    )


def _besluitvorming() -> Iterator[Live]:
    table = BESLUITVORMING
    decided = equals(table, "uitkomst", BESLOTEN)
    yield (
        "BE-02",
        table,
        "besluit_waar",
        f"{equals(table, 'route', BESLUIT)}*{decided}*{any_empty(table, *DECISION)}",
    )
    yield (
        "BE-03",
        table,
        "conflict_schuurpunt",
        f"{equals(table, 'route', CONFLICT)}*{any_empty(table, *DISPUTE)}",
    )
    missing = any_empty(table, "tussenstap_gremium", "tussenstap_datum")
    late = later(table, "tussenstap_datum", "besluit_datum")
    yield "BE-04", table, "tussenstap_gremium", f"{decided}*(({missing}+{late})>0)"
    yield (
        "BE-05",
        table,
        "geen_keuze_reden",
        f"{equals(table, 'uitkomst', GEEN_KEUZE)}*{empty(table, 'geen_keuze_reden')}",
    )
    powerless = tuple(
        entry.value
        for entry in value_list("gremia").entries
        if entry.fields["besluit_over_inhoud"] != "ja"
    )
    yield "BE-07", table, "besluit_gremium", one_of(table, "besluit_gremium", powerless)
    same_vraagstuk = f"{area(DIALOOG, 'vraagstuk')},{area(table, 'vraagstuk')}"
    after = f'{area(DIALOOG, "datum")},">"&{area(table, "besluit_datum")}'
    sessions_after = f"(COUNTIFS({same_vraagstuk},{after})>0)"
    yield "BE-08", table, "besluit_datum", f"{is_date(table, 'besluit_datum')}*{sessions_after}"


def _reports(voortgang: str) -> str:
    """Per agreement: how many progress reports say this."""
    same_agreement = f"{area(MONITORING, 'afspraak')},{area(AFSPRAKEN, 'id')}"
    return f'COUNTIFS({same_agreement},{area(MONITORING, "voortgang")},"{voortgang}")'


def _afspraken() -> Iterator[Live]:
    settings = load_settings()
    begun, not_dropped = started(AFSPRAKEN), f"({_reports(VERVALLEN)}=0)"
    not_finished = f"({_reports(GEREALISEERD)}+{_reports(VERVALLEN)}=0)"
    not_smart = any_empty(AFSPRAKEN, "trekker", "resultaat", "deadline", "borging")
    yield "AF-01", AFSPRAKEN, "trekker", f"{begun}*{not_dropped}*{not_smart}"
    landing = f"{empty(AFSPRAKEN, 'landing_instrument')}*{empty(AFSPRAKEN, 'landing_document')}"
    yield "AF-02", AFSPRAKEN, "landing_instrument", f"{begun}*{not_dropped}*{landing}"
    deadline, dated = area(AFSPRAKEN, "deadline"), is_date(AFSPRAKEN, "deadline")
    early = plus(later(AFSPRAKEN, first, "deadline") for first in ("start", "vastgesteld_op"))
    far = f"({deadline}>=DATE(YEAR({PEILDATUM})+{settings.max_jaren_tot_deadline + 1},1,1))"
    yield "AF-04", AFSPRAKEN, "deadline", f"{dated}*(({early}+{far})>0)"
    sides = f"({empty(AFSPRAKEN, 'rijk_doet')}+{empty(AFSPRAKEN, 'provincie_doet')}=1)"
    yield "AF-05", AFSPRAKEN, "rijk_doet", sides
    ids, reported = area(AFSPRAKEN, "id"), area(MONITORING, "afspraak")
    yield (
        "MO-01",
        AFSPRAKEN,
        "id",
        f"{is_date(AFSPRAKEN, 'vastgesteld_op')}*(COUNTIF({reported},{ids})=0)",
    )
    limit = f'">="&EDATE({PEILDATUM},-{settings.max_maanden_zonder_bericht})'
    recent = f"COUNTIFS({reported},{ids},{area(MONITORING, 'peildatum')},{limit})"
    yield (
        "MO-02",
        AFSPRAKEN,
        "id",
        f"{begun}*(COUNTIF({reported},{ids})>0)*({recent}=0)*{not_finished}",
    )
    yield "MO-03", AFSPRAKEN, "deadline", f"{dated}*({deadline}<{PEILDATUM})*{not_finished}"


def _monitoring() -> Iterator[Live]:
    stuck = one_of(MONITORING, "voortgang", STUCK)
    yield (
        "MO-04",
        MONITORING,
        "oorzaak",
        f"{stuck}*{any_empty(MONITORING, 'oorzaak', 'volgende_stap', 'volgende_datum')}",
    )
    yield (
        "MO-06",
        MONITORING,
        "bewijs",
        f"{equals(MONITORING, 'voortgang', GEREALISEERD)}*{empty(MONITORING, 'bewijs')}",
    )


RULES = {
    AGENDA.name: _agenda,
    ROLMATRIX.name: _rolmatrix,
    DIALOOG.name: _dialoog,
    BESLUITVORMING.name: _besluitvorming,
    AFSPRAKEN.name: _afspraken,
    MONITORING.name: _monitoring,
}
