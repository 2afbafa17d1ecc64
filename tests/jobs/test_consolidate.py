"""The whole round over good, faulty and hostile files together."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest
from frictionless import Package as DataPackage

from ra_excel.cli.main import run
from ra_excel.domain.cycle import load_cycle
from ra_excel.jobs.consolidate import OVERVIEW, RoundOrder, consolidate
from ra_excel.jobs.illustrations import example_folder
from ra_excel.jobs.templates import import_agreements
from ra_excel.progress import silent
from tests.conftest import Convert
from tests.helpers.clean import CYCLE, build, clean_rows, put
from tests.helpers.lint import problems
from tests.test_corpus import CORPUS

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with one clean and one faulty submission."""
    folder = tmp_path / "in"
    folder.mkdir()
    build(folder / "drenthe.xlsx", clean_rows())
    rows = {
        "start": [{"contactfunctie": None}],
        "lessen": [{"onderwerp": "=1+1", "wat_werkte": "@SUM(A1) en {{ x }} & <b>"}],
    }
    build(folder / "zeeland.xlsx", rows, "Zeeland")  # type: ignore[arg-type]
    return folder


def arguments(inbox: Path, target: Path) -> list[str]:
    return ["consolideer", str(inbox), "--cyclus", CYCLE, "--uit", str(target)]


def test_bad_files_are_named_and_stop_nothing(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = (inbox / "drenthe.xlsx").read_bytes()
    (inbox / "tekst.xlsx").write_text("tekst")
    (inbox / "versleuteld.xlsx").write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))
    (inbox / "afgekapt.xlsx").write_bytes(good[: len(good) // 2])
    (inbox / "tweede.xlsx").write_bytes(good)
    for path in CORPUS.rglob("*.xls*"):
        shutil.copy(path, inbox / path.name)
    assert run(arguments(inbox, tmp_path / "uit")) == 1
    assert "Traceback" not in "".join(capsys.readouterr())
    manifest = json.loads((tmp_path / "uit" / "manifest.json").read_text("utf-8"))
    inputs = {entry["bestand"]: entry for entry in manifest["invoer"] if entry["bestand"]}
    assert set(inputs) == {p.name for p in inbox.iterdir()}
    assert {
        name: inputs[name]["codes"]
        for name in ("tekst.xlsx", "versleuteld.xlsx", "afgekapt.xlsx", "tweede.xlsx")
    } == {
        "tekst.xlsx": ["ST-01"],
        "versleuteld.xlsx": ["ST-01"],
        "afgekapt.xlsx": ["ST-01"],
        "tweede.xlsx": ["ST-11"],
    }
    assert {e["uitkomst"] for e in inputs.values()} == {
        "aanvaard",
        "aanvaard met fouten",
        "apart gezet",
    }
    assert all(
        entry["codes"] and entry["reden"]
        for entry in inputs.values()
        if entry["uitkomst"] == "apart gezet"
    )
    with (tmp_path / "uit" / "dataset" / "agenda.csv").open(encoding="utf-8") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["DR-001", "DR-002"]


def test_clean_input_is_status_0(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    build(tmp_path / "in" / "b.xlsx", clean_rows())
    assert run(arguments(tmp_path / "in", tmp_path / "uit")) == 0


def test_without_word_there_is_no_word_folder(inbox: Path, tmp_path: Path) -> None:
    run([*arguments(inbox, tmp_path / "uit"), "--zonder-word"])
    assert sorted(path.name for path in (tmp_path / "uit").iterdir() if path.is_dir()) == [
        "dataset",
        "dataset-openbaar",
        "geannoteerd",
        "mail",
    ]


def test_same_input_same_bytes_and_inputs_untouched(inbox: Path, tmp_path: Path) -> None:
    before = {p.name: p.read_bytes() for p in inbox.iterdir()}
    for name in ("een", "twee"):
        consolidate(RoundOrder(inbox, load_cycle(CYCLE), tmp_path / name), silent)
    assert (tmp_path / "een" / "manifest.json").read_bytes() == (
        tmp_path / "twee" / "manifest.json"
    ).read_bytes()
    assert {p.name: p.read_bytes() for p in inbox.iterdir()} == before


def test_peildatum_decides_what_is_too_late(inbox: Path, tmp_path: Path) -> None:
    assert run([*arguments(inbox, tmp_path / "uit"), "--peildatum", "1-1-2028"]) == 1
    with (tmp_path / "uit" / "dataset" / "bevindingen.csv").open(encoding="utf-8") as file:
        assert {"MO-02", "MO-03"} <= {row["code"] for row in csv.DictReader(file)}


def test_dataset_is_a_valid_frictionless_package(inbox: Path, tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, prioriteit="hoog", bekrachtigd_op="ooit")(rows)
    build(inbox / "drenthe.xlsx", rows)
    consolidate(RoundOrder(inbox, load_cycle(CYCLE), tmp_path / "uit"), silent)
    package = DataPackage(str(tmp_path / "uit" / "dataset" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])[:3]
    agenda = package.get_resource("agenda").read_rows()  # type: ignore[attr-defined]
    assert [row["prioriteit"] for row in agenda] == [None, 2]
    assert agenda[0]["rij"] == 6


def test_the_public_dataset_lacks_what_is_internal(inbox: Path, tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, notitie="GEHEIM")(rows)
    put("afspraken", 0, notitie="GEHEIM")(rows)
    put("start", 0, contactfunctie="GEHEIM", organisatieonderdeel="GEHEIM")(rows)
    build(inbox / "drenthe.xlsx", rows)
    consolidate(RoundOrder(inbox, load_cycle(CYCLE), tmp_path / "een"), silent)
    put("agenda", 0, notitie="GEHEIM 2")(rows)
    build(inbox / "drenthe.xlsx", rows)
    consolidate(
        RoundOrder(inbox, load_cycle(CYCLE), tmp_path / "uit", previous=tmp_path / "een"), silent
    )
    public = tmp_path / "uit" / "dataset-openbaar"
    assert not [path.name for path in public.iterdir() if "GEHEIM" in path.read_text("utf-8")]
    assert "GEHEIM" in (tmp_path / "uit" / "dataset" / "agenda.csv").read_text("utf-8")
    for name in ("dataset", "dataset-openbaar"):
        report = DataPackage(str(tmp_path / "uit" / name / "datapackage.json")).validate()
        assert report.valid, report.flatten(["type", "note"])[:3]


def test_pandas_reads_every_table_by_its_descriptor(inbox: Path, tmp_path: Path) -> None:
    consolidate(RoundOrder(inbox, load_cycle(CYCLE), tmp_path / "uit"), silent)
    described = json.loads((tmp_path / "uit" / "dataset" / "datapackage.json").read_text("utf-8"))
    for resource in described["resources"]:
        fields = resource["schema"]["fields"]
        dates = [field["name"] for field in fields if field["type"] == "date"]
        frame = pd.read_csv(tmp_path / "uit" / "dataset" / resource["path"], parse_dates=dates)
        assert list(frame.columns) == [field["name"] for field in fields]
        assert all(field["description"] for field in fields), resource["name"]


def test_with_pdf_every_document_has_one(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here without LibreOffice: the round then says so before it starts."""
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert run([*arguments(inbox, tmp_path / "uit"), "--pdf"]) == 2
    assert not (tmp_path / "uit").exists()


def test_formula_like_text_is_inert_everywhere(inbox: Path, tmp_path: Path) -> None:
    consolidate(RoundOrder(inbox, load_cycle(CYCLE), tmp_path / "uit"), silent)
    with (tmp_path / "uit" / "dataset" / "lessen.csv").open(encoding="utf-8") as file:
        row = next(r for r in csv.DictReader(file) if r["provincie"] == "Zeeland")
    assert (row["onderwerp"], row["wat_werkte"]) == ("'=1+1", "'@SUM(A1) en {{ x }} & <b>")
    findings = openpyxl.load_workbook(tmp_path / "uit" / OVERVIEW)["Bevindingen"]
    assert not [
        c.coordinate
        for r in findings.iter_rows()
        for c in r
        if c.data_type == "f" and "1+1" in str(c.value)
    ]


def test_overview_gives_excel_nothing_to_repair(inbox: Path, tmp_path: Path) -> None:
    consolidate(RoundOrder(inbox, load_cycle(CYCLE), tmp_path / "uit"), silent)
    assert problems(tmp_path / "uit" / OVERVIEW) == []


def test_overview_recalculates_without_error_values(
    inbox: Path, tmp_path: Path, libreoffice: Convert
) -> None:
    consolidate(RoundOrder(inbox, load_cycle(CYCLE), tmp_path / "uit"), silent)
    before = openpyxl.load_workbook(tmp_path / "uit" / OVERVIEW, data_only=True)
    for sheet in openpyxl.load_workbook(
        libreoffice(tmp_path / "uit" / OVERVIEW, "xlsx"), data_only=True
    ):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "e", (sheet.title, cell.coordinate)
                if isinstance(cell.value, int | float):
                    assert cell.value == before[sheet.title][cell.coordinate].value, (
                        sheet.title,
                        cell.coordinate,
                    )


def test_every_real_agreement_survives_the_whole_way(tmp_path: Path) -> None:
    source = example_folder() / "afspraken-praktijk.csv"
    import_agreements(source, load_cycle(CYCLE), tmp_path / "in", {}, silent)
    consolidate(RoundOrder(tmp_path / "in", load_cycle(CYCLE), tmp_path / "uit"), silent)
    with source.open(encoding="utf-8") as file:
        wanted = sorted((line["titel"], line["tekst"]) for line in csv.DictReader(file))
    with (tmp_path / "uit" / "dataset" / "afspraken.csv").open(encoding="utf-8") as file:
        assert sorted((row["titel"], row["tekst"]) for row in csv.DictReader(file)) == wanted


def test_a_value_that_cannot_be_read_is_named_with_its_cell(tmp_path: Path) -> None:
    """A misspelt status takes a vraagstuk off the agenda of its landsdeel: a line says so."""
    inbox, target = tmp_path / "in", tmp_path / "uit"
    inbox.mkdir()
    rows = clean_rows()
    rows["agenda"][0]["status"] = "geagendeert"
    build(inbox / "drenthe.xlsx", rows)
    round_ = consolidate(RoundOrder(inbox, load_cycle(CYCLE), target), silent)
    (fault,) = [f for f in round_.findings if f.code == "CE-02"]
    for name in ("landelijk", "landsdeel-Noord", "provincie-Drenthe"):
        document = docx.Document(str(target / "word" / f"{name}.docx"))
        texts = [paragraph.text for paragraph in document.paragraphs]
        (line,) = [
            text for text in texts if text.startswith("Niet te lezen") and str(fault.cel) in text
        ]
        assert "Drenthe" in line
    other = docx.Document(str(target / "word" / "landsdeel-Oost.docx"))
    assert not any("geagendeert" in p.text for p in other.paragraphs)
