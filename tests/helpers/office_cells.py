"""Serve the cells of a workbook open in LibreOffice. Runs in the system's Python, which has the
module ``uno``.

Argument: the port of LibreOffice. Reads a JSON list [command, arguments...] per line from standard
input, answers with JSON per line.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import office_bridge


class Cells:
    """The commands: one method each."""

    document: Any
    controller: Any
    addin: Any

    def __init__(self, port: int) -> None:
        self.desktop = office_bridge.desktop(port)

    def open(self, path: str) -> None:
        self.document = self.desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, ())
        self.controller = self.document.CurrentController

    def close(self) -> None:
        self.document.close(True)

    def sheets(self) -> list[Any]:
        return list(self.document.Sheets.ElementNames)

    def place(self, sheet: str, row: int, column: int, last_row: int, last_column: int) -> Any:
        return self.document.Sheets.getByName(sheet).getCellRangeByPosition(
            column - 1, row - 1, last_column - 1, last_row - 1
        )

    def read(self, *where: Any) -> list[Any]:
        rows = self.place(*where).getDataArray()
        return [[None if value == "" else value for value in row] for row in rows]

    def formulas(self, *where: Any) -> list[Any]:
        return [list(row) for row in self.place(*where).getFormulaArray()]

    def write(self, sheet: str, row: int, column: int, rows: list[Any]) -> None:
        """As Excel takes values: a text that starts with = is a formula, an apostrophe in front
        keeps it text.
        """
        if not any(
            isinstance(value, str) and value.startswith("=") for line in rows for value in line
        ):
            plain = [
                [
                    "" if v is None else v.removeprefix("'") if isinstance(v, str) else v
                    for v in line
                ]
                for line in rows
            ]
            where = self.place(sheet, row, column, row + len(rows) - 1, column + len(rows[0]) - 1)
            where.setDataArray(tuple(tuple(line) for line in plain))
            return
        for down, line in enumerate(rows):
            for right, value in enumerate(line):
                cell = self.document.Sheets.getByName(sheet).getCellByPosition(
                    column - 1 + right, row - 1 + down
                )
                if value is None:
                    cell.setString("")
                elif isinstance(value, str) and value.startswith("'"):
                    cell.setString(value[1:])
                elif isinstance(value, str) and value.startswith("="):
                    cell.setFormula(value)
                elif isinstance(value, str):
                    cell.setString(value)
                else:
                    cell.setValue(value)

    def used(self, sheet: str) -> list[Any]:
        cursor = self.document.Sheets.getByName(sheet).createCursor()
        cursor.gotoEndOfUsedArea(False)
        return [cursor.RangeAddress.EndRow + 1, cursor.RangeAddress.EndColumn + 1]

    def visible(self, sheet: str) -> bool:
        return bool(self.document.Sheets.getByName(sheet).IsVisible)

    def show(self, sheet: str, visible: bool) -> None:
        self.document.Sheets.getByName(sheet).IsVisible = visible

    def rename(self, sheet: str, name: str) -> None:
        self.document.Sheets.getByName(sheet).setName(name)

    def activate(self, sheet: str) -> None:
        self.controller.setActiveSheet(self.document.Sheets.getByName(sheet))

    def active(self) -> Any:
        return self.controller.ActiveSheet.Name

    def select(self, *where: Any) -> None:
        self.controller.select(self.place(*where))

    def selection(self) -> list[Any]:
        address = self.controller.Selection.RangeAddress
        return [
            address.StartRow + 1,
            address.StartColumn + 1,
            address.EndRow + 1,
            address.EndColumn + 1,
        ]

    def save_copy(self, path: str) -> None:
        self.document.storeToURL(
            Path(path).as_uri(), (office_bridge.setting("FilterName", "Calc MS Excel 2007 XML"),)
        )

    def load_addin(self, path: str) -> None:
        self.addin = office_bridge.load_addin(self.desktop, path)
        self.controller.Frame.activate()

    def macro(self, function: str, argument: str) -> Any:
        return office_bridge.call_macro(self.addin, function, argument)

    def calculate(self) -> None:
        self.document.calculateAll()


def main() -> None:
    """Answer until the line is closed."""
    cells = Cells(int(sys.argv[1]))
    for line in sys.stdin:
        command, *arguments = json.loads(line)
        print(json.dumps(getattr(cells, command)(*arguments)), flush=True)


if __name__ == "__main__":
    main()
    os._exit(0)
