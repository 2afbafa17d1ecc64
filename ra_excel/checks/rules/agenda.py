"""Agenda: criteria, reach and priority [2a, Handvat B].

What the criteria ask of a vraagstuk (AG-01 to AG-04) holds for Inbreng of a department too.
"""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.inzenders import NATIONAAL
from ra_excel.domain.lists import JA, value_list
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.agenda import (
    AFGEROND,
    AGENDA,
    GEAGENDEERD,
    NIET_GEAGENDEERD,
    OVERSTIJGEND,
    VOORGESTELD,
)
from ra_excel.domain.sheets.inbreng import INBRENG, INGETROKKEN, STANDING
from ra_excel.domain.steps import STAP_1, STAP_4


def criteria() -> dict[str, str]:
    """Column of each criterion → its name."""
    return {f"criterium_{entry.code}": entry.value for entry in value_list("criteria").entries}


def on_agenda(submission: Submission) -> Iterator[Row]:
    """The vraagstukken that stand on the agenda of this cycle."""
    for row in submission.rows.table("agenda"):
        if row.says("status", GEAGENDEERD):
            yield row


def _vraagstukken(submission: Submission) -> Iterator[Row]:
    """Those on the sheet Agenda, or those that a department brings in."""
    yield from submission.rows.table(AGENDA.name)
    yield from submission.rows.table(INBRENG.name)


@rule("AG-01")
def no_criterion(submission: Submission) -> Iterator[Fault]:
    """On the agenda or brought in, but none of the five criteria is met."""
    columns = tuple(criteria())
    for row in _vraagstukken(submission):
        if not row.sound(*columns) or any(row[column] == JA for column in columns):
            continue
        if row.sheet_table.table is INBRENG:
            if row.says("status", *STANDING):
                yield row.fault_at(columns[0], hoe="is ingebracht", uitweg=INGETROKKEN)
        elif row.says("status", GEAGENDEERD):
            yield row.fault_at(columns[0], hoe="staat op de agenda", uitweg=NIET_GEAGENDEERD)


@rule("AG-02")
def no_grounds(submission: Submission) -> Iterator[Fault]:
    """A criterion is claimed without grounds."""
    for row in _vraagstukken(submission):
        for column, name in criteria().items():
            grounds = column.replace("criterium_", "onderbouwing_")
            if row.says(column, JA) and row.lacks(grounds):
                yield row.fault_at(grounds, criterium=name)


@rule("AG-03")
def too_few_domains(submission: Submission) -> Iterator[Fault]:
    """Called multisectoral with fewer domains than that takes."""
    minimum = load_settings().min_domeinen_multisectoraal
    for row in _vraagstukken(submission):
        if row.says("criterium_multisectoraal", JA) and row.sound("domeinen"):
            count = len(set(row.choices("domeinen")))
            if 0 < count < minimum:
                yield row.fault_at("domeinen", aantal=str(count), minimum=str(minimum))


@rule("AG-04")
def not_several_regions(submission: Submission) -> Iterator[Fault]:
    """Claims impact on several regions, but names none, or lies inside one NOVEX-gebied."""
    for row in _vraagstukken(submission):
        if not row.says("criterium_regios", JA):
            continue
        place = _one_province if row.sheet_table.table is INBRENG else _one_region
        for column, reason in place(row):
            yield row.fault_at(column, reden=reason)


def _one_province(row: Row) -> Iterator[tuple[str, str]]:
    """Where an Inbreng names a single province. One that names none has its own finding (IN-01)."""
    if row.sound("betrokken_provincies") and len(set(row.choices("betrokken_provincies"))) == 1:
        yield "betrokken_provincies", "noemt maar één provincie"


def _one_region(row: Row) -> Iterator[tuple[str, str]]:
    """Where a vraagstuk on Agenda lies inside one NOVEX-gebied, or names no other region."""
    if not row.sound("novex_gebied", "andere_provincies", "partners"):
        return
    if row.text("novex_gebied"):
        yield "novex_gebied", f"het valt binnen NOVEX-gebied {row.text('novex_gebied')}"
    elif not _names_a_region(row):
        yield "andere_provincies", "noemt geen andere provincie of regio"


def _names_a_region(row: Row) -> bool:
    """What reaches beyond the province without naming another has a finding of its own (AG-05)."""
    return (
        bool(row.text("andere_provincies"))
        or "regio" in row.choices("partners")
        or row["reikwijdte"] == OVERSTIJGEND
    )


@rule("AG-05")
def no_other_province(submission: Submission) -> Iterator[Fault]:
    """Reaches beyond the province, but names no other one, or itself."""
    for row in submission.rows.table("agenda"):
        if not row.says("reikwijdte", OVERSTIJGEND) or not row.sound("andere_provincies"):
            continue
        others = row.choices("andere_provincies")
        if not others:
            yield row.fault_at("andere_provincies", reden="noemt geen andere provincie")
        elif submission.province.naam in others:
            yield row.fault_at("andere_provincies", reden="noemt de eigen provincie als andere")


@rule("AG-06")
def no_priority(submission: Submission) -> Iterator[Fault]:
    """On the agenda without a priority, or with one that an earlier row already has."""
    taken: dict[object, Row] = {}
    for row in on_agenda(submission):
        if not row.sound("prioriteit"):
            continue
        priority = row["prioriteit"]
        if priority is None:
            yield row.fault_at("prioriteit", reden="heeft geen prioriteit")
        elif priority not in taken:
            taken[priority] = row
        elif row.sound("id") or not row.id:  # of a copied row its id says so already
            other = taken[priority].id or f"rij {taken[priority].number}"
            reason = f"heeft dezelfde prioriteit ({priority}) als {other}"
            yield row.fault_at("prioriteit", reden=reason)


@rule("AG-07")
def beyond_capacity(submission: Submission) -> Iterator[Fault]:
    """More on the agenda than the province says it can carry."""
    count = len(list(on_agenda(submission)))
    for start in submission.rows.table("start"):
        capacity = start["capaciteit"]
        if start.sound("capaciteit") and isinstance(capacity, int) and count > capacity:
            yield start.fault_at("capaciteit", aantal=str(count), capaciteit=str(capacity))


@rule("AG-08")
def leaves_without_exit(submission: Submission) -> Iterator[Fault]:
    """Not on the agenda, and it is not said where it goes, why, or how that is secured."""
    for row in submission.rows.table("agenda"):
        missing = row.first_empty("afslag_traject", "afslag_reden", "afslag_borging")
        if missing and row.says("status", NIET_GEAGENDEERD):
            yield row.fault_at(missing)


@rule("AG-09")
def nobody_pays(submission: Submission) -> Iterator[Fault]:
    """A financial precondition that nobody carries."""
    for row in submission.rows.table("agenda"):
        if row.has("financiele_randvoorwaarde") and row.lacks("financiering_drager"):
            yield row.fault_at("financiering_drager")


@rule("AG-10")
def not_ratified(submission: Submission) -> Iterator[Fault]:
    """On the agenda, but no gremium put it there on a day."""
    for row in on_agenda(submission):
        missing = row.first_empty("bekrachtigd_gremium", "bekrachtigd_op")
        if missing:
            yield row.fault_at(missing)


@rule("AG-11")
def no_planning(submission: Submission) -> Iterator[Fault]:
    """A priority without the quarter in which its turn comes."""
    for row in on_agenda(submission):
        if row.has("prioriteit") and row.lacks("planning"):
            yield row.fault_at("planning")


@rule("AG-12")
def step_against_status(submission: Submission) -> Iterator[Fault]:
    """Not (yet) on the agenda but beyond step 1, or finished halfway without an exit."""
    for row in submission.rows.table("agenda"):
        if not row.has("stap") or not row.sound("status", "afslag_traject"):
            continue
        waiting = row.says("status", VOORGESTELD, NIET_GEAGENDEERD)
        finished = row.says("status", AFGEROND)
        early = waiting and row["stap"] != STAP_1
        halfway = finished and row["stap"] != STAP_4 and row.lacks("afslag_traject")
        if early or halfway:
            yield row.fault_at("stap", stap=row.text("stap"), status=row.text("status"))


@rule("AG-13")
def nothing_on_agenda(submission: Submission) -> Iterator[Fault]:
    """Nobody put a vraagstuk on the sheet. The national list has no agenda of its own."""
    agenda = submission.workbook.tables.get(AGENDA.name)
    if agenda is None or submission.rows.table(AGENDA.name) or submission.province == NATIONAAL:
        return
    title = AGENDA.by_name["titel"]
    cell = agenda.address(AGENDA.first_row, "titel") if "titel" in agenda.letters else None
    yield Fault(
        blad=AGENDA.sheet, rij=AGENDA.first_row, kolom=title.header, cel=cell, sleutel=AGENDA.name
    )
