"""The most alike of many texts."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

FEWEST_SHARED_WORDS = 2
"""One shared word, however rare, is no likeness."""


def most_alike(
    texts: Sequence[str], limit: float, kin: Sequence[Sequence[Hashable]] = ()
) -> Iterator[tuple[int, int, float]]:
    """For each text the earlier text that is most like it, where one is alike enough: the numbers
    of both (from 0) and the score.

    The score is rapidfuzz's token_set_ratio (0 to 100), at least ``limit``; of equals the first
    counts. Two texts are not compared when they share fewer than FEWEST_SHARED_WORDS words, or have
    the same label in one of ``kin``: lists with a label for each text.
    """
    # Imported here: only a round needs it.
    from rapidfuzz import fuzz, process

    words = [set(text.split()) for text in texts]
    for number, text in enumerate(texts):
        strangers = {}
        for other in range(number):
            shared = len(words[number] & words[other])
            related = any(labels[number] == labels[other] for labels in kin)
            if shared >= FEWEST_SHARED_WORDS and not related:
                strangers[other] = texts[other]
        best = process.extractOne(text, strangers, scorer=fuzz.token_set_ratio, score_cutoff=limit)
        if best is not None:
            _, score, other = best
            yield number, other, score
