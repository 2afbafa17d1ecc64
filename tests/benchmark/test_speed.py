"""What ``make bench`` measures with is right; how fast things are is no test."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import openpyxl

from ra_excel.checks.cell_checks import faults_in
from ra_excel.domain.inzenders import provinces
from ra_excel.domain.tables import DATA_TABLES
from ra_excel.reading.workbook import read_workbook_file
from tests.benchmark import naive, strong
from tests.benchmark.filled import full_rows, write_one
from tests.benchmark.picture import picture_of
from tests.benchmark.timing import PYTHON, Goal, in_turns
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


def test_the_strong_pipeline_finds_the_same_over_several_workbooks(tmp_path: Path) -> None:
    for number in (0, 1):
        write_one(tmp_path, number)
    paths = sorted(tmp_path.iterdir())
    files = [strong.read(path) for path in paths]
    ours = [read_workbook_file(path) for path in paths]
    for table in DATA_TABLES:
        expected = []
        for path, book in zip(paths, ours, strict=True):
            assert book.province
            faults = faults_in(book.tables[table.name], book.province.code, CYCLE)
            expected += [(path.name, *fault) for fault in faults]
        lines = strong.faults_of(files, table, strong.together(files, table))
        found = [(bestand, row, column, code) for bestand, _, row, column, code, _ in lines]
        assert sorted(found) == sorted(expected), table.name


def test_the_strong_pipeline_writes_every_row_and_every_fault(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "sterk.xlsx"
    source.mkdir()
    planted = write_one(source, 0)
    strong.main(source, target)
    book = openpyxl.load_workbook(target)
    (file,) = (strong.read(path) for path in source.iterdir())
    for table in DATA_TABLES:
        assert book[table.sheet].max_row == 1 + len(file.rows[table.name])
    codes = [row[4] for row in book[strong.FOUND].iter_rows(min_row=2, values_only=True)]
    assert len(codes) >= len(planted)


def test_commands_are_timed_in_turns() -> None:
    order = []

    def command(name: str) -> list[str | Path]:
        order.append(name)
        return [PYTHON, "-c", "sum(range(10**6))"]

    times = in_turns({"a": lambda: command("a"), "b": lambda: command("b")}, runs=2)
    assert order == ["a", "b"] * 3
    assert all(timed.processor > 0 and timed.seconds > 0 for timed in times.values())


def test_a_goal_is_a_least_or_a_most() -> None:
    assert [Goal("", ratio, 2).met for ratio in (1.9, 2.0, 2.1)] == [True, True, False]
    assert [Goal("", ratio, 2, at_least=True).met for ratio in (1.9, 2.0)] == [False, True]


def test_the_picture_has_a_bar_for_each() -> None:
    picture = ElementTree.fromstring(picture_of({"naïef <12>": 30.0, "ra consolideer, 12": 2.5}))
    texts = [element.text for element in picture.iter() if element.tag.endswith("text")]
    assert "naïef <12>" in texts
    assert "2,50 s" in texts
