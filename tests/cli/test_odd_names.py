"""A name that is no UTF-8 stops no command: a workbook, another file, a folder, a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from ra_excel.cli.main import run
from tests.helpers.clean import CYCLE, build, clean_rows, put
from tests.helpers.odd_names import named


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder whose own name is no text, with a workbook with one fout, a broken workbook, and a
    file that is no workbook.
    """
    folder = named(tmp_path, b"in-\xe2")
    folder.unlink()
    folder.mkdir()
    rows = clean_rows()
    put("agenda", 0, inbrenger="provinsie")(rows)
    named(folder, b"goed-\xe2.xlsx").write_bytes(build(tmp_path / "b.xlsx", rows).read_bytes())
    named(folder, b"kapot-\xe9.xlsx").write_bytes(b"geen werkmap")
    named(folder, b"lees-\xff.txt")
    return folder


@pytest.mark.parametrize("form", ["tekst", "json", "csv", "sarif", "html"])
def test_findings_in_every_form(
    inbox: Path, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bevindingen"
    arguments = ["valideer", str(inbox), "--formaat", form]
    assert run(arguments) == 1
    assert run([*arguments, "--uit", str(target)]) == 1
    for text in (capsys.readouterr().out, target.read_text("utf-8")):
        # In SARIF a file is an address, in which % itself is written as %25.
        assert "goed-%E2.xlsx" in text.replace("%25", "%")
        assert "kapot-%E9.xlsx" in text.replace("%25", "%")


def test_a_list_of_waivers(inbox: Path) -> None:
    waivers = named(inbox, b"ontheffingen-\xe2.csv")
    waivers.write_text("bevinding;reden;functie;tot\nB-0000000000;x;y;01-01-2027\n", "utf-8")
    target = inbox.parent / "uit"
    given = ["--ontheffingen", str(waivers)]
    assert run(["valideer", str(inbox), *given, "--formaat", "json"]) == 1
    round_ = ["consolideer", str(inbox), "--cyclus", CYCLE, "--uit", str(target), *given]
    assert run(round_) == 1
    assert (target / "landelijk-overzicht.xlsx").is_file()


def test_the_whole_round_with_word_twice_and_compared(inbox: Path, tmp_path: Path) -> None:
    first, second = named(tmp_path, b"uit-\xe2"), tmp_path / "twee"
    first.unlink()
    assert run(["consolideer", str(inbox), "--cyclus", CYCLE, "--uit", str(first)]) == 1
    again = ["consolideer", str(inbox), "--cyclus", CYCLE, "--uit", str(second)]
    assert run([*again, "--vorige", str(first)]) == 1
    assert (second / "geannoteerd" / "goed-%E2.xlsx").is_file()
    assert (second / "word" / "provincie-Drenthe.docx").is_file()
    assert "kapot-%E9.xlsx" in (second / "manifest.json").read_text("utf-8")
    changes = tmp_path / "wijzigingen.xlsx"
    assert run(["vergelijk", str(first), str(second)]) == 0
    assert run(["vergelijk", str(inbox), str(second), "--uit", str(changes)]) == 0
    assert changes.is_file()


def test_the_next_cycle_and_a_list_of_agreements(inbox: Path, tmp_path: Path) -> None:
    next_cycle = ["vervolg", str(inbox), "--cyclus", "2028-2029", "--uit", str(tmp_path / "v")]
    assert run(next_cycle) == 0
    lines = named(tmp_path, b"lijst-\xe2.csv")
    lines.write_text("provincie,titel,tekst\nDrenthe,T,Tekst\n", "utf-8")
    imported = ["importeer", str(lines), "--cyclus", CYCLE, "--uit", str(tmp_path / "i")]
    assert run(imported) == 0
