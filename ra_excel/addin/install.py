"""Put the add-in where Excel of this user loads it, take it away again, and say how it stands."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import xlwings

from ra_excel.addin.build import ADDIN, PROJECT
from ra_excel.addin.exchange import MAC_CONTAINER
from ra_excel.domain.files import folder
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
    source = folder("macros") / ADDIN
    build = "Voer uit: ra invoegtoepassing bouw"
    yield Diagnosis(
        "invoegtoepassing gebouwd",
        source.is_file(),
        mark_of(source),
        "" if source.is_file() else build,
    )
    install_it = "Sluit Excel en voer uit: ra invoegtoepassing installeer"
    try:
        target = (place or start_folder()) / ADDIN
    except RaError as error:
        yield Diagnosis("invoegtoepassing geïnstalleerd", False, "geen Excel gevonden", str(error))
        return
    same = target.is_file() and source.is_file() and target.read_bytes() == source.read_bytes()
    found = f"{mark_of(target)} in {target.parent}"
    yield Diagnosis("invoegtoepassing geïnstalleerd", same, found, "" if same else install_it)
    settings = settings_file()
    python = (
        settings.read_text(_code_page(), errors="replace").strip().split('","')[-1].strip('"')
        if settings.is_file()
        else ""
    )
    works = bool(python) and Path(python).is_file()
    yield Diagnosis(
        "Python voor Excel", works, python or "niet ingesteld", "" if works else install_it
    )
    if sys.platform == "darwin":
        script = _script_of_mac()
        yield Diagnosis(
            "script waarmee Excel Python start",
            script.is_file(),
            str(script),
            "" if script.is_file() else install_it,
        )
    window = find_spec("tkinter") is not None
    mend = (
        ""
        if window
        else (
            "Niet verplicht: de voortgang staat in de statusbalk. Voor Stoppen is een Python met"
            " tkinter nodig."
        )
    )
    yield Diagnosis(
        "venster met de knop Stoppen",
        window,
        "aanwezig" if window else "geen tkinter",
        mend,
        vital=False,
    )


def mark_of(path: Path) -> str:
    """How an add-in is told from another: the start of its sha256."""
    return (
        f"kenmerk {hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
        if path.is_file()
        else "niet gevonden"
    )
