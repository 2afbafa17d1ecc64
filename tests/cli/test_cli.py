"""The command line: exit status, streams, Dutch, and no heavy imports before they are needed."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ra_excel.cli import dutch_argparse
from ra_excel.cli.main import build_parser, run
from ra_excel.errors import RaError, reason_of
from ra_excel.jobs import doctor
from ra_excel.reading.list_file import read_records
from tests.helpers.clean import CYCLE, build, clean_rows, put


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A workbook with one fout."""
    rows = clean_rows()
    put("agenda", 0, inbrenger="provinsie")(rows)
    return build(tmp_path / "fout.xlsx", rows)


def test_help_is_dutch_and_light() -> None:
    heavy = "{'pandas', 'pandera', 'openpyxl', 'xlsxwriter', 'docx', 'tqdm', 'pathlib', 'shutil'}"
    code = f"""
import sys
before = set(sys.modules)
from ra_excel.cli.main import run
try:
    run(['--help'])
except SystemExit:
    print(sorted({heavy} & (set(sys.modules) - before)))
"""
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout
    assert out.startswith("gebruik: ra")
    assert out.strip().endswith("[]")


def test_a_check_of_one_file_loads_no_round_and_no_writer(faulty: Path) -> None:
    code = f"""
import sys
from ra_excel.cli.main import run
run(['valideer', {str(faulty)!r}])
unwanted = {{'docx', 'jinja2', 'xlsxwriter', 'openpyxl', 'lxml', 'rapidfuzz', 'xlwings'}}
print(sorted(name for name in sys.modules if name in unwanted or name == 'ra_excel.round'))
"""
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout
    assert out.strip().endswith("[]")


@pytest.mark.parametrize("columns", ["", "0", "-3", "veel", "50", " 70 ", "200"])
def test_help_is_as_wide_as_the_terminal(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    help_ = build_parser().format_help()
    monkeypatch.setattr(dutch_argparse, "_columns", lambda: shutil.get_terminal_size().columns)
    assert help_ == build_parser().format_help()
    assert max(map(len, help_.splitlines())) <= shutil.get_terminal_size().columns


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["onzin"],
        ["vervolg"],
        ["vergelijk"],
        ["consolideer", "x", "--cyclus", CYCLE],
        ["valideer", "x", "--formaat", "pdf"],
    ],
)
def test_wrong_use_is_status_2_in_dutch(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = run(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert "gebruik:" in err
    assert not {"invalid", "required", "unrecognized", "usage"} & set(err.replace(":", " ").split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["valideer", "bestaat-niet.xlsx"],
        ["sjabloon"],
        ["valideer"],
        ["sjabloon", "--controleer", "weg"],
        ["vergelijk", "weg", "ook-weg"],
        ["vervolg", "weg", "--cyclus", "2028-2029", "--uit", "x"],
        ["sjabloon", "--cyclus", "1999", "--uit", "x"],
        ["sjabloon", "--cyclus", CYCLE, "--provincie", "België", "--uit", "x"],
        ["importeer", "weg.csv", "--cyclus", CYCLE, "--uit", "x"],
        ["consolideer", "weg", "--cyclus", CYCLE, "--uit", "x"],
        ["importeer", "weg.csv", "--cyclus", CYCLE, "--uit", "x", "--kolom", "titel"],
    ],
)
def test_what_cannot_run_is_status_2_with_one_line(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("ra: ") and err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="bestaat niet"):
        run(["--debug", "valideer", str(tmp_path / "weg.xlsx")])


def test_blank_workbooks_are_written_and_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "sjabloon",
        "--cyclus",
        CYCLE,
        "--provincie",
        "dr",
        "--provincie",
        "Fryslân",
        "--uit",
        str(tmp_path),
    ]
    assert run(arguments) == 0
    names = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert names == ["ra-2026-2027-drenthe.xlsx", "ra-2026-2027-fryslan.xlsx"]
    assert run(arguments) == 2


def test_blank_workbooks_of_departments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["sjabloon", "--cyclus", CYCLE, "--departementen", "--uit", str(tmp_path)]
    assert run(arguments) == 0
    names = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert len(names) == 12 and "ra-2026-2027-departement-ienw.xlsx" in names
    with pytest.raises(SystemExit):
        run([*arguments, "--provincie", "DR"])
    assert "gaan niet samen" in capsys.readouterr().err


def test_findings_as_text_on_stdout(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["valideer", str(faulty)]) == 1
    out, err = capsys.readouterr()
    assert "CE-02" in out and "H6" in out and "->" in out
    assert err == ""


def test_findings_as_json_follow_the_contract(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["valideer", str(faulty), "--formaat", "json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert content["contract"] == 1
    assert content["samenvatting"] == {
        "bestanden": 1,
        "fouten": 1,
        "aandachtspunten": 0,
        "ontheven": 0,
        "gereed": False,
    }
    finding = content["bevindingen"][0]
    assert (finding["code"], finding["blad"], finding["rij"], finding["kolom"], finding["cel"]) == (
        "CE-02",
        "Agenda",
        6,
        "Inbrenger",
        "H6",
    )


def test_findings_to_a_file_and_folder_input(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bevindingen.csv"
    assert run(["valideer", str(faulty.parent), "--formaat", "csv", "--uit", str(target)]) == 1
    lines = target.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("id;code;ernst;bestand") and len(lines) == 2
    assert capsys.readouterr().out == ""


def test_clean_workbook_is_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["valideer", str(build(tmp_path / "b.xlsx", clean_rows()))]) == 0
    assert "geen bevindingen" in capsys.readouterr().out


def test_import_tells_what_was_placed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "l.csv").write_text(
        "provincie,titel,tekst\nDrenthe,T,Tekst\nAtlantis,T,Tekst\n", "utf-8"
    )
    assert (
        run(
            [
                "importeer",
                str(tmp_path / "l.csv"),
                "--cyclus",
                CYCLE,
                "--uit",
                str(tmp_path / "uit"),
            ]
        )
        == 0
    )
    out = capsys.readouterr().out
    assert "1 van 2 regels geplaatst" in out and "regel 3" in out
    assert len(list((tmp_path / "uit").glob("*.xlsx"))) == 13


def test_doctor_finds_a_working_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    assert "FOUT" not in capsys.readouterr().out


def test_doctor_knows_a_library_whatever_releases_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [
        "pandas",
        "lxml<99,>=5",
        "jinja2!=2.0; python_version > '3'",
        "tqdm ~=4.0",
        "pandera[io]>=0.1",
        "pytest; extra == 'test'",
    ]
    monkeypatch.setattr(doctor, "requires", lambda _: wanted)
    found = [one for one in doctor.examine() if one.what.startswith("bibliotheek")]
    assert [(one.what, one.works) for one in found] == [
        (f"bibliotheek {name}", True) for name in ("pandas", "lxml", "jinja2", "tqdm", "pandera")
    ]


def test_cp1252_console(faulty: Path) -> None:
    environment = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    result = subprocess.run(
        [sys.executable, "-m", "ra_excel", "valideer", str(faulty)],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr


def test_annotated_copies_are_written_and_never_overwrite(tmp_path: Path) -> None:
    source, folder = build(tmp_path / "b.xlsx", clean_rows()), tmp_path / "terug"
    assert run(["valideer", str(source), "--geannoteerd", str(folder)]) == 0
    assert [p.name for p in folder.iterdir()] == ["b.xlsx"]
    assert run(["valideer", str(source), "--geannoteerd", str(folder)]) == 2


@pytest.mark.parametrize("target", ["b.xlsx", "nieuw.XLSX", "ontheffingen.csv"])
def test_findings_are_never_written_over_a_workbook_or_over_what_is_read(
    tmp_path: Path, target: str
) -> None:
    book = build(tmp_path / "b.xlsx", clean_rows())
    waivers = tmp_path / "ontheffingen.csv"
    waivers.write_text("bevinding;reden;functie;tot\n", "utf-8")
    before = book.read_bytes(), waivers.read_bytes()
    assert (
        run(
            [
                "valideer",
                str(book),
                "--ontheffingen",
                str(waivers),
                "--formaat",
                "csv",
                "--uit",
                str(tmp_path / target),
            ]
        )
        == 2
    )
    assert (book.read_bytes(), waivers.read_bytes()) == before
    assert (
        run(
            [
                "valideer",
                str(book),
                "--ontheffingen",
                str(waivers),
                "--formaat",
                "csv",
                "--uit",
                str(tmp_path / "uit.csv"),
            ]
        )
        == 0
    )


def test_who_reads_only_the_first_line_still_gets_the_exit_status(faulty: Path) -> None:
    code = "import sys; from ra_excel.cli.main import main; main()"
    read, write = os.pipe()
    os.close(read)
    try:
        result = subprocess.run(
            [sys.executable, "-c", code, "valideer", str(faulty)],
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(write)
    assert (result.returncode, b"Traceback" in result.stderr) == (1, False)


def test_what_the_computer_refuses_is_said_in_dutch(tmp_path: Path) -> None:
    assert reason_of(PermissionError(errno.EACCES, "Permission denied")) == "geen toegang"
    assert (
        reason_of(OSError(errno.EXDEV, "Invalid cross-device link"))
        == f"fout {errno.EXDEV} van de computer"
    )
    with pytest.raises(RaError, match="bestaat niet"):
        read_records(tmp_path / "weg.csv")


def test_an_edited_output_is_kept_and_the_console_says_where(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "uit"
    order = ["consolideer", str(faulty.parent), "--cyclus", CYCLE, "--uit", str(target)]
    order.append("--zonder-word")
    assert run(order) == 1
    assert "bewaard" not in capsys.readouterr().out
    (target / "van-mij.txt").write_text("Een notitie.", "utf-8")
    assert run(order) == 1
    assert str(tmp_path / "uit-bewaard-1") in capsys.readouterr().out
    assert run(order) == 1
    assert "bewaard" not in capsys.readouterr().out


def test_a_comparison_begins_with_the_total(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = build(tmp_path / "goed.xlsx", clean_rows())
    assert run(["vergelijk", str(faulty), str(clean)]) == 0
    total, empty, first, *_ = capsys.readouterr().out.splitlines()
    assert "1 cel gewijzigd" in total
    assert (empty, first) == ("", "Drenthe, Agenda")
