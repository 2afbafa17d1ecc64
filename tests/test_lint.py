"""The lint finds each kind of damage, so that its silence means something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.clean import build, clean_rows
from tests.helpers.lint import problems
from tests.helpers.packages import Parts, edit_parts, sheet_part

DAMAGE = {
    "validation range": ("Agenda", 'sqref="L6:L605"', 'sqref="L6:L0"'),
    "hint too long": ("Agenda", 'promptTitle="Titel"', f'promptTitle="{"x" * 33}"'),
    "style index": ("Agenda", '<c r="A6" s="', '<c r="A6" s="99'),
    "cell order": ("Agenda", '<c r="B6"', '<c r="A6"'),
}


def test_our_workbooks_are_clean(tmp_path: Path) -> None:
    assert problems(build(tmp_path / "leeg.xlsx", {})) == []
    assert problems(build(tmp_path / "vol.xlsx", clean_rows())) == []


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_on_a_sheet_is_found(tmp_path: Path, kind: str) -> None:
    sheet, old, new = DAMAGE[kind]
    path = build(tmp_path / "b.xlsx", clean_rows())
    part = sheet_part(path, sheet)

    def edit(parts: Parts) -> None:
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)

    assert problems(edit_parts(path, edit))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('displayName="tbl_Dialoog"', 'displayName="tbl_Agenda"'),
        ('id="3"', 'id="1"'),
        ('ref="A5:P65"', 'ref="A5:O65"'),
        ('name="Datum"', 'name="Niveau"'),
    ],
)
def test_damage_in_a_table_is_found(tmp_path: Path, old: str, new: str) -> None:
    path = build(tmp_path / "b.xlsx", clean_rows())

    def edit(parts: Parts) -> None:
        assert old.encode() in parts["xl/tables/table3.xml"]
        parts["xl/tables/table3.xml"] = parts["xl/tables/table3.xml"].replace(
            old.encode(), new.encode()
        )

    assert problems(edit_parts(path, edit))


def test_lost_sheet_of_a_name_is_found(tmp_path: Path) -> None:
    path = build(tmp_path / "b.xlsx", {})

    def edit(parts: Parts) -> None:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
            b">Waardelijsten!$A$", b">Weg!$A$", 1
        )

    assert problems(edit_parts(path, edit))
