"""The handleiding as one page that opens in any browser, without a network: what the button
Handleiding shows.
"""

from __future__ import annotations

import re
from pathlib import Path

PAGES = (
    "README.md",
    "provincie/README.md",
    "provincie/??-*.md",
    "provincie/controlepagina.md",
    "provincie/kaart.md",
    "vro.md",
    "excel.md",
    "installeren.md",
)
"""The pages below ``docs/handleiding`` in reading order."""

HEAD = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Handleiding ruimtelijk arrangement</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 17px/1.55 Calibri, "Segoe UI", sans-serif; color: #1b1b1b; max-width: 52rem;
  margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { color: #154273; line-height: 1.2; }
section { border-top: 1px solid #b8c4d0; margin-top: 2.5rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #b8c4d0; padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: #dce6f0; } img { max-width: 100%; border: 1px solid #b8c4d0; }
pre { background: #f3f7fb; padding: .8rem; overflow-x: auto; }
a { color: #0b5cab; } @media print { section { break-before: page; } }
</style></head><body>
"""


def manual_page(docs: Path) -> str:
    """All pages below ``docs/handleiding`` after each other; links between them stay inside the
    page.
    """
    from marko.ext.gfm import gfm  # only when the documents are made anew

    folder = docs / "handleiding"
    pages = [path for pattern in PAGES for path in sorted(folder.glob(pattern))]
    anchors = {path: _anchor(path.relative_to(folder)) for path in pages}
    shown = {
        anchor: _led_inside(gfm.convert(path.read_text("utf-8")), path, anchors)
        for path, anchor in anchors.items()
    }
    parts = [f'<section id="{anchor}">\n{html}</section>\n' for anchor, html in shown.items()]
    return f"{HEAD}{''.join(parts)}</body></html>\n"


def _anchor(path: Path) -> str:
    return "-".join(path.with_suffix("").parts).lower()


def _led_inside(html: str, page: Path, anchors: dict[Path, str]) -> str:
    """Links to other pages as places on this one, pictures by their path from ``docs``; what is not
    here becomes plain text.
    """

    def link(found: re.Match[str]) -> str:
        target, text = found[1].partition("#")[0], found[2]
        if target.startswith("http"):
            return found[0]
        anchor = anchors.get((page.parent / target).resolve())
        return f'<a href="#{anchor}">{text}</a>' if anchor else text

    html = re.sub(r'<a href="([^"]*)"[^>]*>(.*?)</a>', link, html, flags=re.DOTALL)
    return re.sub(r'src="(?:\.\./)+beeld/', 'src="beeld/', html)
