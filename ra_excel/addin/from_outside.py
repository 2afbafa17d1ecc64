"""Check the workbook that is open in Excel from a Python outside Excel, for places that forbid
macros.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import xlwings as xw

from ra_excel.addin.install import keep_answers
from ra_excel.addin.open_book import OpenBook
from ra_excel.checks.submission import Submission
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.errors import RaError
from ra_excel.jobs.validate import validate
from ra_excel.progress import silent
from ra_excel.reading.folder import WORKBOOK_SUFFIXES


@dataclass(frozen=True)
class CheckedOutside:
    """A check of the open workbook, with what whoever asked should know: one sentence each."""

    checked: Submission
    remarks: tuple[str, ...]


def check_open_workbook() -> CheckedOutside:
    """Check the active workbook as it stands, also what is not saved yet, and write the findings
    onto its sheet Controle.

    Raises RaError when there is no Excel, no open workbook, not one of ours, or when Excel is busy.
    """
    book = _active_book()
    try:
        return _check(book)
    except (RaError, OSError):
        raise
    except Exception as error:  # every platform raises its own when Excel does not answer
        raise RaError(
            "Excel is bezig. Sluit open vensters, druk op Enter als u in een cel typt, en probeer"
            " het opnieuw."
        ) from error


def _check(book: xw.Book) -> CheckedOutside:
    if CONTROLE.sheet not in [sheet.name for sheet in book.sheets]:
        raise RaError(
            f"{book.name} is geen werkmap van het ruimtelijk arrangement. Zet die in Excel vooraan."
        )
    remarks = []
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / f"kopie{_suffix(str(book.name))}"
        if not _save_copy(book, copy):
            remarks.append("Gecontroleerd is de werkmap zoals u haar het laatst opsloeg.")
        result = validate([copy], silent)[copy]
    if gone := OpenBook(book).write_findings(result.findings):
        remarks.append(
            f"Toelichtingen bij bevindingen die nu weg zijn ({len(gone)}) staan in"
            f" {keep_answers(gone)}"
        )
    return CheckedOutside(result, tuple(remarks))


def _suffix(name: str) -> str:
    """The kind of the workbook; one that was never saved has a name without ending."""
    suffix = Path(name).suffix.lower()
    return suffix if suffix in WORKBOOK_SUFFIXES else ".xlsx"


def _active_book() -> xw.Book:
    try:
        return xw.books.active
    except Exception as error:  # every platform raises its own when Excel is not there
        raise RaError(
            "Er staat geen werkmap open in Excel. Open die eerst, of geef het pad van het bestand."
        ) from error


def _save_copy(book: xw.Book, path: Path) -> bool:
    """A copy of the workbook as it stands; where Excel cannot make one (Mac), of the file as it was
    last saved: then False.
    """
    if hasattr(book.api, "SaveCopyAs"):
        book.api.SaveCopyAs(str(path))
        return True
    saved = Path(str(book.fullname))
    if not saved.is_file():
        raise RaError("Sla de werkmap eerst op deze computer op.")
    shutil.copyfile(saved, path)
    return False
