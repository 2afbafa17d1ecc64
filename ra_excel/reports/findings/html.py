"""Findings as one page for the screen and the printer: opens in any browser, needs no network and
runs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from ra_excel.checks.finding import count
from ra_excel.checks.submission import Submission
from ra_excel.reports.dutch import one_line
from ra_excel.reports.findings.text_csv import WAIVED, count_words


def as_html(submissions: Sequence[Submission]) -> str:
    """A page per workbook, grouped by sheet: cell, rule, what is wrong, what to do. All text is
    escaped.
    """
    environment = Environment(
        loader=PackageLoader("ra_excel.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    template = environment.get_template("bevindingen.html")
    files = [_file(submission) for submission in submissions]
    return f"{template.render(bestanden=files, ontheven=WAIVED)}\n"


def _file(submission: Submission) -> dict[str, object]:
    """What the template shows of one workbook."""
    workbook = submission.workbook
    sheets = []
    for sheet, findings in groupby(submission.findings, key=lambda finding: finding.blad):
        sheets.append((sheet or "Bestand", list(findings)))
    return {
        "bestand": one_line(workbook.bestand),
        "provincie": workbook.province.naam if workbook.province else "",
        "cyclus": workbook.cyclus or "",
        "telling": count_words(count(submission.findings)),
        "gereed": not submission.has_fouten,
        "bladen": sheets,
        "opgelost": submission.solved,
    }
