"""The conformance set gives the same JSON on the command line and in a core without libraries."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ra_excel.cli.main import run
from ra_excel.domain.rules import catalogue
from tests.conformiteit.workbooks import EXPECTED, Example, examples

ABSENT = ("pandas", "numpy", "pandera", "lxml", "openpyxl", "xlsxwriter", "docx", "jinja2")
CORE = f"""
import sys
for name in {ABSENT!r}:
    sys.modules[name] = None  # whoever imports it gets ImportError
from ra_excel.browser.entry import check
from tests.conformiteit.workbooks import examples
for example in examples():
    text = check(example.name, example.content, example.earlier)
    if text != example.expected.read_text("utf-8"):
        print(example.name)
"""


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_command_line_gives_what_is_expected(
    example: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / example.name
    path.write_bytes(example.content)
    command = ["valideer", str(path), "--formaat", "json"]
    if example.earlier is not None:
        (tmp_path / "vorige").mkdir()
        (tmp_path / "vorige" / example.name).write_bytes(example.earlier)
        command += ["--vorige", str(tmp_path / "vorige")]
    run(command)
    assert capsys.readouterr().out == example.expected.read_text("utf-8")


def test_core_without_libraries_gives_what_is_expected() -> None:
    done = subprocess.run([sys.executable, "-c", CORE], capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_set_is_whole() -> None:
    names = {f"{example.name}.json" for example in examples()}
    assert names == {path.name for path in EXPECTED.iterdir()}
    assert len(names) >= 60


def test_every_code_that_one_workbook_can_show_is_shown() -> None:
    shown: set[str] = set()
    for path in EXPECTED.iterdir():
        shown |= {f["code"] for f in json.loads(path.read_text("utf-8"))["bevindingen"]}
    of_a_round = {code for code in catalogue() if code.startswith(("LA-", "ON-", "VE-"))} | {
        "ST-11"
    }
    assert set(catalogue()) - of_a_round <= shown
