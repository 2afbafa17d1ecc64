"""The workbooks of the next cycle, prefilled with what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ra_excel.domain.cycle import Cycle, load_cycle
from ra_excel.domain.files import write_csv
from ra_excel.domain.inzenders import NATIONAAL, Inzender, provinces
from ra_excel.domain.layout import FORM_FIRST_ROW
from ra_excel.domain.model import Table
from ra_excel.errors import RaError
from ra_excel.jobs.consolidate import OVERVIEW
from ra_excel.progress import Progress
from ra_excel.reports.archive import write_archive
from ra_excel.reports.output_folder import whole_folder
from ra_excel.round.next_cycle import ALONG, Fate, NextWorkbook, next_workbook
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
    last = earlier_submissions(source, any_version=True)
    if not last:
        raise RaError(f"In {source} staat geen werkmap die te gebruiken is.")
    if same := [one.workbook.bestand for one in last.values() if one.workbook.cyclus == cycle.id]:
        raise RaError(
            f"{same[0]} is al een werkmap van cyclus {cycle.id}. Geef de cyclus die daarna komt."
        )
    counted = list(last.values())
    old_cycle = load_cycle(str(counted[0].workbook.cyclus))
    reactions = merged_reactions(counted, read_reactions(source / OVERVIEW, old_cycle).reactions)
    by_province = {
        one.province: one
        for one in (next_workbook(checked, reactions, cycle) for checked in counted)
    }
    owners = [p for p in (*provinces(), NATIONAAL) if p in by_province or p != NATIONAAL]
    result = FollowUp(
        [by_province[p] for p in owners if p in by_province],
        [p for p in owners if p not in by_province],
    )
    with whole_folder(target) as folder:
        for number, province in enumerate(owners, start=1):
            one = by_province.get(province, NextWorkbook(province, ()))
            build_workbook(
                folder / file_name(province, cycle), province, cycle, one.rows, one.offered
            )
            progress(number, len(owners), file_name(province, cycle))
        write_archive(
            folder / ARCHIVE,
            f"Archief bij de start van cyclus {cycle.id}",
            result.started,
            extra_columns(counted),
        )
        write_csv(folder / REPORT, REPORT_COLUMNS, _report_lines(result, cycle), for_excel=True)
    return result


def _report_lines(result: FollowUp, cycle: Cycle) -> list[tuple[object, ...]]:
    lines: list[tuple[object, ...]] = []
    for one in result.started:
        places = {table: _rows_by_id(one, table) for table in {fate.table for fate in one.fates}}
        for fate in one.fates:
            where = (
                (file_name(one.province, cycle), places[fate.table][_id(fate)])
                if fate.outcome == ALONG
                else ("", "")
            )
            lines.append(
                (
                    one.province.naam,
                    fate.bestand,
                    fate.blad,
                    fate.rij,
                    _id(fate),
                    fate.outcome,
                    fate.reason,
                    *where,
                )
            )
    lines += [
        (
            p.naam,
            "",
            "",
            "",
            "",
            "leeg begin",
            "geen werkmap om van uit te gaan",
            file_name(p, cycle),
            "",
        )
        for p in result.empty
    ]
    return lines


def _id(fate: Fate) -> str:
    return str(fate.values.get("id") or "")


def _rows_by_id(one: NextWorkbook, table: Table) -> Mapping[str, int]:
    """The Excel row of every id in the new workbook."""
    if table.is_form:
        return {"": FORM_FIRST_ROW}
    placed = place_rows(table, one.province, one.rows[table.name], one.offered.get(table.name))
    return {str(row["id"]): number for number, row in enumerate(placed, start=table.first_row)}
