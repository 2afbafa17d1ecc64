"""The command line: which commands there are, and what each may be given.

``ra --help`` must be quick. So a command gets its options only once somebody uses it, and nothing
is imported that takes its time: not even pathlib, datetime or typing, which together take as long
as Python itself.
"""

from __future__ import annotations

import argparse

from ra_excel import __version__
from ra_excel.cli.dutch_argparse import DutchParser

TYPE_CHECKING = False  # as in typing, for the type checker alone
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

OWN_TEMPLATES = object()
"""Stands for the templates that ra itself uses."""

MOST_WORKERS = 61
"""Windows waits for no more processes than this."""


def build_parser() -> DutchParser:
    """The whole command line; ``command`` among the options is the name of the command."""
    parser = DutchParser(
        prog="ra",
        description="Werkmappen, controle en landelijk overzicht voor het ruimtelijk arrangement.",
    )
    parser.add_argument(
        "--version", action="version", version=f"ra {__version__}", help="toon de versie"
    )
    parser.add_argument(
        "--debug", action="store_true", help="toon bij een fout de technische melding"
    )
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT")
    for name, (what, options) in COMMANDS.items():
        commands.add_parser(name, help=what, options=options).set_defaults(command=name)
    return parser


def _demo(parser: DutchParser) -> None:
    parser.add_argument(
        "--uit",
        type=_path,
        default="uit/demo",
        metavar="MAP",
        help="map voor de uitvoer (standaard uit/demo)",
    )


def _template(parser: DutchParser) -> None:
    parser.add_argument("--cyclus", metavar="C", help="id van de cyclus, zoals 2026-2027")
    parser.add_argument(
        "--provincie",
        action="append",
        metavar="P",
        help="naam of afkorting; mag vaker; standaard alle twaalf",
    )
    parser.add_argument(
        "--uit",
        type=_path,
        default=".",
        metavar="MAP",
        help="map voor de werkmappen (standaard deze map)",
    )
    parser.add_argument(
        "--controleer",
        type=_path,
        nargs="?",
        const=OWN_TEMPLATES,
        metavar="MAP",
        help="controleer Word-sjablonen (standaard workbooks/word)",
    )


def _import(parser: DutchParser) -> None:
    parser.add_argument(
        "lijst", type=_path, metavar="LIJST", help="CSV of Excel-bestand met een kopregel"
    )
    _add_cycle(parser)
    parser.add_argument(
        "--uit",
        type=_path,
        required=True,
        metavar="MAP",
        help="map voor de werkmappen en het verslag",
    )
    parser.add_argument(
        "--kolom",
        action="append",
        default=[],
        metavar="VELD=KOP",
        help="welke kolom van de lijst een veld vult; mag vaker",
    )


def _validate(parser: DutchParser) -> None:
    parser.add_argument(
        "pad", type=_path, nargs="*", metavar="PAD", help="werkmap, of map met werkmappen"
    )
    parser.add_argument(
        "--open",
        action="store_true",
        help="controleer de werkmap die nu in Excel openstaat, zonder macro's",
    )
    parser.add_argument(
        "--vorige",
        type=_path,
        metavar="MAP",
        help="map met de vorige inzendingen: wat is nieuw, blijft of opgelost",
    )
    parser.add_argument(
        "--ontheffingen",
        type=_path,
        metavar="BESTAND",
        help="lijst van bevindingen die zijn toegestaan",
    )
    parser.add_argument(
        "--formaat",
        choices=("tekst", "json", "csv", "sarif", "html"),
        default="tekst",
        help="vorm van de bevindingen (standaard tekst)",
    )
    parser.add_argument(
        "--uit",
        type=_path,
        metavar="BESTAND",
        help="schrijf de bevindingen hierheen in plaats van op het scherm",
    )
    parser.add_argument(
        "--geannoteerd",
        type=_path,
        metavar="MAP",
        help="schrijf elke werkmap met haar bevindingen in deze map",
    )
    _add_workers(parser)


def _consolidate(parser: DutchParser) -> None:
    parser.add_argument("map", type=_path, metavar="MAP", help="map met de ingezonden werkmappen")
    _add_cycle(parser)
    parser.add_argument(
        "--uit", type=_path, required=True, metavar="MAP", help="map voor de uitvoer"
    )
    parser.add_argument("--vorige", type=_path, metavar="MAP", help="map met de vorige inzendingen")
    parser.add_argument(
        "--ontheffingen",
        type=_path,
        metavar="BESTAND",
        help="lijst van bevindingen die zijn toegestaan",
    )
    parser.add_argument(
        "--peildatum", type=_day, metavar="D", help="beoordeel op deze dag (dd-mm-jjjj)"
    )
    parser.add_argument(
        "--pdf",
        action="store_true",
        help="zet naast elk Word-document een PDF (vraagt LibreOffice)",
    )
    parser.add_argument(
        "--zonder-word",
        action="store_true",
        help="sla de Word-documenten over; dan is het overzicht er sneller",
    )
    _add_workers(parser)


def _compare(parser: DutchParser) -> None:
    parser.add_argument(
        "oud",
        type=_path,
        metavar="OUD",
        help="werkmap, map met werkmappen, uitvoer van een ronde, of dataset",
    )
    parser.add_argument("nieuw", type=_path, metavar="NIEUW", help="hetzelfde, van later")
    parser.add_argument(
        "--uit",
        type=_path,
        metavar="BESTAND",
        help="schrijf een werkmap (.xlsx) in plaats van tekst op het scherm",
    )


def _follow_up(parser: DutchParser) -> None:
    parser.add_argument(
        "map",
        type=_path,
        metavar="MAP",
        help="map met de laatste inzendingen, of de uitvoer van de laatste ronde",
    )
    parser.add_argument("--cyclus", required=True, metavar="NIEUW", help="id van de nieuwe cyclus")
    parser.add_argument(
        "--uit",
        type=_path,
        required=True,
        metavar="MAP",
        help="map voor de werkmappen, het archief en het verslag",
    )


def _addin(parser: DutchParser) -> None:
    parser.add_argument(
        "wat",
        choices=("bouw", "installeer", "status"),
        help="bouw maakt het bestand, installeer zet het klaar voor Excel",
    )
    parser.add_argument(
        "--map",
        type=_path,
        metavar="MAP",
        help="waar het bestand komt of staat (standaard: waar Excel het zelf laadt)",
    )
    parser.add_argument(
        "--verwijder", action="store_true", help="bij installeer: haal de invoegtoepassing weer weg"
    )


def _add_cycle(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cyclus", required=True, metavar="C", help="id van de cyclus, zoals 2026-2027"
    )


def _add_workers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--werkers",
        type=_number,
        metavar="N",
        help=(
            "in hoeveel processen tegelijk (standaard: één, en bij veel bestanden zoveel als het"
            " kan)"
        ),
    )


def _number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"'{text}' is geen aantal van 1 tot en met {MOST_WORKERS}")
    return int(text)


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)


def _day(text: str) -> date:
    from ra_excel.reading.values import parse_date

    day = parse_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum; schrijf dd-mm-jjjj")
    return day


COMMANDS: Mapping[str, tuple[str, Callable[[DutchParser], None] | None]] = {
    "demo": ("de hele ronde op het meegeleverde voorbeeld", _demo),
    "sjabloon": ("maak lege werkmappen, of controleer de Word-sjablonen", _template),
    "importeer": ("zet een lijst met eerdere afspraken in werkmappen", _import),
    "valideer": ("controleer een of meer werkmappen", _validate),
    "consolideer": ("voeg alle inzendingen samen tot overzicht, Word en dataset", _consolidate),
    "vergelijk": ("wat kwam erbij, wijzigde of verdween tussen twee momenten", _compare),
    "vervolg": (
        "maak de werkmappen van de volgende cyclus, gevuld met wat nog open is",
        _follow_up,
    ),
    "invoegtoepassing": ("de knoppen in Excel: bouwen, installeren, nakijken", _addin),
    "doctor": ("wat werkt er op deze computer", None),
}
"""Command → what it is for, and what gives its parser its options, if it has any."""
