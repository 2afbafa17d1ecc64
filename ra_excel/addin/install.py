"""Put the add-in where Excel of this user loads it, take it away again, and say how it stands."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import xlwings

from ra_excel.addin.build import ADDIN, PROJECT
from ra_excel.addin.exchange import MAC_CONTAINER
from ra_excel.domain.files import folder, write_csv
from ra_excel.errors import RaError
from ra_excel.jobs.doctor import Diagnosis

MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"
MAC_START = (
    "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
)


def start_folder() -> Path:
    """The folder from which Excel loads add-ins of this user by itself. Raises RaError where there
    is no Excel.
    """
    if sys.platform == "win32" and (place := os.environ.get("APPDATA")):
        return Path(place) / "Microsoft" / "Excel" / "XLSTART"
    if sys.platform == "darwin":
        return Path.home() / MAC_START
    raise RaError(
        "Op deze computer is geen Excel. Geef met --map aan waar de invoegtoepassing moet komen."
    )


def settings_file() -> Path:
    """Where xlwings' VBA looks for the settings of our project."""
    if sys.platform == "darwin":
        return Path.home() / MAC_CONTAINER / f"{PROJECT}.conf"
    return Path(os.environ.get("USERPROFILE") or Path.home()) / f".{PROJECT}" / f"{PROJECT}.conf"


def install(place: Path | None = None) -> tuple[Path, Path | None]:
    """Copy the add-in and tell it which Python to use; gives where it is, and where an older one is
    kept.

    Raises RaError when the add-in was not built, the place is unknown, or Excel could not read the
    path of this Python.
    """
    source = folder("macros") / ADDIN
    if not source.is_file():
        raise RaError(f"{source} ontbreekt. Voer eerst uit: ra invoegtoepassing bouw")
    target = (place or start_folder()) / ADDIN
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = None
    if target.is_file() and target.read_bytes() != source.read_bytes():
        kept = _free_name(target)
        target.rename(kept)
    shutil.copyfile(source, target)
    _write_settings()
    if sys.platform == "darwin":
        script = _script_of_mac()
        script.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(xlwings.__file__).with_name(script.name), script)
    return target, kept


def _write_settings() -> None:
    """Which Python, in the code page in which VBA reads files: a user may be called Zoë."""
    name = "INTERPRETER_MAC" if sys.platform == "darwin" else "INTERPRETER_WIN"
    settings = settings_file()
    settings.parent.mkdir(parents=True, exist_ok=True)
    try:
        settings.write_bytes(f'"{name}","{sys.executable}"\r\n'.encode(_code_page()))
    except UnicodeEncodeError as error:
        raise RaError(
            f"Excel kan {sys.executable} niet lezen. Installeer Python in een map met gewone"
            " letters."
        ) from error


def _code_page() -> str:
    return "mbcs" if sys.platform == "win32" else "utf-8"


def _script_of_mac() -> Path:
    """The script through which Excel for Mac may start Python."""
    return Path.home() / MAC_SCRIPTS / f"xlwings-{xlwings.__version__}.applescript"


def _free_name(target: Path) -> Path:
    """A name that Excel does not load: another ending."""
    number = 1
    while (kept := target.with_name(f"{target.name}.oud-{number}")).exists():
        number += 1
    return kept


def remove(place: Path | None = None) -> list[Path]:
    """Take the add-in and its settings away; gives what was removed. Older versions and answers
    that were kept stay.
    """
    places = [(place or start_folder()) / ADDIN, settings_file()]
    if sys.platform == "darwin":
        places.append(_script_of_mac())
    found = [path for path in places if path.is_file()]
    for path in found:
        path.unlink()
    own = settings_file().parent
    if own.name == f".{PROJECT}" and own.is_dir() and not any(own.iterdir()):
        own.rmdir()
    return found


def examine_addin(place: Path | None = None) -> Iterator[Diagnosis]:
    """How the add-in stands: built, installed, the same, and with a Python that is there."""
    built = folder("macros") / ADDIN
    build = "Voer uit: ra invoegtoepassing bouw"
    yield _diagnosis("invoegtoepassing gebouwd", built.is_file(), mark_of(built), build)
    try:
        target = (place or start_folder()) / ADDIN
    except RaError as error:
        yield Diagnosis("invoegtoepassing geïnstalleerd", False, "geen Excel gevonden", str(error))
        return
    install_it = "Sluit Excel en voer uit: ra invoegtoepassing installeer"
    same = target.is_file() and built.is_file() and target.read_bytes() == built.read_bytes()
    installed = f"{mark_of(target)} in {target.parent}"
    yield _diagnosis("invoegtoepassing geïnstalleerd", same, installed, install_it)
    python = _python_of_excel()
    works = bool(python) and Path(python).is_file()
    yield _diagnosis("Python voor Excel", works, python or "niet ingesteld", install_it)
    if sys.platform == "darwin":
        script = _script_of_mac()
        what = "script waarmee Excel Python start"
        yield _diagnosis(what, script.is_file(), str(script), install_it)
    window = find_spec("tkinter") is not None
    mend = (
        "Niet verplicht: de voortgang staat in de statusbalk. Voor Stoppen is een Python met"
        " tkinter nodig."
    )
    about_window = _diagnosis(
        "venster met de knop Stoppen", window, "aanwezig" if window else "geen tkinter", mend
    )
    yield replace(about_window, vital=False)


def _diagnosis(what: str, works: bool, found: str, mend: str) -> Diagnosis:
    """A diagnosis that says how to mend only what does not work."""
    return Diagnosis(what, works, found, "" if works else mend)


def _python_of_excel() -> str:
    """The Python that the settings name; empty without settings."""
    settings = settings_file()
    if not settings.is_file():
        return ""
    text = settings.read_text(_code_page(), errors="replace").strip()
    return text.split('","')[-1].strip('"')


def mark_of(path: Path) -> str:
    """How an add-in is told from another: the start of its sha256."""
    if not path.is_file():
        return "niet gevonden"
    return f"kenmerk {hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


ANSWER_COLUMNS = ("bevinding", "code", "blad", "cel", "melding", "toelichting")


def keep_answers(rows: Sequence[Mapping[str, Any]]) -> Path:
    """What a province wrote beside findings that a new check no longer finds: rows of Controle in a
    file of their own beside the settings, under a name of this moment; gives the file.
    """
    path = settings_file().with_name(f"toelichtingen-{datetime.now():%Y-%m-%d-%H%M%S-%f}.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [list(map(row.__getitem__, ANSWER_COLUMNS)) for row in rows]
    write_csv(path, ANSWER_COLUMNS, cells, for_excel=True)
    return path
