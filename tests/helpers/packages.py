"""Edit the parts of a workbook as a careless or hostile program might."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ra_excel.reading.package import Package

Parts = dict[str, bytes]


def edit_parts(path: Path, edit: Callable[[Parts], None]) -> Path:
    """Rewrite a zip after ``edit`` changed its parts."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    edit(parts)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return path


def sheet_part(path: Path, sheet: str) -> str:
    """Zip part of a sheet."""
    with ZipFile(path) as archive:
        return Package(archive).sheets[sheet]


def edit_sheet(path: Path, sheet: str, address: str, cell_xml: str) -> Path:
    """Replace (or, where absent, append to its row) the XML of one cell."""
    name = sheet_part(path, sheet)

    def edit(parts: Parts) -> None:
        text = parts[name].decode()
        new, count = re.subn(
            rf'<c r="{address}"(?:[^>]*/>|.*?</c>)', lambda _: cell_xml, text, count=1
        )
        assert count == 1, f"no cell {address} on {sheet}"
        parts[name] = new.encode()

    return edit_parts(path, edit)


def replace_in(part: str, old: str, new: str) -> Callable[[Parts], None]:
    """An edit of one part's text."""

    def edit(parts: Parts) -> None:
        text = parts[part].decode()
        assert old in text
        parts[part] = text.replace(old, new).encode()

    return edit
