"""The demonstration: real agreements plus marked illustrations in twelve workbooks, and the whole
round over them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ra_excel.domain.cycle import Cycle, load_cycle
from ra_excel.domain.files import read_semicolon_csv
from ra_excel.domain.inzenders import NATIONAAL, Inzender, get_province, provinces
from ra_excel.jobs.consolidate import RoundOrder, write_outputs
from ra_excel.jobs.demo_departments import write_departments
from ra_excel.jobs.illustrations import Row, example_folder, illustrations
from ra_excel.jobs.templates import rows_for
from ra_excel.progress import Progress
from ra_excel.reading.earlier_agreements import place_lines, read_list
from ra_excel.reports.output_folder import whole_folder
from ra_excel.round.build import build_round
from ra_excel.round.round import Round
from ra_excel.round.submissions import RoundTerms, collect
from ra_excel.template.build import build_workbook, file_name

DEMO_CYCLE = "2026-2027"
ABSENT = "Groningen"
"""The province that does not submit, as in the first cycle."""

SUBMITTED = "inzendingen"
NOT_SUBMITTED = "nog-niet-ingediend"


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """A typical mistake put into the demonstration: one cell overwritten, and the code that must
    report it.
    """

    province: Inzender
    table: str
    id: str
    column: str
    value: str
    code: str


def planted_faults() -> list[PlantedFault]:
    """The typical mistakes of the demonstration."""
    return [
        PlantedFault(
            get_province(line["provincie"]),
            line["tabel"],
            line["id"],
            line["kolom"],
            line["waarde"],
            line["code"],
        )
        for line in read_semicolon_csv(example_folder() / "fouten.csv")
    ]


def run_demo(target: Path, progress: Progress) -> Round:
    """Write workbooks, check and consolidate into ``target``; same input, same bytes. Raises
    RaError as consolidate does.
    """
    cycle = load_cycle(DEMO_CYCLE)
    with whole_folder(target) as folder:
        write_submissions(cycle, folder, progress)
        provinces_only = build_round(collect(folder / SUBMITTED, RoundTerms(cycle)))
        write_departments(provinces_only, folder / SUBMITTED)
        collection = collect(folder / SUBMITTED, RoundTerms(cycle), progress)
        round_ = build_round(collection)
        order = RoundOrder(folder / SUBMITTED, cycle, target)
        write_outputs(round_, collection, order, folder, progress)
    return round_


def write_submissions(cycle: Cycle, folder: Path, progress: Progress) -> None:
    """Write the filled workbooks: eleven provinces and the national list as submitted, one not."""
    imported = place_lines(read_list(example_folder() / "afspraken-praktijk.csv", {}))
    (folder / SUBMITTED).mkdir()
    (folder / NOT_SUBMITTED).mkdir()
    everyone = (*provinces(), NATIONAAL)
    for number, province in enumerate(everyone, start=1):
        rows: dict[str, list[Row]] = {}
        for name, given in rows_for(imported, province).items():
            rows[name] = [dict(row) for row in given]
        if province != NATIONAAL:
            for name, extra in illustrations(province, example_folder() / "illustratie").items():
                rows.setdefault(name, []).extend(extra)
        _spoil(rows, province)
        subfolder = NOT_SUBMITTED if province.naam == ABSENT else SUBMITTED
        path = folder / subfolder / file_name(province, cycle)
        build_workbook(path, province, cycle, rows)
        progress(number, len(everyone), path.name)


def _spoil(rows: Mapping[str, Sequence[Row]], province: Inzender) -> None:
    """Put the typical mistakes of this province into its rows."""
    for fault in planted_faults():
        if fault.province == province:
            row = next(row for row in rows[fault.table] if row["id"] == fault.id)
            row[fault.column] = fault.value or None
