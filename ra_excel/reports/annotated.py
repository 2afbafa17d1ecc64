"""Each submission back to its province, with the findings on its own sheet Controle."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from ra_excel.checks.finding import Finding
from ra_excel.checks.run import Checked
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.errors import RaError
from ra_excel.reports.findings_page import write_findings_page
from ra_excel.workbook.annotate import NoSuchTableError, Rows, replace_rows


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


def write_return(source: Path, checked: Checked, folder: Path) -> Path:
    """Write what goes back to the province into ``folder``; gives the file written.

    A copy of the submission in which only the sheet Controle differs. Of a file that was set apart, or that lost its sheet
    Controle, a page of its own with the findings: ``<name>-bevindingen.xlsx``. Raises RaError when ``source`` is no longer
    the file that was checked.
    """
    content = source.read_bytes()
    if hashlib.sha256(content).hexdigest() != checked.workbook.sha256:
        raise RaError(f"{source.name} is gewijzigd terwijl de controle liep. Draai de opdracht opnieuw.")
    if not checked.quarantined:
        try:
            annotated = replace_rows(content, CONTROLE, finding_rows(checked.findings))
        except NoSuchTableError:
            pass  # the page below says what is wrong, this too
        else:
            target = folder / source.name
            target.write_bytes(annotated)
            return target
    page = folder / f"{source.stem}-bevindingen.xlsx"
    write_findings_page(page, source.name, checked.findings)
    return page
