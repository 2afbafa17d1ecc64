"""What changed between two editions: rows added, cells changed, rows gone, provinces that did not
submit again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ra_excel.checks.previous import one_sided
from ra_excel.domain import layout
from ra_excel.domain.inzenders import NATIONAAL, provinces
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.sheets.start import START
from ra_excel.domain.tables import RECORDED_TABLES
from ra_excel.reading.tables import form_row
from ra_excel.reading.values import as_text
from ra_excel.round.change import Change, ChangeKind
from ra_excel.round.edition import Edition, finished_agreements, rows_by_key

Values = Mapping[str, object]


def find_changes(old: Edition, new: Edition) -> list[Change]:
    """Every change, in the order province, sheet, row. A province that is only in ``old`` gives one
    line, not all its rows.

    Of a province that is only in ``new`` its roles are left out: the rows of the role matrix stand
    in every workbook. A sheet that could not be read, then or now, gives one line too: nobody knows
    what became of its rows.
    """
    order = [province.naam for province in (*provinces(), NATIONAAL)]
    found: list[tuple[int, Change]] = []
    for number, table in enumerate(RECORDED_TABLES):
        unread = (
            {naam for naam, name in old.unread | new.unread if name == table.name}
            & old.provincies
            & new.provincies
        )
        found += [(number, _not_read(naam, table)) for naam in unread]
        found += [
            (number, change)
            for change in _changes_in(table, old, new)
            if change.provincie not in unread
        ]
    found += [(0, _not_submitted(naam)) for naam in old.provincies - new.provincies]
    return [
        change
        for number, change in sorted(
            found, key=lambda pair: (order.index(pair[1].provincie), pair[0])
        )
    ]


def _not_submitted(naam: str) -> Change:
    return Change(
        ChangeKind.NOT_SUBMITTED,
        naam,
        "",
        "Deze keer geen werkmap die meetelt",
        "",
        "",
        "",
        False,
        "",
        START.sheet,
        "",
    )


def _not_read(naam: str, table: Table) -> Change:
    return Change(
        ChangeKind.NOT_READ,
        naam,
        "",
        f"Het blad {table.sheet} was niet te lezen",
        "",
        "",
        "",
        False,
        "",
        table.sheet,
        "",
    )


def _changes_in(table: Table, old: Edition, new: Edition) -> Iterator[Change]:
    before, now = dict(rows_by_key(old, table)), dict(rows_by_key(new, table))
    left_behind = _left_behind(old, new)
    columns = [c for c in table.data_columns if not c.fixed and c.kind is not Kind.ID]
    shared = [
        c for c in columns if c.name in old.tables[table.name] and c.name in new.tables[table.name]
    ]
    for key, row in now.items():
        if key not in before and not (
            table is ROLMATRIX and row["provincie"] not in old.provincies
        ):
            yield _whole(ChangeKind.ADDED, table, row)
        elif key in before:
            yield from _changed(table, shared, before[key], row)
    for key, row in before.items():
        if key not in now and row["provincie"] in new.provincies:
            yield _whole(ChangeKind.GONE, table, row, left_behind=row.get("id") in left_behind)


def _whole(sort: ChangeKind, table: Table, row: Values, *, left_behind: bool = False) -> Change:
    ratified = table is AFSPRAKEN and isinstance(row.get("vastgesteld_op"), date)
    return _change(
        sort,
        table,
        row,
        None,
        "",
        "",
        eenzijdig=sort is ChangeKind.GONE and ratified and not left_behind,
    )


def _left_behind(old: Edition, new: Edition) -> set[object]:
    """Agreements that were finished and need not come along into a new cycle."""
    cycles = [set(edition.tables["start"]["cyclus"]) for edition in (old, new)]
    return finished_agreements(old) if cycles[0] != cycles[1] else set()


def _changed(table: Table, columns: list[Column], before: Values, now: Values) -> Iterator[Change]:
    for column in columns:
        old, new = as_text(before[column.name]), as_text(now[column.name])
        if old != new:
            ratified = [
                day if isinstance(day := row.get("vastgesteld_op"), date) else None
                for row in (before, now)
            ]
            marked = table is AFSPRAKEN and one_sided(column.name, *ratified)
            yield _change(ChangeKind.CHANGED, table, now, column, old, new, eenzijdig=marked)


def _change(
    sort: ChangeKind,
    table: Table,
    row: Values,
    column: Column | None,
    oud: str,
    nieuw: str,
    *,
    eenzijdig: bool,
) -> Change:
    if table.is_form:
        cel = layout.cell(
            form_row(table, column.name) if column else layout.FORM_FIRST_ROW,
            layout.FORM_VALUE_COLUMN,
        )
    else:
        cel = layout.cell(int(str(row["rij"])), 1)
    words = (
        str(row["provincie"]),
        as_text(row.get("id")),
        _named(table, row),
        column.header if column else "",
        oud,
        nieuw,
    )
    return Change(sort, *words, eenzijdig, str(row["bestand"]), table.sheet, cel)


NAMING = ("onderwerp", "vraagstuk", "afspraak", "rol")
"""Columns that say which row it is, the best first."""


def _named(table: Table, row: Values) -> str:
    """Which row it is, for a reader who does not know ids."""
    about = next((as_text(row[name]) for name in NAMING if row.get(name)), "")
    return as_text(row.get("titel")) or f"{table.noun.singular} {about}".strip()
