"""Seconds as bars, on a scale in which every step is ten times as long."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

LABEL, BAR, ROW = 190, 420, 26
INK, OURS, THEIRS, GRID = "#1d2b36", "#154273", "#b8c4cf", "#e3e8ec"


def picture_of(seconds: Mapping[str, float]) -> str:
    """An SVG with a bar for each name; names that begin with ``ra`` are ours."""
    lowest = math.floor(math.log10(min(seconds.values())))
    highest = math.ceil(math.log10(max(seconds.values())))
    height = ROW * (len(seconds) + 1) + 10
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LABEL + BAR + 80} {height}"'
            ' font-family="sans-serif" font-size="13">'
        ),
        "<title>Seconden per opdracht, logaritmische schaal</title>",
        f'<rect width="100%" height="100%" fill="#ffffff"/><g fill="{INK}">',
    ]

    def place(value: float) -> float:
        return LABEL + BAR * (math.log10(value) - lowest) / (highest - lowest)

    for power in range(lowest, highest + 1):
        at = place(10**power)
        lines.append(
            f'<path d="M{at:.0f} {ROW}V{height - 6}" stroke="{GRID}"/><text x="{at:.0f}" y="17"'
            f' text-anchor="middle">{10**power:g} s</text>'
        )
    for number, (name, value) in enumerate(seconds.items(), start=1):
        top, fill = ROW * number + 6, OURS if name.startswith("ra ") else THEIRS
        lines.append(
            f'<text x="{LABEL - 8}" y="{top + 13}" text-anchor="end">{escape(name)}</text>'
        )
        lines.append(
            f'<rect x="{LABEL}" y="{top}" width="{place(value) - LABEL:.0f}" height="{ROW - 8}"'
            f' fill="{fill}"/>'
        )
        lines.append(
            f'<text x="{place(value) + 6:.0f}" y="{top + 13}">{f"{value:.2f}".replace(".", ",")}'
            " s</text>"
        )
    return "\n".join([*lines, "</g></svg>\n"])
