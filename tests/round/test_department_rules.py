"""What a round sees of departments' workbooks: a violating case and a clean one nearby."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ra_excel.domain.cycle import load_cycle
from ra_excel.round.submissions import RoundTerms, collect
from tests.checks.test_department_rules import BESIDE_DRENTHE
from tests.checks.test_sheet_rules import both
from tests.helpers.clean import CYCLE, Edit, build, clean_rows, put
from tests.helpers.departement import build_department, clean_department_rows

NOTHING: Edit = both()
LEFT: Edit = put(
    "agenda",
    1,
    status="niet geagendeerd",
    stap="1 Agenderen",
    afslag_traject="POVI",
    afslag_reden="Kan daar verder.",
    afslag_borging="Staat op de lijst.",
)
SHARED: Edit = put("agenda", 0, gedeeld_id="OV-003")
STANCES = "rijksinzet"


def found(folder: Path, province: Edit, department: Edit) -> list[tuple[str, str]]:
    """What the round adds to the workbook of the department, beside that of Drenthe, which names
    it in its agreement.
    """
    rows, own = clean_rows(), clean_department_rows()
    rows["afspraken"][0]["betrokkenen"] = "LVVN"
    province(rows)
    department(own)
    build(folder / "dr.xlsx", rows)
    build_department(folder / "lvvn.xlsx", own)
    return judged(folder)


def test_a_department_does_not_speak_for_the_provinces(tmp_path: Path) -> None:
    build(tmp_path / "dr.xlsx", clean_rows())
    alone = collect(tmp_path, RoundTerms(load_cycle(CYCLE))).national
    build_department(tmp_path / "lvvn.xlsx", clean_department_rows())
    beside = collect(tmp_path, RoundTerms(load_cycle(CYCLE))).national
    silent = [fault.waarde for fault in alone if fault.code == "LA-09"]
    assert silent and [fault.waarde for fault in beside if fault.code == "LA-09"] == silent


def judged(folder: Path) -> list[tuple[str, str]]:
    collection = collect(folder, RoundTerms(load_cycle(CYCLE)))
    (one,) = (s for s in collection.counted if s.province.code == "LVVN")
    return [(f.code, f"{f.blad}!{f.cel}") for f in one.findings]


@pytest.mark.parametrize(
    ("code", "place", "province", "department"),
    [
        *((code, place, NOTHING, edit) for code, place, edit in BESIDE_DRENTHE),
        (
            "RI-04",
            "Rijksinzet!O6",
            SHARED,
            put(STANCES, 0, vraagstuk="OV-003", afgestemd_op=date(2026, 9, 29)),
        ),
        ("RI-05", "Rijksinzet!A6", LEFT, put(STANCES, 0, vraagstuk="DR-002")),
    ],
)
def test_violation_is_reported_at_its_cell(
    tmp_path: Path, code: str, place: str, province: Edit, department: Edit
) -> None:
    assert found(tmp_path, province, department) == [(code, place)]


@pytest.mark.parametrize(
    ("province", "department"),
    [
        (NOTHING, NOTHING),
        (NOTHING, put("inbreng", 0, vraagstuk_provincie="GR-009")),
        (SHARED, put("inbreng", 0, vraagstuk_provincie="OV-003")),
        (NOTHING, put(STANCES, 0, afgestemd_op=date(2026, 9, 28))),
        (
            put("besluitvorming", 0, uitkomst="nog open", besluit=None, besluit_datum=None),
            put(STANCES, 0, afgestemd_op=date(2026, 11, 5)),
        ),
        (NOTHING, put(STANCES, 0, vraagstuk="GR-009")),
        (NOTHING, put(STANCES, 0, vraagstuk="DR-009", houding="geen rol")),
        (LEFT, put(STANCES, 0, vraagstuk="DR-001")),
    ],
)
def test_nearby_clean_case_is_silent(tmp_path: Path, province: Edit, department: Edit) -> None:
    assert found(tmp_path, province, department) == []


def test_an_agenda_that_cannot_be_read_whole_says_nothing_of_what_it_lacks(tmp_path: Path) -> None:
    rows = clean_department_rows()
    put(STANCES, 0, vraagstuk="DR-009")(rows)
    put("inbreng", 0, vraagstuk_provincie="DR-009")(rows)
    build_department(tmp_path / "lvvn.xlsx", rows)
    province = clean_rows()
    province["afspraken"][0]["betrokkenen"] = "LVVN"
    book = openpyxl.load_workbook(build(tmp_path / "dr.xlsx", province))
    book["Agenda"]["A7"] = None
    book.save(tmp_path / "dr.xlsx")
    assert judged(tmp_path) == []
