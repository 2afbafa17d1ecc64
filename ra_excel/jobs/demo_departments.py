"""The departments of the demonstration: some complete, two that differ, one that is half way, one
that does not submit [Tabel 3, bevinding 13].
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ra_excel.domain.inzenders import Inzender, departments
from ra_excel.domain.model import Table
from ra_excel.domain.tables import DEPARTEMENT
from ra_excel.jobs.illustrations import Row, example_folder, illustrations
from ra_excel.round.departments.workbook import Values, department_workbook
from ra_excel.round.round import Round
from ra_excel.template.build import build_workbook, file_name

SUBMITTING = ("LVVN", "IenW", "VRO", "Defensie", "EZ")
"""Those that submit. KGG does not, though provinces name it; of EZ most is still empty."""


def write_departments(round_: Round, target: Path) -> None:
    """Write the workbook of each department that submits: what VRO prepared from the provinces'
    ``round_``, and what the department filled in.
    """
    for department in departments():
        if department.naam in SUBMITTING:
            path = target / file_name(department, round_.cycle)
            build_workbook(path, department, round_.cycle, _rows_of(round_, department))


def _rows_of(round_: Round, department: Inzender) -> dict[str, list[Values]]:
    prepared = department_workbook(round_, department).rows
    answers = illustrations(department, example_folder() / "departementen")
    return {
        name: _filled(table, prepared.get(name, ()), answers.get(name, []))
        for name, table in DEPARTEMENT.tables.items()
    }


def _filled(table: Table, prepared: Sequence[Values], given: Sequence[Row]) -> list[Values]:
    if not table.is_prepared or table.key is None:
        return [*given]
    key = table.key.name
    by_id = {row[key]: row for row in given}
    return [{**row, **by_id.get(row[key], {})} for row in prepared]
