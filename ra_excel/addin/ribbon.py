"""Where VBA comes in: one command for every button. Never raises: what goes wrong is told in Dutch."""

from __future__ import annotations

import traceback

import xlwings as xw

from ra_excel.addin.actions import ACTIONS, Session
from ra_excel.addin.exchange import FAULT, exchange_folder, read_request, write_answer
from ra_excel.addin.open_book import OpenBook
from ra_excel.addin.progress_window import Cancelled, ProgressWindow
from ra_excel.errors import RaError

LOG = "laatste-fout.txt"


def main() -> None:
    """Answer the question that VBA left in the exchange folder."""
    folder = exchange_folder()
    try:
        request = read_request(folder)
        book = OpenBook(xw.Book.caller())
        with ProgressWindow(book.status) as progress:
            text = ACTIONS[request.knop](Session(book, folder / request.texts.get("kopie", ""), request, progress))
        write_answer(folder, text)
    except Cancelled:
        write_answer(folder, "Afgebroken. Er is niets half geschreven.")
    except RaError as error:
        write_answer(folder, str(error), FAULT)
    except OSError as error:
        write_answer(folder, f"{error.strerror or error}. Is een bestand nog open, of de map beveiligd?", FAULT)
    except Exception:  # the user gets a sentence, whoever helps gets the whole story
        (folder / LOG).write_text(traceback.format_exc(), "utf-8")
        write_answer(folder, f"Er ging iets mis dat wij niet voorzagen. Stuur {folder / LOG} naar uw beheerder.", FAULT)
