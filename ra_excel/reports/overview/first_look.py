"""What deserves a look first: what VRO itself has to mend, what did not come in, files set apart,
provinces with fouten, then zwevende afspraken by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.reports.dutch import counted
from ra_excel.reports.overview.departments.counts import missing_departments
from ra_excel.reports.overview.figures import Dashboard
from ra_excel.reports.table_book.table import FIRST_ROW, WrittenTable
from ra_excel.reports.table_book.text import Target, shortened, write_link
from ra_excel.reports.word.sentences import FOUT
from ra_excel.round.departments.voice import departments_take_part
from ra_excel.round.round import Outcome, Receipt, Round

MOST_FLOATING = 10
MOST_CHARACTERS = 64


def write_first_look(dashboard: Dashboard, top: int, column: int) -> int:
    """One linked line for each from row ``top``. Gives the row after the last."""
    round_ = dashboard.round
    own, floating = _own(round_), _floating(dashboard.placed["Zwevend"])
    links = [*own, *_submissions(round_), *_departments(dashboard), *floating]
    sheet, formats = dashboard.sheet, dashboard.formats
    for row, (address, text) in enumerate(links, start=top):
        shown = shortened(text, MOST_CHARACTERS)
        write_link(sheet, (row, column), Target(address), shown, formats.link)
    if not links:
        nothing = "Niets: alles is binnen zonder fouten, en niets zweeft."
        sheet.write_string(top, column, nothing, formats.plain)
    return top + max(len(links), 1)


def _own(round_: Round) -> Iterator[tuple[str, str]]:
    """Address and text of each fout in VRO's own reactions."""
    for fout in round_.own_fouten:
        text = f"Uw reactie, {fout.cel} {fout.kolom}: '{fout.waarde or ''}'"
        yield f"'{fout.blad}'!{fout.cel}", text


def _submissions(round_: Round) -> Iterator[tuple[str, str]]:
    """Address and text of each submission that deserves a call."""
    for outcome in (Outcome.MISSING, Outcome.QUARANTINED, Outcome.WITH_FAULTS):
        for row, receipt in enumerate(round_.submissions, start=FIRST_ROW):
            if receipt.outcome is outcome:
                yield f"'Inzendingen'!A{row}", _in_words(receipt)


def _departments(dashboard: Dashboard) -> Iterator[tuple[str, str]]:
    """One line for all departments of which nothing was received, leading to what says so."""
    missing = missing_departments(dashboard.placed)
    if missing.rows and departments_take_part(dashboard.round):
        names = [str(missing.placed.values("Provincie")[row]) for row in missing.rows]
        address = dashboard.behind.address(
            "Departementen niet ingediend", missing.placed, missing.rows
        )
        yield address, f"Niet ingediend ({len(names)}): {', '.join(names)}"


def _floating(zwevend: WrittenTable) -> Iterator[tuple[str, str]]:
    """Address and text of the first zwevende afspraken, and how many more there are."""
    names = list(zip(zwevend.values("Id"), zwevend.values("Titel"), strict=True))
    for row, (id_, titel) in enumerate(names[:MOST_FLOATING], start=FIRST_ROW):
        yield f"'Zwevend'!A{row}", f"Zweeft: {id_ or ''} {titel or ''}"
    if len(names) > MOST_FLOATING:
        yield "'Zwevend'!A1", f"… en nog {len(names) - MOST_FLOATING} zwevend"


def _in_words(receipt: Receipt) -> str:
    if receipt.outcome is Outcome.QUARANTINED:
        return f"Apart gezet: {receipt.bestand}. {receipt.reden}"
    naam = receipt.province.naam if receipt.province else receipt.bestand
    if receipt.outcome is Outcome.WITH_FAULTS:
        return f"{naam}: {counted(receipt.fouten, FOUT)}"
    return f"{naam}: {receipt.reden}"
