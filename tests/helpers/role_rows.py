"""Where the lines of a test go: a role to its own row, every other line to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ra_excel.domain.model import Table, Werkmap
from ra_excel.domain.tables import PROVINCIE, roles_of


def row_of(table: Table, line: Mapping[str, Any], index: int, werkmap: Werkmap = PROVINCIE) -> int:
    """The Excel row of line ``index`` of a table in this kind of workbook."""
    roles = [role["id"] for role in roles_of(werkmap)]
    fixed = table.name == "rolmatrix" and line.get("id") in roles
    return table.first_row + (roles.index(line["id"]) if fixed else index)
