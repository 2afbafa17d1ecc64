"""The dashboard: where do we stand, and where to look first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ra_excel.consolidation.round import Outcome, Round
from ra_excel.domain.lists import value_list
from ra_excel.domain.provinces import Province, provinces
from ra_excel.domain.sheets.agenda import GEAGENDEERD, JA
from ra_excel.reports.overview.sheets import CRITERIA
from ra_excel.reports.overview.table import FIRST_ROW, Formats, Placed
from ra_excel.workbook import styles
from ra_excel.workbook.values import as_text

MAP = {
    "FR": (0, 2), "GR": (0, 3), "NH": (1, 1), "DR": (1, 3), "FL": (2, 2), "OV": (2, 3),
    "ZH": (3, 1), "UT": (3, 2), "GE": (3, 3), "ZE": (4, 0), "NB": (4, 2), "LI": (5, 3),
}  # fmt: skip
"""Tile of each province: (row, column) from the top left of the map."""

MAP_ROW, MAP_COLUMN = 4, 3
FIGURE_ROW = 4
CHART_WIDTH, CHART_HEIGHT, CHART_GAP = 475, 225, 12
"""Pixels."""
MOST_FLOATING = 10


@dataclass(frozen=True)
class Block:
    """A small table with a chart: for each label a count over one column of a sheet."""

    title: str
    sheet: str
    header: str
    labels: tuple[str, ...]


def write_dashboard(book: xlsxwriter.Workbook, sheet: Worksheet, formats: Formats, round_: Round, placed: Mapping[str, Placed]) -> None:
    """Write the dashboard over sheets that are already placed."""
    sheet.hide_gridlines(2)
    for number, width in enumerate((34, 12, 3, 20, 20, 20, 20, 3, 44, 10)):
        sheet.set_column(number, number, width)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, f"Landelijk overzicht ruimtelijk arrangement {round_.cycle.id}", formats.title)
    sheet.write_string(1, 0, f"Stand op {as_text(round_.peildatum)}. Klik op een naam of getal voor de rijen erachter.", formats.subtitle)
    row = _write_figures(sheet, formats, round_, placed)
    _write_map(sheet, formats, round_)
    _write_first_look(sheet, formats, round_, placed)
    _write_charts(book, sheet, formats, placed, row + 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 1)


def _write_figures(sheet: Worksheet, formats: Formats, round_: Round, placed: Mapping[str, Placed]) -> int:
    """Key figures as formulas, each linked to its sheet. Gives the last row used."""
    sheet.write_string(FIGURE_ROW - 2, 0, "In het kort", formats.heading)
    outcome, landsdeel = placed["Inzendingen"].range("Uitkomst"), placed["Inzendingen"].range("Landsdeel")
    lines = list(zip(placed["Inzendingen"].values("Uitkomst"), placed["Inzendingen"].values("Landsdeel"), strict=True))

    def submitted(text: str) -> tuple[str, int]:
        """Provinces, so without the national list and without files that nobody could be found for."""
        count = sum(1 for found, where in lines if found == text and where not in (None, "Landelijk"))
        return f'=COUNTIFS({outcome},"{text}",{landsdeel},"<>Landelijk",{landsdeel},"<>")', count

    def counted(name: str, header: str, text: str | None = None) -> tuple[str, int]:
        values = placed[name].values(header)
        if text is None:
            return f"=COUNTA({placed[name].range(header)})", sum(v not in (None, "") for v in values)
        return f'=COUNTIF({placed[name].range(header)},"{text}")', values.count(text)

    apart = f'=COUNTIF({outcome},"{Outcome.QUARANTINED.value}")', sum(found == Outcome.QUARANTINED.value for found, _ in lines)
    figures = [
        ("Provincies aanvaard", "Inzendingen", submitted(Outcome.ACCEPTED.value)),
        ("Provincies aanvaard met fouten", "Inzendingen", submitted(Outcome.WITH_FAULTS.value)),
        ("Provincies niet ingediend", "Inzendingen", submitted(Outcome.MISSING.value)),
        ("Bestanden apart gezet", "Inzendingen", apart),
        ("Vraagstukken op de agenda", "Per landsdeel", counted("Agenda", "Status", GEAGENDEERD)),
        ("Conflicten", "Conflicten", counted("Conflicten", "Vraagstuk")),
        ("Afspraken", "Afspraken", counted("Afspraken", "Id")),
        ("Zwevende afspraken", "Zwevend", counted("Zwevend", "Id")),
        ("Fouten", "Bevindingen", counted("Bevindingen", "Ernst", "fout")),
        ("Aandachtspunten", "Bevindingen", counted("Bevindingen", "Ernst", "aandachtspunt")),
        ("Nog geen reactie van VRO", "Reacties", counted("Reacties", "Besluit VRO", "nog geen reactie")),
    ]
    row = FIGURE_ROW - 1
    for label, target, (formula, value) in figures:
        sheet.write_url(row, 0, f"internal:'{target}'!A1", formats.link, label)
        sheet.write_formula(row, 1, formula, formats.figure, value)
        row += 1
    return row


def _write_map(sheet: Worksheet, formats: Formats, round_: Round) -> None:
    """The twelve provinces as tiles of two cells: the name, linked to its line, and the outcome in words and colour."""
    sheet.write_string(MAP_ROW - 2, MAP_COLUMN, "Wie diende in", formats.heading)
    lines = {s.province: n for n, s in enumerate(round_.submissions) if s.outcome is not Outcome.QUARANTINED}
    for province in provinces():
        down, right = MAP[province.code]
        row, column = MAP_ROW - 1 + 2 * down, MAP_COLUMN + right
        submission = round_.submission_of(province)
        top, bottom = formats.tiles[submission.outcome]
        target = f"internal:'Inzendingen'!A{FIRST_ROW + lines[province]}"
        sheet.write_url(row, column, target, top, province.naam, _tip(province, submission.fouten, submission.aandachtspunten))
        sheet.write_string(row + 1, column, submission.outcome.value, bottom)


def _tip(province: Province, fouten: int, aandachtspunten: int) -> str:
    return f"{province.naam}: fouten {fouten}, aandachtspunten {aandachtspunten}"


def _write_first_look(sheet: Worksheet, formats: Formats, round_: Round, placed: Mapping[str, Placed]) -> None:
    """What deserves a call first: provinces without a workbook, then floating agreements by name."""
    column = 8
    sheet.write_string(FIGURE_ROW - 2, column, "Kijk hier eerst", formats.heading)
    row = FIGURE_ROW - 1
    for submission in round_.submissions:
        if submission.outcome is Outcome.MISSING and submission.province:
            sheet.write_url(row, column, "internal:'Inzendingen'!A1", formats.link, f"{submission.province.naam} diende niet in")
            row += 1
    floating = placed["Zwevend"]
    titles = [f"{id_} {titel}" for id_, titel in zip(floating.values("Id"), floating.values("Titel"), strict=True)]
    for number, title in enumerate(titles[:MOST_FLOATING]):
        text = title if len(title) <= 60 else title[:59] + "…"
        sheet.write_url(row, column, f"internal:'Zwevend'!A{FIRST_ROW + number}", formats.link, f"Zweeft: {text}")
        row += 1
    if len(titles) > MOST_FLOATING:
        more = f"… en nog {len(titles) - MOST_FLOATING} zwevende afspraken"
        sheet.write_url(row, column, "internal:'Zwevend'!A1", formats.link, more)
    if row == FIGURE_ROW - 1:
        sheet.write_string(row, column, "Niets: alles is binnen en niets zweeft.", formats.plain)


def _blocks() -> list[Block]:
    return [
        Block("Vraagstukken per stap", "Agenda", "Stap", value_list("stappen").values),
        Block("Vraagstukken per landsdeel", "Per landsdeel", "Landsdeel", value_list("landsdelen").values),
        Block("Afspraken per soort", "Afspraken", "Soort", value_list("soorten").values),
        Block("Afspraken per type", "Afspraken", "Type", value_list("afspraaktypen").values),
        Block(
            "Voortgang van afspraken", "Voortgang", "Groep",
            ("gerealiseerd", "op koers met zorg", "uit koers", "vervallen", "geen bericht"),
        ),
    ]  # fmt: skip


def _write_charts(book: xlsxwriter.Workbook, sheet: Worksheet, formats: Formats, placed: Mapping[str, Placed], top: int) -> None:
    """Small tables of counts on the right, and beside each other below the figures a bar chart of each."""
    counts: list[tuple[str, list[tuple[str, str, int]]]] = []
    for block in _blocks():
        cells = placed[block.sheet].range(block.header)
        values = placed[block.sheet].values(block.header)
        counts.append((block.title, [(label, f'=COUNTIF({cells},"{label}")', values.count(label)) for label in block.labels]))
    agenda = placed["Agenda"]
    met = [(label, f'=COUNTIF({agenda.range(label)},"{JA}")', agenda.values(label).count(JA)) for _, label in CRITERIA]
    counts.insert(1, ("Vraagstukken per criterium", met))
    sheet.write_string(top, 0, "In beeld", formats.heading)
    sheet.write_string(top, 8, "De getallen achter de grafieken", formats.heading)
    row = top + 1
    for number, (title, lines) in enumerate(counts):
        sheet.write_string(row, 8, title, formats.header)
        sheet.write_string(row, 9, "aantal", formats.header)
        first = row + 1
        for label, formula, value in lines:
            row += 1
            sheet.write_string(row, 8, label, formats.cell)
            sheet.write_formula(row, 9, formula, formats.count, value)
        chart = book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": title,
                "categories": ["Dashboard", first, 8, row, 8],
                "values": ["Dashboard", first, 9, row, 9],
                "fill": {"color": styles.CHART_COLOURS[0]},
                "data_labels": {"value": True},
                "gap": 60,
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 12, "color": styles.BRAND}, "overlay": False})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "major_tick_mark": "none"})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_size({"width": CHART_WIDTH, "height": CHART_HEIGHT})
        described = "; ".join(f"{label}: {value}" for label, _, value in lines)
        place = {"x_offset": number % 2 * (CHART_WIDTH + CHART_GAP), "y_offset": number // 2 * (CHART_HEIGHT + CHART_GAP)}
        sheet.insert_chart(top + 1, 0, chart, place | {"description": f"{title}. {described}", "object_position": 3})
        row += 2
