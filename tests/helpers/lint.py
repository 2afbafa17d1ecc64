"""What makes Excel offer a repair and openxml-audit does not see: tables, validations, styles,
addresses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from ra_excel.domain.layout import split_address
from ra_excel.reading.package import Package

RANGE = re.compile(r"([A-Z]{1,3}\d+)(?::([A-Z]{1,3}\d+))?")
MAX_VALIDATION_TEXT = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 225}

Box = tuple[int, int, int, int]


def problems(path: Path) -> list[str]:
    """Everything wrong with the workbook, in words; empty when Excel would open it without a
    remark.
    """
    with ZipFile(path) as archive:
        package = Package(archive)
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        count = len(next(e for e in styles.iter() if e.tag.endswith("}cellXfs")))
        found = [*_defined_names(package)]
        table_names: Counter[str] = Counter()
        table_ids: Counter[str] = Counter()
        for sheet, part in package.sheets.items():
            root = ElementTree.fromstring(archive.read(part))
            tables = [
                ElementTree.fromstring(archive.read(target))
                for kind, target in package._relations(part).values()
                if kind == "table"
            ]
            table_names.update(t.get("displayName", "").lower() for t in tables)
            table_ids.update(t.get("id", "") for t in tables)
            found += [
                f"{sheet}: {text}"
                for text in (*_cells(root, count), *_validations(root), *_tables(root, tables))
            ]
        found += [
            f"tabel {name} bestaat dubbel" for name, n in (table_names + table_ids).items() if n > 1
        ]
    return found


def _box(text: str) -> Box | None:
    match = RANGE.fullmatch(text.replace("$", ""))
    if not match:
        return None
    first, last = split_address(match[1]), split_address(match[2] or match[1])
    inside = first <= last and first[1] <= last[1] and last[0] <= 1_048_576 and last[1] <= 16_384
    return (*first, *last) if inside else None


def _named(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (e for e in root.iter() if e.tag.endswith("}" + name))


def _defined_names(package: Package) -> Iterator[str]:
    for name, formula in package.defined_names.items():
        sheet = re.match(r"'?([^'!]+)'?!", formula)
        if "#REF!" in formula or (sheet and sheet[1] not in package.sheets):
            yield f"naam {name} wijst nergens heen: {formula}"


def _cells(root: ElementTree.Element, style_count: int) -> Iterator[str]:
    last = (0, 0)
    for cell in _named(root, "c"):
        place = split_address(cell.get("r", ""))
        if place <= last:
            yield f"cel {cell.get('r')} staat niet op volgorde"
        last = place
        if int(cell.get("s", "0")) >= style_count:
            yield f"cel {cell.get('r')} heeft een onbekende stijl"
        value = next(_named(cell, "v"), None)
        if cell.get("t") in (None, "n") and value is not None and value.text:
            try:
                float(value.text or "")
            except ValueError:
                yield f"cel {cell.get('r')} is geen getal"


def _validations(root: ElementTree.Element) -> Iterator[str]:
    for rule in _named(root, "dataValidation"):
        if not all(_box(area) for area in rule.get("sqref", "").split()):
            yield f"gegevensvalidatie op {rule.get('sqref')}"
        for name, most in MAX_VALIDATION_TEXT.items():
            if len(rule.get(name, "")) > most:
                yield f"gegevensvalidatie op {rule.get('sqref')}: {name} is te lang"
    for rule in _named(root, "conditionalFormatting"):
        if not all(_box(area) for area in rule.get("sqref", "").split()):
            yield f"voorwaardelijke opmaak op {rule.get('sqref')}"


def _tables(root: ElementTree.Element, tables: list[ElementTree.Element]) -> Iterator[str]:
    boxes: list[Box] = [
        box for merge in _named(root, "mergeCell") if (box := _box(merge.get("ref", "")))
    ]
    for table in tables:
        box = _box(table.get("ref", ""))
        if box is None:
            yield f"tabel {table.get('name')} heeft bereik {table.get('ref')}"
            continue
        columns = [c.get("name", "") for c in _named(table, "tableColumn")]
        if len(columns) != box[3] - box[1] + 1:
            yield f"tabel {table.get('name')} telt {len(columns)} kolommen op {table.get('ref')}"
        if len({c.lower() for c in columns}) < len(columns):
            yield f"tabel {table.get('name')} heeft twee gelijke koppen"
        if any(
            not (box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1]) for b in boxes
        ):
            yield f"tabel {table.get('name')} overlapt"
        boxes.append(box)
