"""The national overview workbook: read it in five minutes, use it for an hour."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import xlsxwriter

from ra_excel.consolidation.round import Round
from ra_excel.reports.overview.behind import BEHIND, Behind
from ra_excel.reports.overview.capaciteit import CAPACITEIT, capacity_lines
from ra_excel.reports.overview.dashboard import write_dashboard
from ra_excel.reports.overview.formats import Formats
from ra_excel.reports.overview.sheets import SHEETS
from ra_excel.reports.overview.table import write_lines, write_table
from ra_excel.workbook.quick_worksheet import QuickWorksheet
from ra_excel.zipfiles import write_zip


def write_overview(round_: Round, path: Path) -> None:
    """Write the overview of a round; same round, same bytes.

    The dashboard counts with formulas over the other sheets, so it follows when somebody edits them.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        formats = Formats(book)
        dashboard = book.add_worksheet("Dashboard", worksheet_class=QuickWorksheet)
        places = {sheet.name: book.add_worksheet(sheet.name, worksheet_class=QuickWorksheet) for sheet in (*SHEETS, BEHIND)}
        placed = {sheet.name: write_table(places[sheet.name], formats, sheet, round_) for sheet in SHEETS if sheet is not CAPACITEIT}
        behind = Behind()
        load = capacity_lines(round_, behind, placed["Agenda"])
        placed[CAPACITEIT.name] = write_lines(places[CAPACITEIT.name], formats, CAPACITEIT, load)
        write_dashboard(book, dashboard, formats, round_, placed, behind)
        write_lines(places[BEHIND.name], formats, BEHIND, behind.lines)
        dashboard.activate()
        book.set_properties(
            {
                "title": f"Landelijk overzicht ruimtelijk arrangement {round_.cycle.id}",
                "author": "ra_excel",
                "created": datetime(round_.peildatum.year, round_.peildatum.month, round_.peildatum.day),
            }
        )
        book.set_size(2400, 1400)
    _set_language(path)


def _set_language(path: Path) -> None:
    """What XlsxWriter cannot: the language of the document, for screen readers."""
    with ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = core.replace("</cp:coreProperties>", "<dc:language>nl-NL</dc:language></cp:coreProperties>").encode()
    write_zip(path, parts)
