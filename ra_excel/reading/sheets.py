"""What is wrong with the sheets of a workbook apart from their rows: sheets missing or strange,
fixed cells changed, formulas where values belong.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from ra_excel.domain import layout, names
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.fault import Fault
from ra_excel.domain.layout import LISTS_SHEET
from ra_excel.domain.model import Table, Werkmap
from ra_excel.domain.tables import EVERY_TABLE, lists_for
from ra_excel.reading.grid import Grid, cell_of
from ra_excel.reading.headers import LIKENESS, header_key
from ra_excel.reading.package import Package
from ra_excel.reading.scan import OddCell
from ra_excel.reading.tables import SHOWN, SheetTable, form_row
from ra_excel.reading.values import ExcelError, as_text, clean_text, without_invisible

Grids = Mapping[str, Grid]
"""The sheets that were read, by name."""

OddCells = Mapping[str, Sequence[OddCell]]
"""Cells with an error value or a formula, by table name."""


def missing_and_strange(werkmap: Werkmap, package: Package, grids: Grids) -> Iterator[Fault]:
    """ST-03 for sheets that are missing (naming the one that is probably meant), ST-07 for the
    other sheets of their own.
    """
    own = [sheet for sheet in package.sheets if sheet not in werkmap.sheets]
    expected = [
        *(table.sheet for table in werkmap.data_tables),
        werkmap.controle.sheet,
        LISTS_SHEET,
    ]
    for sheet in expected:
        if sheet in grids:
            continue
        meant = _probably_meant(sheet, own)
        if meant is not None:
            own.remove(meant)
        yield Fault("ST-03", blad=sheet, waarde=meant, details={"vermoeden": _guess(sheet, meant)})
    for sheet in own:
        words = {"blad": clean_text(sheet), "waar": ": dit blad hoort niet bij de werkmap"}
        yield Fault("ST-07", sheet, 1, cel="A1", sleutel=sheet, details=words)


def _probably_meant(sheet: str, own: Sequence[str]) -> str | None:
    """The sheet of their own whose name begins with, or is much like, that of a missing one."""
    by_key = {header_key(name): name for name in own}
    wanted = header_key(sheet)
    starting = [key for key in by_key if key.startswith(wanted)]
    near = starting or difflib.get_close_matches(wanted, by_key, n=1, cutoff=LIKENESS)
    return by_key[near[0]] if near else None


def _guess(sheet: str, meant: str | None) -> str:
    if meant is None:
        return ""
    difference = ""
    if meant.strip() == sheet:
        difference = ", met een spatie voor of achter de naam"
    elif clean_text(meant) == sheet:
        difference = ", met een onzichtbaar teken in de naam"
    elif meant.casefold() == sheet.casefold():
        difference = ", met andere hoofdletters"
    there = f" Er is wel een blad '{without_invisible(meant)}'{difference}."
    return f"{there} Is dat dit blad? Geef het dan weer de naam {sheet}."


def changed_fixed_cells(
    werkmap: Werkmap, package: Package, grids: Grids, cyclus: str, moved: set[str | None]
) -> Iterator[Fault]:
    """ST-12: titles of sheets that are not ``moved`` as a whole, and the value lists of a workbook
    made with the lists we have now.
    """
    for table in werkmap.tables.values():
        grid = grids.get(table.sheet)
        if grid and table is not werkmap.start and table.sheet not in moved:
            yield from _compared(table.sheet, grid, (layout.TITLE_ROW, 1), table.title)
    lists = lists_for(load_cycle(cyclus), werkmap)
    grid = grids.get(LISTS_SHEET)
    if grid is None or package.defined_names.get(names.LISTS_NAME) != names.fingerprint(lists):
        return
    for number, values in enumerate(lists.values(), start=1):
        for row, value in enumerate(values.values, start=layout.FIRST_ROW):
            yield from _compared(LISTS_SHEET, grid, (row, number), value)


def _compared(sheet: str, grid: Grid, at: tuple[int, int], expected: str) -> Iterator[Fault]:
    """ST-12 where the cell ``at`` (Excel row and column) says something else than expected."""
    row, column = at
    text = as_text(cell_of(grid, row - 1, column - 1)) if row <= len(grid) else ""
    if text != expected:
        cell = layout.cell(row, column)
        now = f"staat er '{text[:SHOWN]}'" if text else "is de cel leeg"
        words = {"verwacht": expected, "nu": now}
        yield Fault(
            "ST-12",
            sheet,
            row,
            cel=cell,
            waarde=text,
            sleutel=cell,
            details=words,
            voorstel=expected,
        )


def place_errors(grids: Grids, odd: OddCells) -> None:
    """Put error values where they stand: calamine leaves such cells empty."""
    for name, cells in odd.items():
        errors = {
            layout.split_address(cell.address): ExcelError(cell.error)
            for cell in cells
            if cell.error is not None
        }
        if errors:
            grid = grids.get(EVERY_TABLE[name].sheet, [])
            _widen(grid, max(row for row, _ in errors), max(column for _, column in errors))
            for (row, column), error in errors.items():
                grid[row - 1][column - 1] = error


def _widen(grid: Grid, rows: int, columns: int) -> None:
    """Make a grid at least this large; every row stays as long as the others."""
    width = max([columns, *map(len, grid[:1])])
    grid.extend([] for _ in range(rows - len(grid)))
    for line in grid:
        line.extend([None] * (width - len(line)))


def formulas(odd: OddCells, tables: Mapping[str, SheetTable]) -> Iterator[Fault]:
    """ST-13 for formulas in input cells of rows that say something, ST-14 where such a formula was
    never calculated.
    """
    for name, sheet_table in tables.items():
        ids = _ids(sheet_table)
        for cell in odd.get(name, ()):
            if cell.formula_xml is None or cell.error is not None:
                continue
            row = int(cell.address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            column = _column_at(sheet_table, cell.address, row)
            # A calculated formula beside rows that say nothing else is nobody's input.
            beside = row not in ids and cell.calculated
            if column is None or (beside and not sheet_table.table.is_form):
                continue
            yield Fault(
                "ST-13" if cell.calculated else "ST-14",
                sheet_table.table.sheet,
                row,
                sheet_table.table.by_name[column].header,
                cell.address,
                f"={cell.formula}",
                sleutel=f"{ids.get(row) or row}.{column}",
            )


def _column_at(sheet_table: SheetTable, address: str, row: int) -> str | None:
    """The column of ours in which a cell stands; on a form the field of its row."""
    letter = address.rstrip("0123456789")
    table: Table = sheet_table.table
    if table.is_form:
        fields = (name for name in table.by_name if form_row(table, name) == row)
        return next(fields, None) if letter in sheet_table.letters.values() else None
    return next((name for name, own in sheet_table.letters.items() if own == letter), None)


def _ids(sheet_table: SheetTable) -> dict[int, str]:
    """Excel rows that say something, with their id."""
    key = sheet_table.table.key
    ids = sheet_table.columns.get(key.name) if key else None
    if ids is None:
        return dict.fromkeys(sheet_table.numbers, "")
    return dict(zip(sheet_table.numbers, map(as_text, ids), strict=True))
