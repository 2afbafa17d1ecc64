"""The kinds of workbook, each with its sheets in order, and what can be asked about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ra_excel.domain.cycle import Cycle, known_cycles
from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.domain.inzenders import NATIONAAL, Inzender, Soort, provinces
from ra_excel.domain.lists import Entry, ValueList, value_list
from ra_excel.domain.model import Table, Werkmap
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING
from ra_excel.domain.sheets.controle import CONTROLE, CONTROLE_DEPARTEMENT
from ra_excel.domain.sheets.dialoog import DIALOOG
from ra_excel.domain.sheets.inbreng import INBRENG
from ra_excel.domain.sheets.lessen import LESSEN
from ra_excel.domain.sheets.monitoring import MONITORING
from ra_excel.domain.sheets.opvolging import OPVOLGING
from ra_excel.domain.sheets.rijksinzet import RIJKSINZET
from ra_excel.domain.sheets.rolmatrix import DEPARTEMENTEN, GREMIUM, ROLMATRIX
from ra_excel.domain.sheets.start import START, START_DEPARTEMENT
from ra_excel.domain.sheets.terugkoppeling import TERUGKOPPELING

FICHE_SHEET, ROLE_CARD_SHEET = "Fiche", "Rolkaart"
"""Sheets that only show what stands on the others."""

PROVINCIE = Werkmap(
    name="provincie",
    owners=(Soort.PROVINCIE, Soort.NATIONAAL),
    start=START,
    data_tables=(
        AGENDA,
        ROLMATRIX,
        DIALOOG,
        BESLUITVORMING,
        AFSPRAKEN,
        MONITORING,
        LESSEN,
        TERUGKOPPELING,
    ),
    view_sheets=(FICHE_SHEET, ROLE_CARD_SHEET),
    controle=CONTROLE,
    role_parties=("VRO, programmaspoor provincies", "Provincie", DEPARTEMENTEN, GREMIUM),
    asked_parties=("Provincie", GREMIUM),
    subject="Werkmap voor agenda, rollen, dialoog, besluiten, afspraken en monitoring",
    owner_noun="de provincie",
    steps=(
        "Vul op dit blad de gele cellen in.",
        "Agenda: zet elk vraagstuk op één rij, met waarom het hier hoort.",
        "Rolmatrix: vul in wie uw eigen rollen vervult. Die van VRO en departementen staan er al.",
        "Dialoog en Besluitvorming: houd bij wat er besproken en besloten is.",
        "Afspraken en Monitoring: leg vast wie wat doet, en hoe het loopt.",
        "Lessen: deel wat werkte. Terugkoppeling: lees wat VRO antwoordt.",
        "Fiche en Rolkaart: lees of druk af wat u invulde. "
        "Zelfcontrole: zie waar nog iets mist, en spring erheen.",
    ),
    families={
        "ST": "Werkmap",
        "CE": "Cellen",
        "AG": "Agenda",
        "RO": "Rolmatrix",
        "DI": "Dialoog",
        "BE": "Besluitvorming",
        "AF": "Afspraken",
        "MO": "Monitoring",
        "LA": "Heel Nederland",
    },
)
"""The workbook of a province, and of VRO for the national list."""

DEPARTEMENT = Werkmap(
    name="departement",
    owners=(Soort.DEPARTEMENT,),
    start=START_DEPARTEMENT,
    data_tables=(INBRENG, RIJKSINZET, OPVOLGING, ROLMATRIX, LESSEN, TERUGKOPPELING),
    view_sheets=(),
    controle=CONTROLE_DEPARTEMENT,
    role_parties=(DEPARTEMENTEN,),
    asked_parties=(DEPARTEMENTEN,),
    subject="Werkmap voor inbreng, standpunten, rollen en opvolging van een departement",
    owner_noun="het departement",
    steps=(
        "Vul op dit blad de gele cellen in.",
        "Inbreng: zet elk vraagstuk dat u bij provincies inbrengt op één rij.",
        "Rijksinzet: VRO zet de vraagstukken klaar die uw departement noemen. "
        "Vul per vraagstuk in waar u staat. Ruimte en Grens ziet alleen het Rijk.",
        "Opvolging: VRO zet de afspraken klaar waarin u iets doet. Meld hoe het loopt.",
        "Rolmatrix: vul in wie bij uw departement welke rol vervult.",
        "Lessen: deel wat werkte. Terugkoppeling: lees wat VRO antwoordt.",
        "Zelfcontrole: zie waar nog iets mist, en spring erheen.",
    ),
    families={
        "ST": "Werkmap",
        "CE": "Cellen",
        "IN": "Inbreng",
        "RI": "Rijksinzet",
        "OP": "Opvolging",
        "RO": "Rolmatrix",
    },
)
"""The workbook of a department: the other half of the table."""

WERKMAPPEN = (PROVINCIE, DEPARTEMENT)
"""Every kind of workbook. A further kind takes its tables, its texts and an entry here."""

DATA_TABLES, RECORDED_TABLES = PROVINCIE.data_tables, PROVINCIE.recorded_tables
TABLES, SHEETS = PROVINCIE.tables, PROVINCIE.sheets


def _by_name(werkmappen: Iterable[Werkmap]) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for werkmap in werkmappen:
        for name, table in werkmap.tables.items():
            tables.setdefault(name, table)
    return tables


EVERY_TABLE = _by_name(WERKMAPPEN)
"""The tables of all kinds of workbook by name; what two kinds share is one table."""

EVERY_DATA_TABLE = tuple(table for table in EVERY_TABLE.values() if table.key is not None)
"""Those of which each row is a thing with an id."""

EVERY_RECORDED_TABLE = tuple(t for t in EVERY_TABLE.values() if t is not CONTROLE)
"""Those that say something of the inzender: the forms and the data tables."""


def _in_one_order(orders: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All sheets, those of each kind of workbook in its own order."""
    merged: list[str] = []
    for order in orders:
        place = 0
        for sheet in order:
            if sheet in merged:
                place = merged.index(sheet) + 1
            else:
                merged.insert(place, sheet)
                place += 1
    return tuple(merged)


EVERY_SHEET = _in_one_order(werkmap.sheets for werkmap in WERKMAPPEN)
"""The sheets of all kinds of workbook, in an order that holds for each."""

INTERNAL = frozenset(
    column.name
    for werkmap in WERKMAPPEN
    for table in werkmap.tables.values()
    for column in table.columns
    if not column.is_public
)
"""Names of the columns that are not for everybody, whatever table they stand in."""


def werkmap_of(inzender: Inzender) -> Werkmap:
    """The kind of workbook that this inzender fills."""
    return next(werkmap for werkmap in WERKMAPPEN if inzender.soort in werkmap.owners)


@cache
def role_matrix() -> tuple[dict[str, str], ...]:
    """Tabel 3 as fixed rows, from ``validation/rolmatrix.csv``.

    Each has id, stap, partij, rol, verwachting and bron.
    """
    return tuple(read_semicolon_csv(folder("validation") / "rolmatrix.csv"))


def roles_of(werkmap: Werkmap) -> tuple[dict[str, str], ...]:
    """The rows of Tabel 3 that a kind of workbook holds."""
    return tuple(role for role in role_matrix() if role["partij"] in werkmap.role_parties)


def asked_roles(werkmap: Werkmap) -> tuple[dict[str, str], ...]:
    """Those rows of Tabel 3 for which who fills it in answers."""
    return tuple(role for role in role_matrix() if role["partij"] in werkmap.asked_parties)


def asked_holders(werkmap: Werkmap) -> tuple[str, ...]:
    """The parties for whose roles is asked who fills them; of a gremium is asked which it is."""
    return tuple(party for party in werkmap.asked_parties if party != GREMIUM)


@cache
def lists_for(cycle: Cycle, werkmap: Werkmap = PROVINCIE) -> Mapping[str, ValueList]:
    """Every value list of a workbook, by name."""
    return {name: list_for(cycle, name) for name in werkmap.list_names}


@cache
def list_for(cycle: Cycle, name: str) -> ValueList:
    """A value list by its name: from file, or derived from the cycle and who submits."""
    match name:
        case "inzenders":
            owners = (*provinces(), NATIONAAL)
            return ValueList(name, tuple(Entry(p.naam, {"code": p.code}) for p in owners))
        case "cycli":
            return ValueList(name, tuple(Entry(id_, {}) for id_ in known_cycles()))
        case "kwartalen":
            return cycle.kwartalen
        case _:
            return value_list(name)


def row_id(table: Table, province_code: str, number: int) -> str:
    """Id of a row: ``row_id(AFSPRAKEN, "DR", 1)`` is ``DR-A001``."""
    return f"{province_code}-{table.id_letter}{number:03d}"


def is_id(table: Table, text: str) -> bool:
    """Whether a text is an id of this table, in the workbook of any province or of VRO."""
    owners = (*provinces(), NATIONAAL)
    return any(re.fullmatch(id_pattern(table, owner.code), text) for owner in owners)


def id_pattern(table: Table, province_code: str) -> str:
    """Regular expression for the ids of a table in this province's workbook."""
    return rf"{province_code}-{table.id_letter}\d{{3,4}}"
