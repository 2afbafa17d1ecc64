"""The entry of page and task pane says and writes what the commands do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ra_excel.browser.entry import annotate, check
from ra_excel.cli.main import run
from ra_excel.errors import RaError
from tests.helpers.clean import build, clean_rows, put


def broken(path: Path) -> Path:
    rows = clean_rows()
    put("agenda", 0, status="geagendeert", prioriteit=None)(rows)
    return build(path, rows)


def test_check_gives_the_json_of_ra_valideer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = broken(tmp_path / "drenthe.xlsx")
    run(["valideer", str(path), "--formaat", "json"])
    assert check(path.name, path.read_bytes()) == capsys.readouterr().out


def test_check_compares_with_the_earlier_submission(tmp_path: Path) -> None:
    old = broken(tmp_path / "oud.xlsx")
    new = build(tmp_path / "nieuw.xlsx", clean_rows())
    findings = json.loads(check(new.name, new.read_bytes(), old.read_bytes()))
    assert findings["bevindingen"] == []
    assert [finding["code"] for finding in findings["opgelost"]] == ["CE-02"]


def test_annotate_gives_the_copy_of_ra_valideer(tmp_path: Path) -> None:
    path = broken(tmp_path / "drenthe.xlsx")
    run(["valideer", str(path), "--geannoteerd", str(tmp_path / "terug")])
    assert annotate(path.name, path.read_bytes()) == (tmp_path / "terug" / path.name).read_bytes()


def test_a_file_set_apart_is_reported_and_not_annotated() -> None:
    findings = json.loads(check("brief.xlsx", b"geen werkmap"))["bevindingen"]
    assert [finding["code"] for finding in findings] == ["ST-01"]
    with pytest.raises(RaError, match="geen bevindingen te schrijven"):
        annotate("brief.xlsx", b"geen werkmap")
