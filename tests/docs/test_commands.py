"""The commands and what is written about them say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ra_excel.cli.command import Command
from ra_excel.cli.dutch_argparse import DutchParser
from ra_excel.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
MANUAL = sorted((ROOT / "docs" / "handleiding").rglob("*.md"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
WRITTEN = re.compile(r"(?:^|`)ra ([a-z]+)\b([^`\n]*)", re.MULTILINE)
"""A command as written: alone on a line of code, or between backticks."""


@cache
def options_of(command: Command) -> frozenset[str]:
    """The options of a command, as its help names them."""
    parser = DutchParser(prog=f"ra {command.name}")
    if command.options:
        command.options(parser)
    return frozenset(OPTION.findall(parser.format_help())) - {"--help"}


def written_commands() -> Iterator[tuple[str, str, str]]:
    """Page, command and what stands behind it, for every command in the documents."""
    for page in PAGES:
        for name, rest in WRITTEN.findall(page.read_text("utf-8")):
            yield page.name, name, rest.split("#")[0]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_manual_tells_of_every_command_and_option(command: Command) -> None:
    text = "\n".join(page.read_text("utf-8") for page in MANUAL)
    assert re.search(rf"\bra {command.name}\b", text)
    missing = options_of(command) - set(OPTION.findall(text))
    assert sorted(missing) == []


def test_every_command_that_is_written_exists() -> None:
    known = {command.name: options_of(command) for command in COMMANDS}
    unknown = [
        f"{page}: ra {name} {rest}"
        for page, name, rest in written_commands()
        if name not in known or not known[name].issuperset(OPTION.findall(rest))
    ]
    assert unknown == []


def test_the_readme_shows_every_command() -> None:
    shown = {name for page, name, _ in written_commands() if page == "README.md"}
    assert shown >= {command.name for command in COMMANDS} - {"demo"}
