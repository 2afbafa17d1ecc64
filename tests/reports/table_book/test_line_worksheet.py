"""Lines at once hold the same as XlsxWriter cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText
from openxml_audit import OpenXmlValidator
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain.excel import excel_text
from ra_excel.reading.values import as_text
from ra_excel.reports.overview.capaciteit import CAPACITEIT
from ra_excel.reports.overview.reactions import REACTIES
from ra_excel.reports.table_book import line_worksheet
from ra_excel.reports.table_book.cell import Calculated, Cell, Difference, Line, Link
from ra_excel.reports.table_book.formats import Look
from ra_excel.reports.table_book.line_worksheet import LineWorksheet, TableBook
from ra_excel.reports.table_book.lines import records
from ra_excel.round.word_difference import Part, Piece
from tests.helpers.lint import problems
from tests.reports.test_overview import HOSTILE, many_rows
from tests.reports.word_round import make_round

FORMULAS = ("=D{row}-C{row}", '=IF($G{row}="nog geen <reactie> & meer",$E{row}-DATE(2026,5,19),"")')
PROPERTIES = (
    {"bold": True},
    {"align": "center"},
    {"num_format": "dd-mm-yyyy"},
    {"underline": 1},
    {"underline": 1, "align": "center"},
)
"""Formats for text, number, date, link and number with a link."""
PARTS = ({"italic": True}, {"font_strikeout": True}, {"bold": True})

texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from([*HOSTILE, " spatie ", "a" * 33_000, "<r><t>x</t></r>", "\ufffe", "_x0041"]),
)
addresses = st.builds(
    "'{}'!A{}".format,
    st.sampled_from(["Agenda", "A & <B>", 'met "aanhaling"', "O''Neil"]),
    st.integers(1, 99),
)
inside = addresses.map("internal:{}".format)
files = st.builds(
    "external:geannoteerd/{}".format,
    st.sampled_from(["drenthe.xlsx", "met spatie (1).xlsx", "Fryslân@+=,-.xlsx"]),
)
outside = st.one_of(files, st.builds("{}#{}".format, files, addresses))
cells = st.one_of(
    st.none(),
    texts,
    st.integers(-(10**9), 10**9),
    st.dates(date(1850, 1, 1), date(2100, 1, 1)),
    st.builds(Link, texts, st.one_of(inside, outside), st.booleans()),
    st.builds(Link, st.integers(0, 99), inside),
    st.builds(
        Calculated,
        st.sampled_from(FORMULAS),
        st.one_of(st.integers(), st.sampled_from(["", "a & b"])),
    ),
    st.builds(Difference, st.lists(st.builds(Piece, st.sampled_from(Part), texts), max_size=4)),
)
heights = st.one_of(st.none(), st.integers(2, 27).map(lambda lines: min(lines * 15.0 + 2, 405.0)))
tables = st.integers(1, 5).flatmap(
    lambda wide: st.lists(
        st.tuples(heights, st.lists(cells, min_size=wide, max_size=wide)), max_size=4
    )
)

Table = Sequence[tuple[float | None, Line]]


def at_once(path: Path, table: Table) -> None:
    """As the overview does."""
    with TableBook(path) as book:
        look = Look(*(book.add_format(properties)._get_xf_index() for properties in PROPERTIES))
        sheet = book.add_worksheet("Blad")
        sheet.write_string(0, 0, "Kop")
        sheet.parts = dict(
            zip(Part, (book.add_format(properties) for properties in PARTS), strict=True)
        )
        for row, (height, line) in enumerate(table, start=1):
            sheet.write_line(row, height, line, [look] * len(line))


def cell_by_cell(path: Path, table: Table) -> None:
    """The slow way: only what XlsxWriter documents."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        formats = [book.add_format(properties) for properties in PROPERTIES]
        parts = dict(zip(Part, (book.add_format(properties) for properties in PARTS), strict=True))
        sheet = book.add_worksheet("Blad")
        sheet.write_string(0, 0, "Kop")
        for row, (height, line) in enumerate(table, start=1):
            sheet.set_row(row, height)
            for column, value in enumerate(line):
                write(sheet, row, column, value, formats, parts)


def write(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Cell,
    formats: Sequence[Format],
    parts: dict[Part, Format],
) -> None:
    """One cell."""
    text, number, day, link, number_link = formats
    match value:
        case None | "":
            sheet.write_blank(row, column, None, text)
        case str():
            sheet.write_string(row, column, excel_text(value), text)
        case date() if value.year >= 1900:
            sheet.write_datetime(row, column, value, day)
        case date():
            sheet.write_string(row, column, as_text(value), text)
        case int():
            sheet.write_number(row, column, value, number)
        case Calculated():
            sheet.write_formula(row, column, value.formula.format(row=row + 1), number, value.value)
        case Link(text=int()):
            sheet.write_url(row, column, value.address, number_link)
            sheet.write_number(row, column, value.text, number_link)
        case Link():
            format_ = text if value.quiet else link
            sheet.write_url(row, column, value.address, format_)
            sheet.write_string(row, column, excel_text(str(value.text)), format_)
        case Difference():
            pieces = [piece for piece in value.pieces if piece.text]
            if len(pieces) < 2 or excel_text(str(value)) != str(value):
                sheet.write_string(row, column, excel_text(str(value)), text)
            else:
                runs = [
                    part for piece in pieces for part in (parts[piece.part], excel_text(piece.text))
                ]
                sheet.write_rich_string(row, column, *runs, text)


def contents(path: Path) -> list[object]:
    """Everything a reader sees: values, what kind they are, formats, links, heights; and the
    outcomes of formulas.
    """
    sheet = openpyxl.load_workbook(path, rich_text=True)["Blad"]
    outcomes = openpyxl.load_workbook(path, data_only=True)["Blad"]
    found: list[object] = [sheet.dimensions]
    for number, row in enumerate(sheet.iter_rows(), start=1):
        found.append(sheet.row_dimensions[number].height)
        for cell in row:
            value = repr(cell.value) if isinstance(cell.value, CellRichText) else cell.value
            look = (cell.font.b, cell.font.u, cell.alignment.horizontal, cell.number_format)
            link = cell.hyperlink and (
                cell.hyperlink.ref,
                cell.hyperlink.target,
                cell.hyperlink.location,
                cell.hyperlink.display,
            )
            found.append(
                (
                    cell.coordinate,
                    value,
                    cell.data_type,
                    look,
                    link,
                    outcomes[cell.coordinate].value,
                )
            )
    return found


@settings(max_examples=150, deadline=None)
@given(tables)
def test_a_line_holds_what_xlsxwriter_writes_cell_by_cell(table: Table) -> None:
    with TemporaryDirectory() as folder:
        quick, slow = Path(folder) / "quick.xlsx", Path(folder) / "slow.xlsx"
        at_once(quick, table)
        cell_by_cell(slow, table)
        assert contents(quick) == contents(slow)


def test_excel_has_nothing_to_repair_in_lines(tmp_path: Path) -> None:
    line: Line = [
        *("tekst", None, 7, date(2026, 5, 19)),
        *(
            Link("cel", "external:geannoteerd/a b.xlsx#'A & B'!A7"),
            Link(3, "internal:'Blad'!A1:B2"),
            Calculated(FORMULAS[1], ""),
        ),
        Difference((Piece(Part.GONE, "weg "), Piece(Part.NEW, "nieuw"))),
    ]
    at_once(tmp_path / "o.xlsx", [(32.0, line), (None, line)])
    assert problems(tmp_path / "o.xlsx") == []
    assert OpenXmlValidator().validate(str(tmp_path / "o.xlsx")).is_valid


def test_a_cell_beyond_the_most_links_keeps_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_worksheet, "MOST_LINKS", 2)
    at_once(
        tmp_path / "o.xlsx", [(None, [Link(f"cel {n}", "internal:'Blad'!A1")]) for n in range(4)]
    )
    found = [cell for (cell,) in openpyxl.load_workbook(tmp_path / "o.xlsx")["Blad"]["A2:A5"]]
    assert [(cell.value, bool(cell.hyperlink)) for cell in found] == [
        (f"cel {n}", n < 2) for n in range(4)
    ]


@pytest.mark.parametrize("name", ["_write_rows", "_write_hyperlinks"])
def test_an_xlsxwriter_that_does_not_ask_for_lines_is_no_silent_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(LineWorksheet, name, getattr(Worksheet, name))
    with pytest.raises(RuntimeError, match="left out rows or links"):
        at_once(tmp_path / "o.xlsx", [(None, [Link("cel", "internal:'Blad'!A1")])])


def test_formulas_of_lines_hold_nothing_that_xlsxwriter_would_change() -> None:
    round_ = make_round(many_rows(), received={"DR-003": date(2026, 5, 1)})
    formulas = {
        c.formula
        for sheet in (REACTIES, CAPACITEIT)
        for line in sheet.rows(round_)
        for c in line
        if isinstance(c, Calculated)
    }
    assert len(formulas) == 2
    for formula in formulas:
        filled = formula.format(row=7)
        assert Worksheet()._prepare_formula(
            filled, expand_future_functions=True
        ) == filled.removeprefix("=")


@example(date(1900, 1, 1))
@example(date(1900, 2, 28))
@example(date(1900, 3, 1))
@given(st.dates(date(1900, 1, 1)))
def test_days_are_numbered_as_in_excel(day: date) -> None:
    assert line_worksheet._day(day) == Worksheet()._convert_date_time(day)


def written(strings: SharedStrings, text: str) -> str:
    """The XML of one text."""
    strings.fh = StringIO()
    strings._write_si(text)
    return str(strings.fh.getvalue())


def test_records_are_those_of_pandas() -> None:
    for frame in make_round(many_rows()).tables.values():
        assert records(frame) == frame.to_dict("records")
