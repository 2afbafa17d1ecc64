"""The cell formats of the overview, made once from the styles."""

from __future__ import annotations

from enum import StrEnum, auto
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format

from ra_excel.round.round import Outcome
from ra_excel.round.word_difference import Part
from ra_excel.template import styles


class Kind(StrEnum):
    """What a data cell holds."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    LINK = auto()
    NUMBER_LINK = auto()


class Place(StrEnum):
    """Where a data cell stands in a group of rows; sheets without groups only know INSIDE."""

    INSIDE = auto()
    FIRST_ROW = auto()
    LABEL = auto()
    """The group's name on its first row."""
    REPEATED = auto()
    """The group's name on its other rows: there for the filter, quiet for the eye."""
    INPUT = auto()
    """A cell that VRO fills."""


class Look(NamedTuple):
    """The formats of cells in one place by what they hold, as numbers in the workbook's list of
    formats.
    """

    text: int
    number: int
    date: int
    link: int
    number_link: int


_KINDS = {
    Kind.TEXT: styles.CELL,
    Kind.NUMBER: styles.CELL | {"align": "center"},
    Kind.DATE: styles.DATE_CELL,
    Kind.LINK: styles.LINK_CELL,
    Kind.NUMBER_LINK: styles.LINK_CELL | {"align": "center"},
}
_LINE = {"top": 5, "top_color": styles.BRAND}
_PLACES: dict[Place, dict[str, Any]] = {
    Place.INSIDE: {},
    Place.FIRST_ROW: _LINE,
    Place.LABEL: _LINE | {"bold": True, "font_color": styles.BRAND},
    Place.REPEATED: {"font_color": styles.MUTED},
    Place.INPUT: {"bg_color": styles.INPUT},
}
_OUTCOMES = {
    Outcome.ACCEPTED: (styles.GOOD_FILL, styles.GOOD_INK),
    Outcome.WITH_FAULTS: (styles.WARN_FILL, styles.WARN_INK),
    Outcome.MISSING: (styles.BAD_FILL, styles.BAD_INK),
}


class Formats:
    """Formats of one overview: ``parts`` of a Difference, ``tiles`` of the upper and lower cell of
    a province on the map.
    """

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        add = book.add_format
        self.title = add(styles.TITLE)
        self.subtitle = add(styles.SUBTITLE)
        self.header = add(styles.HEADER)
        self.input_header = add(
            styles.HEADER | {"bg_color": styles.REQUIRED_FILL, "font_color": styles.REQUIRED_INK}
        )
        self.plain = add(styles.BASE)
        self.parts = {
            Part.KEPT: add(styles.BASE),
            Part.GONE: add(styles.BASE | {"font_strikeout": True, "font_color": styles.BAD_INK}),
            Part.NEW: add(styles.BASE | {"bold": True, "font_color": styles.GOOD_INK}),
        }
        self.heading = add(
            styles.BASE | {"bold": True, "font_size": 13, "font_color": styles.BRAND}
        )
        self.link = add(styles.LINK_CELL | {"border": 0, "text_wrap": False, "valign": "vcenter"})
        self.figure = add(
            styles.BASE
            | {
                "bold": True,
                "font_size": 14,
                "align": "right",
                "valign": "vcenter",
                "font_color": styles.BRAND,
            }
        )
        self.label = add(styles.CELL)
        self.count = add(styles.CELL | {"align": "right"})
        tile = styles.BASE | {
            "align": "center",
            "valign": "vcenter",
            "left": 5,
            "right": 5,
            "border_color": styles.WHITE,
        }
        self.tiles: dict[Outcome, tuple[Format, Format]] = {
            outcome: (
                add(
                    tile
                    | {
                        "bg_color": fill,
                        "font_color": ink,
                        "bold": True,
                        "underline": 1,
                        "top": 5,
                    }
                ),
                add(tile | {"bg_color": fill, "font_color": ink, "bottom": 5}),
            )
            for outcome, (fill, ink) in _OUTCOMES.items()
        }
        # Conditional formats take no font name or size.
        self.bad = add({"bg_color": styles.BAD_FILL, "font_color": styles.BAD_INK})
        self.warn = add({"bg_color": styles.WARN_FILL, "font_color": styles.WARN_INK})
        self.good = add({"bg_color": styles.GOOD_FILL, "font_color": styles.GOOD_INK})
        self._data: dict[tuple[Kind, Place, bool], Format] = {
            (kind, place, banded): add(base | ({"bg_color": styles.BAND} if banded else {}) | extra)
            for kind, base in _KINDS.items()
            for place, extra in _PLACES.items()
            for banded in (False, True)
        }
        self._looks: dict[tuple[Place, bool], Look] = {}

    def look(self, place: Place, *, banded: bool) -> Look:
        """How data cells look; every other row is banded."""
        if (place, banded) not in self._looks:
            numbers = {kind.value: self._data[kind, place, banded]._get_xf_index() for kind in Kind}
            self._looks[place, banded] = Look(**numbers)
        return self._looks[place, banded]
