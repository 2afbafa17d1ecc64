"""A folder with names that are no text: nothing stops, and every file keeps a name of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ra_excel.cli.main import run
from ra_excel.reading.folder import shown_name, workbook_files
from ra_excel.reading.workbook import read_workbook_file
from tests.helpers.clean import build, clean_rows
from tests.helpers.odd_names import named


def test_bytes_that_are_no_text_are_shown_by_their_number(tmp_path: Path) -> None:
    named(tmp_path, b"Frysl\xe2n.xlsx")
    named(tmp_path, b"lees\xe9.txt")
    (path,), ignored = workbook_files(tmp_path)
    assert shown_name(path) == "Frysl%E2n.xlsx"
    assert ignored == ["lees%E9.txt"]


def test_a_name_that_is_no_text_stops_no_round(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    path = named(source, b"Drenthe-\xe2.xlsx")
    path.write_bytes(build(tmp_path / "b.xlsx", clean_rows()).read_bytes())
    assert read_workbook_file(path).bestand == "Drenthe-%E2.xlsx"
    target = tmp_path / "uit"
    status = run(
        ["consolideer", str(source), "--cyclus", "2026-2027", "--uit", str(target), "--zonder-word"]
    )
    assert status == 0, capsys.readouterr().err
    assert (target / "geannoteerd" / "Drenthe-%E2.xlsx").is_file()
