"""What works on this computer, and how to mend what does not."""

from __future__ import annotations

import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from ra_excel import __version__
from ra_excel.errors import RaError, reason_of

AFTER_NAME = re.compile(r"[^\w.-]")
"""Ends the name of a library, in front of the releases that will do."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One examined thing. ``vital`` means that ra cannot do its work without it; ``mend`` is empty
    when it works.
    """

    what: str
    works: bool
    found: str
    mend: str = ""
    vital: bool = True


def examine() -> Iterator[Diagnosis]:
    """Every examined thing, the most basic first."""
    yield Diagnosis(
        "ra_excel", True, f"{__version__}, Python {platform.python_version()}, {platform.system()}"
    )
    yield _python()
    yield from _libraries()
    yield from _files()
    yield _working_folder()
    yield _libreoffice()


def _python() -> Diagnosis:
    works = sys.version_info >= (3, 11)
    return Diagnosis(
        "Python 3.11 of nieuwer",
        works,
        platform.python_version(),
        "" if works else "Installeer een nieuwere Python.",
    )


def _libraries() -> Iterator[Diagnosis]:
    for requirement in requires("ra-excel") or ():
        if "extra ==" in requirement:
            continue
        name = AFTER_NAME.split(requirement, maxsplit=1)[0]
        try:
            yield Diagnosis(f"bibliotheek {name}", True, version(name))
        except PackageNotFoundError:
            yield Diagnosis(
                f"bibliotheek {name}",
                False,
                "niet gevonden",
                f"Voer uit: python -m pip install {name}",
            )


def _files() -> Iterator[Diagnosis]:
    """The files beside the code are there and can be read."""
    from ra_excel.domain.cycle import known_cycles, load_cycle
    from ra_excel.domain.rules import catalogue
    from ra_excel.domain.settings import load_settings
    from ra_excel.domain.tables import lists_for
    from ra_excel.reports.word.documents import TEMPLATES, template_folder

    try:
        load_settings()
        rules = len(catalogue())
        cycles = known_cycles()
        lists = len(lists_for(load_cycle(cycles[-1]))) if cycles else 0
        found = f"{rules} regels, {lists} waardelijsten, cycli: {', '.join(cycles)}"
        yield Diagnosis(
            "bestanden in validation",
            bool(cycles),
            found,
            "" if cycles else "Zet een cyclus in validation/cycli.",
        )
    except RaError as error:
        yield Diagnosis(
            "bestanden in validation",
            False,
            str(error),
            "Herstel dat bestand, of installeer ra_excel opnieuw.",
        )
    templates = [name for name in TEMPLATES if not (template_folder() / name).is_file()]
    yield Diagnosis(
        "Word-sjablonen",
        not templates,
        "ontbreekt: " + ", ".join(templates) if templates else "aanwezig",
        "Installeer ra_excel opnieuw." if templates else "",
    )


def _working_folder() -> Diagnosis:
    here = Path.cwd()
    try:
        with tempfile.TemporaryFile(dir=here):
            return Diagnosis("schrijven in deze map", True, str(here))
    except OSError as error:
        return Diagnosis(
            "schrijven in deze map",
            False,
            f"{here}: {reason_of(error)}",
            "Ga naar een map waar u mag opslaan.",
        )


def _libreoffice() -> Diagnosis:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    mend = (
        ""
        if found
        else (
            "Niet nodig voor het gewone werk; wel voor PDF (ra consolideer --pdf) en voor een deel"
            " van de tests."
        )
    )
    return Diagnosis("LibreOffice", found is not None, found or "niet gevonden", mend, vital=False)
