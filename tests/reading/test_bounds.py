"""A small file may ask for much: every way to swell is stopped before anything reads the cells, in
a process of its own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ra_excel.domain.layout import column_letter
from ra_excel.domain.settings import load_settings
from ra_excel.errors import RaError
from ra_excel.reading.list_file import read_records
from tests.helpers.clean import build, check, clean_rows
from tests.helpers.measure import measured
from tests.helpers.packages import Parts, edit_parts, sheet_part


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A clean submission of Drenthe."""
    return build(tmp_path / "drenthe.xlsx", clean_rows())


def filled(path: Path, rows: range, cell: Callable[[str, int], str], columns: int = 46) -> Path:
    """Agenda with these rows below what stands there, every cell as ``cell(letters, row)``."""
    part = sheet_part(path, "Agenda")
    letters = [column_letter(number) for number in range(1, columns + 1)]
    body = "".join(
        f'<row r="{row}">{"".join(cell(letter, row) for letter in letters)}</row>' for row in rows
    )
    return edit_parts(
        path,
        lambda parts: parts.update(
            {part: parts[part].replace(b"</sheetData>", body.encode() + b"</sheetData>")}
        ),
    )


def number(letter: str, row: int) -> str:
    return f'<c r="{letter}{row}"><v>{row * 7919}</v></c>'


def formula(letter: str, row: int) -> str:
    return f'<c r="{letter}{row}"><f>1+{row}</f><v>{row * 7919}</v></c>'


@pytest.mark.parametrize("cell", [number, formula])
def test_more_cells_than_any_province_fills(book: Path, cell: Callable[[str, int], str]) -> None:
    path = filled(book, range(46, 3000), cell)
    assert [f.code for f in check(path).findings] == ["ST-09"]
    assert measured(path) == 1


def test_as_many_wrong_cells_as_are_allowed(book: Path) -> None:
    """A workbook that is full to the brim must fit within the bounds, so there is room for this
    many findings too.
    """
    path = filled(book, range(46, 46 + load_settings().max_cellen // 46 - 100), number)
    assert measured(path, most=500) == 1


def test_empty_cells_with_a_format_do_not_count(book: Path) -> None:
    path = filled(book, range(46, 4046), lambda letter, row: f'<c r="{letter}{row}" s="1"/>')
    assert check(path).findings == ()
    assert measured(path) == 0


def test_an_empty_cell_with_a_format_in_the_last_row_does_not_count(book: Path) -> None:
    path = filled(
        book, range(1_048_576, 1_048_577), lambda letter, row: f'<c r="{letter}{row}" s="1"/>'
    )
    assert measured(path) == 0


def test_a_comment_that_nearly_never_ends(book: Path) -> None:
    """Looked at in equal steps it is read over and over again: minutes for 30 MB."""
    part = sheet_part(book, "Agenda")
    comment = f"<!--{random.Random(1).randbytes(8_000_000).hex()}-->".encode()
    edit_parts(
        book,
        lambda parts: parts.update(
            {part: parts[part].replace(b"<worksheet", comment + b"<worksheet", 1)}
        ),
    )
    assert measured(book) == 0


@pytest.mark.parametrize("quote", ['"', "'"])
def test_one_long_text_in_many_cells(book: Path, quote: str) -> None:
    """750 KB that would become 19 GB: a text of 1 MB to which 19,000 cells point."""
    part = sheet_part(book, "Agenda")
    text = "".join(random.Random(1).choices("abcdefghij klmnop", k=1_000_000)).encode()

    def edit(parts: Parts) -> None:
        strings = parts["xl/sharedStrings.xml"]
        place = len(re.findall(b"<si>", strings))
        parts["xl/sharedStrings.xml"] = strings.replace(
            b"</sst>", b"<si><t>" + text + b"</t></si></sst>"
        )
        rows = "".join(
            f'<row r="{r}"><c r="C{r}" t="s"><v>{place}</v></c></row>' for r in range(46, 19_000)
        ).replace('"', quote)
        parts[part] = parts[part].replace(b"</sheetData>", rows.encode() + b"</sheetData>")

    path = edit_parts(book, edit)
    assert [f.code for f in check(path).findings] == ["ST-09"]
    assert measured(path) == 1


def test_a_far_row_in_other_quotes_or_another_encoding(book: Path) -> None:
    part = sheet_part(book, "Agenda")

    def quoted(parts: Parts) -> None:
        parts[part] = parts[part].replace(
            b"</sheetData>", b"<row r = '1048576'><c r='B1048576'><v>1</v></c></row></sheetData>"
        )

    def encoded(parts: Parts) -> None:
        text = parts[part].decode().split("?>", 1)[1]
        parts[part] = ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")

    assert [f.code for f in check(edit_parts(book, quoted)).findings] == ["ST-09"]
    assert [f.code for f in check(edit_parts(book, encoded)).findings] == ["ST-09"]


@pytest.mark.parametrize(
    "cell",
    [
        "<c><f>1+1</f><v>2</v></c>",
        '<c r="C"><f>1+1</f><v>2</v></c>',
        '<c r="3"><f>1+1</f><v>2</v></c>',
    ],
)
def test_a_cell_without_a_proper_address_gets_an_answer(book: Path, cell: str) -> None:
    part = sheet_part(book, "Agenda")
    edit_parts(
        book,
        lambda parts: parts.update(
            {part: re.sub(rb'<c r="C6".*?</c>', cell.encode(), parts[part], count=1)}
        ),
    )
    assert check(book).findings


def test_no_addresses_at_all_get_an_answer_and_a_page(book: Path, tmp_path: Path) -> None:
    from ra_excel.reports.returned import write_return

    def edit(parts: Parts) -> None:
        for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
            parts[name] = re.sub(rb'<(c|row) r="[A-Z]*\d+"', rb"<\1", parts[name])

    checked = check(edit_parts(book, edit))
    assert checked.findings
    (tmp_path / "terug").mkdir()
    assert write_return(book, checked, tmp_path / "terug").name == "drenthe-bevindingen.xlsx"


def test_a_list_of_agreements_is_held_to_the_same_bounds(book: Path) -> None:
    path = filled(book, range(1_000_000, 1_000_001), number)
    with pytest.raises(RaError, match="1000000"):
        read_records(path)
