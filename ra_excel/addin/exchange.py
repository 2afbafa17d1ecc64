"""Question and answer between VBA and Python: two small files in a folder of their own.

Texts stand there as four hexadecimal digits per UTF-16 unit, because VBA writes files in the code
page of the computer.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ra_excel.errors import RaError

FOLDER = "ra_excel"
REQUEST, ANSWER = "verzoek.txt", "antwoord.txt"
FAULT, MESSAGE = "fout", "bericht"
MAC_CONTAINER = "Library/Containers/com.microsoft.Excel/Data"


@dataclass(frozen=True)
class Request:
    """Which button, and what VBA said with it.

    ``een`` and ``twee`` are the folders that the user chose, ``kopie`` is the name of the copy of
    the workbook, ``alleenlezen`` says ``ja`` for a workbook that is open for reading only,
    ``invoegtoepassing`` is the path of the add-in.
    """

    knop: str
    texts: Mapping[str, str] = field(default_factory=dict)

    def folder(self, name: str) -> Path:
        """A folder that the user chose. Raises RaError when it is not there."""
        place = Path(self.texts[name])
        if not place.is_dir():
            raise RaError(
                f"De map {place} is er niet. Kies een map op deze computer; een map in OneDrive of"
                " SharePoint eerst synchroniseren."
            )
        return place


def exchange_folder() -> Path:
    """Where VBA leaves its question: as ``RaUitwisselMap`` says it."""
    if sys.platform == "darwin":
        return Path.home() / MAC_CONTAINER / FOLDER
    return Path(os.environ.get("TEMP") or tempfile.gettempdir()) / FOLDER


def read_request(folder: Path) -> Request:
    """The question of VBA. Raises RaError when it is not there or not whole."""
    try:
        lines = (folder / REQUEST).read_text("ascii").splitlines()
        fields = dict(line.split("=", 1) for line in lines if line)
        return Request(
            fields.pop("knop"), {name: from_hex(value) for name, value in fields.items()}
        )
    except (OSError, ValueError, KeyError) as error:
        raise RaError("De vraag van Excel is niet te lezen. Probeer de knop opnieuw.") from error


def write_answer(folder: Path, text: str, kind: str = MESSAGE) -> None:
    """What VBA shows; nothing when the text is empty. It appears whole: Excel for Mac looks every
    second whether it is there.
    """
    unfinished = folder / f"{ANSWER}.deel"
    unfinished.write_text(f"{kind}\r\n{to_hex(text)}\r\n", "ascii", newline="")
    unfinished.replace(folder / ANSWER)


def to_hex(text: str) -> str:
    """Four digits per UTF-16 unit."""
    units = text.encode("utf-16-be", "surrogatepass")
    return units.hex().upper()


def from_hex(digits: str) -> str:
    """The text of which ``to_hex``, or VBA's RaHex, made this."""
    return bytes.fromhex(digits).decode("utf-16-be", "surrogatepass")
