"""The suite where only python-calamine and pytest are installed: workbooks by filling a blank one,
and tests that need more skipped with their reason.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from traceback import walk_tb
from typing import Any
from zipfile import ZipFile

import pytest

from ra_excel.domain import layout
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.files import PACKAGE, folder
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.model import Table
from ra_excel.domain.tables import TABLES
from ra_excel.reading.package import Package
from ra_excel.reading.tables import form_row
from ra_excel.returning.edit_sheet import DAY_ZERO, _repacked
from ra_excel.returning.sheet_xml import SheetXml
from tests.helpers.role_rows import row_of

CORE_ONLY = importlib.util.find_spec("pandas") is None
"""Whether this is an environment for the core alone."""


def build_workbook(
    path: Path, inzender: Inzender, cycle: Cycle, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    """As the builder of templates, by typing the rows into the blank workbook that is shipped."""
    name = inzender.naam.casefold().replace(" ", "-").replace("\u00e2", "a")
    blank = folder("workbooks") / cycle.id / f"ra-{cycle.id}-{name}.xlsx"
    if not blank.is_file():
        pytest.skip(f"no blank workbook of {inzender.naam} is shipped")
    with ZipFile(BytesIO(blank.read_bytes())) as archive:
        package = Package(archive)
        changed = {}
        for table in TABLES.values():
            lines = rows.get(table.name, ())
            part = package.sheets[table.sheet]
            sheet = SheetXml(archive.read(part), package.shared_strings, DAY_ZERO)
            for index, line in enumerate(lines):
                number = row_of(table, line, index)
                for column, value in line.items():
                    _type(sheet, table, (number, column), value)
            changed[part] = sheet.xml()
        path.write_bytes(_repacked(archive, changed))


def _type(sheet: SheetXml, table: Table, at: tuple[int, str], value: object) -> None:
    number, column = at
    if table.is_form:
        row, place = form_row(table, column), layout.FORM_VALUE_COLUMN
    else:
        row, place = number, list(table.by_name).index(column) + 1
    typed = value if value is None or isinstance(value, str | int | date) else str(value)
    sheet.put(row, place, typed or None, sheet.style(row, place))


BESIDE_THE_CORE = ("checks/schema.py", "checks/batches.py")
ROOMS = ("domain", "reading", "checks", "returning", "browser")
"""Rooms of the core, and what stands in them without being of it."""


def core_modules() -> list[str]:
    """Every module of the core."""
    paths = [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))]
    names = [path.relative_to(PACKAGE).as_posix() for path in paths]
    return [
        f"ra_excel.{name.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__")
        for name in names
        if name not in BESIDE_THE_CORE
    ]


def asked_by_the_core(error: ModuleNotFoundError) -> bool:
    """Whether it is the core itself that asks for a library it may not need."""
    asking = [frame.f_globals.get("__name__") for frame, _ in walk_tb(error.__traceback__)]
    ours = [name for name in asking if name and name.startswith(("ra_excel", "tests"))]
    return ours[-1] in core_modules()


class Module(pytest.Module):
    """A module of tests that needs a library which is not here: one skipped test that says so."""

    needs = ""

    def collect(self) -> Iterator[pytest.Item]:
        """No test of the module itself."""
        item = Skipped.from_parent(self, name="needs_more_than_the_core")
        item.needs = self.needs
        yield item


class Skipped(pytest.Item):
    """Says which library is missing."""

    needs = ""

    def runtest(self) -> None:
        """Nothing runs."""
        pytest.skip(f"needs {self.needs}, which is not part of the core")


def module_without(path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """The module as one skipped test when it needs a library that the core does not have."""
    if not CORE_ONLY:
        return None
    name = ".".join(path.relative_to(parent.config.rootpath).with_suffix("").parts)
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if asked_by_the_core(error):
            raise
        module = Module.from_parent(parent, path=path)
        module.needs = error.name or "a library"
        return module
    return None
