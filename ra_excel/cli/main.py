"""The command ``ra``: reads the command line, runs the command, and turns what goes wrong into one
line.
"""

from __future__ import annotations

import sys

from ra_excel import __version__
from ra_excel.cli.computer_commands import DOCTOR, INVOEGTOEPASSING
from ra_excel.cli.console import NOT_RUN, OK, nobody_reads, say
from ra_excel.cli.dutch_argparse import DutchParser
from ra_excel.cli.round_commands import CONSOLIDEER, DEMO, VERGELIJK, VERVOLG
from ra_excel.cli.workbook_commands import IMPORTEER, SJABLOON, VALIDEER
from ra_excel.errors import RaError, reason_of

TYPE_CHECKING = False  # as in typing, which takes its time
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

COMMANDS = (
    DEMO,
    SJABLOON,
    IMPORTEER,
    VALIDEER,
    CONSOLIDEER,
    VERGELIJK,
    VERVOLG,
    INVOEGTOEPASSING,
    DOCTOR,
)
"""In the order of a cycle."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack a character; better a question mark than a crash.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")
    try:
        status = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        nobody_reads()
        status = OK
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors become one Dutch line on stderr, unless ``--debug`` asks for the
    traceback.
    """
    parser = build_parser()
    options = parser.parse_args(arguments)
    if "run" not in options:
        parser.print_help(sys.stderr)
        return NOT_RUN
    try:
        status: int = options.run(options)
        return status
    except BrokenPipeError:
        raise
    except (RaError, OSError) as error:
        if options.debug:
            raise
        say(f"ra: {_in_words(error)}")
        return NOT_RUN
    except KeyboardInterrupt:
        say("ra: afgebroken; er is niets half geschreven.")
        return NOT_RUN


def _in_words(error: RaError | OSError) -> str:
    if isinstance(error, RaError):
        return str(error)
    where = f" ({error.filename})" if error.filename else ""
    advice = "Is het bestand open in een ander programma, of de map beveiligd?"
    return f"{reason_of(error)}{where}. {advice}"


def build_parser() -> DutchParser:
    """The whole command line; ``run`` among the options is what runs the command."""
    parser = DutchParser(
        prog="ra",
        description="Werkmappen, controle en landelijk overzicht voor het ruimtelijk arrangement.",
    )
    version = f"ra {__version__}"
    parser.add_argument("--version", action="version", version=version, help="toon de versie")
    help_ = "toon bij een fout de technische melding"
    parser.add_argument("--debug", action="store_true", help=help_)
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT")
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=command.help, options=command.options)
        added.set_defaults(run=command.run)
    return parser
