"""What stood in the workbooks at one moment: of a folder of submissions, one workbook, or a dataset
written earlier.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from ra_excel.checks.run import check_workbook
from ra_excel.checks.submission import Submission
from ra_excel.domain.files import original_text
from ra_excel.domain.model import Kind, Table
from ra_excel.domain.rules import catalogue
from ra_excel.domain.sheets.monitoring import FINISHED
from ra_excel.domain.tables import EVERY_RECORDED_TABLE, PROVINCIE, WERKMAPPEN
from ra_excel.errors import RaError
from ra_excel.reading.workbook import read_workbook_file
from ra_excel.round.submissions import earlier_submissions
from ra_excel.round.tables import PROVENANCE, national_table

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Edition:
    """``tables`` as in Round; ``unread`` has the name of the province and of the table where a
    sheet could not be read.
    """

    naam: str
    tables: Mapping[str, pd.DataFrame]
    unread: frozenset[tuple[str, str]] = frozenset()

    @property
    def inzenders(self) -> set[str]:
        """The names of those whose workbook it holds."""
        names: set[str] = set()
        for werkmap in WERKMAPPEN:
            names.update(self.tables[werkmap.start.name]["provincie"])
        return names


def edition_of(naam: str, counted: Sequence[Submission]) -> Edition:
    """The edition of workbooks that were read already."""
    return Edition(
        naam,
        {table.name: national_table(table, counted) for table in EVERY_RECORDED_TABLE},
        unread_in(counted),
    )


def unread_in(counted: Sequence[Submission]) -> frozenset[tuple[str, str]]:
    """Name of the province and of the table, for each sheet that was not read: its rows are not
    known to be gone.
    """
    unread: set[tuple[str, str]] = set()
    for submission in counted:
        expected = submission.werkmap.recorded_tables
        missing = [table for table in expected if table.name not in submission.rows]
        unread |= {(submission.province.naam, table.name) for table in missing}
    return frozenset(unread)


def load_edition(path: Path) -> Edition:
    """The edition in a workbook, a folder of workbooks, the output of a round, or a folder with a
    dataset.

    Raises RaError when nothing of that stands there, or the only workbook cannot be read.
    """
    if path.is_file():
        return edition_of(path.name, [_sound(path)])
    if (path / DESCRIPTOR).is_file():
        return Edition(
            path.name, {table.name: _read_table(path, table) for table in EVERY_RECORDED_TABLE}
        )
    counted = list(earlier_submissions(path).values())
    if not counted:
        raise RaError(
            f"In {path} staat geen werkmap van ons die te lezen is, en geen dataset met"
            f" {DESCRIPTOR}."
        )
    return edition_of(path.name, counted)


def _sound(path: Path) -> Submission:
    checked = check_workbook(read_workbook_file(path))
    if checked.quarantined:
        reasons = " ".join(f.melding for f in checked.findings if catalogue()[f.code].quarantaine)
        raise RaError(f"{path.name} is niet te gebruiken. {reasons}")
    return checked


def _read_table(folder: Path, table: Table) -> pd.DataFrame:
    """One CSV of a dataset, typed by the domain; the public one lacks some columns.

    A round without departments has no tables of theirs.
    """
    path = folder / f"{table.name}.csv"
    if table.name not in PROVINCIE.tables and not path.exists():
        return national_table(table, ())
    names = [*PROVENANCE, *(c.name for c in table.data_columns if c.name not in PROVENANCE)]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            present = [name for name in names if name in (reader.fieldnames or ())]
            records = [_typed_line(table, present, line) for line in reader]
    except (OSError, ValueError, csv.Error) as error:
        raise RaError(f"{path} ontbreekt of is niet te lezen ({error}).") from error
    return pd.DataFrame(records, columns=present, dtype=object)


def _typed_line(table: Table, names: Sequence[str], line: Mapping[str, str]) -> list[object]:
    return [_typed(table, name, line[name] or "") for name in names]


def _typed(table: Table, name: str, cell: str) -> str | int | date | None:
    column = table.by_name.get(name)
    if not cell:
        return None
    if name == "rij" or (column and column.kind is Kind.INTEGER):
        return int(cell)
    return date.fromisoformat(cell) if column and column.kind is Kind.DATE else original_text(cell)


def rows_by_key(
    edition: Edition, table: Table
) -> Iterator[tuple[tuple[str, ...], Mapping[str, object]]]:
    """The rows of a table, each with what tells it from all others: province and id, and its number
    among rows with that id.
    """
    seen: dict[tuple[str, str], int] = {}
    for row in edition.tables[table.name].to_dict("records"):
        known = {str(name): value for name, value in row.items()}
        key = (str(known["provincie"]), _own_key(table, known))
        seen[key] = seen.get(key, 0) + 1
        yield (*key, str(seen[key])), known


def _own_key(table: Table, row: Mapping[str, object]) -> str:
    """The id of a row; of a reaction what it is about, for its id is only a line number; without an
    id all that it says.
    """
    if table.is_form:
        return table.name
    name = "onderwerp" if table.name == "terugkoppeling" else table.key.name if table.key else ""
    return str(row.get(name) or "") or "\x1f".join(str(row.get(c.name)) for c in table.data_columns)


def finished_agreements(edition: Edition) -> set[object]:
    """Ids of agreements that are realised or lapsed, according to the newest report."""
    newest: dict[object, tuple[date, object]] = {}
    for row in edition.tables["monitoring"].to_dict("records"):
        day = row["peildatum"]
        if isinstance(day, date) and day >= newest.get(row["afspraak"], (day, None))[0]:
            newest[row["afspraak"]] = (day, row["voortgang"])
    return {id_ for id_, (_, state) in newest.items() if state in FINISHED}
