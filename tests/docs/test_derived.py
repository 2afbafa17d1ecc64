"""Derived documents are up to date; documented commands exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from docs.derive import documents
from ra_excel.cli.main import build_parser
from ra_excel.domain.files import PACKAGE

ROOT = Path(__file__).parents[2]
LAYERS = ("domain", "workbook", "checks", "consolidation", "reports", "jobs", "addin")


@pytest.mark.parametrize(
    "name",
    [
        "validation/gegevenswoordenboek.md",
        "docs/regels.md",
        "docs/word-velden.md",
        "docs/handleiding.html",
        "README.md",
    ],
)
def test_derived_document_is_up_to_date(name: str) -> None:
    """Mend with ``python -m docs.derive``."""
    assert (ROOT / name).read_text("utf-8") == documents(ROOT)[ROOT / name]


def test_every_documented_command_parses_and_every_command_is_documented() -> None:
    text = "".join(
        path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    )
    documented = set(
        re.findall(
            r"\bra (\w+)",
            "\n".join(re.findall(r"```(.*?)```", text, re.DOTALL))
            + " ".join(re.findall(r"`ra [^`]+`", text)),
        )
    )
    usage = build_parser().format_help()
    commands = set(re.findall(r"^    (\w+)", usage.split("opdrachten:")[1], re.MULTILINE))
    assert commands == {
        "demo",
        "sjabloon",
        "importeer",
        "valideer",
        "consolideer",
        "vergelijk",
        "vervolg",
        "invoegtoepassing",
        "doctor",
    }
    assert commands <= documented


def test_lower_rooms_never_import_higher_ones() -> None:
    for place, layer in enumerate(LAYERS):
        higher = tuple(f"ra_excel.{name}" for name in (*LAYERS[place + 1 :], "cli"))
        for path in (PACKAGE / layer).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = (
                    [node.module or ""]
                    if isinstance(node, ast.ImportFrom)
                    else [a.name for a in getattr(node, "names", [])]
                )
                assert not [n for n in names if n.startswith(higher)], (
                    f"{path} imports a higher room"
                )


def test_modules_stay_small() -> None:
    lengths = {
        path: len(path.read_text("utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
        if "_data" not in path.parts
    }
    assert not {path.name: count for path, count in lengths.items() if count > 500}
