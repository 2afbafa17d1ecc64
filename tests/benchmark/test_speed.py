"""What ``make bench`` measures with is right; how fast things are is no test."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from ra_excel.checks.cell_checks import faults_in
from ra_excel.domain.inzenders import provinces
from ra_excel.domain.tables import DATA_TABLES
from ra_excel.reading.workbook import read_workbook_file
from tests.benchmark import naive
from tests.benchmark.filled import full_rows, write_one
from tests.benchmark.picture import picture_of
from tests.helpers.clean import CYCLE, build, check


def test_full_workbooks_are_in_order(tmp_path: Path) -> None:
    province = provinces()[4]
    assert check(build(tmp_path / "b.xlsx", full_rows(province, 4), province.naam)).findings == ()


def test_spoilt_workbooks_are_the_same_every_time_and_nothing_else_is_reported(
    tmp_path: Path,
) -> None:
    first, again = tmp_path / "een", tmp_path / "twee"
    first.mkdir()
    again.mkdir()
    planted = write_one(first, 13)
    assert planted == write_one(again, 13)
    (path,) = first.iterdir()
    assert path.read_bytes() == (again / path.name).read_bytes()
    found = {(path.name, f.code, f"{f.blad}!{f.cel}") for f in check(path).findings}
    assert len(planted) > 30
    assert set(planted) <= found


def test_the_naive_pipeline_finds_the_same_in_the_columns(tmp_path: Path) -> None:
    write_one(tmp_path, 0)
    (path,) = tmp_path.iterdir()
    ours, (code, cycle, tables) = read_workbook_file(path), naive.read_workbook(path)
    for table in DATA_TABLES:
        found = faults_in(ours.tables[table.name], code, CYCLE)
        wrong = naive.faults_of(tables[table.name], table, code, cycle)
        assert len(wrong) == len(found), table.name
        assert sorted(wrong.get("check", ())) == sorted(fault.code for fault in found)


def test_the_picture_has_a_bar_for_each() -> None:
    picture = ElementTree.fromstring(picture_of({"naïef <12>": 30.0, "ra consolideer, 12": 2.5}))
    texts = [element.text for element in picture.iter() if element.tag.endswith("text")]
    assert "naïef <12>" in texts
    assert "2,50 s" in texts
