"""Read back what VRO wrote on the sheet Reacties of an earlier overview."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from ra_excel.checks.finding import Finding, to_findings
from ra_excel.checks.run import check_cells
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.fault import Fault
from ra_excel.domain.layout import column_letter, split_address
from ra_excel.domain.sheets.reacties import NO_REACTION, REACTIES
from ra_excel.domain.sheets.terugkoppeling import ANSWER
from ra_excel.errors import RaError
from ra_excel.reading.guard import Inspected, inspect_file
from ra_excel.reading.tables import SheetTable
from ra_excel.reading.values import as_text, is_empty, parse_date
from ra_excel.reading.workbook import Workbook
from ra_excel.round.reactions import Reaction, Reactions, owner

SUBJECT, RECEIVED = (REACTIES.by_name[name].header for name in ("onderwerp", "ontvangen"))

READ_BACK = {column.header: column.name for column in REACTIES.input_columns}
"""Header → name of what is read back: the subject, and what VRO answers."""


@dataclass(frozen=True)
class ReactionSheet:
    """The reactions of one overview."""

    origin: Workbook
    reactions: Reactions = field(default_factory=dict)

    def findings(self, rows: Mapping[str, int]) -> list[Finding]:
        """What is wrong, at the rows where the lines stand from now on."""
        moved = [
            replace(fault, rij=rows[key], cel=_cell(fault, rows[key]))
            for key, reaction in self.reactions.items()
            for fault in reaction.faults
        ]
        return to_findings(self.origin, moved)


def _cell(fault: Fault, row: int) -> str:
    assert fault.cel, "a fault on Reacties is about a cell"
    return f"{column_letter(split_address(fault.cel)[1])}{row}"


def read_reactions(path: Path, cycle: Cycle) -> ReactionSheet:
    """Every line of the sheet Reacties with an id or an answer; nothing when there is no such file
    or sheet.

    Raises RaError when the file is there but cannot be read, or its columns are gone: an answer
    must not get lost in silence.
    """
    inspected = inspect_file(path) if path.is_file() else None
    grid = _grid(path, inspected) if inspected else []
    header_row = _header_row(path, grid)
    sha256 = inspected.sha256 if inspected else ""
    origin = Workbook(path.name, sha256, cyclus=cycle.id)
    if header_row is None:
        return ReactionSheet(origin)
    headers = [as_text(value) for value in grid[header_row]]
    reactions: dict[str, Reaction] = {}
    for number, row in enumerate(grid[header_row + 1 :], start=header_row + 2):
        cells = dict(zip(headers, row, strict=False))
        reaction = _read_line(cells, headers, number, origin, cycle)
        if reaction:
            key = reaction.onderwerp if owner(reaction.onderwerp) else f"A{number}"
            reactions[key] = reaction
    return ReactionSheet(origin, reactions)


def _grid(path: Path, inspected: Inspected) -> Sequence[Sequence[object]]:
    """The cells of the sheet; none where an overview has no such sheet."""
    if inspected.archive is None:
        raise RaError(
            f"{path} is niet te lezen, dus ook uw reacties niet. Herstel het bestand, of verplaats"
            " het als het weg mag."
        )
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(inspected.content))
        if REACTIES.sheet not in book.sheet_names:
            return []
        return book.get_sheet_by_name(REACTIES.sheet).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as error:
        raise RaError(f"Het blad {REACTIES.sheet} in {path} is niet te lezen ({error}).") from error


def _header_row(path: Path, grid: Sequence[Sequence[object]]) -> int | None:
    """The number of the row (from 0) with all headers; None where there is no table at all."""
    some_header = False
    for number, row in enumerate(grid):
        texts = set(map(as_text, row))
        if texts.issuperset(READ_BACK):
            return number
        some_header = some_header or SUBJECT in texts
    if some_header:
        raise RaError(
            f"Op het blad {REACTIES.sheet} van {path} ontbreekt een kolom. Nodig:"
            f" {', '.join(READ_BACK)}."
        )
    return None


def _read_line(
    cells: Mapping[str, object], headers: Sequence[str], number: int, origin: Workbook, cycle: Cycle
) -> Reaction | None:
    raw = {name: _typed(cells.get(header)) for header, name in READ_BACK.items()}
    subject = as_text(raw["onderwerp"])
    written = any(raw[name] is not None for name in ANSWER)
    if not subject and not written:
        return None
    letters = {name: column_letter(headers.index(header) + 1) for header, name in READ_BACK.items()}
    province = owner(subject)
    faults: list[Fault] = []
    answer: dict[str, object] = dict.fromkeys(ANSWER)
    if province is None:
        faults = [_of_nobody(subject, number, letters["onderwerp"])]
        answer = {name: _unchecked(raw[name]) for name in ANSWER}
    elif written:
        columns = {name: [value] for name, value in raw.items()}
        sheet_table = SheetTable(REACTIES, [number], columns, letters)
        rows, faults = check_cells(sheet_table, province, cycle)
        answer = {name: rows[0][name] for name in ANSWER}
    received = parse_date(cells.get(RECEIVED))
    place = (origin.bestand, origin.sha256, REACTIES.sheet, number)
    return Reaction(subject, answer, received, *place, faults)


def _typed(value: object) -> object:
    """What VRO typed in a cell; nothing where it is empty or says that there is no reaction yet."""
    return None if is_empty(value) or as_text(value) == NO_REACTION else value


def _of_nobody(subject: str, number: int, letter: str) -> Fault:
    """The line is about an id that no province can have."""
    place = f"{letter}{number}"
    about = {"voorbeeld": "DR-001 of DR-A001", "bedoelt": ""}
    where = (REACTIES.sheet, number, SUBJECT, place)
    return Fault("CE-08", *where, subject, sleutel=place, details=about)


def _unchecked(value: object) -> object:
    """A cell of a line that was not checked: a day as day, and all else as text."""
    return None if value is None else parse_date(value) or as_text(value)
