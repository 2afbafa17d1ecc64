"""The points of docs/toegankelijkheid.md, each asserted on all documents and the overview of a
round.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.workbook import Workbook

from ra_excel.jobs.demo import run_demo
from ra_excel.progress import silent
from ra_excel.reports.overview.departments import inbreng, opvolging, rijksinzet
from ra_excel.reports.table_book.table import WORD_COLOURS
from tests.template.test_accessibility import TEXT_CONTRAST, luminance

POINTS = Path(__file__).parent.parent.parent / "docs" / "toegankelijkheid.md"
WHITE = "FFFFFF"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("demo") / "uit"
    run_demo(target, silent)
    return target


@pytest.fixture(scope="module")
def word(demo: Path) -> list[Any]:
    """Every Word document of the demonstration."""
    found = [docx.Document(str(path)) for path in sorted((demo / "word").rglob("*.docx"))]
    assert len(found) > 60
    return found


@pytest.fixture(scope="module")
def overview(demo: Path) -> Workbook:
    return openpyxl.load_workbook(demo / "landelijk-overzicht.xlsx")


def test_every_point_of_the_page_has_its_test() -> None:
    points = re.findall(r"\*\*([WO]\d)\*\*", POINTS.read_text("utf-8"))
    tested = re.findall(r"^def test_([wo]\d)_", Path(__file__).read_text("utf-8"), re.MULTILINE)
    assert [point.lower() for point in points] == tested


def levels(document: Any) -> list[int]:
    names = [p.style.name for p in document.paragraphs]
    return [
        0 if name == "Title" else int(name[-1])
        for name in names
        if name == "Title" or name.startswith("Heading")
    ]


def test_w1_headings_are_styles_and_skip_no_level(word: list[Any]) -> None:
    for document in word:
        found = levels(document)
        assert found[0] == 0 and found.count(0) == 1
        assert all(after - before <= 1 for before, after in pairwise(found))


def test_w2_language_is_dutch(word: list[Any]) -> None:
    for document in word:
        assert {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
        assert document.core_properties.language == "nl-NL"


def test_w3_title_is_a_property(word: list[Any]) -> None:
    for document in word:
        assert document.core_properties.title == document.paragraphs[0].text


def test_w4_tables_have_one_header_row_and_plain_cells(word: list[Any]) -> None:
    for document in word:
        for table in document.element.body.iter(qn("w:tbl")):
            rows = list(table.iter(qn("w:tr")))
            assert [
                row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows
            ] == [True] + [False] * (len(rows) - 1)
            assert not [e for e in table.iter() if e.tag in (qn("w:gridSpan"), qn("w:vMerge"))]
            assert len(list(table.iter(qn("w:tbl")))) == 1


def test_w5_rows_stay_whole(word: list[Any]) -> None:
    for document in word:
        for row in document.element.body.iter(qn("w:tr")):
            assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_w6_text_stands_out(word: list[Any]) -> None:
    for document in word[:1] + word[-4:]:
        elements = [document.element, document.styles.element]
        inks = {c.get(qn("w:val")) for e in elements for c in e.iter(qn("w:color"))} - {"auto"}
        fills = {c.get(qn("w:fill")) for e in elements for c in e.iter(qn("w:shd"))} - {
            "auto",
            None,
        } | {WHITE}
        assert len(inks) > 1
        for ink in inks:
            for fill in fills:
                light, dark = sorted((luminance(ink), luminance(fill)), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= TEXT_CONTRAST, (ink, fill)


def test_w7_no_empty_paragraphs_or_chapters(word: list[Any]) -> None:
    for document in word:
        body = list(document.element.body)
        assert not [p for p in document.paragraphs if not p.text.strip()]
        for paragraph in document.paragraphs:
            if paragraph.style.name.startswith("Heading 1"):
                after = body[body.index(paragraph._p) + 1]
                style = after.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
                assert style is None or style.get(qn("w:val")) not in (
                    "Heading1",
                    "Bron",
                ), paragraph.text


def test_o1_sheets_begin_with_their_title(overview: Workbook) -> None:
    for sheet in overview:
        assert sheet["A1"].value and not sheet.merged_cells.ranges, sheet.title


def test_o2_headers_stay_in_sight(overview: Workbook) -> None:
    for sheet in overview.worksheets[1:]:
        if sheet["B4"].value:
            assert sheet.freeze_panes and sheet.print_title_rows == "$4:$4", sheet.title


def test_o3_language_is_dutch_and_title_is_a_property(overview: Workbook) -> None:
    assert overview.properties.language == "nl-NL"
    assert overview.properties.title


def test_o4_charts_have_an_alternative_text_with_numbers(demo: Path, overview: Workbook) -> None:
    with ZipFile(demo / "landelijk-overzicht.xlsx") as archive:
        texts = re.findall(r'descr="([^"]+)"', archive.read("xl/drawings/drawing1.xml").decode())
    assert len(texts) == len(overview["Dashboard"]._charts) > 0  # type: ignore[attr-defined]
    labels = {str(c.value) for (c,) in overview["Dashboard"]["I4:I120"] if c.value}
    for text in texts:
        title, _, counts = text.partition(". ")
        assert title in labels and re.search(r": \d+", counts)


def test_o5_colour_never_speaks_alone(demo: Path) -> None:
    """Every rule that colours asks for the word in the cell, or for a number below zero; tiles hold
    their word.
    """
    of_departments = (*inbreng.COLOURS, *opvolging.COLOURS, *rijksinzet.COLOURS)
    colours = (*WORD_COLOURS, *of_departments)
    known = {word for _, words in colours for word in words}
    with ZipFile(demo / "landelijk-overzicht.xlsx") as archive:
        sheets = [
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
    rules = [
        rule
        for text in sheets
        for rule in re.findall(r"<cfRule ([^>]+)><formula>([^<]+)</formula>", text)
    ]
    assert len(rules) > 20
    for attributes, formula in rules:
        assert formula.strip('"') in known or (
            'operator="lessThan"' in attributes and formula == "0"
        )


def test_o6_sheets_fit_their_pages(overview: Workbook) -> None:
    for sheet in overview:
        assert str(sheet.page_setup.paperSize) in ("8", "9"), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title  # type: ignore[union-attr]


def test_o7_links_can_be_read(overview: Workbook) -> None:
    cells = [
        cell for sheet in overview for row in sheet.iter_rows() for cell in row if cell.hyperlink
    ]
    assert len(cells) > 500
    assert not [
        c.coordinate
        for c in cells
        if c.value in (None, "") or re.match(r"https?:|internal:|external:|#", str(c.value))
    ]
