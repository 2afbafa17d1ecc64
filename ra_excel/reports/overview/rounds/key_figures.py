"""The key figures of a round: what its manifest hands on to the next ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ra_excel.domain.inzenders import NATIONAAL, provinces
from ra_excel.domain.lists import value_list
from ra_excel.reports.overview.agenda import LANDSDELEN
from ra_excel.reports.overview.capaciteit import CAPACITEIT
from ra_excel.reports.overview.counts import Count, count_where
from ra_excel.reports.overview.figures import counts_of
from ra_excel.reports.overview.sheets import sheets_of
from ra_excel.reports.table_book.table import WrittenTable
from ra_excel.reports.unreadable import with_unreadable_marked
from ra_excel.round.round import Round
from ra_excel.round.verloop import Stand

LONGEST_CONFLICT = "Langst open conflict (dagen)"
CONFLICTS_OPEN = "Conflicten nog open"

STEPS: Mapping[str, str] = {
    step: f"Op de agenda in stap {step}" for step in value_list("stappen").values
}
"""Step → label of the figure that counts the vraagstukken on the agenda in it."""


def stand_of(round_: Round) -> Stand:
    """Where this round stands: the figures of its dashboard, vraagstukken per step, and how long
    the longest open conflict lasts; those that count rows of provinces also per landsdeel.
    """
    told = with_unreadable_marked(round_)
    placed = {
        sheet.name: WrittenTable(sheet, sheet.rows(told))
        for sheet in sheets_of(round_)
        if sheet is not CAPACITEIT  # no figure counts over it
    }
    counts = counts_of(placed, compared=round_.changes is not None)
    for step, label in STEPS.items():
        counts.append((label, count_where(placed["Per landsdeel"], ("Stap", step))))
    figures = {label: count.value for label, count in counts}
    conflicts_open = dict(counts)[CONFLICTS_OPEN]
    figures[LONGEST_CONFLICT] = _longest(conflicts_open.placed, conflicts_open.rows)
    return Stand(round_.cycle.id, round_.peildatum, figures, _per_landsdeel(counts))


def _longest(conflicten: WrittenTable, rows: Sequence[int]) -> int:
    days = conflicten.values("Dagen")
    return max((int(str(days[row])) for row in rows if days[row] is not None), default=0)


def _per_landsdeel(counts: Sequence[tuple[str, Count]]) -> dict[str, dict[str, int]]:
    """Each figure that counts rows with a province, per landsdeel of that province."""
    landsdeel_of = {province.naam: province.landsdeel for province in (*provinces(), NATIONAAL)}
    figures: dict[str, dict[str, int]] = {landsdeel: {} for landsdeel in LANDSDELEN}
    for label, count in counts:
        if "Provincie" not in dict(count.placed.sheet.columns):
            continue
        names = count.placed.values("Provincie")
        where = [landsdeel_of.get(str(names[row])) for row in count.rows]
        for landsdeel in LANDSDELEN:
            figures[landsdeel][label] = where.count(landsdeel)
    return figures
