"""Findings of one or many workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ra_excel.checks.batches import Terms, read_and_check
from ra_excel.checks.finding import Finding
from ra_excel.checks.submission import Submission
from ra_excel.checks.waivers import BLANK_COLUMNS, blank_list, read_waivers
from ra_excel.domain.files import write_csv
from ra_excel.errors import RaError
from ra_excel.progress import Progress
from ra_excel.reading.folder import WORKBOOK_SUFFIXES, workbook_files
from ra_excel.reading.workbook import Workbook


def validate(
    paths: Sequence[Path],
    progress: Progress,
    previous: Path | None = None,
) -> dict[Path, Submission]:
    """Check every workbook named, and every workbook in the folders named; the results, without
    their rows, by file.

    With a folder of ``previous`` submissions each is compared with the earlier one of its province.

    Raises RaError when a path does not exist or there is nothing to check.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += workbook_files(path)[0]
        elif path.exists():
            files.append(path)
        else:
            raise RaError(f"{path} bestaat niet.")
    if not files:
        raise RaError("Er is geen werkmap om te controleren.")
    earlier: Mapping[str, Submission] = {}
    if previous:
        # Imported here: without earlier submissions a check needs nothing of a round.
        from ra_excel.round.submissions import earlier_submissions

        earlier = earlier_submissions(previous)
    terms = Terms(earlier=earlier, verdict_only=True)
    return dict(zip(files, read_and_check(files, terms, progress), strict=True))


def waive(
    results: Mapping[Path, Submission], path: Path
) -> tuple[dict[Path, Submission], Submission]:
    """The results with the findings waived that the file ``path`` names; and what is wrong with
    that file itself.

    Each workbook is judged on its own reference date. Raises RaError when the file cannot be used.
    """
    waivers = read_waivers(path)
    waived: dict[Path, Submission] = {}
    everything: list[Finding] = []
    last = date.min
    for path_of_workbook, submission in results.items():
        # Findings of a file without a reference date set it apart, and are never waived.
        day = submission.peildatum if submission.was_read else date.max
        findings = waivers.apply(submission.findings, day)
        waived[path_of_workbook] = replace(submission, findings=findings)
        everything += submission.findings
        if submission.was_read:
            last = max(last, submission.peildatum)
    about_the_list = waivers.unused(everything, last)
    return waived, Submission(Workbook(waivers.bestand, waivers.sha256), about_the_list)


def refuse_overwriting(target: Path, read: Sequence[Path | None]) -> None:
    """Raise RaError when the findings would be written over a workbook or over something that the
    command reads.
    """
    taken = {path.resolve() for path in read if path is not None}
    if target.suffix.lower() in WORKBOOK_SUFFIXES or target.resolve() in taken:
        raise RaError(
            f"De bevindingen komen niet in {target}: dat is invoer of een werkmap. Kies een andere"
            " naam; er is niets overschreven."
        )


def write_blank_waivers(checked: Sequence[Submission], target: Path) -> int:
    """Write a list of waivers still to be filled in; gives the number of lines.

    Raises RaError rather than overwrite a file.
    """
    if target.exists():
        raise RaError(f"{target} bestaat al. Kies een andere naam; er is niets overschreven.")
    lines = blank_list(finding for one in checked for finding in one.findings)
    write_csv(target, BLANK_COLUMNS, lines, for_excel=True)
    return len(lines)


def return_all(results: Mapping[Path, Submission], folder: Path, progress: Progress) -> list[Path]:
    """Write every workbook with its findings into ``folder``; gives the files written.

    Raises RaError when two workbooks have one name, or when a copy would overwrite something.
    """
    # Imported here: XlsxWriter takes its time.
    from ra_excel.reports.returned import page_name, write_return

    names = [path.name.casefold() for path in results]
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise RaError(f"Deze naam komt twee keer voor: {doubles[0]}. Controleer de mappen apart.")
    folder.mkdir(parents=True, exist_ok=True)
    for path in results:
        for name in (path.name, page_name(path.name)):
            if (folder / name).exists():
                raise RaError(
                    f"In {folder} staat al een bestand {name}. Kies een andere map; er is niets"
                    " overschreven."
                )
    written = []
    for number, (path, submission) in enumerate(results.items(), start=1):
        written.append(write_return(path, submission, folder))
        progress(number, len(results), path.name)
    return written
