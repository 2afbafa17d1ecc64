"""What whoever sits at the computer sees and gets back: lines, progress, the exit status."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

TYPE_CHECKING = False  # as in typing, which takes its time
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ra_excel.jobs.doctor import Diagnosis
    from ra_excel.progress import Progress

OK, FOUTEN, NOT_RUN = 0, 1, 2
"""The exit status of ``ra``: no fout, fouten found, could not run."""


def say(text: str) -> None:
    """A line for whoever sits at the computer: on stderr, apart from the output."""
    print(text, file=sys.stderr)


def nobody_reads() -> None:
    """Send what is still to come nowhere: whoever read the output has seen enough, as in
    ``ra valideer map | head``.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on a terminal, nothing in a pipe. A new round of steps starts a new count."""
    from tqdm import tqdm

    # disable=None: tqdm looks whether stderr is a terminal.
    with tqdm(
        total=0, disable=None, leave=False, bar_format="{n_fmt}/{total_fmt} {bar:30} {postfix}"
    ) as bar:

        def show(done: int, total: int, what: str) -> None:
            bar.total, bar.n = total, done
            bar.set_postfix_str(what)

        yield show


def show_diagnoses(diagnoses: Iterable[Diagnosis]) -> int:
    """Print what works and how to mend what does not; NOT_RUN when something vital is broken."""
    broken = False
    for diagnosis in diagnoses:
        mark = "goed" if diagnosis.works else "FOUT" if diagnosis.vital else "let op"
        print(f"{mark:<7} {diagnosis.what}: {diagnosis.found}")
        if diagnosis.mend:
            print(f"{'':7} -> {diagnosis.mend}")
        broken = broken or (diagnosis.vital and not diagnosis.works)
    return NOT_RUN if broken else OK
