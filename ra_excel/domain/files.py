"""Where the files beside the code live: ``validation/``, ``workbooks/``, ``macros/`` and the handleiding of ``docs/``."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


@cache
def folder(name: str) -> Path:
    """The folder of this name: inside the wheel, else in the repository."""
    packaged = PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else PACKAGE.parent / name


def read_semicolon_csv(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV as Dutch Excel writes it: semicolons, UTF-8 with or without BOM."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {key: (value or "").strip() for key, value in row.items()}
            for row in csv.DictReader(file, delimiter=";")
        ]
