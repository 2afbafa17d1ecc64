"""What the parts of a workbook say is the same however they are written; the quick ways give what
the thorough ones give.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from ra_excel.reading.package import Package
from tests.helpers.clean import build, clean_rows
from tests.helpers.packages import edit_parts, edit_sheet, sheet_part

ODD = {
    "C6": '<c r="C6" t="e"><v>#N/A</v></c>',
    "D6": '<c r="D6" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
    "E6": '<c r="E6"><f>1+1</f></c>',
    "C7": '<c r="C7" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    "D7": '<c r="D7"><f t="shared" si="0"/><v>4</v></c>',
    "E7": '<c r="E7" t="e"><v></v></c>',
}
FOUND = [
    ("C6", "#N/A", None, True),
    ("D6", None, '"a"&"b"', True),
    ("E6", None, "1+1", False),
    ("C7", "#DIV/0!", "1/0", True),
    ("D7", None, "", True),
]

X = b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '

Rewrite = Callable[[bytes], bytes]
WAYS: dict[str, Rewrite] = {
    "plain": lambda xml: xml,
    "a comment": lambda xml: xml.replace(
        b"<sheetData>", b"<!-- van een ander programma --><sheetData>"
    ),
    "other quotes": lambda xml: xml.replace(b't="e"', b"t='e'"),
    "spaces": lambda xml: xml.replace(b't="e"', b't = "e"'),
    "one space": lambda xml: xml.replace(b't="e"', b't= "e"'),
    "a prefix inside": lambda xml: xml.replace(b"<worksheet ", X).replace(
        b"<v>#N/A</v>", b"<x:v>#N/A</x:v>"
    ),
    "type before address": lambda xml: xml.replace(b'<c r="C6" t="e">', b'<c t="e" r="C6">'),
    "a cell without its address": lambda xml: xml.replace(b'<c r="D6"', b"<c", 1),
    "utf-16": lambda xml: (
        '<?xml version="1.0" encoding="UTF-16"?>' + xml.decode().split("?>", 1)[1]
    ).encode("utf-16"),
}


@pytest.mark.parametrize("way", WAYS)
def test_odd_cells_are_found_however_the_sheet_is_written(tmp_path: Path, way: str) -> None:
    path = build(tmp_path / "b.xlsx", clean_rows())
    for address, cell in ODD.items():
        edit_sheet(path, "Agenda", address, cell)
    part = sheet_part(path, "Agenda")
    edit_parts(path, lambda parts: parts.update({part: WAYS[way](parts[part])}))
    with ZipFile(path) as archive:
        cells = Package(archive).odd_cells("Agenda")
        found = [
            (cell.address, cell.error, cell.formula, cell.calculated)
            for cell in cells
            if cell.address in ODD
        ]
    assert found == FOUND
