"""Filled workbooks to measure with: always the same, in our own format, with long Dutch texts and
known faults.

A folder of 12 holds one workbook per province; in a larger one every province sent more versions,
as people mail them.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import Inzender, get_province, provinces
from ra_excel.domain.model import Kind
from ra_excel.domain.tables import TABLES
from ra_excel.template.build import build_workbook, file_name
from tests.helpers.clean import CYCLE, Rows, clean_rows, rows_of

ON_AGENDA, PROPOSED, AGREEMENTS_EACH, REPORTS_EACH = 8, 16, 6, 2
FAULTS = 0.02
"""Part of the filled cells that is spoiled; never two in one row, so that none hides another."""

PLANTED = "fouten.json"
"""What was spoiled in the workbooks of a folder: [file, code, ``sheet!cell``]."""

SUBJECTS = (
    "De provincie",
    "Het waterschap",
    "De regio",
    "Het ministerie",
    "De werkgroep bodem",
    "Het gebiedsproces",
    "De gemeente",
    "Het drinkwaterbedrijf",
    "De netbeheerder",
    "Het havenbedrijf",
    "De veiligheidsregio",
    "Het programmabureau",
)
VERBS = (
    "reserveert",
    "verplaatst",
    "begrenst",
    "herverdeelt",
    "bekostigt",
    "verbreedt",
    "ontsluit",
    "saneert",
    "verdicht",
    "beschermt",
    "bestemt",
    "verkleint",
)
OBJECTS = (
    "de laagste polders langs het kanaal",
    "het stroomnet rond de bedrijventerreinen",
    "de oefenterreinen bij de kazerne",
    "de woningbouw in de spoorzone",
    "het natuurnetwerk op de stuwwal",
    "de zoetwatervoorraad onder de duinen",
    "de landbouwgrond in de beekdalen",
    "de vaargeul naar de binnenhaven",
    "het stikstofbudget van de veehouderij",
    "de waterberging naast de rijksweg",
    "het openbaar vervoer tussen de kernen",
    "de windlocaties voor de kust",
)
ENDS = (
    "zodat de keuze in het omgevingsplan past",
    "omdat uitstel de kosten verdubbelt",
    "terwijl de bestaande rechten blijven gelden",
    "met een besluit vóór de zomer van volgend jaar",
    "binnen de grenzen van het ruimtelijk voorstel",
    "waarvoor dekking staat in de begroting",
    "en meldt de uitkomst aan de regietafel",
    "nadat de effecten op water en bodem bekend zijn",
)


def long_text(chance: random.Random, sentences: int) -> str:
    """Some Dutch sentences, each of about a hundred characters."""
    return " ".join(
        f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)},"
        f" {chance.choice(ENDS)}."
        for _ in range(sentences)
    )


def full_rows(province: Inzender, seed: int) -> Rows:
    """The rows of a province that filled in all it could: some 260, about 90,000 characters."""
    chance, clean = random.Random(seed), clean_rows()
    decided, proposed = clean["agenda"]
    decided |= {
        "criterium_regios": "Nee",
        "onderbouwing_regios": None,
        "reikwijdte": "provinciespecifiek",
        "andere_provincies": None,
    }
    proposed |= {
        "prioriteit": None,
        "stap": "1 Agenderen",
        "status": "voorgesteld",
        "bekrachtigd_gremium": None,
        "bekrachtigd_op": None,
    }
    filled: Rows = {name: [] for name in clean} | {
        "start": clean["start"],
        "rolmatrix": clean["rolmatrix"],
    }

    def add(table: str, row: dict[str, object], **values: object) -> str:
        letter = TABLES[table].id_letter
        id_ = f"DR-{letter}{len(filled[table]) + 1:03d}"
        filled[table].append({**row, **values, "id": id_})
        return id_

    def texts(*columns: str) -> dict[str, object]:
        return {column: long_text(chance, chance.randint(2, 5)) for column in columns}

    for number in range(ON_AGENDA + PROPOSED):
        row = decided if number < ON_AGENDA else proposed
        rank = {"prioriteit": number + 1} if number < ON_AGENDA else {}
        title = f"{chance.choice(OBJECTS).capitalize()} en {chance.choice(OBJECTS)} {number + 1}"
        said = texts("probleemanalyse", "gezamenlijk_doel", "stand_rijk", "stand_regio")
        vraagstuk = add("agenda", row, titel=title, **rank, **said)
        if number >= ON_AGENDA:
            continue
        for session in clean["dialoog"]:
            add(
                "dialoog",
                session,
                vraagstuk=vraagstuk,
                **texts("dilemmas", "kennislacunes", "belangen", "oplossingsrichtingen"),
            )
        add(
            "besluitvorming",
            clean["besluitvorming"][0],
            vraagstuk=vraagstuk,
            **texts("besluit_wat", "besluit"),
        )
        for _ in range(AGREEMENTS_EACH):
            said = texts("tekst", "rijk_doet", "provincie_doet", "resultaat")
            agreement = add(
                "afspraken",
                clean["afspraken"][0],
                vraagstuk=vraagstuk,
                titel=f"Afspraak over {title}",
                **said,
            )
            for report in range(REPORTS_EACH):
                day = date(2026, 10, 15) + timedelta(days=20 * report)
                add(
                    "monitoring",
                    clean["monitoring"][0],
                    afspraak=agreement,
                    peildatum=day,
                    **texts("toelichting", "volgende_stap"),
                )
    for _ in range(8):
        add("lessen", clean["lessen"][0], **texts("wat_werkte", "waarom"))
    return rows_of(province, filled)


SPOILT: dict[Kind, tuple[str, object]] = {
    Kind.TEXT: ("CE-12", "=1+1"),
    Kind.LONG_TEXT: ("CE-05", "kort"),
    Kind.CHOICE: ("CE-02", "zoiets als dit"),
    Kind.MULTI_CHOICE: ("CE-02", "zoiets als dit; en dat"),
    Kind.DATE: ("CE-03", "31-02-2026"),
    Kind.INTEGER: ("CE-04", "1,5"),
    Kind.REFERENCE: ("CE-08", "eerste"),
}
"""A value that a cell of each kind refuses, with the code."""


def spoil(rows: Rows, seed: int) -> list[tuple[str, str]]:
    """Spoil some cells; gives code and ``sheet!cell`` of each."""
    chance, planted = random.Random(-seed), []
    for name, column, number in _choose(rows, chance):
        table = TABLES[name]
        code, value = SPOILT[table.by_name[column].kind]
        rows[name][number][column] = value
        planted.append((code, f"{table.sheet}!{table.letter(column)}{table.first_row + number}"))
    return planted


def _choose(rows: Rows, chance: random.Random) -> list[tuple[str, str, int]]:
    """The cells to spoil: table, column, row; at most one in a row."""
    cells = list(_filled_cells(rows))
    chance.shuffle(cells)
    wanted = round(len(cells) * FAULTS)
    taken: set[tuple[str, int]] = set()
    chosen: list[tuple[str, str, int]] = []
    for name, column, number in cells:
        if (name, number) not in taken and len(chosen) < wanted:
            taken.add((name, number))
            chosen.append((name, column, number))
    return chosen


def _filled_cells(rows: Rows) -> Iterator[tuple[str, str, int]]:
    for name, lines in rows.items():
        if name in ("start", "rolmatrix"):
            continue
        for number, line in enumerate(lines):
            for column in TABLES[name].columns:
                if (
                    line.get(column.name) is not None
                    and column.kind in SPOILT
                    and not column.open_list
                ):
                    yield name, column.name, number


def write_one(folder: Path, number: int) -> list[tuple[str, str, str]]:
    """Write the n-th workbook of a folder; gives what was spoiled in it."""
    every = provinces()
    province, version = get_province(every[number % len(every)].naam), number // len(every)
    name = file_name(province, load_cycle(CYCLE))
    path = folder / (name.replace(".xlsx", f"-versie-{version + 1:03d}.xlsx") if version else name)
    rows = full_rows(province, number)
    planted = spoil(rows, number)
    build_workbook(path, province, load_cycle(CYCLE), rows)  # type: ignore[arg-type]
    return [(path.name, code, place) for code, place in planted]


def write_folder(folder: Path, number: int) -> Path:
    """A folder with this many workbooks and the list of what was spoiled. One that is already there
    is used again.
    """
    if not (folder / PLANTED).exists():
        folder.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor() as workers:
            planted = list(workers.map(write_one, [folder] * number, range(number), chunksize=4))
        (folder / PLANTED).write_text(
            json.dumps([fault for one in planted for fault in one]), "utf-8"
        )
    return folder


if __name__ == "__main__":
    write_folder(Path(sys.argv[1]), int(sys.argv[2]))
