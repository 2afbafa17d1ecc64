"""Cells are parsed explicitly, never guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ra_excel.reading.values import as_text, clean_text, is_empty, parse_date, parse_integer


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03-04-2026", date(2026, 4, 3)),
        ("3/4/2026", date(2026, 4, 3)),
        ("3.4.2026", date(2026, 4, 3)),
        ("3 april 2026", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
        ("2026-04-03 00:00:00", date(2026, 4, 3)),
        (" 3-4-2026 ", date(2026, 4, 3)),
        (datetime(2026, 4, 3, 12), date(2026, 4, 3)),
        ("31-02-2026", None),
        ("13-13-2026", None),
        ("3-4-26", None),
        ("april 2026", None),
        ("2026", None),
        (46115.0, None),
        (True, None),
        (None, None),
    ],
)
def test_dates(text: object, day: date | None) -> None:
    assert parse_date(text) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_dates_round_trip_in_dutch_and_iso_order(day: date) -> None:
    assert parse_date(f"{day.day}-{day.month}-{day.year}") == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(as_text(day)) == day


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3, 3),
        (3.0, 3),
        ("3", 3),
        (" 3 ", 3),
        (3.5, None),
        ("3,0", None),
        ("drie", None),
        (True, None),
        ("²", None),
    ],
)
def test_integers(value: object, number: int | None) -> None:
    assert parse_integer(value) == number


@given(st.text())
def test_cleaning_is_stable_and_never_adds(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert len(cleaned) <= len(text)
    assert is_empty(text) == (not cleaned)
