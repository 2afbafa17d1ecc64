"""The loop of the core and the schemas of pandera say the same of every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandera.pandas as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ra_excel.checks.batches import check_together
from ra_excel.checks.cell_checks import CellFault, faults_in
from ra_excel.checks.run import check_workbook
from ra_excel.checks.schema import faults_by_schema, frame_of, schema_for
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import get_province
from ra_excel.domain.model import Table
from ra_excel.domain.tables import DATA_TABLES
from ra_excel.jobs.demo import SUBMITTED, write_submissions
from ra_excel.progress import silent
from ra_excel.reading.folder import workbook_files
from ra_excel.reading.tables import SheetTable
from ra_excel.reading.values import ExcelError
from ra_excel.reading.workbook import Workbook, read_workbook_file
from tests.benchmark.filled import write_one
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
    left = {name: cells for name, cells in sheet_table.columns.items() if name not in columns}
    return replace(sheet_table, columns=left)


def by_loop(workbooks: Sequence[Workbook]) -> list[dict[str, list[CellFault]]]:
    """What the core says of each workbook, in order."""
    found = []
    for workbook in workbooks:
        owner = workbook.province.code if workbook.province else ""
        tables = workbook.tables.items()
        found.append({name: sorted(faults_in(table, owner, CYCLE)) for name, table in tables})
    return found


def by_schema(workbooks: Sequence[Workbook]) -> list[dict[str, list[CellFault]]]:
    """What pandera says of each workbook, in order."""
    return [
        {name: sorted(faults) for name, faults in tables.items()}
        for tables in faults_by_schema(workbooks)
    ]


def of(table: Table, lines: Sequence[Mapping[str, object]], province: str = "Drenthe") -> Workbook:
    """A workbook with these cells in one table."""
    columns = {
        column.name: [line.get(column.name) for line in lines] for column in table.data_columns
    }
    numbers = range(table.first_row, table.first_row + len(lines))
    letters = dict.fromkeys(columns, "A")
    sheet_table = SheetTable(table, list(numbers), columns, letters)
    return Workbook("b.xlsx", "", get_province(province), CYCLE, tables={table.name: sheet_table})


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.text(max_size=12),
    st.sampled_from(
        [
            *("Ja", "ja", " Ja", "geagendeerd", "wonen; natuur en landschap", "wonen, landbouw"),
            *("DR-001", "DR-A001", "UT-001", "dr 1", "31-02-2026", "=1+1", "a\u200bb", "", " "),
            *(ExcelError("#N/A"), ExcelError("#REF!"), 2027.0, "1234567", "info@voorbeeld.nl"),
            *("x" * 251, "x" * 5001, "lang genoeg om iets te zeggen"),
        ]
    ),
)


@pytest.mark.parametrize("table", DATA_TABLES, ids=lambda table: table.name)
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(data=st.data())
def test_any_table_is_judged_alike(table: Table, data: st.DataObject) -> None:
    names = [column.name for column in table.data_columns]
    line = st.dictionaries(st.sampled_from(names), CELLS, max_size=len(names))
    lines = st.lists(line, max_size=4)
    workbooks = [of(table, data.draw(lines), province) for province in ("Drenthe", "Utrecht")]
    assert by_schema(workbooks) == by_loop(workbooks)


def test_planted_faults_are_judged_alike(tmp_path: Path) -> None:
    for number in range(4):
        write_one(tmp_path, number)
    workbooks = [read_workbook_file(path) for path in sorted(tmp_path.iterdir())]
    assert by_schema(workbooks) == by_loop(workbooks)
    assert sum(map(len, by_loop(workbooks)[0].values())) > 20


def test_the_demo_is_judged_alike(tmp_path: Path) -> None:
    write_submissions(load_cycle(CYCLE), tmp_path, silent)
    workbooks = [read_workbook_file(path) for path in workbook_files(tmp_path / SUBMITTED)[0]]
    assert by_schema(workbooks) == by_loop(workbooks)


def test_the_broken_cells_are_seen(tmp_path: Path) -> None:
    workbook = read_workbook_file(build(tmp_path / "b.xlsx", broken_rows()))
    (tables,) = by_schema([workbook])
    codes = {fault.code for fault in tables["agenda"]}
    assert codes == {"CE-01", "CE-02", "CE-03", "CE-04", "CE-05", "CE-10", "CE-11", "CE-12"}


def test_workbooks_judged_together_get_what_they_get_alone(tmp_path: Path) -> None:
    utrecht = rows_of(get_province("Utrecht"), broken_rows())
    first = read_workbook_file(build(tmp_path / "drenthe.xlsx", broken_rows()))
    second = read_workbook_file(build(tmp_path / "utrecht.xlsx", utrecht, "Utrecht"))
    missing = {name: table for name, table in first.tables.items() if name != "agenda"}
    lacking = without(first.tables["agenda"], "titel", "domeinen", "bekrachtigd_op")
    books = [
        first,
        second,
        replace(first, tables=missing),
        replace(first, tables={**first.tables, "agenda": lacking}),
        replace(first, tables={}),
        first,
    ]
    together = [submission.findings for submission in check_together(books)]
    assert together == [check_workbook(book).findings for book in books]


def test_a_schema_is_pandera_as_its_makers_mean_it(tmp_path: Path) -> None:
    workbook = read_workbook_file(build(tmp_path / "b.xlsx", broken_rows()))
    frame = frame_of("agenda", [workbook])
    assert list(frame.index.names) == ["werkmap", "provincie", "rij"]
    with pytest.raises(pa.errors.SchemaErrors) as caught:
        schema_for("agenda", CYCLE).validate(frame, lazy=True)
    cases = caught.value.failure_cases
    assert ("titel", "CE-01") in set(zip(cases["column"], cases["check"], strict=True))
    clean = read_workbook_file(build(tmp_path / "c.xlsx", clean_rows()))
    schema_for("agenda", CYCLE).validate(frame_of("agenda", [clean]), lazy=True)


@pytest.mark.parametrize("table", DATA_TABLES, ids=lambda table: table.name)
def test_a_table_without_rows_is_in_order(table: Table) -> None:
    schema, frame = schema_for(table.name, CYCLE), frame_of(table.name, [of(table, [])])
    assert schema.validate(frame, lazy=True).empty
