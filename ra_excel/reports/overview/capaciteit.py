"""Capaciteit: how much each department and province has taken on, and how much it can carry."""

from __future__ import annotations

from collections import defaultdict

from ra_excel.domain.inzenders import provinces
from ra_excel.domain.lists import split_choices, value_list
from ra_excel.domain.model import Table
from ra_excel.domain.sheets.agenda import GEAGENDEERD
from ra_excel.domain.sheets.start import START, START_DEPARTEMENT
from ra_excel.reports.overview.behind import Behind
from ra_excel.reports.table_book.cell import Calculated, Line, Link
from ra_excel.reports.table_book.lines import records
from ra_excel.reports.table_book.table import Sheet, WrittenTable
from ra_excel.round.items import item_of
from ra_excel.round.round import Round

DEPARTMENT, PROVINCE = "departement", "provincie"


def capacity_lines(round_: Round, behind: Behind, agenda: WrittenTable) -> list[Line]:
    """The lines of a round, each number leading to its rows on the sheet ``agenda``."""
    lines = [list(line) for line in CAPACITEIT.rows(round_)]
    number = CAPACITEIT.place("Op de agenda")
    for line in lines:
        rows = load_of(str(line[0]), str(line[1]), agenda)
        line[number] = Link(
            int(str(line[number])),
            f"internal:{behind.address(f'Op de agenda: {line[1]}', agenda, rows)}",
        )
    return list(lines)


def load_of(sort: str, name: str, agenda: WrittenTable) -> list[int]:
    """The rows (from 0) of the sheet with all vraagstukken that a party carries; of a shared one
    the first, for a department.
    """
    rows: dict[object, int] = {}
    columns = (
        agenda.values(header)
        for header in ("Id", "Gedeeld id", "Status", "Provincie", "Departementen")
    )
    for row, (id_, shared, status, province, departments) in enumerate(zip(*columns, strict=True)):
        if status == GEAGENDEERD and id_:
            if sort == PROVINCE and province == name:
                rows[row] = row
            elif sort == DEPARTMENT and name in split_choices(str(departments or "")):
                rows.setdefault(shared or id_, row)
    return list(rows.values())


def _capaciteit(round_: Round) -> list[Line]:
    """A shared vraagstuk counts once for a department, under the id that all its provinces use."""
    agenda = [
        row
        for row in records(round_.tables["agenda"])
        if row["status"] == GEAGENDEERD and row["id"]
    ]
    load: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in agenda:
        for name in split_choices(row["departementen"] or ""):
            load[name][item_of(row)] = None
    lines: list[Line] = []
    stated = _stated(round_, START_DEPARTEMENT)
    for name in value_list("departementen").values:
        limit = stated.get(name, round_.cycle.capaciteit_departement)
        lines.append(_line(DEPARTMENT, name, list(load[name]), limit))
    stated = _stated(round_, START)
    for province in provinces():
        own = [str(row["id"]) for row in agenda if row["provincie"] == province.naam]
        lines.append(_line(PROVINCE, province.naam, own, stated.get(province.naam)))
    return lines


def _stated(round_: Round, start: Table) -> dict[str, int]:
    """How many vraagstukken each party says on Start that it can carry."""
    frame = round_.tables[start.name]
    said = zip(frame["provincie"], frame["capaciteit"], strict=True)
    return {name: number for name, number in said if isinstance(number, int)}


def _line(sort: str, name: str, ids: list[str], limit: int | None) -> Line:
    left = Calculated("=D{row}-C{row}", limit - len(ids)) if limit is not None else None
    return [sort, name, len(ids), limit, left, ", ".join(ids)]


CAPACITEIT = Sheet(
    "Capaciteit",
    "Capaciteit",
    "Vraagstukken op de agenda naast wat een partij deze cyclus aankan. Een gedeeld vraagstuk telt"
    " bij een departement één keer.\nDe grens staat op Start van wie indiende; die van een"
    " departement dat niet meedoet, in het cyclusbestand.",
    "Geen partijen.",
    (
        ("Soort", 14),
        ("Partij", 18),
        ("Op de agenda", 12),
        ("Capaciteit", 12),
        ("Over", 8),
        ("Vraagstukken", 90),
    ),
    _capaciteit,
    overdue=("Over",),
    grouped=True,
)
