"""The rules of ``ra_excel.checks.rules`` that formulas can decide, by sheet.

Each is the twin of the Python rule with the same code, on rows whose cells are sound, and names the
same cells. What holds for any kind of column stands in ``live_checks``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ra_excel.domain.inzenders import NATIONAAL, Inzender
from ra_excel.domain.lists import JA, powerless, value_list
from ra_excel.domain.model import Werkmap
from ra_excel.domain.rules import catalogue
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
from ra_excel.domain.sheets.rolmatrix import GREMIUM, NEARLY_FULL, ROLMATRIX
from ra_excel.domain.sheets.start import START
from ra_excel.domain.steps import NA_DIALOOG, STAP_1, STAP_4
from ra_excel.domain.tables import werkmap_of
from ra_excel.template.ranges import (
    View,
    area,
    empty,
    equals,
    filled,
    form_cell,
    is_date,
    later,
    number_of_parts,
    one_of,
    parts_of,
    plus,
)

PEILDATUM = form_cell(START, "peildatum")


@dataclass(frozen=True)
class LiveRule:
    """One rule, as seen by a view of the rows.

    ``cells`` gives per column the expression that is more than 0 where a finding stands in that
    cell. With ``once`` a row has one finding, at the first of these cells. Where more than
    ``at_most`` rows have a finding, together they are one.
    """

    code: str
    cells: Mapping[str, str]
    once: bool = True
    at_most: int | None = None

    @property
    def severity(self) -> str:
        """As in the catalogue: fout or aandachtspunt."""
        return catalogue()[self.code].ernst

    @property
    def hits(self) -> str:
        """The number of findings in a row."""
        total = plus(f"({hits})" for hits in self.cells.values())
        return f"(({total})>0)" if self.once else f"({total})"


def rules_of_sheet(row: View, inzender: Inzender) -> Iterator[LiveRule]:
    """The rules that speak of the rows of this table, in the order of their codes."""
    table = row.table
    if table is AGENDA:
        yield from _agenda(row, inzender)
    elif table is ROLMATRIX and inzender != NATIONAAL:
        yield from _rolmatrix(row, werkmap_of(inzender))
    elif table is DIALOOG:
        yield from _dialoog(row)
    elif table is BESLUITVORMING:
        yield from _besluitvorming(row)
    elif table is AFSPRAKEN:
        yield from _afspraken(row)
    elif table is MONITORING:
        yield from _monitoring(row)


def beyond_capacity() -> LiveRule:
    """AG-07 speaks of the form, not of a row."""
    capacity = form_cell(START, "capaciteit")
    on_agenda = f'COUNTIF({area(AGENDA, "status")},"{GEAGENDEERD}")'
    return LiveRule("AG-07", {"capaciteit": f"ISNUMBER({capacity})*({on_agenda}>{capacity})"})


def _each_empty(row: View, condition: str, *columns: str) -> dict[str, str]:
    """Where the condition holds, each of these cells that says nothing."""
    return {column: f"{condition}*{empty(row, column)}" for column in columns}


def _agenda(row: View, inzender: Inzender) -> Iterator[LiveRule]:
    on_agenda = equals(row, "status", GEAGENDEERD)
    codes = [entry.code for entry in value_list("criteria").entries]
    met = plus(equals(row, f"criterium_{code}", JA) for code in codes)
    yield LiveRule("AG-01", {f"criterium_{codes[0]}": f"{on_agenda}*(({met})=0)"})
    grounds: dict[str, str] = {}
    for code in codes:
        claimed = equals(row, f"criterium_{code}", JA)
        grounds |= _each_empty(row, claimed, f"onderbouwing_{code}")
    yield LiveRule("AG-02", grounds, once=False)
    least = load_settings().min_domeinen_multisectoraal
    too_few = f"{filled(row, 'domeinen')}*({number_of_parts(row.cells('domeinen'))}<{least})"
    multisectoral = equals(row, "criterium_multisectoraal", JA)
    yield LiveRule("AG-03", {"domeinen": f"{multisectoral}*{too_few}"})
    others = parts_of(row.cells("andere_provincies"))
    itself = f'ISNUMBER(FIND(";{inzender.naam};",{others}))'
    no_other = f"({empty(row, 'andere_provincies')}+{itself})"
    beyond = equals(row, "reikwijdte", OVERSTIJGEND)
    yield LiveRule("AG-05", {"andere_provincies": f"{beyond}*{no_other}"})
    yield LiveRule("AG-06", {"prioriteit": f"{on_agenda}*({_no_own_priority(row)})"})
    leaves = equals(row, "status", NIET_GEAGENDEERD)
    exit_columns = ("afslag_traject", "afslag_reden", "afslag_borging")
    yield LiveRule("AG-08", _each_empty(row, leaves, *exit_columns))
    condition = filled(row, "financiele_randvoorwaarde")
    yield LiveRule("AG-09", _each_empty(row, condition, "financiering_drager"))
    yield LiveRule("AG-10", _each_empty(row, on_agenda, "bekrachtigd_gremium", "bekrachtigd_op"))
    placed = f"{on_agenda}*{filled(row, 'prioriteit')}"
    yield LiveRule("AG-11", _each_empty(row, placed, "planning"))
    yield LiveRule("AG-12", {"stap": _step_against_status(row)})
    yield from _steps_without_rows(row, on_agenda)


def _no_own_priority(row: View) -> str:
    """No priority, or one that a row above has too."""
    if not row.sees_other_sheets:
        return empty(row, "prioriteit")
    pair = f'{row.cells("prioriteit")}&"|"&{row.cells("status")}'
    pairs = f'{area(AGENDA, "prioriteit")}&"|"&{area(AGENDA, "status")}'
    earlier = f"(MATCH({pair},{pairs},0)<{row.position})"
    return f'{empty(row, "prioriteit")}+({row.cells("prioriteit")}<>"")*{earlier}'


def _step_against_status(row: View) -> str:
    not_placed = one_of(row, "status", (VOORGESTELD, NIET_GEAGENDEERD))
    early = f"{not_placed}*(1-{equals(row, 'stap', STAP_1)})"
    unfinished = f"(1-{equals(row, 'stap', STAP_4)})"
    no_exit = empty(row, "afslag_traject")
    halfway = f"{equals(row, 'status', AFGEROND)}*{unfinished}*{no_exit}"
    return f"{filled(row, 'stap')}*({early}+{halfway})"


def _steps_without_rows(row: View, on_agenda: str) -> Iterator[LiveRule]:
    """Beyond the dialogue without a session, or without a route."""
    if not row.sees_other_sheets:
        return
    not_skipped = empty(row, "stap_overgeslagen")
    beyond = f"{on_agenda}*{one_of(row, 'stap', NA_DIALOOG)}*{not_skipped}"
    for code, table in (("DI-01", DIALOOG), ("BE-01", BESLUITVORMING)):
        rows = f"COUNTIF({area(table, 'vraagstuk')},{row.cells('id')})"
        yield LiveRule(code, {"stap": f"{beyond}*({rows}=0)"})


def _rolmatrix(row: View, werkmap: Werkmap) -> Iterator[LiveRule]:
    asked = tuple(party for party in werkmap.asked_parties if party != GREMIUM)
    a_role = one_of(row, "partij", asked)
    yield LiveRule("RO-01", _each_empty(row, a_role, "invuller"), at_most=NEARLY_FULL)
    if GREMIUM in werkmap.asked_parties:
        yield LiveRule("RO-02", _each_empty(row, equals(row, "partij", GREMIUM), "gremium"))


def _dialoog(row: View) -> Iterator[LiveRule]:
    if row.sees_other_sheets:
        day, ids = row.cells("datum"), area(AGENDA, "id")
        started = f"SUMIF({ids},{row.cells('vraagstuk')},{area(AGENDA, 'bekrachtigd_op')})"
        impossible = f"((({day}>{PEILDATUM})+({day}<{started}))>0)"
        yield LiveRule("DI-02", {"datum": f"{is_date(row, 'datum')}*{impossible}"})
    not_told = f'{row.started}*({row.cells("teruggekoppeld")}<>"{JA}")'
    yield LiveRule("DI-06", {"teruggekoppeld": not_told})


def _besluitvorming(row: View) -> Iterator[LiveRule]:
    decided = equals(row, "uitkomst", BESLOTEN)
    decision = f"{equals(row, 'route', BESLUIT)}*{decided}"
    yield LiveRule("BE-02", _each_empty(row, decision, *DECISION))
    conflict = equals(row, "route", CONFLICT)
    yield LiveRule("BE-03", _each_empty(row, conflict, *DISPUTE))
    step_before = _each_empty(row, decided, "tussenstap_gremium", "tussenstap_datum")
    too_late = f"{decided}*{later(row, 'tussenstap_datum', 'besluit_datum')}"
    step_before["tussenstap_datum"] += f"+{too_late}"
    yield LiveRule("BE-04", step_before)
    no_choice = equals(row, "uitkomst", GEEN_KEUZE)
    yield LiveRule("BE-05", _each_empty(row, no_choice, "geen_keuze_reden"))
    undecided = one_of(row, "besluit_gremium", powerless("besluit_over_inhoud"))
    yield LiveRule("BE-07", {"besluit_gremium": undecided})
    if row.sees_other_sheets:
        same_vraagstuk = f"{area(DIALOOG, 'vraagstuk')},{row.cells('vraagstuk')}"
        after = f'{area(DIALOOG, "datum")},">"&{row.cells("besluit_datum")}'
        sessions_after = f"(COUNTIFS({same_vraagstuk},{after})>0)"
        too_early = f"{is_date(row, 'besluit_datum')}*{sessions_after}"
        yield LiveRule("BE-08", {"besluit_datum": too_early})


def _reports(row: View, voortgang: str) -> str:
    """How many progress reports say this of the agreement."""
    same_agreement = f"{area(MONITORING, 'afspraak')},{row.cells('id')}"
    return f'COUNTIFS({same_agreement},{area(MONITORING, "voortgang")},"{voortgang}")'


def _afspraken(row: View) -> Iterator[LiveRule]:
    running = row.started
    if row.sees_other_sheets:
        running += f"*({_reports(row, VERVALLEN)}=0)"
    smart = ("trekker", "resultaat", "deadline", "borging")
    yield LiveRule("AF-01", _each_empty(row, running, *smart))
    no_document = f"{running}*{empty(row, 'landing_document')}"
    yield LiveRule("AF-02", _each_empty(row, no_document, "landing_instrument"))
    if row.sees_other_sheets:
        yield LiveRule("AF-04", {"deadline": _impossible_deadline(row)})
    sides = {
        "rijk_doet": f"{empty(row, 'rijk_doet')}*{filled(row, 'provincie_doet')}",
        "provincie_doet": f"{filled(row, 'rijk_doet')}*{empty(row, 'provincie_doet')}",
    }
    yield LiveRule("AF-05", sides)
    if row.sees_other_sheets:
        yield from _not_followed(row)


def _impossible_deadline(row: View) -> str:
    years = load_settings().max_jaren_tot_deadline
    early = plus(later(row, first, "deadline") for first in ("start", "vastgesteld_op"))
    far = f"({row.cells('deadline')}>=DATE(YEAR({PEILDATUM})+{years + 1},1,1))"
    return f"{is_date(row, 'deadline')}*(({early}+{far})>0)"


def _not_followed(row: View) -> Iterator[LiveRule]:
    reports = f"COUNTIF({area(MONITORING, 'afspraak')},{row.cells('id')})"
    never = f"{is_date(row, 'vastgesteld_op')}*({reports}=0)"
    yield LiveRule("MO-01", {"id": never})
    finished = f"{_reports(row, GEREALISEERD)}+{_reports(row, VERVALLEN)}"
    overdue = f"({row.cells('deadline')}<{PEILDATUM})*({finished}=0)"
    yield LiveRule("MO-03", {"deadline": f"{is_date(row, 'deadline')}*{overdue}"})


def _monitoring(row: View) -> Iterator[LiveRule]:
    if row.sees_other_sheets:
        yield LiveRule("MO-02", {"peildatum": _too_old(row)})
    stuck = one_of(row, "voortgang", STUCK)
    ways_on = ("oorzaak", "volgende_stap", "volgende_datum")
    yield LiveRule("MO-04", _each_empty(row, stuck, *ways_on))
    realised = equals(row, "voortgang", GEREALISEERD)
    yield LiveRule("MO-06", _each_empty(row, realised, "bewijs"))


def _too_old(row: View) -> str:
    """The newest report on a known agreement, unfinished, and older than the limit."""
    months = load_settings().max_maanden_zonder_bericht
    day, afspraak = row.cells("peildatum"), row.cells("afspraak")
    known = f"(COUNTIF({area(AFSPRAKEN, 'id')},{afspraak})>0)"
    same_agreement = f"{area(MONITORING, 'afspraak')},{afspraak}"
    newer = f'COUNTIFS({same_agreement},{area(MONITORING, "peildatum")},">"&{day})'
    unfinished = (
        f"{filled(row, 'voortgang')}*(1-{one_of(row, 'voortgang', (GEREALISEERD, VERVALLEN))})"
    )
    old = f"({day}<EDATE({PEILDATUM},-{months}))"
    return f"{is_date(row, 'peildatum')}*{old}*{known}*({newer}=0)*{unfinished}"
