"""Every rule over the whole country: a violating case and a clean one nearby."""

from __future__ import annotations

import copy
import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ra_excel import SCHEMA_VERSION
from ra_excel.checks.finding import Finding
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.files import read_semicolon_csv
from ra_excel.domain.inzenders import get_province
from ra_excel.domain.settings import load_settings
from ra_excel.domain.tables import TABLES
from ra_excel.jobs.illustrations import example_folder
from ra_excel.round.likeness import most_alike
from ra_excel.round.shared_vraagstukken import distinctive_words
from ra_excel.round.submissions import Collection, RoundTerms, collect, earlier_submissions
from tests.helpers.clean import CYCLE, Rows, build, clean_rows, rows_of
from tests.helpers.packages import edit_parts, replace_in

PLACE = tuple[str, str | None, str | None, str | None]


def groningen() -> Rows:
    """The clean rows as a submission of Groningen that shares DR-001 as GR-001."""
    rows = rows_of(get_province("Groningen"), clean_rows())
    first = rows["agenda"][0]
    first["gedeeld_id"] = "DR-001"
    first["andere_provincies"] = "Drenthe"
    rows["agenda"][1] |= {
        "titel": "Zoute kwel langs de kust",
        "probleemanalyse": "Zeewater dringt op; boeren verliezen opbrengst.",
    }
    return rows


def drenthe() -> Rows:
    rows = clean_rows()
    rows["agenda"][0]["andere_provincies"] = "Groningen"
    return rows


def round_of(
    tmp_path: Path,
    *submissions: tuple[str, Rows],
    day: date | None = None,
    vorige: Path | None = None,
) -> Collection:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for province, rows in submissions:
        build(folder / f"{province}.xlsx", rows, province)
    earlier = earlier_submissions(vorige) if vorige else {}
    return collect(folder, RoundTerms(load_cycle(CYCLE), day, earlier))


def national(collection: Collection) -> list[Finding]:
    in_submissions = [f for one in collection.counted for f in one.findings]
    return [f for f in (*in_submissions, *collection.national) if f.code.startswith("LA")]


def places(collection: Collection, *without: str) -> list[PLACE]:
    return [
        (f.code, f.provincie, f.blad, f.cel)
        for f in national(collection)
        if f.code not in ("LA-01", "LA-09", *without)
    ]


def cell(column: str, row: int, table: str = "agenda") -> str:
    return f"{TABLES[table].letter(column)}{TABLES[table].first_row + row}"


def test_two_provinces_that_share_a_vraagstuk_well_give_nothing(tmp_path: Path) -> None:
    assert places(round_of(tmp_path, ("Drenthe", drenthe()), ("Groningen", groningen()))) == []


def test_la01_a_province_that_did_not_submit(tmp_path: Path) -> None:
    found = [
        f.provincie
        for f in national(round_of(tmp_path, ("Drenthe", drenthe())))
        if f.code == "LA-01"
    ]
    assert len(found) == 11 and "Drenthe" not in found


def test_la02_named_by_one_side(tmp_path: Path) -> None:
    alone = clean_rows()
    other = groningen()
    other["agenda"][0]["gedeeld_id"] = None
    found = places(round_of(tmp_path, ("Drenthe", alone), ("Groningen", other)), "LA-04")
    assert found == [
        ("LA-02", "Groningen", "Agenda", cell("andere_provincies", 0)),
        ("LA-02", "Drenthe", "Agenda", cell("andere_provincies", 0)),
    ]


def test_la02_shared_but_not_named_back(tmp_path: Path) -> None:
    silent_one = groningen()
    silent_one["agenda"][0]["andere_provincies"] = "Fryslân"
    found = places(round_of(tmp_path, ("Drenthe", drenthe()), ("Groningen", silent_one)))
    assert found == [("LA-02", "Groningen", "Agenda", cell("andere_provincies", 0))]


@pytest.mark.parametrize(
    ("table", "column", "value", "place"),
    [
        ("agenda", "stap", "3a Besluitvorming", "stap"),
        ("agenda", "planning", "2027-Q1", "planning"),
        ("agenda", "status", "voorgesteld", "status"),
    ],
)
def test_la03_a_shared_vraagstuk_that_differs(
    tmp_path: Path, table: str, column: str, value: str, place: str
) -> None:
    other = groningen()
    other[table][0][column] = value
    found = places(round_of(tmp_path, ("Drenthe", drenthe()), ("Groningen", other)))
    assert found == [("LA-03", "Groningen", "Agenda", cell(place, 0))]


def test_la04_nearly_the_same_words_without_a_shared_id(tmp_path: Path) -> None:
    other = groningen()
    twin = {
        "titel": "Oefenterreinen van de krijgsmacht",
        "probleemanalyse": "Uitbreiding van oefenterreinen botst met natuur en wonen.",
    }
    other["agenda"][1] |= twin
    collection = round_of(tmp_path, ("Drenthe", drenthe()), ("Groningen", other))
    assert places(collection) == [("LA-04", "Drenthe", "Agenda", cell("titel", 1))]
    (finding,) = [f for f in national(collection) if f.code == "LA-04"]
    assert "GR-002" in finding.melding


def test_la05_an_agreement_of_one_side(tmp_path: Path) -> None:
    other = groningen()
    other["afspraken"], other["monitoring"] = [], []
    found = places(round_of(tmp_path, ("Drenthe", drenthe()), ("Groningen", other)))
    assert found == [("LA-05", "Drenthe", "Afspraken", cell("vraagstuk", 0, "afspraken"))]


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        ("xl/workbook.xml", f'"{SCHEMA_VERSION}"</definedName>', '"0"</definedName>', "ST-02"),
        ("xl/sharedStrings.xml", f"<t>{CYCLE}</t>", "<t>2024-2025</t>", "ST-10"),
    ],
)
def test_la06_another_template_or_cycle_in_the_folder(
    tmp_path: Path, part: str, old: str, new: str, code: str
) -> None:
    (tmp_path / "in").mkdir()
    edit_parts(
        build(tmp_path / "in" / "oud.xlsx", clean_rows(), "Zeeland"), replace_in(part, old, new)
    )
    collection = round_of(tmp_path, ("Drenthe", drenthe()))
    assert [f.code for one in collection.set_apart for f in one.findings] == [code]
    assert [f.waarde for f in collection.national if f.code == "LA-06"] == ["oud.xlsx"]


def test_la06_a_workbook_that_was_never_ours_mixes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    openpyxl.Workbook().save(tmp_path / "in" / "begroting.xlsx")
    assert places(round_of(tmp_path, ("Drenthe", drenthe()))) == []


def test_la07_more_than_a_department_can_carry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = drenthe()
    busy["agenda"][1]["departementen"] = "VRO"
    small = replace(load_cycle(CYCLE), capaciteit_departement=1)
    folder = tmp_path / "in"
    folder.mkdir()
    build(folder / "d.xlsx", busy)
    build(folder / "g.xlsx", groningen(), "Groningen")
    found = [f for f in collect(folder, RoundTerms(small)).national if f.code == "LA-07"]
    assert [f.waarde for f in found] == ["VRO"], (
        "IenW sits at one vraagstuk, which two provinces share"
    )


def test_la08_what_vro_still_owes(tmp_path: Path) -> None:
    answered = drenthe()
    reaction = {
        "onderwerp": "DR-001",
        "besluit": "overgenomen",
        "motivering": "Past in de Nota Ruimte.",
        "datum": date(2027, 1, 10),
    }
    answered["terugkoppeling"] = [reaction]
    collection = round_of(
        tmp_path, ("Drenthe", answered), ("Groningen", groningen()), day=date(2027, 2, 1)
    )
    owed = [f for f in collection.national if f.code == "LA-08"]
    assert [(f.provincie, f.waarde) for f in owed] == [
        ("Groningen", "GR-001"),
        ("Groningen", "GR-002"),
        ("Drenthe", "DR-002"),
    ]
    assert not [f for one in collection.counted for f in one.findings if f.code == "LA-08"], (
        "it is not the province's work"
    )


def test_la08_within_the_term(tmp_path: Path) -> None:
    assert (
        places(
            round_of(
                tmp_path, ("Drenthe", drenthe()), ("Groningen", groningen()), day=date(2027, 1, 26)
            )
        )
        == []
    )


def test_la08_counts_from_the_first_submission(tmp_path: Path) -> None:
    before = tmp_path / "vorige"
    before.mkdir()
    old, new = drenthe(), drenthe()
    old["start"][0]["peildatum"] = date(2026, 9, 1)
    new["start"][0]["peildatum"] = date(2026, 12, 1)
    build(before / "d.xlsx", old)
    collection = round_of(tmp_path, ("Drenthe", new), ("Groningen", groningen()), vorige=before)
    assert [f.waarde for f in collection.national if f.code == "LA-08"] == ["DR-001", "DR-002"]


def test_la09_a_tension_that_nobody_took_up(tmp_path: Path) -> None:
    rows = drenthe()
    found = [f for f in national(round_of(tmp_path, ("Drenthe", rows))) if f.code == "LA-09"]
    assert len(found) == 2
    rows["agenda"][0]["probleemanalyse"] = (
        "Snel woningen bouwen en wateroverlast voorkomen vraagt samenhang."
    )
    assert not [f for f in national(round_of(tmp_path, ("Drenthe", rows))) if f.code == "LA-09"]


def test_a_national_finding_persists_from_the_previous_round(tmp_path: Path) -> None:
    before = tmp_path / "vorige"
    before.mkdir()
    for name, rows in (("Drenthe", drenthe()), ("Groningen", groningen())):
        changed = copy.deepcopy(rows)
        if name == "Groningen":
            changed["agenda"][0]["planning"] = "2027-Q1"
        build(before / f"{name}.xlsx", changed, name)
    other = groningen()
    other["agenda"][0]["planning"] = "2027-Q1"
    (finding,) = (
        f
        for f in national(
            round_of(tmp_path, ("Drenthe", drenthe()), ("Groningen", other), vorige=before)
        )
        if f.code == "LA-03"
    )
    assert finding.stand == "blijft"
    good = round_of(tmp_path, ("Groningen", groningen()), vorige=before)
    assert [f.code for one in good.counted for f in one.solved] == ["LA-03"]


def test_likeness_on_the_real_agreements() -> None:
    """Pairs labelled by hand; the figures stand in docs/controles-gemeten.md."""
    with (example_folder() / "afspraken-praktijk.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        texts = {
            line["titel"]: distinctive_words(f"{line['titel']} {line['tekst']}")
            for line in csv.DictReader(file)
        }
    limit = load_settings().min_gelijkenis
    found = {"ja": 0, "nee": 0}
    sample = read_semicolon_csv(Path(__file__).with_name("gelijkenis.csv"))
    for line in sample:
        found[line["zelfde"]] += len(
            list(most_alike([texts[line["eerste"]], texts[line["tweede"]]], limit))
        )
    assert len(sample) == 90 and sum(line["zelfde"] == "ja" for line in sample) == 40
    assert found == {"ja": 4, "nee": 0}
