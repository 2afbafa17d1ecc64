"""Where the columns of a table stand on a sheet, by what stands above them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ra_excel.domain import layout
from ra_excel.domain.fault import Fault
from ra_excel.domain.model import Kind, Table
from ra_excel.reading.grid import Grid, cell_of
from ra_excel.reading.values import clean_text, is_empty

HEADER_SEARCH_ROWS = 40
"""How far down a moved header row is looked for."""


def header_key(text: object) -> str:
    """How headers are compared: without case, line ends and double spaces."""
    return " ".join(clean_text(str(text or "")).casefold().split())


@cache
def _header_keys(table: Table) -> dict[str, frozenset[str]]:
    """What may stand above each column of a table."""
    return {
        column.name: frozenset(header_key(word) for word in (column.header, *column.aliases))
        for column in table.columns
    }


def find_header(table: Table, grid: Grid) -> int | None:
    """Index of the row that holds most headers of the table (at least half), preferring its own place."""
    wanted = _header_keys(table).values()

    def score(index: int) -> int:
        present = {header_key(value) for value in grid[index] if value != ""}
        return sum(not keys.isdisjoint(present) for keys in wanted)

    own = layout.HEADER_ROW - 1
    if own < len(grid) and score(own) == len(wanted):
        return own
    candidates = range(min(len(grid), HEADER_SEARCH_ROWS))
    best = max(candidates, key=lambda i: (score(i), i == own), default=None)
    return best if best is not None and score(best) * 2 >= len(wanted) else None


def find_places(table: Table, headers: Sequence[str]) -> dict[str, int]:
    """Index of each column that the header row has; of two with one header the first."""
    where: dict[str, list[int]] = {}
    for index, text in enumerate(headers):
        where.setdefault(text, []).append(index)
    places: dict[str, int] = {}
    for name, keys in _header_keys(table).items():
        found = (
            index for key in keys for index in where.get(key, ()) if index not in places.values()
        )
        if (place := min(found, default=None)) is not None:
            places[name] = place
    return places


def find_suspects(
    table: Table,
    grid: Grid,
    header_index: int,
    places: Mapping[str, int],
    extras: Mapping[int, str],
) -> dict[str, int]:
    """Where a column without its header probably stands: under a header much like it, or else at its own place, filled."""
    found: dict[str, int] = {}
    for own_place, column in enumerate(table.columns):
        if column.name in places or column.kind is Kind.FORMULA:
            continue
        near = difflib.get_close_matches(
            column.header,
            [h for i, h in extras.items() if i not in found.values()],
            n=1,
            cutoff=0.7,
        )
        place = next(
            (
                i
                for i, text in extras.items()
                if near and text == near[0] and i not in found.values()
            ),
            own_place,
        )
        free = place not in places.values() and place not in found.values()
        if free and (
            place in extras
            or any(
                not is_empty(cell_of(grid, row, place))
                for row in range(header_index + 1, len(grid))
            )
        ):
            found[column.name] = place
    return found


def column_faults(
    table: Table,
    places: Mapping[str, int],
    extras: Mapping[int, str],
    suspects: Mapping[str, int],
    header_index: int,
) -> Iterator[Fault]:
    """ST-04 for columns that are missing (naming where they probably stand), ST-05 for the other extras."""
    row = header_index + 1
    for column in table.data_columns:
        if column.name in places:
            continue
        place = suspects.get(column.name)
        cell = None if place is None else layout.cell(row, place + 1)
        header = extras.get(place, "") if place is not None else ""
        state = f"staat '{header}'" if header else "staat geen kop"
        guess = f" In {cell} {state}: is dat deze kolom?" if cell else ""
        yield Fault(
            "ST-04",
            table.sheet,
            row,
            column.header,
            cell,
            header or None,
            sleutel=column.name,
            details={"vermoeden": guess},
            voorstel=column.header,
        )
    for place, header in extras.items():
        if place not in suspects.values():
            yield Fault(
                "ST-05",
                table.sheet,
                row,
                header,
                layout.cell(row, place + 1),
                header,
                sleutel=header,
            )
