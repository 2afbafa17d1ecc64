"""The whole round: a folder of submissions in, everything for the tables out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from ra_excel.checks.waivers import read_waivers
from ra_excel.consolidation.collect import Collection, collect, earlier_submissions
from ra_excel.consolidation.dataset import build_round, extra_columns
from ra_excel.consolidation.round import Round
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.provinces import Province, provinces
from ra_excel.progress import Progress
from ra_excel.reports.export import write_dataset, write_manifest
from ra_excel.reports.output_folder import whole_folder

OVERVIEW = "landelijk-overzicht.xlsx"


def consolidate(
    source: Path,
    cycle: Cycle,
    target: Path,
    peildatum: date | None,
    progress: Progress,
    previous: Path | None = None,
    waivers: Path | None = None,
) -> Round:
    """Read, check and join the workbooks of ``source``; ``target`` appears whole or stays as it was.

    With a folder of ``previous`` submissions each is compared with the earlier one of its province; the findings that the
    file ``waivers`` names are waived.

    Raises RaError when there is nothing to read or ``target`` may not be written.
    """
    earlier = earlier_submissions(previous) if previous else {}
    allowed = read_waivers(waivers) if waivers else None
    with whole_folder(target) as folder:
        collection = collect(source, cycle, peildatum, progress, earlier, allowed)
        return write_outputs(collection, source, cycle, folder, peildatum, progress)


def write_outputs(collection: Collection, source: Path, cycle: Cycle, folder: Path, peildatum: date | None, progress: Progress) -> Round:
    """Write overview, Word documents, dataset, annotated submissions, mails and (last) the manifest into ``folder``."""
    from ra_excel.reports.annotated import write_return
    from ra_excel.reports.mail import write_mail
    from ra_excel.reports.overview import write_overview  # the report libraries are slow to import
    from ra_excel.reports.word import write_landelijk, write_provincie

    round_ = build_round(collection, cycle, peildatum)
    word = folder / "word"
    word.mkdir()
    steps: list[tuple[str, Callable[[], object]]] = [
        (OVERVIEW, lambda: write_overview(round_, folder / OVERVIEW)),
        ("word/landelijk.docx", lambda: write_landelijk(round_, word / "landelijk.docx")),
    ]
    for province in provinces():
        path = word / f"provincie-{province.naam}.docx"
        steps.append((f"word/{path.name}", lambda p=province, path=path: write_provincie(round_, p, path)))  # type: ignore[misc]
    steps.append(("dataset", lambda: write_dataset(round_, extra_columns(collection.counted), folder / "dataset")))
    annotated = folder / "geannoteerd"
    annotated.mkdir()
    for one in (*collection.counted, *collection.set_apart):
        path = source / one.workbook.bestand
        steps.append((f"geannoteerd/{path.name}", lambda path=path, one=one: write_return(path, one, annotated)))  # type: ignore[misc]
    mail = folder / "mail"
    mail.mkdir()
    for province in provinces():
        path = mail / f"{province.naam}.txt"
        steps.append((f"mail/{path.name}", lambda p=province, path=path: write_mail(round_, p, _attachments(folder, p, round_), path)))  # type: ignore[misc]
    for number, (name, write) in enumerate(steps, start=1):
        write()
        progress(number, len(steps), name)
    write_manifest(round_, collection.ignored, folder)
    return round_


def _attachments(folder: Path, province: Province, round_: Round) -> list[str]:
    """What goes with the mail to a province: its submissions with their findings, and its document."""
    files = [s.bestand for s in round_.submissions if s.province == province and s.bestand]
    names = [name for file in files for name in (file, f"{Path(file).stem}-bevindingen.xlsx")]
    paths = [f"geannoteerd/{name}" for name in names] + ([f"word/provincie-{province.naam}.docx"] if files else [])
    return [path for path in paths if (folder / path).exists()]
