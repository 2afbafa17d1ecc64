"""Achter de cijfers: one click from a number to exactly the rows that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ra_excel.reports.table_book.cell import Cell, Line, Link
from ra_excel.reports.table_book.lines import PROVENANCE
from ra_excel.reports.table_book.table import FIRST_ROW, Sheet, WrittenTable, range_of

BEHIND = Sheet(
    "Achter de cijfers",
    "Achter de cijfers",
    "De rijen achter elk getal waarvan de rijen niet bij elkaar staan op hun eigen blad. Klik op"
    " een getal en u komt hier uit.",
    "De rijen achter elk getal staan al bij elkaar op hun eigen blad.",
    (
        ("Getal", 46),
        ("Nr", 6),
        ("Id", 14),
        ("Waarover", 60),
        ("Provincie", 16),
        ("In dit overzicht", 24),
        *PROVENANCE,
    ),
    lambda _: [],
    frozen=3,
    grouped=True,
)

IDS, SUBJECTS = ("Id", "Vraagstuk"), ("Titel", "Regel", "Bestand")
"""The columns of a sheet that name its rows, the best first."""


class Behind:
    """The rows behind numbers, gathered while the dashboard is written."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._known: dict[tuple[str, tuple[int, ...]], str] = {}

    def address(self, title: str, placed: WrittenTable, rows: Sequence[int]) -> str:
        """Where the ``rows`` (from 0) of a sheet that a number counts can be seen together; they
        are gathered where they are not.
        """
        if not rows:
            return f"'{placed.sheet.name}'!A1"
        if all(after == before + 1 for before, after in pairwise(rows)):
            return range_of(placed.sheet, FIRST_ROW + rows[0], len(rows))
        key = (placed.sheet.name, tuple(rows))
        if key not in self._known:
            self._known[key] = range_of(BEHIND, FIRST_ROW + len(self.lines), len(rows))
            self.lines += [
                _line(title, number, placed, row) for number, row in enumerate(rows, start=1)
            ]
        return self._known[key]


def _line(title: str, number: int, placed: WrittenTable, row: int) -> Line:
    headers = [header for header, _ in placed.sheet.columns]
    line = placed.lines[row]

    def of(*names: str) -> Cell:
        return next((line[headers.index(name)] for name in names if name in headers), None)

    name = placed.sheet.name
    here = Link(f"{name}, rij {FIRST_ROW + row}", f"internal:'{name}'!A{FIRST_ROW + row}")
    return [
        title,
        number,
        of(*IDS),
        of(*SUBJECTS),
        of("Provincie", "Departement"),
        here,
        *(of(header) for header, _ in PROVENANCE),
    ]
