"""How fast, with proof: ``make bench`` measures everything side by side and judges it by ratios.

``python -m tests.benchmark.speed [PART ...]`` measures the parts named, or the first three, which
take some minutes. Writes ``uit/bench/<part>.json`` and, of all parts measured so far, the picture
``uit/bench/snelheid.svg``; prints the tables of docs/snelheid.md.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from tests.benchmark.filled import PLANTED, write_folder
from tests.benchmark.land import write_land
from tests.benchmark.picture import picture_of
from tests.benchmark.timing import (
    PYTHON,
    ROOT,
    Goal,
    Timed,
    environment,
    in_turns,
    module,
    python,
    ra,
    run,
)
from tests.helpers.clean import CYCLE

OUT = ROOT / "uit" / "bench"
FINDINGS = "bevindingen.json"
WITHOUT_WORD = "--zonder-word"
CLICK = """
from pathlib import Path; import ra_excel.addin.ribbon
from ra_excel.addin.actions import Session; from ra_excel.addin.exchange import Request
from ra_excel.progress import silent
Session(None, Path(sys.argv[1]), Request('raValideer'), silent).checked()
"""
"""What Python does at a click on Valideer, but for what Excel itself does with the answer."""


@dataclass(frozen=True)
class Part:
    """What one part of the benchmark measured."""

    times: Mapping[str, Timed]
    goals: Sequence[Goal]
    inside: Mapping[str, float] = field(default_factory=dict)
    """Seconds by name of what was timed inside one process."""


def consolidate(source: Path, *options: str) -> list[str | Path]:
    """The whole round, into a folder that is not there yet."""
    target = OUT / "ronde"
    shutil.rmtree(target, ignore_errors=True)
    return ra("consolideer", source, "--cyclus", CYCLE, "--uit", target, *options)


def naive(source: Path) -> list[str | Path]:
    """The pipeline that somebody writes first."""
    return module("tests.benchmark.naive", source, OUT / "naief.xlsx")


def strong(source: Path) -> list[str | Path]:
    """The pipeline of who knows the libraries well."""
    return module("tests.benchmark.strong", source, OUT / "sterk.xlsx")


def inside(*words: str | Path) -> dict[str, float]:
    """Parts timed inside one process."""
    command = [PYTHON, "-m", "tests.benchmark.inside", *map(str, words)]
    answer = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def recall(source: Path, target: Path) -> tuple[int, int]:
    """How many of the planted faults the findings report at their cell, and of how many."""
    findings = json.loads(target.read_text("utf-8"))["bevindingen"]
    found = {(f["bestand"], f["code"], f"{f['blad']}!{f['cel']}") for f in findings}
    planted = [tuple(fault) for fault in json.loads((source / PLANTED).read_text("utf-8"))]
    return sum(fault in found for fault in planted), len(planted)


@cache
def twelve() -> Path:
    """The usual round: a filled workbook of every province."""
    return write_folder(OUT / "12", 12)


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


def start() -> Part:
    """How soon something appears."""
    book = next(twelve().glob("*.xlsx"))
    times = in_turns(
        {
            "lege Python": lambda: [PYTHON, "-c", "pass"],
            "ra --help": lambda: ra("--help"),
            "import pandas": lambda: python("import pandas"),
            "import pandera.pandas": lambda: python("import pandera.pandas"),
            "import xlwings": lambda: python("import xlwings"),
            "ra valideer, 1 werkmap": lambda: ra("valideer", book),
            "klik op Valideer": lambda: python(CLICK, book),
        },
        runs=7,
    )
    bare, click = times["lege Python"], times["klik op Valideer"]
    goals = [
        Goal("ra --help / lege Python", times["ra --help"].processor / bare.processor, 3),
        Goal(
            "klik op Valideer / import pandera.pandas",
            click.processor / times["import pandera.pandas"].processor,
            1.6,
        ),
    ]
    return Part(times, goals)


def usual_round() -> Part:
    """The round of twelve beside the other pipelines, and its parts."""
    source = twelve()
    times = in_turns(
        {
            "naïef, 12": lambda: naive(source),
            "sterk, 12": lambda: strong(source),
            "ra valideer, 12": lambda: ra("valideer", source),
            "ra consolideer, 12": lambda: consolidate(source, WITHOUT_WORD),
            "ra consolideer, 12, met Word": lambda: consolidate(source),
        },
        runs=3,
    )
    pipeline, first = times["sterk, 12"].processor, times["naïef, 12"].processor
    ours, word = times["ra consolideer, 12"], times["ra consolideer, 12, met Word"]
    parts = inside("parts", source, OUT / "delen") | inside("reading", source)
    goals = [
        Goal("12 werkmappen: ra consolideer / sterk", ours.processor / pipeline, 1.0),
        Goal("12 werkmappen: ra consolideer met Word / sterk", word.processor / pipeline, 1.4),
        Goal("12 werkmappen: naïef / ra consolideer", first / ours.processor, 10, True),
        Goal(
            "12 werkmappen met Word: naïef en docxtpl / ra consolideer",
            (first + parts["word door docxtpl alleen"]) / word.processor,
            10,
            True,
        ),
        Goal(
            "lezen en controleren / bodem", parts["lezen en controleren"] / parts["bodem lezen"], 3
        ),
        Goal("Word / overzicht", parts["word"] / parts["overzicht"], 1),
    ]
    return Part(times, goals, parts)


def large_country() -> Part:
    """A country of 120 provinces beside that of twelve."""
    land, many, few = land_of(120), folder_of_land(120), twelve()
    times = in_turns(
        {
            "sterk, 120": lambda: strong(many),
            "ra valideer, 120": lambda: ra("valideer", many),
            "ra consolideer, 120": lambda: consolidate(many, WITHOUT_WORD),
        },
        runs=1,
        land=land,
    )
    times |= in_turns(
        {
            "ra valideer, 12 (naast 120)": lambda: ra("valideer", few),
            "ra consolideer, 12 (naast 120)": lambda: consolidate(few, WITHOUT_WORD),
        },
        runs=3,
    )
    goals = []
    for command in ("ra valideer", "ra consolideer"):
        of_one = times[f"{command}, 12 (naast 120)"].processor / 12
        of_many = times[f"{command}, 120"].processor / 120
        goals.append(Goal(f"per werkmap, {command}: 120 / 12", of_many / of_one, 1.3))
    return Part(times, goals)


def naive_country() -> Part:
    """The naive pipeline over the country of 120."""
    land, many = land_of(120), folder_of_land(120)
    times = in_turns(
        {
            "naïef, 120": lambda: naive(many),
            "ra consolideer, 120 (naast naïef)": lambda: consolidate(many, WITHOUT_WORD),
        },
        runs=1,
        land=land,
    )
    first, ours = (timed.processor for timed in times.values())
    return Part(times, [Goal("120 werkmappen: naïef / ra consolideer", first / ours, 20, True)])


def many_versions() -> Part:
    """What twelve provinces send with a hundred versions each."""
    source, target = write_folder(OUT / "1200", 1200), OUT / FINDINGS
    findings = ("--formaat", "json", "--uit", target)
    times = in_turns(
        {
            "ra valideer, 1.200": lambda: ra("valideer", source, *findings),
            "ra consolideer, 1.200": lambda: consolidate(source, WITHOUT_WORD),
        },
        runs=1,
    )
    hits, planted = recall(source, target)
    goals = [
        Goal(f"GB bij 1.200, {name.split(',')[0]}", timed.megabytes / 1024, 1.5)
        for name, timed in times.items()
    ]
    goals.append(Goal(f"gevonden van {planted} geplante fouten, deel", hits / planted, 1, True))
    return Part(times, goals)


PARTS: Mapping[str, Callable[[], Part]] = {
    "start": start,
    "twaalf": usual_round,
    "land": large_country,
    "naief": naive_country,
    "versies": many_versions,
}
"""By the name on the command line; the first USUAL are measured when none is named."""
USUAL = 3


def main(names: Sequence[str]) -> None:
    """Measure, print, keep, draw."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise SystemExit(f"Onbekend: {', '.join(unknown)}. Kies uit {', '.join(PARTS)}.")
    OUT.mkdir(parents=True, exist_ok=True)
    print(
        f"Gemeten op {time.strftime('%d-%m-%Y')}: Python {platform.python_version()},"
        f" {platform.machine()}, {os.cpu_count()} kernen."
    )
    for name in names or list(PARTS)[:USUAL]:
        part = PARTS[name]()
        _report(part)
        kept = json.dumps(asdict(part), indent=1, ensure_ascii=False)
        (OUT / f"{name}.json").write_text(kept, "utf-8")
    _draw()


def _report(part: Part) -> None:
    print(
        "\n| hele opdracht | seconden processor | seconden klok | MB |\n| --- | --- | --- | --- |"
    )
    for name, timed in part.times.items():
        print(timed.row(name))
    if part.inside:
        print("\n| binnen één proces | seconden |\n| --- | --- |")
    for name, seconds in part.inside.items():
        print(f"| {name} | {seconds:.3f} |")
    print("\n| verhouding | gemeten | doel | |\n| --- | --- | --- | --- |")
    for goal in part.goals:
        print(goal.row(), flush=True)


def _draw() -> None:
    """A bar for every whole round that was measured, now or earlier."""
    bars = {}
    for name in PARTS:
        path = OUT / f"{name}.json"
        times = json.loads(path.read_text("utf-8"))["times"] if path.exists() else {}
        for command, timed in times.items():
            if "12" in command and "naast" not in command:
                bars[command] = timed["processor"]
    if bars:
        (OUT / "snelheid.svg").write_text(picture_of(bars), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
