"""The command ``ra``: reads the command line, runs the command, and turns what goes wrong into one
line.
"""

from __future__ import annotations

import sys

from ra_excel.cli.command_line import build_parser
from ra_excel.cli.console import nobody_reads, say
from ra_excel.cli.exit_status import NOT_RUN, OK
from ra_excel.errors import RaError, reason_of

TYPE_CHECKING = False  # as in typing, which takes its time
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


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
    if "command" not in options:
        parser.print_help(sys.stderr)
        return NOT_RUN
    try:
        # Imported here: --help does without them.
        from ra_excel.cli.commands import COMMANDS
        from ra_excel.work import look_less_often

        look_less_often()
        return COMMANDS[options.command](options)
    except RaError as error:
        if options.debug:
            raise
        say(f"ra: {error}")
        return NOT_RUN
    except BrokenPipeError:
        raise
    except OSError as error:
        if options.debug:
            raise
        where = f" ({error.filename})" if error.filename else ""
        say(
            f"ra: {reason_of(error)}{where}. Is het bestand open in een ander programma, of de map"
            " beveiligd?"
        )
        return NOT_RUN
    except KeyboardInterrupt:
        say("ra: afgebroken; er is niets half geschreven.")
        return NOT_RUN
