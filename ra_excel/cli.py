"""The command ``ra``: a thin door to the functions of ``ra_excel.jobs``.

Imports stay inside the commands, so that ``ra --help`` is quick: those of pandas and the report libraries, but also of
pathlib, datetime and typing, which together take as long as Python itself.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import contextmanager

from ra_excel import __version__
from ra_excel.dutch_argparse import DutchParser
from ra_excel.errors import RaError, reason_of

TYPE_CHECKING = False  # as in typing, for the type checker alone
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path
    from typing import NoReturn

    from ra_excel.consolidation.round import Round
    from ra_excel.jobs.doctor import Diagnosis
    from ra_excel.progress import Progress

OWN_TEMPLATES = object()
"""Stands for the templates that ra itself uses."""

MOST_WORKERS = 61
"""Windows waits for no more processes than this."""

OK, FOUTEN, NOT_RUN = 0, 1, 2
"""Exit status: no fout, fouten found, could not run."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack a character; better a question mark than a crash.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")
    try:
        status = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _nobody_reads()
        status = OK
    sys.exit(status)


def _nobody_reads() -> None:
    """Whoever read along has seen enough, as in ``ra valideer map | head``; what is still to come goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors become one Dutch line on stderr, unless ``--debug`` asks for the traceback."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if "command" not in options:
        parser.print_help(sys.stderr)
        return NOT_RUN
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except RaError as error:
        if options.debug:
            raise
        _say(f"ra: {error}")
        return NOT_RUN
    except BrokenPipeError:
        raise
    except OSError as error:
        if options.debug:
            raise
        where = f" ({error.filename})" if error.filename else ""
        _say(f"ra: {reason_of(error)}{where}. Is het bestand open in een ander programma, of de map beveiligd?")
        return NOT_RUN
    except KeyboardInterrupt:
        _say("ra: afgebroken; er is niets half geschreven.")
        return NOT_RUN


def build_parser() -> DutchParser:
    """The whole command line."""
    parser = DutchParser(prog="ra", description="Werkmappen, controle en landelijk overzicht voor het ruimtelijk arrangement.")
    parser.add_argument("--version", action="version", version=f"ra {__version__}", help="toon de versie")
    parser.add_argument("--debug", action="store_true", help="toon bij een fout de technische melding")
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT")

    demo = commands.add_parser("demo", help="de hele ronde op het meegeleverde voorbeeld")
    demo.add_argument("--uit", type=_path, default="uit/demo", metavar="MAP", help="map voor de uitvoer (standaard uit/demo)")
    demo.set_defaults(command=_demo)

    template = commands.add_parser("sjabloon", help="maak lege werkmappen, of controleer de Word-sjablonen")
    template.add_argument("--cyclus", metavar="C", help="id van de cyclus, zoals 2026-2027")
    template.add_argument("--provincie", action="append", metavar="P", help="naam of afkorting; mag vaker; standaard alle twaalf")
    template.add_argument("--uit", type=_path, default=".", metavar="MAP", help="map voor de werkmappen (standaard deze map)")
    template.add_argument(
        "--controleer",
        type=_path,
        nargs="?",
        const=OWN_TEMPLATES,
        metavar="MAP",
        help="controleer Word-sjablonen (standaard workbooks/word)",
    )
    template.set_defaults(command=_template)

    imports = commands.add_parser("importeer", help="zet een lijst met eerdere afspraken in werkmappen")
    imports.add_argument("lijst", type=_path, metavar="LIJST", help="CSV of Excel-bestand met een kopregel")
    _add_cycle(imports)
    imports.add_argument("--uit", type=_path, required=True, metavar="MAP", help="map voor de werkmappen en het verslag")
    imports.add_argument(
        "--kolom", action="append", default=[], metavar="VELD=KOP", help="welke kolom van de lijst een veld vult; mag vaker"
    )
    imports.set_defaults(command=_import)

    validate = commands.add_parser("valideer", help="controleer een of meer werkmappen")
    validate.add_argument("pad", type=_path, nargs="*", metavar="PAD", help="werkmap, of map met werkmappen")
    validate.add_argument("--open", action="store_true", help="controleer de werkmap die nu in Excel openstaat, zonder macro's")
    validate.add_argument("--vorige", type=_path, metavar="MAP", help="map met de vorige inzendingen: wat is nieuw, blijft of opgelost")
    validate.add_argument("--ontheffingen", type=_path, metavar="BESTAND", help="lijst van bevindingen die zijn toegestaan")
    validate.add_argument(
        "--formaat", choices=("tekst", "json", "csv", "sarif", "html"), default="tekst", help="vorm van de bevindingen (standaard tekst)"
    )
    validate.add_argument("--uit", type=_path, metavar="BESTAND", help="schrijf de bevindingen hierheen in plaats van op het scherm")
    validate.add_argument("--geannoteerd", type=_path, metavar="MAP", help="schrijf elke werkmap met haar bevindingen in deze map")
    _add_workers(validate)
    validate.set_defaults(command=_validate)

    consolidate = commands.add_parser("consolideer", help="voeg alle inzendingen samen tot overzicht, Word en dataset")
    consolidate.add_argument("map", type=_path, metavar="MAP", help="map met de ingezonden werkmappen")
    _add_cycle(consolidate)
    consolidate.add_argument("--uit", type=_path, required=True, metavar="MAP", help="map voor de uitvoer")
    consolidate.add_argument("--vorige", type=_path, metavar="MAP", help="map met de vorige inzendingen")
    consolidate.add_argument("--ontheffingen", type=_path, metavar="BESTAND", help="lijst van bevindingen die zijn toegestaan")
    consolidate.add_argument("--peildatum", type=_day, metavar="D", help="beoordeel op deze dag (dd-mm-jjjj)")
    consolidate.add_argument("--pdf", action="store_true", help="zet naast elk Word-document een PDF (vraagt LibreOffice)")
    consolidate.add_argument("--zonder-word", action="store_true", help="sla de Word-documenten over; dan is het overzicht er sneller")
    _add_workers(consolidate)
    consolidate.set_defaults(command=_consolidate)

    compare = commands.add_parser("vergelijk", help="wat kwam erbij, wijzigde of verdween tussen twee momenten")
    compare.add_argument("oud", type=_path, metavar="OUD", help="werkmap, map met werkmappen, uitvoer van een ronde, of dataset")
    compare.add_argument("nieuw", type=_path, metavar="NIEUW", help="hetzelfde, van later")
    compare.add_argument("--uit", type=_path, metavar="BESTAND", help="schrijf een werkmap (.xlsx) in plaats van tekst op het scherm")
    compare.set_defaults(command=_compare)

    follow = commands.add_parser("vervolg", help="maak de werkmappen van de volgende cyclus, gevuld met wat nog open is")
    follow.add_argument("map", type=_path, metavar="MAP", help="map met de laatste inzendingen, of de uitvoer van de laatste ronde")
    follow.add_argument("--cyclus", required=True, metavar="NIEUW", help="id van de nieuwe cyclus")
    follow.add_argument("--uit", type=_path, required=True, metavar="MAP", help="map voor de werkmappen, het archief en het verslag")
    follow.set_defaults(command=_follow_up)

    addin = commands.add_parser("invoegtoepassing", help="de knoppen in Excel: bouwen, installeren, nakijken")
    addin.add_argument("wat", choices=("bouw", "installeer", "status"), help="bouw maakt het bestand, installeer zet het klaar voor Excel")
    addin.add_argument("--map", type=_path, metavar="MAP", help="waar het bestand komt of staat (standaard: waar Excel het zelf laadt)")
    addin.add_argument("--verwijder", action="store_true", help="bij installeer: haal de invoegtoepassing weer weg")
    addin.set_defaults(command=_addin)

    doctor = commands.add_parser("doctor", help="wat werkt er op deze computer")
    doctor.set_defaults(command=_doctor)
    return parser


def _add_cycle(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cyclus", required=True, metavar="C", help="id van de cyclus, zoals 2026-2027")


def _add_workers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--werkers",
        type=_number,
        metavar="N",
        help="in hoeveel processen tegelijk (standaard: één, en bij veel bestanden zoveel als het kan)",
    )


def _number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"'{text}' is geen aantal van 1 tot en met {MOST_WORKERS}")
    return int(text)


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)


def _day(text: str) -> date:
    from ra_excel.workbook.values import parse_date

    day = parse_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum; schrijf dd-mm-jjjj")
    return day


def _say(text: str) -> None:
    print(text, file=sys.stderr)


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    """A bar on a terminal, nothing in a pipe. A new round of steps starts a new count."""
    from tqdm import tqdm

    # disable=None: tqdm looks whether stderr is a terminal.
    with tqdm(total=0, disable=None, leave=False, bar_format="{n_fmt}/{total_fmt} {bar:30} {postfix}") as bar:

        def show(done: int, total: int, what: str) -> None:
            bar.total, bar.n = total, done
            bar.set_postfix_str(what)

        yield show


def _demo(options: argparse.Namespace) -> int:
    from ra_excel.jobs.demo import NOT_SUBMITTED, SUBMITTED, run_demo

    with _progress_bar() as progress:
        round_ = run_demo(options.uit, progress)
    _report_round(round_, options.uit)
    print(f"Ingediende werkmappen: {options.uit / SUBMITTED}. Eén provincie diende niet in: {options.uit / NOT_SUBMITTED}.")
    # The planted mistakes are the point of the demonstration, so they are no failure of it.
    return OK


def _template(options: argparse.Namespace) -> int:
    from ra_excel.domain.cycle import load_cycle
    from ra_excel.domain.provinces import get_province, provinces
    from ra_excel.jobs.templates import make_templates

    if options.controleer is not None:
        return _check_templates(None if options.controleer is OWN_TEMPLATES else options.controleer)
    if options.cyclus is None:
        raise RaError("Geef --cyclus voor werkmappen, of --controleer voor de Word-sjablonen.")
    chosen = [get_province(text) for text in options.provincie] if options.provincie else provinces()
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
        print(f"{problem.template}, {problem.waar}\n  {weight}: {problem.melding}\n  -> {problem.herstel}")
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
            options.lijst, load_cycle(options.cyclus), options.uit, {name: header for name, _, header in pairs}, progress
        )
    placed = [p for p in imported.placements if p.province]
    remarked = sum(1 for p in placed if p.remarks)
    print(f"{len(placed)} van {len(imported.placements)} regels geplaatst, {remarked} met een opmerking.")
    for placement in imported.placements:
        if placement.province is None:
            print(f"  niet geplaatst: regel {placement.line.number}, {'; '.join(placement.remarks)}")
    print(f"Lees eerst: {options.uit / IMPORT_REPORT}")
    return OK


def _validate(options: argparse.Namespace) -> int:
    from ra_excel.jobs.validate import refuse_overwriting, return_all, validate, waive
    from ra_excel.reports.formats import FORMATS

    if options.open:
        return _validate_open()
    if not options.pad:
        raise RaError("Geef een werkmap of map om te controleren, of --open voor de werkmap die in Excel openstaat.")
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
        options.uit.write_text(text, encoding="utf-8-sig" if options.formaat == "csv" else "utf-8", newline="\n")
        print(f"Bevindingen geschreven naar {options.uit}", file=sys.stderr)
    else:
        _show(text)
    return FOUTEN if any(f.is_fout for one in checked for f in one.findings) else OK


def _show(findings: str) -> None:
    """Print findings. Also when only the first lines are read, the exit status speaks of them all."""
    try:
        print(findings, end="", flush=True)
    except BrokenPipeError:
        _nobody_reads()


def _validate_open() -> int:
    from ra_excel.addin.from_outside import check_open_workbook
    from ra_excel.reports.findings import as_readable

    result = check_open_workbook()
    print(as_readable([result.checked]), end="")
    for remark in ("De bevindingen staan ook op het blad Controle.", *result.remarks):
        _say(remark)
    return FOUTEN if any(f.is_fout for f in result.checked.findings) else OK


def _addin(options: argparse.Namespace) -> int:
    from ra_excel.addin.build import ADDIN, build_addin
    from ra_excel.addin.install import examine_addin, install, remove
    from ra_excel.resources import folder

    if options.wat == "bouw":
        path = (options.map or folder("macros")) / ADDIN
        print(f"{path}\nsha256 {build_addin(path)}")
        return OK
    if options.wat == "status":
        return _show_diagnoses(examine_addin(options.map))
    if options.verwijder:
        removed = remove(options.map)
        print("\n".join(f"weggehaald: {path}" for path in removed) or "Er was niets om weg te halen.")
        return OK
    target, kept = install(options.map)
    print(f"Geïnstalleerd: {target}")
    if options.map:
        print("Excel laadt deze map niet vanzelf: kies Bestand, Opties, Invoegtoepassingen, Start, Bladeren, en wijs het bestand aan.")
    print("Start Excel opnieuw; het lint heeft dan een tabblad Ruimtelijk arrangement.")
    if kept:
        print(f"De vorige versie is bewaard als {kept.name}.")
    return OK


def _consolidate(options: argparse.Namespace) -> int:
    if options.pdf and options.zonder_word:
        raise RaError("--pdf maakt PDF van de Word-documenten; dat gaat niet samen met --zonder-word.")
    from ra_excel.domain.cycle import load_cycle
    from ra_excel.jobs.consolidate import consolidate
    from ra_excel.reports.export import has_fouten

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
    from ra_excel.jobs.follow_up import ARCHIVE, REPORT, follow_up

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
    from ra_excel.reports.changes_text import changes_as_text, summary

    with _progress_bar() as progress:
        changes = compare(options.oud, options.nieuw, progress)
    if options.uit:
        write_changes(changes, options.oud, options.nieuw, options.uit)
        print(f"{summary(changes)} Geschreven naar {options.uit}", file=sys.stderr)
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
