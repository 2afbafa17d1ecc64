"""Figures that count over the sheets: as a formula, with its outcome for programs that do not calculate on opening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from ra_excel.consolidation.change import Sort
from ra_excel.consolidation.dataset import PROGRESS_GROUPS
from ra_excel.consolidation.round import Outcome
from ra_excel.domain.provinces import NATIONAAL
from ra_excel.reports.overview.cell import Cell
from ra_excel.reports.overview.formats import Formats
from ra_excel.reports.overview.reactions import DECISION, NO_REACTION
from ra_excel.reports.overview.table import Placed
from ra_excel.reports.overview.text import write_link
from ra_excel.reports.overview.wijzigingen import ONE_SIDED

TABLE_GROUPS = tuple(dict.fromkeys(PROGRESS_GROUPS.values()))[:3]
"""The groups in which a table discusses agreements: realised, on course with care, off course [2d]."""

OWED = "LA-08"

NOT = "<>"
"""Before a text in a criterion: any cell but this; alone: any cell that is filled. As in Excel."""


@dataclass(frozen=True)
class Count:
    """A formula and its outcome."""

    formula: str
    value: int


def count_rows(placed: Placed) -> Count:
    """All rows of a sheet; every row has a province, even one whose id was emptied."""
    return Count(f"=COUNTA({placed.range('Provincie')})", sum(bool(value) for value in placed.values("Provincie")))


def count_where(placed: Placed, *criteria: tuple[str, str]) -> Count:
    """Rows in which the column of each (header, criterion) meets it."""
    arguments = ",".join(f'{placed.range(header)},"{criterion}"' for header, criterion in criteria)
    columns = [[_meets(value, criterion) for value in placed.values(header)] for header, criterion in criteria]
    return Count(f"=COUNTIFS({arguments})", sum(all(row) for row in zip(*columns, strict=True)))


def _meets(value: Cell, criterion: str) -> bool:
    """As COUNTIFS judges text: capitals make no difference."""
    text = str(value or "").casefold()
    wanted = criterion.removeprefix(NOT).casefold()
    return text != wanted if criterion.startswith(NOT) else text == wanted


def _changes(changes: Placed, *, compared: bool) -> list[tuple[str, str, Count]]:
    """What changed; nothing when there was no previous round to compare with."""
    labels = {Sort.ADDED: "Rijen erbij sinds vorige ronde", Sort.CHANGED: "Cellen gewijzigd", Sort.GONE: "Rijen verdwenen"}
    figures = [(label, changes.sheet.name, count_where(changes, ("Wat", sort.value))) for sort, label in labels.items()]
    figures.append(("Eenzijdig gewijzigd", changes.sheet.name, count_where(changes, ("Eenzijdig", ONE_SIDED))))
    return figures if compared else []


def write_figures(sheet: Worksheet, formats: Formats, placed: Mapping[str, Placed], top: int, *, compared: bool) -> int:
    """Key figures from row ``top`` (from 0) in columns A and B, each linked to its sheet. Gives the row after the last."""
    submitted = placed["Inzendingen"]
    findings = placed["Bevindingen"]
    # Neither the national list nor a file that belongs to nobody is a province.
    province = (("Landsdeel", NOT), ("Landsdeel", NOT + NATIONAAL.landsdeel))
    figures = (
        ("Provincies aanvaard", "Inzendingen", count_where(submitted, ("Uitkomst", Outcome.ACCEPTED.value), *province)),
        ("Provincies aanvaard met fouten", "Inzendingen", count_where(submitted, ("Uitkomst", Outcome.WITH_FAULTS.value), *province)),
        ("Provincies niet ingediend", "Inzendingen", count_where(submitted, ("Uitkomst", Outcome.MISSING.value), *province)),
        ("Bestanden apart gezet", "Inzendingen", count_where(submitted, ("Uitkomst", Outcome.QUARANTINED.value))),
        ("Vraagstukken op de agenda", "Per landsdeel", count_rows(placed["Per landsdeel"])),
        ("Conflicten", "Conflicten", count_rows(placed["Conflicten"])),
        ("Afspraken", "Afspraken", count_rows(placed["Afspraken"])),
        *((group[0].upper() + group[1:], "Voortgang", count_where(placed["Voortgang"], ("Groep", group))) for group in TABLE_GROUPS),
        ("Zwevende afspraken", "Zwevend", count_rows(placed["Zwevend"])),
        *_changes(placed["Wijzigingen"], compared=compared),
        ("Fouten", "Bevindingen", count_where(findings, ("Ernst", "fout"))),
        ("Aandachtspunten", "Bevindingen", count_where(findings, ("Ernst", "aandachtspunt"))),
        ("Nog geen reactie van VRO", "Reacties", count_where(placed["Reacties"], (DECISION, NO_REACTION))),
        ("Reactie van VRO over de termijn", "Bevindingen", count_where(findings, ("Code", OWED))),
    )
    for row, (label, target, count) in enumerate(figures, start=top):
        address = f"'{target}'!A1"
        write_link(sheet, row, 0, address, label, formats.link)
        write_link(sheet, row, 1, address, label, formats.figure)
        # The link stays with the cell, the text makes way for the figure.
        sheet.write_formula(row, 1, count.formula, formats.figure, count.value)
    return top + len(figures)
