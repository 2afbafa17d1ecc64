"""Agenda: criteria, reach and priority [2a, Handvat B]."""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.lists import JA, value_list
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.agenda import (
    AFGEROND,
    GEAGENDEERD,
    NIET_GEAGENDEERD,
    OVERSTIJGEND,
    VOORGESTELD,
)
from ra_excel.domain.steps import STAP_1, STAP_4


def criteria() -> dict[str, str]:
    """Column of each criterion → its name."""
    return {f"criterium_{entry.code}": entry.value for entry in value_list("criteria").entries}


def on_agenda(submission: Submission) -> Iterator[Row]:
    """The vraagstukken that stand on the agenda of this cycle."""
    return (
        row
        for row in submission.rows.table("agenda")
        if row.sound("status") and row["status"] == GEAGENDEERD
    )


@rule("AG-01")
def no_criterion(submission: Submission) -> Iterator[Fault]:
    """On the agenda, but none of the five criteria is met."""
    columns = tuple(criteria())
    for row in on_agenda(submission):
        if row.sound(*columns) and not any(row[column] == JA for column in columns):
            yield row.fault("AG-01", columns[0], id=row.id)


@rule("AG-02")
def no_grounds(submission: Submission) -> Iterator[Fault]:
    """A criterion is claimed without grounds."""
    for row in submission.rows.table("agenda"):
        for column, name in criteria().items():
            grounds = column.replace("criterium_", "onderbouwing_")
            if row.sound(column, grounds) and row[column] == JA and not row.text(grounds):
                yield row.fault("AG-02", grounds, id=row.id, criterium=name)


@rule("AG-03")
def too_few_domains(submission: Submission) -> Iterator[Fault]:
    """Called multisectoral with fewer domains than that takes."""
    minimum = load_settings().min_domeinen_multisectoraal
    for row in submission.rows.table("agenda"):
        if (
            row.sound("criterium_multisectoraal", "domeinen")
            and row["criterium_multisectoraal"] == JA
        ):
            count = len(set(row.choices("domeinen")))
            if 0 < count < minimum:
                yield row.fault(
                    "AG-03", "domeinen", id=row.id, aantal=str(count), minimum=str(minimum)
                )


@rule("AG-04")
def not_several_regions(submission: Submission) -> Iterator[Fault]:
    """Claims impact on several regions, but names none, or lies inside one NOVEX-gebied."""
    for row in submission.rows.table("agenda"):
        if (
            not row.sound("criterium_regios", "novex_gebied", "andere_provincies", "partners")
            or row["criterium_regios"] != JA
        ):
            continue
        if row.text("novex_gebied"):
            yield row.fault(
                "AG-04",
                "novex_gebied",
                id=row.id,
                reden=f"het valt binnen NOVEX-gebied {row.text('novex_gebied')}",
            )
        elif (
            not row.text("andere_provincies")
            and "regio" not in row.choices("partners")
            and row["reikwijdte"] != OVERSTIJGEND
        ):
            yield row.fault(
                "AG-04",
                "andere_provincies",
                id=row.id,
                reden="noemt geen andere provincie of regio",
            )


@rule("AG-05")
def no_other_province(submission: Submission) -> Iterator[Fault]:
    """Reaches beyond the province, but names no other one, or itself."""
    for row in submission.rows.table("agenda"):
        if not row.sound("reikwijdte", "andere_provincies") or row["reikwijdte"] != OVERSTIJGEND:
            continue
        others = row.choices("andere_provincies")
        if not others:
            yield row.fault(
                "AG-05", "andere_provincies", id=row.id, reden="noemt geen andere provincie"
            )
        elif submission.province.naam in others:
            yield row.fault(
                "AG-05", "andere_provincies", id=row.id, reden="noemt de eigen provincie als andere"
            )


@rule("AG-06")
def no_priority(submission: Submission) -> Iterator[Fault]:
    """On the agenda without a priority, or with one that an earlier row already has."""
    taken: dict[object, Row] = {}
    for row in on_agenda(submission):
        if not row.sound("prioriteit"):
            continue
        priority = row["prioriteit"]
        if priority is None:
            yield row.fault("AG-06", "prioriteit", id=row.id, reden="heeft geen prioriteit")
        elif priority in taken:
            if row.id and not row.sound("id"):
                continue  # a copied row: its id says so already
            other = taken[priority].id or f"rij {taken[priority].number}"
            yield row.fault(
                "AG-06",
                "prioriteit",
                id=row.id,
                reden=f"heeft dezelfde prioriteit ({priority}) als {other}",
            )
        else:
            taken[priority] = row


@rule("AG-07")
def beyond_capacity(submission: Submission) -> Iterator[Fault]:
    """More on the agenda than the province says it can carry."""
    start = submission.rows.table("start")[0]
    capacity, count = start["capaciteit"], sum(1 for _ in on_agenda(submission))
    if start.sound("capaciteit") and isinstance(capacity, int) and count > capacity:
        yield start.fault("AG-07", "capaciteit", aantal=str(count), capaciteit=str(capacity))


@rule("AG-08")
def leaves_without_exit(submission: Submission) -> Iterator[Fault]:
    """Not on the agenda, and it is not said where it goes, why, or how that is secured."""
    for row in submission.rows.table("agenda"):
        if row.sound("status") and row["status"] == NIET_GEAGENDEERD:
            if missing := row.first_empty("afslag_traject", "afslag_reden", "afslag_borging"):
                yield row.fault("AG-08", missing, id=row.id)


@rule("AG-09")
def nobody_pays(submission: Submission) -> Iterator[Fault]:
    """A financial precondition that nobody carries."""
    for row in submission.rows.table("agenda"):
        if row.sound("financiele_randvoorwaarde", "financiering_drager") and row.text(
            "financiele_randvoorwaarde"
        ):
            if not row.text("financiering_drager"):
                yield row.fault("AG-09", "financiering_drager", id=row.id)


@rule("AG-10")
def not_ratified(submission: Submission) -> Iterator[Fault]:
    """On the agenda, but no gremium put it there on a day."""
    for row in on_agenda(submission):
        if missing := row.first_empty("bekrachtigd_gremium", "bekrachtigd_op"):
            yield row.fault("AG-10", missing, id=row.id)


@rule("AG-11")
def no_planning(submission: Submission) -> Iterator[Fault]:
    """A priority without the quarter in which its turn comes."""
    for row in on_agenda(submission):
        if (
            row.sound("prioriteit", "planning")
            and row["prioriteit"] is not None
            and not row.text("planning")
        ):
            yield row.fault("AG-11", "planning", id=row.id)


@rule("AG-12")
def step_against_status(submission: Submission) -> Iterator[Fault]:
    """Not (yet) on the agenda but beyond step 1, or finished halfway without an exit."""
    for row in submission.rows.table("agenda"):
        if not row.sound("stap", "status", "afslag_traject") or not row.text("stap"):
            continue
        early = row["status"] in (VOORGESTELD, NIET_GEAGENDEERD) and row["stap"] != STAP_1
        halfway = (
            row["status"] == AFGEROND and row["stap"] != STAP_4 and not row.text("afslag_traject")
        )
        if early or halfway:
            yield row.fault(
                "AG-12", "stap", id=row.id, stap=row.text("stap"), status=row.text("status")
            )
