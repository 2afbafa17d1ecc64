"""argparse that speaks Dutch."""

from __future__ import annotations

import argparse
import os
import re
import sys

TYPE_CHECKING = False  # as in typing, which takes its time
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, NoReturn

TRANSLATIONS = (
    (r"the following arguments are required: (.+)", r"deze argumenten ontbreken: \1"),
    (r"unrecognized arguments: (.+)", r"onbekende argumenten: \1"),
    (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", r"\1: \2 kan niet; kies uit \3"),
    (r"argument (.+?): expected one argument", r"\1: hier hoort een waarde achter"),
    (
        r"argument (.+?): expected at least one argument",
        r"\1: hier hoort minstens één waarde achter",
    ),
    (
        r"argument (.+?): ignored explicit argument (.+)",
        r"\1: hier hoort geen waarde achter, dus niet \2",
    ),
    (
        r"argument (.+?): not allowed with argument (.+)",
        r"\1 en \2 gaan niet samen; kies er één",
    ),
    (r"ambiguous option: (.+) could match (.+)", r"\1 kan meer betekenen: \2"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)
"""Messages of argparse (Python 3.11 to 3.14) and what they say in Dutch."""


USUAL_COLUMNS, KEPT_FREE = 80, 2
"""Columns of a terminal that does not say, and at its end those that argparse leaves empty."""


class DutchParser(argparse.ArgumentParser):
    """A parser whose help and errors are Dutch, and whose wrong use ends with exit status 2.

    ``options`` adds the arguments of a command; called once there is something to parse.
    """

    def __init__(
        self,
        prog: str | None = None,
        description: str | None = None,
        options: Callable[[DutchParser], None] | None = None,
        **kwargs: Any,
    ) -> None:
        # argparse itself makes the parsers of subcommands, with more keywords than we name here.
        kwargs |= {"add_help": False, "formatter_class": _DutchFormatter}
        super().__init__(prog, description=description, **kwargs)
        self._positionals.title = "argumenten"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze hulp")
        self._add_options = options

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse, with all options there are."""
        if self._add_options:
            self._add_options(self)
            self._add_options = None
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Print the usage and the mistake, and leave with status 2."""
        for pattern, dutch in TRANSLATIONS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, dutch, message)
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


class _DutchFormatter(argparse.HelpFormatter):
    def __init__(self, prog: str, **kwargs: Any) -> None:
        super().__init__(prog, **kwargs | {"width": _columns() - KEPT_FREE})

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


def _columns() -> int:
    """Width of the terminal as ``shutil.get_terminal_size`` tells it. Argparse would import that,
    and all of compression with it.
    """
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    if columns <= 0:
        try:
            terminal = sys.__stdout__.fileno() if sys.__stdout__ else -1
            columns = os.get_terminal_size(terminal).columns
        except (ValueError, OSError):  # no terminal
            columns = 0
    return columns or USUAL_COLUMNS
