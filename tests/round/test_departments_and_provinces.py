"""What departments and provinces say of the same thing: a violating case and a clean one nearby."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import find_department, get_province
from ra_excel.domain.tables import EVERY_TABLE
from ra_excel.round.submissions import Collection, RoundTerms, collect
from tests.checks.test_sheet_rules import both
from tests.helpers.clean import CYCLE, Edit, Rows, build, clean_rows, put, rows_of
from tests.helpers.departement import (
    build_department,
    clean_department_rows,
    rows_of_department,
)
from tests.helpers.packages import edit_parts, replace_in

Told = tuple[str, str, str | None]
"""Code, who is told, and ``sheet!cell``."""

NOTHING: Edit = both()
DECIDING: Edit = put("agenda", 0, stap="3a Besluitvorming")
AGAINST: Edit = put("rijksinzet", 0, houding="tegen", voorwaarde=None)
RESERVED: Edit = put("rijksinzet", 0, houding="voorbehoud")
AGREED: Edit = put("rijksinzet", 0, houding="akkoord", voorwaarde=None)
PROPOSED: Edit = put("inbreng", 0, status="voorgesteld", vraagstuk_provincie=None)
LATER: Edit = put("opvolging", 0, voortgang="niet gestart", peildatum=date(2026, 11, 21))


def without_role(rows: Rows) -> None:
    fixed = {column.name for column in EVERY_TABLE["rijksinzet"].columns if column.fixed}
    (line,) = rows["rijksinzet"]
    kept = {name: value for name, value in line.items() if name in fixed}
    rows["rijksinzet"] = [{**kept, "houding": "geen rol"}]


def no_follow_up(rows: Rows) -> None:
    rows["opvolging"] = []


def left_empty(rows: Rows) -> None:
    fixed = {column.name for column in EVERY_TABLE["opvolging"].columns if column.fixed}
    (line,) = rows["opvolging"]
    rows["opvolging"] = [{name: value for name, value in line.items() if name in fixed}]


def at(table: str, column: str, row: int = 0) -> str:
    declared = EVERY_TABLE[table]
    return f"{declared.sheet}!{declared.letter(column)}{declared.first_row + row}"


def held(folder: Path, province: Edit, **departments: Edit) -> Collection:
    """A round of Drenthe and these departments, whom it names in its agreement; the edits speak of
    Drenthe's rows and of LVVN's.
    """
    rows = clean_rows()
    rows["afspraken"][0]["betrokkenen"] = "; ".join(departments)
    province(rows)
    build(folder / "dr.xlsx", rows)
    for name, edit in departments.items():
        department, own = find_department(name), clean_department_rows()
        assert department is not None
        edit(own)
        path = folder / f"{department.code}.xlsx"
        build_department(path, rows_of_department(department, own), name)
    return collect(folder, RoundTerms(load_cycle(CYCLE)))


def told(collection: Collection, *codes: str) -> list[Told]:
    """What is said with these codes in the submissions, in their order."""
    return [
        (f.code, one.province.code, f"{f.blad}!{f.cel}")
        for one in collection.counted
        for f in one.findings
        if f.code in codes
    ]


HOUDING, VOORTGANG = at("rijksinzet", "houding"), at("opvolging", "voortgang")


@pytest.mark.parametrize(
    ("lvvn", "ienw"), [(NOTHING, AGAINST), (AGREED, RESERVED), (AGAINST, AGREED)]
)
def test_la10_departments_differ_on_what_is_to_be_decided(
    tmp_path: Path, lvvn: Edit, ienw: Edit
) -> None:
    found = told(held(tmp_path, DECIDING, LVVN=lvvn, IenW=ienw), "LA-10")
    assert found == [("LA-10", "LVVN", HOUDING), ("LA-10", "IENW", HOUDING)]


def test_la10_each_reads_what_the_others_say(tmp_path: Path) -> None:
    found = held(tmp_path, DECIDING, LVVN=NOTHING, VRO=RESERVED, IenW=AGAINST)
    said = {one.province.code: one.findings for one in found.counted}
    (lvvn,) = (f.melding for f in said["LVVN"] if f.code == "LA-10")
    (ienw,) = (f.melding for f in said["IENW"] if f.code == "LA-10")
    assert "VRO" in lvvn and "IenW" in lvvn
    assert "LVVN" in ienw and "VRO" not in ienw, "VRO is of the same voice"


@pytest.mark.parametrize(
    ("province", "lvvn", "ienw"),
    [
        (NOTHING, NOTHING, AGAINST),
        (DECIDING, NOTHING, AGREED),
        (DECIDING, RESERVED, AGAINST),
        (DECIDING, AGAINST, without_role),
        (NOTHING, put("rijksinzet", 0, stap="3a Besluitvorming"), AGAINST),
    ],
)
def test_la10_one_voice_or_nothing_to_decide_yet(
    tmp_path: Path, province: Edit, lvvn: Edit, ienw: Edit
) -> None:
    assert told(held(tmp_path, province, LVVN=lvvn, IenW=ienw), "LA-10") == []


def test_la10_what_vro_told_counts_where_the_province_did_not_submit(tmp_path: Path) -> None:
    other = put("rijksinzet", 0, vraagstuk="GR-001", stap="3b Conflictbeslechting")
    found = told(held(tmp_path, NOTHING, LVVN=other, IenW=both(other, AGAINST)), "LA-10")
    assert found == [("LA-10", "LVVN", HOUDING), ("LA-10", "IENW", HOUDING)]


def test_la10_under_the_ids_of_two_provinces_that_share_it(tmp_path: Path) -> None:
    rows = rows_of(get_province("Groningen"), clean_rows())
    put("agenda", 0, gedeeld_id="DR-001", stap="3a Besluitvorming")(rows)
    build(tmp_path / "gr.xlsx", rows, "Groningen")
    other = both(AGAINST, put("rijksinzet", 0, vraagstuk="GR-001"))
    found = told(held(tmp_path, DECIDING, LVVN=NOTHING, IenW=other), "LA-10")
    assert found == [("LA-10", "LVVN", HOUDING), ("LA-10", "IENW", HOUDING)]


def test_la11_province_and_department_report_differently(tmp_path: Path) -> None:
    collection = held(tmp_path, NOTHING, LVVN=LATER, IenW=NOTHING)
    assert told(collection, "LA-11") == [
        ("LA-11", "DR", at("monitoring", "voortgang")),
        ("LA-11", "LVVN", VOORTGANG),
    ]
    said = {one.province.code: one.findings for one in collection.counted}
    (drenthe,) = (f.melding for f in said["DR"] if f.code == "LA-11")
    assert "DR-A001" in drenthe and "LVVN" in drenthe and "IenW" not in drenthe


def newer(rows: Rows) -> None:
    """The province reported once more, as the department does in LATER."""
    report = {**rows["monitoring"][0], "id": "DR-M002", "voortgang": "niet gestart"}
    rows["monitoring"].append({**report, "peildatum": date(2026, 11, 25)})


@pytest.mark.parametrize(
    ("province", "lvvn"),
    [
        (NOTHING, NOTHING),
        (newer, LATER),
        (lambda rows: rows["monitoring"].clear(), LATER),
        (NOTHING, put("opvolging", 0, voortgang="niet gestart", peildatum=None)),
        (NOTHING, left_empty),
    ],
)
def test_la11_only_the_newest_reports_are_laid_side_by_side(
    tmp_path: Path, province: Edit, lvvn: Edit
) -> None:
    assert told(held(tmp_path, province, LVVN=lvvn), "LA-11") == []


def named(trekker: str | None, betrokkenen: str | None) -> Edit:
    return put("afspraken", 0, trekker=trekker, betrokkenen=betrokkenen)


@pytest.mark.parametrize(
    ("province", "lvvn", "where"),
    [
        (NOTHING, no_follow_up, ("DR", at("afspraken", "betrokkenen"))),
        (named("LVVN", None), no_follow_up, ("DR", at("afspraken", "trekker"))),
        (named("LVVN", "LVVN; VRO"), no_follow_up, ("DR", at("afspraken", "trekker"))),
        (named("provincie", "VRO"), NOTHING, ("LVVN", at("opvolging", "afspraak"))),
        (named("provincie", None), NOTHING, ("LVVN", at("opvolging", "afspraak"))),
    ],
)
def test_la12_one_side_says_that_a_department_acts(
    tmp_path: Path, province: Edit, lvvn: Edit, where: tuple[str, str]
) -> None:
    assert told(held(tmp_path, province, LVVN=lvvn), "LA-12") == [("LA-12", *where)]


def test_la12_an_agreement_that_the_province_does_not_have(tmp_path: Path) -> None:
    collection = held(
        tmp_path, named("provincie", None), LVVN=put("opvolging", 0, afspraak="DR-A009")
    )
    assert told(collection, "LA-12") == [("LA-12", "LVVN", at("opvolging", "afspraak"))]


def finished(rows: Rows) -> None:
    put("monitoring", 0, voortgang="gerealiseerd", bewijs="POVI vastgesteld")(rows)


@pytest.mark.parametrize(
    ("province", "lvvn"),
    [
        (NOTHING, NOTHING),
        (NOTHING, left_empty),
        (named("ministerie van LVVN", None), NOTHING),
        (named("Rijk", None), NOTHING),
        (named("Rijk", None), no_follow_up),
        (named(None, None), NOTHING),
        (named("provincie", "VRO"), no_follow_up),
        (named("provincie", "VRO"), left_empty),
        (finished, no_follow_up),
    ],
)
def test_la12_both_sides_agree_or_one_leaves_it_open(
    tmp_path: Path, province: Edit, lvvn: Edit
) -> None:
    assert told(held(tmp_path, province, LVVN=lvvn), "LA-12") == []


def test_la12_a_department_that_did_not_submit_is_not_missed_twice(tmp_path: Path) -> None:
    assert told(held(tmp_path, named("VRO", "LVVN"), LVVN=NOTHING), "LA-12") == []


def test_la13_inbreng_that_nobody_took_up(tmp_path: Path) -> None:
    collection = held(tmp_path, NOTHING, LVVN=PROPOSED)
    where = at("inbreng", "betrokken_provincies")
    assert told(collection, "LA-13") == [("LA-13", "LVVN", where)]
    (said,) = (f.melding for one in collection.counted for f in one.findings if f.code == "LA-13")
    assert "Drenthe" in said and "Overijssel" not in said, "Overijssel did not submit"


@pytest.mark.parametrize(
    ("province", "lvvn"),
    [
        (NOTHING, NOTHING),
        (put("agenda", 1, titel="stikstof  rond Natuurgebieden"), PROPOSED),
        (put("agenda", 1, notitie="Overgenomen van LVVN-001."), PROPOSED),
        (NOTHING, both(PROPOSED, put("inbreng", 0, betrokken_provincies="Overijssel"))),
        (put("agenda", 1, titel=None), PROPOSED),
    ],
)
def test_la13_taken_up_answered_or_not_known(tmp_path: Path, province: Edit, lvvn: Edit) -> None:
    assert told(held(tmp_path, province, LVVN=lvvn), "LA-13") == []


def test_la13_the_id_of_another_inbreng_answers_nothing(tmp_path: Path) -> None:
    other = put("agenda", 1, notitie="Zie LVVN-0012 en X-LVVN-001.")
    assert len(told(held(tmp_path, other, LVVN=PROPOSED), "LA-13")) == 1


def missing(collection: Collection) -> list[str | None]:
    return [f.provincie for f in collection.national if f.code == "LA-14"]


def test_la14_departments_that_did_not_submit(tmp_path: Path) -> None:
    found = missing(held(tmp_path, NOTHING, LVVN=NOTHING, IenW=NOTHING))
    assert len(found) == 10 and not {"LVVN", "IenW"} & {*found}


def test_la14_a_department_set_apart_was_received(tmp_path: Path) -> None:
    path = build_department(tmp_path / "vro.xlsx", clean_department_rows(), "VRO")
    other_cycle = replace_in("xl/sharedStrings.xml", f"<t>{CYCLE}</t>", "<t>2024-2025</t>")
    edit_parts(path, other_cycle)
    collection = held(tmp_path, NOTHING, LVVN=NOTHING)
    assert [one.workbook.bestand for one in collection.set_apart] == ["vro.xlsx"]
    assert len(missing(collection)) == 10 and "VRO" not in missing(collection)


def test_la14_a_round_of_provinces_alone_misses_no_department(tmp_path: Path) -> None:
    assert missing(held(tmp_path, NOTHING)) == []


def busy(rows: Rows) -> None:
    put("agenda", 0, departementen="VRO; LVVN")(rows)
    put("agenda", 1, departementen="LVVN")(rows)


@pytest.mark.parametrize(("can", "found"), [(1, ["LVVN"]), (2, []), (None, [])])
def test_la07_counts_with_what_the_department_says_it_can_carry(
    tmp_path: Path, can: int | None, found: list[str]
) -> None:
    own = put("start_departement", 0, capaciteit=can)
    overloaded = [f for f in held(tmp_path, busy, LVVN=own).national if f.code == "LA-07"]
    assert [f.waarde for f in overloaded] == found
    assert all("Start" in f.herstel for f in overloaded)


NO_STEP: Edit = put("besluitvorming", 0, tussenstap_gremium=None, tussenstap_datum=None)
LATE: Edit = put("besluitvorming", 0, tussenstap_datum=date(2026, 9, 29))
GIVEN = at("besluitvorming", "tussenstap_gremium")


@pytest.mark.parametrize("province", [NO_STEP, LATE])
@pytest.mark.parametrize("ienw", [NOTHING, without_role])
def test_be04_is_not_asked_of_the_province_when_departments_gave_it(
    tmp_path: Path, province: Edit, ienw: Edit
) -> None:
    collection = held(tmp_path, province, VRO=NOTHING, IenW=ienw)
    assert told(collection, "BE-04") == []


@pytest.mark.parametrize(
    ("vro", "ienw"),
    [
        (NOTHING, put("rijksinzet", 0, afgestemd_op=None)),
        (NOTHING, put("rijksinzet", 0, houding=None)),
        (without_role, without_role),
    ],
)
def test_be04_is_asked_while_a_department_did_not_give_it(
    tmp_path: Path, vro: Edit, ienw: Edit
) -> None:
    found = told(held(tmp_path, NO_STEP, VRO=vro, IenW=ienw), "BE-04")
    assert found == [("BE-04", "DR", GIVEN)]


def test_be04_is_asked_of_a_vraagstuk_without_departments(tmp_path: Path) -> None:
    nobody = both(NO_STEP, put("agenda", 0, departementen=None))
    assert told(held(tmp_path, nobody, VRO=NOTHING), "BE-04") == [("BE-04", "DR", GIVEN)]


def test_be04_a_late_agreement_is_told_to_the_department(tmp_path: Path) -> None:
    late = put("rijksinzet", 0, afgestemd_op=date(2026, 9, 29))
    found = told(held(tmp_path, NO_STEP, VRO=late, IenW=NOTHING), "BE-04", "RI-04")
    assert found == [("RI-04", "VRO", at("rijksinzet", "afgestemd_op"))]
