"""Noncommittal wording: the list of ``validation/vrijblijvend.csv`` against the text of an
agreement [2d].
"""

from __future__ import annotations

import re
from functools import cache

from ra_excel.domain.files import folder, read_semicolon_csv

ALWAYS = "altijd"
"""In column ``wanneer``: also noncommittal when a product is named; otherwise only without one."""


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str], bool], ...]:
    """Per entry: the entry, its longest word, its pattern, whether a product changes nothing."""
    rows = read_semicolon_csv(folder("validation") / "vrijblijvend.csv")
    return tuple(
        (r["woorden"], _longest_word(r["woorden"]), _pattern(r["woorden"]), r["wanneer"] == ALWAYS)
        for r in rows
    )


def _longest_word(words: str) -> str:
    return max((word.partition("*")[0].lower() for word in words.split() if word != "..."), key=len)


def _pattern(words: str) -> re.Pattern[str]:
    """Whole words, any spacing; ``*`` stands for the rest of a word, ``...`` for a few words in
    between.
    """
    parts = [re.escape(part).replace(r"\*", r"\w*") for part in words.split()]
    joined = r"\s+".join(parts).replace(r"\s+\.\.\.\s+", r"\s+(?:\S+\s+){0,4}?")
    return re.compile(rf"(?<!\w){joined}(?!\w)", re.IGNORECASE)


def noncommittal(text: str, *, has_product: bool) -> list[str]:
    """The entries of the list that the text contains; with a product only those that stay
    noncommittal all the same.
    """
    lowered = text.lower()  # to look for one plain word first is much quicker than every pattern
    return [
        words
        for words, longest, pattern, always in _patterns()
        if longest in lowered and (always or not has_product) and pattern.search(text)
    ]
