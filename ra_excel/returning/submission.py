"""A submission with its findings on the sheet Controle."""

from __future__ import annotations

from collections.abc import Sequence

from ra_excel.checks.finding import Finding
from ra_excel.checks.submission import Submission
from ra_excel.returning.edit_sheet import Rows, replace_rows


def with_findings(content: bytes, submission: Submission) -> bytes:
    """The workbook ``content`` with its findings on Controle instead of those that stood there.

    Raises as ``replace_rows`` does.
    """
    return replace_rows(content, submission.werkmap.controle, finding_rows(submission.findings))


def finding_rows(findings: Sequence[Finding]) -> Rows:
    """The findings as rows of Controle, each with what the province answered to it."""
    return [
        {
            "blad": finding.blad,
            "cel": finding.cel,
            "code": finding.code,
            "ernst": finding.ernst,
            "melding": finding.melding,
            "herstel": finding.herstel,
            "toelichting": finding.toelichting,
            "rij": finding.rij,
            "bevinding": finding.id,
        }
        for finding in findings
    ]
