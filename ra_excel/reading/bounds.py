"""A workbook too large to read: found from its bytes, before anything is parsed."""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.domain import layout
from ra_excel.domain.fault import Fault
from ra_excel.domain.settings import load_settings
from ra_excel.reading.guard import MEGABYTE
from ra_excel.reading.package import Package
from ra_excel.reading.values import clean_text


def too_far(package: Package) -> Iterator[Fault]:
    """ST-09 for content so far out that reading it would exhaust memory."""
    settings = load_settings()
    text = int(settings.max_megabyte_tekst * MEGABYTE)
    if package.surely_fits(settings.max_rijen, settings.max_kolommen, settings.max_cellen, text):
        return
    extents = {sheet: package.extent(sheet) for sheet in package.sheets}
    for sheet, extent in extents.items():
        if (row := extent.last_row) > settings.max_rijen:
            yield Fault(
                "ST-09",
                blad=sheet,
                rij=row,
                details={"reden": f"op het blad {clean_text(sheet)} staat nog iets op rij {row}"},
            )
        if extent.last_column > settings.max_kolommen:
            letter = layout.column_letter(extent.last_column)
            yield Fault(
                "ST-09",
                blad=sheet,
                details={
                    "reden": f"op het blad {clean_text(sheet)} staat nog iets in kolom {letter}"
                },
            )
    if (cells := sum(extent.cells for extent in extents.values())) > settings.max_cellen:
        yield Fault(
            "ST-09",
            details={"reden": f"{cells} gevulde cellen, toegestaan zijn er {settings.max_cellen}"},
        )
    if not package.texts_fit(text):
        yield Fault(
            "ST-09",
            details={"reden": f"de teksten samen zijn meer dan {settings.max_megabyte_tekst} MB"},
        )
