"""Each submission back to its province, with the findings on its own sheet Controle."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ra_excel.checks.finding import Finding
from ra_excel.checks.run import Checked
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.workbook.annotate import Rows, replace_rows


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


def annotated(content: bytes, checked: Checked) -> bytes:
    """The submission ``content`` with its findings on Controle; every other part of the file unchanged.

    Raises NoSuchTableError when the sheet Controle was taken out or its headers were renamed.
    """
    return replace_rows(content, CONTROLE, finding_rows(checked.findings))


def write_annotated(source: Path, checked: Checked, target: Path) -> None:
    """Write the annotated copy; raises as ``annotated`` does."""
    target.write_bytes(annotated(source.read_bytes(), checked))
