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
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from ra_excel.domain.inzenders import departments, get_province, provinces
from tests.benchmark.faults import CHOSEN, OF_DEPARTMENTS, POOL, built_department
from tests.helpers.clean import build, check, clean_rows, rows_of

Job = tuple[str, int]
"""Whose turn it is and the number of a fault in POOL: a maker itself cannot go to another process.

In the turn of a province a fault of a department is made for the one at the same place in its list.
"""


def judge(job: Job) -> tuple[bool, list[str]]:
    """Inject one fault: whether it was reported once at its place, and all that was reported beside
    it.
    """
    province, number = job
    code, place, make = POOL[number]
    with TemporaryDirectory() as folder:
        found = make(Path(folder), get_province(province))
    hit = (code, place) in found
    if hit:
        found.remove((code, place))
    return hit, [f"{other} {where}" for other, where in found]


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
    """Print the table; 1 when a fault was missed or a false alarm given."""
    started = time.perf_counter()
    injected, hits, wrong = Counter[str](), Counter[str](), Counter[str]()
    jobs = choose(number)
    with TemporaryDirectory() as folder, ProcessPoolExecutor() as workers:
        clean = sum(
            len(check(build(Path(folder) / "g.xlsx", rows_of(p, clean_rows()), p.naam)).findings)
            for p in provinces()
        )
        for one in departments():
            clean += len(check(built_department(Path(folder) / "d.xlsx", one)).findings)
        for (province, fault), (hit, others) in zip(
            jobs, workers.map(judge, jobs, chunksize=20), strict=True
        ):
            code, place, _ = POOL[fault]
            injected[code] += 1
            hits[code] += hit
            wrong[code] += len(others)
            if not hit or others:
                print(
                    f"{province} {code} {place}: {'gevonden' if hit else 'GEMIST'}; daarnaast"
                    f" {others}",
                    file=sys.stderr,
                )
    print(
        "| code | fouten | gevonden op hun plek | vals alarm ernaast |\n| --- | --- | --- | --- |"
    )
    for code in sorted(injected):
        print(f"| {code} | {injected[code]} | {hits[code]} | {wrong[code]} |")
    print(f"| **samen** | **{injected.total()}** | **{hits.total()}** | **{wrong.total()}** |\n")
    print(
        f"Bevindingen op de vierentwintig correcte werkmappen: {clean}. Duur:"
        f" {time.perf_counter() - started:.0f} s."
    )
    return int(hits.total() < injected.total() or wrong.total() > 0 or clean > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
