"""Every line of a list is placed or listed; nothing is invented or dropped."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from ra_excel.domain.cycle import load_cycle
from ra_excel.errors import RaError
from ra_excel.jobs.illustrations import example_folder
from ra_excel.jobs.templates import IMPORT_REPORT, import_agreements
from ra_excel.progress import silent
from ra_excel.reading.earlier_agreements import honest_date, place_lines, read_list
from ra_excel.reading.tables import SheetTable
from ra_excel.reading.workbook import read_workbook_file
from tests.helpers.clean import CYCLE

HEADER = "provincie,soort,thema,titel,tekst,partijen,deadline,landing,bron,herkomst\n"


def placed(tmp_path: Path, line: str) -> dict[str, object]:
    """The row that one line becomes."""
    (tmp_path / "lijst.csv").write_text(HEADER + line + "\n", "utf-8")
    imported = place_lines(read_list(tmp_path / "lijst.csv", {}))
    return dict(next(iter(imported.rows.values()))[0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2030", (date(2030, 12, 31), "jaar")),
        ("eind 2030", (date(2030, 12, 31), "jaar")),
        ("juni 2027", (date(2027, 6, 30), "maand")),
        ("2028-02", (date(2028, 2, 29), "maand")),
        ("2027-Q3", (date(2027, 9, 30), "kwartaal")),
        ("Q1 2027", (date(2027, 3, 31), "kwartaal")),
        ("12-6-2025", (date(2025, 6, 12), "dag")),
        ("2024/2025", None),
        ("binnenkort", None),
        ("1830", None),
    ],
)
def test_dates_are_as_precise_as_the_source(text: str, found: object) -> None:
    assert honest_date(text) == found


def test_old_ministry_names_become_their_successors(tmp_path: Path) -> None:
    row = placed(tmp_path, "Drenthe,,,T,Tekst,minister voor VRO; EZK; LNV; I&M; gemeente Assen,,,,")
    assert row["betrokkenen"] == "VRO; EZ; KGG; LVVN; IenW; gemeente Assen"
    assert "EZK" in str(row["notitie"])


def test_what_is_unclear_stays_readable(tmp_path: Path) -> None:
    row = placed(tmp_path, "Drenthe,afspraak,water,T,Tekst,,ooit,Deltaplan,,BOL 2023")
    assert not {"soort", "thema", "deadline", "landing_instrument", "vastgesteld_op"} & row.keys()
    assert row["landing_document"] == "Deltaplan"
    assert all(word in str(row["notitie"]) for word in ("afspraak", "water", "ooit"))


def test_unknown_province_is_listed_not_dropped(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(
        HEADER + "Hollandia,,,T,Tekst,,,,,\nfriesland,,,T2,Tekst,,,,,\n", "utf-8"
    )
    imported = place_lines(read_list(tmp_path / "l.csv", {}))
    assert [(p.line.number, p.province and p.province.code, p.id) for p in imported.placements] == [
        (2, None, None),
        (3, "FR", "FR-A001"),
    ]


def test_semicolons_other_headers_cp1252_and_unknown_columns(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_bytes(
        "Gebied;Naam;Omschrijving;Kleur\nFryslân;Titel;Tekst;blauw\n".encode("cp1252")
    )
    imported = place_lines(read_list(tmp_path / "l.csv", {}))
    row = next(iter(imported.rows.values()))[0]
    assert (row["titel"], row["notitie"]) == ("Titel", "Kleur: blauw")


def test_column_map_and_line_breaks_in_cells(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(
        'wie,titel,wat\nDrenthe,T,"een\ntwee"\nUtrecht,T,drie\n', "utf-8"
    )
    lines = read_list(tmp_path / "l.csv", {"provincie": "wie", "tekst": "wat"})
    assert [(line.number, line.fields["tekst"]) for line in lines] == [
        (2, "een\ntwee"),
        (4, "drie"),
    ]


def test_workbook_as_list(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "l.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Provincie", "Titel", "Tekst", "Deadline"])
        sheet.write_row(2, 0, ["Drenthe", "T", "Tekst", 2030])
    line = read_list(tmp_path / "l.xlsx", {})[0]
    assert (line.number, line.fields["deadline"]) == (3, "2030")


@pytest.mark.parametrize("text", ["", "titel,tekst\na,b\n", "a\n"])
def test_unusable_list_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "l.csv").write_text(text)
    with pytest.raises(RaError):
        read_list(tmp_path / "l.csv", {})


def test_every_real_agreement_is_found_back_in_its_workbook(tmp_path: Path) -> None:
    source = example_folder() / "afspraken-praktijk.csv"
    import_agreements(source, load_cycle(CYCLE), tmp_path / "uit", {}, silent)
    with source.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    with (tmp_path / "uit" / IMPORT_REPORT).open(encoding="utf-8-sig", newline="") as file:
        report = list(csv.DictReader(file, delimiter=";"))
    assert len(report) == len(lines) == 99
    tables: dict[Path, SheetTable] = {}
    for line, entry in zip(lines, report, strict=True):
        path = tmp_path / "uit" / entry["bestand"]
        table = tables.setdefault(path, read_workbook_file(path).tables["afspraken"])
        row = table.record(table.numbers.index(int(entry["rij"])))
        assert (row["id"], row["titel"], row["tekst"]) == (
            entry["id"],
            line["titel"],
            line["tekst"],
        )
        assert (row["vindplaats"] or "", row["herkomst"] or "") == (line["bron"], line["herkomst"])
        for name in ("soort", "thema", "partijen", "deadline", "landing"):
            said = " ".join(str(value) for value in row.values() if value is not None)
            if name in ("partijen", "deadline"):
                assert all(
                    word.strip() in said or word.strip() in str(row["notitie"])
                    for word in line[name].split(";")
                )
            elif name == "thema" and line[name]:
                assert row["thema"] or line[name] in str(row["notitie"])
            elif name == "landing" and line[name]:
                assert row["landing_instrument"]


def test_filled_workbooks_are_never_overwritten(tmp_path: Path) -> None:
    source = example_folder() / "afspraken-praktijk.csv"
    import_agreements(source, load_cycle(CYCLE), tmp_path / "uit", {}, silent)
    before = {p.name: p.read_bytes() for p in (tmp_path / "uit").iterdir()}
    with pytest.raises(RaError):
        import_agreements(source, load_cycle(CYCLE), tmp_path / "uit", {}, silent)
    assert {p.name: p.read_bytes() for p in (tmp_path / "uit").iterdir()} == before
