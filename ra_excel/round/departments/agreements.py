"""What provinces and departments say of one agreement, side by side: LA-11 and LA-12 [2d]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.inzenders import find_department
from ra_excel.reading.values import as_text
from ra_excel.round.country import Country, NationalFault

RIJK = ("Rijk", "Rijk en provincie")
"""Parties that leave open which department acts."""

PARTIES = ("trekker", "betrokkenen")


@dataclass(frozen=True)
class Agreement:
    """An agreement in the workbook of the province, or of the national list, whose it is."""

    submission: Submission
    row: Row

    def departments(self, column: str) -> list[str]:
        """The departments that a column with parties names."""
        meant = map(find_department, self.row.choices(column) if self.row.sound(column) else ())
        return [department.naam for department in meant if department]

    def leaves_open(self, department: str) -> bool:
        """Whether this department may act in it: it is named, or the Rijk as a whole; or who acts
        cannot be read.
        """
        if not self.row.sound(*PARTIES) or self.row.lacks("trekker"):
            return True
        named = {name for column in PARTIES for name in self.row.choices(column)}
        return not named.isdisjoint(RIJK) or any(
            department in self.departments(column) for column in PARTIES
        )


def _agreements(country: Country) -> Mapping[str, Agreement]:
    """Every agreement by its id."""
    found: dict[str, Agreement] = {}
    for submission, row in country.rows_of("afspraken"):
        if row.has("id"):
            found.setdefault(row.id, Agreement(submission, row))
    return found


def _of_departments(country: Country) -> list[Submission]:
    return [one for one in country.counted if "opvolging" in one.rows]


@rule("LA-11", over="country")
def told_differently(country: Country) -> Iterator[NationalFault]:
    """The newest report of the province and that of a department differ. Both are told."""
    agreements = _agreements(country)
    differing: dict[str, list[str]] = {}
    for submission in _of_departments(country):
        for id_, report in submission.rows.latest_progress.items():
            owner = agreements[id_].submission if id_ in agreements else None
            other = owner.rows.latest_progress.get(id_) if owner else None
            if owner and other and other["voortgang"] != report["voortgang"]:
                differing.setdefault(id_, []).append(_told(submission, report))
                fault = report.fault_at("voortgang", anderen=_told(owner, other))
                yield NationalFault(fault, submission, submission.province)
    for id_, told in differing.items():
        owner = agreements[id_].submission
        report = owner.rows.latest_progress[id_]
        fault = report.fault_at("voortgang", id=id_, anderen=" en ".join(told))
        yield NationalFault(fault, owner, owner.province)


def _told(submission: Submission, report: Row) -> str:
    """A report in words: a later one may differ because more is known."""
    day = as_text(report.date("peildatum"))
    return f"{submission.province.naam} meldt '{report.text('voortgang')}' (stand {day})"


@rule("LA-12", over="country")
def acts_by_one_side(country: Country) -> Iterator[NationalFault]:
    """The province names a department that does not list the agreement, or a department reports on
    one in which the province does not name it.
    """
    agreements = _agreements(country)
    for agreement in agreements.values():
        yield from _listed_nowhere(agreement, country)
    for submission, row in country.rows_of("opvolging"):
        # A row that the department left empty was prepared by VRO: it claims nothing.
        reason = _why_unnamed(row, submission, country, agreements.get(row.id))
        if reason and row.has("voortgang") and row.has("afspraak"):
            fault = row.fault_at("afspraak", reden=reason)
            yield NationalFault(fault, submission, submission.province)


def _listed_nowhere(agreement: Agreement, country: Country) -> Iterator[NationalFault]:
    """At each column that names departments: those of which Opvolging was read whole, without the
    agreement. What is finished need not be listed.
    """
    owner, row = agreement.submission, agreement.row
    if row.id in owner.rows.finished_agreements():
        return
    silent = {
        one.province.naam
        for one in _of_departments(country)
        if one.rows.all_known("opvolging") and row.id not in one.rows.by_id("opvolging")
    }
    for column in PARTIES:
        missing = [name for name in agreement.departments(column) if name in silent]
        silent.difference_update(missing)
        if missing:
            verb = "noemt" if len(missing) == 1 else "noemen"
            reason = f"{' en '.join(missing)} {verb} haar niet op Opvolging"
            yield NationalFault(row.fault_at(column, reden=reason), owner, owner.province)


def _why_unnamed(
    row: Row, submission: Submission, country: Country, agreement: Agreement | None
) -> str:
    """Why an agreement of a department is none of the province's; empty where it is, or may be."""
    department = submission.province.naam
    if agreement:
        owner = agreement.submission.province.naam
        return (
            "" if agreement.leaves_open(department) else f"{owner} noemt {department} er niet bij"
        )
    owning = country.owner_that_was_read(row.id, "afspraken")
    return f"zij staat niet op Afspraken van {owning.province.naam}" if owning else ""
