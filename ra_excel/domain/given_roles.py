"""Roles that whoever fills in a workbook is not asked for: VRO says who has them [Tabel 3]."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.domain.sheets.rolmatrix import ROLMATRIX
from ra_excel.domain.tables import role_matrix
from ra_excel.errors import RaError

ANSWERS = ("invuller", "mandaat", "toelichting")
"""Columns of Rolmatrix that the file of a cycle may fill."""


@cache
def given_roles(cycle_id: str) -> Mapping[str, Mapping[str, str]]:
    """What ``validation/rollen/<cycle>.csv`` says of each role by its id; nothing without a file.

    Raises RaError when the file is damaged or names a role that Tabel 3 does not have.
    """
    path = folder("validation") / "rollen" / f"{cycle_id}.csv"
    if not path.is_file():
        return {}
    try:
        rows = read_semicolon_csv(path)
        given = {row["id"]: _answers(row) for row in rows}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise RaError(f"{path} is niet in orde: {error}") from error
    if unknown := sorted(given.keys() - {role["id"] for role in role_matrix()}):
        raise RaError(f"{path}: deze rollen kent {ROLMATRIX.sheet} niet: {', '.join(unknown)}.")
    return given


def _answers(row: Mapping[str, str]) -> Mapping[str, str]:
    return {name: row[name] for name in ANSWERS if row[name]}
