"""The workbooks of the next cycle, prefilled with what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.files import write_csv
from ra_excel.domain.inzenders import NATIONAAL, Inzender, provinces
from ra_excel.domain.layout import FORM_FIRST_ROW
from ra_excel.domain.model import Table
from ra_excel.errors import RaError
from ra_excel.jobs.consolidate import OVERVIEW
from ra_excel.progress import Progress
from ra_excel.reports.archive import write_archive
from ra_excel.reports.output_folder import whole_folder
from ra_excel.round.next_cycle import ALONG, NextWorkbook, next_workbook
from ra_excel.round.reactions import merged_reactions
from ra_excel.round.read_reactions import read_reactions
from ra_excel.round.submissions import earlier_submissions
from ra_excel.round.tables import extra_columns
from ra_excel.template.build import build_workbook, file_name, place_rows

REPORT, ARCHIVE = "vervolgverslag.csv", "archief.xlsx"
REPORT_COLUMNS = (
    "provincie",
    "bestand",
    "blad",
    "rij",
    "id",
    "uitkomst",
    "reden",
    "nieuw bestand",
    "nieuwe rij",
)


@dataclass(frozen=True)
class FollowUp:
    """What became of everything: a start per province, and the provinces that start with an empty
    workbook.
    """

    started: Sequence[NextWorkbook]
    empty: Sequence[Inzender]

    @property
    def outcomes(self) -> Counter[str]:
        """How many rows went on, and how many into the archive."""
        return Counter(fate.outcome for one in self.started for fate in one.fates)


def follow_up(source: Path, cycle: Cycle, target: Path, progress: Progress) -> FollowUp:
    """Write the workbooks of ``cycle``, the archive, and a report with a line for every row; all
    into a new folder.

    ``source`` holds the last submissions, of any template version, or is the output of the last
    round; then what VRO wrote on the sheet Reacties there counts too. Raises RaError when nothing
    usable stands there, or ``target`` is not empty.
    """
    if target.is_dir() and any(target.iterdir()):
        raise RaError(
            f"De map {target} is niet leeg. Kies een nieuwe map; er is niets overschreven."
        )
    last = _last_submissions(source, cycle)
    reactions = merged_reactions(last, read_reactions(source / OVERVIEW, last[0].cycle).reactions)
    started = {one.province: next_workbook(one, reactions, cycle) for one in last}
    owners = [p for p in (*provinces(), NATIONAAL) if p in started or p != NATIONAAL]
    result = FollowUp(
        started=[started[owner] for owner in owners if owner in started],
        empty=[owner for owner in owners if owner not in started],
    )
    with whole_folder(target) as folder:
        for number, owner in enumerate(owners, start=1):
            start = started.get(owner, NextWorkbook(owner, ()))
            path = folder / file_name(owner, cycle)
            build_workbook(path, owner, cycle, start.rows, start.offered)
            progress(number, len(owners), path.name)
        title = f"Archief bij de start van cyclus {cycle.id}"
        write_archive(folder / ARCHIVE, title, result.started, extra_columns(last))
        write_csv(folder / REPORT, REPORT_COLUMNS, _report_lines(result, cycle), for_excel=True)
    return result


def _last_submissions(source: Path, cycle: Cycle) -> list[Submission]:
    """The submissions to go on from. Raises RaError without any, or for one of ``cycle``."""
    last = list(earlier_submissions(source, any_version=True).values())
    if not last:
        raise RaError(f"In {source} staat geen werkmap die te gebruiken is.")
    for submission in last:
        if submission.cycle == cycle:
            raise RaError(
                f"{submission.workbook.bestand} is al een werkmap van cyclus {cycle.id}. Geef de"
                " cyclus die daarna komt."
            )
    return last


def _report_lines(result: FollowUp, cycle: Cycle) -> Iterator[tuple[object, ...]]:
    for workbook in result.started:
        new_file = file_name(workbook.province, cycle)
        new_rows: dict[str, Mapping[str, int]] = {}
        for fate in workbook.fates:
            table = fate.table
            if table.name not in new_rows:
                new_rows[table.name] = _rows_by_id(workbook, table)
            goes_on = fate.outcome == ALONG
            where = (new_file, new_rows[table.name][fate.id]) if goes_on else ("", "")
            origin = (fate.origin.bestand, fate.origin.blad, fate.origin.rij)
            what = (fate.id, fate.outcome, fate.reason)
            yield (workbook.province.naam, *origin, *what, *where)
    for province in result.empty:
        what = ("", "leeg begin", "geen werkmap om van uit te gaan")
        yield (province.naam, "", "", "", *what, file_name(province, cycle), "")


def _rows_by_id(workbook: NextWorkbook, table: Table) -> Mapping[str, int]:
    """The Excel row of every id in the new workbook."""
    if table.is_form:
        return {"": FORM_FIRST_ROW}
    offered = workbook.offered.get(table.name)
    placed = place_rows(table, workbook.province, workbook.rows[table.name], offered)
    return {str(row["id"]): number for number, row in enumerate(placed, start=table.first_row)}
