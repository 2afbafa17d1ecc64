"""CSV that no spreadsheet program takes for formulas, and that gives every text back as it was."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

GUARD = "'"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
SUSPECT = frozenset((GUARD, *FORMULA_STARTS))
"""Text that starts otherwise is safe as it is."""


def safe_cell(value: object) -> str:
    """A value as CSV text: dates in ISO form, None empty, text that starts like a formula behind an apostrophe."""
    if isinstance(value, str):
        return f"{GUARD}{value}" if value[:1] in SUSPECT and _looks_guarded(value) else value
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def original_text(cell: str) -> str:
    """The text of which ``safe_cell`` made this."""
    return cell[1:] if cell.startswith(GUARD) and _looks_guarded(cell) else cell


def _looks_guarded(text: str) -> bool:
    """Whether it is a formula behind any number of apostrophes: text that has one already gets one more, so one can go again."""
    return text.lstrip(GUARD).startswith(FORMULA_STARTS)


def write_csv(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], *, for_excel: bool = False
) -> None:
    """Write UTF-8 CSV; with ``for_excel`` as Dutch Excel opens it by double click (BOM and semicolons)."""
    with path.open("w", encoding="utf-8-sig" if for_excel else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";" if for_excel else ",", lineterminator="\n")
        writer.writerow(header)
        writer.writerows([safe_cell(value) for value in row] for row in rows)
