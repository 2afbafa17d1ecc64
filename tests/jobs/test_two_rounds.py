"""Two rounds of the demonstration, a year apart, counted along a way of its own: openpyxl on the
raw workbooks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ra_excel.domain.cycle import load_cycle
from ra_excel.jobs.consolidate import OVERVIEW, RoundOrder, consolidate
from ra_excel.jobs.demo import DEMO_CYCLE, SUBMITTED, write_submissions
from ra_excel.progress import silent

CYCLE = load_cycle(DEMO_CYCLE)
A_YEAR_ON = date(2027, 12, 1)
SHEETS = ("Agenda", "Dialoog", "Besluitvorming", "Afspraken", "Monitoring", "Lessen")
Cells = dict[tuple[str, str, str, str], str]
"""Text by file, sheet, id and header."""


def filled(sheet: Worksheet) -> Iterator[tuple[int, dict[str, object]]]:
    """Excel row and cells by header of every row that says more than its id."""
    headers = [str(c.value) for c in sheet[5]]
    for number, row in enumerate(sheet.iter_rows(min_row=6), start=6):
        values: dict[str, object] = {
            h: c.value
            for h, c in zip(headers, row, strict=False)
            if h not in ("Stand", "Fouten in cellen") and c.value not in (None, "")
        }
        if len(values) > 1:
            yield number, values


def shown(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y")
    return str(value).replace("\u200b", "").strip()


def raw_cells(folder: Path) -> Cells:
    found: Cells = {}
    for path in sorted(folder.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for name in SHEETS:
            for _, values in filled(book[name]):
                found |= {
                    (path.name, name, str(values["Id"]), header): shown(value)
                    for header, value in values.items()
                    if header != "Id"
                }
    return found


def live_a_year(source: Path, target: Path) -> None:
    """What provinces do in a year: report, change a ratified text, drop an agreement, bring in a
    vraagstuk, decide.
    """
    target.mkdir()
    for number, path in enumerate(sorted(source.glob("*.xlsx"))):
        book = openpyxl.load_workbook(path)
        book["Start"]["B7"] = A_YEAR_ON
        afspraken = book["Afspraken"]
        headers = {str(c.value): n for n, c in enumerate(afspraken[5], start=1)}
        rows = list(filled(afspraken))
        for row, values in rows[: number % 3]:
            afspraken.cell(row, headers["Tekst"]).value = f"{values['Tekst']} Aangescherpt."
        if number % 4 == 0 and len(rows) > 3:
            for column in range(2, afspraken.max_column + 1):
                afspraken.cell(rows[3][0], column).value = None
        add_row(
            book["Monitoring"],
            Afspraak=rows[0][1]["Id"],
            Peildatum=datetime(2027, 11, 15),
            Voortgang="gerealiseerd",
            Bewijs="Besluit",
        )
        if number % 2:
            add_row(
                book["Agenda"],
                Titel="Nieuw sinds vorig jaar",
                **{"Status agendering": "voorgesteld"},
            )
        book.save(target / path.name)


def add_row(sheet: Worksheet, **values: object) -> None:
    headers = {str(c.value): n for n, c in enumerate(sheet[5], start=1)}
    last = max((row for row, _ in filled(sheet)), default=5)
    for header, value in values.items():
        sheet.cell(last + 1, headers[header]).value = value  # type: ignore[assignment]


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both inputs (a/inzendingen, b) and both outputs (een, twee)."""
    place = tmp_path_factory.mktemp("jaren")
    (place / "a").mkdir()
    write_submissions(CYCLE, place / "a", silent)
    # One agreement of Drenthe was ratified: changing it alone is one-sided.
    path = place / "a" / SUBMITTED / "ra-2026-2027-utrecht.xlsx"
    book = openpyxl.load_workbook(path)
    row, _ = next(filled(book["Afspraken"]))
    headers = {str(c.value): n for n, c in enumerate(book["Afspraken"][5], start=1)}
    book["Afspraken"].cell(row, headers["Vastgesteld op"]).value = datetime(2026, 6, 1)
    book.save(path)
    consolidate(RoundOrder(place / "a" / SUBMITTED, CYCLE, place / "een"), silent)
    live_a_year(place / "a" / SUBMITTED, place / "b")
    second = RoundOrder(place / "b", CYCLE, place / "twee", A_YEAR_ON, place / "een")
    consolidate(second, silent)
    return place


def sheet_lines(rounds: Path, name: str) -> list[dict[str, object]]:
    rows = list(
        openpyxl.load_workbook(rounds / "twee" / OVERVIEW, rich_text=False)[name].iter_rows(
            min_row=4, values_only=True
        )
    )
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def test_the_sheet_of_changes_says_what_the_raw_workbooks_say(rounds: Path) -> None:
    old, new = raw_cells(rounds / "a" / SUBMITTED), raw_cells(rounds / "b")
    rows_before, rows_now = {key[:3] for key in old}, {key[:3] for key in new}
    wanted = Counter(
        {("toegevoegd", *key): 1 for key in rows_now - rows_before}
        | {("verdwenen", *key): 1 for key in rows_before - rows_now}
    )
    for key in old.keys() | new.keys():
        if key[:3] in rows_before & rows_now and old.get(key, "") != new.get(key, ""):
            wanted[("gewijzigd", *key[:3])] += 1
    lines = [line for line in sheet_lines(rounds, "Wijzigingen") if line["Blad"] in SHEETS]
    assert (
        Counter((line["Wat"], line["Bestand"], line["Blad"], line["Id"]) for line in lines)
        == wanted
    )
    for line in lines:
        if line["Wat"] == "gewijzigd":
            place = (str(line["Bestand"]), str(line["Blad"]), str(line["Id"]), str(line["Kolom"]))
            assert (line["Oud"] or "", line["Nieuw"] or "") == (
                old.get(place, ""),
                new.get(place, ""),
            )


def test_only_the_change_of_the_ratified_agreement_is_one_sided(rounds: Path) -> None:
    marked = [
        (line["Id"], line["Kolom"])
        for line in sheet_lines(rounds, "Wijzigingen")
        if line["Eenzijdig"]
    ]
    old, new = raw_cells(rounds / "a" / SUBMITTED), raw_cells(rounds / "b")
    ratified = {key[2] for key in old if key[1] == "Afspraken" and key[3] == "Vastgesteld op"}
    changed = {
        key for key in new if key[2] in ratified and key[3] == "Tekst" and old[key] != new[key]
    }
    assert sorted(marked) == sorted((key[2], "Tekst") for key in changed)


def test_the_floating_list_is_counted_from_the_raw_workbooks(rounds: Path) -> None:
    """AF-02: neither instrument nor document. MO-01, 02, 03: ratified and never or long ago
    reported; past its deadline.
    """
    floating = set()
    for path in sorted((rounds / "b").glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        newest: dict[object, tuple[datetime, object]] = {}
        for _, report in filled(book["Monitoring"]):
            day = report.get("Peildatum")
            if isinstance(day, datetime) and day >= newest.get(report["Afspraak"], (day, None))[0]:
                newest[report["Afspraak"]] = (day, report["Voortgang"])
        for _, values in filled(book["Afspraken"]):
            day, state = newest.get(values["Id"], (None, None))
            done = state in ("gerealiseerd", "vervallen")
            deadline = values.get("Deadline")
            if (
                not (values.get("Landing: instrument") or values.get("Landing: document"))
                or (isinstance(values.get("Vastgesteld op"), datetime) and day is None)
                or (
                    day is not None
                    and not done
                    and (A_YEAR_ON.year - day.year) * 12 + A_YEAR_ON.month - day.month > 6
                )
                or (isinstance(deadline, datetime) and deadline.date() < A_YEAR_ON and not done)
            ):
                floating.add(values["Id"])
    assert {line["Id"] for line in sheet_lines(rounds, "Zwevend")} == floating


def test_letters_hold_every_reaction_and_everything_that_waits(rounds: Path) -> None:
    a_year_ago = set(raw_cells(rounds / "a" / SUBMITTED))
    for path in sorted((rounds / "b").glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        province = str(book["Start"]["B5"].value)
        if province == "Nationaal":
            continue
        answered = {
            str(values["Vraagstuk of afspraak"]) for _, values in filled(book["Terugkoppeling"])
        }
        waiting = [
            values
            for _, values in filled(book["Agenda"])
            if values.get("Status agendering") in ("voorgesteld", "geagendeerd")
        ]
        letter = docx.Document(str(rounds / "twee" / "word" / f"terugkoppeling-{province}.docx"))
        told = [
            p.text.split(" ")[0]
            for p in letter.paragraphs
            if p.style and p.style.name == "Heading 2"
        ]
        assert set(told) == answered, province
        tables = [t for t in letter.tables if t.rows[0].cells[1].text == "Vraagstuk"]
        owed = {row.cells[0].text for t in tables for row in t.rows[1:]}
        assert owed == {str(values["Id"]) for values in waiting} - answered, province
        late = {
            row.cells[0].text
            for t in tables
            for row in t.rows[1:]
            if "te laat" in row.cells[3].text
        }
        assert late == {id_ for id_ in owed if (path.name, "Agenda", id_, "Titel") in a_year_ago}, (
            province
        )
