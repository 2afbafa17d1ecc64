"""Rules that hold for every sheet: what is due in this row, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.model import Column, Kind


@rule("CE-01")
def due_in_this_row(submission: Submission) -> Iterator[Fault]:
    """Columns that are mandatory only when another column holds a certain value.

    Those that are always mandatory have a check of their own.
    """
    for table in submission.werkmap.data_tables:
        for column in table.columns:
            if column.required_when is None:
                continue
            other, value = column.required_when
            because = f" (verplicht bij {table.by_name[other].header}: {value})"
            for row in submission.rows.table(table.name):
                if row.says(other, value) and row.lacks(column.name):
                    yield row.fault_at(column.name, bij=because)


@rule("CE-07")
def refers_to_nothing(submission: Submission) -> Iterator[Fault]:
    """An id that no filled row of the other sheet carries."""
    for table in submission.werkmap.data_tables:
        for column in table.columns:
            if column.kind is not Kind.REFERENCE or not _all_known(submission, column):
                continue
            known = _ids(submission, column)
            sheets = " of ".join(target.sheet for target in submission.werkmap.targets(column))
            for row in submission.rows.table(table.name):
                if row.has(column.name) and row.text(column.name) not in known:
                    yield row.fault_at(column.name, doel=sheets)


def _all_known(submission: Submission, column: Column) -> bool:
    """Else the row that is meant may be there, without its id."""
    return all(
        submission.rows.all_known(target.name) for target in submission.werkmap.targets(column)
    )


def _ids(submission: Submission, column: Column) -> set[str]:
    known: set[str] = set()
    for target in submission.werkmap.targets(column):
        known.update(submission.rows.by_id(target.name))
    return known
