"""The house stays as docs/architectuur.md draws it: rooms, borders, and no room overcrowded."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.helpers.house import (
    BESIDE,
    LOOSE,
    ROOMS,
    branches,
    foreign,
    modules,
    nested_comprehensions,
    parameters,
    rooms_imported,
)

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "architectuur.md"

CORE = ("domain", "reading", "checks", "returning", "merging", "browser")
"""Rooms that run anywhere, also in a browser: on the standard library and python-calamine alone."""

NOT_CORE = {
    "checks/schema.py": {"pandas", "pandera"},
    "checks/batches.py": set(),
    "reading/grid.py": {"openpyxl"},
}
"""Modules of those rooms that use more where it is installed, and what."""


def test_every_module_stands_in_a_known_room() -> None:
    rooms = {module.room for module in modules()}
    assert rooms == {*ROOMS, *BESIDE, *LOOSE, "__init__", "__main__"}


def test_no_room_imports_one_behind_it() -> None:
    for module in modules():
        if module.room in ("__init__", "__main__"):
            continue
        last = BESIDE.get(module.room, module.room)
        allowed = {*LOOSE, module.room}
        if last in ROOMS:
            allowed |= set(ROOMS[: ROOMS.index(last) + 1])
        assert rooms_imported(module) <= allowed, f"{module.path} imports a room behind it"


def test_the_core_needs_no_libraries() -> None:
    for module in modules():
        if module.room in (*CORE, *LOOSE):
            allowed = NOT_CORE.get(module.path.as_posix(), set())
            assert foreign(module) <= {"python_calamine", *allowed}, module.path


def test_no_crowded_modules() -> None:
    for module in modules():
        lines = module.text.splitlines()
        assert len(lines) <= 500, module.path
        assert max(map(len, lines), default=0) <= 100, f"{module.path} has a line over 100 columns"
        assert not nested_comprehensions(module), f"{module.path} nests comprehensions"
        for function in module.functions():
            where = f"{module.path}: {function.name}"
            assert parameters(function) <= 5, f"{where} takes too many arguments"
            assert branches(function) <= 12, f"{where} has too many branches"


def test_no_crowded_rooms() -> None:
    folders = Counter(module.path.parent.as_posix() for module in modules())
    assert max(folders.values()) <= 18


@pytest.mark.skipif(not PICTURE.exists(), reason="the wheel's suite runs beside part of the docs")
def test_the_picture_of_the_house_is_true() -> None:
    text = PICTURE.read_text("utf-8")
    for room in (*ROOMS, *BESIDE):
        assert f"`ra_excel/{room}/`" in text, f"{room} is missing in the picture"
    package = {module.path.as_posix() for module in modules()}
    named = set(re.findall(r"`((?:\w+/)*\w+\.py)`", text))
    for name in named:
        bare = name.removeprefix("ra_excel/")  # the package may stand elsewhere: a wheel
        there = (ROOT / name).is_file() or (ROOT / bare).is_file()
        ends = [path for path in package if path == bare or path.endswith(f"/{bare}")]
        assert there or ends, f"{name} does not exist"
