"""A small xlwings engine over LibreOffice: real cells, real formulas, on xlwings' public base
classes. It imitates Excel, no more.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlwings as xw
from xlwings import base_classes

from tests.helpers.office import SYSTEM_PYTHON, running_office


class Line:
    """The line to the script that holds the cells."""

    def __init__(self, port: int) -> None:
        script = Path(__file__).parents[1] / "helpers" / "office_cells.py"
        self.process = subprocess.Popen(
            [SYSTEM_PYTHON, str(script), str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __call__(self, command: str, *arguments: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([command, *arguments]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"LibreOffice did not answer {command}"
        return json.loads(answer)

    def close(self) -> None:
        """End the script; LibreOffice itself is stopped by whoever started it."""
        self.process.kill()
        self.process.communicate()


class Engine:
    name, type = "libreoffice", "desktop"

    def __init__(self) -> None:
        self.apps: list[App] = []

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        return value

    @staticmethod
    def clean_value_data(data: Any, *_: Any) -> Any:
        return data


class App(base_classes.App):
    """LibreOffice itself. Its status bar cannot be asked, so what was put there is kept."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.shown: list[str | bool] = []
        self.updating = True

    engine = Engine()
    pid = 1

    def activate(self, steal_focus: bool = False) -> None:
        """It is in front."""

    @property
    def screen_updating(self) -> bool:
        return self.updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self.updating = value

    @property
    def status_bar(self) -> str | bool:
        return self.shown[-1] if self.shown else False

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self.shown.append(value)

    @property
    def selection(self) -> Range:
        return Range(Sheet(Book(self, Path()), self.line("active")), *self.line("selection"))


class Native:
    """What Excel's own object offers that we use."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802 (Excel's name)
        self.line("save_copy", path)


class Book(base_classes.Book):
    def __init__(self, app: App, path: Path) -> None:
        self._app, self.path = app, path

    @property
    def app(self) -> App:
        return self._app

    @property
    def api(self) -> Native:
        return Native(self._app.line)

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def fullname(self) -> str:
        return str(self.path)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def activate(self) -> None:
        """There is only one."""


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book
        self.names = book.app.line("sheets")

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.app.line("active"))

    def __call__(self, name_or_index: str | int) -> Sheet:
        return Sheet(
            self.book,
            name_or_index if isinstance(name_or_index, str) else self.names[name_or_index - 1],
        )

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, name) for name in self.names)


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, name: str) -> None:
        self._book, self._name = book, name

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        raise NotImplementedError

    @property
    def book(self) -> Book:
        return self._book

    def activate(self) -> None:
        self._book.app.line("activate", self._name)

    @property
    def visible(self) -> bool:
        return bool(self._book.app.line("visible", self._name))

    @visible.setter
    def visible(self, value: bool) -> None:
        self._book.app.line("show", self._name, value)

    @property
    def used_range(self) -> Range:
        return Range(self, 1, 1, *self._book.app.line("used", self._name))

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            first, _, end = first.partition(":")
            first, last = _numbers(first), _numbers(end) if end else last
        corners = [(c.row, c.column) if hasattr(c, "row") else c for c in (first, last or first)]
        return Range(self, *corners[0], *corners[1])


def _numbers(address: str) -> tuple[int, int]:
    letters = "".join(c for c in address if c.isalpha())
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :]), column


class Range(base_classes.Range):
    def __init__(
        self, sheet: Sheet, row: int, column: int, last_row: int, last_column: int
    ) -> None:
        self._sheet, self._corner, self._end = sheet, (row, column), (last_row, last_column)
        self.options: dict[str, Any] = {}

    @property
    def api(self) -> bool:
        return True

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        rows, columns = self.shape
        return (self._sheet.name, *self._corner, rows, columns)

    @property
    def row(self) -> int:
        return self._corner[0]

    @property
    def column(self) -> int:
        return self._corner[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self._end[0] - self._corner[0] + 1, self._end[1] - self._corner[1] + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        place = (self._corner[0] + row - 1, self._corner[1] + column - 1)
        return Range(self._sheet, *place, *place)

    @property
    def _where(self) -> tuple[Any, ...]:
        return (self._sheet.name, *self._corner, *self._end)

    @property
    def raw_value(self) -> Any:
        return self._sheet.book.app.line("read", *self._where)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        rows = value if isinstance(value, list) else [[value] * self.shape[1]] * self.shape[0]
        self._sheet.book.app.line("write", self._sheet.name, *self._corner, rows)

    def select(self) -> None:
        self._sheet.book.app.line("select", *self._where)


@contextmanager
def open_in_office(
    path: Path, place: Path, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[xw.Book, App]]:
    """A workbook open in LibreOffice as an xlwings Book, and the application behind it."""
    before = xw.engines.active
    with running_office(place, environment) as port:
        line = Line(port)
        try:
            line("open", str(path))
            app = App(line)
            app.engine.apps = [app]
            xw.Engine(impl=app.engine).activate()
            yield xw.Book(impl=Book(app, path)), app
        finally:
            xw.engines.active = before
            line.close()
