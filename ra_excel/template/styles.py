"""Colours and fonts of everything we write, once.

Contrast of text on fill is at least 4.5:1; red and green never carry meaning alone (a word or sign
stands beside them).
"""

from __future__ import annotations

from typing import Any

FONT = "Calibri"
BODY_SIZE = 11

INK = "#1B1B1B"
MUTED = "#595959"
WHITE = "#FFFFFF"
BRAND = "#154273"
"""Dark blue of headers and titles."""
BRAND_LIGHT = "#DCE6F0"
REQUIRED_FILL, REQUIRED_INK = "#0B2E57", "#FFE699"
"""Headers of mandatory columns."""
BAND = "#F3F7FB"
LINE = "#B8C4D0"
INPUT = "#FFF9E0"
"""Fill of cells the user fills on a form."""
FIXED = "#EDEDED"
"""Fill of cells that stand fixed."""
NOT_ASKED = "#C9C9C9"
"""Hatching of cells that ask nothing in this row."""

BAD_FILL, BAD_INK = "#F9D9D6", "#8A1C13"
WARN_FILL, WARN_INK = "#FDEBC8", "#7A4B00"
GOOD_FILL, GOOD_INK = "#D8EDE3", "#0B5A3C"

CHART_COLOURS = (
    "#154273",
    "#E17000",
    "#39870C",
    "#7B5EA7",
    "#A90061",
    "#007BC7",
    "#777C00",
    "#94710A",
)
"""Series colours that stay apart for colour-blind readers when used in this order."""

DATE_FORMAT = "dd-mm-yyyy"

BASE: dict[str, Any] = {
    "font_name": FONT,
    "font_size": BODY_SIZE,
    "font_color": INK,
    "valign": "top",
}
TITLE = BASE | {"font_size": 20, "bold": True, "font_color": BRAND, "valign": "vcenter"}
SUBTITLE = BASE | {"font_color": MUTED, "valign": "vcenter"}
GROUP = BASE | {"bold": True, "font_color": BRAND, "bg_color": BRAND_LIGHT, "valign": "vcenter"}
HEADER = BASE | {
    "bold": True,
    "font_color": WHITE,
    "bg_color": BRAND,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": LINE,
}
CELL = BASE | {"text_wrap": True, "border": 1, "border_color": LINE}
DATE_CELL = CELL | {"num_format": DATE_FORMAT, "align": "left"}
LINK_CELL = CELL | {"font_color": "#0B5CAB", "underline": 1}
