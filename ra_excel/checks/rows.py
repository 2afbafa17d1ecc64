"""A workbook with its cells understood: what the rules look at."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, wraps
from typing import TypeVar, cast

from ra_excel.domain.cycle import Cycle
from ra_excel.domain.fault import Fault
from ra_excel.domain.lists import SEPARATOR, ValueList, split_choices
from ra_excel.domain.model import Column, Kind
from ra_excel.domain.sheets.monitoring import FINISHED
from ra_excel.domain.tables import list_for
from ra_excel.reading.tables import SheetTable, form_row
from ra_excel.reading.values import as_text, parse_date, parse_integer

CellValue = str | int | date | None


@dataclass(frozen=True)
class Row:
    """One row with typed values. A cell with a fault of its own is not ``sound``: rules pass over
    it.

    ``sound_columns`` are the columns on the sheet without a fault of their own in this row.
    """

    sheet_table: SheetTable
    number: int
    values: Mapping[str, CellValue]
    sound_columns: frozenset[str]

    def __getitem__(self, column: str) -> CellValue:
        return self.values.get(column)

    def text(self, column: str) -> str:
        """The cell as text; empty when it holds nothing."""
        value = self.values.get(column)
        if value is None:
            return ""
        return value if isinstance(value, str) else as_text(value)

    def sound_date(self, column: str) -> date | None:
        """The cell as a date, or None when it is none or has a fault of its own."""
        return self.date(column) if self.sound(column) else None

    def date(self, column: str) -> date | None:
        """The cell as a date, or None."""
        value = self.values.get(column)
        return value if isinstance(value, date) else None

    def says(self, column: str, *values: CellValue) -> bool:
        """Whether the cell is sound and holds one of these values."""
        return self.values.get(column) in values and self.sound(column)

    def has(self, column: str) -> bool:
        """Whether the cell is sound and filled."""
        return self.sound(column) and self.text(column) != ""

    def lacks(self, column: str) -> bool:
        """Whether the cell is sound and says nothing."""
        return self.sound(column) and not self.text(column)

    def choices(self, column: str) -> list[str]:
        """The separate choices of a cell that may hold several."""
        return split_choices(self.text(column))

    def first_empty(self, *columns: str) -> str | None:
        """The first of these columns that is sound and says nothing."""
        return next(filter(self.lacks, columns), None)

    def sound(self, *columns: str) -> bool:
        """Whether these columns exist on the sheet, without a fault of their own in this row."""
        return self.sound_columns.issuperset(columns)

    @cached_property
    def id(self) -> str:
        """The id of the row, or an empty string."""
        key = self.sheet_table.table.key
        return self.text(key.name) if key else ""

    @property
    def key(self) -> str:
        """What stays when rows move: the id, or else a hash of what the row says."""
        if self.id:
            return self.id
        content = "\x1f".join(
            f"{name}={as_text(value)}"
            for name, value in sorted(self.values.items())
            if value is not None
        )
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    def fault_at(self, column: str, voorstel: str | None = None, **details: str) -> Fault:
        """A fault at one cell of this row; its code comes from the rule that sees it.

        The message names this row, unless ``details`` gives another ``id``.
        """
        table = self.sheet_table.table
        details["id"] = details.get("id") or self.id or f"op rij {self.number}"
        return Fault(
            blad=table.sheet,
            rij=form_row(table, column) if table.is_form else self.number,
            kolom=table.by_name[column].header,
            cel=self.sheet_table.address(self.number, column),
            waarde=self.text(column) or None,
            sleutel=f"{self.key}.{column}",
            details=details,
            voorstel=voorstel,
        )

    def fault(self, code: str, column: str, voorstel: str | None = None, **details: str) -> Fault:
        """As ``fault_at``, with its code."""
        return self.fault_at(column, voorstel, **details).with_code(code)


Answer = TypeVar("Answer")


def _asked_once(
    question: Callable[[WorkbookRows, str], Answer],
) -> Callable[[WorkbookRows, str], Answer]:
    """Remember the answer per table: the rows of a workbook do not change, and many rules ask the
    same.
    """

    @wraps(question)
    def answer(book: WorkbookRows, name: str) -> Answer:
        key = (question.__name__, name)
        if key not in book._answers:
            book._answers[key] = question(book, name)
        return cast(Answer, book._answers[key])

    return answer


class WorkbookRows(Mapping[str, tuple[Row, ...]]):
    """The typed rows of one workbook, by table name, without tables whose sheet is missing."""

    def __init__(self, tables: Mapping[str, tuple[Row, ...]]) -> None:
        self._tables = tables
        self._answers: dict[tuple[str, str], object] = {}

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of a table; none when its sheet is missing."""
        return self._tables.get(name, ())

    @_asked_once
    def by_id(self, name: str) -> Mapping[str, Row]:
        """The rows of a table by their id; of two with one id the first."""
        found: dict[str, Row] = {}
        for row in self.table(name):
            found.setdefault(row.id, row)
        return found

    @_asked_once
    def per_vraagstuk(self, name: str) -> Mapping[str, Sequence[Row]]:
        """The rows of a table by the vraagstuk they speak of, where that cell is sound."""
        found: dict[str, list[Row]] = {}
        for row in self.table(name):
            if row.sound("vraagstuk") and row.text("vraagstuk"):
                found.setdefault(row.text("vraagstuk"), []).append(row)
        return found

    @_asked_once
    def all_known(self, name: str) -> bool:
        """Whether the table was read and every row of it has a sound id: only then an id that is
        not there is missing.
        """
        return name in self and all(row.id and row.sound("id") for row in self.table(name))

    @_asked_once
    def all_placed(self, name: str) -> bool:
        """Whether the table was read and every row of it says soundly which vraagstuk it speaks of.

        Where one does not, nothing may be concluded from what a vraagstuk lacks: that would be the
        same fault twice.
        """
        known = self.by_id("agenda")
        placed = (
            row.sound("vraagstuk") and (not row.text("vraagstuk") or row.text("vraagstuk") in known)
            for row in self.table(name)
        )
        return name in self and all(placed)

    @cached_property
    def reports(self) -> tuple[Row, ...]:
        """The rows that say how an agreement goes: Monitoring, or Opvolging of a department."""
        return (*self.table("monitoring"), *self.table("opvolging"))

    @cached_property
    def latest_progress(self) -> Mapping[str, Row]:
        """Per agreement id the newest sound progress report."""
        latest: dict[str, Row] = {}
        for row in self.reports:
            if row.sound("afspraak", "peildatum", "voortgang") and (day := row.date("peildatum")):
                known = latest.get(row.text("afspraak"))
                if known is None or day >= (known.date("peildatum") or day):
                    latest[row.text("afspraak")] = row
        return latest

    def finished_agreements(self) -> frozenset[str]:
        """Ids of agreements that are realised or lapsed, according to the newest report."""
        return frozenset(
            id_
            for id_, report in self.latest_progress.items()
            if report.text("voortgang") in FINISHED
        )


def _text(value: object) -> str | None:
    return as_text(value) or None


def _date(value: object) -> CellValue:
    return parse_date(value) or _text(value)


def _number(value: object) -> CellValue:
    number = parse_integer(value)
    return _text(value) if number is None else number


def _choice(values: ValueList | None) -> AsType:
    """A choice in the spelling of its list; of an open list as it was typed."""

    def as_type(value: object) -> CellValue:
        text = _text(value)
        own = values.own_spelling(text) if values and text else None
        return own or text

    return as_type


def _choices(values: ValueList | None) -> AsType:
    choice = _choice(values)

    def as_type(value: object) -> CellValue:
        choices = [str(choice(part)) for part in split_choices(as_text(value))]
        return SEPARATOR.join(choices) or None

    return as_type


AsType = Callable[[object], CellValue]
"""How a raw cell becomes the type of its column. What cannot be that type stays the text that was
typed.
"""


@cache
def _as_type(column: Column, cycle: Cycle) -> AsType:
    closed = column.values and not column.open_list
    values = list_for(cycle, column.values) if closed else None
    match column.kind:
        case Kind.DATE:
            return _date
        case Kind.INTEGER:
            return _number
        case Kind.CHOICE:
            return _choice(values)
        case Kind.MULTI_CHOICE:
            return _choices(values)
        case _:
            return _text


def typed_rows(
    sheet_table: SheetTable, cycle: Cycle, unsound: Mapping[int, Collection[str]]
) -> Iterator[Row]:
    """The rows of a table with typed cells; ``unsound`` are the columns with a fault of their own,
    by Excel row.
    """
    typed: dict[str, list[CellValue]] = {}
    for name, cells in sheet_table.columns.items():
        as_type = _as_type(sheet_table.table.by_name[name], cycle)
        typed[name] = [None if cell is None else as_type(cell) for cell in cells]
    all_sound = frozenset(typed)
    for index, number in enumerate(sheet_table.numbers):
        values = {name: cells[index] for name, cells in typed.items()}
        yield Row(sheet_table, number, values, all_sound.difference(unsound.get(number, ())))
