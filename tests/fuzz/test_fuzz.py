"""Fuzzing with a fixed budget: over the bytes of a workbook and over what stands in its cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ra_excel.checks.run import check_workbook
from ra_excel.domain.model import Kind
from ra_excel.domain.tables import DATA_TABLES
from ra_excel.reading.values import as_text
from ra_excel.reading.workbook import read_workbook_file
from ra_excel.reports.findings.formats import FORMATS
from ra_excel.reports.returned import write_return
from tests.fuzz.mutate import KEPT, answer, hunt
from tests.helpers.clean import build

BUDGET, SEED = 250, 20261124


def test_every_mutant_gets_an_answer(tmp_path: Path) -> None:
    caught = hunt(BUDGET, SEED, tmp_path)
    assert not caught, f"{len(caught)} of {BUDGET}; first:\n{caught[0][1]}"


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.xlsx")), ids=lambda p: p.name)
def test_kept_mutants_get_an_answer(path: Path) -> None:
    answer(path)


TEXTS: st.SearchStrategy[object] = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80).filter(
        lambda t: t.strip()
    ),
    st.sampled_from(
        [
            "Ja",
            "=1+1",
            "DR-001",
            "OV-A001",
            "31-02-2026",
            "wonen; ; wonen",
            "1e9",
            "TRUE",
            "#N/A",
            "{{ x }}",
            "'",
        ]
    ),
)
NUMBERS: st.SearchStrategy[object] = st.integers(-(10**9), 10**9)
DAYS: st.SearchStrategy[object] = st.dates(date(1950, 1, 1), date(2150, 1, 1))
TYPED = [t for t in DATA_TABLES if t.name not in ("rolmatrix",)]


@st.composite
def _line(draw: st.DrawFn, cells: dict[str, st.SearchStrategy[object]]) -> dict[str, object]:
    names = draw(st.lists(st.sampled_from(sorted(cells)), min_size=1, max_size=6, unique=True))
    return {name: draw(cells[name]) for name in names}


@st.composite
def contents(draw: st.DrawFn) -> dict[str, list[dict[str, object]]]:
    """Anything at all in any input column of any sheet."""
    rows: dict[str, list[dict[str, object]]] = {}
    for table in draw(
        st.lists(st.sampled_from(TYPED), min_size=1, max_size=3, unique_by=lambda t: t.name)
    ):
        # A cell with a date format shows a number as a date, and only there a date is one: so does
        # Excel.
        cells = {
            c.name: TEXTS | (DAYS if c.kind is Kind.DATE else NUMBERS)
            for c in table.columns
            if c.kind not in (Kind.ID, Kind.FORMULA)
        }
        rows[table.name] = draw(st.lists(_line(cells), min_size=1, max_size=4))
    return rows


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=contents())
def test_whatever_stands_in_the_cells_no_row_shifts_and_every_form_holds(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, list[dict[str, object]]]
) -> None:
    folder = tmp_path_factory.mktemp("inhoud")
    path = build(folder / "b.xlsx", rows)
    workbook = read_workbook_file(path)
    for name, lines in rows.items():
        table = next(t for t in TYPED if t.name == name)
        sheet_table = workbook.tables[name]
        assert sheet_table.numbers == list(range(table.first_row, table.first_row + len(lines)))
        for number, line in enumerate(lines):
            for column, value in line.items():
                assert as_text(sheet_table.columns[column][number]) == as_text(value), (
                    name,
                    column,
                )
    checked = check_workbook(workbook)
    for form in FORMATS.values():
        form([checked])
    (folder / "terug").mkdir()
    write_return(path, checked, folder / "terug")
