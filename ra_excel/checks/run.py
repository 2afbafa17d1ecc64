"""Check a workbook: faults of the reader, checks of cells, rules. Out come findings in reading
order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ra_excel.checks import rules
from ra_excel.checks.cell_checks import CellFault, faults_in
from ra_excel.checks.finding import to_findings
from ra_excel.checks.previous import solved, with_stand
from ra_excel.checks.proposals import FaultyCell, mended
from ra_excel.checks.registry import rules_over
from ra_excel.checks.rows import Row, WorkbookRows, typed_rows
from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import Cycle, load_cycle
from ra_excel.domain.fault import Fault
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.model import Kind
from ra_excel.reading.tables import SheetTable
from ra_excel.reading.values import ExcelError, is_empty
from ra_excel.reading.workbook import Workbook

__all__ = ["check_cells", "check_workbook", "rules"]  # importing rules registers them

UNSOUND = frozenset(
    {"CE-01", "CE-02", "CE-03", "CE-04", "CE-05", "CE-06", "CE-07", "CE-08", "CE-09"}
)
"""Codes after which a cell cannot be reasoned with."""

NO_RESULT = "ST-14"


def check_workbook(
    workbook: Workbook,
    peildatum: date | None = None,
    previous: Submission | None = None,
    cell_faults: Mapping[str, Sequence[CellFault]] | None = None,
) -> Submission:
    """All findings of one workbook, judged on ``peildatum`` (default: the one on Start, else of the
    cycle).

    With the ``previous`` submission of the same province also what changed since, and which
    findings are new or solved. ``cell_faults`` is what the schemas say of its cells, by table name;
    without it the checks run here.
    """
    faults, judged = list(workbook.faults), Submission(workbook)
    if workbook.tables and workbook.province and workbook.cyclus:
        judged, found = _judged(workbook, workbook.province, peildatum, cell_faults)
        faults += found
        for look in rules_over("workbook"):
            faults += look(judged)
        if previous and previous.was_read:
            for compare in rules_over("previous"):
                faults += compare(judged, previous)
    findings = tuple(to_findings(workbook, faults))
    if previous is None:
        return replace(judged, findings=findings)
    return replace(
        judged,
        findings=with_stand(findings, previous.findings),
        solved=solved(findings, previous.findings),
    )


def _judged(
    workbook: Workbook,
    province: Inzender,
    peildatum: date | None,
    cell_faults: Mapping[str, Sequence[CellFault]] | None,
) -> tuple[Submission, list[Fault]]:
    """The workbook with its typed rows, and the faults of its cells."""
    cycle = load_cycle(workbook.cyclus or "")
    without_result = {fault.cel for fault in workbook.faults if fault.code == NO_RESULT}
    rows: dict[str, tuple[Row, ...]] = {}
    faults: list[Fault] = []
    for name, sheet_table in workbook.tables.items():
        if cell_faults is None:
            found = faults_in(sheet_table, province.code, cycle.id)
        else:
            found = list(cell_faults[name])
        cells = _without_result(workbook, sheet_table) if without_result else frozenset()
        rows[name], of_cells = judged_rows(sheet_table, found, (province, cycle), cells)
        faults += of_cells
    (start,) = rows[workbook.werkmap.start.name]
    day = peildatum or start.sound_date("peildatum") or cycle.peildatum
    return Submission(workbook, rows=WorkbookRows(rows), judged_on=day), faults


Cells = frozenset[tuple[int, str]]
"""Cells of a table, by Excel row and column."""


def _without_result(workbook: Workbook, sheet_table: SheetTable) -> Cells:
    """The cells with a formula that was never calculated: it has its own finding already."""
    sheet = sheet_table.table.sheet
    addresses = {
        fault.cel for fault in workbook.faults if fault.code == NO_RESULT and fault.blad == sheet
    }
    return frozenset(
        (number, name)
        for name in sheet_table.columns
        for number in sheet_table.numbers
        if sheet_table.address(number, name) in addresses
    )


def check_cells(
    sheet_table: SheetTable, province: Inzender, cycle: Cycle
) -> tuple[tuple[Row, ...], list[Fault]]:
    """Typed rows of one table and the faults of their cells."""
    found = faults_in(sheet_table, province.code, cycle.id)
    return judged_rows(sheet_table, found, (province, cycle))


def judged_rows(
    sheet_table: SheetTable,
    found: Sequence[CellFault],
    whose: tuple[Inzender, Cycle],
    without_result: Cells = frozenset(),
) -> tuple[tuple[Row, ...], list[Fault]]:
    """Typed rows of a table, and what the checks say of their cells as faults."""
    found = [fault for fault in found if fault[:2] not in without_result]
    unsound: dict[int, set[str]] = {}
    for number in _rows_of_errors(sheet_table, found):
        # An error value in a row that says nothing else: nobody began that row.
        found = [fault for fault in found if fault.number != number or fault.code == "CE-09"]
        unsound[number] = set(sheet_table.columns)
    for number, column, code in found:
        if code in UNSOUND:
            unsound.setdefault(number, set()).add(column)
    for number, column in without_result:
        unsound.setdefault(number, set()).add(column)
    rows = tuple(typed_rows(sheet_table, whose[1], unsound))
    return rows, list(_faults_of_cells(found, sheet_table, rows, whose))


def _rows_of_errors(sheet_table: SheetTable, found: Sequence[CellFault]) -> set[int]:
    """Excel rows that hold error values or nothing, but for the id that stands ready."""
    suspect = {fault.number for fault in found if fault.code == "CE-09"}
    names = [
        name for name in sheet_table.columns if sheet_table.table.by_name[name].kind is not Kind.ID
    ]
    rows = set()
    for index, number in enumerate(sheet_table.numbers):
        cells = [sheet_table.columns[name][index] for name in names]
        if number in suspect and all(map(_says_nothing, cells)):
            rows.add(number)
    return rows


def _says_nothing(value: object) -> bool:
    return is_empty(value) or isinstance(value, ExcelError)


def _faults_of_cells(
    found: Sequence[CellFault],
    sheet_table: SheetTable,
    rows: Sequence[Row],
    whose: tuple[Inzender, Cycle],
) -> Iterator[Fault]:
    table = sheet_table.table
    indexes = {number: index for index, number in enumerate(sheet_table.numbers)}
    for number, name, code in found:
        index = indexes[number]
        row, raw = rows[index], sheet_table.columns[name][index]
        words, proposal = mended(code, FaultyCell(table, table.by_name[name], raw, *whose))
        if code == "CE-06":
            first = next(other for other in rows if other.id == row.id)
            words = {"eerste": sheet_table.address(first.number, name)}
        yield row.fault_at(name, voorstel=proposal, **words).with_code(code)
