"""Rules that hold for every sheet: what is due in this row, and references that point at something."""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.model import Kind
from ra_excel.domain.tables import DATA_TABLES, TABLES


@rule("CE-01")
def due_in_this_row(submission: Submission) -> Iterator[Fault]:
    """Columns that are mandatory only when another column holds a certain value. The always mandatory are in the schema."""
    for table in DATA_TABLES:
        for column in table.columns:
            if column.required_when is None:
                continue
            other, value = column.required_when
            for row in submission.rows.table(table.name):
                if (
                    row.sound(column.name, other)
                    and row[other] == value
                    and row[column.name] is None
                ):
                    yield row.fault(
                        "CE-01",
                        column.name,
                        bij=f" (verplicht bij {table.by_name[other].header}: {value})",
                    )


@rule("CE-07")
def refers_to_nothing(submission: Submission) -> Iterator[Fault]:
    """An id that no filled row of the other sheet carries."""
    for table in DATA_TABLES:
        for column in table.columns:
            if column.kind is not Kind.REFERENCE:
                continue
            if not all(submission.rows.all_known(target) for target in column.refers_to):
                continue  # the row that is meant may be there, without its id
            known = {row.id for target in column.refers_to for row in submission.rows.table(target)}
            target_sheets = " of ".join(TABLES[target].sheet for target in column.refers_to)
            for row in submission.rows.table(table.name):
                if (
                    row.sound(column.name)
                    and row.text(column.name)
                    and row.text(column.name) not in known
                ):
                    yield row.fault("CE-07", column.name, doel=target_sheets)
