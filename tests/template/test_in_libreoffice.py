"""The workbook recalculated and saved by LibreOffice: what it sees agrees with Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import get_province
from ra_excel.template.live_checks import live_checks
from ra_excel.template.start import ENABLE, NOTHING_YET, READY
from ra_excel.template.zelfcontrole import FIRST_LIVE_ROW, NOT_BEGUN
from tests.conftest import Convert
from tests.helpers.clean import CYCLE, Rows, build, check, clean_rows, places, put

LIVE_CODES = {check.code for check in live_checks(load_cycle(CYCLE), get_province("Drenthe"))} - {
    NOT_BEGUN
}
"""All but the one that speaks of a workbook in which nothing else can be wrong."""


def test_this_really_recalculates(tmp_path: Path, libreoffice: Convert) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "b.xlsx")) as book:
        book.add_worksheet().write_formula("A1", "=1+1", None, 99)
    recalculated = openpyxl.load_workbook(libreoffice(tmp_path / "b.xlsx", "xlsx"), data_only=True)
    assert recalculated.worksheets[0]["A1"].value == 2


def start_values(path: Path) -> dict[str, list[object]]:
    """The lines of Start below the form, by their first cell."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Start"]
    return {
        str(row[0]): list(row[1:5])
        for row in sheet.iter_rows(min_row=13, max_row=28, values_only=True)
    }


def live_counts(path: Path) -> Counter[str]:
    """Faults per code as the workbook itself counts them."""
    counts: Counter[str] = Counter()
    for row in live_lines(path):
        counts[str(row[3])] += int(str(row[6]))
    return +counts


def live_lines(path: Path) -> Iterator[tuple[object, ...]]:
    """The lines of Zelfcontrole, as far as they have a code."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Zelfcontrole"]
    rows = sheet.iter_rows(min_row=FIRST_LIVE_ROW, values_only=True)
    return takewhile(lambda row: row[3], rows)


def first_cells(path: Path) -> set[tuple[str, str]]:
    """Code and sheet!cell to which each failing live check leads."""
    return {(str(row[3]), f"{row[0]}!{row[1]}") for row in live_lines(path) if row[6]}


def many_faults() -> Rows:
    """Each live check broken, some more than once."""
    rows = clean_rows()
    put("start", 0, contactfunctie=None)(rows)
    put(
        "agenda",
        0,
        gezamenlijk_doel=None,
        herkomst=None,
        onderbouwing_spanning=None,
        andere_provincies=None,
        planning="ooit",
    )(rows)
    put(
        "agenda",
        1,
        prioriteit=1,
        criterium_vastgelopen="Nee",
        inbrenger="provinsie",
        probleemanalyse="   ",
    )(rows)
    put("dialoog", 0, niveau=None, werkvorm="praten")(rows)
    put("besluitvorming", 0, route=None, besluit_gremium="kroeg")(rows)
    afspraak = rows["afspraken"][0]
    rows["afspraken"] += [
        {**afspraak, "id": "DR-A002", "landing_instrument": None, "landing_document": None},
        {
            **afspraak,
            "id": "DR-A003",
            "deadline": date(2026, 11, 30),
            "trekker": None,
            "borging": None,
        },
        {**afspraak, "id": "DR-A004", "type": None, "soort": None, "thema": "iets"},
        {
            **afspraak,
            "id": "DR-A005",
            "afkomst": "eerdere afspraak",
            "vraagstuk": None,
            "type": None,
            "soort": None,
            "vastgesteld_op": None,
        },
    ]
    report = rows["monitoring"][0]
    rows["monitoring"] += [
        {**report, "id": "DR-M002", "afspraak": "DR-A003"},
        {**report, "id": "DR-M003", "afspraak": "DR-A004", "peildatum": date(2026, 5, 31)},
        {
            "id": "DR-M004",
            "afspraak": "DR-A005",
            "peildatum": date(2025, 1, 1),
            "voortgang": "gerealiseerd",
        },
        {"id": "DR-M005", "afspraak": "DR-A005", "voortgang": "loopt"},
    ]
    whole = {**clean_rows()["agenda"][1], "criterium_vastgelopen": "Ja", "departementen": None}
    put("start", 0, capaciteit=1)(rows)
    rows["agenda"] += [
        {
            **whole,
            "id": "DR-003",
            "prioriteit": 3,
            "status": "niet geagendeerd",
            "stap": "1 Agenderen",
            "afslag_reden": "Kan elders.",
        },
        {
            **whole,
            "id": "DR-004",
            "prioriteit": 4,
            "financiele_randvoorwaarde": "Eerst geld.",
            "bekrachtigd_op": None,
        },
        {**whole, "id": "DR-005", "prioriteit": 5, "planning": None, "stap": "3a Besluitvorming"},
        {**whole, "id": "DR-006", "prioriteit": 6, "status": "voorgesteld"},
        {**whole, "id": "DR-007", "prioriteit": 7, "status": "afgerond"},
        {
            **whole,
            "id": "DR-008",
            "prioriteit": 8,
            "stap": "3b Conflictbeslechting",
            "stap_overgeslagen": "Al besproken in 2025.",
        },
    ]
    session = clean_rows()["dialoog"][1] | {"uitkomst": "verder in dialoog"}
    rows["dialoog"] += [
        {**session, "id": "DR-D003", "datum": date(2026, 6, 17)},
        {**session, "id": "DR-D004", "datum": date(2026, 12, 2), "vraagstuk": "DR-004"},
        {**session, "id": "DR-D005", "teruggekoppeld": "Nee"},
        {**session, "id": "DR-D006", "teruggekoppeld": None},
    ]
    decision = clean_rows()["besluitvorming"][0]
    rows["besluitvorming"] += [
        {**decision, "id": "DR-B002", "besluit_wat": None, "besluit_opvolging": None},
        {
            **decision,
            "id": "DR-B003",
            "route": "conflictbeslechting",
            "uitkomst": "geen keuze gemaakt",
            "besluit_datum": None,
        },
        {**decision, "id": "DR-B004", "tussenstap_datum": date(2026, 9, 30)},
        {**decision, "id": "DR-B005", "tussenstap_datum": None},
        {**decision, "id": "DR-B006", "besluit_gremium": "Cockpit NOVEX"},
        {
            **decision,
            "id": "DR-B007",
            "besluit_datum": date(2026, 6, 23),
            "tussenstap_datum": date(2026, 6, 1),
        },
    ]
    rows["afspraken"] += [
        {**afspraak, "id": "DR-A006", "start": date(2028, 1, 1), "rijk_doet": None},
        {
            **afspraak,
            "id": "DR-A007",
            "deadline": date(2026, 9, 27),
            "start": None,
            "provincie_doet": None,
        },
        {**afspraak, "id": "DR-A008", "deadline": date(2052, 1, 1)},
    ]
    rows["monitoring"] += [
        {
            **report,
            "id": "DR-M006",
            "afspraak": "DR-A006",
            "voortgang": "vertraagd",
            "oorzaak": "Geen vergunning.",
        },
        {**report, "id": "DR-M007", "afspraak": "DR-A007", "voortgang": "gerealiseerd"},
        {**report, "id": "DR-M008", "afspraak": "DR-A008"},
    ]
    rows["rolmatrix"][0]["invuller"] = None
    next(row for row in rows["rolmatrix"] if row["id"] == "R2-GRE-1")["gremium"] = None
    rows["lessen"][0]["wat_werkte"] = None
    return rows


def cells_that_cannot_be() -> Rows:
    """Dates, lengths and ids that are none. Apart: where a row belongs to nothing, rules wait."""
    rows = clean_rows()
    put("agenda", 0, domeinen="wonen; landbouw", bekrachtigd_op="voorjaar 2026")(rows)
    put("agenda", 1, titel="X", stand_rijk="Loopt", notitie="Kort")(rows)
    put("dialoog", 0, vraagstuk="DR-030")(rows)
    rows["dialoog"].append({**rows["dialoog"][1], "id": "DR-D003", "vraagstuk": "Woningbouw"})
    put("besluitvorming", 0, besluit_opvolging="POVI", tussenstap_datum="3 dec")(rows)
    put("afspraken", 0, start=date(1905, 7, 19), vastgesteld_op="28-09-2026")(rows)
    put("monitoring", 0, afspraak="DR-A01")(rows)
    put("lessen", 0, waarom="Nee", voor_wie="x" * 251)(rows)
    return rows


CASES = {"rijen": many_faults, "cellen": cells_that_cannot_be}


@pytest.mark.parametrize("case", CASES)
def test_live_checks_agree_with_python(tmp_path: Path, libreoffice: Convert, case: str) -> None:
    path = build(tmp_path / "b.xlsx", CASES[case]())
    agree(path, libreoffice(path, "xlsx"), LIVE_CODES)


def agree(path: Path, saved: Path, live_codes: set[str]) -> None:
    """What Python finds in a workbook is what it counts by itself once it is recalculated."""
    findings = [(code, str(place)) for code, place in places(check(path)) if code in live_codes]
    assert live_counts(saved) == Counter(code for code, _ in findings)
    first: dict[tuple[str, str], str] = {}
    for code, place in findings:
        first.setdefault((code, place.split("!")[0]), place)
    assert first_cells(saved) == {(code, place) for (code, _), place in first.items()}


def test_the_cases_break_every_live_check(tmp_path: Path) -> None:
    found = {
        finding.code
        for name, rows in CASES.items()
        for finding in check(build(tmp_path / f"{name}.xlsx", rows())).findings
    }
    assert found >= LIVE_CODES


def test_live_checks_lead_to_the_first_cell(tmp_path: Path, libreoffice: Convert) -> None:
    rows = clean_rows()
    put("agenda", 1, prioriteit=1)(rows)
    put("afspraken", 0, landing_instrument=None, landing_document=None)(rows)
    path = build(tmp_path / "b.xlsx", rows)
    saved = libreoffice(path, "xlsx")
    assert (
        first_cells(saved)
        == set(places(check(path)))
        == {("AG-06", "Agenda!AB7"), ("AF-02", "Afspraken!S6")}
    )
    start = start_values(saved)
    assert start["Stand van deze werkmap"][0] == "Nog 1 fout"
    assert start["Pak dit eerst aan"][0] == "Agenda AB7: Prioriteit ontbreekt of is dubbel"
    assert start["Agenda"] == ["2, waarvan 1 zonder fouten", 1, 0, 0]
    assert start["Afspraken"] == ["1, waarvan 1 zonder fouten", 0, 1, 0]


def test_start_says_when_it_is_ready(tmp_path: Path, libreoffice: Convert) -> None:
    saved = libreoffice(build(tmp_path / "b.xlsx", clean_rows()), "xlsx")
    assert live_counts(saved) == Counter()
    assert start_values(saved)["Stand van deze werkmap"][0] == READY
    stand = openpyxl.load_workbook(saved, data_only=True)["Agenda"]
    assert [stand[f"B{row}"].value for row in (6, 7, 8)] == ["✓ compleet", "✓ compleet", None]


def test_an_empty_workbook_asks_for_what_is_due(tmp_path: Path, libreoffice: Convert) -> None:
    saved = libreoffice(build(tmp_path / "b.xlsx", {}), "xlsx")
    assert live_counts(saved) == {"CE-01": 1, NOT_BEGUN: 1, "RO-01": 1, "RO-02": 4}
    assert start_values(saved)["Stand van deze werkmap"][0] == NOTHING_YET
    codes = [code for code, _ in places(check(build(tmp_path / "c.xlsx", {})))]
    assert Counter(codes) == live_counts(saved)


def test_a_half_filled_row_counts_what_is_missing(tmp_path: Path, libreoffice: Convert) -> None:
    rows = clean_rows()
    rows["agenda"].append({"id": "DR-003", "titel": "Nog maar een titel"})
    saved = openpyxl.load_workbook(
        libreoffice(build(tmp_path / "b.xlsx", rows), "xlsx"), data_only=True
    )
    assert saved["Agenda"]["B8"].value == "nog 8"


def test_stand_says_how_many_remarks_a_complete_row_has(
    tmp_path: Path, libreoffice: Convert
) -> None:
    rows = clean_rows()
    put("afspraken", 0, landing_instrument=None, landing_document=None, borging=None)(rows)
    put("monitoring", 0, voortgang="vertraagd")(rows)
    put("lessen", 0, wat_werkte="Kort")(rows)
    saved = openpyxl.load_workbook(
        libreoffice(build(tmp_path / "b.xlsx", rows), "xlsx"), data_only=True
    )
    stand = {sheet: saved[sheet]["B6"].value for sheet in ("Afspraken", "Monitoring", "Lessen")}
    assert stand == {
        "Afspraken": "✓ compleet · 2 aandachtspunten",
        "Monitoring": "✓ compleet · 1 aandachtspunt",
        "Lessen": "nog 1",
    }


def test_a_blank_workbook_says_so_without_calculating_and_a_filled_one_says_nothing(
    tmp_path: Path,
) -> None:
    stand = {
        name: openpyxl.load_workbook(build(tmp_path / f"{name}.xlsx", rows), data_only=True)[
            "Start"
        ]["B13"].value
        for name, rows in (("leeg", {}), ("gevuld", clean_rows()))
    }
    assert stand == {"leeg": NOTHING_YET, "gevuld": None}
    fixed = openpyxl.load_workbook(tmp_path / "leeg.xlsx")["Start"]["A3"]
    assert (fixed.value, fixed.data_type) == (ENABLE, "s")


def test_several_choices_in_one_cell_are_checked_one_by_one(
    tmp_path: Path, libreoffice: Convert
) -> None:
    rows = clean_rows()
    domains = "wonen;water en bodem ; landbouw"
    put("agenda", 0, domeinen=domains, departementen="VRO; ienw; BZ?")(rows)
    put("agenda", 1, domeinen="defensie en veiligheid; natuur", departementen="VRO;")(rows)
    path = build(tmp_path / "b.xlsx", rows)
    wrong = [place for code, place in places(check(path)) if code == "CE-02"]
    assert wrong == ["Agenda!K6", "Agenda!J7"]
    assert live_counts(libreoffice(path, "xlsx"))["CE-02"] == 2


def test_the_national_list_has_no_roles(tmp_path: Path, libreoffice: Convert) -> None:
    saved = libreoffice(
        build(tmp_path / "b.xlsx", {"start": [{"contactfunctie": "Programmaspoor"}]}, "Nationaal"),
        "xlsx",
    )
    assert start_values(saved)["Stand van deze werkmap"][0] == READY


def test_no_formula_gives_an_error_value(tmp_path: Path, libreoffice: Convert) -> None:
    for name, rows in (("leeg", {}), ("gevuld", many_faults())):
        for sheet in openpyxl.load_workbook(
            libreoffice(build(tmp_path / f"{name}.xlsx", rows), "xlsx"), data_only=True
        ):
            errors = [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "e"]
            assert not errors, (sheet.title, errors)


def test_saved_by_libreoffice_gives_the_same_findings(tmp_path: Path, libreoffice: Convert) -> None:
    path = build(tmp_path / "b.xlsx", many_faults())
    saved = check(libreoffice(path, "xlsx"))
    assert places(saved) == places(check(path))
    assert [f.id for f in saved.findings] == [f.id for f in check(path).findings]
