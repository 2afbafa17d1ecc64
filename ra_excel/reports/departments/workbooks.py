"""The folder ``departementen``: for each department its next workbook, and what fell away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ra_excel.domain.cycle import Cycle
from ra_excel.domain.files import write_csv
from ra_excel.reading.values import as_text
from ra_excel.round.departments.workbook import DepartmentWorkbook
from ra_excel.template.build import build_workbook, file_name

FALLEN_AWAY = "weggevallen.csv"
COLUMNS = ("departement", "blad", "id", "kolom", "waarde")


def write_department_workbook(workbook: DepartmentWorkbook, cycle: Cycle, folder: Path) -> None:
    """Write the workbook that a department fills in next."""
    path = folder / file_name(workbook.department, cycle)
    build_workbook(path, workbook.department, cycle, workbook.rows)


def write_fallen_away(workbooks: Sequence[DepartmentWorkbook], folder: Path) -> None:
    """Write every filled cell of the rows that no next workbook holds.

    It holds what only the Rijk may see: it goes to nobody else.
    """
    lines = [line for workbook in workbooks for line in _lines(workbook)]
    write_csv(folder / FALLEN_AWAY, COLUMNS, lines, for_excel=True)


def _lines(workbook: DepartmentWorkbook) -> Iterator[tuple[str, ...]]:
    for row in workbook.fallen_away:
        assert row.table.key is not None
        head = (workbook.department.naam, row.table.sheet, as_text(row.values[row.table.key.name]))
        for name, value in row.values.items():
            yield (*head, row.table.by_name[name].header, as_text(value))
