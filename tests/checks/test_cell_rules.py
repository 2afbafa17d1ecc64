"""Every CE code: one violating cell gives exactly that finding at that cell, a nearby clean value
none.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ra_excel.checks.cell_checks import EMAIL, NINE_DIGITS, PHONE, passes_eleven_test, personal_data
from ra_excel.checks.finding import _fill
from tests.helpers.clean import Edit, build, check, clean_rows, each_violation, places, put
from tests.helpers.packages import edit_sheet

VIOLATIONS: list[tuple[str, str, Edit]] = [
    ("CE-01", "Agenda!D6", put("agenda", 0, probleemanalyse=None)),
    ("CE-01", "Agenda!D6", put("agenda", 0, probleemanalyse="   ")),
    ("CE-01", "Afspraken!G6", put("afspraken", 0, type=None)),
    ("CE-01", "Afspraken!C6", put("afspraken", 0, afkomst=None)),
    ("CE-01", "Start!B8", put("start", 0, contactfunctie=None)),
    ("CE-02", "Agenda!H6", put("agenda", 0, inbrenger="provinsie")),
    ("CE-02", "Agenda!J6", put("agenda", 0, domeinen="wonen; water; landbouw")),
    ("CE-02", "Agenda!X6", put("agenda", 0, andere_provincies="Groningen; Friesland")),
    ("CE-03", "Agenda!AJ6", put("agenda", 0, bekrachtigd_op="31-02-2026")),
    ("CE-03", "Agenda!AJ6", put("agenda", 0, bekrachtigd_op="voorjaar 2026")),
    ("CE-03", "Agenda!AJ6", put("agenda", 0, bekrachtigd_op="03/04/26")),
    ("CE-03", "Agenda!AJ6", put("agenda", 0, bekrachtigd_op=date(1905, 1, 5))),
    ("CE-04", "Agenda!AB6", put("agenda", 0, prioriteit="hoog")),
    ("CE-04", "Agenda!AB6", put("agenda", 0, prioriteit=0)),
    ("CE-04", "Agenda!AB6", put("agenda", 0, prioriteit=101)),
    ("CE-04", "Agenda!AB6", put("agenda", 0, prioriteit="1,5")),
    ("CE-05", "Agenda!D6", put("agenda", 0, probleemanalyse="zie nota")),
    ("CE-05", "Agenda!C6", put("agenda", 0, titel="x" * 251)),
    ("CE-05", "Agenda!D6", put("agenda", 0, probleemanalyse="x" * 5001)),
    ("CE-07", "Dialoog!C6", put("dialoog", 0, vraagstuk="DR-019")),
    ("CE-08", "Dialoog!C6", put("dialoog", 0, vraagstuk="OV-001")),
    ("CE-08", "Dialoog!C6", put("dialoog", 0, vraagstuk="1")),
    # A cell that cannot be read hides what would follow from it elsewhere (DI-04, MO-01).
    ("CE-03", "Dialoog!D6", put("dialoog", 0, datum="ooit")),
    ("CE-03", "Dialoog!D7", put("dialoog", 1, datum="ooit")),
    ("CE-08", "Monitoring!C6", put("monitoring", 0, afspraak="OV-A001")),
    ("CE-01", "Monitoring!C6", put("monitoring", 0, afspraak=None)),
    ("CE-10", "Agenda!C6", put("agenda", 0, titel="Woningbouw ")),
    ("CE-10", "Agenda!C6", put("agenda", 0, titel="Woning\u200bbouw")),
    ("CE-10", "Agenda!D6", put("agenda", 0, probleemanalyse="Dit is \u202egespiegelde tekst.")),
    (
        "CE-10",
        "Agenda!D6",
        put("agenda", 0, probleemanalyse="Een teken \u061cvan rechts naar links."),
    ),
    (
        "CE-10",
        "Agenda!D6",
        put("agenda", 0, probleemanalyse="Verstopt \U000e0041\U000e0042 in tekst."),
    ),
    ("CE-10", "Agenda!D6", put("agenda", 0, probleemanalyse="Stuurt de \u009b31mterminal aan.")),
    (
        "CE-11",
        "Agenda!D6",
        put("agenda", 0, probleemanalyse="Mail naar info@voorbeeld.nl voor meer."),
    ),
    ("CE-11", "Agenda!D6", put("agenda", 0, probleemanalyse="Bel 06-12345678 voor meer uitleg.")),
    ("CE-11", "Agenda!D6", put("agenda", 0, probleemanalyse="Het nummer 111222333 staat hier.")),
    (
        "CE-11",
        "Agenda!D6",
        put("agenda", 0, probleemanalyse="Bel (0592) 36 55 55 voor meer uitleg."),
    ),
    ("CE-11", "Agenda!D6", put("agenda", 0, probleemanalyse="Bel +31 (0)6 - 1234 5678 voor meer.")),
    ("CE-11", "Agenda!D6", put("agenda", 0, probleemanalyse="Het nummer 1112.22.333 staat hier.")),
    ("CE-12", "Agenda!C6", put("agenda", 0, titel="=1+1")),
    ("CE-12", "Agenda!C6", put("agenda", 0, titel="@SUM(A1)")),
    ("CE-12", "Agenda!C6", put("agenda", 0, titel="-cmd|x")),
]

CLEAN: list[Edit] = [
    put("agenda", 0, bekrachtigd_op="18-6-2026"),
    put("agenda", 0, bekrachtigd_op="18 juni 2026"),
    put("agenda", 0, bekrachtigd_op="18 jun. 2026"),
    put("agenda", 0, bekrachtigd_op="18-jun-2026"),
    put("agenda", 0, bekrachtigd_op="2026-06-18"),
    put("agenda", 0, prioriteit="3"),
    put("agenda", 0, titel="2030"),
    put("agenda", 0, titel="- een streepje als opsomming"),
    put("agenda", 0, titel="Gezin 👨\u200d👩\u200d👧 en wonen"),
    put("agenda", 0, probleemanalyse="Het bedrag is 44720000 euro; dossier 123456789."),
    put(
        "agenda",
        0,
        probleemanalyse="Zie https://www.overijssel.nl/actueel/nieuws/@Pdb/landsdeel voor meer. ",
    ),
    put(
        "agenda",
        0,
        probleemanalyse="Overleg op 01-02-2026 10:30 uur, en op 03-04-2026 12 partijen.",
    ),
    put(
        "agenda", 0, probleemanalyse="Van 0 tot 1 miljoen; 10.000 - 20.000 woningen in 2030 - 2040."
    ),
    put("agenda", 0, partners="een eigen samenwerkingsverband"),
    put("agenda", 0, andere_provincies=" Groningen;Overijssel"),
    put("afspraken", 0, afkomst="eerdere afspraak", vraagstuk=None, type=None, soort=None),
]


NUMBERS = st.lists(
    st.sampled_from(
        [
            "0",
            "6",
            "1234",
            "5678",
            "111222333",
            "+31",
            "0031",
            "(0)",
            " ",
            "-",
            ".",
            "٣",
            "é",
            "x@y.nl",
            "\ud800",
        ]
    )
)


@given(st.one_of(NUMBERS.map("".join), st.text()))
def test_a_first_look_passes_over_no_personal_data(text: str) -> None:
    found = (
        EMAIL.search(text)
        or PHONE.search(text)
        or any(passes_eleven_test(n.replace(".", "")) for n in NINE_DIGITS.findall(text))
    )
    assert (personal_data(text) is not None) == bool(found)


def test_clean_workbook_has_no_findings(tmp_path: Path) -> None:
    assert places(check(build(tmp_path / "b.xlsx", clean_rows()))) == []


@each_violation(VIOLATIONS)
def test_violation_is_reported_at_its_cell(
    tmp_path: Path, code: str, place: str, edit: Edit
) -> None:
    rows = clean_rows()
    edit(rows)
    assert places(check(build(tmp_path / "b.xlsx", rows))) == [(code, place)]


@pytest.mark.parametrize("edit", CLEAN, ids=range(len(CLEAN)))
def test_nearby_clean_value_is_silent(tmp_path: Path, edit: Edit) -> None:
    rows = clean_rows()
    edit(rows)
    assert [p for p in places(check(build(tmp_path / "b.xlsx", rows))) if p[0] != "CE-10"] == []


def test_empty_workbook_asks_only_for_what_start_and_roles_need(tmp_path: Path) -> None:
    found = places(check(build(tmp_path / "b.xlsx", {})))
    assert {code for code, _ in found} == {"AG-13", "CE-01", "RO-01", "RO-02"}
    assert [place for code, place in found if code == "CE-01"] == ["Start!B8"]


def test_error_value_hides_other_faults_of_its_cell(tmp_path: Path) -> None:
    path = build(tmp_path / "b.xlsx", clean_rows())
    edit_sheet(path, "Agenda", "H6", '<c r="H6" t="e"><v>#N/A</v></c>')
    checked = check(path)
    assert places(checked) == [("CE-09", "Agenda!H6")]
    assert checked.findings[0].waarde == "#N/A"


def test_double_id_is_reported_once_at_the_later_row(tmp_path: Path) -> None:
    path = build(tmp_path / "b.xlsx", clean_rows())
    book = openpyxl.load_workbook(path)
    book["Agenda"]["A7"] = "DR-001"
    book.save(path)
    assert places(check(path)) == [("CE-06", "Agenda!A7")]


def test_proposals_name_what_was_probably_meant(tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, inbrenger="provinsie", domeinen="wonen; water; landbouw")(rows)
    path = build(tmp_path / "b.xlsx", rows)
    # A bare number without a date format: a date number, but nobody said so.
    edit_sheet(path, "Agenda", "AJ6", '<c r="AJ6"><v>46191</v></c>')
    proposals = {f.kolom: f.voorstel for f in check(path).findings}
    assert proposals == {
        "Inbrenger": "provincie",
        "Domeinen": "wonen; water en bodem; landbouw",
        "Bekrachtigd op": "18-06-2026",
    }


def test_personal_data_of_several_kinds_is_one_finding_that_names_all(tmp_path: Path) -> None:
    rows = clean_rows()
    put(
        "agenda", 0, probleemanalyse="Bel 0592 36 55 55 of mail info@voorbeeld.nl, over 111222333."
    )(rows)
    (finding,) = check(build(tmp_path / "b.xlsx", rows)).findings
    assert finding.code == "CE-11" and all(
        word in finding.melding for word in ("e-mailadres", "telefoonnummer", "burgerservicenummer")
    )


def test_booleans_get_ja_or_nee_as_proposal(tmp_path: Path) -> None:
    path = build(tmp_path / "b.xlsx", clean_rows())
    book = openpyxl.load_workbook(path)
    book["Agenda"]["M7"] = False
    book.save(path)
    finding = check(path).findings[0]
    assert (finding.code, finding.cel, finding.voorstel) == ("CE-02", "M7", "Nee")


@pytest.mark.parametrize(
    ("column", "value", "proposal"),
    [
        ("domeinen", "wonen, landbouw", "wonen; landbouw"),
        ("departementen", "VRO/IenW", "VRO; IenW"),
        ("departementen", "VRO\nIenW", "VRO; IenW"),
        ("departementen", "VRO en Defensie", "VRO; Defensie"),
        ("domeinen", "Wonen, water en bodem", "wonen; water en bodem"),
        (
            "domeinen",
            "wonen; natuur en landschap / Landbouw",
            "wonen; natuur en landschap; landbouw",
        ),
        ("domeinen", "wonen\nlandbouw\n", "wonen; landbouw"),
        ("departementen", "EZK", "EZ; KGG"),
        ("departementen", "VRO, EZK", "VRO; EZ; KGG"),
        # One part of a list is no proposal for the whole.
        ("domeinen", "wonen; landbauw, water", None),
        ("domeinen", "wonen, water, landbauw", None),
        ("domeinen", "landbauw", "landbouw"),
    ],
)
def test_a_proposal_for_several_choices_loses_none(
    tmp_path: Path, column: str, value: str, proposal: str | None
) -> None:
    rows = clean_rows()
    put("agenda", 0, criterium_multisectoraal="Nee", **{column: value})(rows)
    (finding,) = check(build(tmp_path / "b.xlsx", rows)).findings
    assert (finding.code, finding.voorstel) == ("CE-02", proposal)


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("IenW, provincie", [("CE-02", "IenW; provincie")]),
        ("IenW; Rijk en provincie", []),
        ("I&W; provincie", []),
        ("IenW; de bewoners, wij; provincie", []),
    ],
)
def test_a_list_that_only_suggests_asks_for_semicolons(
    tmp_path: Path, value: str, codes: list[tuple[str, str]]
) -> None:
    rows = clean_rows()
    put("dialoog", 0, deelnemers=value)(rows)
    found = check(build(tmp_path / "b.xlsx", rows)).findings
    assert [(finding.code, finding.voorstel) for finding in found] == codes


@pytest.mark.parametrize(
    "cells",
    [
        {"criterium_spanning": "ja"},
        {"criterium_spanning": "JA", "status": "Geagendeerd"},
        {"domeinen": "Wonen; Water en bodem; LANDBOUW"},
    ],
)
def test_other_capitals_are_read_as_the_list_writes_them(
    tmp_path: Path, cells: dict[str, str]
) -> None:
    rows = clean_rows()
    put("agenda", 0, **cells)(rows)
    checked = check(build(tmp_path / "b.xlsx", rows))
    assert checked.findings == ()
    own = {"ja": "Ja", "JA": "Ja", "Geagendeerd": "geagendeerd"}
    first = checked.rows["agenda"][0]
    assert {name: first[name] for name in cells} == {
        name: own.get(text, text.casefold()) for name, text in cells.items()
    }


@pytest.mark.parametrize(
    ("column", "value", "proposal", "shown"),
    [
        ("status", "geagendeert", "geagendeerd", "'geagendeerd'"),
        ("planning", "Q3 2026", "2026-Q3", "'2026-Q3'"),
        ("domeinen", "EZK", None, ""),
    ],
)
def test_a_near_choice_is_proposed(
    tmp_path: Path, column: str, value: str, proposal: str | None, shown: str
) -> None:
    rows = clean_rows()
    put("agenda", 1, **{column: value})(rows)
    finding = next(f for f in check(build(tmp_path / "b.xlsx", rows)).findings if f.waarde == value)
    assert (finding.code, finding.voorstel) == ("CE-02", proposal)
    assert shown in finding.herstel


def test_a_former_name_with_two_successors_names_both(tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, departementen="VRO; EZK")(rows)
    (finding,) = check(build(tmp_path / "b.xlsx", rows)).findings
    assert finding.voorstel == "VRO; EZ; KGG"
    assert "'VRO; EZ; KGG'" in finding.herstel


@pytest.mark.parametrize("value", [date(1905, 7, 19), 2027, "2027"])
def test_a_year_typed_as_a_date_is_explained(tmp_path: Path, value: object) -> None:
    rows = clean_rows()
    put("afspraken", 0, deadline=value)(rows)
    put("dialoog", 0, datum=value)(rows)
    checked = check(build(tmp_path / "b.xlsx", rows))
    deadline, session = (
        next(f for f in checked.findings if f.code == "CE-03" and f.blad == sheet)
        for sheet in ("Afspraken", "Dialoog")
    )
    assert "2027" in deadline.herstel and deadline.voorstel == "31-12-2027"
    assert "2027" in session.herstel and session.voorstel is None


def test_words_with_nothing_to_say_leave_no_space_or_colon() -> None:
    assert _fill("Vul '{kolom}' in: {hulp}", {"kolom": "K", "hulp": ""}) == "Vul 'K' in."
    assert _fill("{hulp} Gebruik {n} tekens.", {"n": "10", "hulp": ""}) == "Gebruik 10 tekens."


def test_a_matrix_is_one_finding_until_it_is_nearly_full(tmp_path: Path) -> None:
    ids, numbers = set(), []
    for empty in (11, 8, 6, 5):
        rows = clean_rows()
        for row in [row for row in rows["rolmatrix"] if "-GRE-" not in str(row["id"])][:empty]:
            row["invuller"] = None
        found = check(build(tmp_path / f"{empty}.xlsx", rows)).findings
        ours = [finding for finding in found if finding.code == "RO-01"]
        numbers.append(len(ours))
        ids.add(ours[0].id)
    assert numbers == [1, 1, 1, 5]
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("value", "proposal"),
    [
        ("dr-001", "DR-001"),
        ("DR001", "DR-001"),
        ("dr 1", "DR-001"),
        ("DR-A001", None),
        ("OV-001", None),
        ("1", None),
    ],
)
def test_an_id_written_otherwise_gets_its_form_as_proposal(
    tmp_path: Path, value: str, proposal: str | None
) -> None:
    rows = clean_rows()
    put("dialoog", 0, vraagstuk=value)(rows)
    (finding,) = check(build(tmp_path / "b.xlsx", rows)).findings
    assert (finding.code, finding.cel, finding.voorstel) == ("CE-08", "C6", proposal)
