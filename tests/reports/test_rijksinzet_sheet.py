"""The sheet Rijksinzet of the overview: there once departments take part."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from ra_excel.reports.overview import write_overview
from tests.conftest import Convert
from tests.reports.test_overview import lines
from tests.reports.test_rijk import IENW, LVVN, round_of
from tests.reports.word_round import make_round, shared_peel


def test_stances_in_letters_and_gaps(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    write_overview(round_of({**LVVN, "delen": "Ja"}, {**IENW, "houding": "geen rol"}), path)
    (line,) = lines(openpyxl.load_workbook(path), "Rijksinzet")
    assert (line["Vraagstuk"], line["Stem"], line["Deelt met provincie"]) == (
        "NB-001; LI-001",
        "één stem",
        "LVVN",
    )
    assert (line["LVVN"], line["IenW"], line["VRO"]) == ("A akkoord", "– geen rol", None)
    write_overview(round_of(LVVN), path)
    (line,) = lines(openpyxl.load_workbook(path), "Rijksinzet")
    assert (line["IenW"], line["Stem"]) == ("? stil", "nog niet compleet")
    assert "Nog geen houding: IenW." in str(line["Eerst regelen"])


def test_with_provinces_only_it_stays_away(tmp_path: Path) -> None:
    write_overview(make_round(shared_peel()), tmp_path / "o.xlsx")
    assert "Rijksinzet" not in openpyxl.load_workbook(tmp_path / "o.xlsx").sheetnames


def test_recalculated_without_errors(tmp_path: Path, libreoffice: Convert) -> None:
    write_overview(round_of(LVVN, IENW), tmp_path / "o.xlsx")
    book = openpyxl.load_workbook(libreoffice(tmp_path / "o.xlsx", "xlsx"), data_only=True)
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [value for value in values if str(value).startswith("#")]
    assert "verdeeld" in values
