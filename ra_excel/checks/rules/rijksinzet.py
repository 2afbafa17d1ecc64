"""Rijksinzet: a stance in time, with reasons, room and coordination [Handvat D, Tabel 3].

VRO prepares the rows. One that the department left empty lacks its stance (RI-01) and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.lists import powerless
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.rijksinzet import (
    AKKOORD_MITS,
    COORDINATION,
    COORDINATION_ASKED_IN,
    ROOM_ASKED_IN,
    TAKES_PART,
    TEGEN,
    VOORBEHOUD,
)
from ra_excel.domain.steps import VANAF_DIALOOG
from ra_excel.domain.tables import is_id


@rule("RI-01")
def no_stance(submission: Submission) -> Iterator[Fault]:
    """In dialogue or beyond, and the department does not say where it stands."""
    for row in submission.rows.table("rijksinzet"):
        if row.says("stap", *VANAF_DIALOOG) and row.lacks("houding"):
            yield row.fault_at("houding", stap=row.text("stap"))


@rule("RI-02")
def stance_without_grounds(submission: Submission) -> Iterator[Fault]:
    """Agreed if, but not if what; against, but not why; a reservation with neither."""
    for row in submission.rows.table("rijksinzet"):
        missing = _missing_grounds(row)
        if missing:
            yield row.fault_at(missing, houding=row.text("houding"))


def _missing_grounds(row: Row) -> str | None:
    """The column in which the stance of a row wants an explanation."""
    if row.says("houding", AKKOORD_MITS):
        return row.first_empty("voorwaarde")
    if row.says("houding", TEGEN):
        return row.first_empty("standpunt")
    if row.says("houding", VOORBEHOUD) and row.lacks("voorwaarde"):
        return row.first_empty("standpunt")
    return None


def _taking_part(submission: Submission) -> Iterator[Row]:
    """The rows on which the department took a stance that gives it a part."""
    for row in submission.rows.table("rijksinzet"):
        if row.says("houding", *TAKES_PART):
            yield row


@rule("RI-03")
def no_room(submission: Submission) -> Iterator[Fault]:
    """To be decided, and nobody at the table knows what the department may promise."""
    for row in _taking_part(submission):
        if row.says("stap", *ROOM_ASKED_IN) and row.lacks("ruimte"):
            yield row.fault_at("ruimte", stap=row.text("stap"))


@rule("RI-04")
def not_coordinated(submission: Submission) -> Iterator[Fault]:
    """Beyond dialogue without coordination within the Rijk. In a round also: after the decision."""
    for row in _taking_part(submission):
        missing = row.first_empty(*COORDINATION)
        if missing and row.says("stap", *COORDINATION_ASKED_IN):
            yield row.fault_at(missing, reden="ontbreekt")


@rule("RI-05")
def stance_on_no_vraagstuk(submission: Submission) -> Iterator[Fault]:
    """A row about what is no vraagstuk. In a round also: about one that left the agenda."""
    for row in submission.rows.table("rijksinzet"):
        if row.has("vraagstuk") and not is_id(AGENDA, row.id):
            yield row.fault_at("vraagstuk", reden="is geen id van een vraagstuk van een provincie")


@rule("RI-06")
def mandate_of_nobody(submission: Submission) -> Iterator[Fault]:
    """The gremium named does not decide on what the Rijk brings in."""
    for row in submission.rows.table("rijksinzet"):
        if row.says("mandaat_gremium", *powerless("mandaat_rijksinzet")):
            yield row.fault_at("mandaat_gremium", gremium=row.text("mandaat_gremium"))
