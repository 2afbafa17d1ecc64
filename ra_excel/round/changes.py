"""What changed between two editions: rows added, cells changed, rows gone, provinces that did not
submit again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from ra_excel.checks.previous import one_sided
from ra_excel.domain import layout
from ra_excel.domain.inzenders import NATIONAAL, departments, provinces
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.sheets.start import START
from ra_excel.domain.tables import EVERY_RECORDED_TABLE
from ra_excel.reading.tables import form_row
from ra_excel.reading.values import as_text, day_of_serial
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
    in_both = old.inzenders & new.inzenders
    changes = [_not_submitted(naam) for naam in old.inzenders - new.inzenders]
    for table in EVERY_RECORDED_TABLE:
        unread = {naam for naam, name in old.unread | new.unread if name == table.name} & in_both
        changes += [_not_read(naam, table) for naam in unread]
        of_table = _changes_in(table, old, new)
        changes += [change for change in of_table if change.provincie not in unread]
    order = [province.naam for province in (*provinces(), NATIONAAL, *departments())]
    return sorted(changes, key=lambda change: order.index(change.provincie))


def _not_submitted(naam: str) -> Change:
    words = "Deze keer geen werkmap die meetelt"
    return Change(ChangeKind.NOT_SUBMITTED, naam, titel=words, blad=START.sheet)


def _not_read(naam: str, table: Table) -> Change:
    words = f"Het blad {table.sheet} was niet te lezen"
    return Change(ChangeKind.NOT_READ, naam, titel=words, blad=table.sheet)


def _changes_in(table: Table, old: Edition, new: Edition) -> Iterator[Change]:
    before, now = dict(rows_by_key(old, table)), dict(rows_by_key(new, table))
    columns = _columns_in_both(table, old, new)
    for key, row in now.items():
        if key in before:
            yield from _changed(table, columns, before[key], row)
        elif table is not ROLMATRIX or row["provincie"] in old.inzenders:
            yield _of_row(ChangeKind.ADDED, table, row)
    left_behind = _left_behind(old, new)
    for key, row in before.items():
        if key not in now and row["provincie"] in new.inzenders:
            binding = _ratified(table, row) is not None and row.get("id") not in left_behind
            yield replace(_of_row(ChangeKind.GONE, table, row), eenzijdig=binding)


def _columns_in_both(table: Table, old: Edition, new: Edition) -> list[Column]:
    """The columns that somebody fills, and that neither edition lacks."""
    columns = [c for c in table.data_columns if not c.fixed and c.kind is not Kind.ID]
    before, now = old.tables[table.name], new.tables[table.name]
    return [column for column in columns if column.name in before and column.name in now]


def _left_behind(old: Edition, new: Edition) -> set[object]:
    """Agreements that were finished and need not come along into a new cycle."""
    cycles = [set(edition.tables["start"]["cyclus"]) for edition in (old, new)]
    return finished_agreements(old) if cycles[0] != cycles[1] else set()


def _changed(table: Table, columns: list[Column], before: Values, now: Values) -> Iterator[Change]:
    """A change for every cell that says something else."""
    ratified, again = _ratified(table, before), _ratified(table, now)
    for column in columns:
        old, new = _seen(column, before), _seen(column, now)
        if old == new:
            continue
        change = _of_row(ChangeKind.CHANGED, table, now)
        cel = change.cel
        if table.is_form:
            cel = layout.cell(form_row(table, column.name), layout.FORM_VALUE_COLUMN)
        yield replace(
            change,
            kolom=column.header,
            oud=old,
            nieuw=new,
            cel=cel,
            eenzijdig=table is AFSPRAKEN and one_sided(column.name, ratified, again),
        )


def _seen(column: Column, row: Values) -> str:
    """What a cell says, whatever its format: a date that lost it is a bare number."""
    value = row[column.name]
    day = day_of_serial(value) if column.kind is Kind.DATE else None
    return as_text(day or value)


def _ratified(table: Table, row: Values) -> date | None:
    """The day on which an agreement was ratified."""
    day = row.get("vastgesteld_op") if table is AFSPRAKEN else None
    return day if isinstance(day, date) else None


def _of_row(kind: ChangeKind, table: Table, row: Values) -> Change:
    """A change of a whole row, with its first cell."""
    cel = layout.cell(int(str(row["rij"])), 1)
    if table.is_form:
        cel = layout.cell(layout.FORM_FIRST_ROW, layout.FORM_VALUE_COLUMN)
    return Change(
        kind,
        str(row["provincie"]),
        as_text(row.get(table.key.name)) if table.key else "",
        _named(table, row),
        bestand=str(row["bestand"]),
        blad=table.sheet,
        cel=cel,
    )


NAMING = ("onderwerp", "vraagstuk", "afspraak", "rol")
"""Columns that say which row it is, the best first."""


def _named(table: Table, row: Values) -> str:
    """Which row it is, for a reader who does not know ids."""
    about = next((as_text(row[name]) for name in NAMING if row.get(name)), "")
    return as_text(row.get("titel")) or f"{table.noun.singular} {about}".strip()
