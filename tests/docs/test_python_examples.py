"""The examples for users of Python run as they stand, and do what is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.clean import build, clean_rows, put

PAGE = Path(__file__).parents[2] / "README.md"


def test_the_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inzendingen").mkdir()
    rows = clean_rows()
    put("agenda", 0, status="geagendeert")(rows)
    build(tmp_path / "inzendingen" / "drenthe.xlsx", rows)
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(examples) == 2
    exec(compile("\n".join(examples), str(PAGE), "exec"), {})
    shown = capsys.readouterr().out
    assert re.search(r"status +CE-02 +geagendeert", shown)
    assert "drenthe.xlsx 1 1" in shown
