"""What a cell of the overview can hold besides a text, a number and a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ra_excel.round.word_difference import Piece


@dataclass(frozen=True)
class Link:
    """Text that leads to a place, or a number that leads to one in this workbook; the place in
    XlsxWriter's notation.

    A ``quiet`` one looks like any other text.
    """

    text: str | int
    address: str
    quiet: bool = False

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True)
class Calculated:
    """A formula in which ``{row}`` is the Excel row, and its outcome; it has only functions that
    Excel had in 2007.
    """

    formula: str
    value: str | int

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Difference:
    """Two texts in one: what is gone struck out, what is new bold."""

    pieces: Sequence[Piece]

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)


Cell = str | int | date | Link | Calculated | Difference | None
Line = Sequence[Cell]
