"""One id that colleagues used for two different things: the later copy gets the next free id.

Colleagues who add rows in copies of one workbook take the same ids, for the same empty rows stand
ready in each. The first copy, in the order given, keeps its id; in a later copy the row gets
another, and every reference in that copy follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ra_excel.domain.model import Kind, Table
from ra_excel.domain.tables import EVERY_DATA_TABLE, row_id
from ra_excel.merging.copies import Copy, Outcome, Remark, Row, TableCopy
from ra_excel.merging.three_way import NO_TABLE, same

SHARED_ID = ("agenda", "gedeeld_id")
"""A text column that may hold an id of this workbook."""

MOST_ID_NUMBER = 9_999


def one_thing_per_id(
    copies: Sequence[Copy], base: Copy | None, owner_code: str
) -> tuple[list[Copy], list[Remark]]:
    """The copies with their rows renumbered where needed, and a remark for every new id.

    ``owner_code`` is what stands before the ids of this workbook (``DR``).
    """
    result = list(copies)
    remarks: list[Remark] = []
    for table in EVERY_DATA_TABLE:
        if table.key is None or table.key.fixed:
            continue
        before = base.tables.get(table.name, NO_TABLE).rows if base else {}
        free = _free_ids(table, owner_code, [*copies, *([base] if base else [])])
        holders: dict[str, list[tuple[str, Row]]] = {}
        for number, copy in enumerate(result):
            new_ids = _new_ids(copy, table, before, holders, free)
            if new_ids:
                result[number] = _renumbered(copy, table, new_ids)
                remarks += _remarks(result[number], table, new_ids)
    return result, remarks


def _free_ids(table: Table, owner_code: str, copies: Sequence[Copy]) -> Iterator[str]:
    """Ids that no copy uses, lowest first."""
    used = {id_ for copy in copies for id_ in copy.tables.get(table.name, NO_TABLE).rows}
    every = (row_id(table, owner_code, number) for number in range(1, MOST_ID_NUMBER + 1))
    return (id_ for id_ in every if id_ not in used)


def _new_ids(
    copy: Copy,
    table: Table,
    before: Mapping[str, Row],
    holders: dict[str, list[tuple[str, Row]]],
    free: Iterator[str],
) -> dict[str, str]:
    """Old id → new id for the rows of this copy that are something else than the id's holder.

    ``holders`` collects, by the id that stands in the copies, the things met so far with the id
    that each got in the result.
    """
    new_ids: dict[str, str] = {}
    for id_, row in copy.tables.get(table.name, NO_TABLE).rows.items():
        if id_ in before:
            continue
        things = holders.setdefault(id_, [])
        known = next((given for given, other in things if same_thing(table, row, other)), None)
        given = known or (id_ if not things else next(free))
        if known is None:
            things.append((given, row))
        if given != id_:
            new_ids[id_] = given
    return new_ids


def same_thing(table: Table, first: Row, second: Row) -> bool:
    """Whether two new rows with one id are the same thing, filled in further by one of them.

    They are when what both filled in agrees in more than half of the columns.
    """
    columns = [c.name for c in table.input_columns if c.name in first and c.name in second]
    both = [name for name in columns if first[name] is not None and second[name] is not None]
    agreeing = [name for name in both if same(first[name], second[name])]
    return not both or 2 * len(agreeing) > len(both)


def _renumbered(copy: Copy, table: Table, new_ids: Mapping[str, str]) -> Copy:
    """The copy with new ids in one table, and with every reference to them changed."""
    tables = {}
    for other in EVERY_DATA_TABLE:
        held = copy.tables.get(other.name)
        if held is None:
            continue
        following = _columns_that_refer(other, table)
        rows = {}
        for id_, row in held.rows.items():
            key = new_ids.get(id_, id_) if other is table else id_
            rows[key] = _with_new_ids(
                row, [*following, "id"] if other is table else following, new_ids
            )
        loose = [_with_new_ids(row, following, new_ids) for row in held.loose]
        tables[other.name] = TableCopy(rows, loose)
    return replace(copy, tables={**copy.tables, **tables})


def _columns_that_refer(table: Table, target: Table) -> list[str]:
    columns = [
        column.name
        for column in table.columns
        if column.kind is Kind.REFERENCE and target.name in column.refers_to
    ]
    if SHARED_ID[0] == table.name == target.name:
        columns.append(SHARED_ID[1])
    return columns


def _with_new_ids(row: Row, columns: Sequence[str], new_ids: Mapping[str, str]) -> Row:
    changed = dict(row)
    for name in columns:
        old = row.get(name)
        if isinstance(old, str) and old.strip() in new_ids:
            changed[name] = new_ids[old.strip()]
    return changed


def _remarks(copy: Copy, table: Table, new_ids: Mapping[str, str]) -> Iterator[Remark]:
    """A remark for every new id, and one for every text in that copy that names the old id."""
    for old, new in new_ids.items():
        yield Remark(Outcome.NEW_ID, table.name, old, "id", copy.name, old, copy.name, new)
    for other in EVERY_DATA_TABLE:
        for id_, row in copy.tables.get(other.name, NO_TABLE).rows.items():
            for name, value in row.items():
                if other.by_name[name].kind in (Kind.TEXT, Kind.LONG_TEXT):
                    yield from _mentions(copy, (other, id_, name), value, new_ids)


def _mentions(
    copy: Copy, where: tuple[Table, str, str], value: object, new_ids: Mapping[str, str]
) -> Iterator[Remark]:
    table, id_, name = where
    words = re.findall(r"[\w-]+", value) if isinstance(value, str) else []
    for old in new_ids:
        if old in words and (table.name, name) != SHARED_ID:
            new = new_ids[old]
            yield Remark(Outcome.MENTION, table.name, id_, name, copy.name, value, copy.name, new)
