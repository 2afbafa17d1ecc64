"""From one cycle to the next: what is open goes on with its id and history, what is finished goes
into the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from ra_excel.checks.rows import CellValue, WorkbookRows
from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.given_roles import given_roles
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.model import Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN, EERDERE_AFSPRAAK
from ra_excel.domain.sheets.agenda import AFGEROND, AGENDA, NIET_GEAGENDEERD
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.sheets.start import KEPT_ON_START, START
from ra_excel.domain.sheets.terugkoppeling import TERUGKOPPELING
from ra_excel.domain.tables import RECORDED_TABLES, role_matrix, row_id
from ra_excel.template.build import SPARE_ROWS

ALONG, ARCHIVED = "mee", "archief"

OPEN, STILL_OPEN_AGREEMENT = "nog open", "afgerond, maar een afspraak is nog open"
ABOUT_FINISHED, DOUBLE, NO_PLACE = (
    "hoort bij iets dat is afgerond",
    "dit id staat er al met een andere rij",
    "geen plek in de nieuwe werkmap",
)

CLOSED = (AFGEROND, NIET_GEAGENDEERD)
"""Statuses of a vraagstuk that does not go on."""

Values = dict[str, CellValue]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands: file, sheet and Excel row."""

    bestand: str
    blad: str
    rij: int


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one row: ``values`` is what goes on or into the archive."""

    table: Table
    origin: Origin
    outcome: str
    reason: str
    values: Values

    @property
    def id(self) -> str:
        """The id of the row; empty where it has none."""
        return str(self.values.get("id") or "")


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
        rows: dict[str, list[Values]] = {table.name: [] for table in RECORDED_TABLES}
        for fate in self.fates:
            if fate.outcome == ALONG:
                rows[fate.table.name].append(fate.values)
        return rows


def next_workbook(submission: Submission, reactions: pd.DataFrame, cycle: Cycle) -> NextWorkbook:
    """Every row of a submission, and every reaction to it, with what becomes of it in ``cycle``.

    No id that was ever used is offered again: the empty rows of the old workbook are the ids still
    free.
    """
    judge = _Judge(submission.rows)
    fates: list[Fate] = []
    offered: dict[str, list[str]] = {}
    for table in RECORDED_TABLES:
        rows = _rows(submission, table)
        if table is TERUGKOPPELING:
            rows = _reactions(reactions, submission.province)
        supply = _free_ids(submission, table, rows)
        judged = _judged(table, rows, judge, supply)
        going = [fate for fate in judged if fate.outcome == ALONG]
        fates += [_renewed(fate, submission, cycle) for fate in judged]
        offered[table.name] = []
        if table.id_letter or table.rows:
            spare = max(table.rows - len(going), SPARE_ROWS)
            offered[table.name] = [next(supply) for _ in range(spare)]
    return NextWorkbook(submission.province, fates, offered)


def _judged(
    table: Table, rows: Sequence[tuple[Origin, Values]], judge: _Judge, supply: Iterator[str]
) -> list[Fate]:
    """The fate of each row. One without an id takes a free one; of two with one id the first goes
    on.
    """
    fates: list[Fate] = []
    seen: set[str] = set()
    for origin, values in rows:
        outcome, reason = judge.judge(table, values)
        if table.key and outcome == ALONG and not values.get("id"):
            values = {**values, "id": next(supply)}
        fate = Fate(table, origin, outcome, reason, values)
        if table.key and outcome == ALONG and fate.id in seen:
            fate = replace(fate, outcome=ARCHIVED, reason=DOUBLE)
        seen.add(fate.id)
        fates.append(fate)
    return fates


class _Judge:
    """Which vraagstukken and agreements are still open in a workbook."""

    def __init__(self, rows: WorkbookRows) -> None:
        finished = rows.finished_agreements()
        self.progress = {id_: rows.latest_progress[id_].text("voortgang") for id_ in finished}
        self.afspraken = {row.id for row in rows.table("afspraken")}
        self.vraagstukken = {row.id for row in rows.table("agenda")}
        running = [row for row in rows.table("afspraken") if row.id not in finished]
        needed = {row.text("vraagstuk") for row in running}
        closed = {row.id for row in rows.table("agenda") if row.says("status", *CLOSED)}
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


def _rows(submission: Submission, table: Table) -> list[tuple[Origin, Values]]:
    rows = []
    given = given_roles(submission.cycle.id) if table is ROLMATRIX else {}
    for row in submission.rows.table(table.name):
        origin = Origin(submission.workbook.bestand, table.sheet, row.number)
        values = dict(row.values)
        for name, answer in given.get(row.id, {}).items():
            # The next cycle has a file of its own that says who has this role.
            values[name] = None if values[name] == answer else values[name]
        rows.append((origin, values))
    return rows


def _reactions(reactions: pd.DataFrame, province: Inzender) -> list[tuple[Origin, Values]]:
    names = [column.name for column in TERUGKOPPELING.columns]
    mine = reactions[reactions["provincie"] == province.naam]
    origins = [
        Origin(str(bestand), str(blad), int(rij))
        for bestand, blad, rij in mine[["bestand", "blad", "rij"]].to_numpy(object).tolist()
    ]
    rows = [dict(zip(names, cells, strict=True)) for cells in mine[names].to_numpy(object).tolist()]
    return list(zip(origins, rows, strict=True))


def _free_ids(
    submission: Submission, table: Table, rows: Sequence[tuple[Origin, Values]]
) -> Iterator[str]:
    """Ids that nobody used: those that stand ready in the workbook, then those behind the highest
    number ever offered.
    """
    read = submission.workbook.tables.get(table.name)
    ready = read.free_ids if read else ()
    used = [str(values.get("id") or "") for _, values in rows]
    yield from (id_ for id_ in ready if id_ not in used)
    endings = [re.search(r"(\d{1,6})$", id_) for id_ in (*used, *ready)]
    number = max((int(ending[1]) for ending in endings if ending), default=0)
    while True:
        number += 1
        yield row_id(table, submission.province.code, number)


def _renewed(fate: Fate, submission: Submission, cycle: Cycle) -> Fate:
    """A row as it starts the new cycle. What no longer fits there moves to the note."""
    if fate.outcome != ALONG:
        return fate
    values = fate.values
    if fate.table is START:
        return replace(fate, values={name: values.get(name) for name in KEPT_ON_START})
    if fate.table is AFSPRAKEN:
        return replace(fate, values={**values, "afkomst": EERDERE_AFSPRAAK})
    planning = values.get("planning") if fate.table is AGENDA else None
    if planning and planning not in cycle.kwartalen.values:
        note = f"Planning in cyclus {submission.workbook.cyclus}: {planning}."
        notes = f"{values.get('notitie') or ''}\n{note}".strip()
        return replace(fate, values={**values, "planning": None, "notitie": notes})
    return fate
