"""A command of ``ra``, and the options that several commands share.

``ra --help`` must be quick. So a command gets its options only once somebody uses it, and nothing
is imported that takes its time: not even pathlib or typing, which together take as long as Python
itself. What a command runs imports its job inside the function.
"""

from __future__ import annotations

import argparse

TYPE_CHECKING = False  # as in typing, for the type checker alone
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from ra_excel.cli.dutch_argparse import DutchParser


class Command:
    """One command: its name, what it is for, what adds its options, and what runs it.

    ``run`` gets the options and gives the exit status.
    """

    def __init__(
        self,
        name: str,
        help: str,  # noqa: A002 - the word of argparse
        run: Callable[[argparse.Namespace], int],
        options: Callable[[DutchParser], None] | None = None,
    ) -> None:
        self.name, self.help, self.run, self.options = name, help, run, options


def path(text: str) -> Path:
    """A path on the command line."""
    from pathlib import Path

    return Path(text)


def day(text: str) -> date:
    """A date on the command line."""
    from ra_excel.reading.values import parse_date

    parsed = parse_date(text)
    if parsed is None:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum; schrijf dd-mm-jjjj")
    return parsed


def add_cycle(
    parser: argparse.ArgumentParser, *, metavar: str = "C", required: bool = True
) -> None:
    """``--cyclus``."""
    help_ = "id van de cyclus, zoals 2026-2027"
    parser.add_argument("--cyclus", required=required, metavar=metavar, help=help_)


def add_output_folder(parser: argparse.ArgumentParser, help_: str) -> None:
    """``--uit`` for a folder that must be named."""
    parser.add_argument("--uit", type=path, required=True, metavar="MAP", help=help_)


def add_waivers(parser: argparse.ArgumentParser) -> None:
    """``--ontheffingen``."""
    help_ = "lijst van bevindingen die zijn toegestaan"
    parser.add_argument("--ontheffingen", type=path, metavar="BESTAND", help=help_)
