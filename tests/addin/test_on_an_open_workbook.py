"""The Python side against a real, open spreadsheet document: what stands in Controle, what is selected, what the status bar says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from openpyxl.utils import get_column_letter

from ra_excel.addin import from_outside, ribbon
from ra_excel.addin.actions import ACTIONS, Session, consolidate_folder
from ra_excel.addin.exchange import ANSWER, REQUEST, Request, from_hex, to_hex
from ra_excel.addin.next_step import next_step
from ra_excel.addin.open_book import OpenBook
from ra_excel.addin.progress_window import Cancelled, ProgressWindow
from ra_excel.cli import run
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.errors import RaError
from ra_excel.progress import silent
from tests.addin.office_engine import App, open_in_office
from tests.clean import build, check, clean_rows, put
from tests.workbook.test_in_libreoffice import many_faults

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
        rows = self.app.line("read", CONTROLE.sheet, CONTROLE.first_row, 1, max(used[0], CONTROLE.first_row), len(CONTROLE.columns))
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
    assert [(r["code"], r["blad"], r["cel"], r["bevinding"]) for r in desk.controle()] == [(f.code, f.blad, f.cel, f.id) for f in wanted]
    assert {f.id for f in wanted} == {f.id for f in check(desk.place / "drenthe.xlsx").findings}
    assert desk.where() == ("Agenda", [8, 3])
    assert f"{sum(f.is_fout for f in wanted)} fout" in told
    formulas = desk.app.line("formulas", CONTROLE.sheet, CONTROLE.first_row, 3, CONTROLE.first_row, 3)
    assert "HYPERLINK" in formulas[0][0]


def test_a_second_check_replaces_the_first(desk: Desk) -> None:
    desk.press("raValideer")
    before = len(desk.controle())
    desk.app.line("write", "Agenda", 6, 4, [["Nu wel een goede probleemanalyse voor dit vraagstuk."]])
    desk.press("raValideer")
    assert len(desk.controle()) <= before
    assert [r["bevinding"] for r in desk.controle()] == [f.id for f in check(desk.place / "kopie.xlsx").findings]


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
    assert str(desk.app.status_bar).startswith(tuple(f.code for f in check(desk.place / "kopie.xlsx").findings))


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
    new = check(kept).book
    assert new is not None
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
def test_the_next_step_follows_from_what_is_filled_in(tmp_path: Path, stap: str, outcome: str, result: str | None) -> None:
    rows = clean_rows()
    put("agenda", 0, stap=stap)(rows)
    put("dialoog", 1, uitkomst=outcome)(rows)
    book = check(build(tmp_path / "drenthe.xlsx", rows)).book
    assert book is not None
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


def test_check_from_outside(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(from_outside, "_active_book", lambda: desk.book)
    assert run(["valideer", "--open"]) == 1
    out = capsys.readouterr().out
    assert [r["code"] for r in desk.controle()] and all(str(r["code"]) in out for r in desk.controle())


def test_the_order_that_vba_gives_is_really_run(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question as VBA writes it, the very command of the button, and the answer as VBA reads it."""
    monkeypatch.setenv("TEMP", str(tmp_path))
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: desk.book))
    exchange = tmp_path / "ra_excel"
    exchange.mkdir()

    def ask(button: str, **texts: str) -> tuple[str, str]:
        lines = [f"knop={button}", *(f"{name}={to_hex(text)}" for name, text in {"een": "", "twee": "", **texts}.items())]
        (exchange / REQUEST).write_text("\r\n".join(lines) + "\r\n", "ascii")
        exec(BUTTON_ORDER, {})
        kind, text = (exchange / ANSWER).read_text("ascii").split("\n")[:2]
        return kind.strip(), from_hex(text.strip())

    desk.app.line("save_copy", str(exchange / "kopie.xlsx"))
    kind, text = ask("raValideer", kopie="kopie.xlsx")
    assert kind == "bericht" and "Controle" in text
    assert desk.controle()
    assert ask("raOver")[1].startswith("ra_excel ")
    assert ask("raConsolideer", een=str(tmp_path / "é weg"), twee=str(tmp_path))[0] == "fout"
    monkeypatch.setitem(ACTIONS, "raOver", lambda session: str(1 // 0))
    assert ask("raOver")[0] == "fout"
    assert "ZeroDivisionError" in (exchange / ribbon.LOG).read_text("utf-8")


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
    """A progress window in which somebody presses the button at the third step."""

    def __init__(self) -> None:
        self.steps, self.closed = 0, False

    def update(self, done: int, total: int, what: str) -> bool:
        self.steps += 1
        return self.steps < 3

    def close(self) -> None:
        self.closed = True


def test_long_work_can_be_stopped_and_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ra_excel.addin.progress_window.PATIENCE_SECONDS", -1)
    inbox, out = tmp_path / "in", tmp_path / "uit"
    inbox.mkdir()
    out.mkdir()
    build(inbox / "drenthe.xlsx", clean_rows())
    window = Window()
    bar: list[str] = []
    with pytest.raises(Cancelled), ProgressWindow(bar.append, lambda: window) as progress:
        consolidate_folder(Session(None, tmp_path, Request("raConsolideer", {"een": str(inbox), "twee": str(out)}), progress))  # type: ignore[arg-type]
    assert window.closed and bar[-1] == "" and bar[0].startswith("Ruimtelijk arrangement: 1 van")
    assert list(out.iterdir()) == []
