"""Check the workbook that is open in Excel from a Python outside Excel, for places that forbid macros."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import xlwings as xw

from ra_excel.addin.open_book import OpenBook
from ra_excel.checks.run import Checked
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.errors import RaError
from ra_excel.jobs.validate import validate
from ra_excel.progress import silent


def check_open_workbook() -> Checked:
    """Check the active workbook as it stands, also what is not saved yet, and write the findings onto its sheet Controle.

    Raises RaError when there is no Excel, no open workbook, or not one of ours.
    """
    book = _active_book()
    if CONTROLE.sheet not in [sheet.name for sheet in book.sheets]:
        raise RaError(f"{book.name} is geen werkmap van het ruimtelijk arrangement. Zet die in Excel vooraan.")
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / Path(str(book.name)).with_suffix(".xlsx").name
        _save_copy(book, copy)
        result = validate([copy], silent)[copy]
    OpenBook(book).write_findings(result.findings)
    return result


def _active_book() -> xw.Book:
    try:
        return xw.books.active
    except Exception as error:  # every platform raises its own when Excel is not there
        raise RaError("Er staat geen werkmap open in Excel. Open die eerst, of geef het pad van het bestand.") from error


def _save_copy(book: xw.Book, path: Path) -> None:
    """A copy of the workbook as it stands; where Excel cannot make one, of the file as it was last saved."""
    if hasattr(book.api, "SaveCopyAs"):
        book.api.SaveCopyAs(str(path))
        return
    saved = Path(str(book.fullname))
    if not saved.is_file():
        raise RaError("Sla de werkmap eerst op.")
    shutil.copyfile(saved, path)
