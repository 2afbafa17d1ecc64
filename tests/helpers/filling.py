"""Fill a blank workbook as people do: values only, into the cells where they belong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from ra_excel.domain.tables import EVERY_TABLE, WERKMAPPEN
from ra_excel.reading.tables import form_row
from ra_excel.reading.values import EXCEL_EPOCH
from tests.helpers.clean import Rows
from tests.helpers.office import running_office, steer
from tests.helpers.role_rows import row_of

Cells = dict[str, dict[str, str | int | date]]
"""Values by sheet and address."""


def cells_of(rows: Rows) -> Cells:
    """Where each value of these rows goes; a row with an id goes to the line that has that id
    ready, and what is fixed stands there already.
    """
    found: Cells = {}
    werkmap = next(kind for kind in WERKMAPPEN if kind.start.name in rows)
    for name, lines in rows.items():
        table = EVERY_TABLE[name]
        for number, line in enumerate(lines):
            for column, value in line.items():
                if value is None or column == "id" or table.by_name[column].fixed:
                    continue
                address = (
                    f"B{form_row(table, column)}"
                    if table.is_form
                    else f"{table.letter(column)}{row_of(table, line, number, werkmap)}"
                )
                assert isinstance(value, str | int | date)
                found.setdefault(table.sheet, {})[address] = value
    return found


def fill_by_openpyxl(source: Path, target: Path, cells: Cells) -> Path:
    """Load, write values, save."""
    book = openpyxl.load_workbook(source)
    for sheet, values in cells.items():
        for address, value in values.items():
            book[sheet][address] = value
    book.save(target)
    return target


def fill_by_libreoffice(source: Path, target: Path, cells: Cells) -> Path:
    """Open in LibreOffice, type, save as xlsx."""
    plain = {
        s: {a: (v - EXCEL_EPOCH).days if isinstance(v, date) else v for a, v in values.items()}
        for s, values in cells.items()
    }
    with running_office(target.parent) as port:
        steer(
            "office_fill",
            target.parent,
            {"port": port, "source": str(source), "target": str(target), "cells": plain},
        )
    return target
