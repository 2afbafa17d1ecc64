"""What the page in the browser, the task pane and tests ask: the findings of a workbook, and the
workbook with its findings.

Stable: names, arguments and results do not change.
"""

from __future__ import annotations

from ra_excel.checks.findings_json import as_json
from ra_excel.checks.run import check_workbook
from ra_excel.errors import RaError
from ra_excel.reading.workbook import read_workbook
from ra_excel.returning.edit_sheet import NoSuchTableError
from ra_excel.returning.submission import with_findings


def check(name: str, content: bytes, earlier: bytes | None = None) -> str:
    """The findings of the workbook ``content`` as the JSON of ``--formaat json``; ``name`` is that
    of its file.

    With the ``earlier`` submission of the same province also which findings are new, remain or were
    solved.
    """
    workbook = read_workbook(name, content)
    before = None if earlier is None else check_workbook(read_workbook(name, earlier))
    return as_json([check_workbook(workbook, previous=before)])


def annotate(name: str, content: bytes) -> bytes:
    """The workbook ``content`` with its findings on the sheet Controle; all else stays as it was.

    Raises RaError when the file cannot be read as a workbook of ours, or has lost the table on
    Controle.
    """
    submission = check_workbook(read_workbook(name, content))
    if submission.quarantined:
        reasons = " ".join(finding.melding for finding in submission.findings)
        raise RaError(f"In dit bestand zijn geen bevindingen te schrijven. {reasons}")
    try:
        return with_findings(content, submission)
    except NoSuchTableError as error:
        raise RaError(
            "Op het blad Controle staat geen tabel met bevindingen meer om in te schrijven."
        ) from error
