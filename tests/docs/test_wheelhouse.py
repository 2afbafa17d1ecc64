"""A wheelhouse for Windows, made on another computer, lacks nothing without a word."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.helpers.wheelhouse import missing


def wheel(folder: Path, name: str, version: str, *asked: str) -> None:
    with ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        lines = [
            f"Name: {name}",
            f"Version: {version}",
            *(f"Requires-Dist: {text}" for text in asked),
        ]
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("platform", "lacks"),
    [
        ("", []),
        ("win_amd64", ["pywin32"]),
        ("macosx_11_0_arm64", ["appscript"]),
        ("win32", ["pywin32"]),
    ],
)
def test_what_another_computer_asks_for_is_missed(
    tmp_path: Path, platform: str, lacks: list[str]
) -> None:
    asked = (
        "pywin32>=2; platform_system == 'Windows'",
        "appscript; sys_platform == 'darwin'",
        "black; extra == 'all'",
        "Y_y>=1",
    )
    wheel(tmp_path, "x", "1.0", *asked)
    wheel(tmp_path, "y_y", "1.2")
    assert [
        text.split(": ")[1].split(">")[0].split(";")[0] for text in missing(tmp_path, platform)
    ] == lacks


def test_a_version_that_is_too_old_is_missed(tmp_path: Path) -> None:
    wheel(tmp_path, "x", "1.0", "y>=2")
    wheel(tmp_path, "y", "1.9")
    assert len(missing(tmp_path)) == 1
