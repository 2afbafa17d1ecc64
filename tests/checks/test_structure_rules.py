"""Every ST code: a broken file gives that code; what is near it but in order does not."""

from __future__ import annotations

import os
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from ra_excel import SCHEMA_VERSION
from ra_excel.checks.run import check_workbook
from ra_excel.reading.workbook import read_workbook_file
from tests.helpers.clean import CYCLE, build, check, clean_rows, places
from tests.helpers.packages import Parts, edit_parts, edit_sheet, replace_in, sheet_part


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A clean submission of Drenthe."""
    return build(tmp_path / "drenthe.xlsx", clean_rows())


def codes(path: Path) -> list[str]:
    return [f.code for f in check(path).findings]


def test_st01_text_file(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("geen werkmap")
    assert codes(tmp_path / "x.xlsx") == ["ST-01"]


def test_st01_empty_file(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").touch()
    assert codes(tmp_path / "x.xlsx") == ["ST-01"]


def test_st01_encrypted_file(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(
        bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    finding = check(tmp_path / "x.xlsx").findings[0]
    assert (finding.code, "wachtwoord" in finding.melding) == ("ST-01", True)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95, 0.999])
def test_st01_truncated_zip(book: Path, share: float) -> None:
    content = book.read_bytes()
    book.write_bytes(content[: int(len(content) * share)])
    assert codes(book) == ["ST-01"]


def test_st01_damaged_part(book: Path) -> None:
    content = bytearray(book.read_bytes())
    with ZipFile(book) as archive:
        start = archive.getinfo(sheet_part(book, "Agenda")).header_offset
    content[start + 200 : start + 260] = b"\0" * 60
    book.write_bytes(bytes(content))
    assert codes(book) == ["ST-01"]


def test_st01_other_zip(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("brief.txt", "hallo")
    assert codes(tmp_path / "x.xlsx") == ["ST-01"]


def test_st01_entity_declaration(book: Path) -> None:
    part = sheet_part(book, "Agenda")

    def edit(parts: Parts) -> None:
        parts[part] = parts[part].replace(
            b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1
        )

    assert codes(edit_parts(book, edit)) == ["ST-01"]


def test_st01_part_outside_the_folder(book: Path) -> None:
    with ZipFile(book, "a") as archive:
        archive.writestr("../buiten.xml", "<a/>")
    assert codes(book) == ["ST-01"]


def test_st02_other_version(book: Path) -> None:
    edit_parts(
        book,
        replace_in("xl/workbook.xml", f'"{SCHEMA_VERSION}"</definedName>', '"0"</definedName>'),
    )
    assert codes(book) == ["ST-02"]


def test_st02_not_ours(tmp_path: Path) -> None:
    foreign = openpyxl.Workbook()
    foreign.save(tmp_path / "x.xlsx")
    assert codes(tmp_path / "x.xlsx") == ["ST-02"]


def test_st03_missing_sheet(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    del edited["Lessen"]
    edited.save(book)
    assert places(check(book)) == [("ST-03", "Lessen")]


@pytest.mark.parametrize(
    ("name", "difference"),
    [
        ("Agenda ", "'Agenda ', met een spatie"),
        ("agenda", "'agenda', met andere hoofdletters"),
        ("Agenda\u200b", "'Agenda', met een onzichtbaar teken"),
        ("Agenda 2026", "'Agenda 2026'. Is dat"),
    ],
)
def test_st03_says_what_differs_in_the_name_of_the_sheet(
    book: Path, name: str, difference: str
) -> None:
    def rename(parts: Parts) -> None:
        old, new = b'<sheet name="Agenda"', f'<sheet name="{name}"'.encode()
        assert old in parts["xl/workbook.xml"]
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(old, new)

    finding = next(f for f in check(edit_parts(book, rename)).findings if f.code == "ST-03")
    assert finding.blad == "Agenda"
    assert difference in finding.melding


def test_st04_renamed_column_names_the_suspect(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Agenda"]["E5"] = "Gezamelijk doel"
    edited.save(book)
    checked = check(book)
    assert places(checked) == [("ST-04", "Agenda!E5")]
    assert checked.findings[0].voorstel == "Gezamenlijk doel"


def test_st04_removed_column_has_no_follow_up_faults(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Agenda"]["E5"] = None
    for row in range(6, 8):
        edited["Agenda"].cell(row, 5).value = None
    edited.save(book)
    assert places(check(book)) == [("ST-04", "Agenda")]


def test_st05_extra_column_is_kept(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Lessen"]["G5"] = "Eigen rubriek"
    edited["Lessen"]["G6"] = "bewaar mij"
    edited.save(book)
    workbook = read_workbook_file(book)
    assert places(check_workbook(workbook)) == [("ST-05", "Lessen!G5")]
    assert workbook.tables["lessen"].extra["Eigen rubriek"] == {6: "bewaar mij"}


def test_moved_columns_are_no_fault(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    sheet = edited["Lessen"]
    for row in range(5, 7):
        sheet.cell(row, 3).value, sheet.cell(row, 5).value = (
            sheet.cell(row, 5).value,
            sheet.cell(row, 3).value,
        )
    edited.save(book)
    assert places(check(book)) == []


def test_st06_moved_header_is_followed(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Lessen"].insert_rows(2, 3)
    edited.save(book)
    workbook = read_workbook_file(book)
    assert [f.code for f in check_workbook(workbook).findings] == ["ST-06"]
    assert workbook.tables["lessen"].numbers == [9]


def test_st06_lost_header(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    for cell in edited["Lessen"][5]:
        cell.value = None
    edited.save(book)
    assert codes(book) == ["ST-06"]


def test_st07_beside_the_table(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Lessen"]["I8"] = "losse opmerking"
    edited.save(book)
    assert places(check(book)) == [("ST-07", "Lessen!I8")]


def test_st07_far_below_the_table(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Lessen"]["E300"] = "losse opmerking"
    edited.save(book)
    assert places(check(book)) == [("ST-07", "Lessen!E300")]


def test_st07_own_sheet(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited.create_sheet("Kladblok")["A1"] = "van onszelf"
    edited.save(book)
    assert places(check(book)) == [("ST-07", "Kladblok!A1")]


def test_rows_below_the_table_are_read(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    for column, value in zip(
        "ACD", ("DR-L050", "Rustig beginnen", "Eerst kennismaken."), strict=True
    ):
        edited["Lessen"][f"{column}400"] = value
    edited.save(book)
    workbook = read_workbook_file(book)
    assert places(check_workbook(workbook)) == []
    assert workbook.tables["lessen"].numbers == [6, 400]


def test_stray_spaces_far_below_are_silent(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Agenda"]["D900"] = "  "
    edited["Agenda"]["BA2"] = "\u00a0"
    edited.save(book)
    assert places(check(book)) == []


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "macro's"),
        ("xl/externalLinks/externalLink1.xml", "koppelingen naar andere bestanden"),
        ("xl/embeddings/oleObject1.bin", "ingesloten objecten"),
        ("xl/activeX/activeX1.xml", "ActiveX-onderdelen"),
        ("xl/macrosheets/sheet1.xml", "macro's van Excel 4"),
        ("xl/connections.xml", "gegevensverbindingen"),
    ],
)
def test_st08_foreign_parts(book: Path, part: str, words: str) -> None:
    edit_parts(book, lambda parts: parts.update({part: b"<a/>"}))
    checked = check(book)
    assert [f.code for f in checked.findings] == ["ST-08"]
    assert words in checked.findings[0].melding
    assert not checked.quarantined


def test_st09_too_many_parts(book: Path) -> None:
    edit_parts(book, lambda parts: parts.update({f"xl/media/{n}.bin": b"" for n in range(2100)}))
    assert codes(book) == ["ST-09"]


def test_st09_zip_bomb(book: Path) -> None:
    with ZipFile(book, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/groot.bin", b"\0" * 30_000_000)
    assert codes(book) == ["ST-09"]


def test_st09_large_file(book: Path) -> None:
    with ZipFile(book, "a") as archive:
        archive.writestr("xl/media/groot.bin", os.urandom(21 * 1024 * 1024))
    assert codes(book) == ["ST-09"]


@pytest.mark.parametrize("address", ["B1048576", "XFD7"])
def test_st09_cell_far_away(book: Path, address: str) -> None:
    part = sheet_part(book, "Agenda")
    row = re.sub("[A-Z]", "", address)
    cell = (
        f'<row r="{row}"><c r="{address}" t="inlineStr"><is><t>ver'
        " weg</t></is></c></row></sheetData>"
    )
    edit_parts(book, replace_in(part, "</sheetData>", cell))
    assert codes(book) == ["ST-09"]


def test_st10_unknown_or_missing_province(book: Path) -> None:
    for value in ("Hollandia", None):
        edited = openpyxl.load_workbook(book)
        edited["Start"]["B5"] = value
        edited.save(book)
        assert places(check(book)) == [("ST-10", "Start!B5")]


def test_st10_other_province_than_the_workbook_was_made_for(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Start"]["B5"] = "Utrecht"
    edited.save(book)
    assert places(check(book)) == [("ST-10", "Start!B5")]


def test_st10_other_cycle(book: Path) -> None:
    assert [f.code for f in check_workbook(read_workbook_file(book, "2028-2029")).findings] == [
        "ST-10"
    ]
    assert [f.code for f in check_workbook(read_workbook_file(book, CYCLE)).findings] == []
    edited = openpyxl.load_workbook(book)
    edited["Start"]["B6"] = "2028-2029"
    edited.save(book)
    assert places(check(book)) == [("ST-10", "Start!B6")]


def test_st12_changed_title_and_list(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Agenda"]["A1"] = "Onze agenda"
    edited["Waardelijsten"]["A7"] = "Friesland"
    edited.save(book)
    checked = check(book)
    assert places(checked) == [("ST-12", "Agenda!A1"), ("ST-12", "Waardelijsten!A7")]
    assert checked.findings[1].voorstel == "Fryslân"


def test_st13_formula_in_input_cell_keeps_its_value(book: Path) -> None:
    edit_sheet(
        book, "Agenda", "C6", '<c r="C6" t="str"><f>"Woning"&amp;"bouw"</f><v>Woningbouw</v></c>'
    )
    checked = check(book)
    assert places(checked) == [("ST-13", "Agenda!C6")]
    assert checked.rows["agenda"][0]["titel"] == "Woningbouw"


def test_st14_formula_never_calculated(book: Path) -> None:
    edit_sheet(book, "Agenda", "C6", '<c r="C6"><f>"Woning"&amp;"bouw"</f></c>')
    assert places(check(book)) == [("ST-14", "Agenda!C6")]
