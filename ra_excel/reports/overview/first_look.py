"""What deserves a call first: what did not come in, files set apart, provinces with fouten, then
zwevende afspraken by name.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from ra_excel.reports.dutch import counted
from ra_excel.reports.table_book.formats import Formats
from ra_excel.reports.table_book.table import FIRST_ROW, WrittenTable
from ra_excel.reports.table_book.text import shortened, write_link
from ra_excel.reports.word.sentences import FOUT
from ra_excel.round.round import Outcome, Receipt, Round

MOST_FLOATING = 10
MOST_CHARACTERS = 64


def write_first_look(
    sheet: Worksheet, formats: Formats, round_: Round, zwevend: WrittenTable, top: int, column: int
) -> int:
    """One linked line for each from row ``top``. Gives the row after the last."""
    found: list[tuple[str, str]] = []
    submissions = list(enumerate(round_.submissions, start=FIRST_ROW))
    for outcome in (Outcome.MISSING, Outcome.QUARANTINED, Outcome.WITH_FAULTS):
        found += [
            (f"'Inzendingen'!A{row}", _told(s)) for row, s in submissions if s.outcome is outcome
        ]
    names = list(zip(zwevend.values("Id"), zwevend.values("Titel"), strict=True))
    for row, (id_, titel) in enumerate(names[:MOST_FLOATING], start=FIRST_ROW):
        found.append((f"'Zwevend'!A{row}", f"Zweeft: {id_ or ''} {titel or ''}"))
    if len(names) > MOST_FLOATING:
        found.append(("'Zwevend'!A1", f"… en nog {len(names) - MOST_FLOATING} zwevend"))
    for row, (address, text) in enumerate(found, start=top):
        write_link(sheet, row, column, address, shortened(text, MOST_CHARACTERS), formats.link)
    if not found:
        sheet.write_string(
            top, column, "Niets: alles is binnen zonder fouten, en niets zweeft.", formats.plain
        )
    return top + max(len(found), 1)


def _told(submission: Receipt) -> str:
    if submission.outcome is Outcome.QUARANTINED:
        return f"Apart gezet: {submission.bestand}. {submission.reden}"
    naam = submission.province.naam if submission.province else submission.bestand
    if submission.outcome is Outcome.WITH_FAULTS:
        return f"{naam}: {counted(submission.fouten, FOUT)}"
    return f"{naam}: {submission.reden}"
