"""The next workbook of a department: what the provinces ask of it, and what it filled in before
[Handvat D, 2d].
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ra_excel.domain.inzenders import Inzender, departments, departments_named
from ra_excel.domain.lists import SEPARATOR
from ra_excel.domain.model import Table
from ra_excel.domain.sheets.opvolging import OPVOLGING
from ra_excel.domain.sheets.rijksinzet import RIJKSINZET
from ra_excel.domain.sheets.start import KEPT_ON_START
from ra_excel.domain.tables import DEPARTEMENT
from ra_excel.round.departments.voice import departments_take_part
from ra_excel.round.items import open_items, step_of
from ra_excel.round.round import Outcome, Round

Values = Mapping[str, Any]


@dataclass(frozen=True)
class FallenAway:
    """A row that the department filled in, of which the subject no longer asks anything of it."""

    table: Table
    values: Values


@dataclass(frozen=True)
class DepartmentWorkbook:
    """The rows of a department's next workbook by table name, and what has no place in it."""

    department: Inzender
    rows: Mapping[str, Sequence[Values]]
    fallen_away: Sequence[FallenAway]


def department_workbooks(round_: Round) -> Iterator[DepartmentWorkbook]:
    """A workbook for every department, once one of them takes part; else none.

    A department whose only workbook was set apart mends that one first: what it says is not known.
    """
    if not departments_take_part(round_):
        return
    receipts = [one for one in round_.submissions if one.province in departments()]
    counted = {one.province for one in receipts if one.outcome is not Outcome.QUARANTINED}
    apart = {one.province for one in receipts} - counted
    for department in departments():
        if department not in apart:
            yield department_workbook(round_, department)


def department_workbook(round_: Round, department: Inzender) -> DepartmentWorkbook:
    """Every vraagstuk that names the department and every agreement in which it acts, with its
    earlier answers, and all else that it wrote.
    """
    rows: dict[str, Sequence[Values]] = {}
    for table in DEPARTEMENT.data_tables:
        rows[table.name] = _earlier(round_, table, department)
    start = _earlier(round_, DEPARTEMENT.start, department)
    for row in start:
        rows[DEPARTEMENT.start.name] = [{n: row[n] for n in KEPT_ON_START if n in row}]
    asked = {
        RIJKSINZET.name: list(_vraagstukken(round_, department)),
        OPVOLGING.name: list(_agreements(round_, department)),
    }
    fallen_away: list[FallenAway] = []
    for table in (RIJKSINZET, OPVOLGING):
        answered = _answered(table, asked[table.name], rows[table.name])
        rows[table.name] = answered.rows
        fallen_away += [FallenAway(table, row) for row in answered.left]
    return DepartmentWorkbook(department, rows, fallen_away)


def _earlier(round_: Round, table: Table, department: Inzender) -> list[Values]:
    """What the department wrote on a sheet, without the cells that are empty."""
    names = [column.name for column in table.data_columns]
    frame = round_.rows_about(table.name, "provincie", department.naam)
    return [_without_empty(row) for row in frame[names].to_dict("records")]


def _without_empty(row: Mapping[Any, Any]) -> Values:
    return {str(name): value for name, value in row.items() if value is not None}


@dataclass(frozen=True)
class _Asked:
    """A row that VRO prepares; ``ids`` are those under which the department may know it."""

    ids: Sequence[str]
    values: Values


def _vraagstukken(round_: Round, department: Inzender) -> Iterator[_Asked]:
    """One row per item: what provinces share is asked once, under the id that they share."""
    rows = round_.tables["agenda"].to_dict("records")
    for item in open_items(rows):
        if any(department in departments_named(row["departementen"]) for row in item):
            yield _asked_of(item)


def _asked_of(item: Sequence[Mapping[Any, Any]]) -> _Asked:
    first = item[0]
    ids = [str(row["id"]) for row in item]
    return _Asked(
        ids,
        {
            "vraagstuk": ids[0],
            "titel": first["titel"],
            "van_provincie": SEPARATOR.join(str(row["provincie"]) for row in item),
            "stap": step_of(item) or None,
            "planning": first["planning"],
        },
    )


def _agreements(round_: Round, department: Inzender) -> Iterator[_Asked]:
    afspraken = round_.tables["afspraken"]
    copied = [c.name for c in OPVOLGING.columns if c.fixed and c.name in afspraken]
    for row in afspraken.to_dict("records"):
        acting = departments_named(row["trekker"]) | departments_named(row["betrokkenen"])
        if row["id"] and department in acting:
            told = {name: row[name] for name in copied}
            yield _Asked([str(row["id"])], {"afspraak": row["id"], **told})


@dataclass(frozen=True)
class _Answered:
    rows: Sequence[Values]
    left: Sequence[Values]


def _answered(table: Table, asked: Sequence[_Asked], earlier: Sequence[Values]) -> _Answered:
    """The prepared rows with the earlier answers, and the earlier rows that answer none."""
    assert table.key is not None
    key = table.key.name
    fixed = {column.name for column in table.columns if column.fixed}
    by_id: dict[str, list[Values]] = {}
    for row in earlier:
        by_id.setdefault(str(row.get(key, "")), []).append(row)
    rows: list[Values] = []
    for one in asked:
        said = next((by_id[id_] for id_ in one.ids if by_id.get(id_)), None)
        answers = said.pop(0) if said else {}
        kept = {name: value for name, value in answers.items() if name not in fixed}
        rows.append({**one.values, **kept})
    left: list[Values] = []
    for others in by_id.values():
        left += [row for row in others if row.keys() - fixed]
    return _Answered(rows, left)
