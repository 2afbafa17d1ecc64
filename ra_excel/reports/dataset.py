"""The dataset: one CSV per table with a Frictionless descriptor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from ra_excel.checks.finding import Finding
from ra_excel.domain.files import write_csv
from ra_excel.domain.model import Kind, Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.tables import EVERY_RECORDED_TABLE, PROVINCIE
from ra_excel.reports.manifest import RECEIPT_COLUMNS, receipt_cells, write_json
from ra_excel.round.change import Change
from ra_excel.round.round import Round

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

CELL_TYPES = {Kind.DATE: date, Kind.INTEGER: int}
"""What cells of these kinds hold in the dataset, or else nothing."""

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
    # Without departments in the round there are no tables of theirs.
    tables = [
        table
        for table in EVERY_RECORDED_TABLE
        if table.name in PROVINCIE.tables or len(round_.tables[table.name])
    ]
    resources = [_write_table(round_, table, folder, extra is None) for table in tables]
    resources += [_write_derived(round_, name, folder) for name in DERIVED]
    title = "Inzendingen en wat ermee gebeurde"
    rows = [receipt_cells(receipt) for receipt in round_.submissions]
    resources.append(_write_plain(folder / "inzendingen.csv", title, RECEIPT_COLUMNS, rows))
    if extra is not None:
        resources += _write_what_is_not_public(round_, extra, folder)
    suffix = "-openbaar" if extra is None else ""
    package = {
        "profile": "tabular-data-package",
        "name": f"ruimtelijk-arrangement-{round_.cycle.id}{suffix}",
        "title": f"Ruimtelijk arrangement {round_.cycle.id}{' (openbaar)' if suffix else ''}",
        "description": FORMULA_NOTE,
        "created": f"{round_.peildatum.isoformat()}T00:00:00Z",
        "resources": resources,
    }
    write_json(folder / "datapackage.json", package)


def _write_table(round_: Round, table: Table, folder: Path, public: bool) -> dict[str, Any]:
    """One table of the domain; gives its descriptor."""
    frame = round_.tables[table.name]
    if public:
        frame = frame.drop(columns=[c.name for c in table.columns if not c.is_public])
    names = list(frame.columns)
    write_csv(folder / f"{table.name}.csv", names, _typed_cells(table, frame))
    return _resource(table, names)


def _write_derived(round_: Round, name: str, folder: Path) -> dict[str, Any]:
    """One table that we derive; gives its descriptor."""
    title, attribute, added = DERIVED[name]
    columns = [*DERIVED_KEY, *added]
    rows = getattr(round_, attribute)[columns].itertuples(index=False)
    write_csv(folder / f"{name}.csv", columns, rows)
    return _descriptor(name, title, [_derived_field(column) for column in columns])


def _write_what_is_not_public(
    round_: Round, extra: pd.DataFrame, folder: Path
) -> Iterator[dict[str, Any]]:
    """Changes, findings and columns of provinces' own; gives their descriptors."""
    if round_.changes is not None:
        names = [field.name for field in fields(Change)]
        rows = [_change_cells(change) for change in round_.changes]
        title = "Wijzigingen sinds de vorige ronde"
        yield _write_plain(folder / "wijzigingen.csv", title, names, rows)
    names = [field.name for field in fields(Finding)]
    rows = [_finding_cells(finding, names) for finding in round_.findings]
    title = "Bevindingen van de controle"
    yield _write_plain(folder / "bevindingen.csv", title, names, rows)
    if len(extra):
        title = "Inhoud van eigen kolommen van provincies"
        names = [str(name) for name in extra.columns]
        rows = extra.to_numpy().tolist()
        yield _write_plain(folder / "extra-kolommen.csv", title, names, rows)


def _finding_cells(finding: Finding, names: Sequence[str]) -> list[object]:
    return [getattr(finding, name) for name in names]


def _change_cells(change: Change) -> list[object]:
    words = {True: "ja", False: ""}
    return [words[cell] if isinstance(cell, bool) else str(cell) for cell in astuple(change)]


def _derived_field(name: str) -> dict[str, str]:
    type_ = {"rij": "integer", "voortgang_peildatum": "date"}.get(name, "string")
    column = AFSPRAKEN.by_name.get(name)
    meaning = (
        PROVENANCE_HELP.get(name) or DERIVED_HELP.get(name) or (column.help if column else name)
    )
    return {"name": name, "type": type_, "description": meaning}


def _typed_cells(table: Table, frame: pd.DataFrame) -> Sequence[Sequence[object]]:
    """Rows whose date and number columns hold only dates and numbers."""
    columns = []
    for name, cells in zip(frame.columns, frame.to_numpy(object).T.tolist(), strict=True):
        column = table.by_name.get(str(name))
        type_ = CELL_TYPES.get(column.kind) if column else None
        if type_ is not None:
            cells = [cell if isinstance(cell, type_) else None for cell in cells]
        columns.append(cells)
    return list(zip(*columns, strict=True))


def _resource(table: Table, names: Sequence[str]) -> dict[str, Any]:
    return _descriptor(table.name, table.title, [_field(table, name) for name in names])


def _field(table: Table, name: str) -> dict[str, str]:
    column = table.by_name.get(name)
    if column is None or name in PROVENANCE_HELP:
        type_ = "integer" if name == "rij" else "string"
        return {"name": name, "type": type_, "description": PROVENANCE_HELP.get(name, name)}
    type_ = FIELD_TYPES.get(column.kind, "string")
    return {"name": name, "type": type_, "title": column.header, "description": column.help}


WHOLE_NUMBERS = frozenset({"rij", "fouten", "aandachtspunten"})
"""Columns of numbers among those that are not declared in the domain."""


def _write_plain(
    path: Path, title: str, names: Sequence[str], rows: Sequence[Sequence[object]]
) -> dict[str, Any]:
    """A table that is not declared in the domain; gives its descriptor."""
    write_csv(path, names, rows)
    described = []
    for name in names:
        type_ = "integer" if name in WHOLE_NUMBERS else "string"
        described.append({"name": name, "type": type_, "description": FIELD_HELP[name]})
    return _descriptor(path.stem, title, described)


def _descriptor(name: str, title: str, described: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "encoding": "utf-8",
        "schema": {"fields": described, "missingValues": [""]},
    }
