"""The dataset: one CSV per table with a Frictionless descriptor, and the manifest of the whole round."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from ra_excel import SCHEMA_VERSION, __version__
from ra_excel.checks.finding import Finding
from ra_excel.consolidation.round import Outcome, Round, Submission
from ra_excel.domain.model import Kind, Table
from ra_excel.domain.sheets.start import START
from ra_excel.domain.tables import DATA_TABLES
from ra_excel.reports.safe_csv import write_csv
from ra_excel.settings import load_settings

PROVENANCE_HELP = {
    "provincie": "Provincie van de werkmap",
    "landsdeel": "Landsdeel van het BOL",
    "cyclus": "Cyclus van de werkmap",
    "bestand": "Naam van het ingediende bestand",
    "sha256": "Vingerafdruk van dat bestand",
    "blad": "Blad in dat bestand",
    "rij": "Rij van Excel op dat blad",
}
FIELD_TYPES = {Kind.DATE: "date", Kind.INTEGER: "integer"}
"""Frictionless types by kind; everything else is a string."""

FORMULA_NOTE = (
    "Tekst die begint als een formule heeft een apostrof vooraan. Een waarde die geen geldige datum of geheel getal is, "
    "is hier leeg en staat in bevindingen.csv."
)


def write_dataset(round_: Round, extra: pd.DataFrame, folder: Path) -> None:
    """Write ``<table>.csv`` for every table, bevindingen, inzendingen, extra-kolommen (if any) and datapackage.json."""
    folder.mkdir()
    resources = []
    for table in (START, *DATA_TABLES):
        frame = round_.tables[table.name]
        write_csv(folder / f"{table.name}.csv", list(frame.columns), _typed_cells(table, frame))
        resources.append(_resource(table, list(frame.columns)))
    names = [f.name for f in fields(Finding)]
    write_csv(folder / "bevindingen.csv", names, ([getattr(f, name) for name in names] for f in round_.findings))
    resources.append(_plain_resource("bevindingen", "Bevindingen van de controle", names, integers=("rij",)))
    write_csv(folder / "inzendingen.csv", list(SUBMISSION_COLUMNS), (_submission_cells(s) for s in round_.submissions))
    resources.append(
        _plain_resource("inzendingen", "Inzendingen en wat ermee gebeurde", SUBMISSION_COLUMNS, integers=("fouten", "aandachtspunten"))
    )
    if len(extra):
        write_csv(folder / "extra-kolommen.csv", list(extra.columns), extra.itertuples(index=False))
        resources.append(
            _plain_resource("extra-kolommen", "Inhoud van eigen kolommen van provincies", list(extra.columns), integers=("rij",))
        )
    package = {
        "profile": "tabular-data-package",
        "name": f"ruimtelijk-arrangement-{round_.cycle.id}",
        "title": f"Ruimtelijk arrangement {round_.cycle.id}",
        "description": FORMULA_NOTE,
        "created": f"{round_.peildatum.isoformat()}T00:00:00Z",
        "resources": resources,
    }
    _write_json(folder / "datapackage.json", package)


def _typed_cells(table: Table, frame: pd.DataFrame) -> Sequence[Sequence[object]]:
    """Rows whose date and number columns hold only dates and numbers."""
    wanted = {name: {Kind.DATE: date, Kind.INTEGER: int}.get(column.kind) for name, column in table.by_name.items()}
    columns = []
    for name in frame.columns:
        type_ = wanted.get(str(name))
        columns.append([v if type_ is None or isinstance(v, type_) else None for v in frame[name]])
    return list(zip(*columns, strict=True))


def _resource(table: Table, names: Sequence[str]) -> dict[str, Any]:
    described = []
    for name in names:
        column = table.by_name.get(name)
        if name in PROVENANCE_HELP or column is None:
            described.append(
                {"name": name, "type": "integer" if name == "rij" else "string", "description": PROVENANCE_HELP.get(name, name)}
            )
        else:
            described.append(
                {"name": name, "type": FIELD_TYPES.get(column.kind, "string"), "title": column.header, "description": column.help}
            )
    return _descriptor(table.name, table.title, described)


def _plain_resource(name: str, title: str, columns: Sequence[str], integers: Sequence[str]) -> dict[str, Any]:
    return _descriptor(name, title, [{"name": c, "type": "integer" if c in integers else "string"} for c in columns])


def _descriptor(name: str, title: str, described: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "encoding": "utf-8",
        "schema": {"fields": described, "missingValues": [""]},
    }


SUBMISSION_COLUMNS = ("provincie", "bestand", "sha256", "uitkomst", "fouten", "aandachtspunten", "codes", "reden")


def _submission_cells(submission: Submission) -> tuple[object, ...]:
    naam = submission.province.naam if submission.province else None
    codes = "; ".join(submission.codes)
    counts = (submission.fouten, submission.aandachtspunten)
    return (naam, submission.bestand, submission.sha256, submission.outcome.value, *counts, codes, submission.reden)


def write_manifest(round_: Round, ignored: Sequence[str], folder: Path) -> None:
    """Write manifest.json last: every input with its outcome, versions, settings, and the hash of every output."""
    outputs = sorted(p for p in folder.rglob("*") if p.is_file())
    libraries = ("pandas", "pandera", "python-calamine", "XlsxWriter", "docxtpl")
    manifest = {
        "contract": 1,
        "gereedschap": {"ra_excel": __version__, "schema": SCHEMA_VERSION, **{name: version(name) for name in libraries}},
        "cyclus": round_.cycle.id,
        "peildatum": round_.peildatum.isoformat(),
        "instellingen": asdict(load_settings()),
        "invoer": [dict(zip(SUBMISSION_COLUMNS, _submission_cells(s), strict=True)) | {"codes": list(s.codes)} for s in round_.submissions],
        "niet_bekeken": list(ignored),
        "uitvoer": [{"pad": p.relative_to(folder).as_posix(), "sha256": _sha256(p)} for p in outputs],
    }
    _write_json(folder / MANIFEST, manifest)


MANIFEST = "manifest.json"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def has_fouten(submissions: Sequence[Submission]) -> bool:
    """Whether any file of the round has a fout."""
    return any(s.fouten or s.outcome is Outcome.QUARANTINED for s in submissions)
