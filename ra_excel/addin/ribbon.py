"""Where VBA comes in: one command for every button. Never raises; errors are said in Dutch."""

from __future__ import annotations

import traceback
from pathlib import Path

import xlwings as xw

from ra_excel.addin.actions import ACTIONS, Session
from ra_excel.addin.exchange import FAULT, Request, exchange_folder, read_request, write_answer
from ra_excel.addin.open_book import OpenBook
from ra_excel.addin.progress_window import Cancelled, ProgressWindow
from ra_excel.errors import RaError, reason_of

LOG = "laatste-fout.txt"
WALKING = ("raVolgende", "raVorige")
"""These leave the finding in the status bar."""
CHANGING = ("raValideer", "raWis", "raNieuw", "raFiche", "raDoorzetten")
"""These change the open workbook."""
READ_ONLY = (
    "Let op: deze werkmap is alleen-lezen geopend. Bewaar haar onder een andere naam, anders gaat"
    " dit verloren."
)


def main() -> None:
    """Answer the question that VBA left in the exchange folder."""
    folder = exchange_folder()
    try:
        request = read_request(folder)
        write_answer(folder, _answer(request, folder))
    except Cancelled:
        write_answer(folder, "Afgebroken. Er is niets half geschreven.")
    except RaError as error:
        write_answer(folder, str(error), FAULT)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        write_answer(
            folder,
            f"{reason_of(error)}{where}. Is een bestand nog open, of de map beveiligd?",
            FAULT,
        )
    except Exception:  # the user gets a sentence, whoever helps gets the whole story
        (folder / LOG).write_text(traceback.format_exc(), "utf-8")
        write_answer(
            folder,
            f"Er ging iets mis dat wij niet voorzagen. Stuur {folder / LOG} naar uw beheerder.",
            FAULT,
        )


def _answer(request: Request, folder: Path) -> str:
    """Do what the button asks, and leave neither a copy of the workbook nor a text in the status
    bar behind.
    """
    book = OpenBook(xw.Book.caller())
    copy = folder / request.texts.get("kopie", "")
    try:
        with ProgressWindow(book.status) as progress:
            text = ACTIONS[request.knop](Session(book, copy, request, progress))
    finally:
        if request.knop not in WALKING:
            book.status("")
        if copy.is_file():
            copy.unlink()
    if request.texts.get("alleenlezen") and request.knop in CHANGING:
        return f"{text}\n{READ_ONLY}".strip()
    return text
