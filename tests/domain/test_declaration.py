"""The declaration is consistent with itself, with its files and with the report."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ra_excel.domain import lists
from ra_excel.domain.cycle import known_cycles, load_cycle
from ra_excel.domain.files import folder
from ra_excel.domain.inzenders import (
    NATIONAAL,
    Inzender,
    Soort,
    departments,
    find_department,
    find_inzender,
    find_province,
    get_province,
    provinces,
)
from ra_excel.domain.model import Audience, Column, Kind, Table, Werkmap
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets import (
    afspraken,
    agenda,
    besluitvorming,
    inbreng,
    monitoring,
    rijksinzet,
    rolmatrix,
    start,
)
from ra_excel.domain.sheets.inbreng import INBRENG
from ra_excel.domain.steps import STEPS
from ra_excel.domain.tables import (
    DATA_TABLES,
    DEPARTEMENT,
    EVERY_SHEET,
    INTERNAL,
    PROVINCIE,
    WERKMAPPEN,
    id_pattern,
    lists_for,
    role_matrix,
    roles_of,
    row_id,
    werkmap_of,
)
from ra_excel.errors import RaError
from ra_excel.round.build import PROGRESS_GROUPS

SHEETS = [(werkmap, table) for werkmap in WERKMAPPEN for table in werkmap.tables.values()]


@pytest.mark.parametrize(("werkmap", "table"), SHEETS, ids=lambda part: part.name)
def test_table_is_well_formed(werkmap: Werkmap, table: Table) -> None:
    names = [c.name for c in table.columns]
    headers = [c.header for c in table.columns]
    assert len(set(names)) == len(names) and len(set(headers)) == len(headers)
    for column in table.columns:
        assert column.name.isascii() and column.help
        assert bool(column.values) == (column.kind in (Kind.CHOICE, Kind.MULTI_CHOICE)), column.name
        assert bool(column.refers_to) == (column.kind is Kind.REFERENCE), column.name
        assert bool(werkmap.targets(column)) == (column.kind is Kind.REFERENCE), column.name
        assert len(column.help) <= 255
        for asked in (column.required_when, column.applies_when, column.narrowed_by):
            assert asked is None or asked[0] in names, column.name
        if column.required_when:
            assert_listed(werkmap, table.by_name[column.required_when[0]], column.required_when[1])
        if column.applies_when:
            for value in column.applies_when[1]:
                assert_listed(werkmap, table.by_name[column.applies_when[0]], value)


def assert_listed(werkmap: Werkmap, column: Column, value: str) -> None:
    assert value in lists_for(load_cycle("2026-2027"), werkmap)[column.values].values


def test_every_list_has_values_and_every_file_is_used() -> None:
    found = dict(lists_for(load_cycle("2026-2027"), DEPARTEMENT))
    found.update(lists_for(load_cycle("2026-2027"), PROVINCIE))
    assert all(values.values for values in found.values())
    files = {path.stem for path in (folder("validation") / "waardelijsten").glob("*.csv")}
    assert files - set(found) == {"landsdelen", "criteria"}


def test_tables_of_one_name_in_two_kinds_of_workbook_are_one_table() -> None:
    shared = set(PROVINCIE.tables) & set(DEPARTEMENT.tables)
    assert shared == {"rolmatrix", "lessen", "terugkoppeling", "controle"}
    for name in shared - {"controle"}:
        assert PROVINCIE.tables[name] is DEPARTEMENT.tables[name]
    one, other = PROVINCIE.controle, DEPARTEMENT.controle
    assert list(one.by_name) == list(other.by_name)


def test_the_sheets_of_a_kind_of_workbook_stand_in_order() -> None:
    assert PROVINCIE.sheets == (
        *("Start", "Agenda", "Rolmatrix", "Dialoog", "Besluitvorming", "Afspraken"),
        *("Monitoring", "Lessen", "Terugkoppeling", "Fiche", "Rolkaart"),
        *("Zelfcontrole", "Controle", "Waardelijsten"),
    )
    assert DEPARTEMENT.sheets == (
        *("Start", "Inbreng", "Rijksinzet", "Opvolging", "Rolmatrix", "Lessen"),
        *("Terugkoppeling", "Zelfcontrole", "Controle", "Waardelijsten"),
    )


def test_one_order_of_all_sheets_holds_for_every_kind_of_workbook() -> None:
    for werkmap in WERKMAPPEN:
        assert [sheet for sheet in EVERY_SHEET if sheet in werkmap.sheets] == list(werkmap.sheets)


def test_a_column_that_is_not_for_everybody_is_so_in_every_table() -> None:
    columns = [column for _, table in SHEETS for column in table.columns]
    assert all(column.is_public == (column.name not in INTERNAL) for column in columns)
    rijk = {column.name for column in columns if column.audience is Audience.RIJK}
    assert rijk == {"ruimte", "grens"}
    assert {"notitie", "contactfunctie", "organisatieonderdeel"} < INTERNAL


def test_the_role_matrix_of_a_department_holds_its_own_rows() -> None:
    assert roles_of(PROVINCIE) == role_matrix()
    assert {role["id"][3:6] for role in roles_of(DEPARTEMENT)} == {"DEP"}
    assert len(roles_of(DEPARTEMENT)) == 10


@pytest.mark.parametrize("werkmap", WERKMAPPEN, ids=lambda werkmap: werkmap.name)
def test_list_values_hold_no_separator(werkmap: Werkmap) -> None:
    for values in lists_for(load_cycle("2026-2027"), werkmap).values():
        assert not [value for value in values.values if ";" in value]


def test_provinces_and_landsdelen_are_those_of_the_bol() -> None:
    assert Counter(p.landsdeel for p in provinces()) == {
        "Noord": 3,
        "Oost": 2,
        "Noordwest": 3,
        "Zuidwest": 2,
        "Zuid": 2,
    }
    assert get_province("Utrecht").landsdeel == "Noordwest"
    assert {e.value for e in lists.value_list("landsdelen").entries} == {
        p.landsdeel for p in provinces()
    }


def test_a_province_is_found_by_name_synonym_and_code() -> None:
    assert {find_province(t) for t in ("Fryslân", "friesland", "FR", " fr ")} == {
        get_province("Fryslân")
    }
    assert find_province("nationaal") == NATIONAAL
    assert find_province("België") is None
    with pytest.raises(RaError):
        get_province("België")


def test_a_department_is_found_by_name_synonym_and_code() -> None:
    assert [find_department(t) for t in ("IenW", "ienw ", "I&M", "IENW")] == [
        Inzender("IenW", "IENW", "Landelijk", Soort.DEPARTEMENT)
    ] * 4
    assert find_department("EZK") is None and find_department("Drenthe") is None
    assert find_inzender("LNV") == find_inzender("LVVN") != find_inzender("Limburg")
    assert find_inzender("Limburg") == get_province("LI")


def test_codes_tell_inzenders_apart() -> None:
    everybody = [*provinces(), NATIONAAL, *departments()]
    assert len({inzender.code for inzender in everybody}) == len(everybody) == 25
    assert all(inzender.code.isascii() and inzender.code.isupper() for inzender in everybody)
    assert [werkmap_of(inzender) for inzender in everybody] == [PROVINCIE] * 13 + [DEPARTEMENT] * 12
    assert id_pattern(INBRENG, "LVVN") == r"LVVN-\d{3,4}"


def test_role_matrix_is_tabel_3() -> None:
    rows = role_matrix()
    assert len({row["id"] for row in rows}) == len(rows) == 34
    assert {row["stap"][0] for row in rows} == {"1", "2", "3", "4"}
    vro = [row["rol"] for row in rows if row["partij"].startswith("VRO")]
    assert Counter(vro) == {"Agendasetter": 2, "Verbinder": 2, "Procescoördinator": 3, "Bewaker": 1}
    assert [row["stap"][0] for row in rows if row["partij"] == "Gremium"] == ["1", "2", "3", "4"]
    assert all(row["bron"].startswith("[Tabel 3]") for row in rows)


def test_facts_of_the_report() -> None:
    assert len(lists.value_list("criteria").values) == 5
    assert len(lists.value_list("themas").values) == 10
    assert len(lists.value_list("novex-gebieden").values) == 16
    assert len(lists.value_list("departementen").values) == 12
    assert len(lists.value_list("instrumenten").values) == 18
    assert [e.code for e in lists.value_list("afspraaktypen").entries] == ["A", "B", "C", "D"]
    assert load_settings().min_domeinen_multisectoraal == 3


def test_old_ministry_names() -> None:
    departments = lists.value_list("departementen")
    assert departments.resolve("EZK") == ("EZ", "KGG")
    assert departments.resolve("lnv") == ("LVVN",)
    assert departments.resolve("iets") == ()


def test_ids() -> None:
    tables = {t.name: t for t in DATA_TABLES}
    assert row_id(tables["agenda"], "DR", 1) == "DR-001"
    assert row_id(tables["afspraken"], "DR", 12) == "DR-A012"


@pytest.mark.parametrize("cycle_id", known_cycles())
def test_cycles_are_complete(cycle_id: str) -> None:
    cycle = load_cycle(cycle_id)
    assert cycle.id == cycle_id
    assert cycle.kwartalen.values[0] == f"{cycle.start.year}-Q2"
    assert all(
        m.van <= m.tot and m.stap in lists.value_list("stappen").values for m in cycle.momenten
    )


def test_unknown_cycle_is_an_error() -> None:
    with pytest.raises(RaError):
        load_cycle("1999")


def test_a_damaged_list_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "waardelijsten").mkdir()
    monkeypatch.setattr(lists, "folder", lambda _: tmp_path)
    for text in ("", "naam;x\na;b\n", "waarde\na\na\n"):
        (tmp_path / "waardelijsten" / "proef.csv").write_text(text)
        lists.value_list.cache_clear()
        with pytest.raises(RaError):
            lists.value_list("proef")
    lists.value_list.cache_clear()


def test_values_that_code_asks_for_by_name_stand_in_the_lists() -> None:
    found = lists_for(load_cycle("2026-2027"))
    found = {**lists_for(load_cycle("2026-2027"), DEPARTEMENT), **found}
    asked = {
        "houdingen": {rijksinzet.AKKOORD, rijksinzet.GEEN_ROL, *rijksinzet.NOT_JUST_YES},
        "inbrengstatussen": {inbreng.OVERGENOMEN, inbreng.INGETROKKEN},
        "agendastatussen": {agenda.GEAGENDEERD, agenda.NIET_GEAGENDEERD},
        "reikwijdten": {agenda.OVERSTIJGEND},
        "ja-nee": {lists.JA, lists.NEE},
        "routes": {besluitvorming.CONFLICT},
        "besluituitkomsten": {
            besluitvorming.NOG_OPEN,
            besluitvorming.BESLOTEN,
            besluitvorming.GEEN_KEUZE,
        },
        "inzendstatussen": {start.CONCEPT},
        "voortgang": {*monitoring.STUCK, *monitoring.FINISHED, *PROGRESS_GROUPS},
        "afkomsten": {afspraken.DEZE_CYCLUS, afspraken.EERDERE_AFSPRAAK},
    }
    for name, values in asked.items():
        assert values <= set(found[name].values), name
    assert found["stappen"].values == STEPS
    assert rolmatrix.GREMIUM in {row["partij"] for row in role_matrix()}


def test_the_criteria_of_the_agenda_are_those_of_the_list() -> None:
    declared = [
        (column.name, column.header, column.help)
        for column in agenda.AGENDA.columns
        if column.name.startswith("criterium_")
    ]
    assert declared == [
        (f"criterium_{entry.code}", entry.value, f"{entry.fields['toelichting']}.")
        for entry in lists.value_list("criteria").entries
    ]


READS = """
import sys
from pathlib import Path
from ra_excel.domain.files import folder

data = {name: str(folder(name)) for name in ("validation", "workbooks", "macros")}
opened = []

def note(event, arguments):
    if event == "open":
        opened.append(str(arguments[0]))

sys.addaudithook(note)
import ra_excel.domain.tables
read = [path for path in opened if path.startswith(tuple(data.values()))]
print(*read, sep="\\n", end="")
ra_excel.domain.tables.value_list("stappen")
assert any("stappen" in path for path in opened), "the hook sees nothing"
"""


def test_the_declaration_reads_no_file_when_it_is_imported() -> None:
    run = subprocess.run([sys.executable, "-c", READS], capture_output=True, text=True, check=True)
    assert run.stdout == ""
