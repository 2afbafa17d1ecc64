"""The manifest of a round: what came in and what became of it, with which versions and settings,
and the hash of everything that came out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ra_excel import SCHEMA_VERSION, __version__
from ra_excel.domain.settings import load_settings
from ra_excel.reports.overview.rounds.key_figures import stand_of
from ra_excel.round.round import Outcome, Receipt, Round
from ra_excel.round.verloop import MANIFEST, following

LIBRARIES = ("pandas", "pandera", "python-calamine", "XlsxWriter", "docxtpl")
"""Those that decide what the outputs look like."""

RECEIPT_COLUMNS = (
    "provincie",
    "bestand",
    "sha256",
    "uitkomst",
    "fouten",
    "aandachtspunten",
    "codes",
    "reden",
)


def receipt_cells(receipt: Receipt) -> list[object]:
    """The cells of RECEIPT_COLUMNS."""
    return [
        receipt.province.naam if receipt.province else None,
        receipt.bestand,
        receipt.sha256,
        receipt.outcome.value,
        receipt.fouten,
        receipt.aandachtspunten,
        "; ".join(receipt.codes),
        receipt.reden,
    ]


def write_manifest(round_: Round, ignored: Sequence[str], folder: Path) -> None:
    """Write MANIFEST, after all else: it holds the hash of every output in ``folder``."""
    versions = {"ra_excel": __version__, "schema": SCHEMA_VERSION}
    versions |= {name: version(name) for name in LIBRARIES}
    outputs = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = {
        "contract": 1,
        "gereedschap": versions,
        "cyclus": round_.cycle.id,
        "peildatum": round_.peildatum.isoformat(),
        "instellingen": asdict(load_settings()),
        "invoer": [_input(receipt) for receipt in round_.submissions],
        "verloop": [one.as_json() for one in following(round_.earlier_rounds, stand_of(round_))],
        "niet_bekeken": list(ignored),
        "uitvoer": [_output(path, folder) for path in outputs],
    }
    write_json(folder / MANIFEST, manifest)


def _input(receipt: Receipt) -> dict[str, Any]:
    cells = dict(zip(RECEIPT_COLUMNS, receipt_cells(receipt), strict=True))
    return cells | {"codes": list(receipt.codes)}


def _output(path: Path, folder: Path) -> dict[str, str]:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"pad": path.relative_to(folder).as_posix(), "sha256": sha256}


def write_json(path: Path, content: object) -> None:
    """Write JSON as people can read it; the same on every system."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def has_fouten(receipts: Sequence[Receipt]) -> bool:
    """Whether any file of the round has a fout."""
    return any(one.fouten or one.outcome is Outcome.QUARANTINED for one in receipts)
