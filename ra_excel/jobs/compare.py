"""What was added, changed and removed between two moments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ra_excel.errors import RaError
from ra_excel.progress import Progress
from ra_excel.reading.folder import shown_name
from ra_excel.round.change import Change
from ra_excel.round.changes import find_changes
from ra_excel.round.edition import load_edition


def compare(old: Path, new: Path, progress: Progress) -> list[Change]:
    """The changes from ``old`` to ``new``: each a workbook, a folder of workbooks, the output of a
    round, or a dataset.

    Raises RaError when one of them cannot be read.
    """
    editions = []
    for number, path in enumerate((old, new), start=1):
        if not path.exists():
            raise RaError(f"{path} bestaat niet.")
        editions.append(load_edition(path))
        progress(number, 2, path.name)
    return find_changes(*editions)


def write_changes(changes: Sequence[Change], old: Path, new: Path, target: Path) -> None:
    """Write the changes as a workbook. Raises RaError rather than overwrite a file."""
    from ra_excel.reports.changes.book import write_changes_book  # XlsxWriter takes its time

    if target.suffix.lower() != ".xlsx":
        raise RaError(f"{target} eindigt niet op .xlsx.")
    if target.exists():
        raise RaError(f"{target} bestaat al. Kies een andere naam.")
    write_changes_book(target, f"Van {shown_name(old)} naar {shown_name(new)}", changes)
