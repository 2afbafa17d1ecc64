"""Read and check many files: cells by pandera, for many workbooks at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ra_excel.checks.run import check_workbook
from ra_excel.checks.schema import faults_by_schema
from ra_excel.checks.submission import Submission
from ra_excel.progress import Progress, silent
from ra_excel.reading.workbook import Workbook, read_workbook_file

STACKED = 24
"""Files validated at once: a whole round. Of a thousand files all cells would fill the memory."""


@dataclass(frozen=True)
class Terms:
    """On what terms files are read and judged.

    ``cycle_id`` is the cycle they must be of, ``peildatum`` the day of judgement (default: as each
    file says), ``earlier`` the previous submission per province code; ``any_version`` admits other
    template versions of ours. ``verdict_only`` leaves out the rows, for who needs the findings
    alone.
    """

    cycle_id: str | None = None
    peildatum: date | None = None
    earlier: Mapping[str, Submission] = field(default_factory=dict)
    any_version: bool = False
    verdict_only: bool = False


def read_and_check(
    files: Sequence[Path], terms: Terms = Terms(), progress: Progress = silent
) -> Iterator[Submission]:
    """Every file with its findings, in the order given, as soon as those it is validated with are
    read.
    """
    done = 0
    for start in range(0, len(files), STACKED):
        workbooks = [
            read_workbook_file(path, terms.cycle_id, any_version=terms.any_version)
            for path in files[start : start + STACKED]
        ]
        for submission in check_together(workbooks, terms.peildatum, terms.earlier):
            done += 1
            progress(done, len(files), submission.workbook.bestand)
            yield submission.without_rows() if terms.verdict_only else submission


def check_together(
    workbooks: Sequence[Workbook],
    peildatum: date | None = None,
    earlier: Mapping[str, Submission] | None = None,
) -> Iterator[Submission]:
    """As ``check_workbook``, with cells judged by the schemas; ``earlier`` holds the previous
    submission per province code.
    """
    for workbook, found in zip(workbooks, faults_by_schema(workbooks), strict=True):
        code = workbook.province.code if workbook.province else ""
        yield check_workbook(workbook, peildatum, (earlier or {}).get(code), found)
