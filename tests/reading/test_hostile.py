"""Workbooks that mean harm: refused or read with a code, within bounds of memory and time, and
nothing gets through.

The parts that tests/checks/test_structure_rules.py breaks one by one are not repeated here.
"""

from __future__ import annotations

import random
import struct
import warnings
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from ra_excel.cli.main import run
from ra_excel.reading.folder import workbook_files
from tests.helpers.clean import CYCLE, build, check, clean_rows, places
from tests.helpers.measure import measured
from tests.helpers.packages import Parts, edit_parts, edit_sheet, replace_in, sheet_part

LAUGHS = b"""<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A clean submission of Drenthe."""
    return build(tmp_path / "drenthe.xlsx", clean_rows())


def codes(path: Path) -> list[str]:
    return [f.code for f in check(path).findings]


def test_many_small_entities(book: Path) -> None:
    part = sheet_part(book, "Agenda")
    edit_parts(
        book,
        lambda parts: parts.update(
            {part: parts[part].replace(b"<worksheet", LAUGHS + b"<worksheet", 1)}
        ),
    )
    assert codes(book) == ["ST-01"]


def test_a_doctype_in_another_encoding(book: Path) -> None:
    part = sheet_part(book, "Agenda")

    def edit(parts: Parts) -> None:
        text = parts[part].decode().split("?>", 1)[1]
        parts[part] = ('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS.decode() + text).encode(
            "utf-16"
        )

    assert codes(edit_parts(book, edit)) == ["ST-01"]


def test_a_doctype_in_a_part_with_an_innocent_name(book: Path) -> None:
    part = sheet_part(book, "Agenda")
    innocent = part.replace(".xml", ".bin")

    def edit(parts: Parts) -> None:
        parts[innocent] = parts.pop(part).replace(b"<worksheet", LAUGHS + b"<worksheet", 1)
        for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
            parts[name] = parts[name].replace(
                part.removeprefix("xl/").encode(), innocent.removeprefix("xl/").encode()
            )

    assert codes(edit_parts(book, edit)) == ["ST-01"]


@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml"])
def test_a_part_that_is_there_twice(book: Path, name: str) -> None:
    with ZipFile(book, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr(name, b"<workbook/>")
    assert codes(book) == ["ST-01"]


def test_a_doctype_in_a_drawing_that_serves_as_a_sheet(book: Path) -> None:
    sheet = sheet_part(book, "Agenda")
    drawing = "xl/media/kaart.svg"

    def edit(parts: Parts) -> None:
        parts[drawing] = parts.pop(sheet).replace(b"<worksheet", LAUGHS + b"<worksheet", 1)
        rels = "xl/_rels/workbook.xml.rels"
        parts[rels] = parts[rels].replace(sheet.removeprefix("xl/").encode(), b"media/kaart.svg")

    found = codes(edit_parts(book, edit))
    assert found and set(found) <= {"ST-01", "ST-03"}


def test_a_drawing_may_carry_a_doctype(book: Path) -> None:
    svg = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>'
    assert codes(edit_parts(book, lambda parts: parts.update({"xl/media/kaart.svg": svg}))) == []


@pytest.mark.parametrize(
    "name", ["..\\..\\buiten.xml", "C:\\buiten.xml", "/etc/buiten.xml", "xl/../../buiten.xml"]
)
def test_names_that_point_outside(book: Path, name: str) -> None:
    with ZipFile(book, "a") as archive:
        archive.writestr(name, b"<a/>")
    assert codes(book) == ["ST-01"]
    assert not (book.parent.parent / "buiten.xml").exists()


def test_a_part_that_lies_about_its_size(book: Path) -> None:
    part = sheet_part(book, "Agenda")
    content = bytearray(book.read_bytes())
    with ZipFile(book) as archive:
        info = archive.getinfo(part)
    entry = content.index(part.encode(), archive.start_dir) - 46
    struct.pack_into("<I", content, entry + 24, info.file_size // 2)
    book.write_bytes(bytes(content))
    assert codes(book)[0] == "ST-01"


def test_gigantic_dimensions_are_only_a_claim(book: Path) -> None:
    part = sheet_part(book, "Agenda")
    claimed = edit_parts(book, lambda p: p.update({part: b"".join(_claim(p[part]))}))
    assert measured(claimed) == 0


def _claim(sheet: bytes) -> tuple[bytes, ...]:
    head, rest = sheet.split(b"<dimension ", 1)
    return head, b'<dimension ref="A1:XFD1048576"/>', rest.split(b"/>", 1)[1]


def test_ten_megabytes_in_one_cell(book: Path) -> None:
    letters = (
        random.Random(1)
        .randbytes(5_000_000)
        .hex()
        .translate(str.maketrans("0123456789", "ghijklmnop"))
    )
    edit_sheet(book, "Agenda", "D6", f'<c r="D6" t="inlineStr"><is><t>{letters}</t></is></c>')
    (finding,) = check(book).findings
    assert (finding.code, finding.cel) == ("CE-05", "D6")
    assert len(finding.waarde or "") < 1000 and len(finding.melding) < 1000
    assert measured(book) == 1


def test_a_value_in_the_last_row_costs_nothing(book: Path) -> None:
    part = sheet_part(book, "Agenda")
    cell = (
        '<row r="1048576"><c r="B1048576" t="inlineStr"><is><t>ver'
        " weg</t></is></c></row></sheetData>"
    )
    edit_parts(book, replace_in(part, "</sheetData>", cell))
    assert measured(book) == 1


def test_dde_is_a_formula_and_never_runs(book: Path) -> None:
    edit_sheet(
        book, "Agenda", "C6", '<c r="C6" t="str"><f>cmd|\'/C calc\'!A0</f><v>Woningbouw</v></c>'
    )
    assert codes(book) == ["ST-13"]


def test_dde_through_an_external_link(book: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    dde = '<ddeLink ddeService="cmd" ddeTopic="/C calc"/>'
    link = f'<externalLink xmlns="{main}">{dde}</externalLink>'.encode()
    edit_parts(book, lambda parts: parts.update({"xl/externalLinks/externalLink1.xml": link}))
    assert codes(book) == ["ST-08"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_read_like_any_other(
    book: Path, state: Literal["hidden", "veryHidden"]
) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Agenda"].sheet_state = state
    edited["Agenda"]["I6"] = "niemand"
    extra = edited.create_sheet("Verstopt")
    extra["A1"] = "geheim"
    extra.sheet_state = state
    edited.save(book)
    assert places(check(book)) == [("ST-07", "Verstopt!A1"), ("CE-02", "Agenda!I6")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"%PDF-1.7"),
        ("b.xlsx", b"<html>"),
        ("c.xlsx", b"MZ\x90\x00"),
        ("d.xlsx", b"PK\x03\x04"),
    ],
)
def test_fake_extensions(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert codes(tmp_path / name) == ["ST-01"]


@pytest.mark.parametrize(
    ("parts", "word"),
    [(["mimetype", "content.xml"], ".ods"), (["[Content_Types].xml", "xl/workbook.bin"], ".xlsb")],
)
def test_a_workbook_of_another_kind_is_called_by_its_name(
    tmp_path: Path, parts: list[str], word: str
) -> None:
    with ZipFile(tmp_path / "x.xlsx", "w") as archive:
        for name in parts:
            archive.writestr(name, b"<a/>")
    (finding,) = check(tmp_path / "x.xlsx").findings
    assert finding.code == "ST-01" and word in finding.melding


def test_a_workbook_under_another_extension_is_still_read(book: Path) -> None:
    assert codes(book.rename(book.with_suffix(".xlsm"))) == []


def test_lock_files_are_left_alone(book: Path) -> None:
    (book.parent / "~$drenthe.xlsx").write_bytes(b"\x00" * 165)
    assert workbook_files(book.parent) == ([book], [])


BEGINNINGS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "＝1+1")


def test_nothing_read_becomes_a_formula_in_anything_written(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = clean_rows()
    rows["lessen"] = [
        {"onderwerp": f"{text} onderwerp", "wat_werkte": f"{text} dat werkte goed", "waarom": text}
        for text in BEGINNINGS
    ]
    build(folder / "drenthe.xlsx", rows)
    run(["consolideer", str(folder), "--cyclus", CYCLE, "--uit", str(tmp_path / "uit")])
    typed = set(BEGINNINGS)
    for path in (tmp_path / "uit").rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f" or not any(
                        str(cell.value).startswith(text) for text in typed
                    ), (path.name, cell)
    for path in (tmp_path / "uit" / "dataset").glob("*.csv"):
        for line in path.read_text("utf-8").splitlines():
            assert not any(
                field.strip('"').startswith(("=", "+1", "@")) for field in line.split(",")
            ), (path.name, line)


def test_bounded_parts_of_a_nested_bomb(book: Path) -> None:
    with ZipFile(book, "a", ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"xl/media/{number}.bin", b"\0" * 9_000_000)
    assert codes(book) == ["ST-09"]


def test_an_encoding_that_does_not_exist(book: Path) -> None:
    part = sheet_part(book, "Agenda")
    edit_parts(book, lambda parts: parts.update({part: parts[part].replace(b"UTF-8", b"U3F-8", 1)}))
    assert codes(book) == ["ST-01"]


RELATION = (
    '<Relationship Id="rId99" Type="{type}" Target="{target}"'
    ' TargetMode="External"/></Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("image", ["ST-08"]),
        ("oleObject", ["ST-08"]),
        ("attachedTemplate", ["ST-08"]),
        ("hyperlink", []),
    ],
)
def test_what_is_fetched_from_elsewhere_without_a_click(
    book: Path, kind: str, found: list[str]
) -> None:
    relation = RELATION.format(type=OFFICE + kind, target="file://server/deel/plaatje.png")
    edit_parts(book, replace_in("xl/_rels/workbook.xml.rels", "</Relationships>", relation))
    assert codes(book) == found


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        ("application/vnd.ms-excel.macrosheet+xml", "macro's van Excel 4"),
        ("application/vnd.ms-excel.intlmacrosheet+xml", "macro's van Excel 4"),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
            "koppelingen",
        ),
        ("application/vnd.openxmlformats-officedocument.oleObject", "ingesloten objecten"),
        ("application/vnd.ms-office.activeX+xml", "ActiveX"),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.dialogsheet+xml",
            "dialoogbladen",
        ),
        ("application/vnd.ms-office.webextension+xml", "invoegtoepassingen"),
    ],
)
def test_foreign_parts_under_an_innocent_name(book: Path, type_: str, words: str) -> None:
    override = f"<Override PartName='/xl/gewoon.xml' ContentType='{type_}'/></Types>"
    edit_parts(book, replace_in("[Content_Types].xml", "</Types>", override))
    edit_parts(book, lambda parts: parts.update({"xl/gewoon.xml": b"<a/>"}))
    (finding,) = check(book).findings
    assert finding.code == "ST-08" and words in finding.melding


def test_the_name_of_a_part_reaches_no_terminal_as_it_is(book: Path) -> None:
    edit_parts(book, lambda parts: parts.update({"xl/\u202ekwaad\x1b[31m\n.xml": b"<a <b>"}))
    (finding,) = check(book).findings
    assert finding.code == "ST-01"
    assert not {"\u202e", "\x1b"} & set(finding.melding)
