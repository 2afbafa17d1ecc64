"""A list that somebody made in Excel or as CSV, as numbered lines of text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ra_excel.errors import RaError, reason_of
from ra_excel.reading.values import as_text

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


def read_records(path: Path) -> list[tuple[int, list[str]]]:
    """The lines of a CSV (semicolon or comma, UTF-8 or Windows) or of the first sheet of a
    workbook, with their numbers.

    Empty lines of a workbook are left out. Raises RaError when the file cannot be read.
    """
    return (
        _read_workbook_records(path)
        if path.suffix.lower() in WORKBOOKS
        else _read_csv_records(path)
    )


def _read_csv_records(path: Path) -> list[tuple[int, list[str]]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RaError(f"{path} is niet te lezen: {reason_of(error)}.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first_line = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text), delimiter=";" if first_line.count(";") > first_line.count(",") else ","
    )
    records: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in reader:
            records.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise RaError(f"{path}, regel {start}: geen geldige CSV ({error}).") from error
    return records


def _read_workbook_records(path: Path) -> list[tuple[int, list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook  # only when the list is a workbook

    from ra_excel.reading.guard import inspect_file
    from ra_excel.reading.package import DamagedPackageError, Package, too_far

    inspected = inspect_file(path)
    try:
        stop = (
            next(too_far(Package(inspected.archive)), None)
            if inspected.archive
            else inspected.faults[0]
        )
    except DamagedPackageError as error:
        raise RaError(
            f"{path} is niet te lezen: onderdeel {error} ontbreekt of is beschadigd."
        ) from error
    if stop is not None:
        raise RaError(f"{path} is niet te lezen: {stop.details.get('reden', '')}.")
    try:
        rows = (
            CalamineWorkbook.from_filelike(io.BytesIO(inspected.content))
            .get_sheet_by_index(0)
            .to_python(skip_empty_area=False)
        )
    except (CalamineError, ValueError, OSError) as error:
        raise RaError(f"{path} is niet te lezen: {error}.") from error
    texts = [list(map(as_text, row)) for row in rows]
    return [(number, row) for number, row in enumerate(texts, start=1) if any(row)]
