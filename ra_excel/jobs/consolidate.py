"""The whole round: a folder of submissions in, everything for the tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

from ra_excel.checks.batches import BATCH, sensible_workers
from ra_excel.checks.submission import Submission
from ra_excel.checks.waivers import read_waivers
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.inzenders import Inzender, provinces
from ra_excel.errors import RaError
from ra_excel.reports.dataset import write_datasets, write_manifest
from ra_excel.reports.mail import write_mail
from ra_excel.reports.output_folder import whole_folder
from ra_excel.reports.overview import write_overview
from ra_excel.reports.returned import page_name, write_page, write_returns
from ra_excel.reports.word.pdf import find_libreoffice, write_pdfs
from ra_excel.round.build import build_round
from ra_excel.round.edition import edition_of
from ra_excel.round.read_reactions import read_reactions
from ra_excel.round.round import RETURNED, Round
from ra_excel.round.submissions import Collection, collect, earlier_submissions
from ra_excel.round.tables import extra_columns
from ra_excel.work import Progress, beside, in_batches

OVERVIEW = "landelijk-overzicht.xlsx"


def consolidate(
    source: Path,
    cycle: Cycle,
    target: Path,
    peildatum: date | None,
    progress: Progress,
    previous: Path | None = None,
    waivers: Path | None = None,
    *,
    pdf: bool = False,
    word: bool = True,
    workers: int | None = None,
) -> Round:
    """Read, check and join the workbooks of ``source``; ``target`` appears whole or stays as it
    was.

    ``previous`` is a folder of earlier submissions or the output of an earlier round: each
    submission is compared with the earlier one of its province. What VRO wrote on the sheet
    Reacties there, and then in an earlier output at ``target``, counts in this round. The findings
    that the file ``waivers`` names are waived. With ``pdf`` every Word document also comes as PDF;
    without ``word`` there are none. ``workers`` is the number of processes (default: what is
    sensible).

    Raises RaError when there is nothing to read, ``target`` may not be written, or LibreOffice is
    needed and missing.
    """
    if pdf:
        find_libreoffice()
    earlier = earlier_submissions(previous) if previous else {}
    edition = edition_of(previous.name, list(earlier.values())) if previous else None
    allowed = read_waivers(waivers) if waivers else None
    written = [read_reactions(place / OVERVIEW, cycle) for place in (previous, target) if place]
    reactions = {id_: reaction for one in written for id_, reaction in one.reactions.items()}
    with whole_folder(target) as folder:
        collection = collect(
            source, cycle, peildatum, progress, earlier, allowed, reactions, workers
        )
        collection = replace(
            collection,
            national=[*collection.national, *(f for one in written[-1:] for f in one.findings)],
        )
        round_ = build_round(collection, cycle, peildatum, edition)
        write_outputs(
            round_, collection, source, folder, progress, pdf=pdf, word=word, workers=workers
        )
    return round_


def write_outputs(
    round_: Round,
    collection: Collection,
    source: Path,
    folder: Path,
    progress: Progress,
    *,
    pdf: bool = False,
    word: bool = True,
    workers: int | None = None,
) -> None:
    """Write overview, Word documents, datasets, annotated submissions, mails and (last) the
    manifest into ``folder``.
    """
    word_folder, returned, mail = folder / "word", folder / RETURNED, folder / "mail"
    for place in (returned, mail, *([word_folder] if word else [])):
        place.mkdir()
    steps: list[tuple[str, Callable[[], object]]] = [
        (OVERVIEW, partial(write_overview, round_, folder / OVERVIEW))
    ]
    if word:
        from ra_excel.reports.word.documents import (
            documents,
            write_document,
        )  # python-docx takes its time

        steps += [
            (f"word/{document.path}", partial(write_document, document, round_, word_folder))
            for document in documents(round_)
        ]
    if pdf:
        steps.append(("pdf van word", partial(write_pdfs, word_folder, progress)))
    steps.append(
        ("dataset", partial(write_datasets, round_, extra_columns(collection.counted), folder))
    )
    mails = [
        (f"mail/{province.naam}.txt", partial(_write_mail, round_, province, folder))
        for province in provinces()
    ]
    every = (*collection.counted, *collection.set_apart)
    total, numbers = len(steps) + len(every) + len(mails), count(1)
    with _returning(every, source, returned, round_, workers) as done:
        for name, write in steps:
            write()
            progress(next(numbers), total, name)
        for path in done:
            progress(next(numbers), total, f"{RETURNED}/{path.name}")
    for name, write in mails:  # which say what goes along
        write()
        progress(next(numbers), total, name)
    write_manifest(round_, collection.ignored, folder)


def _returning(
    every: Sequence[Submission], source: Path, folder: Path, round_: Round, workers: int | None
) -> AbstractContextManager[Iterator[Path]]:
    """What goes back to the provinces; of many in other processes, beside the overview."""
    several = workers or sensible_workers(len(every))
    write = partial(write_returns, source, folder, round_.tables["terugkoppeling"])
    return beside(in_batches(write, every, BATCH, several, partial(write_page, folder)), several)


def write_word_only(source: Path, cycle: Cycle, target: Path, progress: Progress) -> int:
    """Write only the Word documents of a folder of submissions; gives how many. Raises RaError when
    ``target`` is not empty.
    """
    if target.is_dir() and any(target.iterdir()):
        raise RaError(f"De map {target} is niet leeg. Kies een lege map; er is niets overschreven.")
    with whole_folder(target) as folder:
        round_ = build_round(collect(source, cycle, None, progress), cycle, None)
        from ra_excel.reports.word.documents import documents, write_document

        every = list(documents(round_))
        for number, document in enumerate(every, start=1):
            write_document(document, round_, folder)
            progress(number, len(every), document.path)
    return len(every)


def _write_mail(round_: Round, province: Inzender, folder: Path) -> None:
    write_mail(
        round_,
        province,
        _attachments(folder, province, round_),
        folder / "mail" / f"{province.naam}.txt",
    )


def _attachments(folder: Path, province: Inzender, round_: Round) -> list[str]:
    """What goes with the mail to a province: the letter, its submissions with their findings, and
    its document.
    """
    files = [s.bestand for s in round_.submissions if s.province == province and s.bestand]
    names = [name for file in files for name in (file, page_name(file))]
    documents = [f"word/{kind}-{province.naam}.docx" for kind in ("terugkoppeling", "provincie")]
    paths = [documents[0], *(f"{RETURNED}/{name}" for name in names), documents[1]] if files else []
    return [path for path in paths if (folder / path).exists()]
