"""The forms in which ``ra valideer`` gives its findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ra_excel.checks.findings_json import as_json
from ra_excel.checks.submission import Submission
from ra_excel.reports.findings.sarif import as_sarif
from ra_excel.reports.findings.text_csv import as_csv, as_readable


def _as_html(checked: Sequence[Submission]) -> str:
    from ra_excel.reports.findings.html import as_html  # jinja2 only for who asks a page

    return as_html(checked)


FORMATS: Mapping[str, Callable[[Sequence[Submission]], str]] = {
    "tekst": as_readable,
    "json": as_json,
    "csv": as_csv,
    "sarif": as_sarif,
    "html": _as_html,
}
"""By the name that ``--formaat`` takes."""
