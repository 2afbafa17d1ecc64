"""A small draw of the fault injection in every run of the suite; the whole of it is ``make foutproef``."""

from __future__ import annotations

import random
from pathlib import Path

from tests.benchmark.fault_injection import POOL, choose, judge


def test_a_draw_is_found_at_its_cell_without_false_alarm(tmp_path: Path) -> None:
    jobs = random.Random(7).sample(choose(2000), 30)
    judged = {(POOL[job[2]][:2], job[1]): judge(tmp_path, job) for job in jobs}
    assert {key: outcome for key, outcome in judged.items() if outcome != (True, [])} == {}


def test_the_draw_covers_every_code_that_one_workbook_can_show() -> None:
    codes = {POOL[place][0] for _, _, place in choose(2000)}
    assert len(choose(2000)) == 2000 and len(codes) >= 50
