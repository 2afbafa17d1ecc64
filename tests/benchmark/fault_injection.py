"""Foutproef: 2,000 known faults in the correct workbooks of twelve provinces and departments; what
is found, where, and what is said wrongly.

``python -m tests.benchmark.fault_injection [number]`` prints a table per code (Markdown). Every
fault stands alone, so whatever else is reported is a false alarm.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from ra_excel.domain.inzenders import departments, get_province, provinces
from tests.benchmark.faults import (
    CHOSEN,
    OF_DEPARTMENTS,
    POOL,
    built_department,
    check,
    judged_otherwise_by_pandera,
)
from tests.helpers.clean import build, clean_rows, rows_of

TOGETHER = 20
"""Faults that one process judges at a time, and whose workbooks pandera judges together."""

Job = tuple[str, int]
"""Whose turn it is and the number of a fault in POOL: a maker itself cannot go to another process.

In the turn of a province a fault of a department is made for the one at the same place in its list.
"""

Verdict = tuple[bool, list[str]]
"""Whether a fault was reported once at its place, and all that was reported beside it."""


def judge(job: Job) -> Verdict:
    """Inject one fault."""
    province, number = job
    code, place, make = POOL[number]
    with TemporaryDirectory() as folder:
        found = make(Path(folder), get_province(province))
    hit = (code, place) in found
    if hit:
        found.remove((code, place))
    return hit, [f"{other} {where}" for other, where in found]


def judge_together(jobs: Sequence[Job]) -> tuple[list[Verdict], int]:
    """The verdict on each fault, and how many of their workbooks pandera judges otherwise."""
    return [judge(job) for job in jobs], judged_otherwise_by_pandera()


def choose(number: int) -> list[Job]:
    """The jobs: what was thought of for every province, what was for departments in turn, then
    faults drawn from all cells; always the same.
    """
    names = [province.naam for province in provinces()]
    thought_of = len(CHOSEN) + len(OF_DEPARTMENTS)
    first = [(name, fault) for name in names for fault in range(len(CHOSEN))]
    of_departments = range(len(CHOSEN), thought_of)
    first += [(names[fault % len(names)], fault) for fault in of_departments]
    rest = [(name, fault) for name in names for fault in range(thought_of, len(POOL))]
    return [*first, *random.Random(2026).sample(rest, max(0, number - len(first)))][:number]


def main(number: int) -> int:
    """Print the table; 1 when a fault was missed, a false alarm given, or the engines differ."""
    started = time.perf_counter()
    injected, hits, wrong = Counter[str](), Counter[str](), Counter[str]()
    differing = 0
    jobs = choose(number)
    parts = [jobs[first : first + TOGETHER] for first in range(0, len(jobs), TOGETHER)]
    with ProcessPoolExecutor() as workers:
        for part, (verdicts, otherwise) in zip(
            parts, workers.map(judge_together, parts), strict=True
        ):
            differing += otherwise
            for job, (hit, others) in zip(part, verdicts, strict=True):
                code = POOL[job[1]][0]
                injected[code] += 1
                hits[code] += hit
                wrong[code] += len(others)
                if not hit or others:
                    _say_what_went_wrong(job, hit, others)
    print("| code | fouten | gevonden op hun plek | vals alarm ernaast |")
    print("| --- | --- | --- | --- |")
    for code in sorted(injected):
        print(f"| {code} | {injected[code]} | {hits[code]} | {wrong[code]} |")
    print(f"| **samen** | **{injected.total()}** | **{hits.total()}** | **{wrong.total()}** |\n")
    clean = _findings_on_clean_workbooks()
    print(f"Bevindingen op de vierentwintig correcte werkmappen: {clean}.")
    print(f"Werkmappen waarop pandera anders oordeelt dan de lus: {differing}.")
    print(f"Duur: {time.perf_counter() - started:.0f} s.")
    missed = injected.total() - hits.total()
    return int(missed + wrong.total() + clean + differing > 0)


def _say_what_went_wrong(job: Job, hit: bool, others: Sequence[str]) -> None:
    province, fault = job
    code, place, _ = POOL[fault]
    found = "gevonden" if hit else "GEMIST"
    print(f"{province} {code} {place}: {found}; daarnaast {others}", file=sys.stderr)


def _findings_on_clean_workbooks() -> int:
    found = 0
    with TemporaryDirectory() as folder:
        for one in provinces():
            path = build(Path(folder) / "g.xlsx", rows_of(one, clean_rows()), one.naam)
            found += len(check(path).findings)
        for one in departments():
            found += len(check(built_department(Path(folder) / "d.xlsx", one)).findings)
    return found


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
