"""The Python side against a real, open spreadsheet document: what stands in Controle, what is
selected, what the status bar says.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw
from openpyxl.utils import get_column_letter

from ra_excel.addin import from_outside, ribbon
from ra_excel.addin.actions import ACTIONS, Session
from ra_excel.addin.build import ADDIN
from ra_excel.addin.exchange import Request, from_hex
from ra_excel.addin.install import mark_of
from ra_excel.addin.next_step import next_step
from ra_excel.addin.open_book import OpenBook, _inert
from ra_excel.addin.progress_window import Cancelled, ProgressWindow, _NoWindow, _TkWindow
from ra_excel.cli.main import run
from ra_excel.domain.files import folder
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.errors import RaError
from ra_excel.progress import silent
from tests.addin.office_engine import App, open_in_office
from tests.addin.stand_ins import addin_for_libreoffice
from tests.helpers.clean import build, check, clean_rows, put
from tests.template.test_in_libreoffice import many_faults

pytestmark = pytest.mark.libreoffice

BUTTON_ORDER = "import ra_excel.addin.ribbon; ra_excel.addin.ribbon.main()"


class Desk:
    """A workbook on the screen."""

    def __init__(self, book: xw.Book, app: App, place: Path) -> None:
        self.book, self.app, self.place = book, app, place

    def press(self, button: str, **chosen: str) -> str:
        copy = self.place / "kopie.xlsx"
        self.app.line("save_copy", str(copy))
        return ACTIONS[button](Session(OpenBook(self.book), copy, Request(button, chosen), silent))

    def controle(self) -> list[dict[str, Any]]:
        used = self.app.line("used", CONTROLE.sheet)
        rows = self.app.line(
            "read",
            CONTROLE.sheet,
            CONTROLE.first_row,
            1,
            max(used[0], CONTROLE.first_row),
            len(CONTROLE.columns),
        )
        records = [dict(zip(CONTROLE.by_name, row, strict=True)) for row in rows]
        return [record for record in records if record["code"]]

    def cell(self, sheet: str, row: int, column: int) -> Any:
        return self.app.line("read", sheet, row, column, row, column)[0][0]

    def where(self) -> tuple[str, list[int]]:
        return self.app.line("active"), self.app.line("selection")[:2]

    def go(self, sheet: str, row: int, column: int) -> None:
        self.app.line("activate", sheet)
        self.app.line("select", sheet, row, column, row, column)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where answers are kept."""
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "thuis"))
    return tmp_path / "thuis" / ".ra_excel"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Drenthe with many faults, open."""
    path = build(tmp_path / "drenthe.xlsx", many_faults())
    with open_in_office(path, tmp_path) as (book, app):
        yield Desk(book, app, tmp_path)


def test_valideer_writes_the_findings_of_the_command_line_and_leaves_the_view(desk: Desk) -> None:
    desk.go("Agenda", 8, 3)
    told = desk.press("raValideer")
    wanted = check(desk.place / "kopie.xlsx").findings
    assert [(r["code"], r["blad"], r["cel"], r["bevinding"]) for r in desk.controle()] == [
        (f.code, f.blad, f.cel, f.id) for f in wanted
    ]
    assert {f.id for f in wanted} == {f.id for f in check(desk.place / "drenthe.xlsx").findings}
    assert desk.where() == ("Agenda", [8, 3])
    assert f"{sum(f.is_fout for f in wanted)} fout" in told
    formulas = desk.app.line(
        "formulas", CONTROLE.sheet, CONTROLE.first_row, 3, CONTROLE.first_row, 3
    )
    assert "HYPERLINK" in formulas[0][0]


def test_a_second_check_replaces_the_first(desk: Desk) -> None:
    desk.press("raValideer")
    before = len(desk.controle())
    desk.app.line(
        "write", "Agenda", 6, 4, [["Nu wel een goede probleemanalyse voor dit vraagstuk."]]
    )
    desk.press("raValideer")
    assert len(desk.controle()) <= before
    assert [r["bevinding"] for r in desk.controle()] == [
        f.id for f in check(desk.place / "kopie.xlsx").findings
    ]


def test_answers_stay_with_their_finding(desk: Desk) -> None:
    desk.press("raValideer")
    column = list(CONTROLE.by_name).index("toelichting") + 1
    desk.app.line("write", CONTROLE.sheet, CONTROLE.first_row, column, [["'=1+1 is ons antwoord"]])
    first = desk.controle()[0]["bevinding"]
    desk.press("raValideer")
    answers = {r["bevinding"]: r["toelichting"] for r in desk.controle()}
    assert answers[first] == "=1+1 is ons antwoord"
    assert desk.press("raWis").startswith("Gewist. 1 ")
    assert [r["bevinding"] for r in desk.controle()] == [first]


def test_next_and_previous_walk_the_cells_round_and_round(desk: Desk) -> None:
    desk.press("raValideer")
    cells = [(f.blad, f.cel) for f in check(desk.place / "kopie.xlsx").findings if f.cel]
    places = list(dict.fromkeys(cells))
    desk.go("Start", 1, 1)
    seen = []
    for _ in range(len(places) + 1):
        assert desk.press("raVolgende") == ""
        sheet, (row, column) = desk.where()
        seen.append((sheet, get_column_letter(column) + str(row)))
    assert seen[: len(places)] == places and seen[-1] == places[0]
    desk.press("raVorige")
    sheet, (row, column) = desk.where()
    assert (sheet, get_column_letter(column) + str(row)) == places[-1]
    assert str(desk.app.status_bar).startswith(
        tuple(f.code for f in check(desk.place / "kopie.xlsx").findings)
    )


def test_without_findings_the_walk_says_so(tmp_path: Path) -> None:
    with open_in_office(build(tmp_path / "drenthe.xlsx", clean_rows()), tmp_path) as (book, app):
        clean = Desk(book, app, tmp_path)
        assert "Valideer" in clean.press("raVolgende")
        assert "gereed" in clean.press("raValideer")
        assert clean.controle() == []


def test_a_new_vraagstuk_takes_the_first_empty_row(desk: Desk) -> None:
    rows = len(many_faults()["agenda"])
    assert desk.press("raNieuw") == ""
    sheet, (row, column) = desk.where()
    assert (sheet, row, column) == ("Agenda", 6 + rows, 3)
    kept = desk.place / "na.xlsx"
    desk.app.line("save_copy", str(kept))
    new = check(kept).rows
    line = next(r for r in new.table("agenda") if r.number == row)
    assert (line.text("status"), line.text("stap")) == ("voorgesteld", "1 Agenderen")


def test_the_fiche_shows_the_vraagstuk_of_the_row(desk: Desk) -> None:
    desk.go("Dialoog", 6, 3)
    assert desk.press("raFiche") == ""
    assert desk.where()[0] == "Fiche"
    assert desk.cell("Fiche", 4, 2) == many_faults()["dialoog"][0]["vraagstuk"]
    desk.go("Controle", 3, 1)
    with pytest.raises(RaError):
        desk.press("raFiche")


@pytest.mark.parametrize(
    ("stap", "outcome", "result"),
    [
        ("1 Agenderen", "naar besluitvorming", "2 Dialoog"),
        ("2 Dialoog", "naar besluitvorming", "3a Besluitvorming"),
        ("2 Dialoog", "naar conflictbeslechting", "3b Conflictbeslechting"),
        ("2 Dialoog", "verder in dialoog", None),
        ("2 Dialoog", "terug naar regulier stelsel", None),
        ("3a Besluitvorming", "naar besluitvorming", "4 Opvolging en monitoring"),
        ("4 Opvolging en monitoring", "naar besluitvorming", None),
    ],
)
def test_the_next_step_follows_from_what_is_filled_in(
    tmp_path: Path, stap: str, outcome: str, result: str | None
) -> None:
    rows = clean_rows()
    put("agenda", 0, stap=stap)(rows)
    put("dialoog", 1, uitkomst=outcome)(rows)
    book = check(build(tmp_path / "drenthe.xlsx", rows)).rows
    if result is None:
        with pytest.raises(RaError):
            next_step(book, "DR-001")
    else:
        assert next_step(book, "DR-001") == result


def test_moving_on_fills_the_cell(tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, stap="2 Dialoog")(rows)
    with open_in_office(build(tmp_path / "drenthe.xlsx", rows), tmp_path) as (book, app):
        one = Desk(book, app, tmp_path)
        one.go("Agenda", 6, 3)
        assert "3a Besluitvorming" in one.press("raDoorzetten")
        one.app.line("save_copy", str(tmp_path / "na.xlsx"))
    assert check(tmp_path / "na.xlsx").rows["agenda"][0]["stap"] == "3a Besluitvorming"


def test_handing_in_needs_a_clean_workbook_and_never_overwrites(tmp_path: Path, desk: Desk) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    assert "Nog niet bewaard" in desk.press("raIndienen", een=str(out))
    assert list(out.iterdir()) == []
    clean = build(tmp_path / "schoon.xlsx", clean_rows())
    session = Session(OpenBook(desk.book), clean, Request("raIndienen", {"een": str(out)}), silent)
    for _ in range(2):
        assert "Bewaard" in ACTIONS["raIndienen"](session)
    kept = sorted(p.name for p in out.iterdir())
    assert len(kept) == 4 and {Path(name).suffix for name in kept} == {".xlsx", ".json"}
    assert all(path.read_bytes() == clean.read_bytes() for path in out.glob("*.xlsx"))


def test_check_from_outside(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(from_outside, "_active_book", lambda: desk.book)
    assert run(["valideer", "--open"]) == 1
    out = capsys.readouterr().out
    assert [r["code"] for r in desk.controle()] and all(
        str(r["code"]) in out for r in desk.controle()
    )


class Excel:
    """VBA in LibreOffice beside the open workbook: press a button, let Python do what VBA ordered,
    see what VBA shows.
    """

    def __init__(self, desk: Desk, exchange: Path) -> None:
        self.desk, self.exchange = desk, exchange

    def press(self, button: str) -> tuple[str, str]:
        assert self.desk.app.line("macro", "RaToets.Druk", button) == f"OK: {button}"
        if (copy := self.exchange / "kopie.xlsx").is_file():
            # SaveCopyAs of LibreOffice writes the old .xls whatever the name says.
            self.desk.app.line("save_copy", str(copy))
        order = self.exchange / "opdracht.txt"
        assert order.read_text("ascii").strip() == BUTTON_ORDER
        exec(order.read_text("ascii").strip(), {})
        return self.look()

    def look(self) -> tuple[str, str]:
        shown = self.exchange / "getoond.txt"
        shown.unlink(missing_ok=True)
        assert self.desk.app.line("macro", "RaToets.Kijk", "") == "OK: "
        if not shown.is_file():
            return "", ""
        kind, text = shown.read_text("ascii").split()
        return kind, from_hex(text)


@pytest.fixture
def excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Excel]:
    """Drenthe with faults and the add-in, both open. A folder chosen is in or out, by what the
    window asks.
    """
    for name in ("in", "uit"):
        (tmp_path / name).mkdir()
    build(tmp_path / "in" / "drenthe.xlsx", clean_rows())
    chosen = (
        f'"{tmp_path}/" & IIf(InStr(titel, "uitvoer") + InStr(titel, "nieuwe") + InStr(titel,'
        ' "komt") > 0, "uit", "in")'
    )
    xlam = addin_for_libreoffice(
        tmp_path / "toets.xlam", {"mac": "True", "answer": "later", "chosen": chosen}
    )
    monkeypatch.setenv("TEMP", str(tmp_path))
    monkeypatch.setattr("webbrowser.open", lambda page: True)
    path = build(tmp_path / "drenthe.xlsx", many_faults())
    with open_in_office(path, tmp_path, {"TEMP": str(tmp_path), "HOME": str(tmp_path)}) as (
        book,
        app,
    ):
        app.line("load_addin", str(xlam))
        monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
        yield Excel(Desk(book, app, tmp_path), tmp_path / "ra_excel")


def test_every_button_all_the_way(excel: Excel, monkeypatch: pytest.MonkeyPatch) -> None:
    """What VBA wrote, Python really read and did, and VBA showed: nothing in between is made up."""
    desk, place = excel.desk, excel.desk.place
    desk.go("Agenda", 6, 3)
    kind, text = excel.press("raValideer")
    assert kind == "bericht" and "op het blad Controle" in text, text
    assert {r["bevinding"] for r in desk.controle()} == {
        f.id for f in check(place / "drenthe.xlsx").findings
    }
    assert desk.where() == ("Agenda", [6, 3]) and desk.app.status_bar is False
    assert not (excel.exchange / "kopie.xlsx").exists()
    assert excel.press("raVolgende") == ("", "") and excel.press("raVorige") == ("", "")
    assert str(desk.app.status_bar).split(":")[0] in {r["code"] for r in desk.controle()}
    assert (
        excel.press("raWis") == ("", "") and desk.controle() == [] and desk.app.status_bar is False
    )
    assert "Valideer" in excel.press("raVolgende")[1]
    assert excel.press("raNieuw") == ("", "") and desk.where()[0] == "Agenda"
    desk.go("Agenda", 6, 3)
    assert excel.press("raFiche") == ("", "") and desk.where()[0] == "Fiche"
    assert excel.press("raDoorzetten")[0] == "fout"
    assert "Nog niet bewaard" in excel.press("raIndienen")[1]
    assert "1 van 12" in excel.press("raConsolideer")[1]
    assert (
        "documenten" in excel.press("raWord")[1] and "word-documenten-2" in excel.press("raWord")[1]
    )
    assert "wijzigingen" in excel.press("raVergelijk")[1]
    assert "2028-2029" in excel.press("raVervolg")[1]
    assert excel.press("raHandleiding") == ("", "")
    assert "onderdelen in orde" in excel.press("raStatus")[1]
    assert mark_of(folder("macros") / ADDIN) in excel.press("raOver")[1]
    monkeypatch.setitem(ACTIONS, "raOver", lambda session: str(1 // 0))
    assert excel.press("raOver")[0] == "fout"
    assert "ZeroDivisionError" in (excel.exchange / ribbon.LOG).read_text("utf-8")


def test_a_workbook_open_for_reading_only_is_warned_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        ribbon,
        "xw",
        SimpleNamespace(
            Book=SimpleNamespace(caller=lambda: SimpleNamespace(app=SimpleNamespace()))
        ),
    )
    monkeypatch.setitem(ACTIONS, "raWis", lambda session: "")
    monkeypatch.setitem(ACTIONS, "raOver", lambda session: "")
    answers = [
        ribbon._answer(Request(button, {"alleenlezen": said}), tmp_path)
        for button, said in (("raWis", "ja"), ("raWis", ""), ("raOver", "ja"))
    ]
    assert answers == [ribbon.READ_ONLY, "", ""]


def test_answers_to_solved_findings_are_kept(desk: Desk, home: Path) -> None:
    desk.press("raValideer")
    column = list(CONTROLE.by_name).index("toelichting") + 1
    desk.app.line("write", CONTROLE.sheet, CONTROLE.first_row, column, [["'=opgelost"], ["3-4"]])
    first = desk.controle()[0]["bevinding"]
    clean = build(desk.place / "schoon.xlsx", clean_rows())
    told = ACTIONS["raValideer"](Session(OpenBook(desk.book), clean, Request("raValideer"), silent))
    (kept,) = home.glob("toelichtingen-*.csv")
    assert str(kept) in told and desk.controle() == []
    lines = kept.read_text("utf-8-sig").splitlines()
    assert len(lines) == 3 and first in lines[1] and "'=opgelost" in lines[1]


def test_a_sheet_that_is_gone_or_hidden_is_told(desk: Desk) -> None:
    desk.press("raValideer")
    desk.go("Start", 1, 1)
    desk.app.line("show", desk.controle()[0]["blad"], False)
    for sheet in {r["blad"] for r in desk.controle()} - {"Start", "Controle"}:
        desk.app.line("show", sheet, False)
    with pytest.raises(RaError, match="verborgen"):
        for _ in range(len(desk.controle())):
            desk.press("raVolgende")
    desk.app.line("rename", CONTROLE.sheet, "Controle oud")
    for button in ("raValideer", "raVolgende", "raWis"):
        with pytest.raises(RaError, match="Controle"):
            desk.press(button)


@pytest.mark.parametrize("text", ["=1+1", "3-4", "WAAR", "'s-Graveland", "1e5"])
def test_text_stays_text(text: str) -> None:
    """Excel would make a formula, a date, a truth or a number of it; behind an apostrophe it does
    not.
    """
    assert _inert(text) == f"'{text}"
    assert (_inert(None), _inert(""), _inert(3)) == (None, "", 3)


def test_a_manifest_is_never_overwritten_either(desk: Desk) -> None:
    out = desk.place / "uit"
    out.mkdir()
    clean = build(desk.place / "schoon.xlsx", clean_rows())
    session = Session(OpenBook(desk.book), clean, Request("raIndienen", {"een": str(out)}), silent)
    ACTIONS["raIndienen"](session)
    (book,) = out.glob("*.xlsx")
    book.unlink()
    old = book.with_suffix(".json").read_bytes()
    ACTIONS["raIndienen"](session)
    assert book.with_suffix(".json").read_bytes() == old
    (new,) = out.glob("*.xlsx")
    assert (
        new.stem == f"{book.stem}-2"
        and json.loads(new.with_suffix(".json").read_text("utf-8"))["bestand"] == new.name
    )


def test_a_folder_that_is_not_on_this_computer_is_told(tmp_path: Path) -> None:
    with pytest.raises(RaError, match="synchroniseren"):
        Request("raWord", {"een": "https://provincie.sharepoint.com/map"}).folder("een")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("Map1", ".xlsx"), ("Drenthe v1.2", ".xlsx"), ("a.xlsm", ".xlsm"), ("A.XLSX", ".xlsx")],
)
def test_from_outside_a_copy_keeps_the_kind(name: str, suffix: str) -> None:
    assert from_outside._suffix(name) == suffix


def test_from_outside_a_busy_excel_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Busy:
        @property
        def sheets(self) -> list[Any]:
            raise RuntimeError("Call was rejected by callee")

    monkeypatch.setattr(from_outside, "_active_book", Busy)
    assert run(["valideer", "--open"]) == 2
    assert "Excel is bezig" in capsys.readouterr().err


def test_from_outside_where_excel_makes_no_copy_the_saved_file_counts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a Mac."""
    monkeypatch.setattr("tests.addin.office_engine.Native", lambda line: object())
    monkeypatch.setattr(from_outside, "_active_book", lambda: desk.book)
    outside = from_outside.check_open_workbook()
    assert {r["bevinding"] for r in desk.controle()} == {
        f.id for f in check(desk.place / "drenthe.xlsx").findings
    }
    assert len(outside.remarks) == 1 and "opsloeg" in outside.remarks[0]


def test_folders_are_consolidated_compared_and_followed_up(desk: Desk, tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "uit"
    inbox.mkdir()
    out.mkdir()
    build(inbox / "drenthe.xlsx", clean_rows())
    assert "1 van 12" in desk.press("raConsolideer", een=str(inbox), twee=str(out))
    assert (out / "landelijk-overzicht.xlsx").is_file()
    words = tmp_path / "word"
    words.mkdir()
    assert "documenten" in desk.press("raWord", een=str(inbox), twee=str(words))
    assert (words / "landelijk.docx").is_file()
    assert "wijzigingen.xlsx" in desk.press("raVergelijk", een=str(inbox), twee=str(out))
    new = tmp_path / "nieuw"
    new.mkdir()
    assert "2028-2029" in desk.press("raVervolg", een=str(inbox), twee=str(new))
    assert (new / "archief.xlsx").is_file()


class Window:
    """A progress window in which somebody presses the button at step ``last``."""

    def __init__(self, last: int) -> None:
        self.last, self.steps, self.closed = last, 0, False

    def update(self, done: int, total: int, what: str) -> bool:
        self.steps += 1
        return self.steps < self.last

    def close(self) -> None:
        self.closed = True


LONG_WORK = {
    "raConsolideer": "ronde",
    "raWord": "word-documenten",
    "raVervolg": "cyclus-2028-2029",
    "raVergelijk": "",
}


def contents(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("button", LONG_WORK)
def test_long_work_can_be_stopped_at_any_step_and_leaves_nothing_half(
    button: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ra_excel.addin.progress_window.PATIENCE_SECONDS", -1)
    inbox, out = tmp_path / "in", tmp_path / "uit"
    inbox.mkdir()
    out.mkdir()
    (out / "van iemand anders.txt").write_text("blijft", "utf-8")
    build(inbox / "drenthe.xlsx", clean_rows())
    build(inbox / "tweede.xlsx", clean_rows())
    request = Request(
        button, {"een": str(inbox), "twee": str(out if button != "raVergelijk" else inbox)}
    )
    steps = [0]
    before = contents(tmp_path)

    def counted(done: int, total: int, what: str) -> None:
        steps[0] += 1

    ACTIONS[button](Session(None, tmp_path, request, counted))  # type: ignore[arg-type]
    whole = contents(tmp_path)
    assert steps[0] > 1 and len(whole) > len(before)
    (
        shutil.rmtree(tmp_path / "uit" / LONG_WORK[button])
        if LONG_WORK[button]
        else (tmp_path / "wijzigingen.xlsx").unlink()
    )
    for last in sorted({1, 2, steps[0] // 2, steps[0]}):
        window = Window(last)
        bar: list[str] = []
        with (
            pytest.raises(Cancelled),
            ProgressWindow(bar.append, lambda window=window: window) as progress,  # type: ignore[misc]
        ):
            ACTIONS[button](Session(None, tmp_path, request, progress))  # type: ignore[arg-type]
        assert (
            window.closed and bar[-1] == "" and bar[0].startswith("Ruimtelijk arrangement: 1 van")
        )
        assert contents(tmp_path) == before


def test_the_window_has_a_button_that_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window of tkinter itself, where there is a screen."""
    tkinter = pytest.importorskip("tkinter")
    try:
        window = _TkWindow()
    except tkinter.TclError:
        pytest.skip("geen scherm op deze computer")
    assert window.update(1, 12, "drenthe.xlsx") is True
    button: Any
    (button,) = [w for w in window.root.winfo_children() if w.winfo_class() == "TButton"]
    button.invoke()
    assert window.update(2, 12, "drenthe.xlsx") is False
    window.close()


def test_without_a_screen_the_work_goes_on() -> None:
    window = _NoWindow()
    assert window.update(1, 2, "x") is True
    window.close()
