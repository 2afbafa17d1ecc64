"""A workbook of tables whose sheets take a whole line at once, past XlsxWriter.

A line at once takes a fifth of the time of its cells one by one, a tenth of a whole round or more
(docs/snelheid.md). That is the only reason to use private names of XlsxWriter here; the tests hold
every line against XlsxWriter's own way, cell by cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain.excel import excel_text
from ra_excel.domain.layout import column_letter
from ra_excel.reading.values import EXCEL_EPOCH, as_text
from ra_excel.reports.table_book.cell import Calculated, Cell, Difference, Line, Link
from ra_excel.reports.table_book.formats import Look
from ra_excel.round.word_difference import Part
from ra_excel.template.dutch_book import DutchBook

FIRST_EXCEL_YEAR = 1900
"""Excel has no dates before; those are shown as text."""

DAY_ZERO = EXCEL_EPOCH.toordinal()
NO_SUCH_DAY = 60
"""Excel counts days from here; its day 60 is a 29 February 1900 that never was."""

INTERNAL = "internal:"
"""Before an address in this workbook, in XlsxWriter's notation."""

FEWEST_PIECES = 2
"""Rich text of one piece is no rich text to XlsxWriter."""

PIXEL = 0.75
"""In points."""

MOST_LINKS = 65_530
"""Excel takes no more on one sheet; a cell beyond keeps its text."""


class LineWorksheet(Worksheet):  # type: ignore[misc]
    """XlsxWriter keeps every cell until the workbook closes; a line becomes XML at once, in a fifth
    of the time.

    The rest of the sheet is XlsxWriter's. Lines come below everything that is written cell by cell,
    and on a sheet with lines only they hold links. Should another XlsxWriter no longer ask for rows
    or links, then ``unwritten`` tells.
    """

    parts: Mapping[Part, Format]
    """How the parts of a Difference look; to be set where a line has one."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []
        self._links: list[str] = []

    @property
    def unwritten(self) -> int:
        """How many lines and links are not in the workbook; 0 once it is closed."""
        return len(self._rows) + len(self._links)

    def write_line(self, row: int, height: float | None, line: Line, looks: Sequence[Look]) -> None:
        """Add a row (from 0, below the one before) of a height in points, or as high as one line;
        each cell has its look.
        """
        number = row + 1
        cells = zip(_letters(len(line)), line, looks, strict=True)
        content = "".join(
            [self._cell(f"{letter}{number}", value, look, number) for letter, value, look in cells]
        )
        self._rows.append(f'<row r="{number}"{_height(height)}>{content}</row>')
        self._check_dimensions(row, len(line) - 1)

    def _cell(self, place: str, value: Cell, look: Look, row: int) -> str:
        if isinstance(value, str) and value:
            return self._text(place, value, look.text)
        if not value and not isinstance(value, int):
            return f'<c r="{place}" s="{look.text}"/>'
        if isinstance(value, date) and value.year >= FIRST_EXCEL_YEAR:
            return _number(place, _day(value), look.date)
        if isinstance(value, Link):
            return self._link(place, value, look)
        if isinstance(value, Calculated):
            return self._formula(place, value, look.number, row)
        if isinstance(value, Difference):
            return self._difference(place, value, look.text)
        if isinstance(value, int):
            return _number(place, value, look.number)
        return self._text(place, as_text(value), look.text)

    def _text(self, place: str, text: str, style: int) -> str:
        return _shared(place, self.str_table._get_shared_string_index(excel_text(text)), style)

    def _formula(self, place: str, value: Calculated, style: int, row: int) -> str:
        formula = self._escape_data(value.formula.format(row=row).removeprefix("="))
        type_ = ' t="str"' if isinstance(value.value, str) and value.value else ""
        return (
            f'<c r="{place}"'
            f' s="{style}"{type_}><f>{formula}</f><v>{self._escape_data(value.value)}</v></c>'
        )

    def _difference(self, place: str, value: Difference, style: int) -> str:
        """Rich text; where Excel has no room for it, plain."""
        pieces = [piece for piece in value.pieces if piece.text]
        if len(pieces) < FEWEST_PIECES or excel_text(str(value)) != str(value):
            return self._text(place, str(value), style)
        runs = [
            part for piece in pieces for part in (self.parts[piece.part], excel_text(piece.text))
        ]
        # XlsxWriter knows how to make one text of these: it gets the cell for a moment.
        row, column = xl_cell_to_rowcol(place)
        self.write_rich_string(row, column, *runs)
        return _shared(place, self.table.pop(row)[column].string, style)

    def _link(self, place: str, link: Link, look: Look) -> str:
        if len(self._links) < MOST_LINKS:
            self._links.append(self._hyperlink(place, link.address))
        if isinstance(link.text, int):
            return _number(place, link.text, look.number_link)
        return self._text(place, link.text, look.text if link.quiet else look.link)

    def _hyperlink(self, place: str, address: str) -> str:
        if address.startswith(INTERNAL):
            location = self._escape_attributes(address.removeprefix(INTERNAL))
            return f'<hyperlink ref="{place}" location="{location}" display="{location}"/>'
        file, _, location = address.partition("#")
        self.rel_count += 1
        self.external_hyper_links.append(["/hyperlink", _target(file), "External"])
        inside = f' location="{self._escape_attributes(location)}"' if location else ""
        return f'<hyperlink ref="{place}" r:id="rId{self.rel_count}"{inside}/>'

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.writelines(self._rows)
        self._rows.clear()

    def _write_hyperlinks(self) -> None:
        super()._write_hyperlinks()
        if self._links:
            self.fh.writelines(["<hyperlinks>", *self._links, "</hyperlinks>"])
            self._links.clear()


class TableBook(DutchBook):
    """A workbook whose sheets take whole lines."""

    worksheet_class = LineWorksheet

    def close(self) -> None:
        """Write the file. Raises RuntimeError when XlsxWriter left lines out: another release than
        we know.
        """
        super().close()
        if any(sheet.unwritten for sheet in self.worksheets()):
            raise RuntimeError(f"XlsxWriter {xlsxwriter.__version__} left out rows or links.")


def _number(place: str, value: int, style: int) -> str:
    return f'<c r="{place}" s="{style}"><v>{value:.16G}</v></c>'


def _shared(place: str, index: int, style: int) -> str:
    """A cell with a text from the list that all sheets share."""
    return f'<c r="{place}" s="{style}" t="s"><v>{index}</v></c>'


@cache
def _letters(columns: int) -> list[str]:
    return [column_letter(number) for number in range(1, columns + 1)]


@cache
def _target(file: str) -> str:
    """A file in XlsxWriter's notation as a workbook refers to it."""
    return str(Url(file)._target())


def _day(value: date) -> int:
    day = value.toordinal() - DAY_ZERO
    return day if day > NO_SUCH_DAY else day - 1


def _height(points: float | None) -> str:
    """The attributes for a height; Excel keeps whole pixels of three quarters of a point."""
    return "" if points is None else f' ht="{int(points / PIXEL + 0.5) * PIXEL:g}" customHeight="1"'
