"""Verloop: the key figures of every round, a row per round, in lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from ra_excel.domain.layout import column_letter
from ra_excel.reports.overview.figures import VERLOOP
from ra_excel.reports.overview.rounds.key_figures import (
    CONFLICTS_OPEN,
    LONGEST_CONFLICT,
    STEPS,
    stand_of,
)
from ra_excel.reports.table_book.cell import Line
from ra_excel.reports.table_book.line_worksheet import LineWorksheet
from ra_excel.reports.table_book.table import FIRST_ROW, Sheet, WrittenTable
from ra_excel.round.round import Round
from ra_excel.round.verloop import Stand, following
from ra_excel.template import styles

ROUND, CYCLE, DAY = "Ronde", "Cyclus", "Peildatum"

WIDTH, HEIGHT, GAP = 560, 270, 16
"""Size of a chart and the space beside it, in pixels; two stand beside each other."""
ROWS_PER_CHART = 15


@dataclass(frozen=True)
class LineChart:
    """A chart over the rounds: a line per figure."""

    title: str
    labels: tuple[str, ...]


CHARTS = (
    LineChart("Vraagstukken op de agenda per stap", tuple(STEPS.values())),
    LineChart("Afspraken die zorg vragen", ("Zwevende afspraken", "Uit koers")),
    LineChart("Open conflicten", (CONFLICTS_OPEN,)),
    LineChart("Hoe lang het langste conflict open is", (LONGEST_CONFLICT,)),
    LineChart(
        "Reacties die VRO nog moet geven",
        ("Nog geen reactie van VRO", "Reactie van VRO over de termijn"),
    ),
    LineChart("Fouten en aandachtspunten", ("Fouten", "Aandachtspunten")),
    LineChart(
        "Inzendingen van provincies",
        ("Provincies aanvaard", "Provincies aanvaard met fouten", "Provincies niet ingediend"),
    ),
)


def verloop_of(round_: Round) -> list[Stand]:
    """The rounds before and this one; empty where there was none before."""
    if not round_.earlier_rounds:
        return []
    return following(round_.earlier_rounds, stand_of(round_))


def verloop_sheet(stands: Sequence[Stand]) -> Sheet:
    """The sheet over these rounds; a figure that a round does not know is an empty cell."""
    labels = list(stands[-1].figures)
    for stand in stands:
        labels += [label for label in stand.figures if label not in labels]

    def rows(_: Round) -> list[Line]:
        return [_line(number, stand, labels) for number, stand in enumerate(stands, start=1)]

    return Sheet(
        VERLOOP,
        "Verloop: de cijfers van elke ronde",
        "Eén rij per ronde, de oudste boven. De cijfers van vorige rondes komen uit hun manifest.\n"
        "Een leeg vak: dat getal telde die ronde nog niet. Aantallen gaan over de provincies die"
        " toen indienden.",
        "Er zijn nog geen vorige rondes.",
        ((ROUND, 8), (CYCLE, 12), (DAY, 13), *((label, 16) for label in labels)),
        rows,
        frozen=3,
    )


def _line(number: int, stand: Stand, labels: Sequence[str]) -> Line:
    figures = [stand.figures.get(label) for label in labels]
    return [number, stand.cyclus, stand.peildatum, *figures]


def write_verloop_charts(
    book: xlsxwriter.Workbook, sheet: LineWorksheet, placed: WrittenTable
) -> None:
    """The charts below the table, two by two."""
    sheet.fit_to_pages(1, 0)  # a chart stays whole
    top = FIRST_ROW + len(placed.lines) + 1
    headers = dict(placed.sheet.columns)
    shown = [one for one in CHARTS if headers.keys() >= set(one.labels)]
    for number, one in enumerate(shown):
        values = {label: placed.values(label) for label in one.labels}
        told = "; ".join(f"{label}: {_series(numbers)}" for label, numbers in values.items())
        options = {
            "x_offset": (number % 2) * (WIDTH + GAP),
            "object_position": 2,
            "description": f"{one.title}, van de oudste ronde naar deze. {told}",
        }
        chart = _chart(book, one, placed)
        sheet.insert_chart(top + (number // 2) * ROWS_PER_CHART, 0, chart, options)


def _series(numbers: Sequence[object]) -> str:
    return ", ".join("–" if number is None else str(number) for number in numbers)


def _chart(
    book: xlsxwriter.Workbook, one: LineChart, placed: WrittenTable
) -> xlsxwriter.chart.Chart:
    chart = book.add_chart({"type": "line"})
    for number, label in enumerate(one.labels):
        colour = styles.CHART_COLOURS[number % len(styles.CHART_COLOURS)]
        letter = column_letter(placed.sheet.place(label) + 1)
        last_only = [{"delete": True}] * (len(placed.lines) - 1)
        chart.add_series(
            {
                "name": f"='{VERLOOP}'!${letter}${FIRST_ROW - 1}",
                "categories": f"={placed.range(DAY)}",
                "values": f"={placed.range(label)}",
                "line": {"color": colour, "width": 2.25},
                "marker": {
                    "type": MARKERS[number % len(MARKERS)],
                    "size": 7,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
                "data_labels": {"value": True, "position": "right", "custom": last_only},
            }
        )
    title_font = {"size": 12, "color": styles.BRAND}
    chart.set_title({"name": one.title, "name_font": title_font, "overlay": False})
    chart.set_legend({"position": "bottom"} if len(one.labels) > 1 else {"none": True})
    chart.set_x_axis({"text_axis": True, "num_format": styles.DATE_FORMAT, "num_font": {"size": 9}})
    axis = {"min": 0, "num_font": {"size": 9}, "major_gridlines": GRID_LINES}
    if max(_highest(placed, label) for label in one.labels) <= FEW:
        axis["major_unit"] = 1
    chart.set_y_axis(axis)
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    return chart


def _highest(placed: WrittenTable, label: str) -> int:
    return max(int(str(number or 0)) for number in placed.values(label))


GRID_LINES = {"visible": True, "line": {"color": styles.LINE}}

FEW = 8
"""Up to here the axis counts one by one: half a conflict does not exist."""

MARKERS = ("circle", "square", "diamond", "triangle", "x")
"""Lines differ in their marks too, not in colour alone."""
