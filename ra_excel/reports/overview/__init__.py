"""The national overview workbook: read it in five minutes, use it for an hour."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ra_excel.reports.overview.behind import BEHIND, Behind
from ra_excel.reports.overview.capaciteit import CAPACITEIT, capacity_lines
from ra_excel.reports.overview.dashboard import write_dashboard
from ra_excel.reports.overview.figures import VERLOOP, Dashboard
from ra_excel.reports.overview.rounds.verloop import (
    verloop_of,
    verloop_sheet,
    write_verloop_charts,
)
from ra_excel.reports.overview.sheets import sheets_of
from ra_excel.reports.table_book.formats import Formats
from ra_excel.reports.table_book.line_worksheet import TableBook
from ra_excel.reports.table_book.table import write_lines, write_table
from ra_excel.reports.unreadable import with_unreadable_marked
from ra_excel.round.round import Round


def write_overview(round_: Round, path: Path) -> None:
    """Write the overview of a round; same round, same bytes.

    The dashboard counts with formulas over the other sheets, so it follows when somebody edits
    them.
    """
    told = with_unreadable_marked(round_)
    stands = verloop_of(round_)
    sheets = sheets_of(round_)
    if stands:
        sheets = (*sheets, verloop_sheet(stands))
    with TableBook(path) as book:
        formats = Formats(book)
        dashboard = book.add_worksheet("Dashboard")
        places = {sheet.name: book.add_worksheet(sheet.name) for sheet in (*sheets, BEHIND)}
        placed = {
            sheet.name: write_table(places[sheet.name], formats, sheet, told)
            for sheet in sheets
            if sheet is not CAPACITEIT
        }
        behind = Behind()
        load = capacity_lines(round_, behind, placed["Agenda"])
        placed[CAPACITEIT.name] = write_lines(places[CAPACITEIT.name], formats, CAPACITEIT, load)
        if stands:
            write_verloop_charts(book, places[VERLOOP], placed[VERLOOP])
        write_dashboard(book, Dashboard(dashboard, formats, round_, placed, behind))
        write_lines(places[BEHIND.name], formats, BEHIND, behind.lines)
        dashboard.activate()
        book.set_properties(
            {
                "title": f"Landelijk overzicht ruimtelijk arrangement {round_.cycle.id}",
                "author": "ra_excel",
                "created": datetime(
                    round_.peildatum.year, round_.peildatum.month, round_.peildatum.day
                ),
            }
        )
        book.set_size(2400, 1400)
