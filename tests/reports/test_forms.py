"""Findings as JSON by its schema, SARIF, CSV, a page, and mail: whatever stands in the workbook."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from pydantic import BaseModel
from sarif_pydantic.sarif import Sarif

from ra_excel.checks.findings_json import json_schema
from ra_excel.checks.submission import Submission
from ra_excel.cli.main import run
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import get_province
from ra_excel.domain.rules import catalogue
from ra_excel.domain.tables import TABLES
from ra_excel.jobs.consolidate import RoundOrder, consolidate
from ra_excel.progress import silent
from ra_excel.reports.findings.formats import FORMATS
from tests.helpers.clean import CYCLE, build, check, clean_rows, put, rows_of

HOSTILE = "<script>alert(1)</script> & {{ 7*7 }} {% raw %} =cmd|' /C calc'!A0 \u202ekwaad ë ÿ 😀"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> list[Submission]:
    """A faulty workbook full of what markup and formulas are made of, a clean one, and one that is
    none.
    """
    folder = tmp_path_factory.mktemp("vormen")
    rows = clean_rows()
    put("agenda", 0, inbrenger=HOSTILE, prioriteit=HOSTILE, stand_rijk="=1+1")(rows)
    (folder / "geen.xlsx").write_text("geen werkmap")
    return [
        check(build(folder / "fout.xlsx", rows)),
        check(build(folder / "goed.xlsx", clean_rows(), "Zeeland")),
        check(folder / "geen.xlsx"),
    ]


def total(checked: list[Submission]) -> int:
    return sum(len(one.findings) for one in checked)


def test_json_obeys_its_schema(checked: list[Submission]) -> None:
    schema = json.loads(json_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    content = json.loads(FORMATS["json"](checked))
    jsonschema.validate(content, schema)
    assert len(content["bevindingen"]) == total(checked)
    assert set(schema["$defs"]["bevinding"]["properties"]["code"]["enum"]) == set(catalogue())


@pytest.mark.parametrize(
    ("field", "value"), [("id", "B-1"), ("code", "XX-01"), ("rij", "6"), ("ernst", "error")]
)
def test_the_schema_refuses_what_is_wrong(
    checked: list[Submission], field: str, value: object
) -> None:
    content = json.loads(FORMATS["json"](checked))
    content["bevindingen"][0][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, json.loads(json_schema()))


def models(value: object) -> Iterator[BaseModel]:
    """Every part of a parsed document."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from models(getattr(value, name))
    elif isinstance(value, list):
        for entry in value:
            yield from models(entry)


def test_sarif_is_read_by_an_independent_library_without_unknown_fields(
    checked: list[Submission],
) -> None:
    document = Sarif.model_validate_json(FORMATS["sarif"](checked))
    unknown = {
        (type(part).__name__, name) for part in models(document) for name in part.model_extra or {}
    }
    assert unknown == set()
    results = document.runs[0].results or []
    assert len(results) == total(checked)
    faulty = [f for one in checked for f in one.findings]
    rules = document.runs[0].tool.driver.rules or []
    for result, finding in zip(results, faulty, strict=True):
        assert (result.rule_id, rules[result.rule_index or 0].id) == (finding.code, finding.code)
        assert (result.partial_fingerprints or {})["bevinding/v1"] == finding.id


def test_csv_holds_every_finding_and_no_formula(checked: list[Submission]) -> None:
    lines = list(csv.reader(io.StringIO(FORMATS["csv"](checked)), delimiter=";"))
    assert len(lines) == total(checked) + 1
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]


class Page(HTMLParser):
    """The tags of a page and its visible text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_shows_everything_and_runs_nothing(checked: list[Submission]) -> None:
    page = Page(FORMATS["html"](checked))
    assert not {"script", "img", "link", "iframe", "a"} & set(page.tags)
    assert page.tags.count("section") == 3
    assert page.tags.count("h1") == 3
    for finding in (f for one in checked for f in one.findings):
        assert finding.melding in page.text and finding.herstel in page.text


def test_readable_text_is_grouped_by_sheet(checked: list[Submission]) -> None:
    text = FORMATS["tekst"](checked)
    finding = next(f for f in checked[0].findings if f.code == "CE-02")
    assert (
        f"  {TABLES['agenda'].sheet}\n" in text
        and finding.cel
        and finding.cel in text
        and finding.herstel in text
    )


def test_every_form_can_be_asked_for(tmp_path: Path) -> None:
    path = build(tmp_path / "goed.xlsx", clean_rows())
    for name in FORMATS:
        assert run(["valideer", str(path), "--formaat", name, "--uit", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 20


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The mails of a round in which Drenthe has a fault, Zeeland none, Limburg sent nonsense, the
    rest nothing.
    """
    folder = tmp_path_factory.mktemp("in")
    rows = clean_rows()
    put("agenda", 0, inbrenger="regel een\n\nOnderwerp: iets anders {{ 7*7 }}")(rows)
    build(folder / "drenthe.xlsx", rows)
    build(folder / "zeeland.xlsx", rows_of(get_province("Zeeland"), clean_rows()), "Zeeland")
    first = build(folder / "limburg-1.xlsx", {"start": [{"contactfunctie": None}]}, "Limburg")
    (folder / "limburg-2.xlsx").write_bytes(first.read_bytes())
    target = tmp_path_factory.mktemp("uit") / "ronde"
    consolidate(RoundOrder(folder, load_cycle(CYCLE), target), silent)
    for path in (target / "mail").iterdir():
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("- "):
                assert (target / line[2:]).is_file(), (
                    f"{path.name} names an attachment that is not there: {line}"
                )
    return {path.stem: path.read_text("utf-8") for path in (target / "mail").iterdir()}


def test_every_province_gets_a_mail(mails: dict[str, str]) -> None:
    assert len(mails) == 12
    for province, text in mails.items():
        first, *_, last = text.rstrip().splitlines()
        assert first.startswith(f"Onderwerp: Ruimtelijk arrangement {CYCLE}, {province}")
        assert "ministerie van VRO" in last
        assert (
            "{{" not in text.replace("{{ 7*7 }}", "") and "{%" not in text and "\n\n\n" not in text
        )


def test_the_mail_says_what_to_mend(mails: dict[str, str]) -> None:
    assert "vraagt nog herstel" in mails["Drenthe"].splitlines()[0]
    assert "1 fout" in mails["Drenthe"] and "geannoteerd/drenthe.xlsx" in mails["Drenthe"]
    assert sum(line.startswith("Onderwerp:") for line in mails["Drenthe"].splitlines()) == 1, (
        "text of a province adds no lines"
    )
    assert "is aanvaard" in mails["Zeeland"].splitlines()[0]
    assert (
        "wij missen uw werkmap" in mails["Utrecht"].splitlines()[0]
        and "Bijlagen" not in mails["Utrecht"]
    )
    assert "limburg-1.xlsx en limburg-2.xlsx" in mails["Limburg"]


def test_the_mail_names_a_place_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = build(tmp_path / "in" / "drenthe.xlsx", clean_rows())
    book = openpyxl.load_workbook(path)
    del book["Lessen"]
    book.save(path)
    consolidate(RoundOrder(tmp_path / "in", load_cycle(CYCLE), tmp_path / "uit"), silent)
    mail = (tmp_path / "uit" / "mail" / "Drenthe.txt").read_text("utf-8")
    assert mail.count("Lessen") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_the_name_of_a_file_adds_no_line_and_turns_nothing_around(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = build(folder / "a\n\nOnderwerp: anders \u202e\u200b.xlsx", clean_rows())
    for form in ("tekst", "html"):
        text = FORMATS[form]([check(path)])
        assert "a Onderwerp: anders" in text and "\u202e" not in text
    consolidate(RoundOrder(folder, load_cycle(CYCLE), tmp_path / "uit"), silent)
    mail = (tmp_path / "uit" / "mail" / "Drenthe.txt").read_text("utf-8")
    assert (
        sum(line.startswith("Onderwerp:") for line in mail.splitlines()) == 1
        and "\u202e" not in mail
    )
