"""AG, AF, MO and RO: a violating and a nearby clean case for every code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.helpers.clean import Edit, Rows, build, check, clean_rows, each_violation, places, put


def role(id_: str, **values: object) -> Edit:
    def edit(rows: Rows) -> None:
        row = next((row for row in rows["rolmatrix"] if row["id"] == id_), None)
        if row is None:
            rows["rolmatrix"].append({"id": id_, **values})
        else:
            row.update(values)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(rows: Rows) -> None:
        for one in edits:
            one(rows)

    return edit


def nobody(rows: Rows) -> None:
    for row in rows["rolmatrix"]:
        row["invuller"] = None


TWO_CAPS = both(
    role("R1-VRO-1", invuller="Functie agendasetter"),
    role("R1-VRO-2", invuller="functie AGENDASETTER"),
)


def without(table: str) -> Edit:
    def edit(rows: Rows) -> None:
        rows[table] = []

    return edit


DROPPED = put("monitoring", 0, voortgang="vervallen")

FINISHED = put("monitoring", 0, voortgang="gerealiseerd", bewijs="Kaart vastgesteld")
UNDATED = {"start": None, "vastgesteld_op": None}
LEFT = {"status": "niet geagendeerd", "stap": "1 Agenderen"}
STUCK = {
    "voortgang": "geblokkeerd",
    "oorzaak": "Geen vergunning.",
    "volgende_stap": "Nieuw verzoek.",
    "volgende_datum": date(2027, 1, 15),
}
DISPUTE = {
    "route": "conflictbeslechting",
    "uitkomst": "nog open",
    "conflict_schuurpunt": "Wonen en natuur willen dezelfde grond.",
    "conflict_beslisruimte": "Het Rijk betaalt, de provincie bestemt.",
    "escalatieniveau": "ambtelijk",
    "conflict_leider": "Directeur Ruimte",
    "conflict_beslisser": "DGO NOVEX",
    "conflict_terugkoppeling": "Brief binnen twee weken.",
}


def append(table: str, like: dict[str, object], values: dict[str, object]) -> Edit:
    def edit(rows: Rows) -> None:
        rows[table].append({**rows[table][-1], **like, **values})

    return edit


def session(**values: object) -> Edit:
    """One more session, on DR-001 unless told otherwise."""
    return append("dialoog", {"id": "DR-D003", "datum": date(2026, 9, 24)}, values)


def report(**values: object) -> Edit:
    """One more report on DR-A001."""
    return append("monitoring", {"id": "DR-M002"}, values)


def route(vraagstuk: str, **values: object) -> Edit:
    """One more decided route."""
    return append("besluitvorming", {"id": "DR-B002", "vraagstuk": vraagstuk}, values)


def conflict(**values: object) -> Edit:
    """The route turns into a complete conflict; the agreement that followed from the decision is
    not ratified yet.
    """

    def edit(rows: Rows) -> None:
        put("besluitvorming", 0, **{**DISPUTE, **values})(rows)
        put("dialoog", 1, uitkomst="naar conflictbeslechting")(rows)
        put("afspraken", 0, vastgesteld_op=None)(rows)

    return edit


def everywhere(**values: object) -> Edit:
    def edit(rows: Rows) -> None:
        for row in rows["rolmatrix"]:
            row.update(values)

    return edit


LONG_DIALOGUE = both(
    session(vraagstuk="DR-002", datum=date(2026, 6, 20), uitkomst="verder in dialoog"),
    append(
        "dialoog",
        {"id": "DR-D004"},
        {"vraagstuk": "DR-002", "datum": date(2026, 9, 24), "uitkomst": "verder in dialoog"},
    ),
)

VIOLATIONS: list[tuple[str, str, Edit]] = [
    ("AG-01", "Agenda!M7", put("agenda", 1, criterium_vastgelopen="Nee")),
    ("AG-01", "Agenda!M7", put("agenda", 1, criterium_vastgelopen=None)),
    ("AG-02", "Agenda!N6", put("agenda", 0, onderbouwing_spanning=None)),
    ("AG-03", "Agenda!J6", put("agenda", 0, domeinen="wonen; landbouw")),
    ("AG-03", "Agenda!J6", put("agenda", 0, domeinen="wonen; landbouw; wonen")),
    ("AG-04", "Agenda!Z6", put("agenda", 0, novex_gebied="Lelylijn")),
    (
        "AG-04",
        "Agenda!X6",
        put("agenda", 0, reikwijdte="provinciespecifiek", andere_provincies=None, partners=None),
    ),
    ("AG-05", "Agenda!X6", put("agenda", 0, andere_provincies=None)),
    ("AG-05", "Agenda!X6", put("agenda", 0, andere_provincies="Groningen; Drenthe")),
    ("AG-06", "Agenda!AB7", put("agenda", 1, prioriteit=None)),
    ("AG-06", "Agenda!AB7", put("agenda", 1, prioriteit=1)),
    ("AF-01", "Afspraken!L6", put("afspraken", 0, trekker=None)),
    ("AF-01", "Afspraken!O6", put("afspraken", 0, deadline=None)),
    (
        "AF-01",
        "Afspraken!L6",
        put("afspraken", 0, trekker=None, resultaat=None, deadline=None, borging=None),
    ),
    ("AF-02", "Afspraken!S6", put("afspraken", 0, landing_instrument=None, landing_document=None)),
    ("MO-01", "Afspraken!A6", without("monitoring")),
    (
        "MO-02",
        "Monitoring!D6",
        both(
            put("afspraken", 0, vastgesteld_op=None),
            put("monitoring", 0, peildatum=date(2026, 5, 31)),
        ),
    ),
    ("MO-03", "Afspraken!O6", put("afspraken", 0, deadline=date(2026, 11, 30))),
    ("AG-07", "Start!B10", put("start", 0, capaciteit=1)),
    ("AG-08", "Agenda!AK7", put("agenda", 1, status="niet geagendeerd", stap="1 Agenderen")),
    (
        "AG-08",
        "Agenda!AM7",
        put("agenda", 1, **LEFT, afslag_traject="POVI", afslag_reden="Kan daar verder."),
    ),
    (
        "AG-09",
        "Agenda!AE7",
        put("agenda", 1, financiele_randvoorwaarde="Eerst geld voor onderzoek."),
    ),
    ("AG-10", "Agenda!AI7", put("agenda", 1, bekrachtigd_gremium=None, bekrachtigd_op=None)),
    ("AG-10", "Agenda!AJ7", put("agenda", 1, bekrachtigd_op=None)),
    ("AG-11", "Agenda!AC7", put("agenda", 1, planning=None)),
    ("AG-12", "Agenda!AF7", put("agenda", 1, status="voorgesteld")),
    ("AG-12", "Agenda!AF7", put("agenda", 1, status="afgerond")),
    ("DI-01", "Agenda!AF7", both(put("agenda", 1, stap="3a Besluitvorming"), route("DR-002"))),
    ("DI-02", "Dialoog!D6", put("dialoog", 0, datum=date(2026, 6, 17))),
    (
        "DI-02",
        "Dialoog!D8",
        session(datum=date(2026, 12, 2), vraagstuk="DR-002", uitkomst="verder in dialoog"),
    ),
    ("DI-03", "Dialoog!O8", session(vraagstuk="DR-002")),
    ("DI-03", "Dialoog!O8", session(vraagstuk="DR-002", uitkomst="naar conflictbeslechting")),
    ("DI-03", "Dialoog!O8", session(vraagstuk="DR-002", uitkomst="terug naar regulier stelsel")),
    ("DI-04", "Dialoog!D7", put("dialoog", 0, datum=date(2026, 6, 24))),
    ("DI-05", "Dialoog!G6", put("dialoog", 0, deelnemers="provincie; gemeenten")),
    ("DI-05", "Dialoog!G6", put("dialoog", 0, deelnemers="VRO; gemeenten")),
    ("DI-06", "Dialoog!N6", put("dialoog", 0, teruggekoppeld=None)),
    ("DI-06", "Dialoog!N6", put("dialoog", 0, teruggekoppeld="Nee")),
    ("BE-01", "Agenda!AF7", both(put("agenda", 1, stap="3b Conflictbeslechting"), LONG_DIALOGUE)),
    ("BE-02", "Besluitvorming!J6", put("besluitvorming", 0, besluit_wat=None)),
    ("BE-02", "Besluitvorming!U6", put("besluitvorming", 0, besluit_datum=None)),
    ("BE-03", "Besluitvorming!M6", conflict(conflict_schuurpunt=None)),
    ("BE-03", "Besluitvorming!O6", conflict(escalatieniveau=None)),
    (
        "BE-04",
        "Besluitvorming!E6",
        put("besluitvorming", 0, tussenstap_gremium=None, tussenstap_datum=None),
    ),
    ("BE-04", "Besluitvorming!F6", put("besluitvorming", 0, tussenstap_datum=date(2026, 9, 29))),
    ("BE-05", "Besluitvorming!V6", conflict(uitkomst="geen keuze gemaakt")),
    ("BE-06", "Besluitvorming!O6", conflict(escalatieniveau="bestuurlijk")),
    ("BE-07", "Besluitvorming!I6", put("besluitvorming", 0, besluit_gremium="BO VRO")),
    (
        "BE-08",
        "Besluitvorming!U6",
        put(
            "besluitvorming", 0, besluit_datum=date(2026, 9, 22), tussenstap_datum=date(2026, 9, 1)
        ),
    ),
    (
        "AF-03",
        "Afspraken!F6",
        put("afspraken", 0, tekst="Rijk en provincie gaan hierover in gesprek."),
    ),
    (
        "AF-03",
        "Afspraken!F6",
        put("afspraken", 0, tekst="Partijen streven naar minder bodemdaling."),
    ),
    ("AF-04", "Afspraken!O6", put("afspraken", 0, start=date(2028, 1, 1))),
    (
        "AF-04",
        "Afspraken!O6",
        both(put("afspraken", 0, start=None, deadline=date(2026, 9, 1)), FINISHED),
    ),
    ("AF-04", "Afspraken!O6", put("afspraken", 0, deadline=date(2052, 1, 1))),
    ("AF-05", "Afspraken!J6", put("afspraken", 0, rijk_doet=None)),
    ("AF-05", "Afspraken!K6", put("afspraken", 0, provincie_doet=None)),
    ("AF-06", "Afspraken!S6", put("afspraken", 0, type="D Realisatie")),
    ("AF-06", "Monitoring!J6", put("afspraken", 0, type="A Verkennen")),
    ("AF-07", "Afspraken!D6", put("afspraken", 0, vraagstuk="DR-002")),
    ("MO-04", "Monitoring!G6", put("monitoring", 0, voortgang="vertraagd")),
    ("MO-04", "Monitoring!J6", put("monitoring", 0, **{**STUCK, "volgende_datum": None})),
    ("MO-05", "Monitoring!D6", put("monitoring", 0, peildatum=date(2026, 12, 2))),
    ("MO-05", "Monitoring!D6", put("monitoring", 0, peildatum=date(2026, 9, 27))),
    ("MO-05", "Monitoring!D7", report(peildatum=date(2026, 10, 1))),
    ("MO-06", "Monitoring!M6", put("monitoring", 0, voortgang="gerealiseerd")),
    ("MO-07", "Monitoring!L6", put("monitoring", 0, teruggekoppeld_op=None)),
    ("MO-07", "Monitoring!L6", put("monitoring", 0, teruggekoppeld_op=date(2026, 3, 31))),
    ("RO-03", "Rolmatrix!F7", TWO_CAPS),
    ("RO-04", "Rolmatrix!G9", role("R1-PRO-1", mandaat=None)),
    ("RO-04", "Rolmatrix!G9", everywhere(mandaat=None)),
    ("RO-05", "Rolmatrix!E6", role("R1-VRO-1", verwachting="Doet wat nodig is")),
    ("RO-06", "Rolmatrix!I9", role("R1-PRO-1", afgesproken="Nee")),
    ("RO-06", "Rolmatrix!J9", role("R1-PRO-1", vastgesteld_op=None)),
    ("RO-06", "Rolmatrix!I9", everywhere(afgesproken=None)),
    ("RO-01", "Rolmatrix!F9", role("R1-PRO-1", invuller=None)),
    ("RO-01", "Rolmatrix!F9", nobody),
    ("RO-02", "Rolmatrix!H13", role("R1-GRE-1", gremium=None)),
]

CLEAN: list[Edit] = [
    put("agenda", 1, criterium_vastgelopen="Nee", status="voorgesteld", stap="1 Agenderen"),
    put("agenda", 0, criterium_spanning="Nee", onderbouwing_spanning=None),
    put("agenda", 0, criterium_multisectoraal="Nee", domeinen="wonen"),
    put("agenda", 0, reikwijdte="provinciespecifiek", andere_provincies=None),
    put("agenda", 0, criterium_regios="Nee", novex_gebied="Lelylijn"),
    put("agenda", 1, prioriteit=None, status="voorgesteld", stap="1 Agenderen"),
    put("agenda", 1, prioriteit=1, status="afgerond", stap="4 Opvolging en monitoring"),
    put("afspraken", 0, landing_instrument=None),
    both(
        put(
            "afspraken",
            0,
            landing_instrument=None,
            landing_document=None,
            trekker=None,
            deadline=date(2020, 1, 1),
            **UNDATED,
        ),
        DROPPED,
    ),
    both(
        put("afspraken", 0, vastgesteld_op=None), put("monitoring", 0, peildatum=date(2026, 6, 1))
    ),
    both(
        put("afspraken", 0, vastgesteld_op=None),
        FINISHED,
        put("monitoring", 0, peildatum=date(2025, 1, 1)),
    ),
    put("start", 0, capaciteit=2),
    put(
        "agenda",
        1,
        **LEFT,
        afslag_traject="POVI",
        afslag_reden="Kan daar verder.",
        afslag_borging="Staat op de lijst.",
    ),
    put(
        "agenda",
        1,
        financiele_randvoorwaarde="Eerst geld voor onderzoek.",
        financiering_drager="Rijk",
    ),
    put("agenda", 1, status="voorgesteld", stap="1 Agenderen", bekrachtigd_op=None, planning=None),
    put("agenda", 1, status="afgerond", afslag_traject="POVI"),
    both(
        put("agenda", 1, stap="3a Besluitvorming", stap_overgeslagen="Al besproken in 2025."),
        route("DR-002"),
    ),
    put("dialoog", 0, datum=date(2026, 6, 18)),
    session(vraagstuk="DR-002", uitkomst="verder in dialoog", datum=date(2026, 12, 1)),
    both(session(vraagstuk="DR-002"), route("DR-002")),
    put("dialoog", 0, datum=date(2026, 6, 23)),
    put("dialoog", 0, deelnemers="Rijk en provincie"),
    conflict(),
    conflict(
        uitkomst="geen keuze gemaakt", geen_keuze_reden="Eerst moet het onderzoek klaar zijn."
    ),
    both(
        conflict(), append("besluitvorming", {"id": "DR-B002"}, {"escalatieniveau": "bestuurlijk"})
    ),
    put("besluitvorming", 0, tussenstap_datum=date(2026, 9, 28)),
    put("besluitvorming", 0, besluit_datum=date(2026, 9, 25)),
    put("afspraken", 0, tekst="Rijk en provincie onderzoeken welke polders vrij blijven."),
    put("afspraken", 0, deadline=date(2051, 12, 31)),
    put("afspraken", 0, start=date(2027, 12, 31)),
    put("afspraken", 0, rijk_doet=None, provincie_doet=None),
    put("afspraken", 0, type="D Realisatie", landing_instrument="Projectbesluit"),
    both(
        put("afspraken", 0, type="A Verkennen"),
        put("monitoring", 0, volgende_datum=date(2027, 2, 1)),
    ),
    put("afspraken", 0, afkomst="eerdere afspraak", vraagstuk="DR-002"),
    put("monitoring", 0, **STUCK),
    put("monitoring", 0, peildatum=date(2026, 12, 1)),
    report(peildatum=date(2026, 11, 20)),
    put("monitoring", 0, teruggekoppeld_op=date(2026, 4, 1)),
    role("R1-VRO-3", invuller="functie verbinder"),
    role("R1-VRO-3", mandaat=None, afgesproken="Nee"),
    role("R1-DEP-1", invuller=None),
    role("R1-GRE-1", mandaat=None),
    put("afspraken", 0, deadline=date(2026, 12, 1)),
    both(put("afspraken", 0, deadline=date(2026, 11, 1)), FINISHED),
    both(put("afspraken", 0, vastgesteld_op=None), without("monitoring")),
    role("R1-GRE-1", invuller=None),
]


@each_violation(VIOLATIONS)
def test_violation_is_reported_at_its_cell(
    tmp_path: Path, code: str, place: str, edit: Edit
) -> None:
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
    put("monitoring", 0, id="DR-M002")(rows)
    rows["monitoring"].append(
        {**rows["monitoring"][0], **STUCK, "id": "DR-M001", "peildatum": date(2026, 10, 1)}
    )
    assert places(check(build(tmp_path / "b.xlsx", rows))) == []


def test_faulty_cell_hides_what_follows_from_it(tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, status="op de agenda", criterium_spanning="misschien")(rows)
    put("afspraken", 0, deadline="ooit")(rows)
    assert {code for code, _ in places(check(build(tmp_path / "b.xlsx", rows)))} == {
        "CE-02",
        "CE-03",
    }


def test_national_list_has_no_roles_to_fill(tmp_path: Path) -> None:
    rows: Rows = {"start": [{"contactfunctie": "Programmaspoor"}]}
    assert places(check(build(tmp_path / "b.xlsx", rows, "Nationaal"))) == []
