"""Long work: how it tells its progress, and how several processes share it without losing more than
one item.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

Progress = Callable[[int, int, str], None]
"""Called after each step with (steps done, steps in all, what was done)."""


def silent(done: int, total: int, what: str) -> None:
    """No progress shown."""


MANY_NEW_OBJECTS = 50_000
"""Python's own number is 700."""


def look_less_often() -> None:
    """For a whole process that reads workbooks: to look through the hundreds of thousands of cells
    that live to its end, again and again, takes a tenth of the time (docs/snelheid.md).
    """
    gc.set_threshold(MANY_NEW_OBJECTS)


Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item]], Sequence[Result]]
"""One result for each item. It travels to other processes, so it is a function of a module, or a
partial of one.
"""


def in_batches(
    work: Work[Item, Result],
    items: Sequence[Item],
    batch: int,
    workers: int,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """The result of every item, in order; ``work`` gets ``batch`` items at a time, in ``workers``
    processes.

    With one worker all happens in this process, and also where the computer lets us start no other.
    Where a process dies, its batch is done again item by item, each in a process of its own; an
    item on which that one dies too gives ``lost(item)``. What ``work`` raises is raised here.
    """
    rest = list(items)
    if workers == 1 or not _can_start():
        while rest:
            yield from work(rest[:batch])
            del rest[:batch]
    while rest:
        for results in _until_death(
            work, [rest[i : i + batch] for i in range(0, len(rest), batch)], workers
        ):
            yield from results
            del rest[: len(results)]
        # Only after a death something is left. Which batch killed is not known, but the first
        # without results is done by
        # itself, so every turn comes further.
        for item in islice(list(rest), batch):
            yield _alone(work, item, lost)
            del rest[0]


@contextmanager
def beside(results: Iterator[Result], workers: int) -> Iterator[Iterator[Result]]:
    """``results`` of ``in_batches``, which other processes make while this one does what stands in
    the ``with``.

    With one worker nobody else can make them: then each is made when it is asked for.
    """
    if workers == 1:
        yield results
        return
    with ThreadPoolExecutor(1) as waiting:
        gathered = waiting.submit(list, results)
        yield (result for future in (gathered,) for result in future.result())


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes started afresh, on every system alike."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is for the first process, which then stops the others
    look_less_often()


def _can_start() -> bool:
    """Whether another process starts here and answers: some workplaces forbid it."""
    try:
        with _pool(1) as pool:
            return pool.submit(os.getpid).result() > 0
    except (
        OSError,
        RuntimeError,
    ):  # RuntimeError: BrokenProcessPool, or a script that cannot be started twice
        return False


def _until_death(
    work: Work[Item, Result], batches: Sequence[Sequence[Item]], workers: int
) -> Iterator[Sequence[Result]]:
    """The results of each batch, in order; stops where a process died."""
    pool = _pool(workers)
    try:
        yield from pool.map(work, batches)
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(work: Work[Item, Result], item: Item, lost: Callable[[Item], Result]) -> Result:
    for results in _until_death(work, [[item]], workers=1):
        return results[0]
    return lost(item)
