"""The dataset: one CSV per table with a Frictionless descriptor, and the manifest of the whole
round.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, astuple, fields
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from ra_excel import SCHEMA_VERSION, __version__
from ra_excel.checks.finding import Finding
from ra_excel.domain.files import write_csv
from ra_excel.domain.model import Kind, Table
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.tables import RECORDED_TABLES
from ra_excel.round.change import Change
from ra_excel.round.round import Outcome, Receipt, Round

PROVENANCE_HELP = {
    "provincie": "Provincie van de werkmap",
    "landsdeel": "Landsdeel van het BOL",
    "cyclus": "Cyclus van de werkmap",
    "bestand": "Naam van het ingediende bestand",
    "sha256": "Vingerafdruk van dat bestand",
    "blad": "Blad in dat bestand",
    "rij": "Rij van Excel op dat blad",
}
FIELD_HELP = PROVENANCE_HELP | {
    "id": "Vast nummer van de bevinding, of id van de rij",
    "code": "Code van de controleregel",
    "ernst": "fout (houdt indienen tegen) of aandachtspunt",
    "kolom": "Kop van de kolom",
    "cel": "Adres van de cel",
    "waarde": "Wat er in de cel stond",
    "melding": "Wat er aan de hand is",
    "herstel": "Wat eraan te doen is",
    "bron": "Plaats in het rapport",
    "voorstel": "Waarde die zeker bedoeld is",
    "toelichting": "Antwoord van de provincie op de bevinding",
    "stand": "nieuw of blijft, vergeleken met de vorige inzending",
    "ontheffing": "Waarom de bevinding is toegestaan",
    "sort": "toegevoegd, gewijzigd, verdwenen, niet ingediend, of niet gelezen",
    "titel": "Om welke rij het gaat, in woorden",
    "oud": "Tekst in de vorige ronde",
    "nieuw": "Tekst in deze ronde",
    "eenzijdig": "ja als een vastgestelde afspraak wijzigde zonder opnieuw te zijn vastgesteld",
    "uitkomst": "Wat er met het bestand gebeurde",
    "fouten": "Aantal fouten",
    "aandachtspunten": "Aantal aandachtspunten",
    "codes": "Codes van de bevindingen",
    "reden": "Waarom een bestand apart staat of ontbreekt",
}
"""Meaning of the columns that are not declared in the domain."""

FIELD_TYPES = {Kind.DATE: "date", Kind.INTEGER: "integer"}
"""Frictionless types by kind; everything else is a string."""

FORMULA_NOTE = (
    "Tekst die begint als een formule heeft één apostrof vooraan, ook als er al apostrofs stonden;"
    " haal die ene weg en u hebt de tekst zoals de provincie hem gaf. Een waarde die geen geldige"
    " datum of geheel getal is, is hier leeg en staat in bevindingen.csv."
)


DATASET, PUBLIC = "dataset", "dataset-openbaar"

DERIVED = {
    "zwevend": ("Zwevende afspraken en waarom", "floating", ("zwevend_door", "zwevend_omdat")),
    "voortgang": (
        "Het laatste bericht over elke afspraak",
        "progress",
        ("voortgang", "voortgang_peildatum", "voortgang_groep"),
    ),
}
"""Tables that we derive: title, attribute of the round, and the columns added to the key of an
agreement.
"""

DERIVED_KEY = ("provincie", "bestand", "rij", "id", "titel")
DERIVED_HELP = {
    "zwevend_door": "Codes van de controleregels waardoor de afspraak zweeft",
    "zwevend_omdat": "Titels van die regels",
    "voortgang": "Voortgang volgens het laatste bericht",
    "voortgang_peildatum": "Dag van dat bericht",
    "voortgang_groep": "Groep waaronder een tafel de afspraak bespreekt",
}


def write_datasets(round_: Round, extra: pd.DataFrame, folder: Path) -> None:
    """Write the dataset into DATASET and its public variant into PUBLIC, both below ``folder``.

    The public one lacks the columns that the domain marks as internal, and what may repeat them:
    findings, changes, and the columns of provinces' own.
    """
    write_dataset(round_, extra, folder / DATASET)
    write_dataset(round_, None, folder / PUBLIC)


def write_dataset(round_: Round, extra: pd.DataFrame | None, folder: Path) -> None:
    """Write a CSV for every table, the derived tables, inzendingen, and datapackage.json.

    ``extra`` holds the columns of provinces' own; None makes it the public variant.
    """
    folder.mkdir()
    public = extra is None
    resources = []
    for table in RECORDED_TABLES:
        frame = round_.tables[table.name]
        if public:
            frame = frame.drop(columns=[c.name for c in table.columns if not c.is_public])
        write_csv(folder / f"{table.name}.csv", list(frame.columns), _typed_cells(table, frame))
        resources.append(_resource(table, list(frame.columns)))
    for name, (title, attribute, added) in DERIVED.items():
        columns = [*DERIVED_KEY, *added]
        write_csv(
            folder / f"{name}.csv",
            columns,
            getattr(round_, attribute)[columns].itertuples(index=False),
        )
        resources.append(_descriptor(name, title, [_derived_field(column) for column in columns]))
    write_csv(
        folder / "inzendingen.csv",
        list(RECEIPT_COLUMNS),
        (_receipt_cells(s) for s in round_.submissions),
    )
    resources.append(
        _plain_resource(
            "inzendingen",
            "Inzendingen en wat ermee gebeurde",
            RECEIPT_COLUMNS,
            integers=("fouten", "aandachtspunten"),
        )
    )
    if round_.changes is not None and not public:
        names = [f.name for f in fields(Change)]
        write_csv(
            folder / "wijzigingen.csv", names, (_change_cells(change) for change in round_.changes)
        )
        resources.append(
            _plain_resource("wijzigingen", "Wijzigingen sinds de vorige ronde", names, integers=())
        )
    if extra is not None:
        names = [f.name for f in fields(Finding)]
        write_csv(
            folder / "bevindingen.csv",
            names,
            ([getattr(f, name) for name in names] for f in round_.findings),
        )
        resources.append(
            _plain_resource("bevindingen", "Bevindingen van de controle", names, integers=("rij",))
        )
    if extra is not None and len(extra):
        write_csv(folder / "extra-kolommen.csv", list(extra.columns), extra.itertuples(index=False))
        resources.append(
            _plain_resource(
                "extra-kolommen",
                "Inhoud van eigen kolommen van provincies",
                list(extra.columns),
                integers=("rij",),
            )
        )
    package = {
        "profile": "tabular-data-package",
        "name": f"ruimtelijk-arrangement-{round_.cycle.id}{'-openbaar' if public else ''}",
        "title": f"Ruimtelijk arrangement {round_.cycle.id}{' (openbaar)' if public else ''}",
        "description": FORMULA_NOTE,
        "created": f"{round_.peildatum.isoformat()}T00:00:00Z",
        "resources": resources,
    }
    _write_json(folder / "datapackage.json", package)


def _change_cells(change: Change) -> list[object]:
    return [
        "ja" if value is True else "" if value is False else str(value) for value in astuple(change)
    ]


def _derived_field(name: str) -> dict[str, str]:
    type_ = {"rij": "integer", "voortgang_peildatum": "date"}.get(name, "string")
    column = AFSPRAKEN.by_name.get(name)
    meaning = (
        PROVENANCE_HELP.get(name) or DERIVED_HELP.get(name) or (column.help if column else name)
    )
    return {"name": name, "type": type_, "description": meaning}


def _typed_cells(table: Table, frame: pd.DataFrame) -> Sequence[Sequence[object]]:
    """Rows whose date and number columns hold only dates and numbers."""
    wanted = {
        name: {Kind.DATE: date, Kind.INTEGER: int}.get(column.kind)
        for name, column in table.by_name.items()
    }
    columns = []
    for name, cells in zip(frame.columns, frame.to_numpy(object).T.tolist(), strict=True):
        type_ = wanted.get(str(name))
        columns.append(
            cells if type_ is None else [v if isinstance(v, type_) else None for v in cells]
        )
    return list(zip(*columns, strict=True))


def _resource(table: Table, names: Sequence[str]) -> dict[str, Any]:
    described = []
    for name in names:
        column = table.by_name.get(name)
        if name in PROVENANCE_HELP or column is None:
            described.append(
                {
                    "name": name,
                    "type": "integer" if name == "rij" else "string",
                    "description": PROVENANCE_HELP.get(name, name),
                }
            )
        else:
            described.append(
                {
                    "name": name,
                    "type": FIELD_TYPES.get(column.kind, "string"),
                    "title": column.header,
                    "description": column.help,
                }
            )
    return _descriptor(table.name, table.title, described)


def _plain_resource(
    name: str, title: str, columns: Sequence[str], integers: Sequence[str]
) -> dict[str, Any]:
    described = [
        {"name": c, "type": "integer" if c in integers else "string", "description": FIELD_HELP[c]}
        for c in columns
    ]
    return _descriptor(name, title, described)


def _descriptor(name: str, title: str, described: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "encoding": "utf-8",
        "schema": {"fields": described, "missingValues": [""]},
    }


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


def _receipt_cells(submission: Receipt) -> tuple[object, ...]:
    naam = submission.province.naam if submission.province else None
    codes = "; ".join(submission.codes)
    counts = (submission.fouten, submission.aandachtspunten)
    return (
        naam,
        submission.bestand,
        submission.sha256,
        submission.outcome.value,
        *counts,
        codes,
        submission.reden,
    )


def write_manifest(round_: Round, ignored: Sequence[str], folder: Path) -> None:
    """Write manifest.json last: every input with its outcome, versions, settings, and the hash of
    every output.
    """
    outputs = sorted(p for p in folder.rglob("*") if p.is_file())
    libraries = ("pandas", "pandera", "python-calamine", "XlsxWriter", "docxtpl")
    manifest = {
        "contract": 1,
        "gereedschap": {
            "ra_excel": __version__,
            "schema": SCHEMA_VERSION,
            **{name: version(name) for name in libraries},
        },
        "cyclus": round_.cycle.id,
        "peildatum": round_.peildatum.isoformat(),
        "instellingen": asdict(load_settings()),
        "invoer": [
            dict(zip(RECEIPT_COLUMNS, _receipt_cells(s), strict=True)) | {"codes": list(s.codes)}
            for s in round_.submissions
        ],
        "niet_bekeken": list(ignored),
        "uitvoer": [
            {"pad": p.relative_to(folder).as_posix(), "sha256": _sha256(p)} for p in outputs
        ],
    }
    _write_json(folder / MANIFEST, manifest)


MANIFEST = "manifest.json"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def has_fouten(submissions: Sequence[Receipt]) -> bool:
    """Whether any file of the round has a fout."""
    return any(s.fouten or s.outcome is Outcome.QUARANTINED for s in submissions)
