"""The next cycle: every row goes on or into the archive, and no id is used twice."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ra_excel.cli.main import run
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import provinces
from ra_excel.errors import RaError
from ra_excel.jobs.consolidate import RoundOrder, consolidate
from ra_excel.jobs.demo import SUBMITTED, write_submissions
from ra_excel.jobs.next_cycle import ARCHIVE, REPORT, follow_up
from ra_excel.progress import silent
from ra_excel.round.next_cycle import next_workbook
from ra_excel.round.reactions import merged_reactions
from tests.helpers.clean import CYCLE, Rows, build, check, clean_rows, put
from tests.helpers.packages import edit_parts, replace_in

NEXT = load_cycle("2028-2029")


def half_finished() -> Rows:
    """DR-001 has an agreement that is realised and one that is not; DR-002 is done with, and so is
    all about it.
    """
    rows = clean_rows()
    rows["afspraken"].append({**rows["afspraken"][0], "id": "DR-A002", "titel": "Kaart op orde"})
    rows["monitoring"].append(
        {
            **rows["monitoring"][0],
            "id": "DR-M002",
            "afspraak": "DR-A002",
            "voortgang": "gerealiseerd",
            "bewijs": "De kaart.",
        }
    )
    put(
        "agenda",
        1,
        status="afgerond",
        afslag_traject="Defensieprogramma",
        afslag_reden="Elders",
        afslag_borging="Brief",
    )(rows)
    rows["dialoog"].append({**rows["dialoog"][0], "id": "DR-D003", "vraagstuk": "DR-002"})
    rows["terugkoppeling"] = [
        {
            "onderwerp": "DR-001",
            "besluit": "overgenomen",
            "motivering": "Past in de Nota Ruimte.",
            "datum": date(2026, 11, 1),
        },
        {
            "onderwerp": "DR-002",
            "besluit": "overgenomen",
            "motivering": "Gaat elders verder.",
            "datum": date(2026, 11, 1),
        },
    ]
    return rows


def started(tmp_path: Path, rows: Rows) -> Path:
    inbox = tmp_path / "in"
    inbox.mkdir()
    build(inbox / "drenthe.xlsx", rows)
    follow_up(inbox, NEXT, tmp_path / "uit", silent)
    return tmp_path / "uit"


def report(folder: Path) -> list[dict[str, str]]:
    with (folder / REPORT).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def ids(path: Path, sheet: str) -> dict[str, bool]:
    """Ids on a sheet, and whether their row says anything else."""
    book = openpyxl.load_workbook(path)
    return {
        str(row[0].value): any(c.value for c in row[2:] if c.data_type != "f")
        for row in book[sheet].iter_rows(min_row=6)
        if row[0].value
    }


def shown(value: object) -> str:
    """A cell as text, without the zero-width space that the demonstration plants: reading takes it
    away everywhere (CE-10).
    """
    return str(value or "").replace("\u200b", "").strip()


def test_what_is_open_goes_on_and_what_is_finished_is_archived(tmp_path: Path) -> None:
    lines = [
        line
        for line in report(started(tmp_path, half_finished()))
        if line["provincie"] == "Drenthe" and line["blad"] != "Rolmatrix"
    ]
    assert {line["id"]: line["uitkomst"] for line in lines} == {
        "": "mee",
        "DR-001": "mee",
        "DR-002": "archief",
        "DR-D001": "mee",
        "DR-D002": "mee",
        "DR-D003": "archief",
        "DR-B001": "mee",
        "DR-A001": "mee",
        "DR-A002": "archief",
        "DR-M001": "mee",
        "DR-M002": "archief",
        "DR-L001": "mee",
        "DR-T001": "mee",
        "DR-T002": "archief",
    }


def test_a_closed_vraagstuk_with_an_open_agreement_goes_on(tmp_path: Path) -> None:
    rows = half_finished()
    put("afspraken", 0, vraagstuk="DR-002")(rows)
    lines = {line["id"]: line for line in report(started(tmp_path, rows))}
    assert (lines["DR-002"]["uitkomst"], lines["DR-D003"]["uitkomst"]) == ("mee", "mee")


def test_the_new_workbook_keeps_ids_and_history_and_never_offers_a_used_id(tmp_path: Path) -> None:
    target = started(tmp_path, half_finished()) / "ra-2028-2029-drenthe.xlsx"
    agenda, afspraken = ids(target, "Agenda"), ids(target, "Afspraken")
    assert [id_ for id_, filled in agenda.items() if filled] == ["DR-001"]
    assert "DR-002" not in agenda and "DR-A002" not in afspraken
    assert len(agenda) == 40 and len(afspraken) == 60
    again = check(target)
    assert [f.code for f in again.findings if f.is_fout] == []
    row = again.rows["afspraken"][0]
    assert (row["afkomst"], row["tekst"]) == (
        "eerdere afspraak",
        clean_rows()["afspraken"][0]["tekst"],
    )
    assert (again.rows["agenda"][0]["planning"], again.rows["agenda"][0]["notitie"]) == (
        None,
        "Planning in cyclus 2026-2027: 2026-Q3.",
    )
    assert again.rows["terugkoppeling"][0]["besluit"] == "overgenomen"
    assert (
        again.rows["start"][0]["contactfunctie"],
        again.rows["start"][0]["status_inzending"],
    ) == ("Programmamanager", "concept")


def test_ids_stay_unique_over_three_cycles(tmp_path: Path) -> None:
    """What was archived in the first step is remembered in the second, though no row carries it any
    more.
    """
    first = started(tmp_path, half_finished())
    offered = next(
        id_
        for id_, filled in ids(first / "ra-2028-2029-drenthe.xlsx", "Agenda").items()
        if not filled
    )
    assert offered == "DR-003"
    again = check(first / "ra-2028-2029-drenthe.xlsx")
    third = next_workbook(again, merged_reactions([again], {}), NEXT)
    assert third.offered["agenda"][0] == "DR-003"
    assert "DR-002" not in third.offered["agenda"] and "DR-A002" not in third.offered["afspraken"]


def test_every_row_of_the_demo_is_accounted_for(tmp_path: Path) -> None:
    """Counted in the raw workbooks with openpyxl: every filled row stands in the report, and its
    cells in what it points at.
    """
    write_submissions(load_cycle(CYCLE), tmp_path, silent)
    target = tmp_path / "uit"
    follow_up(tmp_path / SUBMITTED, NEXT, target, silent)
    told = {
        (line["bestand"], line["blad"], int(line["rij"])): line
        for line in report(target)
        if line["bestand"]
    }
    archive = openpyxl.load_workbook(target / ARCHIVE)
    kept = {
        name: [{shown(c.value) for c in row} for row in archive[name].iter_rows(min_row=5)]
        for name in archive.sheetnames
    }
    seen = 0
    for path in sorted((tmp_path / SUBMITTED).glob("*.xlsx")):
        old = openpyxl.load_workbook(path)
        new = openpyxl.load_workbook(target / path.name.replace(CYCLE, NEXT.id))
        for sheet in (
            "Agenda",
            "Rolmatrix",
            "Dialoog",
            "Besluitvorming",
            "Afspraken",
            "Monitoring",
            "Lessen",
            "Terugkoppeling",
        ):
            headers = [c.value for c in old[sheet][5]]
            for number, cells in enumerate(old[sheet].iter_rows(min_row=6), start=6):
                values = {
                    h: shown(c.value)
                    for h, c in zip(headers, cells, strict=False)
                    if h not in ("Stand", "Fouten in cellen") and c.value
                }
                if len(values) < 2:
                    continue
                seen += 1
                line = told[(path.name, sheet, number)]
                if line["uitkomst"] == "mee":
                    there = {
                        h: shown(c.value)
                        for h, c in zip(headers, new[sheet][int(line["nieuwe rij"])], strict=False)
                    }
                    moved = {"Afkomst", "Planning", "Notitie"}
                    assert {h: there[h] for h in values if h not in moved} == {
                        h: v for h, v in values.items() if h not in moved
                    }
                    if "Planning" in values:
                        assert values["Planning"] in there["Notitie"]
                else:
                    assert any(set(values.values()) <= row for row in kept[sheet]), (
                        path.name,
                        sheet,
                        number,
                    )
    assert seen == len([key for key in told if key[1] != "Start"])
    assert len([key for key in told if key[1] == "Start"]) == 12


def test_a_province_without_a_workbook_starts_empty(tmp_path: Path) -> None:
    target = started(tmp_path, half_finished())
    assert len(list(target.glob("ra-*.xlsx"))) == len(provinces())
    assert [line["uitkomst"] for line in report(target) if line["provincie"] == "Utrecht"] == [
        "leeg begin"
    ]
    assert check(target / "ra-2028-2029-utrecht.xlsx").rows["agenda"] == ()


def test_reactions_written_in_the_overview_go_on(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    build(inbox / "drenthe.xlsx", clean_rows())
    consolidate(RoundOrder(inbox, load_cycle(CYCLE), tmp_path / "ronde"), silent)
    book = openpyxl.load_workbook(tmp_path / "ronde" / "landelijk-overzicht.xlsx")
    headers = {c.value: n for n, c in enumerate(book["Reacties"][4], start=1)}
    for header, value in (
        ("Besluit", "overgenomen"),
        ("Motivering", "Dit past in de Nota Ruimte."),
        ("Datum", date(2026, 12, 9)),
    ):
        book["Reacties"].cell(5, headers[header]).value = value
    book.save(tmp_path / "ronde" / "landelijk-overzicht.xlsx")
    follow_up(tmp_path / "ronde", NEXT, tmp_path / "uit", silent)
    again = check(tmp_path / "uit" / "ra-2028-2029-drenthe.xlsx")
    assert [(r["onderwerp"], r["besluit"], r["datum"]) for r in again.rows["terugkoppeling"]] == [
        ("DR-001", "overgenomen", date(2026, 12, 9))
    ]


def test_an_older_template_version_migrates(tmp_path: Path) -> None:
    """Another version mark, a header by its older name, a column that is no longer there, one that
    was not there yet.
    """
    inbox = tmp_path / "in"
    inbox.mkdir()
    path = build(inbox / "drenthe.xlsx", clean_rows())
    edit_parts(path, replace_in("xl/workbook.xml", 'hidden="1">"2"<', 'hidden="1">"0"<'))
    book = openpyxl.load_workbook(path)
    place = next(n for n, c in enumerate(book["Agenda"][5]) if c.value == "Kaart")
    book["Agenda"][5][place].value = "Oude kolom"
    book["Agenda"][6][place].value = "bewaar mij"
    book.save(path)
    assert "ST-02" in [f.code for f in check(path).findings]
    follow_up(inbox, NEXT, tmp_path / "uit", silent)
    again = check(tmp_path / "uit" / "ra-2028-2029-drenthe.xlsx")
    assert [row["titel"] for row in again.rows["agenda"]] == [
        row["titel"] for row in clean_rows()["agenda"]
    ]
    own = openpyxl.load_workbook(tmp_path / "uit" / ARCHIVE)["Eigen kolommen"]
    assert "bewaar mij" in [c.value for row in own.iter_rows() for c in row]


def test_two_rows_with_one_id_are_both_kept(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    path = build(inbox / "drenthe.xlsx", clean_rows())
    book = openpyxl.load_workbook(path)
    book["Agenda"]["A7"] = "DR-001"
    book.save(path)
    follow_up(inbox, NEXT, tmp_path / "uit", silent)
    lines = [line for line in report(tmp_path / "uit") if line["blad"] == "Agenda"]
    assert [line["uitkomst"] for line in lines] == ["mee", "archief"]


def test_what_cannot_follow_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = started(tmp_path, half_finished())
    before = {p: p.read_bytes() for p in target.iterdir()}
    with pytest.raises(RaError):
        follow_up(tmp_path / "in", NEXT, target, silent)
    assert {p: p.read_bytes() for p in target.iterdir()} == before
    with pytest.raises(RaError):
        follow_up(tmp_path / "in", load_cycle(CYCLE), tmp_path / "nieuw", silent)
    (tmp_path / "leeg").mkdir()
    with pytest.raises(RaError):
        follow_up(tmp_path / "leeg", NEXT, tmp_path / "nieuw", silent)
    assert (
        run(
            ["vervolg", str(tmp_path / "in"), "--cyclus", NEXT.id, "--uit", str(tmp_path / "nieuw")]
        )
        == 0
    )
    assert "archief" in capsys.readouterr().out


def test_following_up_gives_the_same_bytes(tmp_path: Path) -> None:
    target = started(tmp_path, half_finished())
    follow_up(tmp_path / "in", NEXT, tmp_path / "nog-eens", silent)
    names = ("ra-2028-2029-drenthe.xlsx", REPORT)
    assert all(
        (target / name).read_bytes() == (tmp_path / "nog-eens" / name).read_bytes()
        for name in names
    )
