"""Read and check many files: in batches, and a large number in several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from ra_excel.checks.run import check_workbook, check_workbooks
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.reading.guard import hash_of
from ra_excel.reading.workbook import Workbook, read_workbook_file
from ra_excel.work import Progress, in_batches, silent

BATCH = 12
"""Files judged together, so that the price of calling pandera is spread over them."""

WORTH_PROCESSES = 60
"""From this many files on, other processes win more time than it takes to start them (docs/snelheid.md)."""


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
    workers: int | None = None,
) -> Iterator[Submission]:
    """Every file with its findings, in the order given, as soon as its batch is done.

    ``workers`` is the number of processes; by default one, or as many as the computer has cores when there are many files. A
    file on which a process dies gets ST-01; the others are not lost.
    """
    work = partial(_check_batch, terms)
    for number, checked in enumerate(
        in_batches(work, files, BATCH, workers or sensible_workers(len(files)), _lost), start=1
    ):
        progress(number, len(files), checked.workbook.bestand)
        yield checked


def sensible_workers(number: int) -> int:
    """How many processes to use for this many files."""
    return min(os.cpu_count() or 1, number // BATCH) if number >= WORTH_PROCESSES else 1


def _check_batch(terms: Terms, files: Sequence[Path]) -> list[Submission]:
    workbooks = [
        read_workbook_file(path, terms.cycle_id, any_version=terms.any_version) for path in files
    ]
    checked = check_workbooks(workbooks, terms.peildatum, terms.earlier)
    return [one.without_rows() for one in checked] if terms.verdict_only else checked


def _lost(path: Path) -> Submission:
    """ST-01 for a file that brings down the program that reads it."""
    reason = "het programma dat het las, brak af"
    return check_workbook(
        Workbook(path.name, hash_of(path), faults=(Fault("ST-01", details={"reden": reason}),))
    )
