"""The fast path says what ``schema.validate(lazy=True)`` says."""

from __future__ import annotations

from ast import literal_eval
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ra_excel.checks import cell_checks
from ra_excel.checks.run import check_workbook, check_workbooks
from ra_excel.checks.schema import run_checks, schema_for, stacked
from ra_excel.domain.inzenders import get_province
from ra_excel.domain.model import Table
from ra_excel.domain.tables import DATA_TABLES
from ra_excel.reading.tables import SheetTable
from ra_excel.reading.values import ExcelError
from ra_excel.reading.workbook import read_workbook_file
from tests.helpers.clean import CYCLE, Rows, build, clean_rows, put, rows_of


def broken_rows() -> Rows:
    """Many kinds of faults in one workbook."""
    rows = clean_rows()
    put(
        "agenda",
        0,
        titel=None,
        probleemanalyse="kort",
        domeinen="water",
        prioriteit="hoog",
        bekrachtigd_op="ooit",
    )(rows)
    put(
        "agenda",
        1,
        titel="=1+1",
        probleemanalyse="Mail info@voorbeeld.nl maar.",
        inbrenger=" provincie",
        prioriteit=0,
    )(rows)
    put("dialoog", 0, vraagstuk="XX-1", datum="31-02-2026", niveau=None)(rows)
    put("afspraken", 0, trekker="an\u200bders", deadline=date(1901, 1, 1), thema="wonen")(rows)
    return rows


def without(sheet_table: SheetTable, *columns: str) -> SheetTable:
    """The table of a sheet that lacks these columns."""
    letters = {name: letter for name, letter in sheet_table.letters.items() if name not in columns}
    return replace(
        sheet_table, frame=sheet_table.frame.drop(columns=list(columns)), letters=letters
    )


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(
        [
            0.0,
            1.0,
            2.5,
            date(2026, 6, 18),
            ExcelError("#N/A"),
            "1",
            "Ja",
            "",
            " ",
            "31-02-2026",
            "=1+1",
            "a\u200bb",
        ]
    ),
)


@given(st.lists(CELLS, max_size=12))
def test_a_column_is_judged_as_its_cells_one_by_one(values: list[object]) -> None:
    cells = pd.Series(values, dtype=object)
    tests = [
        cell_checks.in_list(("Ja", "1")),
        cell_checks.each_in_list(("Ja", "1")),
        cell_checks.valid_date,
        cell_checks.whole_number(1, None),
        cell_checks.fitting_length(2, 9),
        cell_checks.no_stray_characters,
        cell_checks.nothing_invisible,
        cell_checks.no_formula_text,
    ]
    for test in tests:
        assert cell_checks.per_cell(test)(cells).tolist() == [
            value is None or test(value) for value in values
        ]


@pytest.mark.parametrize("table", DATA_TABLES, ids=lambda t: t.name)
def test_fast_path_equals_the_oracle(tmp_path: Path, table: Table) -> None:
    books = [
        read_workbook_file(build(tmp_path / f"{n}.xlsx", rows))
        for n, rows in enumerate((clean_rows(), broken_rows()))
    ]
    tables = [
        ("DR", books[0].tables[table.name]),
        ("DR", books[1].tables[table.name]),
        ("UT", books[0].tables[table.name]),
    ]
    found = {
        (place, *fault)
        for place, faults in enumerate(run_checks(table, CYCLE, tables))
        for fault in faults
    }
    try:
        schema_for(table, CYCLE).validate(stacked(tables), lazy=True)
        oracle = set()
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        places = [(place, row) for place, _, row in map(literal_eval, cases["index"])]
        oracle = {
            (*place, column, code)
            for place, column, code in zip(places, cases["column"], cases["check"], strict=True)
        }
    assert found == oracle


def test_oracle_sees_the_broken_cells(tmp_path: Path) -> None:
    agenda = read_workbook_file(build(tmp_path / "b.xlsx", broken_rows())).tables["agenda"]
    (found,) = run_checks(agenda.table, CYCLE, [("DR", agenda)])
    assert {code for _, _, code in found} == {
        "CE-01",
        "CE-02",
        "CE-03",
        "CE-04",
        "CE-05",
        "CE-10",
        "CE-11",
        "CE-12",
    }


def test_workbooks_judged_together_get_what_they_get_alone(tmp_path: Path) -> None:
    first = read_workbook_file(build(tmp_path / "drenthe.xlsx", broken_rows()))
    second = read_workbook_file(
        build(tmp_path / "utrecht.xlsx", rows_of(get_province("Utrecht"), broken_rows()), "Utrecht")
    )
    incomplete = replace(
        first, tables={name: table for name, table in first.tables.items() if name != "agenda"}
    )
    narrow = replace(
        first,
        tables={
            **first.tables,
            "agenda": without(first.tables["agenda"], "titel", "domeinen", "bekrachtigd_op"),
        },
    )
    books = [first, second, incomplete, narrow, first]
    assert [one.findings for one in check_workbooks(books)] == [
        check_workbook(book).findings for book in books
    ]
