"""Read a workbook into tables that know their Excel rows and cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ra_excel import READABLE_VERSIONS, SCHEMA_VERSION
from ra_excel.domain import layout, names
from ra_excel.domain.cycle import known_cycles
from ra_excel.domain.fault import Fault
from ra_excel.domain.inzenders import Inzender, find_inzender
from ra_excel.domain.model import Table, Werkmap
from ra_excel.domain.tables import PROVINCIE, WERKMAPPEN, werkmap_of
from ra_excel.reading.folder import shown_name
from ra_excel.reading.grid import Grid, UnknownFormError, cell_of, read_grids
from ra_excel.reading.guard import Inspected, inspect, inspect_file
from ra_excel.reading.headers import header_key, header_row_fault, read_headers
from ra_excel.reading.package import DamagedPackageError, Package, too_far
from ra_excel.reading.sheets import (
    Grids,
    changed_fixed_cells,
    formulas,
    missing_and_strange,
    place_errors,
)
from ra_excel.reading.tables import SheetTable, form_row, read_form, read_table
from ra_excel.reading.values import as_text


@dataclass(frozen=True)
class Workbook:
    """A submission as read. With a quarantine fault ``tables`` is empty and ``province`` may be
    None.

    ``answers`` holds what the province wrote on Controle beside earlier findings, by finding id.
    """

    bestand: str
    sha256: str
    province: Inzender | None = None
    cyclus: str | None = None
    last_modified: str = ""
    tables: Mapping[str, SheetTable] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def werkmap(self) -> Werkmap:
        """The kind of workbook; as of a province where it is not known whose it is."""
        return werkmap_of(self.province) if self.province else PROVINCIE

    def with_faults(self, *more: Fault) -> Workbook:
        """The same workbook, with more faults."""
        return replace(self, faults=(*self.faults, *more))


def read_workbook_file(
    path: Path, expected_cycle: str | None = None, *, any_version: bool = False
) -> Workbook:
    """As ``read_workbook``, for a file on disk."""
    return _read(shown_name(path), inspect_file(path), expected_cycle, any_version=any_version)


def read_workbook(
    name: str, content: bytes, expected_cycle: str | None = None, *, any_version: bool = False
) -> Workbook:
    """Read one file. Whatever is wrong with it becomes a fault; this never raises on bad content.

    With ``any_version`` also a workbook of another template version of ours: its columns are known
    by header or alias.
    """
    return _read(name, inspect(content), expected_cycle, any_version=any_version)


def _read(
    name: str, inspected: Inspected, expected_cycle: str | None, *, any_version: bool
) -> Workbook:
    unread = Workbook(name, inspected.sha256, faults=inspected.faults)
    if inspected.archive is None:
        return unread
    try:
        package = Package(inspected.archive)
        stop = _not_ours(package, any_version=any_version) or next(too_far(package), None)
        if stop is not None:
            return unread.with_faults(stop)
        grids = read_grids(inspected.content, package.sheets)
        return _read_sheets(package, grids, unread, expected_cycle)
    except DamagedPackageError as error:
        reason = f"onderdeel {error} ontbreekt of is beschadigd"
    except UnknownFormError:
        reason = "de bladen staan er anders in dan gewoonlijk; sla het één keer op in Excel zelf"
    return unread.with_faults(Fault("ST-01", details={"reden": reason}))


def _read_sheets(
    package: Package, grids: Grids, unread: Workbook, expected_cycle: str | None
) -> Workbook:
    werkmap = _kind(package, grids)
    odd = {
        table.name: list(package.odd_cells(table.sheet))
        for table in werkmap.recorded_tables
        if table.sheet in package.sheets
    }
    place_errors(grids, odd)
    start = read_form(werkmap.start, grids.get(werkmap.start.sheet, []))
    province, cyclus, stop = _identity(werkmap, package, start, expected_cycle)
    known = replace(unread, province=province, cyclus=cyclus)
    if stop is not None:
        return known.with_faults(stop)
    tables, faults = _read_tables(werkmap, package, grids)
    moved = {fault.blad for fault in faults if fault.code == "ST-06"}
    tables = {werkmap.start.name: start, **tables}
    workbook = replace(
        known,
        last_modified=package.last_modified,
        tables=tables,
        answers=_read_answers(werkmap.controle, grids.get(werkmap.controle.sheet, [])),
    )
    return workbook.with_faults(
        *missing_and_strange(werkmap, package, grids),
        *faults,
        *changed_fixed_cells(werkmap, package, grids, cyclus, moved),
        *formulas(odd, tables),
    )


def _read_tables(
    werkmap: Werkmap, package: Package, grids: Grids
) -> tuple[dict[str, SheetTable], list[Fault]]:
    """The tables on the sheets that are there, but those whose headers are gone (ST-06)."""
    tables: dict[str, SheetTable] = {}
    faults: list[Fault] = []
    for table in werkmap.data_tables:
        grid = grids.get(table.sheet)
        if grid is None:
            continue
        headers = read_headers(table, grid)
        if headers is None:
            faults.append(header_row_fault(table, "de koppen zijn niet gevonden"))
            continue
        last_row = package.table_ends(table.sheet).get(names.table_name(table))
        tables[table.name], outside = read_table(headers, grid, last_row)
        faults += [*headers.faults(), *outside]
    return tables, faults


def _marked(package: Package, name: str) -> str:
    """A mark that the template left in the workbook; empty where there is none."""
    return package.defined_names.get(name) or package.custom_properties.get(name, "")


def _not_ours(package: Package, *, any_version: bool) -> Fault | None:
    """ST-02 unless the workbook carries our mark and this version."""
    version = _marked(package, names.SCHEMA_NAME)
    if not version:
        return Fault("ST-02", details={"reden": "het kenmerk van de werkmap ontbreekt"})
    if version not in READABLE_VERSIONS and not any_version:
        reason = f"dit is versie {version}, gevraagd is versie {SCHEMA_VERSION}"
        return Fault("ST-02", waarde=version, details={"reden": reason})
    return None


def _kind(package: Package, grids: Grids) -> Werkmap:
    """The kind of workbook: by the mark of its owner, else by the first label on Start."""
    owner = find_inzender(_marked(package, names.OWNER_NAME))
    if owner is not None:
        return werkmap_of(owner)
    for werkmap in WERKMAPPEN:
        grid = grids.get(werkmap.start.sheet, [])
        row = layout.FORM_FIRST_ROW - 1
        label = cell_of(grid, row, layout.FORM_LABEL_COLUMN - 1) if row < len(grid) else None
        if header_key(label) == header_key(werkmap.owner.header):
            return werkmap
    return PROVINCIE


def _identity(
    werkmap: Werkmap, package: Package, start: SheetTable, expected_cycle: str | None
) -> tuple[Inzender | None, str, Fault | None]:
    """Owner and cycle, or ST-10 when cell, mark and expectation do not agree."""
    column, reason = werkmap.owner.name, ""
    naam, cyclus = (as_text(start.columns[name][0]) for name in (column, "cyclus"))
    owner = find_inzender(naam)
    if owner is not None and werkmap_of(owner) is not werkmap:
        owner = None
    marked_owner = _marked(package, names.OWNER_NAME)
    if owner is None:
        reason = f"Op het blad Start {_unknown_owner(werkmap, naam)}."
    elif marked_owner not in ("", owner.code):
        made_for = f"de werkmap is gemaakt voor {marked_owner}"
        reason = f"Op het blad Start staat {owner.naam}, maar {made_for}."
    else:
        column = "cyclus"
        reason = _wrong_cycle(cyclus, _marked(package, names.CYCLE_NAME), expected_cycle)
    return owner, cyclus, _stop(start, column, reason) if reason else None


def _unknown_owner(werkmap: Werkmap, naam: str) -> str:
    article, noun = werkmap.owner_noun.split()
    if not naam:
        return f"is {article} {noun} leeg"
    known = "bekende" if article == "de" else "bekend"
    return f"staat geen {known} {noun}, maar '{naam}'"


def _wrong_cycle(cyclus: str, marked: str, expected: str | None) -> str:
    """Why the cycle on Start is not the right one; empty when it is."""
    if cyclus not in known_cycles():
        return f"Op het blad Start staat geen bekende cyclus, maar '{cyclus}'."
    if marked not in ("", cyclus):
        made_for = f"de werkmap is gemaakt voor {marked}"
        return f"Op het blad Start staat cyclus {cyclus}, maar {made_for}."
    if expected not in (None, cyclus):
        return f"Deze werkmap is van cyclus {cyclus}; verwacht is {expected}."
    return ""


def _stop(start: SheetTable, column: str, reason: str) -> Fault:
    """ST-10 at a cell of Start."""
    return Fault(
        "ST-10",
        start.table.sheet,
        form_row(start.table, column),
        start.table.by_name[column].header,
        start.address(layout.FORM_FIRST_ROW, column),
        as_text(start.columns[column][0]),
        details={"reden": reason},
    )


def _read_answers(controle: Table, grid: Grid) -> dict[str, str]:
    """Column Toelichting of the findings, by finding id, wherever that table now
    stands.
    """
    number, answer = (
        header_key(controle.by_name[name].header) for name in ("bevinding", "toelichting")
    )
    for index, row in enumerate(grid):
        headers = [header_key(value) if value != "" else "" for value in row]
        if number in headers and answer in headers:
            columns = headers.index(number), headers.index(answer)
            return _answers_below(grid[index + 1 :], *columns)
    return {}


def _answers_below(grid: Grid, id_column: int, answer_column: int) -> dict[str, str]:
    answers = {}
    for row in range(len(grid)):
        id_, answer = (as_text(cell_of(grid, row, column)) for column in (id_column, answer_column))
        if id_ and answer:
            answers[id_] = answer
    return answers
