"""The demonstration: real agreements, marked illustrations, planted mistakes that are found, and
the same bytes again.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from ra_excel.domain.inzenders import departments, provinces
from ra_excel.domain.rules import catalogue
from ra_excel.domain.tables import TABLES
from ra_excel.jobs.demo import (
    ABSENT,
    SUBMITTED,
    planted_faults,
    run_demo,
)
from ra_excel.jobs.demo_departments import SUBMITTING
from ra_excel.jobs.illustrations import example_folder, illustrations
from ra_excel.progress import silent
from ra_excel.reports.summary import summary_lines
from ra_excel.round.round import Outcome, Round
from tests.helpers.formula_graph import circle


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Round]:
    """One run of the demonstration."""
    target = tmp_path_factory.mktemp("demo") / "uit"
    return target, run_demo(target, silent)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_output_is_complete(demo: tuple[Path, Round]) -> None:
    target, _ = demo
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    written = {o["pad"] for o in manifest["uitvoer"]}
    assert written == {
        p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file()
    } - {"manifest.json"}
    wanted = {"landelijk-overzicht.xlsx", "word/landelijk.docx", "dataset/datapackage.json"}
    wanted |= {f"word/provincie-{p.naam}.docx" for p in provinces()} | {
        f"dataset/{name}.csv" for name in TABLES if name != "controle"
    }
    assert wanted <= written
    assert len(list((target / SUBMITTED).glob("*.xlsx"))) == 12 + len(SUBMITTING)


def test_a_second_run_gives_the_same_bytes(demo: tuple[Path, Round], tmp_path: Path) -> None:
    run_demo(tmp_path / "uit", silent)
    assert (tmp_path / "uit" / "manifest.json").read_bytes() == (
        demo[0] / "manifest.json"
    ).read_bytes()


def test_no_workbook_of_a_round_holds_a_circle(demo: tuple[Path, Round]) -> None:
    workbooks = sorted(demo[0].rglob("*.xlsx"))
    assert len(workbooks) > 20
    assert {path.name: circle(path) for path in workbooks if circle(path)} == {}


def test_one_province_is_missing_and_some_are_clean(demo: tuple[Path, Round]) -> None:
    outcomes = {s.province.naam: s.outcome for s in demo[1].submissions if s.province}
    missing = [naam for naam, outcome in outcomes.items() if outcome is Outcome.MISSING]
    assert missing[:1] == [ABSENT]
    with_mistakes = {
        f.province.naam for f in planted_faults() if catalogue()[f.code].ernst == "fout"
    }
    assert {
        naam for naam, outcome in outcomes.items() if outcome is Outcome.WITH_FAULTS
    } == with_mistakes


def test_every_planted_mistake_is_found_at_its_cell_and_nothing_else_is_a_fout(
    demo: tuple[Path, Round],
) -> None:
    target, round_ = demo
    found = {(f.code, f.provincie, f.blad, f.rij, f.kolom) for f in round_.findings}
    planted = set()
    for fault in planted_faults():
        table = TABLES[fault.table]
        book = openpyxl.load_workbook(
            next((target / SUBMITTED).glob(f"*{fault.province.naam.lower()}.xlsx")), read_only=True
        )
        ids = [
            row[0] for row in book[table.sheet].iter_rows(min_row=1, max_col=1, values_only=True)
        ]
        header = table.by_name[fault.column].header
        planted.add((fault.code, fault.province.naam, table.sheet, ids.index(fault.id) + 1, header))
    assert planted <= found
    assert {p for p in found if catalogue()[p[0]].ernst == "fout"} == {
        p for p in planted if catalogue()[p[0]].ernst == "fout"
    }


def test_illustrations_say_so() -> None:
    marks = {
        "agenda": "titel",
        "dialoog": "dilemmas",
        "afspraken": "titel",
        "monitoring": "toelichting",
        "rolmatrix": "toelichting",
        "lessen": "onderwerp",
        "terugkoppeling": "motivering",
    }
    for province in provinces():
        for table, rows in illustrations(province, example_folder() / "illustratie").items():
            for row in rows:
                if table == "besluitvorming":
                    assert (
                        "Illustratie" in f"{row.get('besluit_wat')}{row.get('conflict_schuurpunt')}"
                    )
                elif table in marks and row.get("invuller", "x"):
                    assert str(row[marks[table]]).startswith("Illustratie"), (table, row["id"])


MARKED = {
    "inbreng": "titel",
    "rijksinzet": "standpunt",
    "opvolging": "toelichting",
    "rolmatrix": "toelichting",
    "lessen": "onderwerp",
}


def test_illustrations_of_departments_say_so() -> None:
    for department in departments():
        rows = illustrations(department, example_folder() / "departementen")
        for table, column in MARKED.items():
            texts = [str(row[column]) for row in rows[table] if row[column]]
            assert all(text.startswith("Illustratie") for text in texts), (department, table)


def test_departments_differ_keep_silent_and_bring_in_what_nobody_takes(
    demo: tuple[Path, Round],
) -> None:
    found = {(f.code, f.provincie) for f in demo[1].findings}
    assert {("LA-10", "LVVN"), ("LA-10", "Defensie"), ("LA-13", "IenW")} <= found
    assert {("RI-01", "EZ"), ("LA-14", "KGG"), ("LA-11", "VRO")} <= found
    assert not [f for f in demo[1].findings if f.provincie in SUBMITTING and f.is_fout]
    assert {f.provincie for f in demo[1].findings if f.code.startswith(("RI", "OP"))} == {"EZ"}


def test_every_real_agreement_is_found_back_in_dataset_and_overview(
    demo: tuple[Path, Round],
) -> None:
    target, _ = demo
    lines = [
        line
        for line in read_csv(example_folder() / "afspraken-praktijk.csv")
        if line["provincie"] != ABSENT
    ]
    dataset = {
        (row["provincie"].casefold(), row["titel"]): row
        for row in read_csv(target / "dataset" / "afspraken.csv")
    }
    sheet = openpyxl.load_workbook(target / "landelijk-overzicht.xlsx", read_only=True)["Afspraken"]
    shown = [
        {str(value) for value in row if value is not None}
        for row in sheet.iter_rows(values_only=True)
    ]
    for line in lines:
        row = dataset[(line["provincie"].casefold(), line["titel"])]
        book = openpyxl.load_workbook(target / SUBMITTED / row["bestand"], read_only=True)
        cells = next(
            book[row["blad"]].iter_rows(
                min_row=int(row["rij"]), max_row=int(row["rij"]), values_only=True
            )
        )
        assert line["titel"] in cells and line["tekst"] in cells
        assert any({row["id"], line["titel"], line["tekst"]} <= values for values in shown), line[
            "titel"
        ]


def test_the_readme_shows_what_the_demo_says(demo: tuple[Path, Round]) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    shown = readme.split("```text\n")[1].split("```")[0].splitlines()
    lines = list(summary_lines(demo[1]))
    assert shown[: len(lines)] == lines
    assert [line.partition(":")[0] for line in shown[len(lines) :]] == [
        "Open eerst",
        "Ingediende werkmappen",
    ]
