"""Foutproef: 2,000 known faults in the correct workbooks of twelve provinces; what is found, where, and what is said wrongly.

``python -m tests.benchmark.fault_injection [number]`` prints a table per code (Markdown). Every fault stands alone in a
workbook of its own, so that whatever else is reported is a false alarm. The national codes (LA), those against a previous
submission (AF-08, AF-09) and the waivers (ON) look at more than one file: their tests hold them.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ra_excel.domain.model import Kind
from ra_excel.domain.provinces import get_province, provinces
from ra_excel.domain.tables import TABLES
from tests.checks import test_cell_rules, test_sheet_rules
from tests.clean import Edit, build, check, clean_rows, places, put, rows_of

Fault = tuple[str, str, Edit]
"""Code, place (``sheet!cell``) and the edit of Drenthe's rows that makes it."""

CHOSEN_BY_HAND: list[Fault] = [*test_cell_rules.VIOLATIONS, *test_sheet_rules.VIOLATIONS]

BAD: dict[Kind, list[tuple[str, object]]] = {
    Kind.TEXT: [("CE-05", "x"), ("CE-10", "Een te\u200bkst"), ("CE-12", "=1+1"), ("CE-11", "Vraag het info@voorbeeld.nl")],
    Kind.LONG_TEXT: [
        ("CE-05", "kort"),
        ("CE-10", "Een lange te\u200bkst"),
        ("CE-12", "=SOM(A1:A9)"),
        ("CE-11", "Bel 06-12345678 hierover."),
    ],
    Kind.CHOICE: [("CE-02", "zoiets als dit")],
    Kind.MULTI_CHOICE: [("CE-02", "zoiets als dit; en dat")],
    Kind.DATE: [("CE-03", "ooit"), ("CE-03", "31-02-2026"), ("CE-03", "1-2-26")],
    Kind.INTEGER: [("CE-04", "veel"), ("CE-04", "1,5"), ("CE-04", -3)],
    Kind.REFERENCE: [("CE-07", "DR-019"), ("CE-08", "OV-001"), ("CE-08", "eerste")],
}
"""Values that a cell of each kind refuses, with the code."""


def cell_faults() -> Iterator[Fault]:
    """Every filled cell of the correct rows with every value that its kind refuses, and emptied where it is mandatory."""
    for name, lines in clean_rows().items():
        table = TABLES[name]
        for number, line in enumerate(lines):
            for column in table.columns:
                if table.is_form or name == "rolmatrix" or column.name not in line or column.kind is Kind.ID or line[column.name] is None:
                    continue
                place = f"{table.sheet}!{table.letter(column.name)}{table.first_row + number}"
                if column.required:
                    yield "CE-01", place, put(name, number, **{column.name: None})
                for code, value in () if column.open_list else BAD.get(column.kind, ()):
                    if not (code == "CE-07" and column.refers_to != ("agenda",)):
                        yield code, place, put(name, number, **{column.name: value})


POOL: list[Fault] = [*CHOSEN_BY_HAND, *cell_faults()]


def judge(folder: Path, job: tuple[int, str, int]) -> tuple[bool, list[str]]:
    """Inject one fault (its number, the province, its place in POOL): whether it was reported at its cell, and all else."""
    number, name, chosen = job
    code, place, edit = POOL[chosen]
    rows = clean_rows()
    edit(rows)
    path = build(folder / f"{number}.xlsx", rows_of(get_province(name), rows), name)
    found = places(check(path))
    path.unlink()
    hit = (code, place) in found
    if hit:
        found.remove((code, place))
    return hit, [f"{other} {where}" for other, where in found]


def choose(number: int) -> list[tuple[int, str, int]]:
    """The jobs: what was chosen by hand for every province, then faults drawn from all cells, always the same."""
    every = [(p.naam, place) for p in provinces() for place in range(len(POOL))]
    by_hand = [one for one in every if one[1] < len(CHOSEN_BY_HAND)]
    rest = random.Random(2026).sample([one for one in every if one[1] >= len(CHOSEN_BY_HAND)], max(0, number - len(by_hand)))
    return [(n, name, place) for n, (name, place) in enumerate((by_hand + rest)[:number])]


def main(number: int) -> int:
    """Print the table; 1 when a fault was missed or a false alarm given."""
    started = time.perf_counter()
    injected, hits, wrong = Counter[str](), Counter[str](), Counter[str]()
    jobs = choose(number)
    with TemporaryDirectory() as folder, ProcessPoolExecutor() as workers:
        clean = sum(len(check(build(Path(folder) / "g.xlsx", rows_of(p, clean_rows()), p.naam)).findings) for p in provinces())
        for (_, name, place), (hit, others) in zip(jobs, workers.map(partial(judge, Path(folder)), jobs, chunksize=20), strict=True):
            code = POOL[place][0]
            injected[code] += 1
            hits[code] += hit
            wrong[code] += len(others)
            if not hit or others:
                print(f"{name} {code} {POOL[place][1]}: {'gevonden' if hit else 'GEMIST'}; daarnaast {others}", file=sys.stderr)
    print("| code | fouten | gevonden in de cel | vals alarm ernaast |\n| --- | --- | --- | --- |")
    for code in sorted(injected):
        print(f"| {code} | {injected[code]} | {hits[code]} | {wrong[code]} |")
    print(f"| **samen** | **{injected.total()}** | **{hits.total()}** | **{wrong.total()}** |\n")
    print(f"Bevindingen op de twaalf correcte werkmappen: {clean}. Duur: {time.perf_counter() - started:.0f} s.")
    return int(hits.total() < injected.total() or wrong.total() > 0 or clean > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
