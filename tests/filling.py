"""Fill a blank workbook as people do: values only, into the cells where they belong."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ra_excel.domain.tables import TABLES
from ra_excel.workbook.reader import form_row
from tests.clean import Rows

Cells = dict[str, dict[str, str | int | date]]
"""Values by sheet and address."""

SYSTEM_PYTHON = "/usr/bin/python3"
EXCEL_DAY_ZERO = date(1899, 12, 30)


def cells_of(rows: Rows) -> Cells:
    """Where each value of these rows goes; a row with an id goes to the line that has that id ready."""
    found: Cells = {}
    for name, lines in rows.items():
        table = TABLES[name]
        for number, line in enumerate(lines):
            for column, value in line.items():
                if value is None or column == "id":
                    continue
                address = f"B{form_row(table, column)}" if table.is_form else f"{table.letter(column)}{table.first_row + number}"
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


def _has_bridge() -> bool:
    if not Path(SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


def fill_by_libreoffice(source: Path, target: Path, cells: Cells) -> Path:
    """Open in LibreOffice, type, save as xlsx. Skipped with a reason without its Python bridge, unless RA_EISEN asks for it."""
    program = shutil.which("soffice")
    if program is None or not _has_bridge():
        reason = "LibreOffice of zijn Python-brug (python3-uno) staat niet op deze computer"
        (pytest.fail if "libreoffice" in os.environ.get("RA_EISEN", "") else pytest.skip)(reason)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    job = target.with_suffix(".json")
    plain = {s: {a: (v - EXCEL_DAY_ZERO).days if isinstance(v, date) else v for a, v in values.items()} for s, values in cells.items()}
    job.write_text(json.dumps({"port": port, "source": str(source), "target": str(target), "cells": plain}), "utf-8")
    accept = f"--accept=socket,host=127.0.0.1,port={port};urp;"
    profile = f"-env:UserInstallation=file://{target.parent / 'profiel'}"
    script = Path(__file__).with_name("office_fill.py")
    with subprocess.Popen([program, "--headless", "--norestore", "--nologo", profile, accept], start_new_session=True) as office:
        try:
            subprocess.run([SYSTEM_PYTHON, str(script), str(job)], check=True, timeout=180, capture_output=True)
        finally:
            os.killpg(office.pid, signal.SIGKILL)
    return target
