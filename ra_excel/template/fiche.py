"""The sheet Fiche: choose a vraagstuk and read all of it on one A4 page. Formulas only, found through column D."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from ra_excel.domain import names
from ra_excel.domain.lists import value_list
from ra_excel.domain.model import Column, Kind, Noun, Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.besluitvorming import BESLUITVORMING
from ra_excel.domain.sheets.dialoog import DIALOOG
from ra_excel.domain.sheets.monitoring import MONITORING
from ra_excel.template.formats import Formats
from ra_excel.template.ranges import area

TITLE = "Fiche: één vraagstuk op één pagina"
HELP = "Kies hieronder een vraagstuk. Alles op deze pagina komt uit de andere bladen; afdrukken past op één A4."

WIDTHS = (28, 96)
CHOICE_ROW = 4
ID = f"$B${CHOICE_ROW}"
"""The cell in which the reader chooses."""
CHARACTERS_PER_LINE, LINE_POINTS = 96, 15

SESSIONS, ROUTES, AGREEMENTS = 6, 2, 6
"""How many of each fit on the page; the page says how many more there are."""


class _Page:
    """Writes the page from top to bottom; ``row`` is the Excel row that comes next."""

    def __init__(self, sheet: Worksheet, formats: Formats) -> None:
        self.sheet, self.formats, self.row = sheet, formats, CHOICE_ROW + 1

    def section(self, title: str) -> None:
        """A band with the title of what follows."""
        for column in (0, 1):
            self.sheet.write_string(
                self.row - 1, column, title if column == 0 else "", self.formats.header
            )
        self.row += 1

    def line(self, label: str, text: str, lines: int = 1) -> None:
        """A label (text or formula) beside a formula that is shown on at most ``lines`` lines."""
        longest = lines * CHARACTERS_PER_LINE
        shown = f'=IF(LEN({text})>{longest},LEFT({text},{longest - 2})&" …",{text})'
        self.sheet.set_row(self.row - 1, lines * LINE_POINTS + 3)
        write = self.sheet.write_formula if label.startswith("=") else self.sheet.write_string
        write(self.row - 1, 0, label, self.formats.fiche_label)
        self.sheet.write_formula(self.row - 1, 1, shown, self.formats.fiche_text)
        self.row += 1

    def place(self, formula: str) -> str:
        """Put the Excel row of what this line shows in column D; gives the address of that cell."""
        self.sheet.write_formula(self.row - 1, 3, f"={formula}", self.formats.plain)
        return f"$D${self.row}"


def write_fiche(sheet: Worksheet, formats: Formats, first_id: str) -> None:
    """Write the page with ``first_id`` chosen."""
    formats.write_heading(sheet, TITLE, HELP)
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    sheet.set_column(3, 3, None, None, {"hidden": True})
    _write_choice(sheet, formats, first_id)
    page = _Page(sheet, formats)
    _write_vraagstuk(page)
    _write_list(page, "Dialoog", DIALOOG, "vraagstuk", SESSIONS, _session, 1)
    _write_list(page, "Route: besluit of conflict", BESLUITVORMING, "vraagstuk", ROUTES, _route, 2)
    _write_list(page, "Afspraken en voortgang", AFSPRAKEN, "vraagstuk", AGREEMENTS, _agreement, 2)
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
    sheet.write_string(row, 1, first_id, formats.form_input)
    sheet.data_validation(
        row,
        1,
        row,
        1,
        {
            "validate": "list",
            "source": f"={names.ids_range_name(AGENDA.name)}",
            "input_title": "Vraagstuk",
            "input_message": "Kies het id van een vraagstuk op het blad Agenda.",
            "error_message": "Kies een id uit de lijst.",
        },
    )
    sheet.set_selection(row, 1, row, 1)


def _write_vraagstuk(page: _Page) -> None:
    at = page.place(f"IFERROR({AGENDA.header_row}+MATCH({ID},{area(AGENDA, 'id')},0),0)")

    def show(column: str) -> str:
        return _text(AGENDA, AGENDA.by_name[column], at)

    page.line("Titel", show("titel"))
    page.line(
        "Stand",
        f"{show('status')}&{_after(' · stap ', show('stap'))}&{_after(' · prioriteit ', show('prioriteit'))}",
    )
    page.line("Planning en beoogd type", f"{show('planning')}&{_after(' · ', show('beoogd_type'))}")
    page.line(
        "Wie en waar",
        f"{show('domeinen')}&{_after(' · ', show('departementen'))}&{_after(' · ', show('partners'))}",
        2,
    )
    page.section("Het vraagstuk")
    page.line("Probleemanalyse", show("probleemanalyse"), 5)
    page.line("Gezamenlijk doel", show("gezamenlijk_doel"), 2)
    page.line("Stand van zaken Rijk", show("stand_rijk"), 3)
    page.line("Stand van zaken regio", show("stand_regio"), 3)
    page.section("Waarom in het arrangement")
    for entry in value_list("criteria").entries:
        grounds = show(f"onderbouwing_{entry.code}")
        page.line(entry.value, f"{show(f'criterium_{entry.code}')}&{_after(': ', grounds)}", 2)


def _write_list(
    page: _Page, title: str, table: Table, column: str, count: int, words: object, lines: int
) -> None:
    """The first ``count`` rows of a table that speak of the chosen vraagstuk, each found below the one before it."""
    page.section(title)
    whole = f"{table.sheet}!${table.letter(column)}:${table.letter(column)}"
    previous = str(table.header_row)
    for number in range(1, count + 1):
        below = f"INDEX({whole},{previous}+1):INDEX({whole},{table.last_row})"
        previous = page.place(f"IF({previous}=0,0,IFERROR({previous}+MATCH({ID},{below},0),0))")
        label = f'=IF({previous}=0,"",INDEX({table.sheet}!$A:$A,{previous})&"")'
        assert callable(words)
        text = f"IF({previous}=0,{_nothing(table.noun) if number == 1 else chr(34) * 2},{words(previous)})"
        page.line(label, text, lines)
    rest = f"COUNTIF({area(table, column)},{ID})-{count}"
    page.line("", f'IF({rest}>0,"En nog "&({rest})&" op het blad {table.sheet}.","")')


def _nothing(row: Noun) -> str:
    return f'"Nog geen {row.plural}."'


def _session(at: str) -> str:
    def show(column: str) -> str:
        return _text(DIALOOG, DIALOOG.by_name[column], at)

    first = f"{show('datum')}&{_after(' · ', show('werkvorm'))}&{_after(' · ', show('niveau'))}&{_after(' · ', show('deelnemers'))}"
    return f"{first}&{_after(' → ', show('uitkomst'))}"


def _route(at: str) -> str:
    def show(column: str) -> str:
        return _text(BESLUITVORMING, BESLUITVORMING.by_name[column], at)

    where = f"{_after(' · ', show('besluit_gremium'))}&{_after(' · escalatie: ', show('escalatieniveau'))}"
    what = f"{_after(' · schuurt: ', show('conflict_schuurpunt'))}&{_after(' · ', show('besluit'))}"
    return f"{show('route')}&{_after(' · ', show('uitkomst'))}&{_after(' ', show('besluit_datum'))}&{where}&{what}"


def _agreement(at: str) -> str:
    def show(column: str) -> str:
        return _text(AFSPRAKEN, AFSPRAKEN.by_name[column], at)

    last = f"LOOKUP(2,1/({area(MONITORING, 'afspraak')}=INDEX(Afspraken!$A:$A,{at})),{area(MONITORING, 'voortgang')})"
    state = f'" · voortgang: "&IFERROR({last},"nog geen bericht")'
    terms = f"{_after(' · ', show('type'))}&{_after(' · trekker ', show('trekker'))}&{_after(' · uiterlijk ', show('deadline'))}"
    return f"{show('titel')}&{terms}&{_after(' · landt in ', show('landing_instrument'))}&{state}"


def _text(table: Table, column: Column, at: str) -> str:
    """What a cell says as text, in the row that ``at`` holds; dates as dd-mm-jjjj in every language of Excel."""
    cell = f"INDEX({table.sheet}!${table.letter(column.name)}:${table.letter(column.name)},{at})"
    if column.kind is Kind.DATE:
        day = f'TEXT(DAY({cell}),"00")&"-"&TEXT(MONTH({cell}),"00")&"-"&YEAR({cell})'
        return f'IF(ISNUMBER({cell}),{day},{cell}&"")'
    return f'IF({at}=0,"",{cell}&"")'


def _after(before: str, text: str) -> str:
    """The text with something before it, or nothing."""
    return f'IF({text}="","","{before}"&{text})'
