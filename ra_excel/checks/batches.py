"""Read and check many files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ra_excel.checks.run import check_workbooks
from ra_excel.checks.submission import Submission
from ra_excel.progress import Progress, silent
from ra_excel.reading.workbook import read_workbook_file

BATCH = 12
"""Files judged together, so that the price of calling pandera is spread over them."""


@dataclass(frozen=True)
class Terms:
    """On what terms files are read and judged.

    ``cycle_id`` is the cycle they must be of, ``peildatum`` the day of judgement (default: as each file says), ``earlier`` the
    previous submission per province code; ``any_version`` admits other template versions of ours. ``verdict_only`` leaves out
    the rows, for who needs the findings alone.
    """

    cycle_id: str | None = None
    peildatum: date | None = None
    earlier: Mapping[str, Submission] = field(default_factory=dict)
    any_version: bool = False
    verdict_only: bool = False


def read_and_check(
    files: Sequence[Path],
    terms: Terms = Terms(),
    progress: Progress = silent,
) -> Iterator[Submission]:
    """Every file with its findings, in the order given, as soon as its batch is done."""
    for first in range(0, len(files), BATCH):
        checked = _check_batch(terms, files[first : first + BATCH])
        for number, submission in enumerate(checked, start=first + 1):
            progress(number, len(files), submission.workbook.bestand)
            yield submission


def _check_batch(terms: Terms, files: Sequence[Path]) -> list[Submission]:
    workbooks = [
        read_workbook_file(path, terms.cycle_id, any_version=terms.any_version) for path in files
    ]
    checked = check_workbooks(workbooks, terms.peildatum, terms.earlier)
    return [one.without_rows() for one in checked] if terms.verdict_only else checked
