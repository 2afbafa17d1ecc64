"""A small draw of the fault injection in every run of the suite; the whole of it is ``make
foutproef``.
"""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest

from ra_excel.domain.rules import catalogue
from tests.benchmark import faults
from tests.benchmark.fault_injection import choose, judge, judge_together
from tests.benchmark.faults import CHOSEN, OF_DEPARTMENTS, OF_FILES, OF_ROUNDS, POOL

NOT_TYPED = range(len(CHOSEN) - len(OF_FILES) - len(OF_ROUNDS), len(CHOSEN))

NOTHING_FOUND = SimpleNamespace(findings=())


@pytest.mark.parametrize("fault", NOT_TYPED, ids=[POOL[number][0] for number in NOT_TYPED])
def test_faults_of_files_and_rounds_are_found_alone_at_their_place(fault: int) -> None:
    assert judge(("Groningen", fault)) == (True, [])


@pytest.mark.parametrize("place", range(0, len(OF_DEPARTMENTS), 6))
def test_faults_of_departments_are_found_alone_at_their_place(place: int) -> None:
    assert judge(("Zeeland", len(CHOSEN) + place)) == (True, [])


def test_a_draw_is_found_at_its_cell_without_false_alarm() -> None:
    jobs = random.Random(7).sample(choose(2000), 25)
    verdicts, otherwise = judge_together(jobs)
    judged = {
        (*POOL[job[1]][:2], job[0]): verdict for job, verdict in zip(jobs, verdicts, strict=True)
    }
    assert {key: outcome for key, outcome in judged.items() if outcome != (True, [])} == {}
    assert otherwise == 0


def test_a_difference_between_loop_and_pandera_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    judge(("Zeeland", len(CHOSEN)))
    judge(("Zeeland", 0))
    monkeypatch.setattr(faults, "check_together", lambda books: [NOTHING_FOUND for _ in books])
    assert faults.judged_otherwise_by_pandera() == 2
    assert faults.judged_otherwise_by_pandera() == 0


def test_the_faults_cover_every_code() -> None:
    assert len(choose(2000)) == 2000
    # Two never come alone, their own tests hold them: of LA-06 the file that mixes the round has
    # its own finding, and where nothing is on Agenda (AG-13) whatever refers to it has one.
    injected = {POOL[fault][0] for _, fault in choose(2000)}
    assert set(catalogue()) - injected == {"AG-13", "LA-06"}
