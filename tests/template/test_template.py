"""The blank workbook: reproducible, committed, complete, and clean by an independent audit."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.files import folder
from ra_excel.domain.inzenders import Inzender, departments, provinces
from ra_excel.domain.model import Kind
from ra_excel.domain.sheets.rijksinzet import RIJKSINZET
from ra_excel.domain.tables import DATA_TABLES, DEPARTEMENT, SHEETS, TABLES, role_matrix, roles_of
from ra_excel.errors import RaError
from ra_excel.reading.workbook import read_workbook_file
from ra_excel.template.build import build_workbook, file_name
from tests.helpers.clean import CYCLE, build, clean_rows
from tests.helpers.lint import problems


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("province", provinces(), ids=lambda p: p.code)
def test_committed_blank_workbook_equals_a_rebuild(tmp_path: Path, province: object) -> None:
    cycle = load_cycle(CYCLE)
    name = file_name(province, cycle)  # type: ignore[arg-type]
    build_workbook(tmp_path / name, province, cycle)  # type: ignore[arg-type]
    assert parts(tmp_path / name) == parts(folder("workbooks") / CYCLE / name)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    one, two = build(tmp_path / "1.xlsx", clean_rows()), build(tmp_path / "2.xlsx", clean_rows())
    assert one.read_bytes() == two.read_bytes()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    rows = clean_rows()
    workbook = read_workbook_file(build(tmp_path / "b.xlsx", rows))
    assert workbook.faults == ()
    for table in DATA_TABLES:
        for given in rows.get(table.name, []):
            sheet_table = workbook.tables[table.name]
            row = sheet_table.columns["id"].index(given["id"])
            assert {name: sheet_table.columns[name][row] for name in given} == given


def test_every_sheet_is_there_with_its_table_and_frozen_header(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(build(tmp_path / "b.xlsx", {}))
    assert tuple(book.sheetnames) == SHEETS
    for table in TABLES.values():
        sheet = book[table.sheet]
        if not table.is_form:
            assert list(sheet.tables) == [f"tbl_{table.sheet}"]
            assert [cell.value for cell in sheet[table.header_row]][: len(table.columns)] == [
                c.header for c in table.columns
            ]
            assert sheet.freeze_panes or table is TABLES["controle"]


def test_lists_structure_and_roles_are_protected_and_input_is_not(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(build(tmp_path / "b.xlsx", {}))
    assert book.security.lockStructure
    assert {s.title for s in book if s.protection.sheet} == {
        "Start",
        "Rolmatrix",
        "Terugkoppeling",
        "Fiche",
        "Rolkaart",
        "Zelfcontrole",
        "Waardelijsten",
    }
    roles = {role["id"]: row for row, role in enumerate(role_matrix(), start=6)}
    assert book["Rolmatrix"]["E6"].protection.locked
    for id_, asked in (("R1-VRO-1", False), ("R1-PRO-1", True), ("R1-GRE-1", True)):
        assert book["Rolmatrix"][f"F{roles[id_]}"].protection.locked is not asked
    assert book["Start"]["B5"].protection.locked and not book["Start"]["B8"].protection.locked


def test_every_choice_has_a_dropdown_over_a_named_list(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(build(tmp_path / "b.xlsx", {}))
    for table in DATA_TABLES:
        if table.filled_by != "provincie":
            continue
        sheet = book[table.sheet]
        for number, column in enumerate(table.columns, start=1):
            if column.kind not in (Kind.CHOICE, Kind.MULTI_CHOICE):
                continue
            address = sheet.cell(6, number).coordinate
            rule = next(v for v in sheet.data_validations.dataValidation if address in v.cells)
            named = set(re.findall(r"(?:lijst|per)_\w+", rule.formula1))
            assert named and named <= set(book.defined_names), (table.sheet, column.header)


def test_marks_of_the_workbook_are_hidden_names_and_properties(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(build(tmp_path / "b.xlsx", {}))
    marks = {
        name: book.defined_names[name]
        for name in ("ra_schema", "ra_provincie", "ra_cyclus", "ra_lijsten")
    }
    assert all(mark.hidden for mark in marks.values())
    assert marks["ra_provincie"].value == '"DR"'
    properties = book.custom_doc_props  # type: ignore[attr-defined]
    assert properties["ra_cyclus"].value == CYCLE
    assert book.properties.language == "nl-NL"


def test_text_stays_text(tmp_path: Path) -> None:
    rows = clean_rows()
    rows["agenda"][0] |= {
        "titel": "=1+1",
        "probleemanalyse": "https://voorbeeld.nl",
        "stand_rijk": "0012",
    }
    sheet = openpyxl.load_workbook(build(tmp_path / "b.xlsx", rows))["Agenda"]
    assert [sheet[a].data_type for a in ("C6", "D6", "F6")] == ["s", "s", "s"]
    assert sheet["D6"].hyperlink is None


def test_text_that_looks_like_markup_breaks_nothing(tmp_path: Path) -> None:
    rows = clean_rows()
    rows["agenda"][0] |= {
        "titel": "<r>a & b</r>",
        "probleemanalyse": "<t>x</t> & \x07 " + "lang" * 9000,
    }
    path = build(tmp_path / "b.xlsx", rows)
    cells = [cell.value for cell in openpyxl.load_workbook(path)["Agenda"][6]]
    assert "<r>a & b</r> " in cells
    assert problems(path) == []


def test_two_rows_with_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RaError):
        build(tmp_path / "b.xlsx", {"lessen": [{"id": "DR-L001"}, {"id": "DR-L001"}]})


def test_rows_without_id_take_the_free_ones(tmp_path: Path) -> None:
    rows = {
        "lessen": [{"onderwerp": "tweede"}, {"id": "DR-L001", "onderwerp": "eerste"}]
        + [{"onderwerp": f"les {n}"} for n in range(40)]
    }
    lessen = read_workbook_file(build(tmp_path / "b.xlsx", rows)).tables["lessen"]  # type: ignore[arg-type]
    assert lessen.columns["onderwerp"][:3] == ["eerste", "tweede", "les 0"]
    assert len(lessen.numbers) == len(set(lessen.columns["id"])) == 42


def test_audit_finds_nothing_that_excel_would_repair(tmp_path: Path) -> None:
    rows = clean_rows()
    rows["agenda"][0]["bekrachtigd_op"] = date(2026, 6, 18)
    result = OpenXmlValidator().validate(str(build(tmp_path / "b.xlsx", rows)))
    assert result.is_valid, [str(e) for e in result.errors][:5]


@pytest.mark.parametrize("department", departments(), ids=lambda d: d.code)
def test_blank_workbook_of_a_department_is_complete_and_clean(
    tmp_path: Path, department: Inzender
) -> None:
    path = tmp_path / file_name(department, load_cycle(CYCLE))
    build_workbook(path, department, load_cycle(CYCLE))
    assert path.name == f"ra-2026-2027-departement-{department.naam.lower()}.xlsx"
    assert problems(path) == []
    book = openpyxl.load_workbook(path)
    assert tuple(book.sheetnames) == DEPARTEMENT.sheets
    assert book["Start"]["B5"].value == department.naam
    for table in DEPARTEMENT.data_tables:
        headers = [cell.value for cell in book[table.sheet][table.header_row]]
        assert headers == [column.header for column in table.columns]
    roles = [row[0].value for row in book["Rolmatrix"].iter_rows(min_row=6) if row[0].value]
    assert roles == [role["id"] for role in roles_of(DEPARTEMENT)]
    assert book["Inbreng"]["A6"].value == f"{department.code}-001"


def test_rows_about_something_else_keep_the_id_and_are_locked(tmp_path: Path) -> None:
    rows = {"rijksinzet": [{"vraagstuk": "DR-001", "titel": "Water", "houding": "akkoord"}]}
    build_workbook(tmp_path / "b.xlsx", departments()[0], load_cycle(CYCLE), rows)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Rijksinzet"]
    stance = RIJKSINZET.letter("houding")
    assert (sheet["A6"].value, sheet[f"{stance}6"].value) == ("DR-001", "akkoord")
    assert sheet["A6"].protection.locked and not sheet[f"{stance}6"].protection.locked
