"""What only a round can say of a department's workbook: it speaks of vraagstukken of provinces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ra_excel.checks.registry import rule
from ra_excel.domain.sheets.agenda import AGENDA, NIET_GEAGENDEERD
from ra_excel.domain.sheets.besluitvorming import BESLOTEN
from ra_excel.domain.sheets.inbreng import OVERGENOMEN, VOORGESTELD
from ra_excel.domain.sheets.rijksinzet import TAKES_PART
from ra_excel.domain.tables import is_id
from ra_excel.reading.values import as_text
from ra_excel.round.country import Country, NationalFault, Vraagstuk
from ra_excel.round.departments.inbreng import (
    Became,
    agendas_of,
    answers_to,
    nobody_took_up,
)


def _by_id(country: Country) -> Mapping[str, Sequence[Vraagstuk]]:
    """The vraagstukken by their own id and by the one under which they are shared."""
    found: dict[str, list[Vraagstuk]] = {}
    for vraagstuk in country.vraagstukken():
        for id_ in {vraagstuk.row.id, vraagstuk.key}:
            found.setdefault(id_, []).append(vraagstuk)
    return found


def _stands_nowhere(country: Country, id_: str) -> bool:
    """Whether the Agenda of the province of this id was read whole, and does not hold it."""
    return is_id(AGENDA, id_) and country.owner_that_was_read(id_, AGENDA.name) is not None


@rule("IN-02", over="country")
def taken_over_nowhere(country: Country) -> Iterator[NationalFault]:
    """Taken over under an id that no province has on its Agenda."""
    known = _by_id(country)
    for submission, row in country.rows_of("inbreng"):
        id_ = row.text("vraagstuk_provincie")
        if not row.says("status", OVERGENOMEN) or not row.has("vraagstuk_provincie"):
            continue
        if id_ not in known and _stands_nowhere(country, id_):
            reason = f"{id_} staat op geen Agenda"
            fault = row.fault_at("vraagstuk_provincie", reden=reason)
            yield NationalFault(fault, submission, submission.province)


@rule("LA-13", over="country")
def taken_up_by_nobody(country: Country) -> Iterator[NationalFault]:
    """Proposed to provinces of which none has it on its Agenda, be it to say that it is not taken
    up. A province that did not submit, or whose Agenda was not read whole, may have it.
    """
    agendas = agendas_of(country.counted)
    for submission, row in country.rows_of("inbreng"):
        answers = answers_to(row, agendas)
        if row.says("status", VOORGESTELD) and nobody_took_up(answers):
            asked = [one.province for one in answers if one.became is not Became.ABSENT]
            fault = row.fault_at("betrokken_provincies", provincies=" en ".join(asked))
            yield NationalFault(fault, submission, submission.province)


@rule("RI-04", over="country")
def coordinated_after_the_decision(country: Country) -> Iterator[NationalFault]:
    """The Rijk agreed among itself only after the last decision on the vraagstuk."""
    known = _by_id(country)
    for submission, row in country.rows_of("rijksinzet"):
        agreed = row.sound_date("afgestemd_op")
        decided = _last_decision(known.get(row.id, ()))
        if agreed and decided and agreed > decided and row.says("houding", *TAKES_PART):
            reason = f"kwam na het besluit van {as_text(decided)}"
            fault = row.fault_at("afgestemd_op", reden=reason)
            yield NationalFault(fault, submission, submission.province)


def _last_decision(vraagstukken: Sequence[Vraagstuk]) -> date | None:
    """The last day on which something was decided on a vraagstuk, in any province that shares
    it.
    """
    days: list[date] = []
    for vraagstuk in vraagstukken:
        for route in vraagstuk.rows("besluitvorming"):
            day = route.sound_date("besluit_datum")
            if day and route.says("uitkomst", BESLOTEN):
                days.append(day)
    return max(days, default=None)


@rule("RI-05", over="country")
def stance_on_what_left_the_agenda(country: Country) -> Iterator[NationalFault]:
    """A stance on a vraagstuk that no Agenda holds any longer, or that was not put on it."""
    known = _by_id(country)
    for submission, row in country.rows_of("rijksinzet"):
        if not row.says("houding", *TAKES_PART) or not row.has("vraagstuk"):
            continue
        vraagstukken = known.get(row.id, ())
        left = [one.row.says("status", NIET_GEAGENDEERD) for one in vraagstukken]
        if vraagstukken and all(left):
            reason = "is niet geagendeerd"
        elif not vraagstukken and _stands_nowhere(country, row.id):
            reason = "staat op geen Agenda meer"
        else:
            continue
        fault = row.fault_at("vraagstuk", reden=reason)
        yield NationalFault(fault, submission, submission.province)
