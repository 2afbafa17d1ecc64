"""The whole round: a folder of submissions in, everything for the tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ra_excel.checks.waivers import read_waivers
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.inzenders import Inzender, provinces
from ra_excel.domain.sheets.terugkoppeling import TERUGKOPPELING
from ra_excel.errors import RaError
from ra_excel.progress import Progress
from ra_excel.reading.folder import shown_name, workbook_files
from ra_excel.reports.dataset import write_datasets
from ra_excel.reports.departments.workbooks import (
    FALLEN_AWAY,
    write_department_workbook,
    write_fallen_away,
)
from ra_excel.reports.mail import write_mail
from ra_excel.reports.manifest import write_manifest
from ra_excel.reports.output_folder import whole_folder
from ra_excel.reports.overview import write_overview
from ra_excel.reports.overview.reactions import reaction_rows
from ra_excel.reports.returned import page_name, write_return
from ra_excel.reports.word.pdf import find_libreoffice, write_pdfs
from ra_excel.round.build import build_round
from ra_excel.round.departments.workbook import department_workbooks
from ra_excel.round.edition import edition_of
from ra_excel.round.reactions import Reaction, Reactions, owner
from ra_excel.round.read_reactions import ReactionSheet, read_reactions
from ra_excel.round.round import RETURNED, Round
from ra_excel.round.submissions import Collection, RoundTerms, collect, earlier_submissions
from ra_excel.round.tables import extra_columns
from ra_excel.round.verloop import MANIFEST, Verloop, read_verloop

DEPARTMENTS, MAIL, WORD = "departementen", "mail", "word"
"""Folders in the output of a round."""

OVERVIEW = "landelijk-overzicht.xlsx"


@dataclass(frozen=True)
class RoundOrder:
    """What a round is asked to do.

    ``source`` is the folder with submissions, ``target`` the folder that appears whole or stays as
    it was. ``previous`` is a folder of earlier submissions or the output of an earlier round: each
    submission is compared with the earlier one of its province. What VRO wrote on the sheet
    Reacties there, and then in an earlier output at ``target``, counts in this round. The findings
    that the file ``waivers`` names are waived. With ``pdf`` every Word document also comes as PDF;
    without ``word`` there are none. A template in the folder ``templates`` goes before ours.
    """

    source: Path
    cycle: Cycle
    target: Path
    peildatum: date | None = None
    previous: Path | None = None
    waivers: Path | None = None
    word: bool = True
    pdf: bool = False
    templates: Path | None = None


def consolidate(order: RoundOrder, progress: Progress) -> Round:
    """Read, check and join the submissions, and write everything for the tables.

    Raises RaError when there is nothing to read, ``target`` may not be written, or LibreOffice is
    needed and missing.
    """
    if order.pdf:
        find_libreoffice()
    if order.templates:
        from ra_excel.reports.word.documents import require_templates

        require_templates(order.templates)
    earlier = earlier_submissions(order.previous) if order.previous else {}
    edition = edition_of(order.previous.name, list(earlier.values())) if order.previous else None
    sheets = _earlier_reactions(order)
    terms = RoundTerms(
        order.cycle,
        order.peildatum,
        earlier,
        read_waivers(order.waivers) if order.waivers else None,
        _written(sheets),
    )
    with whole_folder(order.target) as folder:
        collection = collect(order.source, terms, progress)
        round_ = build_round(collection, edition)
        own = sheets[-1].findings(reaction_rows(round_)) if sheets else []
        verloop = _verloop(order)
        round_ = replace(
            round_,
            findings=[*round_.findings, *own, *verloop.findings],
            earlier_rounds=verloop.rounds,
        )
        write_outputs(round_, collection, order, folder, progress)
    return round_


def _verloop(order: RoundOrder) -> Verloop:
    """The rounds before, where ``previous`` is the output of one."""
    if not order.previous:
        return Verloop()
    return read_verloop(order.previous / MANIFEST, order.cycle)


def _earlier_reactions(order: RoundOrder) -> list[ReactionSheet]:
    """The sheets Reacties on which VRO wrote something, the newest last."""
    folders = [folder for folder in (order.previous, order.target) if folder]
    sheets = [read_reactions(folder / OVERVIEW, order.cycle) for folder in folders]
    return [sheet for sheet in sheets if sheet.reactions]


def _written(sheets: Sequence[ReactionSheet]) -> Reactions:
    """What VRO wrote last on each id. A line whose id is of nobody has but its place, and counts
    on the newest sheet alone.
    """
    written: dict[str, Reaction] = {}
    for sheet in sheets:
        by_id = {key: one for key, one in written.items() if owner(one.onderwerp)}
        written = {**by_id, **sheet.reactions}
    return written


def write_outputs(
    round_: Round, collection: Collection, order: RoundOrder, folder: Path, progress: Progress
) -> None:
    """Write overview, Word documents, datasets, annotated submissions, mails and (last) the
    manifest into ``folder``.
    """
    for name in (RETURNED, MAIL):
        (folder / name).mkdir()
    steps = [Step(OVERVIEW, partial(write_overview, round_, folder / OVERVIEW))]
    if order.word:
        (folder / WORD).mkdir()
        steps += _word_steps(round_, folder / WORD, order.templates)
    if order.pdf:
        steps.append(Step("pdf van word", partial(write_pdfs, folder / WORD, progress)))
    steps += _department_steps(round_, folder / DEPARTMENTS)
    extra = extra_columns(collection.counted)
    steps.append(Step("dataset", partial(write_datasets, round_, extra, folder)))
    steps += _return_steps(round_, collection, order.source, folder / RETURNED)
    # The mails come last: they say what goes along.
    for province in provinces():
        write = partial(_write_mail, round_, province, folder)
        steps.append(Step(f"{MAIL}/{province.naam}.txt", write))
    for number, step in enumerate(steps, start=1):
        step.write()
        progress(number, len(steps), step.name)
    write_manifest(round_, collection.ignored, folder)


class Step(NamedTuple):
    """One output: its name for the progress callback, and what writes it."""

    name: str
    write: Callable[[], object]


def _word_steps(round_: Round, folder: Path, own: Path | None = None) -> Iterator[Step]:
    # Imported here: python-docx takes its time.
    from ra_excel.reports.word.documents import documents, write_document

    for document in documents(round_):
        write = partial(write_document, document, round_, folder, own)
        yield Step(f"{WORD}/{document.path}", write)


def _department_steps(round_: Round, folder: Path) -> Iterator[Step]:
    """What departments fill in next; nothing where none takes part."""
    workbooks = list(department_workbooks(round_))
    if not workbooks:
        return
    folder.mkdir()
    for workbook in workbooks:
        write = partial(write_department_workbook, workbook, round_.cycle, folder)
        yield Step(f"{DEPARTMENTS}/{workbook.department.naam}", write)
    if any(workbook.fallen_away for workbook in workbooks):
        yield Step(f"{DEPARTMENTS}/{FALLEN_AWAY}", partial(write_fallen_away, workbooks, folder))


def _return_steps(
    round_: Round, collection: Collection, source: Path, folder: Path
) -> Iterator[Step]:
    """What goes back to the provinces."""
    paths = {shown_name(path): path for path in workbook_files(source)[0]}
    reactions = round_.tables[TERUGKOPPELING.name]
    for submission in (*collection.counted, *collection.set_apart):
        name = submission.workbook.bestand
        write = partial(write_return, paths[name], submission, folder, reactions)
        yield Step(f"{RETURNED}/{name}", write)


def write_word_only(source: Path, cycle: Cycle, target: Path, progress: Progress) -> int:
    """Write only the Word documents of a folder of submissions; gives how many. Raises RaError when
    ``target`` is not empty.
    """
    if target.is_dir() and any(target.iterdir()):
        raise RaError(f"De map {target} is niet leeg. Kies een lege map; er is niets overschreven.")
    with whole_folder(target) as folder:
        round_ = build_round(collect(source, RoundTerms(cycle), progress))
        steps = list(_word_steps(round_, folder))
        for number, step in enumerate(steps, start=1):
            step.write()
            progress(number, len(steps), step.name.removeprefix(f"{WORD}/"))
    return len(steps)


def _write_mail(round_: Round, province: Inzender, folder: Path) -> None:
    target = folder / MAIL / f"{province.naam}.txt"
    write_mail(round_, province, _attachments(folder, province, round_), target)


def _attachments(folder: Path, province: Inzender, round_: Round) -> list[str]:
    """What goes with the mail to a province: the letter, its submissions with their findings, and
    its document.
    """
    files = [s.bestand for s in round_.submissions if s.province == province and s.bestand]
    if not files:
        return []
    paths = [f"{WORD}/terugkoppeling-{province.naam}.docx"]
    for file in files:
        paths += [f"{RETURNED}/{file}", f"{RETURNED}/{page_name(file)}"]
    paths.append(f"{WORD}/provincie-{province.naam}.docx")
    return [path for path in paths if (folder / path).exists()]
