"""Commands over workbooks: sjabloon, importeer, valideer."""

from __future__ import annotations

from ra_excel.cli.command import Command, add_cycle, add_output_folder, add_waivers, path
from ra_excel.cli.console import FOUTEN, OK, nobody_reads, progress_bar, say
from ra_excel.errors import RaError

TYPE_CHECKING = False  # as in typing, which takes its time
if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from ra_excel.cli.dutch_argparse import DutchParser

OWN_TEMPLATES = object()
"""Stands for the templates that ra itself uses."""


def _template_options(parser: DutchParser) -> None:
    add_cycle(parser, required=False)
    help_ = "naam of afkorting; mag vaker; standaard alle twaalf"
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--provincie", action="append", metavar="P", help=help_)
    help_ = "de werkmappen van de departementen, in plaats van die van provincies"
    whose.add_argument("--departementen", action="store_true", help=help_)
    help_ = "map voor de werkmappen (standaard deze map)"
    parser.add_argument("--uit", type=path, default=".", metavar="MAP", help=help_)
    parser.add_argument(
        "--controleer",
        type=path,
        nargs="?",
        const=OWN_TEMPLATES,
        metavar="MAP",
        help="controleer Word-sjablonen (standaard workbooks/word)",
    )


def _template(options: Namespace) -> int:
    from ra_excel.domain.cycle import load_cycle
    from ra_excel.domain.inzenders import departments, get_province, provinces
    from ra_excel.jobs.templates import make_templates

    if options.controleer is not None:
        return _check_templates(None if options.controleer is OWN_TEMPLATES else options.controleer)
    if options.cyclus is None:
        raise RaError("Geef --cyclus voor werkmappen, of --controleer voor de Word-sjablonen.")
    chosen = [get_province(text) for text in options.provincie or ()]
    if not chosen:
        chosen = [*(departments() if options.departementen else provinces())]
    with progress_bar() as progress:
        paths = make_templates(load_cycle(options.cyclus), chosen, options.uit, progress)
    for workbook in paths:
        print(workbook)
    return OK


def _check_templates(folder: Path | None) -> int:
    from ra_excel.reports.word.documents import template_folder
    from ra_excel.reports.word.template_check import check_templates

    checked = folder or template_folder()
    problems = check_templates(checked)
    for problem in problems:
        weight = "let op" if problem.hint else "fout"
        print(f"{problem.template}, {problem.waar}")
        print(f"  {weight}: {problem.melding}")
        print(f"  -> {problem.herstel}")
    wrong = [problem for problem in problems if not problem.hint]
    print(f"Sjablonen in {checked}: {f'{len(wrong)} te herstellen' if wrong else 'in orde'}.")
    return FOUTEN if wrong else OK


def _import_options(parser: DutchParser) -> None:
    help_ = "CSV of Excel-bestand met een kopregel"
    parser.add_argument("lijst", type=path, metavar="LIJST", help=help_)
    add_cycle(parser)
    add_output_folder(parser, "map voor de werkmappen en het verslag")
    help_ = "welke kolom van de lijst een veld vult; mag vaker"
    parser.add_argument("--kolom", action="append", default=[], metavar="VELD=KOP", help=help_)


def _import(options: Namespace) -> int:
    from ra_excel.domain.cycle import load_cycle
    from ra_excel.jobs.templates import IMPORT_REPORT, import_agreements

    column_map = {}
    for pair in options.kolom:
        name, sign, header = pair.partition("=")
        if not sign:
            raise RaError(f"--kolom verwacht VELD=KOP, niet '{name}'.")
        column_map[name] = header
    cycle = load_cycle(options.cyclus)
    with progress_bar() as progress:
        imported = import_agreements(options.lijst, cycle, options.uit, column_map, progress)
    placed = [placement for placement in imported.placements if placement.province]
    remarked = [placement for placement in placed if placement.remarks]
    print(
        f"{len(placed)} van {len(imported.placements)} regels geplaatst, {len(remarked)} met een"
        " opmerking."
    )
    for placement in imported.placements:
        if placement.province is None:
            remarks = "; ".join(placement.remarks)
            print(f"  niet geplaatst: regel {placement.line.number}, {remarks}")
    print(f"Lees eerst: {options.uit / IMPORT_REPORT}")
    return OK


def _validate_options(parser: DutchParser) -> None:
    help_ = "werkmap, of map met werkmappen"
    parser.add_argument("pad", type=path, nargs="*", metavar="PAD", help=help_)
    help_ = "controleer de werkmap die nu in Excel openstaat, zonder macro's"
    parser.add_argument("--open", action="store_true", help=help_)
    help_ = "map met de vorige inzendingen: wat is nieuw, blijft of opgelost"
    parser.add_argument("--vorige", type=path, metavar="MAP", help=help_)
    add_waivers(parser)
    help_ = "schrijf een lijst met de fouten, om voor een ontheffing in te vullen"
    parser.add_argument("--ontheffingslijst", type=path, metavar="BESTAND", help=help_)
    parser.add_argument(
        "--formaat",
        choices=("tekst", "json", "csv", "sarif", "html"),
        default="tekst",
        help="vorm van de bevindingen (standaard tekst)",
    )
    help_ = "schrijf de bevindingen hierheen in plaats van op het scherm"
    parser.add_argument("--uit", type=path, metavar="BESTAND", help=help_)
    help_ = "schrijf elke werkmap met haar bevindingen in deze map"
    parser.add_argument("--geannoteerd", type=path, metavar="MAP", help=help_)


def _validate(options: Namespace) -> int:
    from ra_excel.jobs.validate import (
        refuse_overwriting,
        return_all,
        validate,
        waive,
        write_blank_waivers,
    )
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
    with progress_bar() as progress:
        results = validate(options.pad, progress, options.vorige)
        about_waivers = []
        if options.ontheffingen:
            results, about = waive(results, options.ontheffingen)
            about_waivers = [about] if about.findings else []
        submissions = [*results.values(), *about_waivers]
        if options.geannoteerd:
            return_all(results, options.geannoteerd, progress)
    if options.ontheffingslijst:
        number = write_blank_waivers(submissions, options.ontheffingslijst)
        say(f"Lijst van {number} fouten: {options.ontheffingslijst}. Vul in wat mag.")
    _give(FORMATS[options.formaat](submissions), options)
    return FOUTEN if any(submission.has_fouten for submission in submissions) else OK


def _give(findings: str, options: Namespace) -> None:
    """Write findings to the file asked for, or else print them."""
    if not options.uit:
        _show(findings)
        return
    # Excel takes a CSV for UTF-8 only when it starts with a byte order mark.
    encoding = "utf-8-sig" if options.formaat == "csv" else "utf-8"
    options.uit.write_text(findings, encoding=encoding, newline="\n")
    say(f"Bevindingen geschreven naar {options.uit}")


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
    return FOUTEN if result.checked.has_fouten else OK


SJABLOON = Command(
    "sjabloon",
    "maak lege werkmappen, of controleer de Word-sjablonen",
    _template,
    _template_options,
)
IMPORTEER = Command(
    "importeer", "zet een lijst met eerdere afspraken in werkmappen", _import, _import_options
)
VALIDEER = Command("valideer", "controleer een of meer werkmappen", _validate, _validate_options)
