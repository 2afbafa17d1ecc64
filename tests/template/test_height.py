"""Row heights: room for every line of the longest cell."""

from __future__ import annotations

import pytest

from ra_excel.domain.excel import LINE_POINTS, MAX_ROW_POINTS, height_for

WIDTH = 10
"""Room for nine characters on a line."""


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        ([None, "", 12], 1),
        (["a" * 9], 1),
        (["a" * 10], 2),
        (["a\nb"], 2),
        (["a" * 10 + "\nb"], 3),
        (["a\n\nb"], 3),
        (["\n"], 2),
        (["a" * 10, "a" * 28, "a"], 4),
        ([10**9], 2),
        ([], 1),
    ],
)
def test_a_row_is_as_high_as_its_longest_cell(texts: list[object], lines: int) -> None:
    height = height_for([(text, WIDTH) for text in texts])
    assert height == (None if lines == 1 else lines * LINE_POINTS + 2)


def test_no_row_is_higher_than_excel_allows() -> None:
    assert height_for([("a" * 30_000, WIDTH)]) == MAX_ROW_POINTS
