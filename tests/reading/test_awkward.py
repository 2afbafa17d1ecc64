"""Our own workbook in awkward dress: other programs, other date system, other cell forms. No cell
shifts or changes.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ra_excel.domain.layout import cell, column_number, split_address
from ra_excel.reading import grid
from ra_excel.reading.values import as_text
from ra_excel.reading.workbook import read_workbook_file
from tests.helpers.clean import build, check, clean_rows, places
from tests.helpers.packages import Parts, edit_parts, sheet_part


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return build(tmp_path / "b.xlsx", clean_rows())


def test_saved_by_openpyxl(book: Path) -> None:
    openpyxl.load_workbook(book).save(book)
    assert places(check(book)) == []


def test_1904_date_system(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited.epoch = CALENDAR_MAC_1904
    edited.save(book)
    assert read_workbook_file(book).tables["agenda"].columns["bekrachtigd_op"][0] == date(
        2026, 6, 18
    )
    assert places(check(book)) == []


def test_inline_strings(book: Path) -> None:
    part = sheet_part(book, "Lessen")

    def edit(parts: Parts) -> None:
        text = re.sub(
            r'<c r="C6"[^>]*t="s">.*?</c>',
            '<c r="C6" t="inlineStr"><is><r><t xml:space="preserve">Begin'
            " </t></r><r><t>klein</t></r></is></c>",
            parts[part].decode(),
        )
        parts[part] = text.encode()

    edit_parts(book, edit)
    assert read_workbook_file(book).tables["lessen"].columns["onderwerp"] == ["Begin klein"]


def test_leading_blank_rows_do_not_shift(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    for row in (1, 2, 4):
        for one in edited["Lessen"][row]:
            one.value = None
    edited.save(book)
    assert read_workbook_file(book).tables["lessen"].numbers == [6]


def test_gap_between_rows_keeps_excel_rows(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Lessen"]["C10"], edited["Lessen"]["D10"] = "Later", "Dit kwam later."
    edited.save(book)
    lessen = read_workbook_file(book).tables["lessen"]
    assert list(zip(lessen.numbers, lessen.columns["id"], strict=True)) == [
        (6, "DR-L001"),
        (10, "DR-L005"),
    ]


def test_the_second_reader_reads_the_same(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_workbook_file(book)

    class Refusing:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise ValueError("refused")

    monkeypatch.setattr(grid, "CalamineWorkbook", Refusing)
    second = read_workbook_file(book)
    for name, table in first.tables.items():
        other = second.tables[name]
        assert table.numbers == other.numbers
        for column, cells in table.columns.items():
            assert [*map(as_text, cells)] == [*map(as_text, other.columns[column])], column
    assert second.faults == ()


@given(row=st.integers(1, 1_048_576), column=st.integers(1, 16_384))
def test_addresses_round_trip(row: int, column: int) -> None:
    assert split_address(cell(row, column)) == (row, column)
    assert column_number(cell(1, column)[:-1]) == column


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300).filter(
    lambda t: t.strip()
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(TEXT, min_size=1, max_size=5),
    numbers=st.lists(st.integers(0, 100), min_size=5, max_size=5),
)
def test_whatever_is_typed_is_read_at_its_row(
    tmp_path: Path, texts: list[str], numbers: list[int]
) -> None:
    rows = [
        {"titel": text, "prioriteit": number} for text, number in zip(texts, numbers, strict=False)
    ]
    agenda = read_workbook_file(build(tmp_path / "b.xlsx", {"agenda": rows})).tables["agenda"]
    assert agenda.numbers == list(range(6, 6 + len(rows)))
    assert agenda.columns["prioriteit"] == [row["prioriteit"] for row in rows]
    assert agenda.columns["titel"] == [row["titel"] for row in rows]
    check(tmp_path / "b.xlsx")
