"""Commands about this computer: invoegtoepassing, doctor."""

from __future__ import annotations

from ra_excel.cli.command import Command, path
from ra_excel.cli.console import OK, show_diagnoses

TYPE_CHECKING = False  # as in typing, which takes its time
if TYPE_CHECKING:
    from argparse import Namespace

    from ra_excel.cli.dutch_argparse import DutchParser


def _addin_options(parser: DutchParser) -> None:
    help_ = "bouw maakt het bestand, installeer zet het klaar voor Excel"
    parser.add_argument("wat", choices=("bouw", "installeer", "status"), help=help_)
    help_ = "waar het bestand komt of staat (standaard: waar Excel het zelf laadt)"
    parser.add_argument("--map", type=path, metavar="MAP", help=help_)
    help_ = "bij installeer: haal de invoegtoepassing weer weg"
    parser.add_argument("--verwijder", action="store_true", help=help_)


def _addin(options: Namespace) -> int:
    from ra_excel.addin.build import ADDIN, build_addin
    from ra_excel.addin.install import examine_addin, remove
    from ra_excel.domain.files import folder

    if options.wat == "bouw":
        target = (options.map or folder("macros")) / ADDIN
        print(f"{target}\nsha256 {build_addin(target)}")
        return OK
    if options.wat == "status":
        return show_diagnoses(examine_addin(options.map))
    if options.verwijder:
        removed = [f"weggehaald: {file}" for file in remove(options.map)]
        print("\n".join(removed) or "Er was niets om weg te halen.")
        return OK
    return _install(options)


def _install(options: Namespace) -> int:
    from ra_excel.addin.install import install

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


def _doctor(options: Namespace) -> int:
    from ra_excel.jobs.doctor import examine

    return show_diagnoses(examine())


INVOEGTOEPASSING = Command(
    "invoegtoepassing",
    "de knoppen in Excel: bouwen, installeren, nakijken",
    _addin,
    _addin_options,
)
DOCTOR = Command("doctor", "wat werkt er op deze computer", _doctor)
