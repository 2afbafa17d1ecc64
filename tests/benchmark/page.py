"""How fast the page in the browser is: ``python -m tests.benchmark.page`` prints one line a figure.

Needs ``make controlepagina`` and Chromium.
"""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.helpers.browser import Browser
from tests.helpers.clean import build, clean_rows

PAGE = Path("uit/controlepagina/ra-controle.html")
SIZES = (10, 500, 1000, 3000)


def main() -> None:
    """Open the page, and check workbooks with more and more rows."""
    print(f"grootte {PAGE.stat().st_size / 1e6:.1f} MB")
    browser = Browser("chrome")
    try:
        started = time.perf_counter()
        browser.open(PAGE.resolve().as_uri())
        print(f"klaar na {time.perf_counter() - started:.1f} s")
        with TemporaryDirectory() as folder:
            for size in SIZES:
                content = workbook_of(Path(folder) / "rijen.xlsx", size)
                started = time.perf_counter()
                browser.check("rijen.xlsx", content)
                print(f"{size} rijen gecontroleerd in {time.perf_counter() - started:.2f} s")
        print(f"geheugen van de browser {resident_megabytes():.0f} MB")
    finally:
        browser.close()


def workbook_of(path: Path, size: int) -> bytes:
    """A correct workbook with this many messages about its agreement."""
    rows = clean_rows()
    message = rows["monitoring"][0]
    rows["monitoring"] = [
        {**message, "id": f"DR-M{number:03d}", "toelichting": f"Kaart {number} in concept gereed."}
        for number in range(1, size + 1)
    ]
    return build(path, rows).read_bytes()


def resident_megabytes() -> float:
    """Memory of the largest process of Chromium: the one with the page."""
    command = ["ps", "-C", "chromium", "-o", "rss="]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return max(map(int, lines)) / 1024


if __name__ == "__main__":
    main()
