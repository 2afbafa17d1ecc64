"""Figures that count over the sheets: as a formula, with its outcome for programs that do not
calculate on opening.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ra_excel.domain.inzenders import NATIONAAL
from ra_excel.domain.sheets.besluitvorming import CLOSED, GEEN_KEUZE
from ra_excel.domain.sheets.reacties import NO_REACTION
from ra_excel.reports.changes.sheet import ONE_SIDED
from ra_excel.reports.overview.behind import Behind
from ra_excel.reports.overview.conflicten import SAME_ITEM
from ra_excel.reports.overview.counts import NOT, Count, count_rows, count_where
from ra_excel.reports.overview.departments.counts import department_counts
from ra_excel.reports.overview.reactions import DECISION, NOT_SENT, TOLD
from ra_excel.reports.table_book.formats import Formats
from ra_excel.reports.table_book.table import WrittenTable
from ra_excel.reports.table_book.text import Target, write_link
from ra_excel.round.build import PROGRESS_GROUPS
from ra_excel.round.change import ChangeKind
from ra_excel.round.round import Outcome, Round
from ra_excel.template import styles

TABLE_GROUPS = tuple(dict.fromkeys(PROGRESS_GROUPS.values()))[:3]
"""The groups in which a table discusses agreements: realised, on course with care, off course [2d].
"""

OWED = "LA-08"

VERLOOP = "Verloop"
"""Name of the sheet with a row per round; only there when there were rounds before."""

SPARKLINE_COLUMN = 2
"""From 0: the column beside the figures."""


@dataclass(frozen=True)
class Dashboard:
    """What the parts of the dashboard share: its sheet, the sheets it counts over, by name, and the
    sheet that gathers the rows behind its figures.
    """

    sheet: Worksheet
    formats: Formats
    round: Round
    placed: Mapping[str, WrittenTable]
    behind: Behind


def _changes(changes: WrittenTable, *, compared: bool) -> list[tuple[str, Count]]:
    """What changed; nothing when there was no previous round to compare with."""
    labels = {
        ChangeKind.ADDED: "Rijen erbij sinds vorige ronde",
        ChangeKind.CHANGED: "Cellen gewijzigd",
        ChangeKind.GONE: "Rijen verdwenen",
    }
    figures = [(label, count_where(changes, ("Wat", sort.value))) for sort, label in labels.items()]
    figures.append(("Eenzijdig gewijzigd", count_where(changes, ("Eenzijdig", ONE_SIDED))))
    return figures if compared else []


def counts_of(placed: Mapping[str, WrittenTable], *, compared: bool) -> list[tuple[str, Count]]:
    """The key figures of a round with their labels, counted over the sheets of the overview.

    ``compared``: whether there is an earlier round to speak of changes.
    """
    submitted = placed["Inzendingen"]
    findings = placed["Bevindingen"]
    # Neither the national list nor a file that belongs to nobody is a province.
    province = (("Landsdeel", NOT), ("Landsdeel", NOT + NATIONAAL.landsdeel))
    return [
        (
            "Provincies aanvaard",
            count_where(submitted, ("Uitkomst", Outcome.ACCEPTED.value), *province),
        ),
        (
            "Provincies aanvaard met fouten",
            count_where(submitted, ("Uitkomst", Outcome.WITH_FAULTS.value), *province),
        ),
        (
            "Provincies niet ingediend",
            count_where(submitted, ("Uitkomst", Outcome.MISSING.value), *province),
        ),
        ("Bestanden apart gezet", count_where(submitted, ("Uitkomst", Outcome.QUARANTINED.value))),
        ("Vraagstukken op de agenda", count_rows(placed["Per landsdeel"])),
        *_conflicts(placed["Conflicten"]),
        ("Afspraken", count_rows(placed["Afspraken"])),
        *(
            (group[0].upper() + group[1:], count_where(placed["Voortgang"], ("Groep", group)))
            for group in TABLE_GROUPS
        ),
        ("Zwevende afspraken", count_rows(placed["Zwevend"])),
        *_changes(placed["Wijzigingen"], compared=compared),
        ("Fouten", count_where(findings, ("Ernst", "fout"))),
        ("Aandachtspunten", count_where(findings, ("Ernst", "aandachtspunt"))),
        ("Nog geen reactie van VRO", count_where(placed["Reacties"], (DECISION, NO_REACTION))),
        *_unsent(placed["Reacties"]),
        ("Reactie van VRO over de termijn", count_where(findings, ("Code", OWED))),
        *department_counts(placed),
    ]


def write_figures(dashboard: Dashboard, top: int) -> int:
    """Key figures from row ``top`` (from 0) in columns A and B, each linked to its rows. Gives the
    row after the last.
    """
    compared = dashboard.round.changes is not None
    figures = counts_of(dashboard.placed, compared=compared)
    formats = dashboard.formats
    looks = (formats.link, formats.figure)
    for row, (label, count) in enumerate(figures, start=top):
        write_count(dashboard, (row, 0), (label, label), count, looks)
        _write_sparkline(dashboard, row, label)
    return top + len(figures)


def _write_sparkline(dashboard: Dashboard, row: int, label: str) -> None:
    """How a figure moved over the rounds, beside it; nothing where there were none before."""
    rounds = dashboard.placed.get(VERLOOP)
    if rounds and label in dict(rounds.sheet.columns):
        look = {"type": "line", "markers": True, "series_color": styles.BRAND, "weight": 1.5}
        look["range"] = rounds.range(label)
        dashboard.sheet.add_sparkline(row, SPARKLINE_COLUMN, look)


def _conflicts(conflicten: WrittenTable) -> list[tuple[str, Count]]:
    """Vraagstukken on which nothing was decided yet, and those on which no choice was made."""
    counted = (("Provincie", NOT), (SAME_ITEM, ""))
    undecided = [("Uitkomst", NOT + outcome) for outcome in CLOSED]
    no_choice = ("Uitkomst", GEEN_KEUZE)
    return [
        ("Conflicten nog open", count_where(conflicten, *counted, *undecided)),
        ("Geen keuze gemaakt", count_where(conflicten, *counted, no_choice)),
    ]


def _unsent(reacties: WrittenTable) -> list[tuple[str, Count]]:
    """VRO's reactions that nobody gets to see; no figure where there are none."""
    wrong = count_where(reacties, (TOLD, NOT_SENT))
    return [("Reactie van VRO met een fout", wrong)] if wrong.rows else []


def write_count(
    dashboard: Dashboard,
    at: tuple[int, int],
    labels: tuple[str, str],
    count: Count,
    looks: tuple[Format, Format],
) -> None:
    """A label at a cell (row and column, from 0) and beside it a count, both linked to the rows
    that are counted. ``labels``: as it is shown here, and as the sheet behind the figures says it.
    """
    shown, behind = labels
    target = Target(dashboard.behind.address(behind, count.placed, count.rows))
    row, column = at
    write_link(dashboard.sheet, at, target, shown, looks[0])
    write_link(dashboard.sheet, (row, column + 1), target, shown, looks[1])
    # The link stays with the cell, the text makes way for the figure.
    dashboard.sheet.write_formula(row, column + 1, count.formula, looks[1], count.value)
