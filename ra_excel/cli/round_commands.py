"""Commands over a whole round: demo, consolideer, vergelijk, vervolg."""

from __future__ import annotations

from ra_excel.cli.command import Command, add_cycle, add_output_folder, add_waivers, day, path
from ra_excel.cli.console import FOUTEN, OK, progress_bar, say
from ra_excel.errors import RaError

TYPE_CHECKING = False  # as in typing, which takes its time
if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from ra_excel.cli.dutch_argparse import DutchParser
    from ra_excel.round.round import Round


def _demo_options(parser: DutchParser) -> None:
    help_ = "map voor de uitvoer (standaard uit/demo)"
    parser.add_argument("--uit", type=path, default="uit/demo", metavar="MAP", help=help_)


def _demo(options: Namespace) -> int:
    from ra_excel.jobs.demo import NOT_SUBMITTED, SUBMITTED, run_demo
    from ra_excel.reports.output_folder import kept_outputs

    kept_before = kept_outputs(options.uit)
    with progress_bar() as progress:
        round_ = run_demo(options.uit, progress)
    _report_round(round_, options.uit, kept_before)
    print(
        f"Ingediende werkmappen: {options.uit / SUBMITTED}. Eén provincie diende niet in:"
        f" {options.uit / NOT_SUBMITTED}."
    )
    # The planted mistakes are the point of the demonstration, so they are no failure of it.
    return OK


def _consolidate_options(parser: DutchParser) -> None:
    parser.add_argument("map", type=path, metavar="MAP", help="map met de ingezonden werkmappen")
    add_cycle(parser)
    add_output_folder(parser, "map voor de uitvoer")
    parser.add_argument("--vorige", type=path, metavar="MAP", help="map met de vorige inzendingen")
    add_waivers(parser)
    help_ = "beoordeel op deze dag (dd-mm-jjjj)"
    parser.add_argument("--peildatum", type=day, metavar="D", help=help_)
    help_ = "zet naast elk Word-document een PDF (vraagt LibreOffice)"
    parser.add_argument("--pdf", action="store_true", help=help_)
    help_ = "sla de Word-documenten over; dan is het overzicht er sneller"
    parser.add_argument("--zonder-word", action="store_true", help=help_)
    help_ = "map met eigen Word-sjablonen; wat daar niet staat, komt van ra"
    parser.add_argument("--sjablonen", type=path, metavar="MAP", help=help_)


def _consolidate(options: Namespace) -> int:
    if options.pdf and options.zonder_word:
        raise RaError(
            "--pdf maakt PDF van de Word-documenten; dat gaat niet samen met --zonder-word."
        )
    if options.sjablonen and options.zonder_word:
        raise RaError("--sjablonen is voor de Word-documenten; dat gaat niet met --zonder-word.")
    from ra_excel.domain.cycle import load_cycle
    from ra_excel.jobs.consolidate import RoundOrder, consolidate
    from ra_excel.reports.manifest import has_fouten
    from ra_excel.reports.output_folder import kept_outputs

    kept_before = kept_outputs(options.uit)
    order = RoundOrder(
        source=options.map,
        cycle=load_cycle(options.cyclus),
        target=options.uit,
        peildatum=options.peildatum,
        previous=options.vorige,
        waivers=options.ontheffingen,
        word=not options.zonder_word,
        pdf=options.pdf,
        templates=options.sjablonen,
    )
    with progress_bar() as progress:
        round_ = consolidate(order, progress)
    _report_round(round_, options.uit, kept_before)
    return FOUTEN if has_fouten(round_.submissions) else OK


def _report_round(round_: Round, target: Path, kept_before: set[Path]) -> None:
    """A few lines: what came in, what was found, where an earlier output was kept, which file to
    open first.
    """
    from ra_excel.jobs.consolidate import OVERVIEW
    from ra_excel.reports.output_folder import kept_outputs
    from ra_excel.reports.summary import summary_lines

    for line in summary_lines(round_):
        print(line)
    for folder in kept_outputs(target) - kept_before:
        print(f"In de vorige uitvoer had iemand iets gewijzigd; zij is bewaard in {folder}")
    print(f"Open eerst: {target / OVERVIEW}")


def _compare_options(parser: DutchParser) -> None:
    help_ = "werkmap, map met werkmappen, uitvoer van een ronde, of dataset"
    parser.add_argument("oud", type=path, metavar="OUD", help=help_)
    parser.add_argument("nieuw", type=path, metavar="NIEUW", help="hetzelfde, van later")
    help_ = "schrijf een werkmap (.xlsx) in plaats van tekst op het scherm"
    parser.add_argument("--uit", type=path, metavar="BESTAND", help=help_)


def _compare(options: Namespace) -> int:
    from ra_excel.jobs.compare import compare, write_changes
    from ra_excel.reports.changes.text import changes_as_text, summary

    with progress_bar() as progress:
        changes = compare(options.oud, options.nieuw, progress)
    if options.uit:
        write_changes(changes, options.oud, options.nieuw, options.uit)
        say(f"{summary(changes)} Geschreven naar {options.uit}")
    else:
        print(changes_as_text(changes), end="")
    return OK


def _follow_up_options(parser: DutchParser) -> None:
    help_ = "map met de laatste inzendingen, of de uitvoer van de laatste ronde"
    parser.add_argument("map", type=path, metavar="MAP", help=help_)
    help_ = "id van de nieuwe cyclus"
    parser.add_argument("--cyclus", required=True, metavar="NIEUW", help=help_)
    add_output_folder(parser, "map voor de werkmappen, het archief en het verslag")


def _follow_up(options: Namespace) -> int:
    from ra_excel.domain.cycle import load_cycle
    from ra_excel.jobs.next_cycle import ARCHIVE, REPORT, follow_up

    with progress_bar() as progress:
        result = follow_up(options.map, load_cycle(options.cyclus), options.uit, progress)
    for outcome, number in sorted(result.outcomes.items()):
        print(f"{number} rijen: {outcome}")
    if result.empty:
        print(f"Leeg begin: {', '.join(province.naam for province in result.empty)}.")
    print(f"Wat van elke rij werd: {options.uit / REPORT}. Wat klaar is: {options.uit / ARCHIVE}")
    return OK


DEMO = Command("demo", "de hele ronde op het meegeleverde voorbeeld", _demo, _demo_options)
CONSOLIDEER = Command(
    "consolideer",
    "voeg alle inzendingen samen tot overzicht, Word en dataset",
    _consolidate,
    _consolidate_options,
)
VERGELIJK = Command(
    "vergelijk",
    "wat kwam erbij, wijzigde of verdween tussen twee momenten",
    _compare,
    _compare_options,
)
VERVOLG = Command(
    "vervolg",
    "maak de werkmappen van de volgende cyclus, gevuld met wat nog open is",
    _follow_up,
    _follow_up_options,
)
