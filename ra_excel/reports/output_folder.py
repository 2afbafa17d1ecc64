"""An output folder appears whole or not at all, and never takes somebody's work with it."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from ra_excel.errors import RaError
from ra_excel.round.verloop import MANIFEST

KEPT = "-bewaard-"
"""Between the name of a folder and a number, where an earlier output is kept."""


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A temporary folder to fill; on success it becomes ``target``, on an error nothing changes.

    An earlier output of ours is replaced. When somebody edited it or added files, it is kept beside
    the new one as ``<name>-bewaard-<n>``. Raises RaError when ``target`` is a file or a folder that
    is not an output of ours.
    """
    if target.exists() and not target.is_dir():
        raise RaError(f"{target} is een bestand; kies een map.")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise RaError(
            f"De map {target} is niet leeg en is geen eerdere uitvoer. Kies een nieuwe of lege map."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".ra-bezig-", dir=target.parent) as work:
        fresh = Path(work) / "nieuw"
        fresh.mkdir()
        yield fresh
        if target.is_dir():
            target.rename(_free_name(target) if _was_edited(target) else Path(work) / "oud")
        fresh.rename(target)


def kept_outputs(target: Path) -> set[Path]:
    """The earlier outputs that stand beside ``target`` because somebody edited them."""
    return set(target.parent.glob(f"{escape(target.name)}{KEPT}*"))


def _was_edited(folder: Path) -> bool:
    """Whether a file changed, appeared or went since the manifest was written."""
    files = {
        p.relative_to(folder).as_posix(): p
        for p in folder.rglob("*")
        if p.is_file() and p.name != MANIFEST
    }
    if not files and not (folder / MANIFEST).is_file():
        return False
    try:
        known = {
            o["pad"]: o["sha256"]
            for o in json.loads((folder / MANIFEST).read_text("utf-8"))["uitvoer"]
        }
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return {
        pad: hashlib.sha256(path.read_bytes()).hexdigest() for pad, path in files.items()
    } != known


def _free_name(target: Path) -> Path:
    number = 1
    while (kept := target.with_name(f"{target.name}{KEPT}{number}")).exists():
        number += 1
    return kept
