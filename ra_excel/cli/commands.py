"""What every command of ``ra`` does: ask the functions of ``ra_excel.jobs``, and print what they
have to say.

Imports stay inside the commands: each needs only a part of pandas and the report libraries.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ra_excel.cli.command_line import OWN_TEMPLATES
from ra_excel.cli.console import nobody_reads, say
from ra_excel.cli.exit_status import FOUTEN, NOT_RUN, OK
from ra_excel.errors import RaError

if TYPE_CHECKING:
    from ra_excel.jobs.doctor import Diagnosis
    from ra_excel.round.round import Round
    from ra_excel.work import Progress


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    """A bar on a terminal, nothing in a pipe. A new round of steps starts a new count."""
    from tqdm import tqdm

    # disable=None: tqdm looks whether stderr is a terminal.
    with tqdm(
        total=0, disable=None, leave=False, bar_format="{n_fmt}/{total_fmt} {bar:30} {postfix}"
    ) as bar:

        def show(done: int, total: int, what: str) -> None:
            bar.total, bar.n = total, done
            bar.set_postfix_str(what)

        yield show


def _demo(options: argparse.Namespace) -> int:
    from ra_excel.jobs.demo import NOT_SUBMITTED, SUBMITTED, run_demo

    with _progress_bar() as progress:
        round_ = run_demo(options.uit, progress)
    _report_round(round_, options.uit)
    print(
        f"Ingediende werkmappen: {options.uit / SUBMITTED}. Eén provincie diende niet in:"
        f" {options.uit / NOT_SUBMITTED}."
    )
    # The planted mistakes are the point of the demonstration, so they are no failure of it.
    return OK


def _template(options: argparse.Namespace) -> int:
    from ra_excel.domain.cycle import load_cycle
    from ra_excel.domain.inzenders import get_province, provinces
    from ra_excel.jobs.templates import make_templates

    if options.controleer is not None:
        return _check_templates(None if options.controleer is OWN_TEMPLATES else options.controleer)
    if options.cyclus is None:
        raise RaError("Geef --cyclus voor werkmappen, of --controleer voor de Word-sjablonen.")
    chosen = (
        [get_province(text) for text in options.provincie] if options.provincie else provinces()
    )
    with _progress_bar() as progress:
        paths = make_templates(load_cycle(options.cyclus), chosen, options.uit, progress)
    for path in paths:
        print(path)
    return OK


def _check_templates(folder: Path | None) -> int:
    from ra_excel.reports.word.documents import template_folder
    from ra_excel.reports.word.template_check import check_templates

    place = folder or template_folder()
    problems = check_templates(place)
    for problem in problems:
        weight = "let op" if problem.hint else "fout"
        print(
            f"{problem.template}, {problem.waar}\n  {weight}: {problem.melding}\n  ->"
            f" {problem.herstel}"
        )
    wrong = [problem for problem in problems if not problem.hint]
    print(f"Sjablonen in {place}: {'in orde' if not wrong else f'{len(wrong)} te herstellen'}.")
    return FOUTEN if wrong else OK


def _import(options: argparse.Namespace) -> int:
    from ra_excel.domain.cycle import load_cycle
    from ra_excel.jobs.templates import IMPORT_REPORT, import_agreements

    pairs = [pair.partition("=") for pair in options.kolom]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        raise RaError(f"--kolom verwacht VELD=KOP, niet '{wrong[0]}'.")
    with _progress_bar() as progress:
        imported = import_agreements(
            options.lijst,
            load_cycle(options.cyclus),
            options.uit,
            {name: header for name, _, header in pairs},
            progress,
        )
    placed = [p for p in imported.placements if p.province]
    remarked = sum(1 for p in placed if p.remarks)
    print(
        f"{len(placed)} van {len(imported.placements)} regels geplaatst, {remarked} met een"
        " opmerking."
    )
    for placement in imported.placements:
        if placement.province is None:
            print(
                f"  niet geplaatst: regel {placement.line.number}, {'; '.join(placement.remarks)}"
            )
    print(f"Lees eerst: {options.uit / IMPORT_REPORT}")
    return OK


def _validate(options: argparse.Namespace) -> int:
    from ra_excel.jobs.validate import refuse_overwriting, return_all, validate, waive
    from ra_excel.reports.findings.formats import FORMATS

    if options.open:
        return _validate_open()
    if not options.pad:
        raise RaError(
            "Geef een werkmap of map om te controleren, of --open voor de werkmap die in Excel"
            " openstaat."
        )
    if options.uit:
        refuse_overwriting(options.uit, [*options.pad, options.vorige, options.ontheffingen])
    with _progress_bar() as progress:
        results = validate(options.pad, progress, options.vorige, options.werkers)
        about_waivers = []
        if options.ontheffingen:
            results, about = waive(results, options.ontheffingen)
            about_waivers = [about] if about.findings else []
        checked = [*results.values(), *about_waivers]
        if options.geannoteerd:
            return_all(results, options.geannoteerd, progress)
    text = FORMATS[options.formaat](checked)
    if options.uit:
        options.uit.write_text(
            text, encoding="utf-8-sig" if options.formaat == "csv" else "utf-8", newline="\n"
        )
        say(f"Bevindingen geschreven naar {options.uit}")
    else:
        _show(text)
    return FOUTEN if any(f.is_fout for one in checked for f in one.findings) else OK


def _show(findings: str) -> None:
    """Print findings. The exit status speaks of all, also when only the first are read."""
    try:
        print(findings, end="", flush=True)
    except BrokenPipeError:
        nobody_reads()


def _validate_open() -> int:
    from ra_excel.addin.from_outside import check_open_workbook
    from ra_excel.reports.findings.text_csv import as_readable

    result = check_open_workbook()
    print(as_readable([result.checked]), end="")
    for remark in ("De bevindingen staan ook op het blad Controle.", *result.remarks):
        say(remark)
    return FOUTEN if any(f.is_fout for f in result.checked.findings) else OK


def _addin(options: argparse.Namespace) -> int:
    from ra_excel.addin.build import ADDIN, build_addin
    from ra_excel.addin.install import examine_addin, install, remove
    from ra_excel.domain.files import folder

    if options.wat == "bouw":
        path = (options.map or folder("macros")) / ADDIN
        print(f"{path}\nsha256 {build_addin(path)}")
        return OK
    if options.wat == "status":
        return _show_diagnoses(examine_addin(options.map))
    if options.verwijder:
        removed = remove(options.map)
        print(
            "\n".join(f"weggehaald: {path}" for path in removed) or "Er was niets om weg te halen."
        )
        return OK
    target, kept = install(options.map)
    print(f"Geïnstalleerd: {target}")
    if options.map:
        print(
            "Excel laadt deze map niet vanzelf: kies Bestand, Opties, Invoegtoepassingen, Start,"
            " Bladeren, en wijs het bestand aan."
        )
    print("Start Excel opnieuw; het lint heeft dan een tabblad Ruimtelijk arrangement.")
    if kept:
        print(f"De vorige versie is bewaard als {kept.name}.")
    return OK


def _consolidate(options: argparse.Namespace) -> int:
    if options.pdf and options.zonder_word:
        raise RaError(
            "--pdf maakt PDF van de Word-documenten; dat gaat niet samen met --zonder-word."
        )
    from ra_excel.domain.cycle import load_cycle
    from ra_excel.jobs.consolidate import consolidate
    from ra_excel.reports.dataset import has_fouten

    with _progress_bar() as progress:
        round_ = consolidate(
            options.map,
            load_cycle(options.cyclus),
            options.uit,
            options.peildatum,
            progress,
            options.vorige,
            options.ontheffingen,
            pdf=options.pdf,
            word=not options.zonder_word,
            workers=options.werkers,
        )
    _report_round(round_, options.uit)
    return FOUTEN if has_fouten(round_.submissions) else OK


def _follow_up(options: argparse.Namespace) -> int:
    from ra_excel.domain.cycle import load_cycle
    from ra_excel.jobs.next_cycle import ARCHIVE, REPORT, follow_up

    with _progress_bar() as progress:
        result = follow_up(options.map, load_cycle(options.cyclus), options.uit, progress)
    for outcome, number in sorted(result.outcomes.items()):
        print(f"{number} rijen: {outcome}")
    if result.empty:
        print(f"Leeg begin: {', '.join(province.naam for province in result.empty)}.")
    print(f"Wat van elke rij werd: {options.uit / REPORT}. Wat klaar is: {options.uit / ARCHIVE}")
    return OK


def _compare(options: argparse.Namespace) -> int:
    from ra_excel.jobs.compare import compare, write_changes
    from ra_excel.reports.changes.text import changes_as_text, summary

    with _progress_bar() as progress:
        changes = compare(options.oud, options.nieuw, progress)
    if options.uit:
        write_changes(changes, options.oud, options.nieuw, options.uit)
        say(f"{summary(changes)} Geschreven naar {options.uit}")
    else:
        print(changes_as_text(changes), end="")
    return OK


def _report_round(round_: Round, target: Path) -> None:
    """A few lines: what came in, what was found, which file to open first."""
    from ra_excel.jobs.consolidate import OVERVIEW
    from ra_excel.reports.summary import summary_lines

    for line in summary_lines(round_):
        print(line)
    print(f"Open eerst: {target / OVERVIEW}")


def _doctor(options: argparse.Namespace) -> int:
    from ra_excel.jobs.doctor import examine

    return _show_diagnoses(examine())


def _show_diagnoses(diagnoses: Iterable[Diagnosis]) -> int:
    broken = False
    for diagnosis in diagnoses:
        mark = "goed" if diagnosis.works else "FOUT" if diagnosis.vital else "let op"
        print(f"{mark:<7} {diagnosis.what}: {diagnosis.found}")
        if diagnosis.mend:
            print(f"{'':7} -> {diagnosis.mend}")
        broken = broken or (diagnosis.vital and not diagnosis.works)
    return NOT_RUN if broken else OK


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "sjabloon": _template,
    "importeer": _import,
    "valideer": _validate,
    "consolideer": _consolidate,
    "vergelijk": _compare,
    "vervolg": _follow_up,
    "invoegtoepassing": _addin,
    "doctor": _doctor,
}
"""Command → what it does with its options; gives the exit status."""
