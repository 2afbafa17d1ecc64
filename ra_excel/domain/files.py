"""The files beside the code, and CSV: as Dutch Excel writes it, and safe in any spreadsheet.

Beside the code live ``validation/``, ``workbooks/``, ``macros/`` and the handleiding of ``docs/``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]

GUARD = "'"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
SUSPECT = frozenset((GUARD, *FORMULA_STARTS))
"""Text that starts otherwise is safe as it is."""


@cache
def folder(name: str) -> Path:
    """The folder of this name: inside the wheel, else in the repository."""
    packaged = PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else PACKAGE.parent / name


def read_semicolon_csv(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV as Dutch Excel writes it: semicolons, UTF-8 with or without BOM."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_stripped(row) for row in csv.DictReader(file, delimiter=";")]


def _stripped(row: dict[str, str]) -> dict[str, str]:
    """A row without spaces around its values; what a short row lacks is empty."""
    return {key: (value or "").strip() for key, value in row.items()}


def safe_cell(value: object) -> str:
    """A value as CSV text that no spreadsheet program takes for a formula.

    Dates in ISO form, None empty, text that starts like a formula behind an apostrophe.
    """
    if isinstance(value, str):
        return f"{GUARD}{value}" if value[:1] in SUSPECT and _looks_guarded(value) else value
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def original_text(cell: str) -> str:
    """The text of which ``safe_cell`` made this."""
    return cell[1:] if cell.startswith(GUARD) and _looks_guarded(cell) else cell


def _looks_guarded(text: str) -> bool:
    """Whether it is a formula behind any number of apostrophes.

    Text that has an apostrophe already gets another, so that exactly one can go again.
    """
    return text.lstrip(GUARD).startswith(FORMULA_STARTS)


def write_csv(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], *, for_excel: bool = False
) -> None:
    """Write UTF-8 CSV; ``for_excel`` as Dutch Excel opens it by double click (BOM, semicolons)."""
    with path.open("w", encoding="utf-8-sig" if for_excel else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";" if for_excel else ",", lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow(map(safe_cell, row))
