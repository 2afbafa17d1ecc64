"""Who has the roles that provinces are not asked for, per cycle from one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ra_excel.domain import given_roles as module
from ra_excel.domain.cycle import known_cycles
from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.domain.given_roles import given_roles
from ra_excel.domain.tables import PROVINCIE, role_matrix
from ra_excel.errors import RaError


@pytest.mark.parametrize("cycle", known_cycles())
def test_every_cycle_says_who_has_the_roles_that_provinces_are_not_asked_for(cycle: str) -> None:
    rows = read_semicolon_csv(folder("validation") / "rollen" / f"{cycle}.csv")
    told = [(row["id"], row["partij"], row["rol"]) for row in rows]
    elsewhere = [role for role in role_matrix() if role["partij"] not in PROVINCIE.asked_parties]
    assert told == [(role["id"], role["partij"], role["rol"]) for role in elsewhere]
    assert all(given_roles(cycle)[role["id"]]["invuller"] for role in elsewhere)


@pytest.mark.parametrize(
    "text", ["id;invuller\nR1-VRO-1;X\n", "id;invuller;mandaat;toelichting\nX;a;;\n"]
)
def test_a_damaged_file_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "rollen").mkdir()
    (tmp_path / "rollen" / "2099.csv").write_text(text, "utf-8")
    monkeypatch.setattr(module, "folder", lambda _name: tmp_path)
    with pytest.raises(RaError, match="rollen"):
        given_roles("2099")
    assert given_roles("2098") == {}
