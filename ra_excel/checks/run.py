"""Check one workbook: reader faults, pandera schemas, rules. Out come findings in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter

from ra_excel.checks import rules  # importing registers the rules
from ra_excel.checks.checked import CheckedWorkbook, Row, typed_rows
from ra_excel.checks.details import details_for
from ra_excel.checks.finding import Finding, finding_id
from ra_excel.checks.previous import changes, solved, with_stand
from ra_excel.checks.registry import RULES
from ra_excel.checks.schema import CellFault, run_checks, schema_for
from ra_excel.domain.cycle import Cycle, load_cycle
from ra_excel.domain.model import Kind
from ra_excel.domain.provinces import Province
from ra_excel.domain.rule_texts import RuleText, catalogue
from ra_excel.domain.tables import SHEETS, TABLES
from ra_excel.errors import RaError
from ra_excel.workbook.fault import Fault
from ra_excel.workbook.package import split_address
from ra_excel.workbook.reader import SheetTable, Workbook
from ra_excel.workbook.values import ExcelError, is_empty

__all__ = ["Checked", "check_workbook", "reading_order", "rules", "to_findings"]

UNSOUND = frozenset({"CE-01", "CE-02", "CE-03", "CE-04", "CE-05", "CE-06", "CE-07", "CE-08", "CE-09"})
"""Codes after which a cell cannot be reasoned with."""

NO_RESULT = "ST-14"

MAX_SHOWN = 120
MAX_VALUE = 500
"""Characters of a cell shown in a message, and kept in a finding."""


@dataclass(frozen=True)
class Checked:
    """A workbook with its findings. ``book`` is None when the file was set apart before its cells were read.

    ``solved`` holds the findings of the previous submission that are gone.
    """

    workbook: Workbook
    findings: tuple[Finding, ...]
    book: CheckedWorkbook | None
    solved: tuple[Finding, ...] = ()

    @property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """Typed rows by table name; none when the file was set apart."""
        return self.book.rows if self.book else {}

    @property
    def quarantined(self) -> bool:
        """Whether a finding keeps the whole file out of the round."""
        return any(catalogue()[finding.code].quarantaine for finding in self.findings)


def check_workbook(workbook: Workbook, peildatum: date | None = None, previous: Checked | None = None) -> Checked:
    """All findings of one workbook, judged on ``peildatum`` (default: the one on Start, else of the cycle).

    With the ``previous`` submission of the same province also what changed since, and which findings are new or solved.
    """
    faults = list(workbook.faults)
    book = None
    if workbook.tables and workbook.province and workbook.cyclus:
        cycle = load_cycle(workbook.cyclus)
        without_result = {(fault.blad, fault.cel) for fault in faults if fault.code == NO_RESULT}
        rows: dict[str, tuple[Row, ...]] = {}
        for name, sheet_table in workbook.tables.items():
            rows[name], cell_faults = check_cells(sheet_table, workbook.province, cycle, without_result)
            faults += cell_faults
        start = rows["start"][0]
        stand = start.date("peildatum") if start.sound("peildatum") else None
        book = CheckedWorkbook(workbook.province, cycle, peildatum or stand or cycle.peildatum, rows)
        for function in RULES.values():
            faults += function(book)
        if previous and previous.book:
            faults += changes(book, previous.book)
    findings = tuple(to_findings(workbook, faults))
    if previous is None:
        return Checked(workbook, findings, book)
    return Checked(workbook, with_stand(findings, previous.findings), book, solved(findings, previous.findings))


def check_cells(
    sheet_table: SheetTable, province: Province, cycle: Cycle, without_result: set[tuple[str | None, str | None]]
) -> tuple[tuple[Row, ...], list[Fault]]:
    """Typed rows of a table and the faults of their cells. A formula without result has its own finding already."""
    table = sheet_table.table
    found: list[CellFault] = [
        (row, column, code)
        for row, column, code in run_checks(schema_for(table, province, cycle.id), sheet_table.frame)
        if (table.sheet, sheet_table.address(row, column)) not in without_result
    ]
    unsound: dict[int, set[str]] = {}
    for lone in {row for row, _, code in found if code == "CE-09" and _holds_only_errors(sheet_table, row)}:
        # An error value in a row that says nothing else: nobody began that row.
        found = [one for one in found if one[0] != lone or one[2] == "CE-09"]
        unsound[lone] = {str(name) for name in sheet_table.frame.columns}
    for row, column, code in found:
        if code in UNSOUND:
            unsound.setdefault(row, set()).add(column)
    for name in sheet_table.frame.columns:
        for row in sheet_table.frame.index if without_result else ():
            if (table.sheet, sheet_table.address(row, name)) in without_result:
                unsound.setdefault(row, set()).add(name)
    rows = tuple(typed_rows(sheet_table, {row: frozenset(columns) for row, columns in unsound.items()}))
    by_number = {row.number: row for row in rows}
    faults = []
    for number, name, code in found:
        value = sheet_table.frame.at[number, name]
        details, proposal = details_for(code, table, table.by_name[name], value, province, cycle)
        line = by_number[number]
        if code == "CE-06":
            first = next(other for other in rows if other.id == line.id)
            details = {"eerste": sheet_table.address(first.number, name)}
        faults.append(line.fault(code, name, voorstel=proposal, **details))
    return rows, faults


def _holds_only_errors(sheet_table: SheetTable, row: int) -> bool:
    """Whether the cells of a row hold error values or nothing, but for the id that stands ready."""
    names = [name for name in sheet_table.frame.columns if sheet_table.table.by_name[str(name)].kind is not Kind.ID]
    return all(is_empty(value) or isinstance(value, ExcelError) for value in sheet_table.frame.loc[row, names])


def to_findings(workbook: Workbook, faults: Iterable[Fault]) -> list[Finding]:
    """Faults in reading order (sheet, row, column, code), worded by the catalogue, each with its stable id."""
    findings: list[Finding] = []
    seen: dict[tuple[str, ...], int] = {}
    owner = workbook.province.code if workbook.province else workbook.sha256
    for fault in sorted(faults, key=reading_order):
        parts = (fault.code, owner, fault.blad or "", fault.sleutel)
        seen[parts] = seen.get(parts, 0) + 1
        repeat = str(seen[parts]) if seen[parts] > 1 else ""
        findings.append(_worded(catalogue()[fault.code], fault, workbook, finding_id(*parts, repeat)))
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
    for table in TABLES.values():
        for column in table.columns:
            if table.sheet == fault.blad and column.header == fault.kolom:
                return {"hulp": column.help, "bron_kolom": column.source or table.source}
    return {"hulp": "", "bron_kolom": ""}


def _fill(template: str, words: Mapping[str, str]) -> str:
    """Fill the placeholders in one pass, so that braces in a province's text stay text."""
    try:
        return "".join(literal + (str(words[name]) if name is not None else "") for literal, name, _, _ in Formatter().parse(template))
    except KeyError as error:
        raise RaError(f"validation/regels.toml: {{{error.args[0]}}} is hier onbekend, in de tekst '{template}'.") from error
