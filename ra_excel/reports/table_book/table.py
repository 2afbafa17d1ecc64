"""A sheet of the overview: title, one line of explanation, a filterable table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain.excel import LINE_POINTS, MAX_ROW_POINTS, height_for
from ra_excel.domain.layout import OVERVIEW_HEADER_ROW, column_letter
from ra_excel.reports.table_book.cell import Cell, Line
from ra_excel.reports.table_book.formats import Formats, Look, Place
from ra_excel.reports.table_book.line_worksheet import LineWorksheet
from ra_excel.round.round import Round
from ra_excel.template.cells import pages_wide

HEADER_ROW = OVERVIEW_HEADER_ROW
FIRST_ROW = HEADER_ROW + 1
"""Excel rows of the header and of the first data row."""

HEADER_POINTS = 22
"""Height of a header of one line."""

ADDED_ROWS = 50
"""Rows below a table in which somebody may add a line of his own."""

WIDEST = 100
"""A column with long texts grows up to this width, in characters, so that they fit in the highest
row.
"""

A3, A4 = 8, 9
A4_WIDTH = 200
"""Characters that still read well across an A4; wider tables print on A3."""


Colours = tuple[tuple[str, tuple[str, ...]], ...]
"""Name of a format, and the words that it is for."""

WORD_COLOURS: Colours = (
    (
        "bad",
        (
            "fout",
            "open",
            "niet ingediend",
            "apart gezet",
            "uit koers",
            "nog geen reactie",
            "geen keuze gemaakt",
            "verdwenen",
            "eenzijdig",
        ),
    ),
    ("warn", ("aandachtspunt", "aanvaard met fouten", "geen bericht", "nog open", "gewijzigd")),
    ("good", ("aanvaard", "gerealiseerd", "besloten", "toegevoegd")),
)
"""State cells that say exactly this are coloured so; the word itself carries the meaning."""


@dataclass(frozen=True)
class Sheet:
    """What stands on one sheet. ``columns`` are (header, width in characters); ``rows`` gives the
    lines of a round.

    ``help`` has one or two lines. ``empty`` is the sentence in place of an empty table; it may
    depend on the round. ``states`` names the columns whose words are coloured.
    ``frozen`` columns stay in view and are repeated in print. In a ``grouped`` sheet a new value in
    the first column starts a group, set off by a line. ``colours`` are other words to colour.
    ``inputs`` are the columns that VRO fills,
    each with the words to choose from, or none. Numbers below zero in ``overdue`` are coloured.
    """

    name: str
    title: str
    help: str
    empty: str | Callable[[Round], str]
    columns: tuple[tuple[str, int], ...]
    rows: Callable[[Round], list[Line]]
    states: tuple[str, ...] = ()
    frozen: int = 2
    grouped: bool = False
    inputs: Mapping[str, Sequence[str]] = field(default_factory=dict)
    overdue: tuple[str, ...] = ()
    colours: Colours = WORD_COLOURS

    def place(self, header: str) -> int:
        """Number of a column, from 0."""
        return self._places[header]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: number for number, (name, _) in enumerate(self.columns)}


@dataclass(frozen=True)
class WrittenTable:
    """Where the table of a sheet stands, with its lines: formulas point there and cached values
    count here.
    """

    sheet: Sheet
    lines: Sequence[Line]

    def range(self, header: str) -> str:
        """Absolute range of a column, at least one row long."""
        letter = column_letter(self.sheet.place(header) + 1)
        last_row = FIRST_ROW + max(len(self.lines), 1) - 1
        return f"'{self.sheet.name}'!${letter}${FIRST_ROW}:${letter}${last_row}"

    def values(self, header: str) -> list[Cell]:
        """The cells of a column."""
        place = self.sheet.place(header)
        return [line[place] for line in self.lines]


def range_of(sheet: Sheet, first: int, number: int) -> str:
    """The address of so many whole rows of a sheet, from Excel row ``first``."""
    return f"'{sheet.name}'!A{first}:{column_letter(len(sheet.columns))}{first + number - 1}"


def write_table(
    sheet: LineWorksheet, formats: Formats, declared: Sheet, round_: Round
) -> WrittenTable:
    """Write a sheet of a round."""
    if callable(declared.empty):
        declared = replace(declared, empty=declared.empty(round_))
    return write_lines(sheet, formats, declared, declared.rows(round_))


def write_lines(
    sheet: LineWorksheet, formats: Formats, declared: Sheet, lines: Sequence[Line]
) -> WrittenTable:
    """Write these lines. Without any the sheet says so in one sentence instead of showing an empty
    table.
    """
    widths = _widths(declared, lines)
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, declared.title, formats.title)
    for row, sentence in enumerate(declared.help.split("\n"), start=1):
        sheet.write_string(row, 0, sentence, formats.subtitle)
    sheet.hide_gridlines(2)
    _set_up_page(sheet, widths)
    if not lines:
        sheet.write_string(HEADER_ROW - 1, 0, str(declared.empty), formats.plain)
        return WrittenTable(declared, lines)
    _write_headers(sheet, formats, declared)
    _write_body(sheet, formats, declared, lines)
    last = FIRST_ROW + len(lines) - 2
    sheet.autofilter(HEADER_ROW - 1, 0, last, len(declared.columns) - 1)
    sheet.freeze_panes(HEADER_ROW, declared.frozen)
    sheet.repeat_rows(HEADER_ROW - 1)
    sheet.repeat_columns(0, declared.frozen - 1)
    _add_rules(sheet, formats, declared, last)
    return WrittenTable(declared, lines)


def _widths(declared: Sheet, lines: Sequence[Line]) -> list[float]:
    """The width of each column: as declared, or more where its texts are long."""
    widths = []
    for number, (_, width) in enumerate(declared.columns):
        widths.append(_width(width, [line[number] for line in lines]))
    return widths


def _write_headers(sheet: LineWorksheet, formats: Formats, declared: Sheet) -> None:
    for number, (header, _) in enumerate(declared.columns):
        format_ = formats.input_header if header in declared.inputs else formats.header
        sheet.write_string(HEADER_ROW - 1, number, header, format_)
    # The filter button takes about three characters.
    height = height_for((header, width - 3) for header, width in declared.columns)
    sheet.set_row(HEADER_ROW - 1, height or HEADER_POINTS)


def _write_body(
    sheet: LineWorksheet, formats: Formats, declared: Sheet, lines: Sequence[Line]
) -> None:
    widths = _widths(declared, lines)
    sheet.parts = formats.parts
    looks = {key: _looks(formats, declared, *key) for key in product((False, True), repeat=2)}
    group: Cell = None
    for row, line in enumerate(lines, start=FIRST_ROW - 1):
        opens = declared.grouped and line[0] != group
        group = line[0]
        height = height_for(zip(line, widths, strict=True))
        sheet.write_line(row, height, line, looks[opens, row % 2 == 1])


def _add_rules(sheet: Worksheet, formats: Formats, declared: Sheet, last: int) -> None:
    """Colours of states and of what is overdue, and dropdowns where VRO fills in."""
    first = FIRST_ROW - 1
    for header in declared.states:
        _colour_words(sheet, formats, declared, (declared.place(header), last))
    for header in declared.overdue:
        column = declared.place(header)
        rule = {"type": "cell", "criteria": "<", "value": 0, "format": formats.bad}
        sheet.conditional_format(first, column, last, column, rule)
    for header, words in declared.inputs.items():
        if words:
            column = declared.place(header)
            offered = {
                "validate": "list",
                "source": list(words),
                "error_message": "Kies een antwoord uit de lijst.",
            }
            sheet.data_validation(first, column, last + ADDED_ROWS, column, offered)


def _width(declared: int, column: Iterable[Cell]) -> float:
    longest = max((len(value) for value in column if isinstance(value, str)), default=0)
    lines = MAX_ROW_POINTS // LINE_POINTS
    # As in height_for: a tenth off for words that wrap early.
    return max(declared, min(WIDEST, math.ceil(longest / lines / 0.9)))


def _set_up_page(sheet: Worksheet, widths: Sequence[float]) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4 if sum(widths) <= A4_WIDTH else A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(pages_wide(widths), 0)
    sheet.set_footer("&L&A&Rblad &P van &N")


def _colour_words(
    sheet: Worksheet, formats: Formats, declared: Sheet, range_: tuple[int, int]
) -> None:
    """Colour the words of a column; ``range_`` is its number and its last row, both from 0."""
    column, last = range_
    for name, words in declared.colours:
        for word in words:
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{word}"',
                "format": getattr(formats, name),
            }
            sheet.conditional_format(FIRST_ROW - 1, column, last, column, rule)


def _looks(formats: Formats, declared: Sheet, opens: bool, banded: bool) -> list[Look]:
    """How the cells of a line look, column by column: one that ``opens`` a group or not, ``banded``
    or not.
    """
    places = (
        PLACES[declared.grouped and number == 0, opens] for number in range(len(declared.columns))
    )
    return [
        formats.look(Place.INPUT if header in declared.inputs else place, banded=banded)
        for (header, _), place in zip(declared.columns, places, strict=True)
    ]


PLACES = {
    (True, True): Place.LABEL,
    (True, False): Place.REPEATED,
    (False, True): Place.FIRST_ROW,
    (False, False): Place.INSIDE,
}
"""Place of a cell: whether it is the name of a group, and whether its row opens the group."""
