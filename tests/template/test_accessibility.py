"""What makes the workbook readable for everyone: order, headers, language, contrast, print."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ra_excel.domain.tables import DATA_TABLES
from ra_excel.template import styles
from tests.helpers.clean import build, clean_rows

A3, A4 = "8", "9"
ONE_PAGE = 1
"""Also what a sheet means that does not say how many pages high it is."""
TEXT_CONTRAST = 4.5
"""WCAG 2.1, level AA, for text of normal size."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return openpyxl.load_workbook(build(tmp_path_factory.mktemp("b") / "b.xlsx", clean_rows()))


def test_every_sheet_begins_with_its_title_and_has_no_merged_cells(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet["A1"].value, sheet.title
        assert not sheet.merged_cells.ranges, sheet.title


def test_every_sheet_prints_on_a4_or_a3_as_wide_as_the_page(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert str(sheet.page_setup.paperSize) in (A3, A4), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title  # type: ignore[union-attr]
    for name, paper in (("Fiche", A4), ("Rolkaart", A3)):
        setup = book[name].page_setup
        assert (setup.fitToHeight or ONE_PAGE, str(setup.paperSize)) == (ONE_PAGE, paper)


def test_headers_stay_in_sight_and_on_every_page(book: Workbook) -> None:
    for table in DATA_TABLES:
        sheet = book[table.sheet]
        assert str(sheet.print_title_rows).endswith(f"${table.header_row}"), table.sheet
        assert sheet.freeze_panes, table.sheet


def test_document_says_what_it_is_and_in_which_language(book: Workbook) -> None:
    assert book.properties.language == "nl-NL"
    assert book.properties.title and book.properties.subject


def luminance(colour: str) -> float:
    parts = [int(colour.lstrip("#")[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "fill"),
    [
        (styles.INK, styles.WHITE),
        (styles.INK, styles.FIXED),
        (styles.INK, styles.INPUT),
        (styles.MUTED, styles.WHITE),
        (styles.WHITE, styles.BRAND),
        (styles.REQUIRED_INK, styles.REQUIRED_FILL),
        (styles.BRAND, styles.BRAND_LIGHT),
        (styles.BAD_INK, styles.BAD_FILL),
        (styles.WARN_INK, styles.WARN_FILL),
        (styles.GOOD_INK, styles.GOOD_FILL),
    ],
)
def test_text_stands_out_from_its_fill(ink: str, fill: str) -> None:
    light, dark = sorted((luminance(ink), luminance(fill)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= TEXT_CONTRAST
