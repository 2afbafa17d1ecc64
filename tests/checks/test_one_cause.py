"""One cause gives one finding: what follows from it elsewhere is not said again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ra_excel.checks.run import check_workbook
from ra_excel.domain.layout import HEADER_ROW
from ra_excel.domain.tables import TABLES
from ra_excel.reading.workbook import read_workbook_file
from tests.helpers.clean import Rows, build, check, clean_rows, places, put

SheetEdit = Callable[[Worksheet], object]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A clean submission of Drenthe."""
    return build(tmp_path / "drenthe.xlsx", clean_rows())


def on_sheet(path: Path, sheet: str, edit: SheetEdit) -> Path:
    edited = openpyxl.load_workbook(path)
    edit(edited[sheet])
    edited.save(path)
    return path


def put_cell(address: str, value: str | None) -> SheetEdit:
    def edit(sheet: Worksheet) -> None:
        sheet[address] = value
        if value and value.startswith("#"):
            sheet[address].data_type = "e"

    return edit


def without_headers(sheet: Worksheet) -> None:
    for cell in sheet[HEADER_ROW]:
        cell.value = None


@pytest.mark.parametrize(
    "name", [table.sheet for table in TABLES.values() if table.name != "start"] + ["Waardelijsten"]
)
def test_a_sheet_that_is_gone_is_one_finding(book: Path, name: str) -> None:
    edited = openpyxl.load_workbook(book)
    del edited[name]
    edited.save(book)
    assert places(check(book)) == [("ST-03", name)]


@pytest.mark.parametrize("name", ["Agenda 2026", "agenda-nieuw", "Agende"])
def test_a_renamed_sheet_is_one_finding_that_names_it(book: Path, name: str) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Agenda"].title = name
    edited.save(book)
    checked = check(book)
    assert places(checked) == [("ST-03", "Agenda")]
    assert checked.findings[0].waarde == name and name in checked.findings[0].melding


@pytest.mark.parametrize("name", ["Agenda", "Dialoog", "Besluitvorming", "Afspraken", "Monitoring"])
def test_lost_headers_are_one_finding(book: Path, name: str) -> None:
    assert places(check(on_sheet(book, name, without_headers))) == [("ST-06", name)]


@pytest.mark.parametrize(
    ("sheet", "address", "header"),
    [
        ("Agenda", "A5", "Nummer"),
        ("Agenda", "A5", None),
        ("Agenda", "D5", None),
        ("Agenda", "D5", "Wat is er aan de hand"),
        ("Dialoog", "C5", None),
        ("Monitoring", "C5", "Welke"),
        ("Afspraken", "A5", None),
        ("Rolmatrix", "A5", "Nr"),
    ],
)
def test_a_lost_header_is_one_finding_at_its_place(
    book: Path, sheet: str, address: str, header: str | None
) -> None:
    checked = check(on_sheet(book, sheet, put_cell(address, header)))
    assert places(checked) == [("ST-04", f"{sheet}!{address}")]
    assert checked.findings[0].waarde == header


def test_a_column_of_their_own_makes_no_rows_and_loses_nothing(book: Path) -> None:
    def number(sheet: Worksheet) -> None:
        sheet["BB5"] = "Nr"
        for row in range(6, 46):
            sheet[f"BB{row}"] = row - 5

    workbook = read_workbook_file(on_sheet(book, "Agenda", number))
    assert places(check_workbook(workbook)) == [("ST-05", "Agenda!BB5")]
    assert workbook.tables["agenda"].numbers == [6, 7]
    assert len(workbook.tables["agenda"].extra["Nr"]) == 40


@pytest.mark.parametrize(
    ("sheet", "address"), [("Agenda", "A6"), ("Afspraken", "A6"), ("Rolmatrix", "A9")]
)
def test_an_id_that_is_gone_hides_what_refers_to_it(book: Path, sheet: str, address: str) -> None:
    assert places(check(on_sheet(book, sheet, put_cell(address, None)))) == [
        ("CE-01", f"{sheet}!{address}")
    ]


def test_a_row_copied_whole_is_one_finding(tmp_path: Path) -> None:
    rows = clean_rows()
    path = build(tmp_path / "b.xlsx", rows)

    def copy(sheet: Worksheet) -> None:
        for column in range(1, sheet.max_column + 1):
            sheet.cell(8, column).value = sheet.cell(6, column).value

    assert places(check(on_sheet(path, "Agenda", copy))) == [("CE-06", "Agenda!A8")]


def test_a_rule_speaks_of_the_row_where_the_id_is_gone(tmp_path: Path) -> None:
    rows: Rows = clean_rows()
    put("agenda", 1, criterium_vastgelopen="Nee")(rows)
    path = on_sheet(build(tmp_path / "b.xlsx", rows), "Agenda", put_cell("A7", None))
    finding = next(f for f in check(path).findings if f.code == "AG-01")
    assert finding.cel == "M7" and "op rij 7" in finding.melding


@pytest.mark.parametrize("sheet", ["Agenda", "Afspraken"])
def test_an_error_value_in_an_empty_row_is_one_finding_at_its_cell(book: Path, sheet: str) -> None:
    table = next(t for t in TABLES.values() if t.sheet == sheet)
    address = f"{table.letter('titel')}30"
    path = on_sheet(book, sheet, put_cell(address, "#N/A"))
    assert places(check(path)) == [("CE-09", f"{sheet}!{address}")]
    assert read_workbook_file(path).tables[table.name].numbers[-1] == 30


def test_an_error_value_for_the_province_is_named(book: Path) -> None:
    checked = check(on_sheet(book, "Start", put_cell("B5", "#REF!")))
    assert places(checked) == [("ST-10", "Start!B5")]
    assert checked.findings[0].waarde == "#REF!"


def test_a_row_inserted_on_top_is_one_finding(book: Path) -> None:
    assert places(check(on_sheet(book, "Agenda", lambda sheet: sheet.insert_rows(1)))) == [
        ("ST-06", "Agenda")
    ]


@pytest.mark.parametrize(
    "cells",
    [{"C60": "Toelichting: zie onze nota"}, {"A60": "Totaal", "D60": "twaalf vraagstukken"}],
)
def test_a_remark_or_total_below_the_table_is_one_finding(
    book: Path, cells: dict[str, str]
) -> None:
    def write(sheet: Worksheet) -> None:
        for address, value in cells.items():
            sheet[address] = value

    assert places(check(on_sheet(book, "Agenda", write))) == [("ST-07", f"Agenda!{min(cells)}")]


@pytest.mark.parametrize("damage", ["sheet", "headers", "id"])
def test_agreements_do_not_vanish_because_their_sheet_cannot_be_read(
    tmp_path: Path, damage: str
) -> None:
    previous = check(build(tmp_path / "oud.xlsx", clean_rows()))
    path = build(tmp_path / "nieuw.xlsx", clean_rows())
    edited = openpyxl.load_workbook(path)
    if damage == "sheet":
        del edited["Afspraken"]
    elif damage == "headers":
        without_headers(edited["Afspraken"])
    else:
        edited["Afspraken"]["A6"] = None
    edited.save(path)
    found = check_workbook(read_workbook_file(path), previous=previous).findings
    assert [f.code for f in found] == {"sheet": ["ST-03"], "headers": ["ST-06"], "id": ["CE-01"]}[
        damage
    ]
