"""The twelve provinces as a map of tiles: who submitted, in words and colour."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain.inzenders import Inzender, provinces
from ra_excel.domain.lists import value_list
from ra_excel.reports.table_book.formats import Formats
from ra_excel.reports.table_book.table import FIRST_ROW
from ra_excel.reports.table_book.text import Target, write_link
from ra_excel.round.round import Round


def _tile(province: Inzender) -> tuple[int, int]:
    """Row and column from the top left of the map, as the list of provinces says."""
    fields = value_list("provincies").by_value[province.naam].fields
    return int(fields["tegel_rij"]), int(fields["tegel_kolom"])


def write_tile_map(sheet: Worksheet, formats: Formats, round_: Round, top: int, left: int) -> int:
    """Tiles of two cells, the upper linked to the province's line on Inzendingen. Gives the row
    after the last.
    """
    for province in provinces():
        down, right = _tile(province)
        row, column = top + 2 * down, left + right
        submission = round_.submission_of(province)
        upper, lower = formats.tiles[submission.outcome]
        tip = (
            f"{province.naam}: fouten {submission.fouten}, aandachtspunten"
            f" {submission.aandachtspunten}"
        )
        address = f"'Inzendingen'!A{FIRST_ROW + list(round_.submissions).index(submission)}"
        write_link(sheet, (row, column), Target(address, tip), province.naam, upper)
        sheet.write_string(row + 1, column, submission.outcome.value, lower)
    return top + 2 * (1 + max(_tile(province)[0] for province in provinces()))
