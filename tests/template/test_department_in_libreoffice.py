"""The workbook of a department, filled and recalculated: what it sees agrees with Python."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import departments
from ra_excel.domain.tables import EVERY_TABLE
from ra_excel.template.live_checks import live_checks
from ra_excel.template.row_help import UNTOUCHED
from ra_excel.template.start import READY
from tests.checks.test_department_rules import MULTISECTORAL, REGIONS, UNCOORDINATED
from tests.checks.test_sheet_rules import STUCK, role
from tests.conftest import Convert
from tests.helpers.clean import CYCLE, Rows, check, places
from tests.helpers.departement import (
    build_department,
    clean_department_rows,
    prepared_rows,
)
from tests.helpers.filling import cells_of
from tests.template.test_filling import WAYS, Fill
from tests.template.test_in_libreoffice import agree, live_counts, start_values
from tests.template.test_views import rules_for

LIVE_CODES = {check.code for check in live_checks(load_cycle(CYCLE), departments()[0])}

LATER = {"stap": "3a Besluitvorming"}


def more(rows: Rows, table: str, *changes: Mapping[str, object]) -> None:
    """A row after the first for each of these changes to it; they get the next ids."""
    (row,) = rows[table]
    key = next(iter(row))
    for number, change in enumerate(changes, start=2):
        rows[table].append({**row, key: f"{str(row[key])[:-1]}{number}", **change})


def many_faults() -> Rows:
    """Each live check of a rule broken, some more than once, and rows that are in order."""
    rows = clean_department_rows()
    rows["start_departement"][0]["contactfunctie"] = None
    withdrawn = {"status": "ingetrokken", "vraagstuk_provincie": None}
    more(
        rows,
        "inbreng",
        {"criterium_spanning": "Nee", "titel": None},
        {"criterium_spanning": None, "status": "voorgesteld", "vraagstuk_provincie": None},
        {"onderbouwing_spanning": None, **MULTISECTORAL},
        {**REGIONS, "betrokken_provincies": "Drenthe"},
        {"betrokken_provincies": None, "herkomst": "ergens"},
        {"vraagstuk_provincie": None},
        withdrawn,
        {**withdrawn, "reden": "Loopt al.", "betrokken_provincies": None},
    )
    more(
        rows,
        "rijksinzet",
        {"houding": None},
        {"voorwaarde": None, "delen": "misschien"},
        {"houding": "tegen", "standpunt": None},
        {"houding": "voorbehoud", "standpunt": None},
        {"houding": "voorbehoud", "standpunt": None, "voorwaarde": None},
        {**LATER, **UNCOORDINATED, "ruimte": None},
        {**LATER, **UNCOORDINATED, "ruimte": None, "houding": "geen rol"},
        {"stap": "4 Opvolging en monitoring", "afgestemd_op": None, "ruimte": None},
    )
    rows["rijksinzet"].append({**rows["rijksinzet"][0], "vraagstuk": "DR-010"})
    rows["rijksinzet"][-1] |= {"mandaat_gremium": "Regietafel NOVEX-provincies"}
    for id_, step in (("DR-011", "1 Agenderen"), ("DR-012", "2 Dialoog")):
        rows["rijksinzet"].append({"vraagstuk": id_, "titel": "Zoet water", "stap": step})
    more(
        rows,
        "opvolging",
        {"landing_document": None},
        {"landing_document": None, "landing_instrument": "Projectbesluit"},
        {"peildatum": None},
        {"peildatum": date(2026, 5, 31), "landing_status": "ooit"},
        {"peildatum": date(2026, 12, 2)},
        {"voortgang": "gerealiseerd", "deadline": date(2026, 11, 30), "teruggekoppeld_op": None},
        {**STUCK, "volgende_datum": None, "oorzaak": None},
        {"deadline": date(2026, 11, 30), "teruggekoppeld_op": date(2026, 3, 31)},
    )
    vervallen = {"afspraak": "DR-A010", "voortgang": "vervallen", "landing_document": None}
    rows["opvolging"].append({**rows["opvolging"][0], **vervallen})
    unreported = {"afspraak": "DR-A011", "titel": "Peilbesluit", "deadline": date(2026, 1, 1)}
    rows["opvolging"].append(unreported)
    role("R2-DEP-1", invuller=None)(rows)
    rows["lessen"][0]["wat_werkte"] = None
    return rows


def cells_that_cannot_be() -> Rows:
    """Dates, lengths and ids that are none."""
    rows = clean_department_rows()
    rows["inbreng"][0] |= {"id": "INBRENG-1", "stand_rijk": "Loopt", "departementen": "LVVN; BZ?"}
    rows["rijksinzet"][0] |= {"afgestemd_op": "voorjaar", "grens": "Nee", "aan_tafel": "X"}
    rows["opvolging"][0] |= {"peildatum": date(1905, 7, 19), "volgende_stap": "Verder"}
    rows["lessen"][0] |= {"waarom": "Nee", "voor_wie": "x" * 251}
    return rows


CASES = {"rijen": many_faults, "cellen": cells_that_cannot_be}


@pytest.mark.parametrize("case", CASES)
def test_live_checks_agree_with_python(tmp_path: Path, libreoffice: Convert, case: str) -> None:
    path = build_department(tmp_path / "b.xlsx", CASES[case]())
    agree(path, libreoffice(path, "xlsx"), LIVE_CODES)


def test_the_cases_break_every_live_check(tmp_path: Path) -> None:
    found = {
        finding.code
        for name, rows in CASES.items()
        for finding in check(build_department(tmp_path / f"{name}.xlsx", rows())).findings
    }
    assert found >= LIVE_CODES


@WAYS
def test_filled_as_people_do(tmp_path: Path, libreoffice: Convert, fill: Fill) -> None:
    rows = many_faults()
    blank = build_department(tmp_path / "klaar.xlsx", prepared_rows(rows))
    path = fill(blank, tmp_path / "gevuld.xlsx", cells_of(rows))
    direct = build_department(tmp_path / "direct.xlsx", rows)
    assert places(check(path)) == places(check(direct))
    agree(path, libreoffice(path, "xlsx"), LIVE_CODES)


@WAYS
def test_correct(tmp_path: Path, libreoffice: Convert, fill: Fill) -> None:
    rows = clean_department_rows()
    blank = build_department(tmp_path / "klaar.xlsx", prepared_rows(rows))
    path = fill(blank, tmp_path / "gevuld.xlsx", cells_of(rows))
    assert places(check(path)) == []
    saved = libreoffice(path, "xlsx")
    start = start_values(saved)
    assert (start["Stand van deze werkmap"][0], live_counts(saved)) == (READY, {})
    assert start["Rijksinzet"] == ["1 van 1, waarvan 1 zonder fouten", 0, 0, 0]


def test_prepared_rows_tell_that_nobody_filled_them_in(
    tmp_path: Path, libreoffice: Convert
) -> None:
    rows = prepared_rows(clean_department_rows())
    rows["rijksinzet"].append({**rows["rijksinzet"][0], "vraagstuk": "DR-002"})
    rows["rijksinzet"][1]["stap"] = "1 Agenderen"
    path = build_department(tmp_path / "b.xlsx", rows)
    saved = libreoffice(path, "xlsx")
    agree(path, saved, LIVE_CODES)
    book = openpyxl.load_workbook(saved, data_only=True)
    stand = [book["Rijksinzet"][f"B{row}"].value for row in (6, 7)]
    assert stand == [f"{UNTOUCHED} · 1 aandachtspunt", UNTOUCHED]
    assert book["Opvolging"]["B6"].value == f"{UNTOUCHED} · 1 aandachtspunt"
    start = start_values(saved)
    assert start["Rijksinzet"] == ["0 van 2", 0, 1, 0]
    assert start["Opvolging"] == ["0 van 1", 0, 1, 0]


def test_a_blank_workbook_counts_nothing_that_was_not_prepared(
    tmp_path: Path, libreoffice: Convert
) -> None:
    saved = libreoffice(build_department(tmp_path / "b.xlsx", {}), "xlsx")
    start = start_values(saved)
    assert [start[sheet][0] for sheet in ("Inbreng", "Rijksinzet", "Opvolging")] == ["0"] * 3
    assert live_counts(saved) == {"CE-01": 1, "RO-01": 1}


def test_no_formula_gives_an_error_value(tmp_path: Path, libreoffice: Convert) -> None:
    for name, rows in (("leeg", {}), ("gevuld", many_faults())):
        path = libreoffice(build_department(tmp_path / f"{name}.xlsx", rows), "xlsx")
        for sheet in openpyxl.load_workbook(path, data_only=True):
            errors = [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "e"]
            assert not errors, (sheet.title, errors)


@pytest.mark.parametrize(
    ("table", "column", "change", "hatched", "yellow"),
    [
        ("inbreng", "vraagstuk_provincie", {"vraagstuk_provincie": None}, False, True),
        ("inbreng", "vraagstuk_provincie", {"status": "voorgesteld"}, True, False),
        ("inbreng", "reden", {"status": "ingetrokken"}, False, True),
        ("inbreng", "reden", {}, True, False),
        ("rijksinzet", "voorwaarde", {"voorwaarde": None}, False, True),
        ("rijksinzet", "voorwaarde", {"voorwaarde": None, "houding": "akkoord"}, True, False),
        ("rijksinzet", "standpunt", {"standpunt": None, "houding": "tegen"}, False, True),
        ("rijksinzet", "standpunt", {"standpunt": None}, False, False),
        ("rijksinzet", "ruimte", {**LATER, "ruimte": None}, False, True),
        ("rijksinzet", "ruimte", {"ruimte": None}, False, False),
        ("rijksinzet", "ruimte", {**LATER, "ruimte": None, "houding": "geen rol"}, True, False),
        ("rijksinzet", "afgestemd_op", {**LATER, "afgestemd_op": None}, False, True),
        ("rijksinzet", "afgestemd_op", {**LATER, **UNCOORDINATED, "houding": None}, False, False),
        ("opvolging", "oorzaak", {"voortgang": "vertraagd"}, False, True),
        ("opvolging", "oorzaak", {}, True, False),
        ("opvolging", "bewijs", {"voortgang": "gerealiseerd"}, False, True),
    ],
)
def test_cells_are_hatched_or_yellow_by_what_the_row_says(
    tmp_path: Path,
    libreoffice: Convert,
    table: str,
    column: str,
    change: dict[str, object],
    hatched: bool,
    yellow: bool,
) -> None:
    rows, declared = clean_department_rows(), EVERY_TABLE[table]
    rows[table][0] |= change
    path = build_department(tmp_path / "b.xlsx", rows)
    book = openpyxl.load_workbook(path)
    formulas = rules_for(book, declared, column)
    other = declared.letter(declared.by_name[column].applies_when[0])  # type: ignore[index]
    for address, start in (("AZ6", f"AND(${other}"), ("BA6", "AND((LEN")):
        formula = next(rule for rule in formulas if rule.startswith(start))
        book[declared.sheet][address] = f"={formula}"
    book.save(path)
    sheet = openpyxl.load_workbook(libreoffice(path, "xlsx"), data_only=True)[declared.sheet]
    assert (sheet["AZ6"].value, sheet["BA6"].value) == (hatched, yellow)


@pytest.mark.parametrize(
    ("table", "column"), [("rijksinzet", "houding"), ("opvolging", "voortgang")]
)
def test_an_untouched_row_shows_in_yellow_what_is_asked_first(
    tmp_path: Path, libreoffice: Convert, table: str, column: str
) -> None:
    declared = EVERY_TABLE[table]
    path = build_department(tmp_path / "b.xlsx", prepared_rows(clean_department_rows()))
    book = openpyxl.load_workbook(path)
    formula = next(r for r in rules_for(book, declared, column) if r.startswith("AND((LEN"))
    book[declared.sheet]["AZ6"] = f"={formula}"
    book.save(path)
    saved = openpyxl.load_workbook(libreoffice(path, "xlsx"), data_only=True)
    assert saved[declared.sheet]["AZ6"].value is True
