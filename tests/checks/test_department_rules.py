"""Rules on the workbook of a department: a violating and a nearby clean case for every code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ra_excel.checks.run import check_workbook
from ra_excel.domain.tables import EVERY_TABLE
from ra_excel.reading.workbook import read_workbook_file
from tests.checks.test_sheet_rules import STUCK, both, everywhere, nobody, role
from tests.helpers.clean import GROUNDS, Edit, Rows, check, each_violation, places, put
from tests.helpers.departement import build_department, clean_department_rows, only_fixed

REGIONS = {"criterium_regios": "Ja", "onderbouwing_regios": GROUNDS}
MULTISECTORAL = {"criterium_multisectoraal": "Ja", "onderbouwing_multisectoraal": GROUNDS}
UNCOORDINATED = {"afgestemd_gremium": None, "afgestemd_op": None}
REALISED = {"voortgang": "gerealiseerd", "bewijs": "Gebieden aangewezen"}


def case(table: str, **values: object) -> Edit:
    """The only row of a table with other values."""
    return put(table, 0, **values)


def prepared(table: str, **values: object) -> Edit:
    """The only row of a table as VRO prepared it, with other values; nobody filled it in."""

    def edit(rows: Rows) -> None:
        rows[table] = [only_fixed(EVERY_TABLE[table], row) | values for row in rows[table]]

    return edit


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

OWN_VIOLATIONS: list[tuple[str, str, Edit]] = [
    ("IN-01", "Inbreng!J6", case("inbreng", betrokken_provincies=None)),
    ("IN-02", "Inbreng!X6", case("inbreng", vraagstuk_provincie=None)),
    ("IN-02", "Inbreng!X6", case("inbreng", vraagstuk_provincie="LVVN-001")),
    ("IN-02", "Inbreng!X6", case("inbreng", vraagstuk_provincie="Zoet water")),
    ("IN-03", "Inbreng!Y6", case("inbreng", status="ingetrokken")),
    ("RI-01", "Rijksinzet!H6", case("rijksinzet", houding=None)),
    ("RI-01", "Rijksinzet!H6", prepared("rijksinzet", stap="3a Besluitvorming")),
    ("RI-02", "Rijksinzet!J6", case("rijksinzet", voorwaarde=None)),
    ("RI-02", "Rijksinzet!J6", case("rijksinzet", voorwaarde=None, standpunt=None)),
    ("RI-02", "Rijksinzet!I6", case("rijksinzet", houding="tegen", standpunt=None)),
    (
        "RI-02",
        "Rijksinzet!I6",
        case("rijksinzet", houding="voorbehoud", standpunt=None, voorwaarde=None),
    ),
    ("RI-03", "Rijksinzet!K6", case("rijksinzet", stap="3a Besluitvorming", ruimte=None)),
    ("RI-03", "Rijksinzet!K6", case("rijksinzet", stap="3b Conflictbeslechting", ruimte=None)),
    ("RI-04", "Rijksinzet!N6", case("rijksinzet", stap="3a Besluitvorming", **UNCOORDINATED)),
    (
        "RI-04",
        "Rijksinzet!O6",
        case("rijksinzet", stap="4 Opvolging en monitoring", afgestemd_op=None),
    ),
    ("RI-05", "Rijksinzet!A6", case("rijksinzet", vraagstuk="DR-A001")),
    ("RI-05", "Rijksinzet!A6", case("rijksinzet", vraagstuk="Woningbouw")),
    ("RI-06", "Rijksinzet!M6", case("rijksinzet", mandaat_gremium="Regietafel NOVEX-provincies")),
    ("RI-06", "Rijksinzet!M6", case("rijksinzet", mandaat_gremium="BOL")),
    ("OP-01", "Opvolging!H6", case("opvolging", landing_document=None)),
    ("OP-02", "Opvolging!L6", case("opvolging", voortgang=None)),
    ("OP-02", "Opvolging!L6", prepared("opvolging", deadline=date(2026, 11, 30))),
    ("OP-02", "Opvolging!K6", case("opvolging", peildatum=None)),
    ("OP-02", "Opvolging!K6", case("opvolging", peildatum=date(2026, 5, 31))),
    ("OP-03", "Opvolging!N6", case("opvolging", voortgang="vertraagd")),
    ("OP-03", "Opvolging!P6", case("opvolging", **{**STUCK, "volgende_datum": None})),
    ("OP-04", "Opvolging!L6", case("opvolging", deadline=date(2026, 11, 30))),
]
"""Codes that only a department has."""

VIOLATIONS = [*SHARED_VIOLATIONS, *OWN_VIOLATIONS]

BESIDE_DRENTHE: list[tuple[str, str, Edit]] = [
    ("IN-02", "Inbreng!X6", case("inbreng", vraagstuk_provincie="DR-009")),
    ("RI-04", "Rijksinzet!O6", case("rijksinzet", afgestemd_op=date(2026, 9, 29))),
    ("RI-05", "Rijksinzet!A6", case("rijksinzet", vraagstuk="DR-009")),
    ("LA-11", "Opvolging!L6", case("opvolging", voortgang="niet gestart")),
    ("LA-12", "Opvolging!A6", case("opvolging", afspraak="DR-A009")),
    ("LA-13", "Inbreng!J6", case("inbreng", status="voorgesteld", vraagstuk_provincie=None)),
]
"""What only a round can see, beside the clean workbook of Drenthe that names the department in its
agreement.
"""

CLEAN: list[Edit] = [
    case("inbreng", betrokken_provincies="Drenthe"),
    case("inbreng", status="ingetrokken", reden="Loopt al in het programma natuur."),
    both(
        case("inbreng", status="ingetrokken", reden="Loopt al in het programma natuur."),
        case("inbreng", betrokken_provincies=None, criterium_spanning="Nee"),
    ),
    case("inbreng", status="voorgesteld", vraagstuk_provincie=None),
    case("inbreng", vraagstuk_provincie="NL-001"),
    prepared("rijksinzet", stap="1 Agenderen"),
    case("rijksinzet", houding="geen rol", stap="3a Besluitvorming", ruimte=None, **UNCOORDINATED),
    case("rijksinzet", houding="akkoord", standpunt=None, voorwaarde=None),
    case("rijksinzet", standpunt=None),
    case("rijksinzet", houding="tegen", voorwaarde=None),
    case("rijksinzet", houding="voorbehoud", standpunt=None),
    case("rijksinzet", houding="voorbehoud", voorwaarde=None),
    case("rijksinzet", ruimte=None, **UNCOORDINATED),
    case("rijksinzet", stap="4 Opvolging en monitoring", ruimte=None),
    case("rijksinzet", stap="3a Besluitvorming", grens=None, mandaat_gremium=None),
    case("rijksinzet", mandaat_gremium="Ministerraad"),
    case("opvolging", landing_document=None, landing_instrument="Projectbesluit"),
    case("opvolging", landing_document=None, voortgang="vervallen"),
    case("opvolging", peildatum=date(2026, 6, 1)),
    case("opvolging", **REALISED, peildatum=date(2025, 1, 1)),
    case("opvolging", **STUCK),
    case("opvolging", deadline=date(2026, 12, 1)),
    case("opvolging", **REALISED, deadline=date(2026, 11, 30)),
    case("opvolging", voortgang="vervallen", deadline=date(2026, 11, 30)),
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


@each_violation(VIOLATIONS)
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


def test_faulty_cell_hides_what_follows_from_it(tmp_path: Path) -> None:
    rows = clean_department_rows()
    both(
        case("inbreng", status="ingetroken", betrokken_provincies=None, criterium_spanning=None),
        case("rijksinzet", houding="misschien", stap="3a Besluitvorming", ruimte=None),
        case("opvolging", voortgang="loopt", landing_document=None, deadline=date(2020, 1, 1)),
    )(rows)
    assert checked(tmp_path, rows) == [
        ("CE-02", "Inbreng!W6"),
        ("CE-02", "Rijksinzet!H6"),
        ("CE-02", "Opvolging!L6"),
    ]


def test_a_day_that_is_none_is_one_finding(tmp_path: Path) -> None:
    rows = clean_department_rows()
    both(
        case("rijksinzet", stap="3a Besluitvorming", afgestemd_op="voorjaar"),
        case("opvolging", peildatum="ooit"),
    )(rows)
    assert checked(tmp_path, rows) == [
        ("CE-03", "Rijksinzet!O6"),
        ("CE-03", "Opvolging!K6"),
    ]
