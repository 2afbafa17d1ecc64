"""The rules of ``ra_excel.checks.rules`` that formulas can decide, by sheet.

Each is the twin of the Python rule with the same code, on rows whose cells are sound, and names the
same cells. What holds for any kind of column stands in ``live_checks``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ra_excel.domain.cycle import Cycle
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
from ra_excel.domain.sheets.inbreng import INBRENG, INGETROKKEN, OVERGENOMEN, STANDING
from ra_excel.domain.sheets.monitoring import (
    FINISHED,
    GEREALISEERD,
    MONITORING,
    STUCK,
    VERVALLEN,
    WAYS_ON,
)
from ra_excel.domain.sheets.opvolging import OPVOLGING
from ra_excel.domain.sheets.rijksinzet import (
    AKKOORD_MITS,
    COORDINATION,
    RIJKSINZET,
    TAKES_PART,
    TEGEN,
    VOORBEHOUD,
)
from ra_excel.domain.sheets.rolmatrix import GREMIUM, NEARLY_FULL, ROLMATRIX
from ra_excel.domain.sheets.start import START
from ra_excel.domain.steps import NA_DIALOOG, STAP_1, STAP_3, STAP_4, VANAF_DIALOOG
from ra_excel.domain.tables import asked_holders, werkmap_of
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
"""Stands in the same cell in every kind of workbook."""


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


def rules_of_sheet(row: View, inzender: Inzender, cycle: Cycle) -> Iterator[LiveRule]:
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
    elif table is INBRENG:
        yield from _inbreng(row)
    elif table is RIJKSINZET:
        yield from _rijksinzet(row)
    elif table is OPVOLGING:
        yield from _opvolging(row, cycle)


def beyond_capacity() -> LiveRule:
    """AG-07 speaks of the form, not of a row."""
    capacity = form_cell(START, "capaciteit")
    on_agenda = f'COUNTIF({area(AGENDA, "status")},"{GEAGENDEERD}")'
    return LiveRule("AG-07", {"capaciteit": f"ISNUMBER({capacity})*({on_agenda}>{capacity})"})


def _each_empty(row: View, condition: str, *columns: str) -> dict[str, str]:
    """Where the condition holds, each of these cells that says nothing."""
    return {column: f"{condition}*{empty(row, column)}" for column in columns}


def _criteria(row: View, stands: str) -> Iterator[LiveRule]:
    """What the criteria ask of a vraagstuk that ``stands``, on Agenda and on Inbreng."""
    codes = [entry.code for entry in value_list("criteria").entries]
    met = plus(equals(row, f"criterium_{code}", JA) for code in codes)
    yield LiveRule("AG-01", {f"criterium_{codes[0]}": f"{stands}*(({met})=0)"})
    grounds: dict[str, str] = {}
    for code in codes:
        claimed = equals(row, f"criterium_{code}", JA)
        grounds |= _each_empty(row, claimed, f"onderbouwing_{code}")
    yield LiveRule("AG-02", grounds, once=False)
    least = load_settings().min_domeinen_multisectoraal
    too_few = f"{filled(row, 'domeinen')}*({number_of_parts(row.cells('domeinen'))}<{least})"
    multisectoral = equals(row, "criterium_multisectoraal", JA)
    yield LiveRule("AG-03", {"domeinen": f"{multisectoral}*{too_few}"})


def _agenda(row: View, inzender: Inzender) -> Iterator[LiveRule]:
    on_agenda = equals(row, "status", GEAGENDEERD)
    yield from _criteria(row, on_agenda)
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
    a_role = one_of(row, "partij", asked_holders(werkmap))
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
    yield _no_way_on("MO-04", row)
    yield _no_evidence(row)


def _no_way_on(code: str, row: View) -> LiveRule:
    stuck = one_of(row, "voortgang", STUCK)
    return LiveRule(code, _each_empty(row, stuck, *WAYS_ON))


def _no_evidence(row: View) -> LiveRule:
    realised = equals(row, "voortgang", GEREALISEERD)
    return LiveRule("MO-06", _each_empty(row, realised, "bewijs"))


def _too_old(row: View) -> str:
    """The newest report on a known agreement, unfinished, and older than the limit."""
    day, afspraak = row.cells("peildatum"), row.cells("afspraak")
    known = f"(COUNTIF({area(AFSPRAKEN, 'id')},{afspraak})>0)"
    same_agreement = f"{area(MONITORING, 'afspraak')},{afspraak}"
    newer = f'COUNTIFS({same_agreement},{area(MONITORING, "peildatum")},">"&{day})'
    return f"{is_date(row, 'peildatum')}*{_old(row)}*{known}*({newer}=0)*{_unfinished(row)}"


def _old(row: View) -> str:
    """The day of this report lies before the limit; not one so early that it is a slip (CE-03)."""
    settings, day = load_settings(), row.cells("peildatum")
    limit = f"EDATE({PEILDATUM},-{settings.max_maanden_zonder_bericht})"
    return f"({day}<{limit})*({day}>=DATE({settings.eerste_jaar},1,1))"


def _unfinished(row: View) -> str:
    """This report says that the agreement runs."""
    return f"{filled(row, 'voortgang')}*(1-{one_of(row, 'voortgang', FINISHED)})"


def _inbreng(row: View) -> Iterator[LiveRule]:
    stands = one_of(row, "status", STANDING)
    yield from _criteria(row, stands)
    provinces = "betrokken_provincies"
    one = f"{filled(row, provinces)}*({number_of_parts(row.cells(provinces))}=1)"
    yield LiveRule("AG-04", {provinces: f"{equals(row, 'criterium_regios', JA)}*{one}"})
    yield LiveRule("IN-01", _each_empty(row, stands, provinces))
    taken_over = equals(row, "status", OVERGENOMEN)
    yield LiveRule("IN-02", _each_empty(row, taken_over, "vraagstuk_provincie"))
    withdrawn = equals(row, "status", INGETROKKEN)
    yield LiveRule("IN-03", _each_empty(row, withdrawn, "reden"))


def _rijksinzet(row: View) -> Iterator[LiveRule]:
    in_dialogue = one_of(row, "stap", VANAF_DIALOOG)
    yield LiveRule("RI-01", _each_empty(row, in_dialogue, "houding"))
    no_grounds = _each_empty(row, equals(row, "houding", AKKOORD_MITS), "voorwaarde")
    reserved = f"{equals(row, 'houding', VOORBEHOUD)}*{empty(row, 'voorwaarde')}"
    unexplained = f"({equals(row, 'houding', TEGEN)}+{reserved})"
    yield LiveRule("RI-02", no_grounds | _each_empty(row, unexplained, "standpunt"))
    takes_part = one_of(row, "houding", TAKES_PART)
    to_decide = f"{takes_part}*{one_of(row, 'stap', STAP_3)}"
    yield LiveRule("RI-03", _each_empty(row, to_decide, "ruimte"))
    beyond = f"{takes_part}*{one_of(row, 'stap', NA_DIALOOG)}"
    yield LiveRule("RI-04", _each_empty(row, beyond, *COORDINATION))
    of_nobody = one_of(row, "mandaat_gremium", powerless("mandaat_rijksinzet"))
    yield LiveRule("RI-06", {"mandaat_gremium": of_nobody})


def _opvolging(row: View, cycle: Cycle) -> Iterator[LiveRule]:
    reported = filled(row, "voortgang")
    no_date = f"{reported}*{empty(row, 'peildatum')}"
    day, told = row.cells("peildatum"), row.cells("teruggekoppeld_op")
    if row.sees_other_sheets:
        yield LiveRule("MO-05", {"peildatum": f"{is_date(row, 'peildatum')}*({day}>{PEILDATUM})"})
        no_date += f"+{is_date(row, 'peildatum')}*{_old(row)}*{_unfinished(row)}"
    yield _no_evidence(row)
    start = f"DATE({cycle.start.year},{cycle.start.month},{cycle.start.day})"
    told_now = f"{is_date(row, 'teruggekoppeld_op')}*({told}>={start})"
    not_told = f"(1-{filled(row, 'teruggekoppeld_gremium')}*{told_now})"
    running = f"{filled(row, 'afspraak')}*{is_date(row, 'peildatum')}*{_unfinished(row)}"
    yield LiveRule("MO-07", {"teruggekoppeld_op": f"{running}*{not_told}"})
    lands_nowhere = f"{reported}*(1-{equals(row, 'voortgang', VERVALLEN)})"
    lands_nowhere += f"*{empty(row, 'landing_document')}"
    yield LiveRule("OP-01", _each_empty(row, lands_nowhere, "landing_instrument"))
    never = _each_empty(row, filled(row, "afspraak"), "voortgang")
    yield LiveRule("OP-02", never | {"peildatum": no_date})
    yield _no_way_on("OP-03", row)
    if row.sees_other_sheets:
        passed = f"{is_date(row, 'deadline')}*({row.cells('deadline')}<{PEILDATUM})"
        yield LiveRule("OP-04", {"voortgang": f"{passed}*{_unfinished(row)}"})
