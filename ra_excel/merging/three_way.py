"""Bring the copies of a table together, cell by cell.

With the version that all copies started from (``base``) a cell that one copy changed is taken. A
cell that copies changed differently stays as the last saved of them has it, and is listed. Without
a base a filled cell wins from an empty one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ra_excel.merging.copies import Copy, Outcome, Remark, Row, TableCopy, Value

NO_TABLE = TableCopy({})


def same(first: Value, second: Value) -> bool:
    """Whether two cells hold the same: 1 and 1.0 do, "a" and "a " do not."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    return first == second


def merge_table(
    table: str, copies: Sequence[Copy], base: Copy | None
) -> tuple[dict[str, Row | None], list[Remark]]:
    """The rows of one table by id (None: removed), and what has to be said of them."""
    before = base.tables.get(table, NO_TABLE).rows if base else {}
    ids = dict.fromkeys(before)
    for copy in copies:
        ids |= dict.fromkeys(copy.tables.get(table, NO_TABLE).rows)
    merged: dict[str, Row | None] = {}
    remarks: list[Remark] = []
    for id_ in ids:
        versions = {
            copy.name: copy.tables[table].rows[id_]
            for copy in copies
            if table in copy.tables and id_ in copy.tables[table].rows
        }
        row = _Row(table, id_, copies, versions, before.get(id_))
        merged[id_] = row.merged()
        remarks += row.remarks
    return merged, remarks


class _Row:
    """One row as each copy has it. ``versions`` holds the copies in which the row is there."""

    def __init__(
        self,
        table: str,
        id_: str,
        copies: Sequence[Copy],
        versions: Mapping[str, Row],
        before: Row | None,
    ) -> None:
        self.table, self.id, self.versions, self.before = table, id_, versions, before
        self.absent = [
            copy.name for copy in copies if copy.name not in versions and table in copy.tables
        ]
        self.saved = {copy.name: (copy.saved, -number) for number, copy in enumerate(copies)}
        self.remarks: list[Remark] = []

    def merged(self) -> Row | None:
        """The row of the result; None where it was removed and nobody changed it."""
        if self.before is not None and self.absent:
            changed = [name for name, row in self.versions.items() if self._changes(row)]
            if not changed:
                self._remark_removed()
                return None
            self._remark(Outcome.KEPT_ROW, "", self.absent[0], None, changed[0])
        columns = dict.fromkeys(self.before or {})
        for row in self.versions.values():
            columns |= dict.fromkeys(row)
        return {column: self._cell(column) for column in columns}

    def _changes(self, row: Row) -> bool:
        before = self.before or {}
        return any(not same(row.get(name), before.get(name)) for name in {*row, *before})

    def _cell(self, column: str) -> Value:
        """The value of the result; every other value that somebody gave becomes a remark."""
        before = (self.before or {}).get(column)
        given = {
            name: row.get(column)
            for name, row in self.versions.items()
            if not same(row.get(column), before)
        }
        if not given:
            return before
        winner = max(given, key=lambda name: self.saved[name])
        for name, value in given.items():
            if not same(value, given[winner]):
                self._remark(Outcome.CHOICE, column, name, value, winner)
        return given[winner]

    def _remark_removed(self) -> None:
        for column, value in (self.before or {}).items():
            if value is not None:
                self._remark(Outcome.REMOVED_ROW, column, self.absent[0], value, self.absent[0])

    def _remark(self, outcome: Outcome, column: str, copy: str, value: Value, winner: str) -> None:
        result = self.versions.get(winner, {}).get(column)
        self.remarks.append(
            Remark(outcome, self.table, self.id, column, copy, value, winner, result)
        )
