"""Findings as readable text and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
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


def as_readable(checked: Sequence[Submission]) -> str:
    """Findings grouped by file and sheet, each with its cell, what is wrong, and how to mend it."""
    lines = []
    for one in checked:
        owner = (
            f" ({one.workbook.province.naam}, {one.workbook.cyclus})"
            if one.workbook.province
            else ""
        )
        lines.append(f"{one_line(one.workbook.bestand)}{owner}: {count_words(count(one.findings))}")
        for sheet, group in groupby(one.findings, key=lambda f: f.blad):
            lines.append(f"  {one_line(sheet or 'Bestand')}")
            for finding in group:
                marks = f" ({finding.stand})" if finding.stand else ""
                weight = finding.ernst if finding.ontheffing is None else WAIVED
                lines.append(
                    f"    {finding.code}  {weight:<13}  {finding.cel or '-':<6}"
                    f" {one_line(finding.melding)}{marks} [{finding.id}]"
                )
                advice = finding.herstel if finding.ontheffing is None else finding.ontheffing
                lines.append(f"{'':30}-> {one_line(advice)}")
        if one.solved:
            lines.append(f"  Opgelost sinds de vorige inzending: {len(one.solved)}")
            lines += [
                f"    {finding.code}  {finding.cel or '-':<6} {one_line(finding.melding)}"
                for finding in one.solved
            ]
        lines.append("")
    return "\n".join(lines)


def as_csv(checked: Sequence[Submission]) -> str:
    """One line per finding, as Dutch Excel opens it (semicolons)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    names = [f.name for f in fields(Finding)]
    writer.writerow(names)
    writer.writerows(
        [safe_cell(getattr(f, name)) for name in names] for one in checked for f in one.findings
    )
    return buffer.getvalue()
