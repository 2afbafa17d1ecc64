"""Verloop: figures handed on from manifest to manifest, and what is said of a manifest that is not
in order.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ra_excel.domain.cycle import load_cycle
from ra_excel.round.verloop import Stand, following, read_verloop
from tests.helpers.clean import CYCLE

FIGURES = {"Afspraken": 113, "Uit koers": 4}


def rounds_of(*days: date, cyclus: str = CYCLE) -> list[Stand]:
    rounds: list[Stand] = []
    for number, day in enumerate(days):
        figures = {label: count + number for label, count in FIGURES.items()}
        rounds = following(rounds, Stand(cyclus, day, figures, {"Noord": figures}))
    return rounds


QUARTERS = (date(2026, 9, 1), date(2026, 12, 1), date(2027, 3, 1))


def written(folder: Path, entries: object) -> Path:
    path = folder / "manifest.json"
    path.write_text(json.dumps({"contract": 1, "verloop": entries}), "utf-8")
    return path


def read(path: Path) -> tuple[list[date], list[str]]:
    """The days of the rounds that were taken over, and the codes of what is wrong."""
    verloop = read_verloop(path, load_cycle(CYCLE))
    return [one.peildatum for one in verloop.rounds], [one.code for one in verloop.findings]


def entries() -> list[dict[str, Any]]:
    return [stand.as_json() for stand in rounds_of(*QUARTERS)]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path, entries())
    verloop = read_verloop(path, load_cycle(CYCLE))
    assert list(verloop.rounds) == rounds_of(*QUARTERS)
    assert list(verloop.findings) == []


def test_without_a_manifest_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert read(tmp_path / "manifest.json") == ([], [])


@pytest.mark.parametrize(
    ("spoil", "kept"),
    [
        (lambda all_: all_[0]["cijfers"].update(Afspraken=1), QUARTERS[1:]),
        (lambda all_: all_[1].update(peildatum="2026-12-02"), QUARTERS[::2]),
        (lambda all_: all_[2]["landsdelen"]["Noord"].update(Afspraken=0), QUARTERS[:2]),
        (lambda all_: all_[2].update(kenmerk=None), QUARTERS[:2]),
        (lambda all_: all_[1]["cijfers"].update(Afspraken=-3), QUARTERS[::2]),
        (lambda all_: all_[1]["cijfers"].update(Afspraken="=1+1"), QUARTERS[::2]),
        (lambda all_: all_[1].update(peildatum="gisteren"), QUARTERS[::2]),
        (lambda all_: all_.__setitem__(0, ["geen", "ronde"]), QUARTERS[1:]),
    ],
)
def test_a_changed_round_is_left_out_and_said(
    tmp_path: Path, spoil: Callable[[list[Any]], object], kept: tuple[date, ...]
) -> None:
    all_ = entries()
    spoil(all_)
    assert read(written(tmp_path, all_)) == ([*kept], ["VE-01"])


@pytest.mark.parametrize("gone", [0, 1])
def test_a_round_that_is_missing_is_said(tmp_path: Path, gone: int) -> None:
    all_ = entries()
    del all_[gone]
    days = [day for number, day in enumerate(QUARTERS) if number != gone]
    assert read(written(tmp_path, all_)) == (days, ["VE-03"])


def test_another_cycle_is_said_and_taken_over(tmp_path: Path) -> None:
    stands = rounds_of(date(2024, 3, 1), cyclus="2024-2025")
    path = written(tmp_path, [stand.as_json() for stand in stands])
    assert read(path) == ([date(2024, 3, 1)], ["VE-02"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "VE-01"),
        ("[" * 100_000, "VE-01"),
        ('{"verloop": 3}', "VE-01"),
        ('{"verloop": [3]}', "VE-01"),
        ('{"contract": 1}', "VE-03"),
        ("[]", "VE-03"),
    ],
)
def test_a_manifest_that_is_none_of_ours(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(content, "utf-8")
    assert read(path) == ([], [code])


@given(st.dictionaries(st.text(), st.integers(0, 10**8), max_size=5))
def test_any_figures_survive_the_way_through_json(figures: dict[str, int]) -> None:
    (stand,) = following([], Stand(CYCLE, date(2026, 9, 1), figures, {"Oost": figures}))
    again = json.loads(json.dumps(stand.as_json()))
    assert again["kenmerk"] == stand.kenmerk
    assert again["cijfers"] == figures
