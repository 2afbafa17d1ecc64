"""Read a province workbook into tables that know their Excel rows and cells."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ra_excel import SCHEMA_VERSION
from ra_excel.domain import layout, names
from ra_excel.domain.cycle import known_cycles, load_cycle
from ra_excel.domain.fault import Fault
from ra_excel.domain.inzenders import Inzender, find_province
from ra_excel.domain.layout import LISTS_SHEET
from ra_excel.domain.model import Kind, Table
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.domain.sheets.start import START
from ra_excel.domain.tables import DATA_TABLES, RECORDED_TABLES, SHEETS, TABLES, lists_for
from ra_excel.reading.folder import shown_name
from ra_excel.reading.grid import Grid, cell_of, read_grids
from ra_excel.reading.guard import Inspected, inspect, inspect_file
from ra_excel.reading.headers import (
    column_faults,
    find_header,
    find_places,
    find_suspects,
    header_key,
)
from ra_excel.reading.package import DamagedPackageError, Package, too_far
from ra_excel.reading.scan import OddCell
from ra_excel.reading.tables import SheetTable, block_of, form_row, frame_of, no_columns
from ra_excel.reading.values import ExcelError, as_text, clean_text, is_empty

SHOWN = 60
"""Characters of a stray or changed cell in a message."""


@dataclass(frozen=True)
class Workbook:
    """A submission as read. With a quarantine fault ``tables`` is empty and ``province`` may be None.

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


def read_workbook_file(
    path: Path, expected_cycle: str | None = None, *, any_version: bool = False
) -> Workbook:
    """As ``read_workbook``, for a file on disk."""
    return _read(shown_name(path), inspect_file(path), expected_cycle, any_version=any_version)


def read_workbook(
    name: str, content: bytes, expected_cycle: str | None = None, *, any_version: bool = False
) -> Workbook:
    """Read one file. Whatever is wrong with it becomes a fault; this never raises on bad content.

    With ``any_version`` also a workbook of another template version of ours: its columns are known by header or alias.
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
            return Workbook(name, inspected.sha256, faults=(*inspected.faults, stop))
        grids = read_grids(inspected.content, package.sheets)
        odd = {
            table.name: list(package.odd_cells(table.sheet))
            for table in RECORDED_TABLES
            if table.sheet in package.sheets
        }
        _place_errors(grids, odd)
        start = _read_form(START, grids.get(START.sheet, []))
        province, cyclus, stop = _identity(package, start, expected_cycle)
        if stop is not None:
            return Workbook(
                name, inspected.sha256, province, cyclus, faults=(*inspected.faults, stop)
            )
        faults = [*inspected.faults, *_sheet_faults(package, grids)]
        tables = {START.name: start}
        for table in DATA_TABLES:
            if table.sheet in grids and (
                found := _read_table(package, table, grids[table.sheet], faults)
            ):
                tables[table.name] = found
        moved = {fault.blad for fault in faults if fault.code == "ST-06"}
        faults += _changed_fixed_cells(package, grids, cyclus, moved)
        faults += _formulas(odd, tables)
        answers = _read_answers(grids.get(CONTROLE.sheet, []))
        return Workbook(
            name,
            inspected.sha256,
            province,
            cyclus,
            package.last_modified,
            tables,
            tuple(faults),
            answers,
        )
    except DamagedPackageError as error:
        fault = Fault("ST-01", details={"reden": f"onderdeel {error} ontbreekt of is beschadigd"})
        return Workbook(name, inspected.sha256, faults=(*inspected.faults, fault))


def _not_ours(package: Package, *, any_version: bool) -> Fault | None:
    """ST-02 unless the workbook carries our mark and this version."""
    version = package.defined_names.get(names.SCHEMA_NAME) or package.custom_properties.get(
        names.SCHEMA_NAME
    )
    if not version:
        return Fault("ST-02", details={"reden": "het kenmerk van de werkmap ontbreekt"})
    if version != SCHEMA_VERSION and not any_version:
        return Fault(
            "ST-02",
            waarde=version,
            details={"reden": f"dit is versie {version}, gevraagd is versie {SCHEMA_VERSION}"},
        )
    return None


def _read_form(table: Table, grid: Grid) -> SheetTable:
    """One record: the value beside each label, at its fixed place."""
    cells = [
        (form_row(table, column.name) - 1, layout.FORM_VALUE_COLUMN - 1) for column in table.columns
    ]
    values = [cell_of(grid, *cell) if cell[0] < len(grid) else None for cell in cells]
    frame = block_of([values], [layout.FORM_FIRST_ROW], tuple(table.by_name))
    return SheetTable(
        table,
        frame,
        dict.fromkeys(table.by_name, layout.column_letter(layout.FORM_VALUE_COLUMN)),
        no_columns(),
    )


def _read_answers(grid: Grid) -> dict[str, str]:
    """Column Toelichting provincie of the findings, by finding id, wherever that table now stands."""
    number, answer = (
        header_key(CONTROLE.by_name[name].header) for name in ("bevinding", "toelichting")
    )
    for index, row in enumerate(grid):
        headers = [header_key(value) if value != "" else "" for value in row]
        if number in headers and answer in headers:
            places = headers.index(number), headers.index(answer)
            pairs = (
                (as_text(cell_of(grid, below, places[0])), as_text(cell_of(grid, below, places[1])))
                for below in range(index + 1, len(grid))
            )
            return {id_: text for id_, text in pairs if id_ and text}
    return {}


def _identity(
    package: Package, start: SheetTable, expected_cycle: str | None
) -> tuple[Inzender | None, str | None, Fault | None]:
    """Province and cycle, or ST-10 when cell, mark and expectation do not agree."""

    def stop(column: str, reason: str) -> Fault:
        cell = start.address(layout.FORM_FIRST_ROW, column)
        header = START.by_name[column].header
        return Fault(
            "ST-10",
            START.sheet,
            form_row(START, column),
            header,
            cell,
            as_text(start.frame[column].iloc[0]),
            details={"reden": reason},
        )

    said = as_text(start.frame["provincie"].iloc[0])
    marked = package.defined_names.get(names.OWNER_NAME) or package.custom_properties.get(
        names.OWNER_NAME, ""
    )
    province = find_province(said)
    cyclus = as_text(start.frame["cyclus"].iloc[0])
    marked_cycle = package.defined_names.get(names.CYCLE_NAME) or package.custom_properties.get(
        names.CYCLE_NAME, ""
    )
    if province is None:
        reason = (
            f"Op het blad Start staat geen bekende provincie, maar '{said}'."
            if said
            else "Op het blad Start is de provincie leeg."
        )
        return None, cyclus, stop("provincie", reason)
    if marked and marked != province.code:
        reason = (
            f"Op het blad Start staat {province.naam}, maar de werkmap is gemaakt voor {marked}."
        )
        return province, cyclus, stop("provincie", reason)
    if cyclus not in known_cycles():
        return (
            province,
            cyclus,
            stop("cyclus", f"Op het blad Start staat geen bekende cyclus, maar '{cyclus}'."),
        )
    if marked_cycle and marked_cycle != cyclus:
        reason = f"Op het blad Start staat cyclus {cyclus}, maar de werkmap is gemaakt voor {marked_cycle}."
        return province, cyclus, stop("cyclus", reason)
    if expected_cycle and cyclus != expected_cycle:
        return (
            province,
            cyclus,
            stop("cyclus", f"Deze werkmap is van cyclus {cyclus}; verwacht is {expected_cycle}."),
        )
    return province, cyclus, None


def _read_table(
    package: Package, table: Table, grid: Grid, faults: list[Fault]
) -> SheetTable | None:
    """The table on its sheet, or None where its headers are gone."""
    header_index = find_header(table, grid)
    expected = str(layout.HEADER_ROW)
    if header_index is None:
        faults.append(
            Fault(
                "ST-06",
                table.sheet,
                details={"verwacht": expected, "reden": "de koppen zijn niet gevonden"},
            )
        )
        return None
    if header_index != layout.HEADER_ROW - 1:
        reason = f"de koppen staan op rij {header_index + 1}"
        faults.append(
            Fault(
                "ST-06",
                table.sheet,
                header_index + 1,
                details={"verwacht": expected, "reden": reason},
            )
        )
    headers = [header_key(value) for value in grid[header_index]]
    places = find_places(table, headers)
    extras = {
        i: clean_text(str(grid[header_index][i]))
        for i, text in enumerate(headers)
        if text and i not in places.values()
    }
    suspects = find_suspects(table, grid, header_index, places, extras)
    faults += column_faults(table, places, extras, suspects, header_index)
    end = package.table_ends(table.sheet).get(names.table_name(table))
    rows = _data_rows(
        table,
        grid,
        header_index,
        places,
        {*places.values(), *extras, *suspects.values()},
        end,
        faults,
    )
    frame = frame_of(
        grid, rows, {c.name: places[c.name] for c in table.data_columns if c.name in places}
    )
    # Their content is kept wherever it stands, also beside rows that say nothing else.
    below = range(header_index + 1, len(grid)) if extras else ()
    own = [row for row in below if any(not is_empty(cell_of(grid, row, place)) for place in extras)]
    extra = (
        frame_of(grid, own, {header: place for place, header in extras.items()})
        if extras
        else no_columns()
    )
    letters = {str(name): layout.column_letter(places[str(name)] + 1) for name in frame.columns}
    return SheetTable(
        table, frame, letters, extra, _free_ids(table, grid, places, header_index, set(rows))
    )


def _free_ids(
    table: Table, grid: Grid, places: Mapping[str, int], header_index: int, rows: Collection[int]
) -> tuple[str, ...]:
    """Ids that stand ready in rows that say nothing else."""
    place = places.get(table.key.name) if table.key else None
    if place is None:
        return ()
    ids = (
        as_text(cell_of(grid, row, place))
        for row in range(header_index + 1, len(grid))
        if row not in rows
    )
    return tuple(filter(None, ids))


FEWEST_BELOW = 3
"""Filled cells that make a row of what stands below the table; less is a remark or a total."""


def _data_rows(
    table: Table,
    grid: Grid,
    header_index: int,
    places: Mapping[str, int],
    known: set[int],
    end: int | None,
    faults: list[Fault],
) -> list[int]:
    """Indexes of rows that say something. Content without a column, or below the table and no row of it, is ST-07."""
    # Fixed rows (Rolmatrix) count as said even when nobody filled them; a prefilled id does not.
    ours = {
        places[c.name]
        for c in table.data_columns
        if c.name in places and (c.fixed or c.kind is not Kind.ID)
    }
    telling = {
        places[c.name]
        for c in table.columns
        if c.name in places and (c.required or c.kind is Kind.ID)
    }
    rows = []
    for index in range(header_index + 1, len(grid)):
        filled = {i for i, value in enumerate(grid[index]) if value != "" and not is_empty(value)}
        stray = filled - known
        if filled & ours:
            if (
                end is not None
                and index + 1 > end
                and (not filled & telling or len(filled) < FEWEST_BELOW)
            ):
                stray |= filled
            else:
                rows.append(index)
        if stray:
            place = min(stray)
            cell, text = layout.cell(index + 1, place + 1), as_text(grid[index][place])
            where = f", in {cell}: '{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}'"
            faults.append(
                Fault(
                    "ST-07",
                    table.sheet,
                    index + 1,
                    cel=cell,
                    waarde=text,
                    sleutel=text,
                    details={"waar": where},
                )
            )
    return rows


def _sheet_faults(package: Package, grids: Mapping[str, Grid]) -> Iterator[Fault]:
    """ST-03 for sheets that are missing (naming the one that is probably meant), ST-07 for the other sheets of their own."""
    own = [sheet for sheet in package.sheets if sheet not in SHEETS]
    for sheet in (*(table.sheet for table in DATA_TABLES), CONTROLE.sheet, LISTS_SHEET):
        if sheet in grids:
            continue
        keys = {header_key(name): name for name in own}
        starting = [key for key in keys if key.startswith(header_key(sheet))]
        near = starting or difflib.get_close_matches(header_key(sheet), keys, n=1, cutoff=0.7)
        meant = keys[near[0]] if near else None
        if meant is not None:
            own.remove(meant)
        guess = (
            f" Er is wel een blad '{clean_text(meant)}'. Is dat dit blad? Geef het dan weer de naam {sheet}."
            if meant
            else ""
        )
        yield Fault("ST-03", blad=sheet, waarde=meant, details={"vermoeden": guess})
    for sheet in own:
        details = {"blad": clean_text(sheet), "waar": ": dit blad hoort niet bij de werkmap"}
        yield Fault("ST-07", sheet, 1, cel="A1", sleutel=sheet, details=details)


def _changed_fixed_cells(
    package: Package, grids: Mapping[str, Grid], cyclus: str | None, moved: set[str | None]
) -> Iterator[Fault]:
    """ST-12: titles of sheets that are not ``moved`` as a whole, and the value lists of a workbook made with the lists we have now."""
    for table in TABLES.values():
        grid = grids.get(table.sheet)
        if grid and table is not START and table.sheet not in moved:
            yield from _compare_fixed(table.sheet, grid, layout.TITLE_ROW, 1, table.title)
    lists = lists_for(load_cycle(cyclus)) if cyclus else {}
    grid = grids.get(LISTS_SHEET)
    if grid is not None and package.defined_names.get(names.LISTS_NAME) == names.fingerprint(lists):
        for number, values in enumerate(lists.values(), start=1):
            for offset, value in enumerate(values.values):
                yield from _compare_fixed(
                    LISTS_SHEET, grid, layout.FIRST_ROW + offset, number, value
                )


def _compare_fixed(sheet: str, grid: Grid, row: int, column: int, expected: str) -> Iterator[Fault]:
    found = as_text(cell_of(grid, row - 1, column - 1)) if row <= len(grid) else ""
    if found != expected:
        cell = layout.cell(row, column)
        now = f"staat er '{found[:SHOWN]}'" if found else "is de cel leeg"
        details = {"verwacht": expected, "nu": now}
        yield Fault(
            "ST-12",
            sheet,
            row,
            cel=cell,
            waarde=found,
            sleutel=cell,
            details=details,
            voorstel=expected,
        )


def _place_errors(grids: Mapping[str, Grid], odd: Mapping[str, Sequence[OddCell]]) -> None:
    """Put error values where they stand: calamine leaves such cells empty."""
    for name, cells in odd.items():
        errors = {
            layout.split_address(cell.address): ExcelError(cell.error)
            for cell in cells
            if cell.error is not None
        }
        if errors:
            grid = grids.get(TABLES[name].sheet, [])
            _widen(grid, *map(max, zip(*errors, strict=True)))
            for (row, column), error in errors.items():
                grid[row - 1][column - 1] = error


def _widen(grid: Grid, rows: int, columns: int) -> None:
    """Make a grid at least this large; every row stays as long as the others."""
    width = max([columns, *map(len, grid[:1])])
    grid.extend([] for _ in range(rows - len(grid)))
    for line in grid:
        line.extend([None] * (width - len(line)))


def _formulas(
    odd: Mapping[str, Sequence[OddCell]], tables: Mapping[str, SheetTable]
) -> Iterator[Fault]:
    """ST-13 for formulas in input cells of rows that say something, ST-14 where such a formula was never calculated."""
    for sheet_table in tables.values():
        table = sheet_table.table
        by_letter = {letter: name for name, letter in sheet_table.letters.items()}
        by_row = (
            {form_row(table, column.name): column.name for column in table.columns}
            if table.is_form
            else {}
        )
        rows, by_name = set(sheet_table.frame.index), set(sheet_table.frame.columns)
        for cell in odd.get(table.name, ()):
            letter = cell.address.rstrip("0123456789")
            if letter not in by_letter or cell.formula_xml is None or cell.error is not None:
                continue
            row = int(cell.address[len(letter) :])
            name = by_row.get(row) if table.is_form else by_letter[letter]
            beside = not table.is_form and row not in rows and cell.calculated
            if name is None or beside:
                continue
            code = "ST-13" if cell.calculated else "ST-14"
            header = table.by_name[name].header
            id_ = (
                as_text(sheet_table.frame.at[row, table.key.name])
                if table.key and table.key.name in by_name and row in rows
                else ""
            )
            yield Fault(
                code,
                table.sheet,
                row,
                header,
                cell.address,
                f"={cell.formula}",
                sleutel=f"{id_ or row}.{name}",
            )
