"""Fiche, Rolkaart, dependent dropdowns and colours, as LibreOffice calculates them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from ra_excel.domain.layout import column_letter
from ra_excel.domain.lists import value_list
from ra_excel.domain.model import Column, Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.domain.sheets.monitoring import MONITORING
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.tables import TABLES, row_id
from ra_excel.template.cells import MAX_HINT, hint
from ra_excel.template.start import READY
from ra_excel.template.waardelijsten import dropdown_source
from tests.conftest import Convert
from tests.helpers.clean import Rows, build, check, clean_rows, put


def lines(path: Path, sheet: str) -> dict[str, str]:
    """Second cell of each line by its first."""
    rows = openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(
        max_col=2, values_only=True
    )
    return {str(label): str(text or "") for label, text in rows if label}


def test_fiche_shows_everything_about_the_chosen_vraagstuk(
    tmp_path: Path, libreoffice: Convert
) -> None:
    rows = clean_rows()
    second = dict(rows["afspraken"][0], id="DR-A002", titel="Tweede afspraak", deadline=None)
    rows["afspraken"] += [
        second,
        dict(second, id="DR-A003", vraagstuk="DR-002"),
        dict(second, id="DR-A004", titel="Derde"),
    ]
    put("agenda", 0, probleemanalyse="lang " * 400)(rows)
    page = lines(libreoffice(build(tmp_path / "b.xlsx", rows), "xlsx"), "Fiche")
    assert page["Titel"] == "Woningbouw en zoetwater"
    assert page["Stand"] == "geagendeerd · stap 4 Opvolging en monitoring · prioriteit 1"
    assert page["Probleemanalyse"].endswith(" …")
    assert (
        page["Multisectoraal en integraal"].startswith("Ja: ")
        and page["Nieuwe ontwikkeling"] == "Nee"
    )
    assert (
        page["DR-D001"]
        == "22-06-2026 · ontwerpatelier · beleidsmedewerkers · VRO; provincie → verder in dialoog"
    )
    assert page["DR-B001"].startswith("besluitvorming · besloten")
    assert "uiterlijk 31-12-2027" in page["DR-A001"] and page["DR-A001"].endswith(
        "voortgang: op schema"
    )
    assert "uiterlijk" not in page["DR-A002"] and page["DR-A002"].endswith(
        "voortgang: nog geen bericht"
    )
    assert "DR-A003" not in page and page["DR-A004"].startswith("Derde")


def test_fiche_says_how_many_more_there_are(tmp_path: Path, libreoffice: Convert) -> None:
    rows = clean_rows()
    rows["afspraken"] += [dict(rows["afspraken"][0], id=f"DR-A{n:03d}") for n in range(2, 10)]
    saved = openpyxl.load_workbook(
        libreoffice(build(tmp_path / "b.xlsx", rows), "xlsx"), data_only=True
    )["Fiche"]
    assert "En nog 3 op het blad Afspraken." in [cell.value for cell in saved["B"]]


def test_rolkaart_follows_the_rolmatrix(tmp_path: Path, libreoffice: Convert) -> None:
    rows = clean_rows()
    own = {row["id"]: row for row in rows["rolmatrix"]}
    own["R1-PRO-1"]["invuller"] = None
    own["R1-PRO-2"]["invuller"] = "Programmabureau"
    sheet = openpyxl.load_workbook(
        libreoffice(build(tmp_path / "b.xlsx", rows), "xlsx"), data_only=True
    )["Rolkaart"]
    assert [sheet.cell(5, n).value for n in range(1, 6)] == [
        "Stap",
        "VRO, programmaspoor provincies",
        "Provincie",
        "Departementen",
        "Gremium",
    ]
    assert str(sheet["B6"].value).split("\n")[0] == "Agendasetter: Programmaspoor provincies"
    assert str(sheet["C6"].value).split("\n") == [
        "Inbrenger: nog open",
        "Medebouwer overzicht: Programmabureau",
    ]
    assert sheet["E9"].value == "Volger: DO NOVEX"


def offered(list_name: str, field: str, key: str) -> list[str]:
    """The values of a list whose field names the key."""
    return [
        entry.value
        for entry in value_list(list_name).entries
        if key in entry.fields[field].split("|")
    ]


FREE_COLUMN = 52
FREE = column_letter(FREE_COLUMN)
"""Right of every table."""

Case = tuple[Table, str, dict[str, object], object]
"""A column, what its row says, and what must come of it."""

OFFERED: list[Case] = [
    (
        AFSPRAKEN,
        "landing_instrument",
        {"type": "D Realisatie"},
        offered("instrumenten", "typen", "D"),
    ),
    (AFSPRAKEN, "landing_instrument", {"type": None}, list(value_list("instrumenten").values)),
    (ROLMATRIX, "gremium", {}, offered("gremia", "stappen", "1")),
    (BESLUITVORMING, "besluit_gremium", {}, offered("gremia", "stappen", "3")),
    (
        BESLUITVORMING,
        "tussenstap_gremium",
        {},
        offered("gremia", "verband", "interdepartementaal"),
    ),
    (MONITORING, "teruggekoppeld_gremium", {}, offered("gremia", "stappen", "4")),
    (
        AGENDA,
        "planning",
        {},
        ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"],
    ),
]
GREYED: list[Case] = [
    (BESLUITVORMING, "conflict_schuurpunt", {"route": "besluitvorming"}, False),
    (BESLUITVORMING, "conflict_schuurpunt", {"route": "conflictbeslechting"}, True),
    (BESLUITVORMING, "conflict_schuurpunt", {"route": None}, True),
    (BESLUITVORMING, "besluit_wat", {"route": "conflictbeslechting"}, False),
    (AGENDA, "onderbouwing_spanning", {"criterium_spanning": "Nee"}, False),
    (AGENDA, "onderbouwing_spanning", {"criterium_spanning": "Ja"}, True),
    (AGENDA, "afslag_reden", {"status": "geagendeerd"}, False),
    (AGENDA, "afslag_reden", {"status": "niet geagendeerd"}, True),
    (AGENDA, "financiering_drager", {"financiele_randvoorwaarde": None}, False),
    (
        AGENDA,
        "financiering_drager",
        {"financiele_randvoorwaarde": "Cofinanciering vooraf"},
        True,
    ),
    (MONITORING, "bewijs", {"voortgang": "op schema"}, False),
]
YELLOW: list[Case] = [
    (AGENDA, "titel", {"titel": None}, True),
    (AGENDA, "onderbouwing_nieuw", {"criterium_nieuw": "Ja"}, True),
    (AGENDA, "onderbouwing_nieuw", {"criterium_nieuw": "Nee"}, False),
    (AGENDA, "andere_provincies", {"andere_provincies": None}, True),
    (AGENDA, "afslag_reden", {"status": "niet geagendeerd"}, True),
    (AGENDA, "afslag_reden", {}, False),
    (AGENDA, "planning", {"planning": None}, True),
    (AFSPRAKEN, "type", {"type": None}, True),
    (AFSPRAKEN, "type", {"type": None, "afkomst": "eerdere afspraak"}, False),
    (AFSPRAKEN, "landing_instrument", {"landing_instrument": None}, False),
    (AFSPRAKEN, "borging", {"borging": None}, True),
    (BESLUITVORMING, "conflict_leider", {"route": "conflictbeslechting"}, True),
    (BESLUITVORMING, "besluit_wie", {"besluit_wie": None}, True),
    (MONITORING, "volgende_stap", {"voortgang": "vertraagd"}, True),
    (MONITORING, "bewijs", {"voortgang": "gerealiseerd"}, True),
    (MONITORING, "bewijs", {}, False),
]


def each(cases: Sequence[Case]) -> pytest.MarkDecorator:
    """The same test for each of these cases, named after its column."""
    names = [f"{table.name}-{column}" for table, column, _, _ in cases]
    return pytest.mark.parametrize("number", range(len(cases)), ids=names)


def in_rows_of_their_own(cases: Sequence[Case]) -> tuple[Rows, list[int]]:
    """Rows in which each case has one row of its table, and the number of that row in Excel.

    One workbook holds all cases, because LibreOffice needs seconds for each workbook.
    """
    rows, numbers = clean_rows(), []
    seen: Counter[str] = Counter()
    for table, _, change, _ in cases:
        place = seen[table.name]
        seen[table.name] += 1
        first = clean_rows()[table.name][0]
        own = {"id": row_id(table, "DR", place + 1)} if place else {}
        rows[table.name][place : place + 1] = [first | own | change]
        numbers.append(table.first_row + place)
    return rows, numbers


@pytest.fixture(scope="module")
def offered_lists(
    tmp_path_factory: pytest.TempPathFactory, libreoffice: Convert
) -> list[list[object]]:
    """What the dropdown of each case of OFFERED shows in the row of that case."""
    rows, numbers = in_rows_of_their_own(OFFERED)
    path = build(tmp_path_factory.mktemp("lijsten") / "b.xlsx", rows)
    book = openpyxl.load_workbook(path)
    spills = []
    for place, ((table, column, _, _), number) in enumerate(zip(OFFERED, numbers, strict=True)):
        letters = column_letter(FREE_COLUMN + place)
        spills.append(f"{letters}{number}:{letters}{number + 29}")
        source = dropdown_source(table, table.by_name[column], number)
        book[table.sheet][f"{letters}{number}"] = ArrayFormula(spills[-1], source)
    book.save(path)
    saved = openpyxl.load_workbook(libreoffice(path, "xlsx"), data_only=True)
    return [
        [cell.value for (cell,) in saved[case[0].sheet][spill] if cell.value != "#N/A"]
        for case, spill in zip(OFFERED, spills, strict=True)
    ]


@each(OFFERED)
def test_a_dropdown_offers_what_fits(offered_lists: list[list[object]], number: int) -> None:
    assert offered_lists[number] == OFFERED[number][-1]


@each(OFFERED)
def test_a_dropdown_takes_its_source_from_its_own_row(blank: Workbook, number: int) -> None:
    table, column, _, _ = OFFERED[number]
    rules = blank[table.sheet].data_validations.dataValidation
    address = f"{table.letter(column)}{table.first_row}"
    source = dropdown_source(table, table.by_name[column], table.first_row)
    assert next(rule.formula1 for rule in rules if address in rule.cells) == source.removeprefix(
        "="
    )


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The workbook with nothing filled in."""
    return openpyxl.load_workbook(build(tmp_path_factory.mktemp("leeg") / "b.xlsx", {}))


def rules_for(book: Workbook, table: Table, column: str) -> list[str]:
    """Formulas of the conditional formats on a cell of the first row."""
    address = f"{table.letter(column)}{table.first_row}"
    found = (
        rule
        for area in book[table.sheet].conditional_formatting
        if address in area.cells
        for rule in area.rules
    )
    return [rule.formula[0] for rule in found if rule.formula]


def grey_rule(book: Workbook, table: Table, column: str) -> str:
    """The rule that greys this column where another column says that it asks nothing."""
    other = table.letter(table.by_name[column].applies_when[0])  # type: ignore[index]
    return next(r for r in rules_for(book, table, column) if r.startswith(f"AND(${other}"))


def yellow_rule(book: Workbook, table: Table, column: str) -> str:
    """The rule that colours this column while it is empty and must not be."""
    return next(r for r in rules_for(book, table, column) if r.startswith("AND((LEN"))


@pytest.fixture(scope="module")
def colours(tmp_path_factory: pytest.TempPathFactory, libreoffice: Convert) -> list[object]:
    """What the rule of each case of GREYED, and then of YELLOW, says of the row of that case."""
    cases = GREYED + YELLOW
    rows, numbers = in_rows_of_their_own(cases)
    path = build(tmp_path_factory.mktemp("kleuren") / "b.xlsx", rows)
    book = openpyxl.load_workbook(path)
    for place, ((table, column, _, _), number) in enumerate(zip(cases, numbers, strict=True)):
        rule = (grey_rule if place < len(GREYED) else yellow_rule)(book, table, column)
        here = Translator(f"={rule}", origin=f"{FREE}{table.first_row}")
        book[table.sheet][f"{FREE}{number}"] = here.translate_formula(f"{FREE}{number}")
    book.save(path)
    saved = openpyxl.load_workbook(libreoffice(path, "xlsx"), data_only=True)
    places = zip(cases, numbers, strict=True)
    return [saved[case[0].sheet][f"{FREE}{number}"].value for case, number in places]


@each(GREYED)
def test_cells_that_ask_nothing_are_greyed(colours: list[object], number: int) -> None:
    *_, asked = GREYED[number]
    assert colours[number] is (not asked)


@each(YELLOW)
def test_cells_that_became_obligatory_are_yellow_while_empty(
    colours: list[object], number: int
) -> None:
    *_, yellow = YELLOW[number]
    assert colours[len(GREYED) + number] is yellow


def test_the_gremium_of_each_step_is_yellow_while_empty(blank: Workbook) -> None:
    assert '$C6="Gremium"' in yellow_rule(blank, ROLMATRIX, "gremium")


def test_every_condition_names_a_column_and_values_that_exist() -> None:
    for table in TABLES.values():
        for column in table.columns:
            if column.applies_when:
                other = table.by_name[column.applies_when[0]]
                assert not column.applies_when[1] or set(column.applies_when[1]) <= set(
                    value_list(other.values).values
                )
            if column.narrowed_by:
                assert column.narrowed_by[0] in table.by_name


def test_hints_fit_and_tell_how_to_give_more_choices() -> None:
    columns: list[Column] = [column for table in TABLES.values() for column in table.columns]
    assert max(len(hint(column)) for column in columns) <= MAX_HINT
    assert "wonen; " in hint(AGENDA.by_name["domeinen"]) and "puntkomma" in hint(
        AGENDA.by_name["partners"]
    )


def test_a_finding_links_to_its_cell_and_shows_in_its_row(
    tmp_path: Path, libreoffice: Convert
) -> None:
    path = build(tmp_path / "b.xlsx", clean_rows())
    book = openpyxl.load_workbook(path)
    for name, value in {
        "blad": "Agenda",
        "cel": "D6",
        "ernst": "fout",
        "rij": 6,
        "code": "CE-05",
    }.items():
        book["Controle"][f"{CONTROLE.letter(name)}{CONTROLE.first_row}"] = value  # type: ignore[assignment]
    book.save(path)
    saved = openpyxl.load_workbook(libreoffice(path, "xlsx"), data_only=True)
    assert saved["Controle"][f"{CONTROLE.letter('ga_naar')}{CONTROLE.first_row}"].value == "→ D6"
    assert [saved["Agenda"][a].value for a in ("B6", "B7")] == [
        "✓ compleet · zie Controle",
        "✓ compleet",
    ]
    start = {str(row[0]): row[1] for row in saved["Start"].iter_rows(values_only=True)}
    assert start["Stand van deze werkmap"] == "Beantwoord nog 1 bevinding"
    assert start["Laatste controle"] == "1 bevinding, waarvan 1 fout"


def test_an_answered_finding_no_longer_blocks_and_keeps_its_answer(
    tmp_path: Path, libreoffice: Convert
) -> None:
    rows = clean_rows()
    put("afspraken", 0, borging=None)(rows)
    path = build(tmp_path / "b.xlsx", rows)
    (finding,) = check(path).findings
    book = openpyxl.load_workbook(path)
    answer = {
        "blad": finding.blad,
        "cel": finding.cel,
        "ernst": "fout",
        "bevinding": finding.id,
        "toelichting": "Volgt in maart.",
    }
    for name, value in answer.items():
        book["Controle"][f"{CONTROLE.letter(name)}{CONTROLE.first_row}"] = value
    book.save(path)
    assert [f.toelichting for f in check(path).findings] == ["Volgt in maart."]
    start = lines(libreoffice(path, "xlsx"), "Start")
    assert start["Stand van deze werkmap"] == READY
