"""What the copies of one workbook hold, and what became of each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Value = object
"""A cell as it was read: text, number, date, error value or None."""

Row = Mapping[str, Value]
"""A row of a table, or the one record of a form: cell values by column name."""


@dataclass(frozen=True)
class TableCopy:
    """One table in one copy.

    ``rows`` maps ids to rows; the record of a form has the id ``""``. ``loose`` holds rows that no
    id tells apart: without one, or with the id of a row above. Both map to the Excel row as well.
    """

    rows: Mapping[str, Row]
    loose: Sequence[Row] = ()


@dataclass(frozen=True)
class Copy:
    """One copy: the name of its file, when it was last saved, its tables by name."""

    name: str
    saved: str
    tables: Mapping[str, TableCopy] = field(default_factory=dict)


class Outcome(StrEnum):
    """What became of a value that is not simply in the result."""

    CHOICE = "kies zelf"
    KEPT_ROW = "rij behouden"
    REMOVED_ROW = "rij weggelaten"
    NEW_ID = "nieuw id"
    MENTION = "id in tekst"
    NOT_TAKEN = "niet overgenomen"


NEEDS_A_CHOICE = frozenset({Outcome.CHOICE, Outcome.KEPT_ROW, Outcome.NOT_TAKEN, Outcome.MENTION})
"""Outcomes that somebody must look at: ``ra voegsamen`` then ends with exit status 1."""


@dataclass(frozen=True)
class Remark:
    """One line of the report.

    ``copy`` is the file that the value ``value`` comes from; ``result`` is what stands in the
    result instead, which comes from ``winner``.
    """

    outcome: Outcome
    table: str
    id: str
    column: str
    copy: str
    value: Value
    winner: str = ""
    result: Value = None
    words: str = ""


@dataclass(frozen=True)
class Merged:
    """The rows of the result by table and id, and every remark. None marks a removed row."""

    rows: Mapping[str, Mapping[str, Row | None]]
    remarks: Sequence[Remark]

    def remarks_of(self, *outcomes: Outcome) -> Iterator[Remark]:
        """The remarks with one of these outcomes."""
        return (remark for remark in self.remarks if remark.outcome in outcomes)
