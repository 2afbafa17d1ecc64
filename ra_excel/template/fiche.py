"""The sheet Fiche: choose a vraagstuk and read all of it on one A4 page.

Formulas only: a hidden column D holds where each line finds its row, counted from the header.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import names
from ra_excel.domain.lists import value_list
from ra_excel.domain.model import Kind, Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING
from ra_excel.domain.sheets.dialoog import DIALOOG
from ra_excel.domain.sheets.monitoring import MONITORING
from ra_excel.template.formats import Formats
from ra_excel.template.ranges import area

TITLE = "Fiche: één vraagstuk op één pagina"
HELP = (
    "Kies hieronder een vraagstuk. Alles op deze pagina komt uit de andere bladen; "
    "afdrukken past op één A4."
)

WIDTHS = (28, 96)
CHOICE_ROW = 4
ID = f"$B${CHOICE_ROW}"
"""The cell in which the reader chooses."""
ROW_COLUMN = "D"
CHARACTERS_PER_LINE, LINE_POINTS = 96, 15


class _Page:
    """Writes the page from top to bottom; ``row`` is the Excel row that comes next."""

    def __init__(self, sheet: Worksheet, formats: Formats) -> None:
        self.sheet, self.formats, self.row = sheet, formats, CHOICE_ROW + 1

    def section(self, title: str) -> None:
        """A band with the title of what follows."""
        self.sheet.write_string(self.row - 1, 0, title, self.formats.header)
        self.sheet.write_string(self.row - 1, 1, "", self.formats.header)
        self.row += 1

    def line(self, label: str, text: str, lines: int = 1) -> None:
        """A label (text or formula) beside a formula that is shown on at most ``lines`` lines."""
        longest = lines * CHARACTERS_PER_LINE
        shown = f'=IF(LEN({text})>{longest},LEFT({text},{longest - 2})&" …",{text})'
        self.sheet.set_row(self.row - 1, lines * LINE_POINTS + 3)
        if label.startswith("="):
            self.sheet.write_formula(self.row - 1, 0, label, self.formats.fiche_label)
        else:
            self.sheet.write_string(self.row - 1, 0, label, self.formats.fiche_label)
        self.sheet.write_formula(self.row - 1, 1, shown, self.formats.fiche_text)
        self.row += 1

    def keep_row(self, formula: str) -> str:
        """Put where this line finds its row in the hidden column; gives that cell."""
        self.sheet.write_formula(f"{ROW_COLUMN}{self.row}", f"={formula}", self.formats.plain)
        return f"${ROW_COLUMN}${self.row}"


@dataclass(frozen=True)
class _Listing:
    """Rows of a table that speak of the chosen vraagstuk: how many fit, and what each line says."""

    title: str
    table: Table
    count: int
    lines: int
    words: Callable[[str], str]
    """Text of a line, as a formula, from the cell that holds where its row is."""


def write_fiche(sheet: Worksheet, formats: Formats, first_id: str) -> None:
    """Write the page with ``first_id`` chosen."""
    formats.write_heading(sheet, TITLE, HELP)
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    sheet.set_column(f"{ROW_COLUMN}:{ROW_COLUMN}", None, None, {"hidden": True})
    _write_choice(sheet, formats, first_id)
    page = _Page(sheet, formats)
    _write_vraagstuk(page)
    for listing in LISTINGS:
        _write_listing(page, listing)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
    sheet.print_area(0, 0, page.row - 2, 1)
    sheet.fit_to_pages(1, 1)
    sheet.set_footer("&L&A&Rblad &P van &N")
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _write_choice(sheet: Worksheet, formats: Formats, first_id: str) -> None:
    row = CHOICE_ROW - 1
    sheet.write_string(row, 0, "Vraagstuk (kies een id)", formats.label)
    sheet.write_string(row, 1, first_id, formats.choice)
    options = {
        "validate": "list",
        "source": f"={names.ids_range_name(AGENDA.name)}",
        "input_title": "Vraagstuk",
        "input_message": "Kies het id van een vraagstuk op het blad Agenda.",
        "error_message": "Kies een id uit de lijst.",
    }
    sheet.data_validation(row, 1, row, 1, options)
    sheet.set_selection(row, 1, row, 1)


def _write_vraagstuk(page: _Page) -> None:
    row = page.keep_row(f"IFERROR(MATCH({ID},{area(AGENDA, 'id')},0),0)")

    def show(column: str) -> str:
        return _text(AGENDA, column, row)

    def then(before: str, column: str) -> str:
        return _after(before, show(column))

    page.line("Titel", show("titel"))
    state = _joined(show("status"), then(" · stap ", "stap"), then(" · prioriteit ", "prioriteit"))
    page.line("Stand", state)
    page.line("Planning en beoogd type", _joined(show("planning"), then(" · ", "beoogd_type")))
    who = _joined(show("domeinen"), then(" · ", "departementen"), then(" · ", "partners"))
    page.line("Wie en waar", who, 2)
    page.section("Het vraagstuk")
    page.line("Probleemanalyse", show("probleemanalyse"), 5)
    page.line("Gezamenlijk doel", show("gezamenlijk_doel"), 2)
    page.line("Stand van zaken Rijk", show("stand_rijk"), 3)
    page.line("Stand van zaken regio", show("stand_regio"), 3)
    page.section("Waarom in het arrangement")
    for entry in value_list("criteria").entries:
        answer, grounds = f"criterium_{entry.code}", f"onderbouwing_{entry.code}"
        page.line(entry.value, _joined(show(answer), then(": ", grounds)), 2)


def _write_listing(page: _Page, listing: _Listing) -> None:
    """Each row is found below the one before it; the page says how many more there are."""
    table = listing.table
    page.section(listing.title)
    whole, ids = area(table, "vraagstuk"), area(table, "id")
    previous, nothing = "1", f'"Nog geen {table.noun.plural}."'
    for _ in range(listing.count):
        below = f"INDEX({whole},{previous}+1):INDEX({whole},{table.room + 1})"
        found = f"IFERROR({previous}+MATCH({ID},{below},0),0)"
        previous = page.keep_row(f"IF({previous}=0,0,{found})")
        label = f'=IF({previous}=0,"",INDEX({ids},{previous})&"")'
        text = f"IF({previous}=0,{nothing},{listing.words(previous)})"
        page.line(label, text, listing.lines)
        nothing = '""'
    rest = f"COUNTIF({area(table, 'vraagstuk')},{ID})-{listing.count}"
    page.line("", f'IF({rest}>0,"En nog "&({rest})&" op het blad {table.sheet}.","")')


def _session(row: str) -> str:
    def then(before: str, column: str) -> str:
        return _after(before, _text(DIALOOG, column, row))

    where = _joined(then(" · ", "werkvorm"), then(" · ", "niveau"), then(" · ", "deelnemers"))
    return _joined(_text(DIALOOG, "datum", row), where, then(" → ", "uitkomst"))


def _route(row: str) -> str:
    def then(before: str, column: str) -> str:
        return _after(before, _text(BESLUITVORMING, column, row))

    return _joined(
        _text(BESLUITVORMING, "route", row),
        then(" · ", "uitkomst"),
        then(" ", "besluit_datum"),
        then(" · ", "besluit_gremium"),
        then(" · escalatie: ", "escalatieniveau"),
        then(" · schuurt: ", "conflict_schuurpunt"),
        then(" · ", "besluit"),
    )


def _agreement(row: str) -> str:
    def then(before: str, column: str) -> str:
        return _after(before, _text(AFSPRAKEN, column, row))

    reports = f"{area(MONITORING, 'afspraak')}=INDEX({area(AFSPRAKEN, 'id')},{row})"
    last = f"LOOKUP(2,1/({reports}),{area(MONITORING, 'voortgang')})"
    return _joined(
        _text(AFSPRAKEN, "titel", row),
        then(" · ", "type"),
        then(" · trekker ", "trekker"),
        then(" · uiterlijk ", "deadline"),
        then(" · landt in ", "landing_instrument"),
        f'" · voortgang: "&IFERROR({last},"nog geen bericht")',
    )


LISTINGS = (
    _Listing("Dialoog", DIALOOG, count=6, lines=1, words=_session),
    _Listing("Route: besluit of conflict", BESLUITVORMING, count=2, lines=2, words=_route),
    _Listing("Afspraken en voortgang", AFSPRAKEN, count=6, lines=2, words=_agreement),
)


def _text(table: Table, column: str, row: str) -> str:
    """What a cell says as text, in the row that the cell ``row`` points at.

    Dates as dd-mm-jjjj in every language of Excel.
    """
    cell = f"INDEX({area(table, column)},{row})"
    if table.by_name[column].kind is Kind.DATE:
        day = f'TEXT(DAY({cell}),"00")&"-"&TEXT(MONTH({cell}),"00")&"-"&YEAR({cell})'
        return f'IF(ISNUMBER({cell}),{day},{cell}&"")'
    return f'IF({row}=0,"",{cell}&"")'


def _after(before: str, text: str) -> str:
    """The text with something before it, or nothing."""
    return f'IF({text}="","","{before}"&{text})'


def _joined(*texts: str) -> str:
    return "&".join(texts)
