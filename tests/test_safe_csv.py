"""CSV that no spreadsheet takes for formulas gives every text back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ra_excel.safe_csv import FORMULA_STARTS, original_text, safe_cell, write_csv


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    assert original_text(safe_cell(text)) == text
    assert not safe_cell(text).startswith(FORMULA_STARTS)


@pytest.mark.parametrize(
    ("text", "written"), [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("'s ochtends", "'s ochtends"), ("", ""), ("'", "'")]
)
def test_only_what_looks_like_a_formula_changes(text: str, written: str) -> None:
    assert safe_cell(text) == written
    assert original_text(written) == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1, max_size=4))
def test_a_file_gives_every_text_back(tmp_path: Path, texts: list[str]) -> None:
    write_csv(tmp_path / "x.csv", [f"k{n}" for n in range(len(texts))], [texts])
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        assert [original_text(cell) for cell in list(csv.reader(file))[1]] == texts


fields = st.one_of(st.none(), st.integers(), st.dates(), st.text("a;,\"\n =-'é ", max_size=8))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.lists(st.lists(fields, min_size=1, max_size=4), max_size=4), st.booleans())
def test_a_file_is_what_the_module_csv_writes(tmp_path: Path, rows: list[list[object]], for_excel: bool) -> None:
    header = ['een "kop"', "twee, en", "drie; ook"]
    write_csv(tmp_path / "x.csv", header, rows, for_excel=for_excel)
    expected = io.StringIO()
    writer = csv.writer(expected, delimiter=";" if for_excel else ",", lineterminator="\n")
    writer.writerows([header, *([safe_cell(value) for value in row] for row in rows)])
    assert (tmp_path / "x.csv").read_bytes().decode("utf-8-sig" if for_excel else "utf-8") == expected.getvalue()
