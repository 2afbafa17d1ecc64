"""A sheet of the overview: title, one line of explanation, a filterable table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ra_excel.consolidation.round import Outcome, Round
from ra_excel.domain.layout import column_letter
from ra_excel.workbook import styles
from ra_excel.workbook.cells import height_for, pages_wide

HEADER_ROW = 4
FIRST_ROW = 5
"""Excel rows of the header and of the first data row."""

MAX_CELL = 32_767
CUT = " … [ingekort]"
"""Longest text that Excel holds, and what marks a text that was longer."""

Cell = str | int | date | None
Line = Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    """What stands on one sheet. ``columns`` are (header, width in characters); ``rows`` gives the lines of a round."""

    name: str
    title: str
    help: str
    empty: str
    columns: tuple[tuple[str, int], ...]
    rows: Callable[[Round], list[Line]]


@dataclass(frozen=True)
class Placed:
    """Where the table of a sheet stands, with its lines: formulas point there and cached values count here."""

    sheet: Sheet
    lines: Sequence[Line]

    def range(self, header: str) -> str:
        """Absolute range of a column, at least one row long."""
        letter = column_letter(self._place(header) + 1)
        return f"'{self.sheet.name}'!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + max(len(self.lines), 1) - 1}"

    def values(self, header: str) -> list[Cell]:
        """The cells of a column."""
        return [line[self._place(header)] for line in self.lines]

    def _place(self, header: str) -> int:
        return [name for name, _ in self.sheet.columns].index(header)


class Formats:
    """The cell formats of the overview, made once from the styles."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        add = book.add_format
        self.title = add(styles.TITLE)
        self.subtitle = add(styles.SUBTITLE)
        self.header = add(styles.HEADER)
        self.cell = add(styles.CELL)
        self.band = add(styles.CELL | {"bg_color": styles.BAND})
        self.date = add(styles.DATE_CELL)
        self.band_date = add(styles.DATE_CELL | {"bg_color": styles.BAND})
        self.plain = add(styles.BASE | {"text_wrap": True})
        self.heading = add(styles.BASE | {"bold": True, "font_size": 13, "font_color": styles.BRAND})
        self.link = add(styles.BASE | {"font_color": "#0B5CAB", "underline": 1})
        self.figure = add(styles.BASE | {"bold": True, "font_size": 14, "align": "right", "font_color": styles.BRAND})
        self.count = add(styles.CELL | {"align": "right"})
        tile = styles.BASE | {"align": "center", "valign": "vcenter", "left": 2, "right": 2, "border_color": styles.WHITE}
        colours = {
            Outcome.ACCEPTED: (styles.GOOD_FILL, styles.GOOD_INK),
            Outcome.WITH_FAULTS: (styles.WARN_FILL, styles.WARN_INK),
            Outcome.MISSING: (styles.BAD_FILL, styles.BAD_INK),
        }
        self.tiles: dict[Outcome, tuple[Format, Format]] = {
            outcome: (
                add(tile | {"bg_color": fill, "font_color": ink, "bold": True, "top": 2}),
                add(tile | {"bg_color": fill, "font_color": ink, "bottom": 2}),
            )
            for outcome, (fill, ink) in colours.items()
        }
        self.bad = add({"bg_color": styles.BAD_FILL, "font_color": styles.BAD_INK})
        self.warn = add({"bg_color": styles.WARN_FILL, "font_color": styles.WARN_INK})
        self.good = add({"bg_color": styles.GOOD_FILL, "font_color": styles.GOOD_INK})


WORD_COLOURS = (
    ("bad", ("fout", "open", "niet ingediend", "apart gezet", "uit koers", "nog geen reactie")),
    ("warn", ("aandachtspunt", "aanvaard met fouten", "geen bericht")),
    ("good", ("aanvaard", "gerealiseerd")),
)
"""Cells that say exactly this are coloured so; the word itself carries the meaning."""


def write_table(sheet: Worksheet, formats: Formats, declared: Sheet, lines: list[Line]) -> Placed:
    """Write a sheet. Without lines it says so in one sentence instead of showing an empty table."""
    for number, (_, width) in enumerate(declared.columns):
        sheet.set_column(number, number, width)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, declared.title, formats.title)
    sheet.write_string(1, 0, declared.help, formats.subtitle)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(pages_wide(width for _, width in declared.columns), 0)
    sheet.repeat_columns(0, 1)
    sheet.set_footer("&L&A&Rblad &P van &N")
    if not lines:
        sheet.write_string(HEADER_ROW - 1, 0, declared.empty, formats.plain)
        return Placed(declared, lines)
    for number, (header, _) in enumerate(declared.columns):
        sheet.write_string(HEADER_ROW - 1, number, header, formats.header)
    sheet.set_row(HEADER_ROW - 1, height_for((header, width - 3) for header, width in declared.columns))
    for offset, line in enumerate(lines):
        row = FIRST_ROW - 1 + offset
        widths = (width for _, width in declared.columns)
        sheet.set_row(row, height_for(zip(line, widths, strict=True)))
        for number, value in enumerate(line):
            _write_cell(sheet, row, number, value, formats, banded=offset % 2 == 1)
    last = FIRST_ROW + len(lines) - 2
    sheet.autofilter(HEADER_ROW - 1, 0, last, len(declared.columns) - 1)
    sheet.freeze_panes(HEADER_ROW, min(2, len(declared.columns) - 1))
    sheet.repeat_rows(HEADER_ROW - 1)
    for name, words in WORD_COLOURS:
        for word in words:
            sheet.conditional_format(
                FIRST_ROW - 1, 0, last, len(declared.columns) - 1,
                {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": getattr(formats, name)},
            )  # fmt: skip
    return Placed(declared, lines)


def _write_cell(sheet: Worksheet, row: int, number: int, value: Cell, formats: Formats, *, banded: bool) -> None:
    if value is None or value == "":
        sheet.write_blank(row, number, None, formats.band if banded else formats.cell)
    elif isinstance(value, date):
        sheet.write_datetime(row, number, value, formats.band_date if banded else formats.date)
    elif isinstance(value, int):
        sheet.write_number(row, number, value, formats.band if banded else formats.cell)
    else:
        text = value if len(value) <= MAX_CELL else value[: MAX_CELL - len(CUT)] + CUT
        sheet.write_string(row, number, text, formats.band if banded else formats.cell)
