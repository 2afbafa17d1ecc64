"""How fast, with proof: ``make bench`` measures everything side by side in one run and judges it by
ratios.

Whole processes, timed from outside, a few runs each, medians quoted. Writes
``uit/bench/resultaat.json`` and the picture ``uit/bench/snelheid.svg``, and prints the tables of
docs/snelheid.md.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from tests.benchmark.filled import PLANTED, write_folder
from tests.benchmark.land import write_land
from tests.benchmark.picture import picture_of
from tests.helpers.clean import CYCLE

ROOT = Path(__file__).parents[2]
OUT = ROOT / "uit" / "bench"
FOUND = "bevindingen.json"
WITHOUT_WORD = "--zonder-word"
RUNS = 3
PYTHON = sys.executable
AS_INSTALLED = "import sys; sys.modules['hypothesis'] = None"
"""A user has no hypothesis; pandera imports it where it finds it."""
START = f"{AS_INSTALLED}; from ra_excel.cli.main import main; main()"
NAIVE = (
    f"{AS_INSTALLED}; import runpy; runpy.run_module('tests.benchmark.naive', run_name='__main__',"
    " alter_sys=True)"
)


@dataclass(frozen=True)
class Timed:
    """A command over some runs: median wall seconds, and the peak memory of its largest process in
    MB.
    """

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Goal:
    """A ratio with its goal: at least, or at most."""

    name: str
    ratio: float
    goal: float
    at_least: bool

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def row(self) -> str:
        """As a line of a table."""
        sign = "≥" if self.at_least else "≤"
        return (
            f"| {self.name} | {self.ratio:.2f} | {sign} {self.goal:g} |"
            f" {'gehaald' if self.met else '**niet gehaald**'} |"
        )


def run(command: Sequence[str | Path], land: Path | None = None) -> Timed:
    """Run one command once; it may end with 0 or, where it found fouten, with 1."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=land or ROOT,
        env=_environment(land),
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"mislukt: {' '.join(map(str, command))}")
    return Timed(seconds, usage.ru_maxrss / 1024)


def _environment(land: Path | None = None) -> dict[str, str]:
    """As where the program is installed: with the compiled modules that pip leaves beside the
    source.
    """
    path = os.pathsep.join(str(place) for place in (land, ROOT) if place)
    return {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    } | {"PYTHONPATH": path}


def timed(
    make: Callable[[], Sequence[str | Path]], land: Path | None = None, runs: int = RUNS
) -> Timed:
    """The median of some runs, after one that is not counted where a run is short."""
    if runs > 1:
        run(make(), land)
    every = [run(make(), land) for _ in range(runs)]
    return Timed(statistics.median(t.seconds for t in every), max(t.megabytes for t in every))


def ra(*words: str | Path) -> list[str | Path]:
    """A command of the program."""
    return [PYTHON, "-c", START, *words]


def consolidate(source: Path, *options: str) -> list[str | Path]:
    """The whole round, into a folder that is not there yet."""
    target = OUT / "ronde"
    shutil.rmtree(target, ignore_errors=True)
    return ra("consolideer", source, "--cyclus", CYCLE, "--uit", target, *options)


def naive(source: Path) -> list[str | Path]:
    """The pipeline to compare with."""
    return [PYTHON, "-c", NAIVE, source, OUT / "naief.xlsx"]


def inside(*words: str | Path, runs: int = RUNS) -> dict[str, float]:
    """Parts timed inside one process: the median of some runs."""
    every: list[dict[str, float]] = []
    for _ in range(runs):
        command = [PYTHON, "-m", "tests.benchmark.inside", *map(str, words)]
        answer = subprocess.run(
            command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=True
        )
        every.append(json.loads(answer.stdout))
    return {name: statistics.median(one[name] for one in every) for name in every[0]}


def recall(source: Path, target: Path) -> tuple[int, int]:
    """How many of the planted faults the findings report at their cell, and of how many."""
    found = {
        (f["bestand"], f["code"], f"{f['blad']}!{f['cel']}")
        for f in json.loads(target.read_text("utf-8"))["bevindingen"]
    }
    planted = [tuple(fault) for fault in json.loads((source / PLANTED).read_text("utf-8"))]
    return sum(fault in found for fault in planted), len(planted)


@cache
def land_of(number: int) -> Path:
    """The program for a country with this many provinces."""
    return write_land(OUT / f"land-{number}", number)


def folder_of_land(number: int) -> Path:
    """A workbook of every province of that country."""
    target = OUT / f"land-{number}-werkmappen"
    if not (target / PLANTED).exists():
        run([PYTHON, "-m", "tests.benchmark.filled", target, str(number)], land_of(number))
    return target


def main() -> None:
    """Measure, print, draw."""
    OUT.mkdir(parents=True, exist_ok=True)
    twelve, many = write_folder(OUT / "12", 12), write_folder(OUT / "1200", 1200)
    land, of_land = land_of(120), folder_of_land(120)
    one = next(twelve.glob("*.xlsx"))
    times = {
        "lege Python": timed(lambda: [PYTHON, "-c", "pass"], runs=9),
        "ra --help": timed(lambda: ra("--help"), runs=9),
        "import pandas": timed(lambda: [PYTHON, "-c", "import pandas"], runs=5),
        "ra valideer, 1 werkmap": timed(lambda: ra("valideer", one), runs=5),
        "naïef, 12": timed(lambda: naive(twelve)),
        "ra consolideer, 12": timed(lambda: consolidate(twelve, WITHOUT_WORD)),
        "ra consolideer, 12, met Word": timed(lambda: consolidate(twelve)),
        "naïef, 120": timed(lambda: naive(of_land), land, runs=1),
        "ra consolideer, 120": timed(lambda: consolidate(of_land, WITHOUT_WORD), land, runs=1),
        "ra valideer, 12": timed(lambda: ra("valideer", twelve)),
        "ra valideer, 1.200": timed(
            lambda: ra("valideer", many, "--formaat", "json", "--uit", OUT / FOUND), runs=1
        ),
        "ra consolideer, 1.200": timed(lambda: consolidate(many, WITHOUT_WORD), runs=1),
    }
    reading, parts = inside("reading", many, runs=1), inside("parts", twelve, OUT / "delen")
    hits, planted = recall(many, OUT / FOUND)
    goals = [
        Goal(
            "12 werkmappen: naïef / ra consolideer",
            times["naïef, 12"].seconds / times["ra consolideer, 12"].seconds,
            10,
            True,
        ),
        Goal(
            "12 werkmappen met Word: naïef en docxtpl / ra consolideer",
            (times["naïef, 12"].seconds + parts["word door docxtpl alleen"])
            / times["ra consolideer, 12, met Word"].seconds,
            10,
            True,
        ),
        Goal(
            "120 werkmappen: naïef / ra consolideer",
            times["naïef, 120"].seconds / times["ra consolideer, 120"].seconds,
            20,
            True,
        ),
        Goal(
            "lezen en controleren / bodem",
            reading["lezen en controleren"] / reading["bodem lezen"],
            3,
            False,
        ),
        Goal(
            "per werkmap, ra valideer: 1.200 / 12",
            times["ra valideer, 1.200"].seconds / times["ra valideer, 12"].seconds / 100,
            1.3,
            False,
        ),
        Goal(
            "per werkmap, ra consolideer: 1.200 / 12",
            times["ra consolideer, 1.200"].seconds / times["ra consolideer, 12"].seconds / 100,
            1.3,
            False,
        ),
        Goal(
            "per werkmap, ra consolideer: 120 / 12",
            times["ra consolideer, 120"].seconds / times["ra consolideer, 12"].seconds / 10,
            1.3,
            False,
        ),
        Goal("GB bij 1.200, ra valideer", times["ra valideer, 1.200"].megabytes / 1024, 1.5, False),
        Goal(
            "GB bij 1.200, ra consolideer",
            times["ra consolideer, 1.200"].megabytes / 1024,
            1.5,
            False,
        ),
        Goal(
            "ra valideer van 1 / import pandas",
            times["ra valideer, 1 werkmap"].seconds / times["import pandas"].seconds,
            4,
            False,
        ),
        Goal(
            "ra --help / lege Python",
            times["ra --help"].seconds / times["lege Python"].seconds,
            3,
            False,
        ),
        Goal("Word / overzicht", parts["word"] / parts["overzicht"], 1, False),
        Goal(
            "Word door docxtpl alleen / Word",
            parts["word door docxtpl alleen"] / parts["word"],
            1,
            True,
        ),
        Goal(f"gevonden van {planted} geplante fouten, deel", hits / planted, 1, True),
    ]
    _report(times, reading | parts, goals)


def _report(times: dict[str, Timed], parts: dict[str, float], goals: Sequence[Goal]) -> None:
    print(
        f"Gemeten op {time.strftime('%d-%m-%Y')}: Python {platform.python_version()},"
        f" {platform.machine()}, {os.cpu_count()} kernen.\n"
    )
    print("| hele opdracht | seconden | MB |\n| --- | --- | --- |")
    for name, one in times.items():
        print(f"| {name} | {one.seconds:.3f} | {one.megabytes:.0f} |")
    print("\n| binnen één proces | seconden |\n| --- | --- |")
    for name, seconds in parts.items():
        print(f"| {name} | {seconds:.3f} |")
    print("\n| verhouding | gemeten | doel | |\n| --- | --- | --- | --- |")
    for goal in goals:
        print(goal.row())
    found = {
        "tijden": {name: asdict(one) for name, one in times.items()},
        "delen": parts,
        "doelen": [asdict(g) for g in goals],
    }
    (OUT / "resultaat.json").write_text(json.dumps(found, indent=1, ensure_ascii=False), "utf-8")
    bars = {name: one.seconds for name, one in times.items() if "12" in name or "1.200" in name}
    (OUT / "snelheid.svg").write_text(picture_of(bars), "utf-8")


if __name__ == "__main__":
    main()
