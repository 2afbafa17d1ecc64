"""The charts of the dashboard, and the small tables of counts they draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter

from ra_excel.domain.layout import column_letter
from ra_excel.domain.lists import JA, value_list
from ra_excel.domain.sheets.agenda import GEAGENDEERD
from ra_excel.reports.overview.agenda import CRITERIA, LANDSDELEN
from ra_excel.reports.overview.capaciteit import DEPARTMENT, load_of
from ra_excel.reports.overview.counts import Count, count_rows, count_where
from ra_excel.reports.overview.figures import Dashboard, write_count
from ra_excel.reports.table_book.table import FIRST_ROW, WrittenTable
from ra_excel.round.build import NO_REPORT, PROGRESS_GROUPS
from ra_excel.template import styles

GROEPEN = (*dict.fromkeys(PROGRESS_GROUPS.values()), NO_REPORT)

WIDTH, HEIGHT, GAP = 412, 230, 16
"""Size of a chart and the space beside it, in pixels; two stand beside each other."""
ROWS_PER_CHART = 12


Counts = tuple[tuple[str, Count], ...]


@dataclass(frozen=True)
class Block:
    """A small table with a chart: a count for each label."""

    title: str
    counts: Counts


def _blocks(placed: Mapping[str, WrittenTable]) -> list[Block]:
    agenda, on_agenda, afspraken = placed["Agenda"], placed["Per landsdeel"], placed["Afspraken"]
    capacity = placed["Capaciteit"]
    return [
        Block(
            "Vraagstukken op de agenda per stap",
            _each(on_agenda, "Stap", value_list("stappen").values),
        ),
        Block(
            "Op de agenda per criterium",
            tuple(
                (label, count_where(agenda, (label, JA), ("Status", GEAGENDEERD)))
                for _, label in CRITERIA
            ),
        ),
        Block(
            "Op de agenda per beoogd type",
            _with_rest(
                on_agenda,
                "nog open",
                _each(on_agenda, "Beoogd type", value_list("afspraaktypen").values),
            ),
        ),
        Block("Op de agenda per departement", _load(capacity, agenda)),
        Block("Op de agenda per landsdeel", _each(on_agenda, "Landsdeel", LANDSDELEN)),
        # Agreements from before this cycle may lack both.
        Block(
            "Afspraken per soort",
            _with_rest(
                afspraken, "zonder soort", _each(afspraken, "Soort", value_list("soorten").values)
            ),
        ),
        Block(
            "Afspraken per type",
            _with_rest(
                afspraken,
                "zonder type",
                _each(afspraken, "Type", value_list("afspraaktypen").values),
            ),
        ),
        Block("Voortgang van afspraken", _each(placed["Voortgang"], "Groep", GROEPEN)),
    ]


def _each(placed: WrittenTable, header: str, labels: Sequence[str]) -> Counts:
    return tuple((label, count_where(placed, (header, label))) for label in labels)


def _load(capacity: WrittenTable, agenda: WrittenTable) -> Counts:
    """How much each department has taken on: one cell of the sheet each."""
    lines = zip(
        capacity.values("Soort"),
        capacity.values("Partij"),
        capacity.values("Op de agenda"),
        strict=True,
    )
    letter = column_letter(capacity.sheet.place("Op de agenda") + 1)
    return tuple(
        (
            str(name),
            Count(
                f"='{capacity.sheet.name}'!${letter}${row}",
                int(str(number)),
                agenda,
                load_of(DEPARTMENT, str(name), agenda),
            ),
        )
        for row, (sort, name, number) in enumerate(lines, start=FIRST_ROW)
        if sort == DEPARTMENT
    )


def _with_rest(placed: WrittenTable, label: str, counts: Counts) -> Counts:
    """These counts and the rows of the sheet that none of them counts."""
    total = count_rows(placed)
    subtracted = "".join(f"-{count.formula.removeprefix('=')}" for _, count in counts)
    counted = {row for _, count in counts for row in count.rows}
    rest = [row for row in total.rows if row not in counted]
    return (*counts, (label, Count(total.formula + subtracted, len(rest), placed, rest)))


def write_charts(book: xlsxwriter.Workbook, dashboard: Dashboard, top: int, column: int) -> None:
    """Charts two by two from column A; their tables of counts below each other from ``column``."""
    sheet, formats = dashboard.sheet, dashboard.formats
    row = top
    for number, block in enumerate(_blocks(dashboard.placed)):
        sheet.write_string(row, column, block.title, formats.header)
        sheet.write_string(row, column + 1, "Aantal", formats.header)
        first = row + 1
        looks = (formats.label, formats.count)
        for row, (label, count) in enumerate(block.counts, start=first):
            write_count(dashboard, (row, column), (label, f"{block.title}: {label}"), count, looks)
        counts = [f"{label}: {count.value}" for label, count in block.counts]
        options = {
            "x_offset": (number % 2) * (WIDTH + GAP),
            "object_position": 2,
            "description": f"{block.title}. {'; '.join(counts)}",
        }
        labels = [sheet.get_name(), first, column, row, column]
        chart = _chart(book, block.title, labels)
        sheet.insert_chart(top + (number // 2) * ROWS_PER_CHART, 0, chart, options)
        row += 2


def _chart(
    book: xlsxwriter.Workbook, title: str, labels: Sequence[str | int]
) -> xlsxwriter.chart.Chart:
    """A bar per label; ``labels`` is their range as XlsxWriter notes it, the counts stand one
    column to the right.
    """
    name, first, column, last, _ = labels
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": title,
            "categories": list(labels),
            "values": [name, first, int(column) + 1, last, int(column) + 1],
            "fill": {"color": styles.CHART_COLOURS[0]},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    title_font = {"size": 12, "color": styles.BRAND}
    chart.set_title({"name": title, "name_font": title_font, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    return chart
