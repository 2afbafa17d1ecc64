"""Of a worksheet that is edited every byte outside the edited cells stays; of a zip every other
part.
"""

from __future__ import annotations

import re
import struct
from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ra_excel.returning.edit_sheet import DAY_ZERO, _repacked
from ra_excel.returning.sheet_xml import Formula, NoSuchTableError, SheetXml, Value

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(data: str, prefix: str = "", before: str = "") -> bytes:
    """A worksheet with these rows, and things around them that nobody may touch."""
    colon = f"{prefix}:" if prefix else ""
    name = f":{prefix}" if prefix else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- > <row> -->'
        f"<{colon}worksheet xmlns{name}=\"{MAIN}\" xmlns:q='urn:q'>{before}"
        f"<{colon}sheetData>{data}</{colon}sheetData>"
        f"<q:own a='1>2' ><![CDATA[<c r='A1'>]]></q:own></{colon}worksheet>\n"
    ).encode()


ROWS = (
    '\n <row r="2" q:b="1"><c r="B2" s="3" t="s"><v>0</v></c>\t<c r="D2"  s=\'4\' /></row>'
    '<!-- tussen --><row r="5"/>'
)


def edited(content: bytes, *puts: tuple[int, int, Value | Formula]) -> bytes:
    xml = SheetXml(content, ["gedeeld"], DAY_ZERO)
    for row, column, value in puts:
        xml.put(row, column, value, "7")
    return xml.xml()


def test_nothing_edited_is_nothing_changed() -> None:
    for content in (sheet(ROWS), sheet(re.sub(r"(</?)(?=\w)", r"\1x:", ROWS), "x")):
        assert edited(content) == content


def test_only_the_edited_cell_changes() -> None:
    content = sheet(ROWS)
    assert edited(content, (2, 2, 12)) == content.replace(
        b'<c r="B2" s="3" t="s"><v>0</v></c>', b'<c r="B2" s="7"><v>12</v></c>'
    )
    assert edited(content, (2, 4, date(2026, 1, 1))) == content.replace(
        b"<c r=\"D2\"  s='4' />", b'<c r="D2" s="7"><v>46023</v></c>'
    )
    assert edited(content, (2, 2, None)) == content.replace(
        b'<c r="B2" s="3" t="s"><v>0</v></c>', b'<c r="B2" s="7"/>'
    )


def test_new_cells_and_rows_stand_in_order() -> None:
    puts = [(2, 3, 1), (2, 1, 2), (2, 9, 3), (5, 1, 4), (1, 1, 5), (3, 1, 6), (9, 1, 7)]
    root = ElementTree.fromstring(edited(sheet(ROWS), *puts))
    rows = list(root.iter(f"{{{MAIN}}}row"))
    assert [row.get("r") for row in rows] == ["1", "2", "3", "5", "9"]
    assert [cell.get("r") for cell in rows[1]] == ["A2", "B2", "C2", "D2", "I2"]
    assert [cell.get("r") for cell in rows[3]] == ["A5"]


def test_a_prefix_is_kept_for_what_is_new() -> None:
    content = sheet('<x:row r="1"/>', "x")
    assert b'<x:row r="1"><x:c r="A1" s="7"><x:v>1</x:v></x:c></x:row>' in edited(
        content, (1, 1, 1)
    )


def test_a_formula_that_stands_there_stays() -> None:
    content = sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')
    assert edited(content, (1, 1, "tekst"), (1, 1, None)) == content


def test_a_new_cell_takes_the_style_of_its_column() -> None:
    before = '<cols><col min="3" max="4" width="9" style="11"/></cols>'
    xml = SheetXml(sheet(ROWS, before=before), [], DAY_ZERO)
    assert (xml.style(6, 4), xml.style(2, 2), xml.style(6, 9)) == ("11", "3", None)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_another_encoding_becomes_utf_8(encoding: str) -> None:
    text = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>\u00e9</t></is></c></row>').decode()
    content = text.replace("UTF-8", encoding).encode(encoding)
    assert "\u00e9".encode() in edited(content)
    assert ElementTree.fromstring(edited(content, (1, 1, 1))) is not None


@given(st.text(max_size=80))
def test_any_text_comes_back(text: str) -> None:
    root = ElementTree.fromstring(edited(sheet(ROWS), (2, 2, text)))
    (shown,) = root.iter(f"{{{MAIN}}}t")
    if text.isprintable():
        assert (shown.text or "").strip() == text.strip()


@pytest.mark.parametrize(
    "data", ["<row><c/></row>", '<row r="1"><c/></row>', '<row r="1"><c r="x"/></row>', "<row"]
)
def test_cells_that_do_not_say_where_they_stand_are_refused(data: str) -> None:
    with pytest.raises(NoSuchTableError):
        SheetXml(sheet(data), [], DAY_ZERO)


def test_a_zip_keeps_its_parts_their_order_and_their_days() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, method in (("een", ZIP_DEFLATED), ("twee", ZIP_STORED), ("drie", ZIP_BZIP2)):
            info = ZipInfo(name, (2026, 11, 25, 13, 37, 42))
            info.compress_type, info.external_attr = method, 0o644 << 16
            info.extra = struct.pack("<2H4s", 0xCAFE, 4, b"oude")
            archive.writestr(info, name.encode() * 50)
    with ZipFile(buffer) as archive:
        copy = _repacked(archive, {"twee": b"nieuw"})
        assert copy == _repacked(archive, {"twee": b"nieuw"})
    with ZipFile(BytesIO(copy)) as archive:
        infos = archive.infolist()
        assert [info.filename for info in infos] == ["een", "twee", "drie"]
        assert {info.date_time for info in infos} == {(2026, 11, 25, 13, 37, 42)}
        assert {info.external_attr for info in infos} == {0o644 << 16}
        assert [archive.read(info) for info in infos] == [b"een" * 50, b"nieuw", b"drie" * 50]
    assert b"oude" not in copy
