"""A workbook without a single finding, to break one thing at a time."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from ra_excel.checks.run import check_workbook
from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import Inzender, get_province
from ra_excel.domain.tables import PROVINCIE, asked_roles
from ra_excel.reading.workbook import read_workbook_file
from tests.helpers.core_only import CORE_ONLY

if CORE_ONLY:
    from tests.helpers.core_only import build_workbook
else:
    from ra_excel.template.build import build_workbook

CYCLE = "2026-2027"
Rows = dict[str, list[dict[str, object]]]

GROUNDS = "Dit blijkt uit het ruimtelijk voorstel van begin 2024."


def clean_rows() -> Rows:
    """Rows for Drenthe that pass every check on 2026-12-01."""
    rows: Rows = {
        "start": [{"contactfunctie": "Programmamanager", "status_inzending": "definitief"}],
        "agenda": [
            {
                "id": "DR-001",
                "titel": "Woningbouw en zoetwater",
                "probleemanalyse": (
                    "Nieuwe wijken vragen ruimte waar water moet worden vastgehouden."
                ),
                "gezamenlijk_doel": "Samen kiezen waar wel en niet wordt gebouwd.",
                "inbrenger": "provincie",
                "herkomst": "ruimtelijk voorstel",
                "domeinen": "wonen; water en bodem; landbouw",
                "departementen": "VRO; IenW",
                "partners": "waterschap Hunze en Aa's; regio",
                "criterium_spanning": "Ja",
                "onderbouwing_spanning": GROUNDS,
                "criterium_multisectoraal": "Ja",
                "onderbouwing_multisectoraal": GROUNDS,
                "criterium_regios": "Ja",
                "onderbouwing_regios": GROUNDS,
                "criterium_vastgelopen": "Nee",
                "criterium_nieuw": "Nee",
                "reikwijdte": "provincie-overstijgend",
                "andere_provincies": "Groningen; Overijssel",
                "prioriteit": 1,
                "planning": "2026-Q3",
                "stap": "4 Opvolging en monitoring",
                "beoogd_type": "C Afweging",
                "status": "geagendeerd",
                "bekrachtigd_gremium": "DO NOVEX",
                "bekrachtigd_op": date(2026, 6, 18),
            },
            {
                "id": "DR-002",
                "titel": "Ruimte voor oefenterreinen",
                "probleemanalyse": "Uitbreiding van oefenterreinen botst met natuur en wonen.",
                "gezamenlijk_doel": "Eén gedeelde voorkeur voor locaties.",
                "inbrenger": "Defensie",
                "herkomst": "nationaal programma",
                "domeinen": "defensie en veiligheid; natuur en landschap",
                "criterium_vastgelopen": "Ja",
                "onderbouwing_vastgelopen": GROUNDS,
                "reikwijdte": "provinciespecifiek",
                "prioriteit": 2,
                "planning": "2026-Q4",
                "stap": "2 Dialoog",
                "status": "geagendeerd",
                "bekrachtigd_gremium": "DO NOVEX",
                "bekrachtigd_op": date(2026, 6, 18),
            },
        ],
        "rolmatrix": [
            {
                "id": role["id"],
                "invuller": f"Functie {role['rol'].lower()}",
                "mandaat": "Zegt inzet en planning toe.",
                "gremium": "DO NOVEX",
                "afgesproken": "Ja",
                "vastgesteld_op": date(2026, 6, 18),
            }
            for role in asked_roles(PROVINCIE)
        ],
        "dialoog": [
            {
                "id": "DR-D001",
                "vraagstuk": "DR-001",
                "datum": date(2026, 6, 22),
                "niveau": "beleidsmedewerkers",
                "werkvorm": "ontwerpatelier",
                "deelnemers": "VRO; provincie",
                "teruggekoppeld": "Ja",
                "uitkomst": "verder in dialoog",
            },
            {
                "id": "DR-D002",
                "vraagstuk": "DR-001",
                "datum": date(2026, 9, 23),
                "niveau": "directeuren",
                "werkvorm": "brede sessie",
                "deelnemers": "Rijk; Drenthe; gemeenten",
                "teruggekoppeld": "Ja",
                "uitkomst": "naar besluitvorming",
            },
        ],
        "besluitvorming": [
            {
                "id": "DR-B001",
                "vraagstuk": "DR-001",
                "route": "besluitvorming",
                "tussenstap_gremium": "Regietafel NOVEX-provincies",
                "tussenstap_datum": date(2026, 9, 25),
                "besluit_waar": "binnen het arrangement",
                "besluit_gremium": "BOL",
                "besluit_wat": "Welke polders vrij blijven van bebouwing.",
                "besluit_wie": "Rijk en provincie leggen het vast in hun visie.",
                "besluit_opvolging": "Landt in de POVI van Drenthe.",
                "uitkomst": "besloten",
                "besluit": "De laagste polders blijven vrij van bebouwing.",
                "besluit_datum": date(2026, 9, 28),
            }
        ],
        "afspraken": [
            {
                "id": "DR-A001",
                "afkomst": "deze cyclus",
                "vraagstuk": "DR-001",
                "titel": "Bouwlocaties buiten de laagste polders",
                "tekst": "Rijk en provincie leggen vast welke polders vrij blijven.",
                "type": "C Afweging",
                "soort": "uitvoeringsafspraak",
                "rijk_doet": "Neemt de keuze op in de Nota Ruimte.",
                "provincie_doet": "Neemt de keuze op in de POVI.",
                "trekker": "provincie",
                "start": date(2026, 10, 1),
                "deadline": date(2027, 12, 31),
                "deadline_precisie": "dag",
                "resultaat": "Een kaart met vrij te houden polders.",
                "borging": "Vast punt in het DO NOVEX.",
                "landing_instrument": "Provinciale Omgevingsvisie (POVI)",
                "landing_document": "POVI Drenthe",
                "vastgesteld_gremium": "BOL",
                "vastgesteld_op": date(2026, 9, 28),
            }
        ],
        "monitoring": [
            {
                "id": "DR-M001",
                "afspraak": "DR-A001",
                "peildatum": date(2026, 11, 20),
                "voortgang": "op schema",
                "toelichting": "Kaart in concept gereed.",
                "teruggekoppeld_gremium": "DO NOVEX",
                "teruggekoppeld_op": date(2026, 11, 20),
            }
        ],
        "lessen": [
            {
                "id": "DR-L001",
                "onderwerp": "Begin met de kaart",
                "wat_werkte": "Eerst samen tekenen, dan pas schrijven.",
            }
        ],
    }
    return copy.deepcopy(rows)


def rows_of(province: Inzender, rows: Rows) -> Rows:
    """The rows of Drenthe as if they were another province's: ids and name change places, all else
    stays.
    """
    swap = {
        "DR-": f"{province.code}-",
        f"{province.code}-": "DR-",
        "Drenthe": province.naam,
        province.naam: "Drenthe",
    }
    pattern = re.compile("|".join(map(re.escape, swap)))

    def moved(value: object) -> object:
        return pattern.sub(lambda found: swap[found[0]], value) if isinstance(value, str) else value

    return {
        table: [{name: moved(value) for name, value in line.items()} for line in lines]
        for table, lines in rows.items()
    }


def build(path: Path, rows: Rows, province: str = "Drenthe") -> Path:
    """Write a workbook with these rows."""
    build_workbook(path, get_province(province), load_cycle(CYCLE), rows)
    return path


def each_violation(cases: Sequence[tuple[str, str, Edit]]) -> pytest.MarkDecorator:
    """A test for every (code, place, edit): the edit gives just that finding."""
    ids = [f"{code}-{number}" for number, (code, _, _) in enumerate(cases)]
    return pytest.mark.parametrize(("code", "place", "edit"), cases, ids=ids)


def check(path: Path) -> Submission:
    """Read and check a workbook."""
    return check_workbook(read_workbook_file(path))


def places(checked: Submission) -> list[tuple[str, str | None]]:
    """Code and ``sheet!cell`` of every finding."""
    return [(f.code, f"{f.blad}!{f.cel}" if f.cel else f.blad) for f in checked.findings]


Edit = Callable[[Rows], None]


def put(table: str, row: int, **values: object) -> Edit:
    """An edit that overwrites cells of the n-th row (from 0) of a table; None empties."""

    def edit(rows: Rows) -> None:
        rows[table][row].update(values)

    return edit
