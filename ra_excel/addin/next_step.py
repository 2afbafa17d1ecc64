"""Which step comes after the present one, and what keeps a vraagstuk from going there [Tabel 1]."""

from __future__ import annotations

from datetime import date

from ra_excel.checks.rows import Row, WorkbookRows
from ra_excel.domain.sheets.agenda import GEAGENDEERD
from ra_excel.domain.sheets.besluitvorming import BESLOTEN
from ra_excel.domain.sheets.dialoog import NAAR_BESLUIT, NAAR_CONFLICT, TERUG
from ra_excel.domain.steps import STAP_1, STAP_2, STAP_3A, STAP_3B, STAP_4
from ra_excel.errors import RaError

AFTER_DIALOGUE = {NAAR_BESLUIT: STAP_3A, NAAR_CONFLICT: STAP_3B}


def next_step(book: WorkbookRows, id_: str) -> str:
    """The step that follows for this vraagstuk. Raises RaError that says what is missing when it is
    not ready.
    """
    row = book.by_id("agenda").get(id_)
    if row is None:
        raise RaError(f"Vraagstuk {id_} heeft nog geen gegevens op het blad Agenda.")
    match row.text("stap"):
        case step if step == STAP_1:
            if row.text("status") != GEAGENDEERD or not row.date("bekrachtigd_op"):
                raise RaError(
                    f"{id_} is nog niet geagendeerd en bekrachtigd. Vul status, gremium en"
                    " datum in."
                )
            return STAP_2
        case step if step == STAP_2:
            return _after_dialogue(book, id_)
        case step if step in (STAP_3A, STAP_3B):
            if not any(
                route.text("uitkomst") == BESLOTEN
                for route in book.per_vraagstuk("besluitvorming").get(id_, [])
            ):
                raise RaError(
                    f"Over {id_} is nog niets besloten. Vul op het blad Besluitvorming de uitkomst,"
                    " het besluit en de datum in."
                )
            return STAP_4
        case step if step == STAP_4:
            raise RaError(
                f"{id_} staat al in de laatste stap. Is alles nagekomen, zet de status dan op"
                " afgerond."
            )
        case _:
            raise RaError(f"Bij {id_} is geen stap gekozen. Kies er een op het blad Agenda.")


def _after_dialogue(book: WorkbookRows, id_: str) -> str:
    sessions = [row for row in book.per_vraagstuk("dialoog").get(id_, []) if row.date("datum")]
    if not sessions:
        raise RaError(f"Over {id_} staat nog geen sessie op het blad Dialoog.")
    outcome = max(sessions, key=_day).text("uitkomst")
    if outcome == TERUG:
        raise RaError(
            f"{id_} gaat terug naar het reguliere stelsel. Zet de status op niet geagendeerd en vul"
            " de afslag in."
        )
    if outcome not in AFTER_DIALOGUE:
        raise RaError(
            f"De laatste sessie over {id_} zegt nog niet dat de dialoog klaar is. Vul de uitkomst"
            " in op het blad Dialoog."
        )
    return AFTER_DIALOGUE[outcome]


def _day(session: Row) -> date:
    return session.date("datum") or date.min
