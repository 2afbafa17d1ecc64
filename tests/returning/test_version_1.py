"""A workbook of layout 1, as provinces have it: read, checked and returned as one of layout 2."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl

from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.returning.submission import with_findings
from tests.helpers.clean import check
from tests.helpers.filling import Cells, fill_by_openpyxl

BLANK = Path(__file__).parents[1] / "corpus" / "versie-1" / "ra-2026-2027-drenthe.xlsx"
FINDINGS_HEADER_ROW = 60
"""Layout 1 has its own checks above the findings."""


def test_it_is_read_and_its_findings_go_below_its_own_headers(tmp_path: Path) -> None:
    cells: Cells = {
        "Start": {"B8": "Programmamanager"},
        "Agenda": {"C6": "Woningbouw en zoetwater"},
    }
    path = fill_by_openpyxl(BLANK, tmp_path / "versie-1.xlsx", cells)
    submission = check(path)
    assert not submission.quarantined
    assert [f.code for f in submission.findings if f.code.startswith("ST")] == []
    assert [row["titel"] for row in submission.rows.table("agenda")] == ["Woningbouw en zoetwater"]
    returned = with_findings(path.read_bytes(), submission)
    sheet = openpyxl.load_workbook(BytesIO(returned))["Controle"]
    code = CONTROLE.letter("code")
    written = [
        sheet[f"{code}{FINDINGS_HEADER_ROW + number}"].value
        for number, _ in enumerate(submission.findings, start=1)
    ]
    assert written == [finding.code for finding in submission.findings]
