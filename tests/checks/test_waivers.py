"""Ontheffingen: shown, counted apart, running out, and never for something that is not there."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from ra_excel.checks.waivers import read_waivers
from ra_excel.cli.main import run
from ra_excel.errors import RaError
from tests.helpers.clean import build, check, clean_rows, put

PEILDATUM = date(2026, 12, 1)


def faulty(folder: Path) -> Path:
    """A workbook with one fout (AG-05) and one aandachtspunt (AG-11)."""
    rows = clean_rows()
    put("agenda", 0, andere_provincies=None, planning=None)(rows)
    return build(folder / "b.xlsx", rows)


def waiver_file(folder: Path, *lines: str) -> Path:
    path = folder / "ontheffingen.csv"
    path.write_text("\n".join(("bevinding;reden;functie;tot", *lines)), "utf-8-sig")
    return path


def validated(
    path: Path, waivers: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[int, dict[str, object], list[dict[str, object]]]:
    status = run(["valideer", str(path), "--ontheffingen", str(waivers), "--formaat", "json"])
    content = json.loads(capsys.readouterr().out)
    return status, content["samenvatting"], content["bevindingen"]


def test_a_waived_fout_is_shown_counted_apart_and_blocks_no_longer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = faulty(tmp_path)
    fout = next(f for f in check(path).findings if f.code == "AG-05")
    waivers = waiver_file(
        tmp_path, f"{fout.id};Buurprovincie besluit in maart.;Directeur Ruimte VRO;01-12-2026"
    )
    status, summary, findings = validated(path, waivers, capsys)
    assert status == 0
    assert summary == {
        "bestanden": 1,
        "fouten": 0,
        "aandachtspunten": 1,
        "ontheven": 1,
        "gereed": True,
    }
    assert [(f["code"], f["ernst"], bool(f["ontheffing"])) for f in findings] == [
        ("AG-05", "fout", True),
        ("AG-11", "aandachtspunt", False),
    ]


def test_an_expired_waiver_counts_no_longer_and_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = faulty(tmp_path)
    fout = next(f for f in check(path).findings if f.code == "AG-05")
    waivers = waiver_file(
        tmp_path, f"{fout.id};Buurprovincie besluit in maart.;Directeur Ruimte VRO;30-11-2026"
    )
    status, summary, findings = validated(path, waivers, capsys)
    assert (status, summary["ontheven"]) == (1, 0)
    assert [(f["code"], f["bestand"], f["rij"]) for f in findings][-1] == (
        "ON-02",
        "ontheffingen.csv",
        2,
    )


def test_a_waiver_of_nothing_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waivers = waiver_file(
        tmp_path, "", "B-0000000000;Was ooit iets.;Directeur Ruimte VRO;31-12-2027"
    )
    _, _, findings = validated(faulty(tmp_path), waivers, capsys)
    assert [(f["code"], f["rij"], f["waarde"]) for f in findings][-1] == (
        "ON-01",
        3,
        "B-0000000000",
    )


@pytest.mark.parametrize("until", ["01-12-2020", "31-12-2099"])
def test_nobody_can_waive_what_sets_a_file_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], until: str
) -> None:
    path = tmp_path / "kapot.xlsx"
    path.write_text("geen werkmap")
    waivers = waiver_file(
        tmp_path, f"{check(path).findings[0].id};Mag deze keer.;Directeur Ruimte VRO;{until}"
    )
    status, summary, findings = validated(path, waivers, capsys)
    assert (status, summary["ontheven"], summary["gereed"]) == (1, 0, False)
    assert [(f["code"], bool(f["ontheffing"])) for f in findings] == [
        ("ST-01", False),
        ("ON-03", False),
    ]


def test_a_waiver_given_anew_takes_the_place_of_the_expired_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = faulty(tmp_path)
    fout = next(f for f in check(path).findings if f.code == "AG-05")
    old, new = (
        f"{fout.id};Buurprovincie besluit later.;Directeur Ruimte VRO;{day}"
        for day in ("30-11-2026", "01-03-2027")
    )
    status, summary, findings = validated(path, waiver_file(tmp_path, old, new), capsys)
    assert (status, summary["ontheven"]) == (0, 1)
    assert "ON-02" not in {f["code"] for f in findings}


def test_a_round_counts_waivers_apart(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    path = faulty(inbox)
    fout = next(f for f in check(path).findings if f.code == "AG-05")
    waivers = waiver_file(
        tmp_path, f"{fout.id};Buurprovincie besluit in maart.;Directeur Ruimte VRO;01-12-2026"
    )
    out = tmp_path / "uit"
    command = [
        "consolideer",
        str(inbox),
        "--cyclus",
        "2026-2027",
        "--uit",
        str(out),
        "--ontheffingen",
        str(waivers),
    ]
    assert run(command) == 0
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert "aanvaard met fouten" not in json.dumps(manifest["invoer"])
    assert "Buurprovincie besluit in maart." in (out / "dataset" / "bevindingen.csv").read_text(
        "utf-8-sig"
    )


def test_a_small_workbook_will_do(tmp_path: Path) -> None:
    path = tmp_path / "ontheffingen.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Bevinding", "Reden", "Functie", "Tot"])
        sheet.write_row(1, 0, ["B-1", "Uitstel", "Directeur"])
        sheet.write_datetime(1, 3, PEILDATUM, book.add_format({"num_format": "dd-mm-yyyy"}))
    (waiver,) = read_waivers(path).waivers
    assert (waiver.bevinding, waiver.tot) == ("B-1", PEILDATUM)


@pytest.mark.parametrize(
    "line",
    [
        "B-1;;Directeur;01-01-2027",
        "B-1;Uitstel;;01-01-2027",
        "B-1;Uitstel;Directeur;",
        "B-1;Uitstel;Directeur;ooit",
    ],
)
def test_an_incomplete_waiver_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(RaError):
        read_waivers(waiver_file(tmp_path, line))


def test_a_list_without_a_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("bevinding;reden\nB-1;x\n")
    with pytest.raises(RaError):
        read_waivers(tmp_path / "x.csv")


def test_a_blank_list_of_the_fouten_waives_what_is_filled_in_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = clean_rows()
    rows["agenda"][0].update(titel=None, prioriteit="hoog")
    book = build(tmp_path / "b.xlsx", rows)
    fouten = [finding for finding in check(book).findings if finding.is_fout]
    target = tmp_path / "lijst.csv"
    assert run(["valideer", str(book), "--ontheffingslijst", str(target)]) == 1
    header, *lines = target.read_text("utf-8-sig").splitlines()
    assert header == "bevinding;reden;functie;tot;bestand;blad;cel;melding"
    assert [line.split(";")[0] for line in lines] == [finding.id for finding in fouten]
    assert read_waivers(target).waivers == ()
    filled = lines[0].replace(";;;;", ";Mag deze keer;Directeur Ruimte VRO;31-12-2099;", 1)
    target.write_text("\n".join([header, filled, *lines[1:]]), "utf-8-sig")
    capsys.readouterr()
    _, summary, _ = validated(book, target, capsys)
    assert (summary["ontheven"], summary["fouten"]) == (1, len(fouten) - 1)
    assert run(["valideer", str(book), "--ontheffingslijst", str(target)]) == 2  # never over it
    assert target.read_text("utf-8-sig").startswith(header)
