"""Derived documents are up to date; documented commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.derive import documents
from ra_excel.cli.main import build_parser

ROOT = Path(__file__).parents[2]


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
