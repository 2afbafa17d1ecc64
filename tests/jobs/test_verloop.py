"""Three rounds of the demonstration, a quarter apart: what Verloop says of them, counted again from
the workbooks that each round gave back.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ra_excel.domain.cycle import load_cycle
from ra_excel.jobs.consolidate import OVERVIEW, RoundOrder, consolidate
from ra_excel.jobs.demo import DEMO_CYCLE, SUBMITTED, write_submissions
from ra_excel.progress import silent
from ra_excel.round.verloop import MANIFEST
from tests.helpers.packages import sheet_part
from tests.jobs.test_two_rounds import filled

CYCLE = load_cycle(DEMO_CYCLE)
DAYS = (date(2026, 9, 1), date(2026, 12, 1), date(2027, 3, 1))
GONE = (("zeeland", "utrecht"), ("utrecht",), ())
"""Who did not submit in each round, beside the one that never does."""


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The outputs of the three rounds, each compared with the one before."""
    folder = tmp_path_factory.mktemp("verloop")
    write_submissions(CYCLE, folder, silent)
    outputs: list[Path] = []
    for number, (day, gone) in enumerate(zip(DAYS, GONE, strict=True), start=1):
        source = folder / f"in-{number}"
        source.mkdir()
        for path in (folder / SUBMITTED).iterdir():
            if not any(name in path.name for name in gone):
                (source / path.name).write_bytes(path.read_bytes())
        order = RoundOrder(source, CYCLE, folder / f"uit-{number}", peildatum=day, word=False)
        if outputs:
            order = replace(order, previous=outputs[-1])
        consolidate(order, silent)
        outputs.append(order.target)
    return outputs


def overview(output: Path) -> Workbook:
    return openpyxl.load_workbook(output / OVERVIEW)


def table(output: Path) -> list[dict[str, Any]]:
    """The rows of Verloop by header."""
    rows: list[Any] = list(overview(output)["Verloop"].iter_rows(values_only=True))
    place = next(number for number, row in enumerate(rows) if row[0] == "Ronde")
    body = [row for row in rows[place + 1 :] if isinstance(row[0], int)]
    return [dict(zip(rows[place], row, strict=True)) for row in body]


def counted(output: Path) -> dict[str, int]:
    """The same figures, from the workbooks and findings of one round alone."""
    steps, agreements, off_course = Counter[str](), 0, 0
    for path in sorted((output / "geannoteerd").glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for _, row in filled(book["Agenda"]):
            if row.get("Status agendering") == "geagendeerd":
                steps[f"Op de agenda in stap {row['Stap']}"] += 1
        agreements += len([*filled(book["Afspraken"])])
        newest: dict[object, tuple[str, str]] = {}
        for _, row in filled(book["Monitoring"]):
            report = (str(row["Peildatum"]), str(row["Voortgang"]))
            before = newest.get(row["Afspraak"])
            if before is None or report[0] >= before[0]:
                newest[row["Afspraak"]] = report
        off_course += sum(word in ("vertraagd", "geblokkeerd") for _, word in newest.values())
    with (output / "dataset" / "bevindingen.csv").open(encoding="utf-8-sig", newline="") as file:
        found = Counter(row["ernst"] for row in csv.DictReader(file))
    return {
        **steps,
        "Afspraken": agreements,
        "Uit koers": off_course,
        "Fouten": found["fout"],
        "Aandachtspunten": found["aandachtspunt"],
    }


def test_a_first_round_has_no_verloop(rounds: list[Path]) -> None:
    assert "Verloop" not in overview(rounds[0]).sheetnames
    assert len(json.loads((rounds[0] / MANIFEST).read_text("utf-8"))["verloop"]) == 1


def test_every_round_says_what_its_own_workbooks_say(rounds: list[Path]) -> None:
    shown = table(rounds[2])
    assert [row["Peildatum"].date() for row in shown] == list(DAYS)
    for row, output in zip(shown, rounds, strict=True):
        again = counted(output)
        assert {label: row[label] for label in again} == again
        taken_on = sum(n for label, n in row.items() if label.startswith("Op de agenda in stap"))
        assert row["Vraagstukken op de agenda"] == taken_on
    missing = [row["Provincies niet ingediend"] for row in shown]
    assert missing == [len(gone) + 1 for gone in GONE]


def test_the_last_row_is_the_dashboard(rounds: list[Path]) -> None:
    sheet = openpyxl.load_workbook(rounds[2] / OVERVIEW, data_only=True)["Dashboard"]
    dashboard = {str(row[0]): row[1] for row in sheet.iter_rows(5, 40, 1, 2, values_only=True)}
    last = table(rounds[2])[-1]
    shared = dashboard.keys() & last.keys()
    assert len(shared) > 15
    assert {label: last[label] for label in shared} == {label: dashboard[label] for label in shared}


def test_charts_name_their_numbers_and_figures_have_a_sparkline(rounds: list[Path]) -> None:
    verloop: Any = overview(rounds[2])["Verloop"]
    assert len(verloop._charts) == 7
    # openpyxl leaves out what is an extension, as sparklines are.
    part = sheet_part(rounds[2] / OVERVIEW, "Dashboard")
    with ZipFile(rounds[2] / OVERVIEW) as package:
        assert package.read(part).count(b"<x14:sparkline>") > 15


def test_rounds_without_figures_are_said(rounds: list[Path], tmp_path: Path) -> None:
    manifest = json.loads((rounds[0] / MANIFEST).read_text("utf-8"))
    manifest["verloop"][0]["cijfers"]["Afspraken"] = 0
    before = tmp_path / "eerder"
    before.mkdir()
    (before / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    (before / "geannoteerd").mkdir()
    order = RoundOrder(rounds[0] / "geannoteerd", CYCLE, tmp_path / "uit", word=False)
    round_ = consolidate(replace(order, previous=before), silent)
    assert [one.code for one in round_.findings if one.code.startswith("VE")] == ["VE-01"]
    assert "Verloop" not in overview(tmp_path / "uit").sheetnames
