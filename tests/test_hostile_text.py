"""A workbook full of text that other programs would take for code goes through to Word, overview
and CSV as it is.
"""

from __future__ import annotations

import csv
from pathlib import Path

import docx
import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.files import original_text
from ra_excel.jobs.consolidate import OVERVIEW, RoundOrder, consolidate
from ra_excel.progress import silent
from tests.helpers.clean import CYCLE, build, clean_rows, put
from tests.helpers.lint import problems

HOSTILE = (
    "<b>vet</b> & <w:t>",
    "a & b &amp; c",
    "{{ titel }} en {{ 7*7 }}",
    "{% for x in y %}{% endfor %}",
    "{# weg #} {%p if %}",
    "=1+1",
    "'=1+1",
    "+31 is geen som",
    "-als streepje",
    "@SUM(A1)",
    "🗺️👩‍🌾 emoji",
    "Fryslân, Súdwest, ë en ÿ",
    "_x0041_ en _x000D_",
    "]]> <!-- --> <?xml ?>",
    "“krullen” en 'recht' en \"dubbel\"",
    ("woord " * 1_000)[:4_996] + "eind",
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("vijandig")
    (place / "in").mkdir()
    rows = clean_rows()
    first = dict(rows["agenda"][0])
    rows["agenda"] = [
        {
            **first,
            "id": f"DR-{n:03d}",
            "titel": text[:250],
            "probleemanalyse": text,
            "prioriteit": n,
            "gezamenlijk_doel": text,
        }
        for n, text in enumerate(HOSTILE, start=1)
    ]
    put("afspraken", 0, titel=HOSTILE[2], tekst=HOSTILE[-1])(rows)
    build(place / "in" / "drenthe & {{ë}}.xlsx", rows)
    consolidate(RoundOrder(place / "in", load_cycle(CYCLE), place / "uit"), silent)
    return place / "uit"


def expected(text: str) -> str:
    """Reading takes Excel's own mark of a line end away, and spaces at the ends."""
    return text.replace("_x000D_", "").strip()


def test_overview_shows_every_text(output: Path) -> None:
    sheet = openpyxl.load_workbook(output / OVERVIEW)["Agenda"]
    headers = [c.value for c in sheet[4]]
    shown = [
        sheet.cell(row, headers.index("Probleemanalyse") + 1) for row in range(5, 5 + len(HOSTILE))
    ]
    assert [str(c.value) for c in shown] == [expected(text) for text in HOSTILE]
    assert {c.data_type for c in shown} == {"s"}
    assert problems(output / OVERVIEW) == []


def test_csv_gives_every_text_back(output: Path) -> None:
    for name in ("dataset", "dataset-openbaar"):
        with (output / name / "agenda.csv").open(encoding="utf-8", newline="") as file:
            found = [row["probleemanalyse"] for row in csv.DictReader(file)]
        assert [original_text(cell) for cell in found] == [expected(text) for text in HOSTILE]
        assert not [cell for cell in found if cell.startswith(("=", "+", "-", "@"))]


def test_word_shows_every_text(output: Path) -> None:
    document = docx.Document(str(output / "word" / "provincie-Drenthe.docx"))
    shown = [
        p.text.removeprefix("Probleem\t")
        for p in document.paragraphs
        if p.text.startswith("Probleem\t")
    ]
    assert shown == [expected(text) for text in HOSTILE]
    for number, text in enumerate(HOSTILE, start=1):
        fiche = docx.Document(str(output / "word" / "fiches" / f"DR-{number:03d}.docx"))
        assert f"Probleem\t{expected(text)}" in [p.text for p in fiche.paragraphs]


def test_no_file_is_broken(output: Path) -> None:
    for path in (*(output / "word").rglob("*.docx"), output / OVERVIEW):
        result = OpenXmlValidator().validate(str(path))
        assert result.is_valid, (path.name, [str(e) for e in result.errors][:3])
    for path in (output / "geannoteerd").glob("*.xlsx"):
        assert problems(path) == []
    assert "{{ë}}" in (output / "mail" / "Drenthe.txt").read_text("utf-8")
