"""A round with a department: its tables are there, and what is for the Rijk stays with the Rijk."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pytest

from ra_excel.cli.main import run
from tests.helpers.clean import CYCLE, build, clean_rows, put
from tests.helpers.departement import build_department, clean_department_rows

MARKERS = ("ZEGGEWELRIJK", "ZEGGENIETRIJK")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ronde")
    (folder / "in").mkdir()
    province = clean_rows()
    put("agenda", 0, departementen="VRO; LVVN")(province)
    build(folder / "in" / "dr.xlsx", province)
    rows = clean_department_rows()
    rows["rijksinzet"][0] |= {"ruimte": f"Ja: {MARKERS[0]}", "grens": f"Nee: {MARKERS[1]}"}
    build_department(folder / "in" / "lvvn.xlsx", rows)
    for moment, before in (("eerste", []), ("tweede", ["--vorige", str(folder / "eerste")])):
        arguments = ["consolideer", str(folder / "in"), "--cyclus", CYCLE]
        assert run([*arguments, "--uit", str(folder / moment), *before]) in (0, 1)
    return folder / "tweede"


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tables_of_the_department_are_in_the_dataset(output: Path) -> None:
    (stance,) = lines(output / "dataset" / "rijksinzet.csv")
    assert (stance["vraagstuk"], stance["houding"]) == ("DR-001", "akkoord mits")
    assert [row["id"] for row in lines(output / "dataset" / "inbreng.csv")] == ["LVVN-001"]
    (stance,) = lines(output / "dataset-openbaar" / "rijksinzet.csv")
    assert "houding" not in stance and stance["vraagstuk"] == "DR-001"
    names = [row["bestand"] for row in json.loads((output / "manifest.json").read_text())["invoer"]]
    assert "lvvn.xlsx" in names


def contents(content: bytes) -> Iterator[bytes]:
    """A file, and what is zipped in it."""
    yield content
    try:
        with ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from contents(archive.read(name))
    except BadZipFile:
        return


def test_what_is_for_the_rijk_stands_only_where_the_rijk_looks(output: Path) -> None:
    told = set()
    for path in output.rglob("*"):
        if path.is_file():
            parts = [part.decode("utf-8", "ignore") for part in contents(path.read_bytes())]
            if any(marker in part for marker in MARKERS for part in parts):
                told.add(path.relative_to(output).as_posix())
    assert told == {
        "dataset/rijksinzet.csv",
        "departementen/ra-2026-2027-departement-lvvn.xlsx",
        "geannoteerd/lvvn.xlsx",
        "word/rijk.docx",
    }


def test_a_comparison_of_two_workbooks_of_a_department_names_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = clean_department_rows()
    old = build_department(tmp_path / "oud.xlsx", rows)
    rows["rijksinzet"][0]["houding"] = "akkoord"
    new = build_department(tmp_path / "nieuw.xlsx", rows)
    assert run(["vergelijk", str(old), str(new)]) == 0
    out = capsys.readouterr().out
    assert "LVVN" in out and "akkoord mits" in out and "Houding" in out
