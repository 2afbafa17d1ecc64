"""What holds for the workbook of a province holds for every kind of workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ra_excel.checks.submission import Submission
from ra_excel.domain.sheets.rijksinzet import RIJKSINZET
from ra_excel.domain.tables import DEPARTEMENT, PROVINCIE
from ra_excel.reports.returned import write_return
from tests.helpers.clean import build, check, clean_rows, places
from tests.helpers.departement import build_department, clean_department_rows


def edited(path: Path, sheet: str, cells: dict[str, str | None]) -> Path:
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book[sheet][address] = value
    book.save(path)
    return path


def names(submission: Submission) -> set[tuple[str, str | None, str | None]]:
    return {(finding.code, finding.blad, finding.cel) for finding in submission.findings}


def test_a_clean_workbook_of_a_department_has_no_findings(tmp_path: Path) -> None:
    checked = check(build_department(tmp_path / "d.xlsx", clean_department_rows()))
    assert places(checked) == []
    assert checked.werkmap is DEPARTEMENT and checked.province.code == "LVVN"
    assert set(checked.rows) == {table.name for table in DEPARTEMENT.recorded_tables}
    (stance,) = checked.rows.table("rijksinzet")
    assert (stance.id, stance["houding"]) == ("DR-001", "akkoord mits")


def test_a_workbook_of_a_province_is_of_that_kind(tmp_path: Path) -> None:
    assert check(build(tmp_path / "p.xlsx", clean_rows())).werkmap is PROVINCIE


def test_cells_of_a_department_are_checked_as_those_of_a_province(tmp_path: Path) -> None:
    rows = clean_department_rows()
    rows["inbreng"][0] |= {"id": "DR-001", "domeinen": "landbouw; lucht", "titel": None}
    rows["rijksinzet"].append(dict(rows["rijksinzet"][0]))
    rows["rijksinzet"][0] |= {"houding": "misschien", "afgestemd_op": "gisteren"}
    rows["lessen"][0]["wat_werkte"] = "Bel 06-12345678 voor meer."
    rows["rolmatrix"][0]["gremium"] = "DGO FLOO"
    found = check(build_department(tmp_path / "d.xlsx", rows))
    stance, day = RIJKSINZET.letter("houding"), RIJKSINZET.letter("afgestemd_op")
    assert names(found) == {
        ("CE-08", "Inbreng", "A6"),
        ("CE-01", "Inbreng", "C6"),
        ("CE-02", "Inbreng", "H6"),
        ("CE-02", "Rijksinzet", f"{stance}6"),
        ("CE-03", "Rijksinzet", f"{day}6"),
        ("CE-06", "Rijksinzet", "A7"),
        ("CE-11", "Lessen", "D6"),
        ("CE-02", "Rolmatrix", "H6"),
    }
    order = [finding.blad for finding in found.findings]
    assert order == sorted(order, key=lambda sheet: DEPARTEMENT.sheets.index(str(sheet)))


def test_a_role_of_a_department_is_compared_with_its_own_rows(tmp_path: Path) -> None:
    path = build_department(tmp_path / "d.xlsx", clean_department_rows())
    found = check(edited(path, "Rolmatrix", {"D6": "Toeschouwer"}))
    assert ("RO-05", "Rolmatrix", "D6") in names(found)
    assert not {code for code, _, _ in names(found)} & {"RO-02"}


@pytest.mark.parametrize("owner", ["IenW", "Drenthe", "Onbekend", None])
def test_a_workbook_of_another_owner_than_its_mark_is_set_apart(
    tmp_path: Path, owner: str | None
) -> None:
    path = build_department(tmp_path / "d.xlsx", clean_department_rows())
    found = check(edited(path, "Start", {"B5": owner}))
    assert names(found) == {("ST-10", "Start", "B5")}
    assert found.quarantined


def test_sheets_of_a_department_are_missed_and_its_titles_are_fixed(tmp_path: Path) -> None:
    path = build_department(tmp_path / "d.xlsx", clean_department_rows())
    book = openpyxl.load_workbook(path)
    del book["Opvolging"]
    book["Inbreng"]["A1"] = "Onze lijst"
    book.create_sheet("Agenda")
    book.save(path)
    assert {
        ("ST-03", "Opvolging", None),
        ("ST-12", "Inbreng", "A1"),
        ("ST-07", "Agenda", "A1"),
    } <= (names(check(path)))


def test_what_vro_says_refers_to_what_the_department_brought_in(tmp_path: Path) -> None:
    rows = clean_department_rows()
    answer = {"besluit": "overgenomen", "motivering": "Past in de agenda.", "datum": None}
    rows["terugkoppeling"] = [
        {
            **answer,
            "id": "LVVN-T001",
            "onderwerp": "LVVN-001",
            "datum": rows["opvolging"][0]["peildatum"],
        }
    ]
    assert places(check(build_department(tmp_path / "d.xlsx", rows))) == []
    rows["terugkoppeling"][0]["onderwerp"] = "LVVN-009"
    found = check(build_department(tmp_path / "d.xlsx", rows))
    assert names(found) == {("CE-07", "Terugkoppeling", "B6")}


def test_findings_go_back_on_the_controle_of_a_department_and_answers_are_read(
    tmp_path: Path,
) -> None:
    rows = clean_department_rows()
    rows["inbreng"][0]["titel"] = None
    source = build_department(tmp_path / "d.xlsx", rows)
    (tmp_path / "terug").mkdir()
    first = check(source)
    back = write_return(source, first, tmp_path / "terug")
    controle = DEPARTEMENT.controle
    row, letter = controle.first_row, controle.letter("toelichting")
    sheet = openpyxl.load_workbook(back)["Controle"]
    assert sheet[f"{controle.letter('code')}{row}"].value == "CE-01"
    assert sheet[f"{letter}{controle.header_row}"].value == "Toelichting departement"
    again = check(edited(back, "Controle", {f"{letter}{row}": "Volgt nog"}))
    assert [(f.id, f.toelichting) for f in again.findings] == [(first.findings[0].id, "Volgt nog")]
