"""The twelve provinces as a map of tiles: who submitted, in words and colour."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from ra_excel.consolidation.round import Round
from ra_excel.domain.provinces import provinces
from ra_excel.reports.overview.formats import Formats
from ra_excel.reports.overview.table import FIRST_ROW
from ra_excel.reports.overview.text import write_link

TILES = {
    "FR": (0, 2), "GR": (0, 3), "NH": (1, 1), "DR": (1, 3), "FL": (2, 2), "OV": (2, 3),
    "ZH": (3, 1), "UT": (3, 2), "GE": (3, 3), "ZE": (4, 0), "NB": (4, 2), "LI": (5, 3),
}  # fmt: skip
"""Tile of each province: (row, column) from the top left of the map."""


def write_tile_map(sheet: Worksheet, formats: Formats, round_: Round, top: int, left: int) -> int:
    """Tiles of two cells, the upper linked to the province's line on Inzendingen. Gives the row after the last."""
    for province in provinces():
        down, right = TILES[province.code]
        row, column = top + 2 * down, left + right
        submission = round_.submission_of(province)
        upper, lower = formats.tiles[submission.outcome]
        tip = f"{province.naam}: fouten {submission.fouten}, aandachtspunten {submission.aandachtspunten}"
        address = f"'Inzendingen'!A{FIRST_ROW + list(round_.submissions).index(submission)}"
        write_link(sheet, row, column, address, province.naam, upper, tip)
        sheet.write_string(row + 1, column, submission.outcome.value, lower)
    return top + 2 * (1 + max(down for down, _ in TILES.values()))
