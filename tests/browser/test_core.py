"""The core needs the standard library and python-calamine, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.clean import build, check, clean_rows, put
from tests.helpers.core_only import core_modules

FORBIDDEN = (
    *("pandas", "numpy", "pandera", "lxml", "openpyxl", "xlsxwriter"),
    *("docx", "docxtpl", "jinja2", "rapidfuzz", "tqdm", "xlwings"),
)

PROGRAM = f"""
import sys
from importlib import import_module

class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {FORBIDDEN!r}:
            raise ModuleNotFoundError(f"the core asks for {{name}}", name=name)

sys.meta_path.insert(0, Refusing())
for name in {core_modules()!r}:
    import_module(name)

from pathlib import Path
from ra_excel.browser.entry import annotate, check
source, target = map(Path, sys.argv[1:])
target.write_bytes(annotate(source.name, source.read_bytes()))
sys.stdout.write(check(source.name, source.read_bytes()))
"""


def test_every_module_of_the_core_works_without_the_libraries(tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, status="geagendeert", prioriteit=None)(rows)
    source = build(tmp_path / "drenthe.xlsx", rows)
    target = tmp_path / "terug.xlsx"
    command = [sys.executable, "-c", PROGRAM, str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert all(finding.id in done.stdout for finding in check(source).findings)
    assert [f.id for f in check(target).findings] == [f.id for f in check(source).findings]


def test_a_file_that_calamine_refuses_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ra_excel.reading import grid

    class Refusing:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise ValueError("refused")

    monkeypatch.setattr(grid, "CalamineWorkbook", Refusing)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (finding,) = check(build(tmp_path / "b.xlsx", clean_rows())).findings
    assert finding.code == "ST-01"
    assert "sla het één keer op in Excel" in finding.melding
