"""The dashboard: where do we stand, and where to look first."""

from __future__ import annotations

from collections.abc import Mapping

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ra_excel.reading.values import as_text
from ra_excel.reports.overview.behind import Behind
from ra_excel.reports.overview.charts import write_charts
from ra_excel.reports.overview.figures import write_figures
from ra_excel.reports.overview.first_look import write_first_look
from ra_excel.reports.overview.tile_map import write_tile_map
from ra_excel.reports.table_book.formats import Formats
from ra_excel.reports.table_book.table import A3, WrittenTable
from ra_excel.round.round import Round

WIDTHS = (31, 9, 3, 19, 19, 19, 19, 3, 48, 10)
FIGURES_COLUMN, MAP_COLUMN, LIST_COLUMN = 0, 3, 8
"""Columns A and B hold the figures, D to G the map, I and J the list and the counts behind the
charts.
"""
TOP = 3
"""Row of the headings, from 0."""
ROW_POINTS = 19.5


def write_dashboard(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    formats: Formats,
    round_: Round,
    placed: Mapping[str, WrittenTable],
    behind: Behind,
) -> None:
    """Write the dashboard over sheets that are already placed; the rows of its numbers are gathered
    in ``behind``.
    """
    sheet.hide_gridlines(2)
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    sheet.set_row(0, 32)
    sheet.write_string(
        0, 0, f"Landelijk overzicht ruimtelijk arrangement {round_.cycle.id}", formats.title
    )
    sheet.write_string(
        1,
        0,
        f"Stand op {as_text(round_.peildatum)}. Klik op een naam of getal voor de rijen erachter.",
        formats.subtitle,
    )
    for column, heading in (
        (FIGURES_COLUMN, "In het kort"),
        (MAP_COLUMN, "Wie diende in"),
        (LIST_COLUMN, "Kijk hier eerst"),
    ):
        sheet.write_string(TOP, column, heading, formats.heading)
    below = 1 + max(
        write_figures(sheet, formats, placed, behind, TOP + 1, compared=round_.changes is not None),
        write_tile_map(sheet, formats, round_, TOP + 1, MAP_COLUMN),
        write_first_look(sheet, formats, round_, placed["Zwevend"], TOP + 1, LIST_COLUMN),
    )
    for row in range(TOP, below + 1):
        sheet.set_row(row, ROW_POINTS)
    sheet.write_string(below, FIGURES_COLUMN, "In beeld", formats.heading)
    sheet.write_string(below, LIST_COLUMN, "De getallen achter de grafieken", formats.heading)
    write_charts(book, sheet, formats, placed, behind, below + 1, LIST_COLUMN)
    sheet.set_portrait()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 1)
