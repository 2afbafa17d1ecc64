"""Two texts compared word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum


class Part(Enum):
    """What became of a piece of text."""

    KEPT = "gebleven"
    GONE = "weg"
    NEW = "nieuw"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, spaces included, with what became of it."""

    part: Part
    text: str


def word_difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order: kept and gone together are the old text, kept and new the new
    text.
    """
    before, after = _words(old), _words(new)
    pieces: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Part.KEPT, "".join(before[i:j])))
        else:
            pieces += [
                Piece(part, text)
                for part, text in (
                    (Part.GONE, "".join(before[i:j])),
                    (Part.NEW, "".join(after[k:m])),
                )
                if text
            ]
    return tuple(pieces)


def _words(text: str) -> Sequence[str]:
    """Words with the space behind them."""
    return re.findall(r"^\s+|\S+\s*", text)
