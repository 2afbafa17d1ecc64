"""Blank workbooks, and workbooks prefilled from a list of earlier agreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ra_excel.domain.cycle import Cycle
from ra_excel.domain.files import write_csv
from ra_excel.domain.inzenders import NATIONAAL, Inzender, provinces
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.start import START
from ra_excel.errors import RaError
from ra_excel.progress import Progress
from ra_excel.reading.earlier_agreements import Import, Placement, place_lines, read_list
from ra_excel.template.build import Rows, build_workbook, file_name
from ra_excel.template.cells import Value

IMPORT_REPORT = "importverslag.csv"
REPORT_COLUMNS = (
    "regel",
    "provincie",
    "titel",
    "uitkomst",
    "bestand",
    "blad",
    "rij",
    "id",
    "opmerkingen",
)
NATIONAL_START: Mapping[str, Value] = {
    "contactfunctie": "Programmaspoor provincies",
    "organisatieonderdeel": "Ministerie van VRO",
    "capaciteit": 0,
}


def make_templates(
    cycle: Cycle, chosen: Sequence[Inzender], folder: Path, progress: Progress
) -> list[Path]:
    """Write the blank workbook of every chosen province. Raises RaError rather than overwrite a
    file.
    """
    return _build_all(cycle, {province: {} for province in chosen}, folder, progress)


def import_agreements(
    source: Path, cycle: Cycle, folder: Path, column_map: Mapping[str, str], progress: Progress
) -> Import:
    """Write prefilled workbooks (twelve, plus the national list) and the report of every line.

    Raises RaError when the list cannot be read, or rather than overwrite a file.
    """
    imported = place_lines(read_list(source, column_map))
    books = {province: rows_for(imported, province) for province in (*provinces(), NATIONAAL)}
    report = folder / IMPORT_REPORT
    _refuse_existing([report])
    _build_all(cycle, books, folder, progress)
    rows = [_report_line(placement, cycle) for placement in imported.placements]
    write_csv(report, REPORT_COLUMNS, rows, for_excel=True)
    return imported


def _report_line(placement: Placement, cycle: Cycle) -> tuple[object, ...]:
    """What became of one line of the list."""
    line, province = placement.line, placement.province
    head = (line.number, line.fields["provincie"], line.fields["titel"])
    remarks = "; ".join(placement.remarks)
    if province is None:
        return (*head, "niet geplaatst", "", "", "", "", remarks)
    outcome = "geplaatst, met opmerking" if placement.remarks else "geplaatst"
    where = (file_name(province, cycle), AFSPRAKEN.sheet, placement.row, placement.id)
    return (*head, outcome, *where, remarks)


def rows_for(imported: Import, province: Inzender) -> Rows:
    """The prefilled rows of one workbook; the national list also has its contact filled in."""
    rows: dict[str, Sequence[Mapping[str, Value]]] = {
        AFSPRAKEN.name: imported.rows.get(province, ())
    }
    if province == NATIONAAL:
        rows[START.name] = [NATIONAL_START]
    return rows


def _build_all(
    cycle: Cycle, books: Mapping[Inzender, Rows], folder: Path, progress: Progress
) -> list[Path]:
    paths = {province: folder / file_name(province, cycle) for province in books}
    _refuse_existing(list(paths.values()))
    folder.mkdir(parents=True, exist_ok=True)
    for number, (province, rows) in enumerate(books.items(), start=1):
        build_workbook(paths[province], province, cycle, rows)
        progress(number, len(books), paths[province].name)
    return list(paths.values())


def _refuse_existing(paths: Sequence[Path]) -> None:
    """A filled workbook must never be replaced by a blank one."""
    existing = [path.name for path in paths if path.exists()]
    if existing:
        raise RaError(
            f"In {paths[0].parent} staat al {', '.join(existing)}. Kies een andere map, of"
            " verplaats die eerst."
        )
