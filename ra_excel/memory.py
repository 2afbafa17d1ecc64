"""How often Python looks for objects that only refer to each other."""

import gc

MANY_NEW_OBJECTS = 50_000
"""Python's own number is 700."""


def look_less_often() -> None:
    """For a whole process that reads workbooks: to look through the hundreds of thousands of cells that live to its end, again
    and again, takes a tenth of the time (docs/snelheid.md)."""
    gc.set_threshold(MANY_NEW_OBJECTS)
