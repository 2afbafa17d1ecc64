"""Rijksinzet: where departments stand on each vraagstuk, in colour and letter, gaps in view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ra_excel.domain.inzenders import departments
from ra_excel.domain.sheets.rijksinzet import (
    AKKOORD,
    AKKOORD_MITS,
    GEEN_ROL,
    RIJKSINZET,
    TEGEN,
    VOORBEHOUD,
    is_shared,
)
from ra_excel.reports.departments.rijk import to_settle
from ra_excel.reports.dutch import enumerated
from ra_excel.reports.table_book.cell import Cell, Line
from ra_excel.reports.table_book.lines import quiet_link
from ra_excel.reports.table_book.table import Colours, Sheet
from ra_excel.round.departments.voice import Ready, Stances, Voice, stances_per_item
from ra_excel.round.round import Round

SILENT = "? stil"
READY = "Klaar voor besluit"
LETTERS = {
    AKKOORD: "A akkoord",
    AKKOORD_MITS: "M akkoord mits",
    VOORBEHOUD: "V voorbehoud",
    TEGEN: "T tegen",
    GEEN_ROL: "– geen rol",
}
"""How a stance stands in a cell: its letter tells it without colour."""

NAMES = tuple(department.naam for department in departments())

COLOURS: Colours = (
    ("bad", (LETTERS[TEGEN], Voice.DIVIDED.value, Ready.NO.value)),
    ("warn", (LETTERS[VOORBEHOUD], LETTERS[AKKOORD_MITS], SILENT, Voice.INCOMPLETE.value)),
    ("good", (LETTERS[AKKOORD], Voice.ONE.value, Ready.YES.value)),
)


def _rijksinzet(round_: Round) -> list[Line]:
    return [_line(one) for one in stances_per_item(round_)]


def _line(one: Stances) -> Line:
    said = {str(row["provincie"]): row for row in one.taken}
    cells = [_cell(said.get(name), name in one.silent) for name in NAMES]
    shared = [name for name, row in said.items() if is_shared(row)]
    return [
        "; ".join(str(row["id"]) for row in one.rows),
        one.rows[0]["titel"],
        enumerated([str(row["provincie"]) for row in one.rows]),
        one.step,
        one.voice.value,
        one.ready.value,
        " ".join(to_settle(one)) or None,
        *cells,
        enumerated(shared) or None,
    ]


def _cell(row: Mapping[Any, Any] | None, silent: bool) -> Cell:
    """A stance, leading to its row; SILENT where a department is named and says nothing."""
    if row is None:
        return SILENT if silent else None
    text = LETTERS.get(row["houding"], str(row["houding"]))
    return quiet_link(row, RIJKSINZET.sheet, text)


RIJKSINZET_SHEET = Sheet(
    "Rijksinzet",
    "Rijksinzet: waar departementen staan",
    "A akkoord, M akkoord mits, V voorbehoud, T tegen, – geen rol, ? een provincie noemt dit"
    " departement, dat nog niets zei. Leeg: niet genoemd.\nWat besloten moet worden,"
    " staat bovenaan. Klik op een cel en u staat in de werkmap van dat departement. Alleen voor"
    " het Rijk.",
    "Geen vraagstuk noemt een departement.",
    (
        ("Vraagstuk", 16),
        ("Titel", 34),
        ("Provincie", 18),
        ("Stap", 22),
        ("Stem", 18),
        (READY, 14),
        ("Eerst regelen", 44),
        *((name, 15) for name in NAMES),
        ("Deelt met provincie", 22),
    ),
    _rijksinzet,
    states=("Stem", READY, *NAMES),
    frozen=2,
    colours=COLOURS,
)
