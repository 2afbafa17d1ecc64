"""The next workbook of a department: prepared anew, with what it filled in before."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import Inzender, departments
from ra_excel.jobs.consolidate import RoundOrder, consolidate
from ra_excel.progress import silent
from ra_excel.reading.workbook import read_workbook_file
from ra_excel.round.build import build_round
from ra_excel.round.departments.workbook import DepartmentWorkbook, department_workbooks
from ra_excel.round.submissions import RoundTerms, collect
from tests.helpers.clean import CYCLE, Rows, build, clean_rows, put
from tests.helpers.departement import build_department, clean_department_rows

LVVN, IENW = (one for one in departments() if one.code in ("LVVN", "IENW"))


def province_rows() -> Rows:
    """Drenthe: both vraagstukken and an agreement name LVVN."""
    rows = clean_rows()
    put("agenda", 0, departementen="VRO; LVVN")(rows)
    put("agenda", 1, departementen="LVVN")(rows)
    put("afspraken", 0, betrokkenen="ministerie van LVVN; waterschappen")(rows)
    return rows


def prepared(folder: Path, province: Rows, department: Rows) -> dict[Inzender, DepartmentWorkbook]:
    build(folder / "dr.xlsx", province)
    build_department(folder / "lvvn.xlsx", department)
    round_ = build_round(collect(folder, RoundTerms(load_cycle(CYCLE))))
    return {one.department: one for one in department_workbooks(round_)}


def test_every_department_gets_what_names_it_with_its_own_answers(tmp_path: Path) -> None:
    mine = clean_department_rows()
    put("rijksinzet", 0, titel="Oude titel", planning="2026-Q4")(mine)
    workbooks = prepared(tmp_path, province_rows(), mine)
    assert set(workbooks) == set(departments())
    first, second = workbooks[LVVN].rows["rijksinzet"]
    assert (first["vraagstuk"], first["houding"], first["ruimte"]) == (
        "DR-001",
        "akkoord mits",
        "Cofinanciering van de waterbalans.",
    )
    assert first["titel"] == clean_rows()["agenda"][0]["titel"]
    assert (second["vraagstuk"], second.get("houding")) == ("DR-002", None)
    (agreement,) = workbooks[LVVN].rows["opvolging"]
    assert (agreement["afspraak"], agreement["landing_document"]) == ("DR-A001", "Programma Natuur")
    assert workbooks[LVVN].rows["inbreng"][0]["id"] == "LVVN-001"
    (start,) = workbooks[LVVN].rows["start_departement"]
    assert start == {"contactfunctie": "Programmamanager", "capaciteit": 40}
    assert workbooks[LVVN].fallen_away == []
    assert not workbooks[IENW].rows["rijksinzet"]


def test_what_provinces_share_is_asked_once_whatever_id_it_had(tmp_path: Path) -> None:
    rows = province_rows()
    put("agenda", 0, gedeeld_id="OV-001")(rows)
    theirs = {"agenda": [{**rows["agenda"][0], "id": "OV-001", "gedeeld_id": "OV-001"}]}
    build(tmp_path / "ov.xlsx", theirs, "Overijssel")
    first, second = prepared(tmp_path, rows, clean_department_rows())[LVVN].rows["rijksinzet"]
    assert (first["vraagstuk"], first["van_provincie"]) == ("OV-001", "Overijssel; Drenthe")
    # Its answer stood under the id of Drenthe.
    assert first["houding"] == "akkoord mits"
    assert second["vraagstuk"] == "DR-002"


def test_what_fell_away_is_kept_in_the_report(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    rows = province_rows()
    put("agenda", 0, departementen="VRO")(rows)
    build(source / "dr.xlsx", rows)
    build_department(source / "lvvn.xlsx", clean_department_rows())
    target = tmp_path / "uit"
    consolidate(RoundOrder(source, load_cycle(CYCLE), target, word=False), silent)
    folder = target / "departementen"
    assert len(list(folder.glob("*.xlsx"))) == len(departments())
    with (folder / "weggevallen.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    kept = {line["kolom"]: line["waarde"] for line in lines}
    assert {(line["departement"], line["blad"], line["id"]) for line in lines} == {
        ("LVVN", "Rijksinzet", "DR-001")
    }
    assert (kept["Houding"], kept["Afgestemd op"]) == ("akkoord mits", "20-09-2026")
    workbook = read_workbook_file(folder / "ra-2026-2027-departement-lvvn.xlsx")
    stances = workbook.tables["rijksinzet"].columns
    assert stances["vraagstuk"] == ["DR-002"]
    # What stands fixed there is the province's own, not what stood there before.
    assert workbook.tables["opvolging"].columns["deadline"] == [date(2027, 12, 31)]


def test_without_departments_there_is_no_folder(tmp_path: Path) -> None:
    build(tmp_path / "dr.xlsx", province_rows())
    round_ = build_round(collect(tmp_path, RoundTerms(load_cycle(CYCLE))))
    assert list(department_workbooks(round_)) == []
