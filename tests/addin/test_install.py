"""Installing keeps what was there, can be undone, and says how it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings

from ra_excel.addin.actions import ACTIONS, Session
from ra_excel.addin.build import ADDIN
from ra_excel.addin.exchange import (
    Request,
    exchange_folder,
    from_hex,
    read_request,
    to_hex,
    write_answer,
)
from ra_excel.addin.install import (
    examine_addin,
    install,
    mark_of,
    remove,
    settings_file,
    start_folder,
)
from ra_excel.cli.main import run
from ra_excel.domain.files import folder
from ra_excel.errors import RaError
from ra_excel.progress import silent


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "thuis"))
    return tmp_path / "XLSTART"


def test_the_addin_and_its_python_are_set_ready(place: Path) -> None:
    target, kept = install(place)
    assert target.read_bytes() == (folder("macros") / ADDIN).read_bytes()
    assert kept is None
    assert settings_file().read_text("utf-8").startswith('"INTERPRETER_')
    assert [d.works for d in examine_addin(place) if d.vital] == [True, True, True]
    assert install(place)[1] is None


def test_an_older_version_is_kept(place: Path) -> None:
    place.mkdir()
    for number, content in enumerate((b"oud", b"nog ouder"), start=1):
        (place / ADDIN).write_bytes(content)
        assert [d.works for d in examine_addin(place)][1] is False
        kept = install(place)[1]
        assert (
            kept is not None
            and kept.name == f"{ADDIN}.oud-{number}"
            and kept.read_bytes() == content
        )


def test_it_can_be_taken_away(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["invoegtoepassing", "installeer", "--map", str(place)]) == 0
    assert run(["invoegtoepassing", "status", "--map", str(place)]) == 0
    assert run(["invoegtoepassing", "installeer", "--map", str(place), "--verwijder"]) == 0
    assert not (place / ADDIN).exists() and not settings_file().parent.exists()
    assert remove(place) == []
    capsys.readouterr()
    assert run(["invoegtoepassing", "status", "--map", str(place)]) == 2


def test_the_start_folder_is_that_of_this_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("APPDATA", str(tmp_path))
    assert start_folder() == tmp_path / "Microsoft" / "Excel" / "XLSTART"
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(RaError):
        start_folder()


def test_taking_away_leaves_what_is_of_the_user(place: Path) -> None:
    place.mkdir()
    (place / ADDIN).write_bytes(b"oud")
    install(place)
    answers = settings_file().with_name("toelichtingen-2026.csv")
    answers.write_text("x", "utf-8")
    assert remove(place) == [place / ADDIN, settings_file()]
    assert answers.is_file() and (place / f"{ADDIN}.oud-1").is_file()


def test_a_folder_that_excel_does_not_load_by_itself_is_said_to_be_so(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["invoegtoepassing", "installeer", "--map", str(place)]) == 0
    assert "Bladeren" in capsys.readouterr().out


def test_vba_can_read_the_path_of_zoe(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ra_excel.addin.install._code_page", lambda: "cp1252")
    monkeypatch.setattr("sys.executable", "C:\\Users\\Zo\xeb\\ra\\python.exe")
    install(place)
    assert (
        settings_file().read_bytes() == b'"INTERPRETER_WIN","C:\\Users\\Zo\xeb\\ra\\python.exe"\r\n'
    )
    monkeypatch.setattr("sys.executable", "C:\\Users\\\u0141ukasz\\python.exe")
    with pytest.raises(RaError, match="gewone letters"):
        install(place)


def test_on_a_mac_the_script_that_starts_python_comes_and_goes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    target, _ = install()
    script = (
        tmp_path
        / "Library/Application Scripts/com.microsoft.Excel"
        / f"xlwings-{xlwings.__version__}.applescript"
    )
    assert target.is_file() and "VbaHandler" in script.read_text("utf-8")
    assert settings_file().read_text("utf-8").startswith('"INTERPRETER_MAC"')
    assert settings_file().parent == exchange_folder().parent
    assert [d.works for d in examine_addin() if d.vital] == [True, True, True, True]
    assert remove() == [target, settings_file(), script]


def test_help_names_the_addin_that_is_loaded(tmp_path: Path) -> None:
    def about(path: Path) -> str:
        request = Request("raOver", {"invoegtoepassing": str(path)})
        return ACTIONS["raOver"](Session(None, tmp_path, request, silent))  # type: ignore[arg-type]

    ours = folder("macros") / ADDIN
    assert mark_of(ours) in about(ours) and "installeer" not in about(ours)
    other = tmp_path / ADDIN
    other.write_bytes(b"ouder")
    assert mark_of(other) in about(other) and "installeer" in about(other)


@pytest.mark.parametrize("button", ["raStatus", "raOver", "raHandleiding"])
def test_help_needs_no_workbook_and_fits_a_message_box(
    button: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    text = ACTIONS[button](Session(None, tmp_path, Request(button), silent))  # type: ignore[arg-type]
    assert len(text) < 1024
    assert bool(opened) == (button == "raHandleiding")
    assert opened == [] or opened[0].endswith("handleiding.html")


@pytest.mark.parametrize(
    "text", ["", "gewoon", "Fryslân 🗺️", "C:\\Users\\Zoë\\map & 'x'", "regel\neen"]
)
def test_question_and_answer_come_over_whole(tmp_path: Path, text: str) -> None:
    assert from_hex(to_hex(text)) == text
    (tmp_path / "verzoek.txt").write_text(f"knop=raOver\r\neen={to_hex(text)}\r\n", "ascii")
    assert read_request(tmp_path) == Request("raOver", {"een": text})
    write_answer(tmp_path, text, "fout")
    kind, digits, *_ = (tmp_path / "antwoord.txt").read_text("ascii").split("\n")
    assert (kind.strip(), from_hex(digits.strip())) == ("fout", text)


@pytest.mark.parametrize("content", [None, "", "onzin", "een=0041", "knop=raOver\neen=zz"])
def test_a_question_that_is_not_whole_is_an_error(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "verzoek.txt").write_text(content, "ascii")
    with pytest.raises(RaError):
        read_request(tmp_path)
