"""The dashboard: where do we stand, and where to look first."""

from __future__ import annotations

import xlsxwriter

from ra_excel.reading.values import as_text
from ra_excel.reports.overview.charts import write_charts
from ra_excel.reports.overview.figures import (
    SPARKLINE_COLUMN,
    VERLOOP,
    Dashboard,
    write_figures,
)
from ra_excel.reports.overview.first_look import write_first_look
from ra_excel.reports.overview.tile_map import write_tile_map
from ra_excel.reports.table_book.table import A3

WIDTHS = (31, 9, 3, 19, 19, 19, 19, 3, 48, 10)
FIGURES_COLUMN, MAP_COLUMN, LIST_COLUMN = 0, 3, 8
"""Columns A and B hold the figures, D to G the map, I and J the list and the counts behind the
charts.
"""
SPARKLINE_WIDTH = 13
TOP = 3
"""Row of the headings, from 0."""
ROW_POINTS = 19.5


def write_dashboard(book: xlsxwriter.Workbook, dashboard: Dashboard) -> None:
    """Write the dashboard over sheets that are already placed; the rows of its numbers are gathered
    in ``dashboard.behind``.
    """
    sheet, formats, round_ = dashboard.sheet, dashboard.formats, dashboard.round
    sheet.hide_gridlines(2)
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    if VERLOOP in dashboard.placed:
        sheet.set_column(SPARKLINE_COLUMN, SPARKLINE_COLUMN, SPARKLINE_WIDTH)
    sheet.set_row(0, 32)
    title = f"Landelijk overzicht ruimtelijk arrangement {round_.cycle.id}"
    sheet.write_string(0, 0, title, formats.title)
    day = as_text(round_.peildatum)
    how = f"Stand op {day}. Klik op een naam of getal voor de rijen erachter."
    sheet.write_string(1, 0, how, formats.subtitle)
    sheet.write_string(TOP, FIGURES_COLUMN, "In het kort", formats.heading)
    sheet.write_string(TOP, MAP_COLUMN, "Wie diende in", formats.heading)
    sheet.write_string(TOP, LIST_COLUMN, "Kijk hier eerst", formats.heading)
    below = 1 + max(
        write_figures(dashboard, TOP + 1),
        write_tile_map(sheet, formats, round_, TOP + 1, MAP_COLUMN),
        write_first_look(dashboard, TOP + 1, LIST_COLUMN),
    )
    for row in range(TOP, below + 1):
        sheet.set_row(row, ROW_POINTS)
    sheet.write_string(below, FIGURES_COLUMN, "In beeld", formats.heading)
    sheet.write_string(below, LIST_COLUMN, "De getallen achter de grafieken", formats.heading)
    write_charts(book, dashboard, below + 1, LIST_COLUMN)
    sheet.set_portrait()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 1)
