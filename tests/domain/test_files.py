"""CSV that no spreadsheet takes for formulas gives every text back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ra_excel.domain.files import FORMULA_STARTS, original_text, safe_cell, write_csv


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    assert original_text(safe_cell(text)) == text
    assert not safe_cell(text).startswith(FORMULA_STARTS)


@pytest.mark.parametrize(
    ("text", "written"),
    [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("'s ochtends", "'s ochtends"), ("", ""), ("'", "'")],
)
def test_only_what_looks_like_a_formula_changes(text: str, written: str) -> None:
    assert safe_cell(text) == written
    assert original_text(written) == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")), min_size=1, max_size=4
    )
)
def test_a_file_gives_every_text_back(tmp_path: Path, texts: list[str]) -> None:
    write_csv(tmp_path / "x.csv", [f"k{n}" for n in range(len(texts))], [texts])
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        assert [original_text(cell) for cell in list(csv.reader(file))[1]] == texts
