"""The illustrative rows of the demonstration: each row says that it is an illustration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.model import Column, Kind
from ra_excel.domain.tables import werkmap_of
from ra_excel.template.cells import Value

EVERYBODY = "alle"

Row = dict[str, Value]


def example_folder() -> Path:
    """The shipped example data."""
    return folder("workbooks") / "voorbeeld"


def illustrations(inzender: Inzender, source: Path) -> dict[str, list[Row]]:
    """The rows of one province or department by table, from the CSV files in ``source``: a file
    per table.

    A line is of whom its first column names, or else of whom its id is.
    """
    tables = werkmap_of(inzender).tables
    rows: dict[str, list[Row]] = {}
    for path in sorted(source.glob("*.csv")):
        columns = tables[path.stem].by_name
        rows[path.stem] = []
        for line in _lines_of(inzender, read_semicolon_csv(path)):
            known = [name for name in line if name in columns and name != _owner_column(inzender)]
            rows[path.stem].append({name: _typed(columns[name], line[name]) for name in known})
    return rows


def _owner_column(inzender: Inzender) -> str:
    return werkmap_of(inzender).name


def _lines_of(inzender: Inzender, lines: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    owner = _owner_column(inzender)
    if owner not in lines[0]:
        return [line for line in lines if line["id"].startswith(f"{inzender.code}-")]
    mine = [line for line in lines if line[owner] in (EVERYBODY, inzender.naam)]
    # A line for this one replaces that for everybody.
    mine.sort(key=lambda line: line[owner] != EVERYBODY)
    by_key = {(line.get("id") or str(number)): line for number, line in enumerate(mine)}
    return list(by_key.values())


def _typed(column: Column, text: str) -> Value:
    """A CSV field as the value of its column."""
    if not text:
        return None
    if column.kind is Kind.DATE:
        return date.fromisoformat(text)
    return int(text) if column.kind is Kind.INTEGER else text
