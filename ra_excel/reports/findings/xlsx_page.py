"""One page that says what is wrong with a file to which nothing can be written back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from ra_excel.checks.finding import Finding
from ra_excel.domain.excel import excel_text, height_for
from ra_excel.reading.values import clean_text
from ra_excel.template import styles
from ra_excel.template.dutch_book import TEXT_STAYS_TEXT

COLUMNS = (
    ("Code", 9),
    ("Ernst", 15),
    ("Blad", 14),
    ("Cel", 8),
    ("Wat is er aan de hand", 60),
    ("Wat kunt u doen", 60),
    ("Nummer", 13),
)
TITLE_POINTS = 28
CREATED = datetime(2026, 1, 1)
"""Fixed, so that the same findings give the same bytes."""


def write_findings_page(
    path: Path, bestand: str, findings: Sequence[Finding], *, set_apart: bool
) -> None:
    """Write a workbook of one sheet with the findings of ``bestand``, printable on A4.

    ``set_apart`` tells whether the file itself was refused, or only has no place left for its
    findings.
    """
    with xlsxwriter.Workbook(str(path), TEXT_STAYS_TEXT) as book:
        book.set_properties(
            {"title": f"Bevindingen bij {bestand}", "author": "ra_excel", "created": CREATED}
        )
        title, subtitle, header, cell = (
            book.add_format(f) for f in (styles.TITLE, styles.SUBTITLE, styles.HEADER, styles.CELL)
        )
        sheet = book.add_worksheet("Bevindingen")
        heading = (
            "Deze werkmap kon niet worden verwerkt" if set_apart else "Bevindingen bij uw werkmap"
        )
        why = (
            "Lees hieronder wat u kunt doen."
            if set_apart
            else "Het blad Controle is weg of gewijzigd; daarom staan de bevindingen hier."
        )
        sheet.write_string(0, 0, heading, title)
        sheet.write_string(
            1,
            0,
            excel_text(f"Bestand: {clean_text(bestand)}. Er is niets aan gewijzigd. {why}"),
            subtitle,
        )
        sheet.set_row(0, TITLE_POINTS)
        for number, (name, width) in enumerate(COLUMNS):
            sheet.set_column(number, number, width)
            sheet.write_string(3, number, name, header)
        for row, finding in enumerate(findings, start=4):
            texts = (
                finding.code,
                finding.ernst,
                finding.blad,
                finding.cel,
                finding.melding,
                finding.herstel,
                finding.id,
            )
            sheet.set_row(
                row,
                height_for((text, width) for text, (_, width) in zip(texts, COLUMNS, strict=True)),
            )
            for number, text in enumerate(texts):
                sheet.write_string(row, number, excel_text(text or ""), cell)
        sheet.hide_gridlines(2)
        sheet.repeat_rows(3)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
