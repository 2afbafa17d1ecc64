"""Known faults: each with its code, the place where it must be reported, and how to make it for a
province.

A maker builds what is needed in a folder of its own and gives all that was reported there, as
(code, ``sheet!cell``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from ra_excel import SCHEMA_VERSION
from ra_excel.checks.batches import check_together
from ra_excel.checks.finding import Finding
from ra_excel.checks.run import check_workbook
from ra_excel.checks.submission import Submission
from ra_excel.checks.waivers import read_waivers
from ra_excel.domain.cycle import Cycle, load_cycle
from ra_excel.domain.inzenders import Inzender, departments, get_province, provinces
from ra_excel.domain.model import Kind
from ra_excel.domain.tables import EVERY_TABLE
from ra_excel.reading.workbook import Workbook, read_workbook_file
from ra_excel.round.submissions import RoundTerms, collect
from ra_excel.round.verloop import read_verloop
from tests.checks import test_cell_rules, test_department_rules, test_sheet_rules
from tests.helpers.clean import CYCLE, Edit, Rows, build, clean_rows, put, rows_of
from tests.helpers.departement import (
    build_department,
    clean_department_rows,
    rows_of_department,
)
from tests.helpers.packages import edit_parts, edit_sheet, replace_in, sheet_part
from tests.round.test_verloop import QUARTERS, rounds_of, written

Place = tuple[str, str | None]
Maker = Callable[[Path, Inzender], list[Place]]
Fault = tuple[str, str | None, Maker]

NOTHING: Edit = test_sheet_rules.both()

READ: list[Workbook] = []
"""What this process read since loop and pandera were last compared."""


def check(path: Path) -> Submission:
    """Read and check a workbook by the core's loop, and remember it for pandera."""
    workbook = read_workbook_file(path)
    READ.append(workbook)
    return check_workbook(workbook)


def judged_otherwise_by_pandera() -> int:
    """In how many of the workbooks read until now pandera finds something else than the loop."""
    stacked = [submission.findings for submission in check_together(READ)]
    alone = [check_workbook(workbook).findings for workbook in READ]
    READ.clear()
    return sum(one != other for one, other in zip(stacked, alone, strict=True))


def _places(findings: Iterator[Finding]) -> list[Place]:
    return [(f.code, f"{f.blad}!{f.cel}" if f.cel else f.blad) for f in findings]


def typed(edit: Edit) -> Maker:
    """Something else typed into the correct workbook; ``edit`` speaks of Drenthe's rows."""

    def make(folder: Path, province: Inzender) -> list[Place]:
        return _places(iter(check(_built(folder / "b.xlsx", province, edit)).findings))

    return make


def _built(path: Path, province: Inzender, *edits: Edit) -> Path:
    rows = clean_rows()
    for edit in edits:
        edit(rows)
    return build(path, rows_of(province, rows), province.naam)


def spoiled(edit: Callable[[Path], object]) -> Maker:
    """Something done to the file of the correct workbook."""

    def make(folder: Path, province: Inzender) -> list[Place]:
        path = _built(folder / "b.xlsx", province)
        edit(path)
        return _places(iter(check(path).findings))

    return make


def by_openpyxl(edit: Callable[[openpyxl.Workbook], object]) -> Maker:
    """Something changed in the workbook by a program that keeps the rest."""

    def through(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(path)

    return spoiled(through)


def since(before: Edit, after: Edit) -> Maker:
    """A submission against the one before it."""

    def make(folder: Path, province: Inzender) -> list[Place]:
        old, new = (
            _built(folder / "oud.xlsx", province, before),
            _built(folder / "nieuw.xlsx", province, after),
        )
        return _places(iter(check_workbook(read_workbook_file(new), previous=check(old)).findings))

    return make


def together(
    ours: Edit = NOTHING,
    theirs: Edit = NOTHING,
    *,
    day: date | None = None,
    cycle: Cycle | None = None,
    spoil: Callable[[Path], object] | None = None,
) -> Maker:
    """A round of two provinces that share their first vraagstuk well; all that is said of others
    that are missing is left out.
    """

    def make(folder: Path, province: Inzender) -> list[Place]:
        partner = get_province("Drenthe" if province.naam == "Groningen" else "Groningen")
        first, second = _ours(), _theirs()
        ours(first)
        theirs(second)
        build(folder / "wij.xlsx", rows_of(province, first), province.naam)
        build(folder / "zij.xlsx", rows_of(province, second), partner.naam)
        if spoil:
            spoil(folder)
        collection = collect(folder, RoundTerms(cycle or load_cycle(CYCLE), day))
        checked = (*collection.counted, *collection.set_apart)
        found = (
            f
            for f in (*(f for one in checked for f in one.findings), *collection.national)
            if f.code != "LA-01"
        )
        return _places(found)

    return make


def department_of(province: Inzender) -> Inzender:
    """The department whose workbook is spoiled in the turn of a province."""
    return departments()[provinces().index(province)]


def built_department(path: Path, department: Inzender, edit: Edit = NOTHING) -> Path:
    """The correct workbook of a department; ``edit`` speaks of LVVN's rows."""
    rows = clean_department_rows()
    edit(rows)
    return build_department(path, rows_of_department(department, rows), department.naam)


def typed_by_department(edit: Edit) -> Maker:
    """Something else typed into the correct workbook of a department."""

    def make(folder: Path, province: Inzender) -> list[Place]:
        path = built_department(folder / "b.xlsx", department_of(province), edit)
        return _places(iter(check(path).findings))

    return make


def beside_its_province(
    edit: Edit, of_province: Edit = NOTHING, other: Edit | None = None
) -> Maker:
    """The workbook of a department in a round with that of Drenthe, which names it, and with that
    of an ``other`` department.
    """

    def make(folder: Path, province: Inzender) -> list[Place]:
        department = department_of(province)
        rows = clean_rows()
        put("afspraken", 0, betrokkenen=department.naam)(rows)
        of_province(rows)
        build(folder / "provincie.xlsx", rows)
        built_department(folder / "departement.xlsx", department, edit)
        if other:
            built_department(folder / "ander.xlsx", _another(department), other)
        counted = collect(folder, RoundTerms(load_cycle(CYCLE))).counted
        (own,) = (one for one in counted if one.workbook.province == department)
        return _places(iter(own.findings))

    return make


def _another(department: Inzender) -> Inzender:
    return next(one for one in departments() if one != department)


def missing_department(folder: Path, province: Inzender) -> list[Place]:
    """LA-14: only another department submitted."""
    department = department_of(province)
    built_department(folder / "ander.xlsx", _another(department))
    collection = collect(folder, RoundTerms(load_cycle(CYCLE)))
    return _places(f for f in collection.national if f.provincie == department.naam)


BOTH_TENSIONS = "Snel woningen bouwen en wateroverlast voorkomen vraagt samenhang."


def _ours() -> Rows:
    rows = clean_rows()
    put("agenda", 0, andere_provincies="Groningen", probleemanalyse=BOTH_TENSIONS)(rows)
    return rows


def _theirs() -> Rows:
    rows = rows_of(get_province("Groningen"), clean_rows())
    put("agenda", 0, andere_provincies="Drenthe", gedeeld_id="DR-001")(rows)
    put(
        "agenda",
        1,
        titel="Zoute kwel langs de kust",
        probleemanalyse="Zeewater dringt op; boeren verliezen opbrengst.",
    )(rows)
    return rows


def answered(*ids: str) -> Edit:
    """VRO's reaction to these vraagstukken."""
    reaction = {
        "besluit": "overgenomen",
        "motivering": "Past in de Nota Ruimte.",
        "datum": date(2027, 1, 10),
    }

    def edit(rows: Rows) -> None:
        rows["terugkoppeling"] = [{**reaction, "onderwerp": id_} for id_ in ids]

    return edit


def missing(folder: Path, province: Inzender) -> list[Place]:
    """LA-01: only another province submitted."""
    partner = get_province("Drenthe" if province.naam == "Groningen" else "Groningen")
    build(folder / "zij.xlsx", rows_of(province, _theirs()), partner.naam)
    collection = collect(folder, RoundTerms(load_cycle(CYCLE)))
    return _places(f for f in collection.national if f.provincie == province.naam)


def waived(code_of_waiver: str, until: str) -> Fault:
    """A waiver that names nothing, that has run out, or that is not for anyone to give."""

    def make(folder: Path, province: Inzender) -> list[Place]:
        path = _built(folder / "b.xlsx", province, put("agenda", 0, andere_provincies=None))
        if code_of_waiver == "ON-03":
            path.write_bytes(path.read_bytes()[:20_000])
        findings = check(path).findings
        id_ = "B-0000000000" if code_of_waiver == "ON-01" else findings[0].id
        (folder / "o.csv").write_text(
            f"bevinding;reden;functie;tot\n{id_};Uitstel;Directeur Ruimte;{until}\n", "utf-8"
        )
        return _places(iter(read_waivers(folder / "o.csv").unused(findings, date(2026, 12, 1))))

    return code_of_waiver, None, make


def at(table: str, column: str, row: int) -> str:
    """Where a column of the n-th row (from 0) stands."""
    declared = EVERY_TABLE[table]
    return f"{declared.sheet}!{declared.letter(column)}{declared.first_row + row}"


def _far_away(path: Path) -> None:
    cell = (
        '<row r="1048576"><c r="B1048576" t="inlineStr"><is><t>ver'
        " weg</t></is></c></row></sheetData>"
    )
    edit_parts(path, replace_in(sheet_part(path, "Agenda"), "</sheetData>", cell))


def _other_version(path: Path) -> None:
    edit_parts(
        path,
        replace_in("xl/workbook.xml", f'"{SCHEMA_VERSION}"</definedName>', '"0"</definedName>'),
    )


def _copy(folder: Path) -> None:
    (folder / "wij-2.xlsx").write_bytes((folder / "wij.xlsx").read_bytes())


OTHER_TEXT = put("afspraken", 0, tekst="Rijk en provincie leggen vast welke polders wachten.")
SMALL = replace(load_cycle(CYCLE), capaciteit_departement=1)
FORMULA = '<c r="C6" t="str"><f>"Woning"&amp;"bouw"</f><v>Woningbouw</v></c>'
TWIN = put(
    "agenda",
    1,
    titel="Oefenterreinen van de krijgsmacht",
    probleemanalyse="Uitbreiding van oefenterreinen botst met natuur en wonen.",
)


def _no_agreements(rows: Rows) -> None:
    rows["afspraken"], rows["monitoring"] = [], []


OF_FILES: list[Fault] = [
    ("ST-01", None, spoiled(lambda path: path.write_bytes(path.read_bytes()[:20_000]))),
    ("ST-02", None, spoiled(_other_version)),
    ("ST-03", "Lessen", by_openpyxl(lambda book: book.remove(book["Lessen"]))),
    ("ST-04", "Agenda!E5", by_openpyxl(lambda book: book["Agenda"].cell(5, 5, "Gezamelijk doel"))),
    (
        "ST-05",
        "Lessen!G5",
        by_openpyxl(
            lambda book: [
                book["Lessen"].cell(5, 7, "Eigen rubriek"),
                book["Lessen"].cell(6, 7, "ja"),
            ]
        ),
    ),
    ("ST-06", "Lessen", by_openpyxl(lambda book: book["Lessen"].insert_rows(2, 3))),
    ("ST-07", "Lessen!I8", by_openpyxl(lambda book: book["Lessen"].cell(8, 9, "losse opmerking"))),
    (
        "ST-07",
        "Kladblok!A1",
        by_openpyxl(lambda book: book.create_sheet("Kladblok").cell(1, 1, "van onszelf")),
    ),
    (
        "ST-08",
        None,
        spoiled(
            lambda path: edit_parts(path, lambda parts: parts.update({"xl/vbaProject.bin": b"x"}))
        ),
    ),
    ("ST-09", "Agenda", spoiled(_far_away)),
    ("ST-10", "Start!B5", typed(put("start", 0, provincie="Bourgondië"))),
    ("ST-11", None, together(spoil=_copy)),
    ("ST-12", "Agenda!A1", by_openpyxl(lambda book: book["Agenda"].cell(1, 1, "Onze agenda"))),
    ("ST-13", "Agenda!C6", spoiled(lambda path: edit_sheet(path, "Agenda", "C6", FORMULA))),
    (
        "ST-14",
        "Agenda!C6",
        spoiled(
            lambda path: edit_sheet(path, "Agenda", "C6", FORMULA.replace("<v>Woningbouw</v>", ""))
        ),
    ),
    (
        "CE-06",
        "Agenda!A7",
        by_openpyxl(lambda book: book["Agenda"].cell(7, 1, book["Agenda"]["A6"].value)),
    ),
    (
        "CE-09",
        "Agenda!C6",
        spoiled(lambda path: edit_sheet(path, "Agenda", "C6", '<c r="C6" t="e"><v>#N/A</v></c>')),
    ),
]


def handed_on(spoil: Callable[[list[dict[str, Any]]], object]) -> Maker:
    """Something done to the rounds in the manifest of the round before."""

    def make(folder: Path, _province: Inzender) -> list[Place]:
        entries = [stand.as_json() for stand in rounds_of(*QUARTERS)]
        spoil(entries)
        path = written(folder, entries)
        return _places(iter(read_verloop(path, load_cycle(CYCLE)).findings))

    return make


def _of_another_cycle(entries: list[dict[str, Any]]) -> None:
    earlier = rounds_of(date(2024, 3, 1), cyclus="2024-2025")
    entries[:] = [stand.as_json() for stand in earlier]


OF_ROUNDS: list[Fault] = [
    ("VE-01", None, handed_on(lambda entries: entries[1]["cijfers"].update(Afspraken=0))),
    ("VE-02", None, handed_on(_of_another_cycle)),
    ("VE-03", None, handed_on(lambda entries: entries.pop(0))),
    ("AF-08", at("afspraken", "tekst", 0), since(NOTHING, OTHER_TEXT)),
    ("AF-09", "Afspraken", since(NOTHING, _no_agreements)),
    ("LA-01", None, missing),
    (
        "LA-02",
        at("agenda", "andere_provincies", 0),
        together(theirs=put("agenda", 0, andere_provincies="Fryslân")),
    ),
    ("LA-03", at("agenda", "planning", 0), together(theirs=put("agenda", 0, planning="2027-Q1"))),
    ("LA-04", at("agenda", "titel", 1), together(theirs=TWIN)),
    ("LA-05", at("afspraken", "vraagstuk", 0), together(theirs=_no_agreements)),
    ("LA-07", None, together(ours=put("agenda", 1, departementen="VRO"), cycle=SMALL)),
    (
        "LA-08",
        at("agenda", "id", 1),
        together(answered("DR-001"), answered("GR-001", "GR-002"), day=date(2027, 2, 1)),
    ),
    (
        "LA-09",
        None,
        together(
            ours=put("agenda", 0, probleemanalyse="Snel bouwen vraagt samenhang in elk gebied.")
        ),
    ),
    waived("ON-01", "01-04-2027"),
    waived("ON-02", "01-04-2026"),
    waived("ON-03", "01-04-2027"),
]

OF_DEPARTMENTS: list[Fault] = [
    *(
        (code, place, typed_by_department(edit))
        for code, place, edit in test_department_rules.VIOLATIONS
    ),
    *(
        (code, place, beside_its_province(edit))
        for code, place, edit in test_department_rules.BESIDE_DRENTHE
    ),
    (
        "LA-10",
        at("rijksinzet", "houding", 0),
        beside_its_province(
            NOTHING,
            put("agenda", 0, stap="3a Besluitvorming"),
            put("rijksinzet", 0, houding="tegen", voorwaarde=None),
        ),
    ),
    ("LA-14", None, missing_department),
]
"""Each is made for one department: what is thought of for every province is so many already."""

BAD: dict[Kind, list[tuple[str, object]]] = {
    Kind.TEXT: [
        ("CE-05", "x"),
        ("CE-10", "Een te\u200bkst"),
        ("CE-12", "=1+1"),
        ("CE-11", "Vraag het info@voorbeeld.nl"),
    ],
    Kind.LONG_TEXT: [
        ("CE-05", "kort"),
        ("CE-10", "Een lange te\u200bkst"),
        ("CE-12", "=SOM(A1:A9)"),
        ("CE-11", "Bel 06-12345678 hierover."),
    ],
    Kind.CHOICE: [("CE-02", "zoiets als dit")],
    Kind.MULTI_CHOICE: [("CE-02", "zoiets als dit; en dat")],
    Kind.DATE: [("CE-03", "ooit"), ("CE-03", "31-02-2026"), ("CE-03", "1-2-26")],
    Kind.INTEGER: [("CE-04", "veel"), ("CE-04", "1,5"), ("CE-04", -3)],
    Kind.REFERENCE: [("CE-07", "DR-019"), ("CE-08", "OV-001"), ("CE-08", "eerste")],
}
"""Values that a cell of each kind refuses, with the code."""


HOLDS_AN_ID = "vraagstuk_provincie"
"""A text that is an id: any other text there breaks a rule too (IN-02)."""


def of_cells(correct: Rows, typed: Callable[[Edit], Maker]) -> Iterator[Fault]:
    """Every filled cell of the correct rows with every value that its kind refuses, and emptied
    where it is mandatory.
    """
    for name, lines in correct.items():
        table = EVERY_TABLE[name]
        if table.is_form or name == "rolmatrix":
            continue
        for number, line in enumerate(lines):
            for column in table.columns:
                if line.get(column.name) is None or column.kind is Kind.ID or column.fixed:
                    continue
                if column.name == HOLDS_AN_ID:
                    continue
                place = at(name, column.name, number)
                if column.required:
                    yield "CE-01", place, typed(put(name, number, **{column.name: None}))
                for code, value in () if column.open_list else BAD.get(column.kind, ()):
                    if code != "CE-07" or column.refers_to == ("agenda",):
                        yield code, place, typed(put(name, number, **{column.name: value}))


CHOSEN: list[Fault] = [
    *(
        (code, place, typed(edit))
        for code, place, edit in (*test_cell_rules.VIOLATIONS, *test_sheet_rules.VIOLATIONS)
    ),
    *OF_FILES,
    *OF_ROUNDS,
]
"""Faults thought of one by one: every code, and for the rules every way to break them."""

POOL: list[Fault] = [
    *CHOSEN,
    *OF_DEPARTMENTS,
    *of_cells(clean_rows(), typed),
    *of_cells(clean_department_rows(), typed_by_department),
]
