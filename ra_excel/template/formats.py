"""The cell formats of one workbook, made once from the styles."""

from __future__ import annotations

from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import layout
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.model import Column, Filler, Kind, Table, Werkmap
from ra_excel.domain.rules import AANDACHTSPUNT, FOUT
from ra_excel.domain.tables import werkmap_of
from ra_excel.template import styles

OK = "in orde ✓"
"""The word of a check that has nothing to say."""


class Formats:
    """Formats of a province workbook.

    Input cells are unlocked, so that a protected sheet can still be filled.
    """

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        add = book.add_format
        self.title = add(styles.TITLE)
        self.subtitle = add(styles.SUBTITLE)
        self.group = add(styles.GROUP)
        self.header = add(styles.HEADER)
        self.header_required = add(
            styles.HEADER | {"bg_color": styles.REQUIRED_FILL, "font_color": styles.REQUIRED_INK}
        )
        self.fixed = add(styles.CELL | {"bg_color": styles.FIXED})
        self.fixed_date = add(styles.DATE_CELL | {"bg_color": styles.FIXED})
        self.text = add(styles.CELL | {"locked": False})
        self.date = add(styles.DATE_CELL | {"locked": False})
        self.notice = add(styles.BASE | {"bold": True, "font_color": styles.WARN_INK})
        self.muted = add(styles.BASE | {"font_color": styles.MUTED, "text_wrap": True})
        self.choice = add(
            styles.CELL | {"bg_color": styles.INPUT, "locked": False, "align": "left"}
        )
        self.form_input = add(styles.CELL | {"locked": False, "align": "left"})
        self.form_date = add(styles.DATE_CELL | {"locked": False})
        self.label = add(styles.BASE | {"bold": True})
        rule = {"text_wrap": True, "bottom": 1, "bottom_color": styles.LINE}
        self.fiche_label = add(styles.BASE | rule | {"bold": True, "font_color": styles.BRAND})
        self.fiche_text = add(styles.BASE | rule)
        self.body = add(styles.BASE | {"text_wrap": True})
        self.strong = add(styles.BASE | {"bold": True, "font_size": 13, "font_color": styles.BRAND})
        self.cell = add(styles.CELL)
        self.count = add(styles.CELL | {"align": "left"})
        self.plain = add(styles.BASE)
        self.locked_date = add(styles.DATE_CELL)
        self.link = add(styles.LINK_CELL)
        self.plain_link = add(styles.BASE | {"font_color": "#0B5CAB", "underline": 1})
        # Conditional formats take no font name or size.
        self.bad = add({"bg_color": styles.BAD_FILL, "font_color": styles.BAD_INK})
        self.warn = add({"bg_color": styles.WARN_FILL, "font_color": styles.WARN_INK})
        self.good = add({"bg_color": styles.GOOD_FILL, "font_color": styles.GOOD_INK})
        self.bad_cell = add(
            {"bg_color": styles.BAD_FILL, "font_color": styles.BAD_INK, "bold": True, "border": 1}
        )
        self.warn_cell = add(
            {"bg_color": styles.WARN_FILL, "font_color": styles.WARN_INK, "underline": 1}
        )
        self.neutral = add({"bg_color": styles.FIXED, "font_color": styles.INK})
        self.missing = add({"bg_color": styles.INPUT})
        # Hatched, so that it also shows without colour.
        self.not_asked = add(
            {
                "pattern": 14,
                "bg_color": styles.WHITE,
                "fg_color": styles.NOT_ASKED,
                "font_color": styles.MUTED,
            }
        )

    def for_column(self, table: Table, column: Column) -> Format:
        """The format of the data cells of a column."""
        if column.kind is Kind.FORMULA and table.filled_by is Filler.TOOL:
            return self.link
        if column.fixed or column.kind in (Kind.ID, Kind.FORMULA):
            return self.for_given(column)
        if table.filled_by is Filler.VRO:
            return self.locked_date if column.kind is Kind.DATE else self.cell
        return self.date if column.kind is Kind.DATE else self.text

    def for_given(self, column: Column) -> Format:
        """The format of a cell that others than the inzender answer."""
        return self.fixed_date if column.kind is Kind.DATE else self.fixed

    def colour_severity(self, sheet: Worksheet, letter: str, first: int, last: int) -> None:
        """Colour the word fout, aandachtspunt or in orde in a column, on these Excel rows."""
        for text, format_ in ((OK, self.good), (FOUT, self.bad), (AANDACHTSPUNT, self.warn)):
            rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": format_}
            sheet.conditional_format(f"{letter}{first}:{letter}{last}", rule)

    def for_field(self, column: Column) -> Format:
        """The format of a field of a form."""
        if column.fixed:
            return self.fixed
        return self.form_date if column.kind is Kind.DATE else self.form_input

    def header_for(self, column: Column) -> Format:
        """The format of a column header; mandatory columns stand out."""
        return self.header_required if column.required and not column.fixed else self.header

    def write_heading(self, sheet: Worksheet, title: str, help_text: str) -> None:
        """Title in A1 and one line of help below it, on rows without the borders of the columns."""
        for row in range(layout.HEADER_ROW - 1):
            sheet.set_row(row, 30 if row == layout.TITLE_ROW - 1 else None, self.plain)
        sheet.write_string(layout.TITLE_ROW - 1, 0, title, self.title)
        sheet.write_string(layout.HELP_ROW - 1, 0, help_text, self.subtitle)


@dataclass(frozen=True)
class Draft:
    """The workbook that is being written: for whom, and with which formats.

    ``in_every_row`` holds long formulas by the short name that XlsxWriter writes for them. It looks
    in each formula of each row for sixty newer functions, which of ours would take four times as
    long as all the rest; the name becomes the formula when the file is finished.
    """

    book: xlsxwriter.Workbook
    formats: Formats
    inzender: Inzender
    cycle: Cycle
    in_every_row: dict[str, str] = field(default_factory=dict)

    def stand_in(self, formula: str) -> str:
        """The short name for a formula."""
        name = f"RA_FORMULE_{len(self.in_every_row) + 1}"
        self.in_every_row[name] = formula.removeprefix("=")
        return f"={name}"

    @property
    def werkmap(self) -> Werkmap:
        """The kind of workbook."""
        return werkmap_of(self.inzender)
