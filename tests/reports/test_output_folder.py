"""An output folder appears whole, or nothing changes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from ra_excel.errors import RaError
from ra_excel.reports.output_folder import whole_folder


def write(target: Path, text: str) -> None:
    with whole_folder(target) as folder:
        (folder / "a.txt").write_text(text)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        (folder / "manifest.json").write_text(
            json.dumps({"uitvoer": [{"pad": "a.txt", "sha256": sha256}]})
        )


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_output_appears_and_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "diep" / "uit", "een")
    write(tmp_path / "diep" / "uit", "twee")
    assert (tmp_path / "diep" / "uit" / "a.txt").read_text() == "twee"
    assert names(tmp_path / "diep") == ["uit"]


def test_an_error_leaves_the_earlier_output_as_it_was(tmp_path: Path) -> None:
    write(tmp_path / "uit", "een")
    with pytest.raises(ZeroDivisionError), whole_folder(tmp_path / "uit") as folder:
        (folder / "a.txt").write_text("half")
        raise ZeroDivisionError
    assert (tmp_path / "uit" / "a.txt").read_text() == "een"
    assert names(tmp_path) == ["uit"]


def test_edited_or_added_files_are_kept_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "uit", "een")
    (tmp_path / "uit" / "a.txt").write_text("met de hand")
    write(tmp_path / "uit", "twee")
    (tmp_path / "uit" / "nieuw.txt").write_text("erbij")
    write(tmp_path / "uit", "drie")
    assert names(tmp_path) == ["uit", "uit-bewaard-1", "uit-bewaard-2"]
    assert (tmp_path / "uit-bewaard-1" / "a.txt").read_text() == "met de hand"


def test_somebody_elses_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_text("x")
    with pytest.raises(RaError), whole_folder(tmp_path):
        pass
    with pytest.raises(RaError), whole_folder(tmp_path / "foto.jpg"):
        pass
    assert names(tmp_path) == ["foto.jpg"]


def test_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "uit").mkdir()
    write(tmp_path / "uit", "een")
    assert names(tmp_path / "uit") == ["a.txt", "manifest.json"]
