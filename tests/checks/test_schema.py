"""The fast path says what ``schema.validate(lazy=True)`` says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandera.pandas as pa
import pytest

from ra_excel.checks.schema import run_checks, schema_for
from ra_excel.domain.model import Table
from ra_excel.domain.provinces import get_province
from ra_excel.domain.tables import DATA_TABLES
from ra_excel.workbook.reader import read_workbook
from tests.clean import CYCLE, Rows, build, clean_rows, put


def broken_rows() -> Rows:
    """Many kinds of faults in one workbook."""
    rows = clean_rows()
    put("agenda", 0, titel=None, probleemanalyse="kort", domeinen="water", prioriteit="hoog", bekrachtigd_op="ooit")(rows)
    put("agenda", 1, titel="=1+1", probleemanalyse="Mail info@voorbeeld.nl maar.", inbrenger=" provincie", prioriteit=0)(rows)
    put("dialoog", 0, vraagstuk="XX-1", datum="31-02-2026", niveau=None)(rows)
    put("afspraken", 0, trekker="an\u200bders", deadline=date(1901, 1, 1), thema="wonen")(rows)
    return rows


@pytest.mark.parametrize("table", DATA_TABLES, ids=lambda t: t.name)
def test_fast_path_equals_the_oracle(tmp_path: Path, table: Table) -> None:
    for rows in (clean_rows(), broken_rows()):
        frame = read_workbook(build(tmp_path / "b.xlsx", rows)).tables[table.name].frame
        schema = schema_for(table, get_province("DR"), CYCLE)
        try:
            schema.validate(frame, lazy=True)
            oracle = set()
        except pa.errors.SchemaErrors as errors:
            cases = errors.failure_cases
            oracle = set(zip(cases["index"].astype(int), cases["column"], cases["check"], strict=True))
        assert set(run_checks(schema, frame)) == oracle


def test_oracle_sees_the_broken_cells(tmp_path: Path) -> None:
    frame = read_workbook(build(tmp_path / "b.xlsx", broken_rows())).tables["agenda"].frame
    found = list(run_checks(schema_for(DATA_TABLES[0], get_province("DR"), CYCLE), frame))
    assert {code for _, _, code in found} == {"CE-01", "CE-02", "CE-03", "CE-04", "CE-05", "CE-10", "CE-11", "CE-12"}
