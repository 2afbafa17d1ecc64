"""The rows of all submissions in one table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ra_excel.checks.submission import Submission
from ra_excel.domain.model import Table

PROVENANCE = ("provincie", "landsdeel", "cyclus", "bestand", "sha256", "blad", "rij")
"""Columns that stand before the domain's own in every national table; ``rij`` is the Excel row."""


def national_table(table: Table, counted: Sequence[Submission]) -> pd.DataFrame:
    """The rows of one table of all these submissions, as they stand in ``Round.tables``."""
    own = [column.name for column in table.data_columns if column.name not in PROVENANCE]
    rows: list[list[object]] = []
    for one in counted:
        workbook, province = one.workbook, one.workbook.province
        assert province is not None, "a counted submission has a province"
        origin = (
            province.naam,
            province.landsdeel,
            workbook.cyclus,
            workbook.bestand,
            workbook.sha256,
            table.sheet,
        )
        rows += [
            [*origin, row.number, *map(row.values.get, own)] for row in one.rows.get(table.name, ())
        ]
    return pd.DataFrame(rows, columns=[*PROVENANCE, *own], dtype=object)


def extra_columns(counted: Sequence[Submission]) -> pd.DataFrame:
    """What provinces keep in columns of their own (ST-05): one row per filled cell, so that nothing
    is lost.
    """
    columns = ["provincie", "bestand", "sha256", "blad", "rij", "kolom", "waarde"]
    records = []
    for one in counted:
        for sheet_table in one.workbook.tables.values():
            for header, cells in sheet_table.extra.items():
                for row, value in cells.items():
                    if value is not None:
                        workbook = one.workbook
                        naam = workbook.province.naam if workbook.province else ""
                        records.append(
                            [
                                naam,
                                workbook.bestand,
                                workbook.sha256,
                                sheet_table.table.sheet,
                                row,
                                header,
                                str(value),
                            ]
                        )
    return pd.DataFrame(records, columns=columns, dtype=object)
