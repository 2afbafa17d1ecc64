"""Findings of one or many workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ra_excel.checks.run import Checked, check_workbook
from ra_excel.consolidation.collect import workbook_files
from ra_excel.errors import RaError
from ra_excel.progress import Progress
from ra_excel.workbook.reader import read_workbook


def validate(paths: Sequence[Path], progress: Progress) -> list[Checked]:
    """Check every workbook named, and every workbook in the folders named.

    Raises RaError when a path does not exist or there is nothing to check.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += workbook_files(path)[0]
        elif path.exists():
            files.append(path)
        else:
            raise RaError(f"{path} bestaat niet.")
    if not files:
        raise RaError("Er is geen werkmap om te controleren.")
    checked = []
    for number, path in enumerate(files, start=1):
        checked.append(check_workbook(read_workbook(path)))
        progress(number, len(files), path.name)
    return checked
