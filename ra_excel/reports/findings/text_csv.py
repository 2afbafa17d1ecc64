"""Findings as readable text and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import groupby

from ra_excel.checks.finding import Counts, Finding, count
from ra_excel.checks.submission import Submission
from ra_excel.domain.files import safe_cell
from ra_excel.reports.dutch import one_line

WAIVED = "ontheven"
"""What is shown as the weight of a finding that was allowed."""


def count_words(counts: Counts) -> str:
    """``1 fout, 2 aandachtspunten, 1 ontheven``; ``geen bevindingen`` when there is nothing."""
    if counts == Counts(0, 0, 0):
        return "geen bevindingen"
    first = f"{counts.fouten} fout" if counts.fouten == 1 else f"{counts.fouten} fouten"
    more = counts.aandachtspunten
    second = f"{more} aandachtspunt" if more == 1 else f"{more} aandachtspunten"
    return f"{first}, {second}" + (f", {counts.ontheven} ontheven" if counts.ontheven else "")


def as_readable(submissions: Sequence[Submission]) -> str:
    """Findings grouped by file and sheet, each with its cell, what is wrong, and how to mend it."""
    lines: list[str] = []
    for submission in submissions:
        lines += [*_lines_of(submission), ""]
    return "\n".join(lines)


def _lines_of(submission: Submission) -> Iterator[str]:
    workbook = submission.workbook
    owner = f" ({workbook.province.naam}, {workbook.cyclus})" if workbook.province else ""
    yield f"{one_line(workbook.bestand)}{owner}: {count_words(count(submission.findings))}"
    for sheet, findings in groupby(submission.findings, key=lambda finding: finding.blad):
        yield f"  {one_line(sheet or 'Bestand')}"
        for finding in findings:
            yield from _lines_of_finding(finding)
    if submission.solved:
        yield f"  Opgelost sinds de vorige inzending: {len(submission.solved)}"
        for finding in submission.solved:
            yield f"    {finding.code}  {finding.cel or '-':<6} {one_line(finding.melding)}"


def _lines_of_finding(finding: Finding) -> Iterator[str]:
    weight, advice = finding.ernst, finding.herstel
    if finding.ontheffing is not None:
        weight, advice = WAIVED, finding.ontheffing
    mark = f" ({finding.stand})" if finding.stand else ""
    head = f"    {finding.code}  {weight:<13}  {finding.cel or '-':<6}"
    yield f"{head} {one_line(finding.melding)}{mark} [{finding.id}]"
    yield f"{'':30}-> {one_line(advice)}"


def as_csv(submissions: Sequence[Submission]) -> str:
    """One line per finding, as Dutch Excel opens it (semicolons)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    names = [field.name for field in fields(Finding)]
    writer.writerow(names)
    for submission in submissions:
        for finding in submission.findings:
            writer.writerow([safe_cell(getattr(finding, name)) for name in names])
    return buffer.getvalue()
