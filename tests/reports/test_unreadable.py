"""A value that nobody can read is marked where it stands in overview and documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl

from ra_excel.checks.finding import Finding
from ra_excel.reports.overview import write_overview
from ra_excel.reports.unreadable import with_unreadable_marked
from ra_excel.round.round import Round
from tests.reports.word_documents import landelijk, table
from tests.reports.word_round import finding, make_round


def unread(sheet: str, column: str, cell: str, code: str = "CE-02") -> Finding:
    return replace(finding(code, cel=cell), blad=sheet, kolom=column, bestand="DR.xlsx")


def round_with_slips() -> Round:
    rows = {
        "agenda": [{"id": "DR-001", "status": "geagendeert", "departementen": "EZZ; VRO"}],
        "afspraken": [{"id": "DR-A001", "deadline": "voorjaar 2027"}],
        "monitoring": [{"afspraak": "DR-A001", "voortgang": "loopt"}],
    }
    findings = [
        unread("Agenda", "Status agendering", "AH6"),
        unread("Afspraken", "Deadline", "O6", "CE-03"),
        unread("Monitoring", "Voortgang", "E6"),
        unread("Agenda", "Betrokken departementen", "L6"),
        unread("Agenda", "Titel", "C6", "CE-01"),
    ]
    return make_round(rows, findings=findings)


STATUS = "geagendeert (niet te lezen: Agenda AH6)"
DEPARTEMENTEN = "EZZ; VRO; (niet te lezen: Agenda L6)"
DEADLINE = "voorjaar 2027 (niet te lezen: Afspraken O6)"
VOORTGANG = "loopt (niet te lezen: Monitoring E6)"


def test_the_round_as_it_is_told() -> None:
    round_ = round_with_slips()
    told = with_unreadable_marked(round_)
    (row,) = told.tables["agenda"].to_dict("records")
    assert (row["status"], row["departementen"], row["titel"]) == (STATUS, DEPARTEMENTEN, None)
    (progress,) = told.progress.to_dict("records")
    assert (progress["deadline"], progress["voortgang"]) == (DEADLINE, VOORTGANG)
    # What the dataset takes stays as it was typed.
    assert [*round_.tables["agenda"]["status"]] == ["geagendeert"]


def test_overview_and_documents_say_so(tmp_path: Path) -> None:
    round_ = round_with_slips()
    write_overview(round_, tmp_path / "o.xlsx")
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {STATUS, DEADLINE} <= cells
    document = landelijk(round_, tmp_path)
    assert table(document, "Id", "Vraagstuk")[1][3] == STATUS
    assert table(document, "Id", "Afspraak")[1][4:] == [DEADLINE, VOORTGANG]
