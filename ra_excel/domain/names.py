"""Names inside a workbook: tables, defined names and properties.

Builder, reader and reports share them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from ra_excel.domain.lists import ValueList
from ra_excel.domain.model import Table

SCHEMA_NAME = "ra_schema"
OWNER_NAME = "ra_provincie"
CYCLE_NAME = "ra_cyclus"
LISTS_NAME = "ra_lijsten"
"""Hidden defined names (and custom properties): whose workbook this is, and with which lists."""


def table_name(table: Table) -> str:
    """Name of the Excel table on the sheet: ``tbl_Agenda``."""
    return f"tbl_{table.sheet}"


def list_range_name(list_name: str) -> str:
    """Defined name of a value list: ``lijst_ja_nee``."""
    return "lijst_" + list_name.replace("-", "_")


def keys_range_name(list_name: str, field: str) -> str:
    """Defined name of the keys of a narrowed list: ``per_gremia_stappen``.

    Its values stand one column to the right.
    """
    return f"per_{list_name}_{field}".replace("-", "_")


def ids_range_name(table: str) -> str:
    """Defined name of the ids of a table: ``ids_agenda``."""
    return f"ids_{table}"


def fingerprint(lists: Mapping[str, ValueList]) -> str:
    """Short hash of all list values: tells whether a workbook was made with today's lists."""
    lines = [f"{name}:{'|'.join(lists[name].values)}" for name in sorted(lists)]
    text = "\n".join(lines)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
