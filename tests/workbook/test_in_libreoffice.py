"""The workbook recalculated and saved by LibreOffice: same findings, no error value, counters that count."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import xlsxwriter

from tests.clean import build, check, clean_rows, places, put
from tests.conftest import Convert


def start_values(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path, data_only=True)["Start"]
    return {str(sheet.cell(row, 1).value): (sheet.cell(row, 2).value, sheet.cell(row, 3).value) for row in range(13, 24)}


def test_this_really_recalculates(tmp_path: Path, libreoffice: Convert) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "b.xlsx")) as book:
        book.add_worksheet().write_formula("A1", "=1+1", None, 99)
    assert openpyxl.load_workbook(libreoffice(tmp_path / "b.xlsx", "xlsx"), data_only=True).active["A1"].value == 2  # type: ignore[index]


def test_formulas_give_what_was_cached(tmp_path: Path, libreoffice: Convert) -> None:
    for name, rows in (("leeg", {}), ("gevuld", clean_rows())):
        path = build(tmp_path / f"{name}.xlsx", rows)
        saved = libreoffice(path, "xlsx")
        assert start_values(saved) == start_values(path)
        for sheet in openpyxl.load_workbook(saved, data_only=True):
            errors = [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "e"]
            assert not errors, (sheet.title, errors)


def test_counters_see_an_emptied_cell(tmp_path: Path, libreoffice: Convert) -> None:
    rows = clean_rows()
    ready = start_values(libreoffice(build(tmp_path / "a.xlsx", rows), "xlsx"))
    put("agenda", 0, gezamenlijk_doel=None)(rows)
    open_ = start_values(libreoffice(build(tmp_path / "b.xlsx", rows), "xlsx"))
    assert ready["Stand van deze werkmap"][0] == "Gereed om in te dienen"  # type: ignore[index]
    assert open_["Agenda"] == (2, 1)


def test_saved_by_libreoffice_gives_the_same_findings(tmp_path: Path, libreoffice: Convert) -> None:
    rows = clean_rows()
    put("agenda", 0, inbrenger="provinsie", probleemanalyse=None)(rows)
    path = build(tmp_path / "b.xlsx", rows)
    saved = check(libreoffice(path, "xlsx"))
    assert places(saved) == places(check(path))
    assert [f.id for f in saved.findings] == [f.id for f in check(path).findings]
