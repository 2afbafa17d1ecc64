"""Make the pictures of the page in the browser for the handleiding, from the real page.

``make beelden`` runs this after ``make demo`` and ``make controlepagina``. Needs Chromium.
"""

from __future__ import annotations

from pathlib import Path

from tests.helpers.browser import Browser

PAGE = Path("uit/controlepagina/ra-controle.html")
FILLED = Path("uit/demo/inzendingen/ra-2026-2027-drenthe.xlsx")
TARGET = Path("docs/beeld/handleiding")
SHOWN = "document.querySelector('.oordeel')"


def main() -> None:
    """Write the page as it opens, and with the first findings of a workbook."""
    browser = Browser("chrome")
    try:
        browser.open(PAGE.resolve().as_uri())
        browser.ask("width", width=900, height=330, scale=1)
        browser.ask("picture", path=str(TARGET / "controlepagina-leeg.png"), full=False)
        browser.ask("choose", selector="#kies", paths=[str(FILLED.resolve())])
        browser.wait(SHOWN)
        browser.evaluate("scrollTo(0, document.querySelector('.werkmap').offsetTop - 60)")
        browser.ask("width", width=900, height=900, scale=1)
        browser.ask("picture", path=str(TARGET / "controlepagina.png"), full=False)
    finally:
        browser.close()


if __name__ == "__main__":
    main()
