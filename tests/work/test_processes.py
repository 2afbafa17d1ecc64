"""Work in several processes: the same results, in order, and a process that dies takes one item."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

import pytest

from ra_excel import work as processes
from ra_excel.work import beside, in_batches

NUMBERS = list(range(20))


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


def dying_at_seven(numbers: Sequence[int]) -> list[int]:
    if 7 in numbers:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(30)
    return squares(numbers)


def failing(numbers: Sequence[int]) -> list[int]:
    raise LookupError(f"{numbers[0]}")


def refused(number: int) -> int:
    return -number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_stand_in_the_order_of_the_items(workers: int) -> None:
    assert list(in_batches(squares, NUMBERS, 3, workers, refused)) == squares(NUMBERS)
    assert list(in_batches(squares, [], 3, workers, refused)) == []


def test_a_process_that_dies_takes_one_item() -> None:
    expected = [-7 if number == 7 else number * number for number in NUMBERS]
    assert list(in_batches(dying_at_seven, NUMBERS, 4, 2, refused)) == expected


def test_where_no_process_starts_this_one_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(workers: int) -> None:
        raise PermissionError("niet toegestaan")

    monkeypatch.setattr(processes, "_pool", forbidden)
    assert list(in_batches(squares, NUMBERS, 4, 2, refused)) == squares(NUMBERS)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_work_raises_is_raised(workers: int) -> None:
    with pytest.raises(LookupError):
        list(in_batches(failing, NUMBERS, 4, workers, refused))


@pytest.mark.parametrize("workers", [1, 2])
def test_results_made_beside_other_work_are_the_same(workers: int) -> None:
    with beside(in_batches(squares, NUMBERS, 3, workers, refused), workers) as results:
        done = sum(NUMBERS)
    assert (done, list(results)) == (190, squares(NUMBERS))


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_beside_other_work_is_raised_where_the_results_are_asked_for(
    workers: int,
) -> None:
    with (
        pytest.raises(LookupError),
        beside(in_batches(failing, NUMBERS, 4, workers, refused), workers) as results,
    ):
        list(results)
