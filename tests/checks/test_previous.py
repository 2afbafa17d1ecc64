"""Against the previous submission: what was changed or taken out, what is new, remains or is
solved.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ra_excel.checks.run import check_workbook
from ra_excel.checks.submission import Submission
from ra_excel.cli.main import run
from ra_excel.reading.workbook import read_workbook_file
from tests.helpers.clean import Edit, build, check, clean_rows, places, put


def compared(folder: Path, before: Edit, after: Edit) -> Submission:
    old, new = clean_rows(), clean_rows()
    before(old)
    after(new)
    previous = check(build(folder / "oud.xlsx", old))
    return check_workbook(read_workbook_file(build(folder / "nieuw.xlsx", new)), previous=previous)


NOTHING: Edit = put("agenda", 0)
DRAFT = put("afspraken", 0, vastgesteld_op=None)


@pytest.mark.parametrize(
    ("code", "place", "before", "after"),
    [
        (
            "AF-08",
            "Afspraken!F6",
            NOTHING,
            put("afspraken", 0, tekst="Rijk en provincie leggen vast welke polders wachten."),
        ),
        ("AF-08", "Afspraken!O6", NOTHING, put("afspraken", 0, deadline=date(2028, 12, 31))),
        ("AF-08", "Afspraken!L6", NOTHING, put("afspraken", 0, trekker="Rijk")),
        ("MO-05", "Monitoring!D6", put("monitoring", 0, peildatum=date(2026, 11, 25)), NOTHING),
    ],
)
def test_change_is_reported_at_its_cell(
    tmp_path: Path, code: str, place: str, before: Edit, after: Edit
) -> None:
    assert places(compared(tmp_path, before, after)) == [(code, place)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NOTHING, NOTHING),
        (
            DRAFT,
            put(
                "afspraken",
                0,
                tekst="Rijk en provincie leggen vast welke polders wachten.",
                vastgesteld_op=None,
            ),
        ),
        (
            NOTHING,
            put(
                "afspraken",
                0,
                tekst="Rijk en provincie kiezen opnieuw.",
                vastgesteld_op=date(2026, 10, 5),
            ),
        ),
        (NOTHING, put("afspraken", 0, notitie="Besproken met de gemeenten.")),
        (NOTHING, put("monitoring", 0, peildatum=date(2026, 11, 30))),
    ],
    ids=range(5),
)
def test_allowed_change_is_silent(tmp_path: Path, before: Edit, after: Edit) -> None:
    assert places(compared(tmp_path, before, after)) == []


def test_old_and_new_text_are_shown(tmp_path: Path) -> None:
    (finding,) = compared(
        tmp_path, NOTHING, put("afspraken", 0, deadline=date(2028, 12, 31))
    ).findings
    assert "31-12-2027" in finding.melding and "31-12-2028" in finding.melding


def test_agreement_taken_out(tmp_path: Path) -> None:
    def without(rows: dict[str, list[dict[str, object]]]) -> None:
        rows["afspraken"] = []
        rows["monitoring"] = []

    found = compared(tmp_path, NOTHING, without)
    assert [(f.code, f.blad, f.cel) for f in found.findings] == [("AF-09", "Afspraken", None)]


def test_findings_are_new_remain_or_are_solved(tmp_path: Path) -> None:
    before = put("agenda", 0, planning=None, prioriteit=1, bekrachtigd_op=None)
    after = put("agenda", 0, planning=None, andere_provincies=None)
    result = compared(tmp_path, before, after)
    assert [(f.code, f.stand) for f in result.findings] == [("AG-05", "nieuw"), ("AG-11", "blijft")]
    assert [f.code for f in result.solved] == ["AG-10"]


def test_valideer_compares_with_a_folder_of_earlier_submissions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "vorige").mkdir()
    build(tmp_path / "vorige" / "oude naam.xlsx", clean_rows())
    rows = clean_rows()
    put("afspraken", 0, trekker="Rijk")(rows)
    path = build(tmp_path / "b.xlsx", rows)
    assert (
        run(["valideer", str(path), "--vorige", str(tmp_path / "vorige"), "--formaat", "json"]) == 1
    )
    content = json.loads(capsys.readouterr().out)
    assert [(f["code"], f["stand"]) for f in content["bevindingen"]] == [("AF-08", "nieuw")]
    assert content["opgelost"] == []
    assert (
        run(["valideer", str(path), "--vorige", str(tmp_path / "vorige" / "oude naam.xlsx")]) == 1
    )
    assert "(nieuw)" in capsys.readouterr().out
    assert run(["valideer", str(path), "--vorige", str(tmp_path / "weg")]) == 2
