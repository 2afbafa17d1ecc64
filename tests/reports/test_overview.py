"""The overview workbook: figures, tiles, sheets and links, read back with openpyxl."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openxml_audit import OpenXmlValidator

from ra_excel.consolidation.collect import collect
from ra_excel.consolidation.dataset import build_round
from ra_excel.domain.cycle import load_cycle
from ra_excel.reports.overview import write_overview
from tests.clean import CYCLE, Rows, build, clean_rows, put
from tests.lint import problems
from tests.packages import edit_parts

SHEETS = [
    *("Dashboard", "Agenda", "Per landsdeel", "Conflicten", "Afspraken", "Zwevend"),
    *("Rolmatrix", "Voortgang", "Bevindingen", "Inzendingen", "Reacties"),
]


def rows_with_everything() -> Rows:
    """Drenthe with a floating agreement, a conflict, an open role and a reaction."""
    rows = clean_rows()
    put("afspraken", 0, landing_instrument=None, landing_document=None, tekst="=1+1 is tekst, zie https://voorbeeld.nl")(rows)
    rows["besluitvorming"].append(
        {
            "id": "DR-B002",
            "vraagstuk": "DR-002",
            "route": "conflictbeslechting",
            "conflict_schuurpunt": "Natuur en oefenen botsen.",
            "escalatieniveau": "Rijk",
            "conflict_beslisser": "BOL",
            "uitkomst": "nog open",
        }
    )
    next(r for r in rows["rolmatrix"] if r["id"] == "R1-PRO-1")["invuller"] = None
    rows["terugkoppeling"] = [
        {"onderwerp": "DR-001", "besluit": "overgenomen", "motivering": "Past bij de Nota Ruimte.", "datum": date(2026, 11, 12)}
    ]
    return rows


@pytest.fixture
def overview(tmp_path: Path) -> Path:
    """The overview of Drenthe, with a damaged file beside it."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    build(inbox / "drenthe.xlsx", rows_with_everything())
    (inbox / "kapot.xlsx").write_text("tekst")
    cycle = load_cycle(CYCLE)
    write_overview(build_round(collect(inbox, cycle), cycle, None), tmp_path / "overzicht.xlsx")
    return tmp_path / "overzicht.xlsx"


def lines(book: Workbook, sheet: str) -> list[dict[str, object]]:
    """The table of a sheet as records; none when the sheet says there is nothing."""
    rows = list(book[sheet].iter_rows(min_row=4, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]  # type: ignore[arg-type]


def test_sheets_and_titles(overview: Path) -> None:
    book = openpyxl.load_workbook(overview)
    assert book.sheetnames == SHEETS
    assert all(sheet["A1"].value and sheet["A2"].value for sheet in book)


def test_key_figures(overview: Path) -> None:
    sheet = openpyxl.load_workbook(overview, data_only=True)["Dashboard"]
    figures = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(4, 15)}
    assert figures == {
        "Provincies aanvaard": 1,
        "Provincies aanvaard met fouten": 0,
        "Provincies niet ingediend": 11,
        "Bestanden apart gezet": 1,
        "Vraagstukken op de agenda": 2,
        "Conflicten": 1,
        "Afspraken": 1,
        "Zwevende afspraken": 1,
        "Fouten": 1,
        "Aandachtspunten": 3,
        "Nog geen reactie van VRO": 1,
    }


def test_tiles_say_who_submitted(overview: Path) -> None:
    sheet = openpyxl.load_workbook(overview)["Dashboard"]
    tiles = {cell.value: sheet.cell(cell.row + 1, cell.column).value for row in sheet["D4:G15"] for cell in row if cell.hyperlink}
    assert len(tiles) == 12
    assert tiles["Drenthe"] == "aanvaard"
    assert tiles["Limburg"] == "niet ingediend"


def test_every_link_leads_to_an_existing_cell(overview: Path) -> None:
    book = openpyxl.load_workbook(overview)
    links = [cell.hyperlink.location for row in book["Dashboard"].iter_rows() for cell in row if cell.hyperlink]
    assert len(links) > 20
    for link in links:
        match = re.fullmatch(r"'(.+)'!A(\d+)", link or "")
        assert match and book[match[1]].cell(int(match[2]), 1).value


def test_rows_lead_back_to_file_sheet_and_cell(overview: Path) -> None:
    book = openpyxl.load_workbook(overview)
    floating = lines(book, "Zwevend")[0]
    assert (floating["Id"], floating["Zweeft omdat"]) == ("DR-A001", "Afspraak landt nergens")
    assert (floating["Bestand"], floating["Blad"], floating["Cel"]) == ("drenthe.xlsx", "Afspraken", "A6")


def test_conflicts_roles_and_reactions(overview: Path) -> None:
    book = openpyxl.load_workbook(overview)
    conflict = lines(book, "Conflicten")[0]
    assert (conflict["Vraagstuk"], conflict["Escalatieniveau"], conflict["Wie beslist"]) == ("DR-002", "Rijk", "BOL")
    roles = lines(book, "Rolmatrix")
    assert [r["Drenthe"] for r in roles].count("open") == 1
    assert {r["Utrecht"] for r in roles} == {"niet ingediend"}
    assert [r["Drenthe"] for r in roles if r["Partij"] == "Gremium"] == ["DO NOVEX"] * 4
    assert [r["Besluit VRO"] for r in lines(book, "Reacties")] == ["overgenomen", "nog geen reactie"]


def test_agenda_of_a_landsdeel_is_in_decision_order(overview: Path) -> None:
    assert [(r["Landsdeel"], r["Id"]) for r in lines(openpyxl.load_workbook(overview), "Per landsdeel")] == [
        ("Noord", "DR-002"),
        ("Noord", "DR-001"),
    ]


def test_text_of_a_province_stays_text(overview: Path) -> None:
    sheet = openpyxl.load_workbook(overview)["Afspraken"]
    cell = next(c for c in sheet[5] if str(c.value).startswith("=1+1"))
    assert (cell.data_type, cell.hyperlink) == ("s", None)


def test_charts_have_an_alternative_text(overview: Path) -> None:
    found: list[str] = []

    def look(parts: dict[str, bytes]) -> None:
        found.extend(re.findall(r'descr="([^"]+)"', parts["xl/drawings/drawing1.xml"].decode()))

    edit_parts(overview, look)
    assert len(found) == 6
    assert any("3b Conflictbeslechting: 0" in text for text in found)


def test_excel_has_nothing_to_repair(overview: Path) -> None:
    assert problems(overview) == []
    result = OpenXmlValidator().validate(str(overview))
    assert result.is_valid, [str(e) for e in result.errors][:5]


def test_a_round_with_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kapot.xlsx").write_text("tekst")
    cycle = load_cycle(CYCLE)
    write_overview(build_round(collect(tmp_path / "in", cycle), cycle, None), tmp_path / "o.xlsx")
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == SHEETS
    assert book["Afspraken"]["A4"].value == "Geen afspraken."
    assert problems(tmp_path / "o.xlsx") == []
