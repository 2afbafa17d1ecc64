"""All counted submissions side by side: what the national rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.fault import Fault
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.sheets.agenda import OVERSTIJGEND
from ra_excel.round.reactions import Reactions


@dataclass(frozen=True)
class Vraagstuk:
    """A vraagstuk of one submission. All provinces that share it use one ``key``: the shared id, or
    else its own.
    """

    submission: Submission
    province: Inzender
    row: Row

    @property
    def key(self) -> str:
        """The id under which all provinces know it."""
        shared = self.row.text("gedeeld_id") if self.row.sound("gedeeld_id") else ""
        return shared or self.row.id

    @property
    def other_provinces(self) -> list[str]:
        """The names of the provinces it says to share."""
        if self.row.text("reikwijdte") != OVERSTIJGEND or not self.row.sound("andere_provincies"):
            return []
        return self.row.choices("andere_provincies")

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of another table that speak of it."""
        return self.submission.rows.per_vraagstuk(table).get(self.row.id, ())


@dataclass(frozen=True)
class Country:
    """The submissions that count, those set apart, and the day on which all is judged.

    ``earlier`` holds the previous submission per province code, if there is one; ``written`` what
    VRO wrote on the sheet Reacties, and ``answered`` the ids on which VRO has decided, there or in
    a submission.
    """

    cycle: Cycle
    day: date
    counted: Sequence[Submission]
    set_apart: Sequence[Submission]
    earlier: Mapping[str, Submission]
    written: Reactions = field(default_factory=dict)
    answered: frozenset[str] = frozenset()

    def vraagstukken(self) -> list[Vraagstuk]:
        """Every vraagstuk with a sound id, in the order province, Excel row."""
        every: list[Vraagstuk] = []
        for submission in self.counted:
            rows = submission.rows.table("agenda")
            known = [row for row in rows if row.id and row.sound("id")]
            every += [Vraagstuk(submission, submission.province, row) for row in known]
        return every

    def rows_of(self, table: str) -> Iterator[tuple[Submission, Row]]:
        """Every row of a table that some kind of workbook has, with its submission."""
        for submission in self.counted:
            for row in submission.rows.table(table):
                yield submission, row

    def owner_that_was_read(self, id_: str, table: str) -> Submission | None:
        """The submission to whose ids this one belongs; None where that table was not read whole:
        then nobody knows whether it holds the id.
        """
        code = id_.rpartition("-")[0]
        for submission in self.counted:
            if submission.province.code == code and submission.rows.all_known(table):
                return submission
        return None

    def by_key(self) -> dict[str, list[Vraagstuk]]:
        """The vraagstukken by the id under which provinces share them."""
        groups: dict[str, list[Vraagstuk]] = {}
        for vraagstuk in self.vraagstukken():
            groups.setdefault(vraagstuk.key, []).append(vraagstuk)
        return groups


@dataclass(frozen=True, slots=True)
class NationalFault:
    """A fault of the country: in one ``submission``, or in none. ``province`` is whom it concerns.

    ``for_vro`` means that the place is in a submission, but the work is VRO's: it does not count
    against the province.
    """

    fault: Fault
    submission: Submission | None = None
    province: Inzender | None = None
    for_vro: bool = False

    def with_code(self, code: str) -> NationalFault:
        """The same fault, with this code."""
        return replace(self, fault=self.fault.with_code(code))
