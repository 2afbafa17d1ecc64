"""The most alike of many texts, found without comparing every pair letter by letter."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

FEWEST_SHARED_WORDS = 2
"""One shared word, however rare, is no likeness."""

LETTER_GROUPS = 32
"""Letters are counted in so many groups: enough to tell words apart, whatever the alphabet."""

ROUNDING = 1e-6
"""Room for the last digits where a bound meets a score."""

Places = NDArray[np.intp]
"""Whole numbers: places of texts, numbers of words, counts."""

Numbers = NDArray[np.float64]


def most_alike(
    texts: Sequence[str], limit: float, kin: Sequence[Sequence[Hashable]] = ()
) -> Iterator[tuple[int, int, float]]:
    """For each text the earlier text that is most like it, where one is alike enough: both places
    and the score.

    The score is rapidfuzz's token_set_ratio (0..100), at least ``limit``; of equals the first
    counts. Two texts are not compared when they share fewer than FEWEST_SHARED_WORDS words, or have
    the same label in one of ``kin``: lists with a label for each text.
    """
    from rapidfuzz.fuzz import token_set_ratio  # only when a round is joined

    words = _Words(texts)
    labels = [np.unique([str(label) for label in one], return_inverse=True)[1] for one in kin]
    for place, text in enumerate(texts):
        shared, letters = words.shared_with_earlier(place)
        strangers = shared >= FEWEST_SHARED_WORDS
        for label in labels:
            strangers &= label[:place] != label[place]
        others = np.flatnonzero(strangers)
        if not others.size:
            continue
        lowest, highest = words.bounds(place, others, shared[others], letters[others])
        hopeful = highest >= max(limit, lowest.max()) - ROUNDING
        others, highest = others[hopeful], highest[hopeful]
        best, score = -1, 0.0
        # The most promising first: the rest cannot be better once its bound is below the best
        # score.
        for number in np.argsort(-highest, kind="stable"):
            if highest[number] < score - ROUNDING:
                break
            other = int(others[number])
            found = token_set_ratio(text, texts[other], score_cutoff=limit)
            if found > score or (found == score > 0 and other < best):
                best, score = other, found
        if best >= 0:
            yield place, best, score


class _Words:
    """The distinct words of texts as numbers, from which follows within what bounds a
    token_set_ratio lies.

    That ratio is the best of three comparisons: the shared words against shared plus own words of
    the one, the same of the other (both known from lengths alone), and both wholes against each
    other, which differ at least by the letters that the one has more often than the other.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        number_of: dict[str, int] = {}
        self._of_text = [
            np.array(
                [number_of.setdefault(word, len(number_of)) for word in set(text.split())], np.intp
            )
            for text in texts
        ]
        lengths = np.array([len(word) for word in number_of], np.float64)
        letters = np.array([_letters_of(word) for word in number_of], np.int32).reshape(
            -1, LETTER_GROUPS
        )
        self._lengths = lengths
        self._number = np.array([len(words) for words in self._of_text], np.float64)
        self._total = np.array([lengths[words].sum() for words in self._of_text], np.float64)
        self._letters = np.array([letters[words].sum(axis=0) for words in self._of_text], np.int32)
        self._holders = _holders(self._of_text, len(number_of))

    def shared_with_earlier(self, place: int) -> tuple[Places, Numbers]:
        """How many words a text shares with each earlier one, and of how many letters together."""
        words = self._of_text[place]
        if not words.size:
            return np.zeros(place, np.intp), np.zeros(place)
        holders = [self._holders[word] for word in words]
        every = np.concatenate(holders)
        weights = np.repeat(self._lengths[words], [len(one) for one in holders])
        shared, letters = (
            np.bincount(every, minlength=place + 1),
            np.bincount(every, weights, minlength=place + 1),
        )
        return shared[:place].astype(np.intp), letters[:place].astype(np.float64)

    def bounds(
        self, place: int, others: Places, shared: Places, letters: Numbers
    ) -> tuple[Numbers, Numbers]:
        """The lowest and highest token_set_ratio of a text with others, given their shared words
        (one at least).
        """
        both = letters + shared - 1  # joined by spaces
        mine = _joined(self._total[place] - letters, self._number[place] - shared)
        theirs = _joined(self._total[others] - letters, self._number[others] - shared)
        more = np.abs(self._letters[others] - self._letters[place]).sum(axis=1)
        # The ratio of two strings is 100 * (1 - changed / length of both); one space joins the
        # shared words to the rest.
        lowest = np.maximum(
            _ratio(1 + mine, 2 * both + 1 + mine), _ratio(1 + theirs, 2 * both + 1 + theirs)
        )
        whole = _ratio(more, 2 * both + 2 + mine + theirs)
        contained = (mine == 0) | (theirs == 0)
        lowest = np.where(contained, 100.0, lowest)
        return lowest, np.maximum(lowest, whole)


def _letters_of(word: str) -> NDArray[np.int64]:
    return np.bincount(
        np.frombuffer(word.encode("utf-32-le"), np.uint32) % LETTER_GROUPS, minlength=LETTER_GROUPS
    )


def _holders(of_text: Sequence[Places], number: int) -> list[Places]:
    """For each word the places of the texts that hold it."""
    holders: list[list[int]] = [[] for _ in range(number)]
    for place, words in enumerate(of_text):
        for word in words:
            holders[word].append(place)
    return [np.array(places, np.intp) for places in holders]


def _joined(letters: Numbers, number: Numbers) -> Numbers:
    """Length of so many words, with a space between each two."""
    return np.where(number > 0, letters + number - 1, 0)


def _ratio(changed: Numbers, length: Numbers) -> Numbers:
    return 100 * (1 - changed / length)
