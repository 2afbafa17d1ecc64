"""Sinds de vorige ronde: what moved, and the figures of then and now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ra_excel.reports.word.since import SHOWN, since, since_in
from ra_excel.reports.word.specimen import specimen_round
from ra_excel.reports.word.text_round import TextRound
from ra_excel.round.change import Change, ChangeKind
from ra_excel.round.verloop import Stand

BEFORE = Stand(specimen_round().cycle.id, date(2026, 9, 1), {"Afspraken": 4, "Fouten": 0}, {})
MOVED = Change(
    ChangeKind.CHANGED, "Drenthe", "DR-001", "Titel", "Stap", "2 Dialoog", "3a", blad="Agenda"
)
NEW = Change(ChangeKind.ADDED, "Utrecht", "UT-009", "Titel", blad="Agenda")


def told(*changes: Change, before: Stand = BEFORE) -> TextRound:
    return TextRound(replace(specimen_round(), earlier_rounds=(before,), changes=changes))


def chapter(*changes: Change, before: Stand = BEFORE) -> Any:
    return since(told(*changes, before=before))


def test_what_moved_is_told_by_id() -> None:
    sentences = chapter(MOVED, NEW)["zinnen"]
    assert sentences == [
        "Naar een andere stap: DR-001 van 2 Dialoog naar 3a.",
        "1 vraagstuk erbij: UT-009.",
    ]


def test_a_landsdeel_hears_of_its_own_provinces() -> None:
    assert since_in(told(MOVED, NEW), "Noord", ["Drenthe"])["zinnen"] == [
        "Naar een andere stap: DR-001 van 2 Dialoog naar 3a."
    ]


def test_a_figure_that_one_round_does_not_know_stays_away() -> None:
    lines = chapter()["cijfers"]
    assert [line["wat"] for line in lines] == [one for one in SHOWN if one in BEFORE.figures]


@pytest.mark.parametrize(
    ("then", "difference", "bars"),
    [(1, "gelijk", (40, 40)), (2, "−1", (40, 20)), (0, "+1", (0, 40))],
)
def test_bars_are_as_long_as_their_numbers(
    then: int, difference: str, bars: tuple[int, int]
) -> None:
    before = replace(BEFORE, figures={"Afspraken": then})
    (line,) = chapter(before=before)["cijfers"]
    assert line["nu"] == "1"
    assert line["verschil"] == difference
    assert (len(line["balk_toen"]), len(line["balk_nu"])) == bars


def test_a_change_of_cycle_is_said() -> None:
    before = replace(BEFORE, cyclus="2024-2025")
    assert "2024-2025" in chapter(before=before)["zinnen"][0]
