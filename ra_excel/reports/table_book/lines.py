"""From the rows of a national table to the lines of a sheet."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from ra_excel.domain.layout import cell
from ra_excel.domain.model import Table
from ra_excel.reports.table_book.cell import Cell, Line, Link
from ra_excel.round.round import RETURNED

PROVENANCE = (("Bestand", 22), ("Blad", 14), ("Cel", 7))
"""From every line back to its place; the cell is the id of the row."""

LINKABLE = re.compile(r"[\w .()@,+=-]{1,200}")

Columns = tuple[tuple[str, str, int], ...]
"""For each column its name in the dataset, its header and its width in characters."""


def lines_of(frame: pd.DataFrame, columns: Columns, table: Table) -> list[Line]:
    """These columns of rows of ``table``, and behind them where each row stands."""
    names = [name for name, _, _ in columns]
    return [
        [*cells, *place(bestand, table.sheet, rij)]
        for *cells, bestand, rij in frame[[*names, "bestand", "rij"]].to_numpy(object).tolist()
    ]


def records(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """The rows by name of column; ``to_dict`` looks at every value for numbers of numpy, of which
    the dataset has none.
    """
    names: list[Hashable] = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in frame.to_numpy(object).tolist()]


def place(bestand: str, sheet: str, rij: int) -> Line:
    """The PROVENANCE cells of a row, the last a link into the submission that goes back to the
    province.
    """
    return (bestand, sheet, cell_link(bestand, sheet, cell(int(rij), 1)))


def quiet_link(row: Mapping[Any, Any], sheet: str, text: str) -> Cell:
    """A text that leads to the row of a submission that says so, and looks like any other."""
    link = place(row["bestand"], sheet, row["rij"])[-1]
    return replace(link, text=text, quiet=True) if isinstance(link, Link) else text


def cell_link(bestand: str, blad: str, cel: str) -> Cell:
    """A cell of a submission that counts, as a link; as text where the name of the file cannot
    stand in a link.
    """
    return (
        Link(cel, f"external:{RETURNED}/{bestand}#'{blad}'!{cel}")
        if LINKABLE.fullmatch(bestand)
        else cel
    )


def file_link(bestand: str) -> Cell:
    """A submission that counts, as a link to the copy that goes back; as text where its name cannot
    stand in a link.
    """
    return (
        Link(bestand, f"external:{RETURNED}/{bestand}") if LINKABLE.fullmatch(bestand) else bestand
    )


def shown(columns: Columns) -> tuple[tuple[str, int], ...]:
    """Headers and widths, provenance included."""
    return (*((header, width) for _, header, width in columns), *PROVENANCE)
