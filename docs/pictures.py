"""Make the pictures of the docs from the real workbooks: every sheet, empty and filled, and what
the handleiding shows.

``make beelden`` runs this after ``make demo``. Needs LibreOffice, pdftoppm and Pillow (in the extra
``test``).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.worksheet.header_footer import HeaderFooter
from PIL import Image, ImageChops

EMPTY = Path("workbooks/2026-2027/ra-2026-2027-drenthe.xlsx")
FILLED = Path("uit/demo/inzendingen/ra-2026-2027-drenthe.xlsx")
TARGET = Path("docs/beeld")
DOTS_PER_INCH = 110
A3, MARGIN_INCH = 8, 0.3

SHEETS = {
    "Start": "A1:E45",
    "Agenda": "A1:L16",
    "Rolmatrix": "A1:H20",
    "Dialoog": "A1:K14",
    "Besluitvorming": "A1:L14",
    "Afspraken": "A1:K16",
    "Monitoring": "A1:J16",
    "Lessen": "A1:F12",
    "Terugkoppeling": "A1:F12",
    "Fiche": "A1:B40",
    "Rolkaart": "A1:E9",
    "Zelfcontrole": "A1:G40",
    "Controle": "A1:H30",
    "Waardelijsten": "A1:J30",
}
"""Every sheet with the part that shows what it is."""

HANDLEIDING = {
    "openen": (EMPTY, "Start", "A1:E16"),
    "agenda-rij": (FILLED, "Agenda", "A1:F9"),
    "agenda-criteria": (FILLED, "Agenda", "L4:W9"),
    "rolmatrix": (FILLED, "Rolmatrix", "A1:H13"),
    "dialoog": (FILLED, "Dialoog", "A1:J9"),
    "besluit": (FILLED, "Besluitvorming", "A1:R9"),
    "afspraken": (FILLED, "Afspraken", "A1:L10"),
    "monitoring": (FILLED, "Monitoring", "A1:M12"),
    "controle": (FILLED, "Zelfcontrole", "A1:G32"),
    "stand": (FILLED, "Start", "A12:E30"),
    "fiche": (FILLED, "Fiche", "A1:B40"),
}
"""The parts of sheets that the handleiding points at."""


def main() -> None:
    """Write all pictures below ``docs/beeld``."""
    pictures = {
        f"werkmap/{sheet.lower()}-{kind}": (book, sheet, part)
        for sheet, part in SHEETS.items()
        for kind, book in KINDS.items()
    }
    pictures |= {f"handleiding/{name}": what for name, what in HANDLEIDING.items()}
    wanted = sys.argv[1:]
    for number, (name, (book, sheet, part)) in enumerate(pictures.items(), start=1):
        if wanted and name not in wanted:
            continue
        print(f"[{number}/{len(pictures)}] {name}", file=sys.stderr)
        _picture(book, sheet, part, TARGET / f"{name}.png")


KINDS = {"leeg": EMPTY, "gevuld": FILLED}


def _picture(source: Path, sheet: str, part: str, target: Path) -> None:
    """One part of one sheet, with the row numbers and column letters a reader sees in Excel."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "beeld.xlsx"
        book = openpyxl.load_workbook(source)
        for other in book:
            other.sheet_state = "visible" if other.title == sheet else "hidden"
            other.print_area = None
        shown = book[sheet]
        book.active = book.index(shown)
        shown.print_area = part
        shown.print_title_rows = shown.print_title_cols = None
        shown.print_options.headings = True
        shown.page_setup.paperSize = A3
        shown.page_setup.fitToWidth = shown.page_setup.fitToHeight = 1
        shown.HeaderFooter = HeaderFooter()
        for side in ("left", "right", "top", "bottom"):
            setattr(shown.page_margins, side, MARGIN_INCH)
        book.save(copy)
        profile = f"-env:UserInstallation=file://{folder}/profiel"
        command = [
            "soffice",
            "--headless",
            "--norestore",
            profile,
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(copy),
        ]
        subprocess.run(command, check=True, capture_output=True)
        pages = [
            "pdftoppm",
            "-r",
            str(DOTS_PER_INCH),
            "-f",
            "1",
            "-singlefile",
            "-png",
            str(copy.with_suffix(".pdf")),
            f"{folder}/blad",
        ]
        subprocess.run(pages, check=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        _trimmed(Image.open(f"{folder}/blad.png")).save(target, optimize=True)


def _trimmed(image: Image.Image) -> Image.Image:
    """Without the white around it, and in few colours: small enough to keep."""
    picture = image.convert("RGB")
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    return picture.crop(box).convert("P", palette=Image.Palette.ADAPTIVE, colors=64)


if __name__ == "__main__":
    main()
