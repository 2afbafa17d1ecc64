"""Room to grow: typing below a table, and a workbook as full as it may become."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from ra_excel.domain.model import ROW_STATE, Filler, Table
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.tables import DATA_TABLES
from tests.conftest import Convert
from tests.helpers.clean import build, check, clean_rows, places
from tests.helpers.filling import cells_of, fill_by_libreoffice
from tests.template.test_in_libreoffice import live_counts, start_values

MAX_BLANK_BYTES = 400_000


def test_blank_workbook_stays_small(tmp_path: Path) -> None:
    assert build(tmp_path / "b.xlsx", {}).stat().st_size < MAX_BLANK_BYTES


def test_rows_typed_below_the_table_are_checked_too(tmp_path: Path, libreoffice: Convert) -> None:
    rows = clean_rows()
    below = {
        key: value for key, value in rows["agenda"][1].items() if key not in ("id", "herkomst")
    } | {"prioriteit": 9}
    cells = cells_of(rows)
    row = AGENDA.first_row + AGENDA.rows + 3
    cells["Agenda"] |= {f"{AGENDA.letter(name)}{row}": value for name, value in below.items()}  # type: ignore[misc]
    cells["Agenda"][f"A{row}"] = "DR-044"
    saved = fill_by_libreoffice(build(tmp_path / "leeg.xlsx", {}), tmp_path / "b.xlsx", cells)
    assert places(check(saved)) == [("CE-01", f"Agenda!{AGENDA.letter('herkomst')}{row}")]
    assert live_counts(libreoffice(saved, "xlsx")) == {"CE-01": 1}


@pytest.mark.parametrize(
    "table",
    [t for t in DATA_TABLES if t.filled_by is Filler.INZENDER and t.rows],
    ids=lambda table: table.name,
)
def test_dropdowns_and_colours_reach_as_far_as_the_table_may_grow(
    tmp_path: Path, table: Table
) -> None:
    sheet = openpyxl.load_workbook(build(tmp_path / "b.xlsx", {}))[table.sheet]
    for column in table.input_columns:
        address = f"{table.letter(column.name)}{table.last_row}"
        assert any(address in rule.cells for rule in sheet.data_validations.dataValidation), address
        assert any(address in area.cells for area in sheet.conditional_formatting), address
    state = sheet.tables[f"tbl_{table.sheet}"].tableColumns[table.columns.index(ROW_STATE)]
    assert state.calculatedColumnFormula is not None


def test_a_full_workbook_stays_usable(tmp_path: Path, libreoffice: Convert) -> None:
    """500 vraagstukken, 1,000 agreements and 3,000 reports, a fault in each of the last two."""
    rows = clean_rows()
    vraagstuk, afspraak, bericht = rows["agenda"][1], rows["afspraken"][0], rows["monitoring"][0]
    rows["agenda"] += [
        dict(vraagstuk, id=f"DR-{n:03d}", prioriteit=None, status="voorgesteld", stap="1 Agenderen")
        for n in range(3, 501)
    ]
    rows["afspraken"] += [dict(afspraak, id=f"DR-A{n:03d}") for n in range(2, 1001)]
    rows["monitoring"] += [
        dict(bericht, id=f"DR-M{n:03d}", afspraak=f"DR-A{n % 1000 + 1:03d}") for n in range(2, 3001)
    ]
    rows["afspraken"][-1]["titel"] = None
    rows["monitoring"][-1]["voortgang"] = "loopt"
    path = build(tmp_path / "b.xlsx", rows)
    assert Counter(f.code for f in check(path).findings) == {"CE-01": 1, "CE-02": 1}
    try:
        saved = libreoffice(path, "xlsx")
    except subprocess.TimeoutExpired:  # pragma: no cover
        pytest.fail("LibreOffice rekent langer dan drie minuten over een volle werkmap")
    assert live_counts(saved) == {"CE-01": 1, "CE-02": 1}
    start = start_values(saved)
    assert start["Monitoring"][0] == "3000, waarvan 2999 zonder fouten"
