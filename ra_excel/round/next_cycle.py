"""From one cycle to the next: what is open goes on with its id and history, what is finished goes
into the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from ra_excel.checks.rows import CellValue, Row, WorkbookRows
from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.model import Table
from ra_excel.domain.sheets.afspraken import EERDERE_AFSPRAAK
from ra_excel.domain.sheets.agenda import AFGEROND, NIET_GEAGENDEERD
from ra_excel.domain.sheets.start import START
from ra_excel.domain.tables import RECORDED_TABLES, TABLES, role_matrix, row_id
from ra_excel.template.build import SPARE_ROWS

ALONG, ARCHIVED = "mee", "archief"
KEPT_ON_START = ("contactfunctie", "organisatieonderdeel", "capaciteit")
"""What a province does not have to fill in again; day and status of the workbook start anew."""

OPEN, STILL_OPEN_AGREEMENT = "nog open", "afgerond, maar een afspraak is nog open"
ABOUT_FINISHED, DOUBLE, NO_PLACE = (
    "hoort bij iets dat is afgerond",
    "dit id staat er al met een andere rij",
    "geen plek in de nieuwe werkmap",
)

Values = dict[str, CellValue]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one row: ``rij`` is its row in ``bestand``, ``values`` what goes on or into
    the archive.
    """

    table: Table
    bestand: str
    blad: str
    rij: int
    outcome: str
    reason: str
    values: Values


@dataclass(frozen=True)
class NextWorkbook:
    """The start of a province in the next cycle. ``offered`` are the ids of its empty rows, by
    table name.
    """

    province: Inzender
    fates: Sequence[Fate]
    offered: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def rows(self) -> dict[str, list[Values]]:
        """The rows that go on, by table name."""
        going = [fate for fate in self.fates if fate.outcome == ALONG]
        return {
            table.name: [fate.values for fate in going if fate.table is table]
            for table in RECORDED_TABLES
        }


def next_workbook(one: Submission, reactions: pd.DataFrame, cycle: Cycle) -> NextWorkbook:
    """Every row of a submission, and every reaction to it, with what becomes of it in ``cycle``.

    No id that was ever used is offered again: the empty rows of the old workbook are the ids still
    free.
    """
    province = one.province
    judge = _Judge(one.rows)
    fates: list[Fate] = []
    offered: dict[str, list[str]] = {}
    for table in RECORDED_TABLES:
        rows = (
            _reactions(reactions, province) if table.name == "terugkoppeling" else _rows(one, table)
        )
        known = (
            one.workbook.tables[table.name].free_ids if table.name in one.workbook.tables else ()
        )
        ids = [str(values.get("id") or "") for _, _, _, values in rows]
        supply = _unused(table, province, [*ids, *known], known)
        seen: set[str] = set()
        for bestand, blad, rij, values in rows:
            outcome, reason = judge.judge(table, values)
            if table.key and not values.get("id") and outcome == ALONG:
                values = {**values, "id": next(supply)}
            id_ = str(values.get("id") or "")
            if outcome == ALONG and table.key and id_ in seen:
                outcome, reason = ARCHIVED, DOUBLE
            seen.add(id_)
            fates.append(
                Fate(
                    table,
                    bestand,
                    blad,
                    rij,
                    outcome,
                    reason,
                    _renewed(table, values, one, cycle) if outcome == ALONG else values,
                )
            )
        going = sum(fate.outcome == ALONG for fate in fates if fate.table is table)
        offered[table.name] = (
            [next(supply) for _ in range(max(table.rows - going, SPARE_ROWS))]
            if table.id_letter or table.rows
            else []
        )
    return NextWorkbook(province, fates, offered)


class _Judge:
    """Which vraagstukken and agreements are still open in a workbook."""

    def __init__(self, rows: WorkbookRows) -> None:
        finished = rows.finished_agreements()
        self.progress = {id_: rows.latest_progress[id_].text("voortgang") for id_ in finished}
        self.afspraken = {row.id for row in rows.table("afspraken")}
        self.vraagstukken = {row.id for row in rows.table("agenda")}
        needed = {
            row.text("vraagstuk") for row in rows.table("afspraken") if row.id not in finished
        }
        closed = {
            row.id
            for row in rows.table("agenda")
            if row.text("status") in (AFGEROND, NIET_GEAGENDEERD)
        }
        self.still_needed = closed & needed
        self.gone = {"agenda": closed - needed, "afspraken": finished}

    def judge(self, table: Table, values: Values) -> tuple[str, str]:
        """Whether a row goes on, and why. A row about something unknown goes on: nobody said that
        it is finished.
        """
        id_ = str(values.get("id") or "")
        match table.name:
            case "agenda" if id_ in self.gone["agenda"]:
                return ARCHIVED, str(values["status"])
            case "agenda" if id_ in self.still_needed:
                return ALONG, STILL_OPEN_AGREEMENT
            case "afspraken" if id_ in self.gone["afspraken"]:
                return ARCHIVED, self.progress[id_]
            case "rolmatrix" if id_ not in {role["id"] for role in role_matrix()}:
                return ARCHIVED, NO_PLACE
            case "dialoog" | "besluitvorming" | "monitoring" | "terugkoppeling":
                about = values.get("vraagstuk") or values.get("afspraak") or values.get("onderwerp")
                if about in self.gone["agenda"] | self.gone["afspraken"]:
                    return ARCHIVED, ABOUT_FINISHED
        return ALONG, OPEN


Origin = tuple[str, str, int, Values]
"""File, sheet, Excel row, and what the row says."""


def _rows(one: Submission, table: Table) -> list[Origin]:
    def origin(row: Row) -> Origin:
        return (
            one.workbook.bestand,
            table.sheet,
            row.number,
            {name: row[name] for name in row.values},
        )

    return [origin(row) for row in one.rows.get(table.name, ())]


def _reactions(reactions: pd.DataFrame, province: Inzender) -> list[Origin]:
    names = [column.name for column in TABLES["terugkoppeling"].columns]
    mine = reactions[reactions["provincie"] == province.naam].to_dict("records")
    return [
        (str(r["bestand"]), str(r["blad"]), int(r["rij"]), {name: r[name] for name in names})
        for r in mine
    ]


def _unused(
    table: Table, province: Inzender, known: Sequence[str], free: Sequence[str]
) -> Iterator[str]:
    """Ids that nobody used: the free ones, then those behind the highest number ever offered."""
    taken = set(known) - set(free)
    yield from (id_ for id_ in free if id_ not in taken)
    numbers = [int(found[1]) for id_ in known if (found := re.search(r"(\d{1,6})$", id_))]
    number = max(numbers, default=0)
    while True:
        number += 1
        yield row_id(table, province.code, number)


def _renewed(table: Table, values: Values, one: Submission, cycle: Cycle) -> Values:
    """A row as it starts the new cycle. What no longer fits there moves to the note."""
    if table is START:
        return {name: values.get(name) for name in KEPT_ON_START}
    if table.name == "afspraken":
        return {**values, "afkomst": EERDERE_AFSPRAAK}
    planning = values.get("planning") if table.name == "agenda" else None
    if planning and planning not in cycle.kwartalen.values:
        note = f"Planning in cyclus {one.workbook.cyclus}: {planning}."
        return {
            **values,
            "planning": None,
            "notitie": f"{values.get('notitie') or ''}\n{note}".strip(),
        }
    return dict(values)
