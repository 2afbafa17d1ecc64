"""The bounds that spare comparisons change nothing: held against comparing every pair."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import token_set_ratio

from ra_excel.round.likeness import FEWEST_SHARED_WORDS, most_alike

WORDS = (
    "beek bodem bodemdaling daling grond grondwater kust kustlijn natuur net netten stikstof water"
    " waterkwaliteit ruimte ééns 水 𝒳y"
)
texts = st.lists(st.lists(st.sampled_from(WORDS.split()), max_size=9).map(" ".join), max_size=12)


def every_pair(
    texts: Sequence[str], limit: float, labels: Sequence[str]
) -> list[tuple[int, int, float]]:
    """The same answer, without any thought."""
    result = []
    for place, text in enumerate(texts):
        scores = [
            (token_set_ratio(text, other), -number)
            for number, other in enumerate(texts[:place])
            if labels[number] != labels[place]
            and len(set(text.split()) & set(other.split())) >= FEWEST_SHARED_WORDS
        ]
        score, number = max(scores, default=(0.0, 0))
        if score >= limit > 0:
            result.append((place, -number, score))
    return result


@given(texts, st.sampled_from([1, 40, 65, 90, 100]), st.data())
def test_the_same_as_comparing_every_pair(
    texts: list[str], limit: float, data: st.DataObject
) -> None:
    labels = [data.draw(st.sampled_from("abc")) for _ in texts]
    assert list(most_alike(texts, limit, [labels])) == every_pair(texts, limit, labels)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], []),
        (["", "bodem daling", ""], []),
        (["bodem daling", "bodem net"], []),  # one shared word
        (["bodem daling", "daling bodem net"], [(1, 0, 100.0)]),  # contained
        (
            ["bodem daling kust", "bodem daling net", "bodem daling kust"],
            [(1, 0, 85.71), (2, 0, 100.0)],
        ),
        (
            ["bodem daling", "bodem daling", "bodem daling"],
            [(1, 0, 100.0), (2, 0, 100.0)],
        ),  # of equals the first
    ],
)
def test_the_best_earlier_text(texts: list[str], expected: list[tuple[int, int, float]]) -> None:
    found = [(place, other, round(score, 2)) for place, other, score in most_alike(texts, 65)]
    assert found == expected


def test_texts_of_one_label_are_not_compared() -> None:
    alike = ["bodem daling", "bodem daling", "bodem daling"]
    assert list(most_alike(alike, 65, ["aab", "xyy"])) == [(2, 0, 100.0)]
