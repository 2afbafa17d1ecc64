"""Whole processes, timed from outside, in turns; and ratios with their goal."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = sys.executable
AS_INSTALLED = "import sys; sys.modules['hypothesis'] = None"
"""A user has no hypothesis; pandera imports it where it finds it."""

Words = Sequence[str | Path]
"""A command as its words."""


@dataclass(frozen=True)
class Timed:
    """A command over some runs: median seconds on the clock, median seconds of the processor (user
    and system), and the peak memory of its largest process in MB.
    """

    seconds: float
    processor: float
    megabytes: float

    def row(self, name: str) -> str:
        """As a line of a table."""
        return f"| {name} | {self.processor:.3f} | {self.seconds:.3f} | {self.megabytes:.0f} |"


@dataclass(frozen=True)
class Goal:
    """A ratio with its goal: at least, or at most."""

    name: str
    ratio: float
    goal: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def row(self) -> str:
        """As a line of a table."""
        sign = "≥" if self.at_least else "≤"
        verdict = "gehaald" if self.met else "**niet gehaald**"
        return f"| {self.name} | {self.ratio:.2f} | {sign} {self.goal:g} | {verdict} |"


def run(command: Words, land: Path | None = None) -> Timed:
    """Run one command once; it may end with 0 or, where it found fouten, with 1."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=land or ROOT,
        env=environment(land),
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    # subprocess itself would not tell what the process used.
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"mislukt: {' '.join(map(str, command))}")
    return Timed(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def environment(land: Path | None = None) -> dict[str, str]:
    """As where the program is installed: with the compiled modules that pip leaves beside the
    source.
    """
    folders = [str(folder) for folder in (land, ROOT) if folder]
    kept = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": os.pathsep.join(folders)}


def in_turns(
    commands: Mapping[str, Callable[[], Words]], runs: int, land: Path | None = None
) -> dict[str, Timed]:
    """The medians of some runs of each command, run in turns: what else the machine does strikes
    all alike. A first round does not count where there is more than one.
    """
    every: dict[str, list[Timed]] = {name: [] for name in commands}
    for _ in range(runs + (runs > 1)):
        for name, make in commands.items():
            every[name].append(run(make(), land))
    return {name: _median(timed[runs > 1 :]) for name, timed in every.items()}


def _median(every: Sequence[Timed]) -> Timed:
    return Timed(
        statistics.median(timed.seconds for timed in every),
        statistics.median(timed.processor for timed in every),
        max(timed.megabytes for timed in every),
    )


def python(code: str, *words: str | Path) -> list[str | Path]:
    """A command that runs this code with these arguments."""
    return [PYTHON, "-c", f"{AS_INSTALLED}; {code}", *words]


def module(name: str, *words: str | Path) -> list[str | Path]:
    """A command that runs a module of the benchmark."""
    code = f"import runpy; runpy.run_module('{name}', run_name='__main__', alter_sys=True)"
    return python(code, *words)


def ra(*words: str | Path) -> list[str | Path]:
    """A command of the program."""
    return python("from ra_excel.cli.main import main; main()", *words)
