"""No workbook of ours holds a formula that goes round, also when every range is counted whole."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import departments
from ra_excel.template.build import build_workbook
from tests.helpers.clean import CYCLE, build, clean_rows
from tests.helpers.departement import build_department, clean_department_rows
from tests.helpers.formula_graph import circle


def test_a_whole_column_that_holds_the_formula_itself_is_seen(tmp_path: Path) -> None:
    """As in release 0.1: Start counts the checks, and a check looks at a whole column of Start."""
    with xlsxwriter.Workbook(str(tmp_path / "b.xlsx")) as book:
        start, controle = book.add_worksheet("Start"), book.add_worksheet("Controle")
        book.define_name("live_aantal", "=Controle!$G$6:$G$6")
        start.write_formula("B13", '=IF(SUM(live_aantal)>0,"Nog","Gereed")')
        whole = "INDEX(Start!$B:$B,5):INDEX(Start!$B:$B,11)"
        controle.write_formula("G6", f"=SUMPRODUCT(--(LEN({whole})=0))")
        controle.write_formula("E6", '=IF($G6=0,"looks at the circle, is not on it","")')
    assert circle(tmp_path / "b.xlsx") == ["Controle!G6", "Start!B13"]


def test_a_column_of_a_table_that_looks_at_itself_is_seen(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "b.xlsx")) as book:
        columns = [{"header": "Id"}, {"header": "Stand", "formula": "=COUNTA(tbl[Stand])"}]
        book.add_worksheet("Blad").add_table("A1:B3", {"name": "tbl", "columns": columns})
    assert circle(tmp_path / "b.xlsx") == ["Blad!B2", "Blad!B3"]


def test_no_circle_in_the_workbook_of_a_department(tmp_path: Path) -> None:
    build_workbook(tmp_path / "leeg.xlsx", departments()[0], load_cycle(CYCLE))
    assert circle(tmp_path / "leeg.xlsx") == []
    assert circle(build_department(tmp_path / "b.xlsx", clean_department_rows())) == []


@pytest.mark.parametrize("province", ["Drenthe", "Nationaal"])
def test_no_circle_in_a_blank_and_a_filled_workbook(tmp_path: Path, province: str) -> None:
    assert circle(build(tmp_path / "leeg.xlsx", {}, province)) == []
    rows = clean_rows() if province == "Drenthe" else {"start": clean_rows()["start"]}
    assert circle(build(tmp_path / "gevuld.xlsx", rows, province)) == []
