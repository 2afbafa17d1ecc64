"""The sheets of a province workbook, in order, and what can be asked about them as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ra_excel.domain.cycle import Cycle, known_cycles
from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.domain.inzenders import NATIONAAL, provinces
from ra_excel.domain.lists import Entry, ValueList, value_list
from ra_excel.domain.model import Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.domain.sheets.dialoog import DIALOOG
from ra_excel.domain.sheets.lessen import LESSEN
from ra_excel.domain.sheets.monitoring import MONITORING
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.sheets.start import START
from ra_excel.domain.sheets.terugkoppeling import TERUGKOPPELING

DATA_TABLES = (
    AGENDA,
    ROLMATRIX,
    DIALOOG,
    BESLUITVORMING,
    AFSPRAKEN,
    MONITORING,
    LESSEN,
    TERUGKOPPELING,
)
"""The tables that are read, checked and consolidated, in sheet order."""

RECORDED_TABLES = (START, *DATA_TABLES)
"""Everything that a submission says: who submits, and the tables."""

TABLES = {table.name: table for table in (*RECORDED_TABLES, CONTROLE)}
"""Every declared sheet by table name."""

INTERNAL = frozenset(
    column.name for table in TABLES.values() for column in table.columns if column.internal
)
"""Names of the columns that stay between province and VRO, whatever table they stand in."""

LISTS_SHEET = "Waardelijsten"
FICHE_SHEET, ROLE_CARD_SHEET = "Fiche", "Rolkaart"
"""Sheets that only show what stands on the others."""

SHEETS = (
    *(t.sheet for t in RECORDED_TABLES),
    FICHE_SHEET,
    ROLE_CARD_SHEET,
    CONTROLE.sheet,
    LISTS_SHEET,
)
"""All sheet names of the workbook, in order."""


@cache
def role_matrix() -> tuple[dict[str, str], ...]:
    """Tabel 3 as fixed rows, from ``validation/rolmatrix.csv``.

    Each has id, stap, partij, rol, verwachting and bron.
    """
    return tuple(read_semicolon_csv(folder("validation") / "rolmatrix.csv"))


def list_names() -> tuple[str, ...]:
    """Names of all lists that columns use, in order of first use."""
    used = (column.values for table in TABLES.values() for column in table.columns if column.values)
    return tuple(dict.fromkeys(used))


@cache
def lists_for(cycle: Cycle) -> Mapping[str, ValueList]:
    """Every value list of the workbook: from file, or derived from the cycle and the provinces."""
    derived = {
        "inzenders": ValueList(
            "inzenders", tuple(Entry(p.naam, {"code": p.code}) for p in (*provinces(), NATIONAAL))
        ),
        "cycli": ValueList("cycli", tuple(Entry(name, {}) for name in known_cycles())),
        "kwartalen": cycle.kwartalen,
    }
    return {name: derived.get(name) or value_list(name) for name in list_names()}


def row_id(table: Table, province_code: str, number: int) -> str:
    """Id of a row: ``row_id(AFSPRAKEN, "DR", 1)`` is ``DR-A001``."""
    return f"{province_code}-{table.id_letter}{number:03d}"


def id_pattern(table: Table, province_code: str) -> str:
    """Regular expression for the ids of a table in this province's workbook."""
    return rf"{province_code}-{table.id_letter}\d{{3,4}}"
