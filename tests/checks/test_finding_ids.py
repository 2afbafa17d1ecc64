"""Same fault, same id: after sorting, inserting rows and renaming the file."""

from __future__ import annotations

from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.clean import Rows, build, check, clean_rows, put
from tests.helpers.packages import edit_sheet


def ids(path: Path) -> dict[tuple[str, str | None], str]:
    return {(f.code, f.kolom): f.id for f in check(path).findings}


def test_ids_survive_sorting_inserting_and_renaming(tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, inbrenger="provinsie", prioriteit="hoog")(rows)
    before = ids(build(tmp_path / "eerst.xlsx", rows))
    rows["agenda"].reverse()
    for number, row in enumerate(rows["agenda"]):
        row["titel"] = f"{row['titel']}{number}"
    rows["afspraken"].insert(0, dict(rows["afspraken"][0], id="DR-A005"))
    assert {
        k: v for k, v in ids(build(tmp_path / "later.xlsx", rows)).items() if k in before
    } == before


def test_ids_are_unique_within_a_file(tmp_path: Path) -> None:
    rows = clean_rows()
    rows["lessen"] = [{"onderwerp": "x", "wat_werkte": "kort"} for _ in range(5)]
    findings = check(build(tmp_path / "b.xlsx", rows)).findings
    assert len({f.id for f in findings}) == len(findings) == 10


def test_same_fault_of_another_province_has_another_id(tmp_path: Path) -> None:
    rows: Rows = {"start": [{"contactfunctie": None}]}
    drenthe, utrecht = (
        check(build(tmp_path / f"{p}.xlsx", rows, p)).findings[0] for p in ("Drenthe", "Utrecht")
    )
    assert (drenthe.code, drenthe.cel) == (utrecht.code, utrecht.cel)
    assert drenthe.id != utrecht.id


FAULTY = (
    put("agenda", 0, inbrenger="provinsie", prioriteit="hoog"),
    put("agenda", 1, onderbouwing_vastgelopen=None),
    put("dialoog", 0, datum="ooit"),
    put("dialoog", 1, werkvorm="iets nieuws"),
    put("afspraken", 0, landing_instrument=None, landing_document=None),
)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(
    chosen=st.sets(st.integers(0, len(FAULTY) - 1), min_size=1),
    name=st.text("abcdefghij -", min_size=1, max_size=12).filter(lambda t: t.strip()),
    order=st.randoms(use_true_random=False),
    blank=st.integers(0, 2),
)
def test_ids_survive_any_order_any_name_and_empty_rows(
    tmp_path_factory: pytest.TempPathFactory, chosen: set[int], name: str, order: Random, blank: int
) -> None:
    folder = tmp_path_factory.mktemp("ids")
    rows = clean_rows()
    for number in chosen:
        FAULTY[number](rows)
    before = sorted(
        (f.code, f.kolom or "", f.id) for f in check(build(folder / "eerst.xlsx", rows)).findings
    )
    for table in ("agenda", "dialoog"):
        order.shuffle(rows[table])
    path = build(folder / f"{name.strip()}x.xlsx", rows)
    if blank:
        book = openpyxl.load_workbook(path)
        for table in ("Agenda", "Dialoog"):
            book[table].insert_rows(7, blank)
        book.save(path)
    assert sorted((f.code, f.kolom or "", f.id) for f in check(path).findings) == before


def test_ids_of_formulas_and_stray_cells_survive_inserted_rows(tmp_path: Path) -> None:
    path = edit_sheet(
        build(tmp_path / "a.xlsx", clean_rows()),
        "Agenda",
        "C7",
        '<c r="C7" t="str"><f>"Ruimte"</f><v>Ruimte</v></c>',
    )
    edit_sheet(path, "Lessen", "D6", '<c r="D6"><f>A1</f></c>')
    stray = openpyxl.load_workbook(path)
    stray["Dialoog"]["T9"] = "losse opmerking"
    stray.save(path)
    before = sorted((f.code, f.blad, f.id) for f in check(path).findings)
    moved = openpyxl.load_workbook(path)
    for sheet in ("Agenda", "Lessen", "Dialoog"):
        moved[sheet].insert_rows(6, 2)
    moved.save(tmp_path / "andere naam.xlsx")
    assert [code for code, *_ in before] == ["ST-07", "ST-14", "ST-14"]
    assert (
        sorted((f.code, f.blad, f.id) for f in check(tmp_path / "andere naam.xlsx").findings)
        == before
    )
