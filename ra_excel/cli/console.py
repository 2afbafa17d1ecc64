"""Saying something beside the output, and an output that nobody reads to the end."""

import os
import sys


def say(text: str) -> None:
    """A line for whoever sits at the computer: on stderr, apart from the output."""
    print(text, file=sys.stderr)


def nobody_reads() -> None:
    """Whoever read the output has seen enough, as in ``ra valideer map | head``: what is still to
    come goes nowhere.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
