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


def as_html(checked: Sequence[Submission]) -> str:
    """A page per workbook, grouped by sheet: cell, rule, what is wrong, what to do. All text is
    escaped.
    """
    files = [
        {
            "bestand": one_line(one.workbook.bestand),
            "provincie": one.workbook.province.naam if one.workbook.province else "",
            "cyclus": one.workbook.cyclus or "",
            "telling": count_words(count(one.findings)),
            "gereed": not any(f.is_fout for f in one.findings),
            "bladen": [
                (sheet or "Bestand", list(group))
                for sheet, group in groupby(one.findings, key=lambda f: f.blad)
            ],
            "opgelost": one.solved,
        }
        for one in checked
    ]
    environment = Environment(
        loader=PackageLoader("ra_excel.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return (
        environment.get_template("bevindingen.html").render(bestanden=files, ontheven=WAIVED) + "\n"
    )
