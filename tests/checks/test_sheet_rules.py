"""AG, AF, MO and RO: a violating and a nearby clean case for every code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.clean import Edit, Rows, build, check, clean_rows, places, put


def role(id_: str, **values: object) -> Edit:
    def edit(rows: Rows) -> None:
        next(row for row in rows["rolmatrix"] if row["id"] == id_).update(values)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(rows: Rows) -> None:
        for one in edits:
            one(rows)

    return edit


def nobody(rows: Rows) -> None:
    for row in rows["rolmatrix"]:
        row["invuller"] = None


def without(table: str) -> Edit:
    def edit(rows: Rows) -> None:
        rows[table] = []

    return edit


DROPPED = put("monitoring", 0, voortgang="vervallen")

VIOLATIONS: list[tuple[str, str, Edit]] = [
    ("AG-01", "Agenda!M7", put("agenda", 1, criterium_vastgelopen="Nee")),
    ("AG-01", "Agenda!M7", put("agenda", 1, criterium_vastgelopen=None)),
    ("AG-02", "Agenda!N6", put("agenda", 0, onderbouwing_spanning=None)),
    ("AG-03", "Agenda!J6", put("agenda", 0, domeinen="wonen; landbouw")),
    ("AG-03", "Agenda!J6", put("agenda", 0, domeinen="wonen; landbouw; wonen")),
    ("AG-04", "Agenda!Z6", put("agenda", 0, novex_gebied="Lelylijn")),
    ("AG-04", "Agenda!X6", put("agenda", 0, reikwijdte="provinciespecifiek", andere_provincies=None, partners=None)),
    ("AG-05", "Agenda!X6", put("agenda", 0, andere_provincies=None)),
    ("AG-05", "Agenda!X6", put("agenda", 0, andere_provincies="Groningen; Drenthe")),
    ("AG-06", "Agenda!AB7", put("agenda", 1, prioriteit=None)),
    ("AG-06", "Agenda!AB7", put("agenda", 1, prioriteit=1)),
    ("AF-01", "Afspraken!L6", put("afspraken", 0, trekker=None)),
    ("AF-01", "Afspraken!O6", put("afspraken", 0, deadline=None)),
    ("AF-01", "Afspraken!L6", put("afspraken", 0, trekker=None, resultaat=None, deadline=None, borging=None)),
    ("AF-02", "Afspraken!S6", put("afspraken", 0, landing_instrument=None, landing_document=None)),
    ("MO-01", "Afspraken!A6", without("monitoring")),
    ("MO-02", "Monitoring!D6", put("monitoring", 0, peildatum=date(2026, 5, 31))),
    ("MO-03", "Afspraken!O6", put("afspraken", 0, deadline=date(2026, 11, 30))),
    ("RO-01", "Rolmatrix!F9", role("R1-PRO-1", invuller=None)),
    ("RO-01", "Rolmatrix!F6", nobody),
    ("RO-02", "Rolmatrix!H13", role("R1-GRE-1", gremium=None)),
]

CLEAN: list[Edit] = [
    put("agenda", 1, criterium_vastgelopen="Nee", status="voorgesteld"),
    put("agenda", 0, criterium_spanning="Nee", onderbouwing_spanning=None),
    put("agenda", 0, criterium_multisectoraal="Nee", domeinen="wonen"),
    put("agenda", 0, reikwijdte="provinciespecifiek", andere_provincies=None),
    put("agenda", 0, criterium_regios="Nee", novex_gebied="Lelylijn"),
    put("agenda", 1, prioriteit=None, status="voorgesteld"),
    put("agenda", 1, prioriteit=1, status="afgerond"),
    put("afspraken", 0, landing_instrument=None),
    both(put("afspraken", 0, landing_instrument=None, landing_document=None, trekker=None, deadline=date(2020, 1, 1)), DROPPED),
    put("monitoring", 0, peildatum=date(2026, 6, 1)),
    put("monitoring", 0, peildatum=date(2025, 1, 1), voortgang="gerealiseerd"),
    put("afspraken", 0, deadline=date(2026, 12, 1)),
    both(put("afspraken", 0, deadline=date(2026, 11, 1)), put("monitoring", 0, voortgang="gerealiseerd")),
    both(put("afspraken", 0, vastgesteld_op=None), without("monitoring")),
    role("R1-PRO-1", mandaat=None),
    role("R1-GRE-1", invuller=None),
]


@pytest.mark.parametrize(("code", "place", "edit"), VIOLATIONS, ids=[f"{c}-{n}" for n, (c, _, _) in enumerate(VIOLATIONS)])
def test_violation_is_reported_at_its_cell(tmp_path: Path, code: str, place: str, edit: Edit) -> None:
    rows = clean_rows()
    edit(rows)
    assert places(check(build(tmp_path / "b.xlsx", rows))) == [(code, place)]


@pytest.mark.parametrize("edit", CLEAN, ids=range(len(CLEAN)))
def test_nearby_clean_case_is_silent(tmp_path: Path, edit: Edit) -> None:
    rows = clean_rows()
    edit(rows)
    assert places(check(build(tmp_path / "b.xlsx", rows))) == []


def test_latest_report_counts_whatever_the_row_order(tmp_path: Path) -> None:
    rows = clean_rows()
    rows["monitoring"].append({"afspraak": "DR-A001", "peildatum": date(2025, 1, 1), "voortgang": "geblokkeerd"})
    assert places(check(build(tmp_path / "b.xlsx", rows))) == []


def test_faulty_cell_hides_what_follows_from_it(tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, status="op de agenda", criterium_spanning="misschien")(rows)
    put("afspraken", 0, deadline="ooit")(rows)
    assert {code for code, _ in places(check(build(tmp_path / "b.xlsx", rows)))} == {"CE-02", "CE-03"}


def test_national_list_has_no_roles_to_fill(tmp_path: Path) -> None:
    rows: Rows = {"start": [{"contactfunctie": "Programmaspoor"}]}
    assert places(check(build(tmp_path / "b.xlsx", rows, "Nationaal"))) == []
