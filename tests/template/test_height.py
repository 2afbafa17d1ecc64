"""Row heights: the quick count of lines against counting line by line."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ra_excel.domain.excel import LINE_POINTS, MAX_ROW_POINTS, height_for

texts = st.one_of(
    st.none(),
    st.text("ab \n", max_size=120),
    st.builds("a".__mul__, st.integers(0, 3000)),
    st.integers(0, 10**12),
)
widths = st.one_of(st.integers(4, 100), st.floats(1, 100))


def lines_of(text: object, width: float) -> int:
    """Lines that a text takes, every line end and every wrap counted."""
    return sum(max(1, math.ceil(len(line) / (width * 0.9))) for line in str(text or "").split("\n"))


@given(st.lists(st.tuples(texts, widths), max_size=5))
def test_a_row_is_as_high_as_its_longest_cell(cells: Sequence[tuple[object, float]]) -> None:
    lines = max([1, *(lines_of(text, width) for text, width in cells)])
    assert height_for(cells) == (
        None if lines == 1 else min(lines * LINE_POINTS + 2, MAX_ROW_POINTS)
    )
