"""The workbooks in a folder, and how the name of a file is shown."""

from __future__ import annotations

import re
from pathlib import Path

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xltx", ".xltm", ".xls", ".ods"})
"""Files that somebody may mean as a workbook; everything else in the folder is left alone and
listed.
"""


NO_TEXT = re.compile("[\ud800-\udfff]")
"""How Python keeps the bytes of a file name that are no UTF-8."""


def workbook_files(folder: Path) -> tuple[list[Path], list[str]]:
    """Workbooks of a folder by name, and the names of its other files; locks of open files (``~$``)
    are neither.
    """
    files = sorted(
        p for p in folder.iterdir() if p.is_file() and not p.name.startswith(("~$", "."))
    )
    books = [p for p in files if p.suffix.lower() in WORKBOOK_SUFFIXES]
    return books, [shown_name(p) for p in files if p not in books]


def shown_name(path: Path) -> str:
    """The name of a file as it can be printed and written: a byte in it that is no UTF-8 shows as
    ``%E2``.
    """
    return NO_TEXT.sub(lambda found: f"%{ord(found[0]) & 0xFF:02X}", path.name)
