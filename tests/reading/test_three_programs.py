"""The same workbook saved by XlsxWriter, openpyxl and LibreOffice: the same findings, to the
letter.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.conftest import Convert
from tests.helpers.clean import Rows, build, check, put
from tests.helpers.filling import fill_by_openpyxl
from tests.helpers.packages import edit_sheet
from tests.template.test_in_libreoffice import many_faults


def awkward_rows() -> Rows:
    """Every live fault, and values that programs write each in their own way."""
    rows = many_faults()
    put(
        "agenda",
        0,
        titel="Woning\u200bbouw <b>&amp; \u00a0'water'</b> 🗺️ ",
        gezamenlijk_doel=" \u202eomgedraaid\nregel twee\ttab  dubbel",
        domeinen="wonen, landbouw",
        kaartverwijzing="=1+1",
        stand_rijk="+31 6 12345678 is geen som",
        stand_regio="'=1+1",
        bekrachtigd_op="31-02-2026",
    )(rows)
    put("agenda", 1, titel="2030", bekrachtigd_op=datetime(1905, 1, 5, 13, 30))(rows)
    put(
        "afspraken", 0, deadline=date(2099, 12, 31), start="1 okt. 2026", vastgesteld_op="28-09-26"
    )(rows)
    return rows


def said(path: Path) -> list[tuple[object, ...]]:
    return [
        (f.code, f.blad, f.cel, f.id, f.waarde, f.melding, f.herstel, f.voorstel)
        for f in check(path).findings
    ]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The workbook as XlsxWriter saves it, with an error value and a broken number."""
    path = build(tmp_path / "werkmap.xlsx", awkward_rows())
    edit_sheet(path, "Agenda", "AB7", '<c r="AB7"><v>1.5</v></c>')
    return edit_sheet(path, "Agenda", "F7", '<c r="F7" t="e"><v>#N/A</v></c>')


def test_saved_by_openpyxl(tmp_path: Path, written: Path) -> None:
    assert len(said(written)) > 50
    assert said(fill_by_openpyxl(written, tmp_path / "openpyxl.xlsx", {})) == said(written)


def test_saved_by_libreoffice(written: Path, libreoffice: Convert) -> None:
    assert said(libreoffice(written, "xlsx")) == said(written)
