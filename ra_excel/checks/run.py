"""Check workbooks: reader faults, pandera schemas, rules. Out come findings in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from string import Formatter

from ra_excel.checks import rules  # importing registers the rules
from ra_excel.checks.finding import Finding, finding_id
from ra_excel.checks.previous import solved, with_stand
from ra_excel.checks.proposals import details_for
from ra_excel.checks.registry import rules_over
from ra_excel.checks.rows import Row, WorkbookRows, typed_rows
from ra_excel.checks.schema import CellFault, run_checks
from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import Cycle, load_cycle
from ra_excel.domain.fault import Fault
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.layout import split_address
from ra_excel.domain.model import Kind
from ra_excel.domain.rules import RuleText, catalogue
from ra_excel.domain.tables import SHEETS, TABLES
from ra_excel.errors import RaError
from ra_excel.reading.tables import SheetTable
from ra_excel.reading.values import ExcelError, is_empty
from ra_excel.reading.workbook import Workbook

__all__ = ["check_workbook", "check_workbooks", "reading_order", "rules", "to_findings"]

UNSOUND = frozenset(
    {"CE-01", "CE-02", "CE-03", "CE-04", "CE-05", "CE-06", "CE-07", "CE-08", "CE-09"}
)
"""Codes after which a cell cannot be reasoned with."""

NO_RESULT = "ST-14"

MAX_SHOWN = 120
MAX_VALUE = 500
"""Characters of a cell shown in a message, and kept in a finding."""


def check_workbook(
    workbook: Workbook, peildatum: date | None = None, previous: Submission | None = None
) -> Submission:
    """All findings of one workbook, judged on ``peildatum`` (default: the one on Start, else of the cycle).

    With the ``previous`` submission of the same province also what changed since, and which findings are new or solved.
    """
    earlier = {workbook.province.code: previous} if workbook.province and previous else {}
    return check_workbooks([workbook], peildatum, earlier)[0]


def check_workbooks(
    workbooks: Sequence[Workbook],
    peildatum: date | None = None,
    earlier: Mapping[str, Submission] | None = None,
) -> list[Submission]:
    """As check_workbook, for several at once, which is quicker: ``earlier`` holds the previous submission per province code."""
    found = _cell_faults(workbooks)
    return [
        _check(
            workbook,
            cells,
            peildatum,
            (earlier or {}).get(workbook.province.code) if workbook.province else None,
        )
        for workbook, cells in zip(workbooks, found, strict=True)
    ]


CellFaults = Mapping[str, Sequence[CellFault]]
"""What the schemas say of the tables of one workbook, by table name."""


def _cell_faults(workbooks: Sequence[Workbook]) -> Sequence[CellFaults]:
    """What the schemas say of each workbook. One run for all workbooks of a cycle, for calling a Check costs more than running it."""
    found: list[dict[str, Sequence[CellFault]]] = [{} for _ in workbooks]
    for cycle_id, name in dict.fromkeys(
        (book.cyclus, name) for book in workbooks for name in book.tables
    ):
        places = [
            n
            for n, book in enumerate(workbooks)
            if book.cyclus == cycle_id and book.province and name in book.tables
        ]
        tables = [
            (book.province.code, book.tables[name])
            for n in places
            if (book := workbooks[n]).province
        ]
        if cycle_id and tables:
            for place, faults in zip(
                places, run_checks(TABLES[name], cycle_id, tables), strict=True
            ):
                found[place][name] = faults
    return found


def _check(
    workbook: Workbook, cell_faults: CellFaults, peildatum: date | None, previous: Submission | None
) -> Submission:
    """Rules and words for one workbook of which the cells are judged."""
    faults = list(workbook.faults)
    judged = Submission(workbook)
    if workbook.tables and workbook.province and workbook.cyclus:
        cycle = load_cycle(workbook.cyclus)
        without_result = frozenset(
            (fault.blad, fault.cel) for fault in faults if fault.code == NO_RESULT
        )
        rows: dict[str, tuple[Row, ...]] = {}
        for name, sheet_table in workbook.tables.items():
            rows[name], found = judged_rows(
                sheet_table, cell_faults[name], workbook.province, cycle, without_result
            )
            faults += found
        start = rows["start"][0]
        stand = start.date("peildatum") if start.sound("peildatum") else None
        day = peildatum or stand or cycle.peildatum
        judged = Submission(workbook, rows=WorkbookRows(rows), judged_on=day)
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


def check_cells(
    sheet_table: SheetTable, province: Inzender, cycle: Cycle
) -> tuple[tuple[Row, ...], list[Fault]]:
    """Typed rows of one table and the faults of their cells."""
    (found,) = run_checks(sheet_table.table, cycle.id, [(province.code, sheet_table)])
    return judged_rows(sheet_table, found, province, cycle)


def judged_rows(
    sheet_table: SheetTable,
    cell_faults: Sequence[CellFault],
    province: Inzender,
    cycle: Cycle,
    without_result: frozenset[tuple[str | None, str | None]] = frozenset(),
) -> tuple[tuple[Row, ...], list[Fault]]:
    """Typed rows of a table, and what the schema says of their cells as faults. A formula without result has its own finding already."""
    table = sheet_table.table
    found = cell_faults
    if without_result:
        found = [
            fault
            for fault in found
            if (table.sheet, sheet_table.address(*fault[:2])) not in without_result
        ]
    unsound: dict[int, set[str]] = {}
    for lone in {
        row for row, _, code in found if code == "CE-09" and _holds_only_errors(sheet_table, row)
    }:
        # An error value in a row that says nothing else: nobody began that row.
        found = [one for one in found if one[0] != lone or one[2] == "CE-09"]
        unsound[lone] = {str(name) for name in sheet_table.frame.columns}
    for row, column, code in found:
        if code in UNSOUND:
            unsound.setdefault(row, set()).add(column)
    for name in sheet_table.frame.columns if without_result else ():
        for row in sheet_table.frame.index:
            if (table.sheet, sheet_table.address(row, name)) in without_result:
                unsound.setdefault(row, set()).add(name)
    rows = tuple(
        typed_rows(sheet_table, {row: frozenset(columns) for row, columns in unsound.items()})
    )
    return rows, list(_faults_of_cells(found, sheet_table, rows, province, cycle))


def _faults_of_cells(
    found: Sequence[CellFault],
    sheet_table: SheetTable,
    rows: Sequence[Row],
    province: Inzender,
    cycle: Cycle,
) -> Iterator[Fault]:
    table, raw = (
        sheet_table.table,
        sheet_table.frame.to_numpy(),
    )  # to look up one cell in a frame is slow
    lines = {row.number: line for line, row in enumerate(rows)}
    places = {name: place for place, name in enumerate(sheet_table.frame.columns)}
    for number, name, code in found:
        row = rows[lines[number]]
        details, proposal = details_for(
            code, table, table.by_name[name], raw[lines[number], places[name]], province, cycle
        )
        if code == "CE-06":
            first = next(other for other in rows if other.id == row.id)
            details = {"eerste": sheet_table.address(first.number, name)}
        yield row.fault(code, name, voorstel=proposal, **details)


def _holds_only_errors(sheet_table: SheetTable, row: int) -> bool:
    """Whether the cells of a row hold error values or nothing, but for the id that stands ready."""
    names = [
        name
        for name in sheet_table.frame.columns
        if sheet_table.table.by_name[str(name)].kind is not Kind.ID
    ]
    return all(
        is_empty(value) or isinstance(value, ExcelError)
        for value in sheet_table.frame.loc[row, names]
    )


def to_findings(workbook: Workbook, faults: Iterable[Fault]) -> list[Finding]:
    """Faults in reading order (sheet, row, column, code), worded by the catalogue, each with its stable id."""
    findings: list[Finding] = []
    seen: dict[tuple[str, ...], int] = {}
    owner = workbook.province.code if workbook.province else workbook.sha256
    for fault in sorted(faults, key=reading_order):
        parts = (fault.code, owner, fault.blad or "", fault.sleutel)
        seen[parts] = seen.get(parts, 0) + 1
        repeat = str(seen[parts]) if seen[parts] > 1 else ""
        findings.append(
            _worded(catalogue()[fault.code], fault, workbook, finding_id(*parts, repeat))
        )
    return findings


def reading_order(one: Fault | Finding) -> tuple[int, int, int, str, str]:
    """Sheet, row, column, code; then what tells two at one cell apart."""
    sheet = SHEETS.index(one.blad) if one.blad in SHEETS else -1
    column = split_address(one.cel)[1] if one.cel else 0
    return sheet, one.rij or 0, column, one.code, one.sleutel if isinstance(one, Fault) else one.id


def _worded(rule: RuleText, fault: Fault, workbook: Workbook, id_: str) -> Finding:
    value = fault.waarde or ""
    words = {
        "blad": fault.blad or "",
        "cel": fault.cel or "",
        "kolom": fault.kolom or "",
        "waarde": value if len(value) <= MAX_SHOWN else value[:MAX_SHOWN] + "…",
        **_column_words(fault),
        **fault.details,
    }
    return Finding(
        id=id_,
        code=fault.code,
        ernst=rule.ernst,
        bestand=workbook.bestand,
        provincie=workbook.province.naam if workbook.province else None,
        cyclus=workbook.cyclus,
        blad=fault.blad,
        rij=fault.rij,
        kolom=fault.kolom,
        cel=fault.cel,
        waarde=(value if len(value) <= MAX_VALUE else value[:MAX_VALUE] + "…") or None,
        melding=_fill(rule.melding, words),
        herstel=_fill(rule.herstel, words),
        bron=_fill(rule.bron, words),
        voorstel=fault.voorstel,
        toelichting=workbook.answers.get(id_),
    )


def _column_words(fault: Fault) -> dict[str, str]:
    """The hint and source of the column a fault speaks of."""
    return _words_of_columns().get((fault.blad, fault.kolom), {"hulp": "", "bron_kolom": ""})


@cache
def _words_of_columns() -> dict[tuple[str | None, str | None], dict[str, str]]:
    """By sheet and header."""
    return {
        (table.sheet, column.header): {
            "hulp": column.help,
            "bron_kolom": column.source or table.source,
        }
        for table in TABLES.values()
        for column in table.columns
    }


def _fill(template: str, words: Mapping[str, str]) -> str:
    """Fill the placeholders in one pass, so that braces in a province's text stay text."""
    try:
        return "".join(
            literal + (str(words[name]) if name is not None else "")
            for literal, name, _, _ in Formatter().parse(template)
        )
    except KeyError as error:
        raise RaError(
            f"validation/regels.toml: {{{error.args[0]}}} is hier onbekend, in de tekst '{template}'."
        ) from error
