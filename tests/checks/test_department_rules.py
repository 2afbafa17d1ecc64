"""Rules on the workbook of a department: a violating and a nearby clean case for every code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from ra_excel.checks.run import check_workbook
from ra_excel.reading.workbook import read_workbook_file
from tests.checks.test_sheet_rules import both, everywhere, nobody, role
from tests.helpers.clean import GROUNDS, Edit, Rows, check, places, put
from tests.helpers.departement import build_department, clean_department_rows

Given = Mapping[str, object]

REGIONS = {"criterium_regios": "Ja", "onderbouwing_regios": GROUNDS}
MULTISECTORAL = {"criterium_multisectoraal": "Ja", "onderbouwing_multisectoraal": GROUNDS}
REALISED = {"voortgang": "gerealiseerd", "bewijs": "Gebieden aangewezen"}


def case(table: str, **values: object) -> Edit:
    """The only row of a table with other values."""
    return put(table, 0, **values)


SHARED_VIOLATIONS: list[tuple[str, str, Edit]] = [
    ("AG-01", "Inbreng!K6", case("inbreng", criterium_spanning="Nee")),
    (
        "AG-01",
        "Inbreng!K6",
        case("inbreng", criterium_spanning=None, status="voorgesteld", vraagstuk_provincie=None),
    ),
    ("AG-02", "Inbreng!L6", case("inbreng", onderbouwing_spanning=None)),
    ("AG-03", "Inbreng!H6", case("inbreng", **MULTISECTORAL)),
    ("AG-04", "Inbreng!J6", case("inbreng", **REGIONS, betrokken_provincies="Drenthe")),
    ("AG-04", "Inbreng!J6", case("inbreng", **REGIONS, betrokken_provincies="Drenthe; Drenthe")),
    ("MO-05", "Opvolging!K6", case("opvolging", peildatum=date(2026, 12, 2))),
    ("MO-06", "Opvolging!Q6", case("opvolging", voortgang="gerealiseerd")),
    ("MO-07", "Opvolging!S6", case("opvolging", teruggekoppeld_op=None)),
    ("MO-07", "Opvolging!S6", case("opvolging", teruggekoppeld_op=date(2026, 3, 31))),
    ("RO-01", "Rolmatrix!F8", role("R2-DEP-1", invuller=None)),
    ("RO-01", "Rolmatrix!F6", nobody),
    ("RO-04", "Rolmatrix!G8", role("R2-DEP-1", mandaat=None)),
    ("RO-05", "Rolmatrix!E8", role("R2-DEP-1", verwachting="Doet wat nodig is")),
    ("RO-06", "Rolmatrix!I8", role("R2-DEP-1", afgesproken="Nee")),
    ("RO-06", "Rolmatrix!J6", everywhere(vastgesteld_op=None)),
]
"""Codes that provinces have too."""

VIOLATIONS = SHARED_VIOLATIONS

CLEAN: list[Edit] = [
    case("inbreng", criterium_nieuw="Ja", onderbouwing_nieuw=GROUNDS, criterium_spanning="Nee"),
    case("inbreng", criterium_multisectoraal="Nee", domeinen="landbouw"),
    case("inbreng", **MULTISECTORAL, domeinen="landbouw; wonen; natuur en landschap"),
    case("inbreng", **REGIONS),
    case("opvolging", peildatum=date(2026, 12, 1)),
    case("opvolging", **REALISED, teruggekoppeld_op=None),
    case("opvolging", teruggekoppeld_op=date(2026, 4, 1)),
    role("R2-DEP-1", invuller="Functie R2-DEP-2"),
]


def checked(folder: Path, rows: Rows) -> list[tuple[str, str | None]]:
    return places(check(build_department(folder / "d.xlsx", rows)))


@pytest.mark.parametrize(
    ("code", "place", "edit"),
    VIOLATIONS,
    ids=[f"{c}-{n}" for n, (c, _, _) in enumerate(VIOLATIONS)],
)
def test_violation_is_reported_at_its_cell(
    tmp_path: Path, code: str, place: str, edit: Edit
) -> None:
    rows = clean_department_rows()
    edit(rows)
    assert checked(tmp_path, rows) == [(code, place)]


@pytest.mark.parametrize("edit", CLEAN, ids=range(len(CLEAN)))
def test_nearby_clean_case_is_silent(tmp_path: Path, edit: Edit) -> None:
    rows = clean_department_rows()
    edit(rows)
    assert checked(tmp_path, rows) == []


def test_a_stand_older_than_the_previous_submission_is_named(tmp_path: Path) -> None:
    rows = clean_department_rows()
    before = check(build_department(tmp_path / "oud.xlsx", rows))
    case("opvolging", peildatum=date(2026, 10, 1))(rows)
    new = read_workbook_file(build_department(tmp_path / "nieuw.xlsx", rows))
    assert places(check_workbook(new, previous=before)) == [("MO-05", "Opvolging!K6")]
    assert places(check_workbook(new, previous=check_workbook(new))) == []


def test_messages_speak_of_what_the_department_has(tmp_path: Path) -> None:
    rows = clean_department_rows()
    both(case("inbreng", criterium_spanning="Nee"), case("opvolging", peildatum=date(2026, 12, 2)))(
        rows
    )
    words = [f.melding for f in check(build_department(tmp_path / "d.xlsx", rows)).findings]
    assert "LVVN-001 is ingebracht" in words[0] and "bij DR-A001" in words[1]
