"""Every quick look at a sheet says what the thorough look says, or leaves it to that one; neither
misses what calamine reads.
"""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineError, CalamineWorkbook

from ra_excel.domain.settings import load_settings
from ra_excel.reading.guard import LARGE_PART, UnpackedOnce
from ra_excel.reading.package import Package
from ra_excel.reading.scan import odd_around_marks, odd_by_parsing, unsure_address
from ra_excel.reading.sheets import _widen
from tests.helpers.clean import build, check, clean_rows
from tests.helpers.packages import edit_parts, sheet_part

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TEXTS = ["kort", "x" * 50, "een wat langere tekst"]
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def small_book(data: str) -> bytes:
    """The least that is a workbook: one sheet with this inside ``sheetData``, and three shared
    texts.
    """

    def relations(*pairs: tuple[str, str]) -> str:
        inside = "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/{type_}" Target="{to}"/>'
            for n, (type_, to) in enumerate(pairs, 1)
        )
        return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'

    parts = {
        "[Content_Types].xml": (
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
            f"<Override PartName='/xl/workbook.xml' ContentType='{TYPES}.sheet.main+xml'/></Types>"
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="A"'
            ' r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
        ),
        "xl/sharedStrings.xml": (
            f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in TEXTS)}</sst>'
        ),
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


ADDRESSES = ["A1", "B2", "J9", "K9", "AA12", "AB99", "xfd3", "C100", "zz7", "AAA1"]
INSIDES = [
    "",
    "<v>1</v>",
    "<v/>",
    "<f>1+1</f>",
    "<f>A&amp;B</f><v>2</v>",
    "<f/>",
    '<f t="shared" si="0"/><v>&#52;</v>',
    "<v>#N/A</v>",
]
INSIDES += [
    "<f>1/0</f><v>#DIV/0!</v>",
    '<is><t>t="e"</t></is>',
    "<v>2</v><f>1+1</f>",
    "<v>a:c </v>",
    "<x:f>1+1</x:f><v>1</v>",
]
INSIDES += [
    "<x:v>#N/A</x:v>",
    "<v><![CDATA[1]]></v>",
    "<!-- niets --><v>1</v>",
    "<f>LEN('a b')</f>",
    '<f>IF(t="e",1)</f><v>1</v>',
]
HEADS = [' r="{}"', " r='{}'", ' r = "{}"', ' s="1" r="{}"', '\n r="{}"', ""]
KINDS = ["", ' t="e"', ' t= "e"', " t='e'", ' t="s"', ' t="s" ph="1"', ' t="inlineStr"']


@st.composite
def cells(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(["c"] * 6 + ["x:c"]))
    head = draw(st.sampled_from(HEADS[:1] * 6 + HEADS)).format(draw(st.sampled_from(ADDRESSES)))
    inside = draw(st.sampled_from(INSIDES))
    return (
        f"<{name}{head}{draw(st.sampled_from(KINDS))}>{inside}</{name}>"
        if inside
        else f"<{name}{head}/>"
    )


@st.composite
def sheets(draw: st.DrawFn) -> str:
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        head = draw(st.sampled_from([f' r="{draw(st.integers(1, 120))}"', ""]))
        name = draw(st.sampled_from(["row"] * 6 + ["x:row"]))
        rows.append(f"<{name}{head}>{''.join(draw(st.lists(cells(), max_size=4)))}</{name}>")
    return "".join(rows)


@given(sheets())
@settings(max_examples=300, deadline=None)
def test_odd_cells_around_marks_are_those_found_by_parsing(data: str) -> None:
    with ZipFile(BytesIO(small_book(data))) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
        package = Package(archive)
        try:
            thorough = [(c.address, c.error, c.formula, c.calculated) for c in odd_by_parsing(xml)]
        except ValueError:
            return  # an address that is none: ST-01 when parsed
        assert [
            (c.address, c.error, c.formula, c.calculated) for c in package.odd_cells("A")
        ] == thorough


def test_the_quick_look_for_odd_cells_is_taken_and_left() -> None:
    assert odd_around_marks(b'<sheetData><row r="1"><c r="A1"><f>1</f></c></row></sheetData>') == [
        ("A1", None, "1", False)
    ]
    assert (
        odd_around_marks(b'<sheetData><row r="1"><c s="1" r="A1"><f>1</f></c></row></sheetData>')
        is None
    )


def grid_size(content: bytes) -> tuple[int, int, int, int]:
    """What calamine makes of the sheet: last row, last column, filled cells, characters of shared
    texts.
    """
    grid: list[list[Any]] = []
    with suppress(CalamineError):
        grid = (
            CalamineWorkbook.from_filelike(BytesIO(content))
            .get_sheet_by_index(0)
            .to_python(skip_empty_area=False)
        )
    filled = [value for row in grid for value in row if value != ""]
    return (
        len(grid),
        max(map(len, grid), default=0),
        len(filled),
        sum(len(value) for value in filled if value in TEXTS),
    )


BOUNDS = [(99, 26, 6, 60), (20, 10, 3, 25), (10, 2, 40, 400), (500, 702, 40, 400)]


@given(sheets(), st.sampled_from(BOUNDS))
@settings(max_examples=500, deadline=None)
def test_what_fits_at_first_sight_fits_thoroughly_and_in_calamine(
    data: str, bounds: tuple[int, int, int, int]
) -> None:
    rows, columns, most_cells, characters = bounds
    content = small_book(data)
    with ZipFile(BytesIO(content)) as archive:
        package = Package(archive)
        extent = package.extent("A")
        fits = (
            extent.last_row <= rows
            and extent.last_column <= columns
            and extent.cells <= most_cells
            and package.texts_fit(characters)
        )
        assert fits or not package.surely_fits(rows, columns, most_cells, characters)
    if fits:
        assert all(read <= bound for read, bound in zip(grid_size(content), bounds, strict=True))


def test_a_plain_sheet_surely_fits() -> None:
    """Else the quick look would be no use."""
    row = '<row r="1" spans="1:2"><c r="A1" t="s"><v>1</v></c><c r="Z1" s="2"/></row>'
    with ZipFile(BytesIO(small_book(row))) as archive:
        assert Package(archive).surely_fits(99, 27, 10, 500)


@pytest.mark.parametrize(
    ("address", "near"),
    [
        *((address, True) for address in ("A1", "AA6", "FZ9", "C9999")),
        *(
            (address, False)
            for address in ("GR99", "GQ6", "XFD1", "AAA1", "C10000", "C20001", "xfd1", "C", "")
        ),
    ],
)
def test_a_first_look_is_sure_of_what_is_near_only(address: str, near: bool) -> None:
    limits = load_settings()
    pattern = unsure_address(limits.max_rijen, limits.max_kolommen)
    assert (pattern.search(f'<c r="{address}" s="1">'.encode()) is None) is near
    assert pattern.search(f"<c r = '{address}'>".encode()) and pattern.search(
        f'<c s="1" r="{address}"/>'.encode()
    )


@pytest.mark.parametrize(
    ("limit", "within", "beyond"),
    [(10, "I1", "K1"), (26, "Y1", "AA1"), (27, "Z1", "AB1"), (703, "ZZ1", "AAB1")],
)
def test_the_first_look_follows_the_settings(limit: int, within: str, beyond: str) -> None:
    assert unsure_address(100, limit).search(f'<c r="{beyond}">'.encode())
    assert not unsure_address(100, limit).search(f'<c r="{within}">'.encode())


HOSTILE = {
    "letters in lower case": '<row r="60"><c r="xfd60"><v>1</v></c></row>',
    "a cell that says another row": '<row r="60"><c r="B1048576"><v>1</v></c></row>',
    "cells without an address": '<row r="60">' + "<c/>" * 300 + "<c><v>1</v></c></row>",
    "another prefix": (
        '<row r="60">' + '<x-y:c r="B60"><x-y:v>1</x-y:v></x-y:c>' * 81_000 + "</row>"
    ),
    "texts behind a formula": "".join(
        f'<row r="{n}"><c r="B{n}" t="s"><f/><v>0</v></c></row>' for n in range(60, 9000)
    ),
    "texts with a nought before their number": "".join(
        f'<row r="{n}"><c r="B{n}" t="s"><v>00</v></c></row>' for n in range(60, 9000)
    ),
    "two texts in a cell": "".join(
        f'<row r="{n}"><c r="B{n}" t="s"><v>0</v><v>1</v></c></row>' for n in range(60, 9000)
    ),
    "texts as character data": "".join(
        f'<row r="{n}"><c r="B{n}" t="s"><v><![CDATA[0]]></v></c></row>' for n in range(60, 9000)
    ),
}


@pytest.mark.parametrize("way", HOSTILE)
def test_a_sheet_that_hides_how_large_it_is(tmp_path: Path, way: str) -> None:
    path = build(tmp_path / "b.xlsx", clean_rows())
    part, strings = sheet_part(path, "Agenda"), "xl/sharedStrings.xml"

    def edit(parts: dict[str, bytes]) -> None:
        sheet = parts[part].replace(b"<worksheet ", f'<worksheet xmlns:x-y="{MAIN}" '.encode(), 1)
        parts[part] = sheet.replace(b"</sheetData>", HOSTILE[way].encode() + b"</sheetData>")
        parts[strings] = parts[strings].replace(b"<si><t>", b"<si><t>" + b"lang" * 5000, 1)

    assert [f.code for f in check(edit_parts(path, edit)).findings] == ["ST-09"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            b'/worksheet" Target="worksheets/sheet2',
            b'/werkblad" Target="worksheets/sheet2',
            "ST-03",
        ),
        (b'<sheet name="Agenda"', b'<sheet name="Start"', "ST-01"),
        (b'<sheet name="Agenda"', b'<sheet xmlns:z="urn:z" z:id="rId3" name="Agenda"', "ST-01"),
    ],
)
def test_a_sheet_that_is_another_for_another_program(
    tmp_path: Path, old: bytes, new: bytes, code: str
) -> None:
    path = build(tmp_path / "b.xlsx", clean_rows())
    changed: list[str] = []

    def edit(parts: dict[str, bytes]) -> None:
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            if old in parts[name]:
                parts[name] = parts[name].replace(old, new, 1)
                changed.append(name)

    findings = check(edit_parts(path, edit)).findings
    assert len(changed) == 1 and code in {f.code for f in findings}


def test_a_formula_in_a_sheet_that_is_no_utf_8_gets_an_answer(tmp_path: Path) -> None:
    path = build(tmp_path / "b.xlsx", clean_rows())
    part = sheet_part(path, "Agenda")

    def edit(parts: dict[str, bytes]) -> None:
        row = '<row r="60"><c r="C60" t="str"><f>"é"</f><v>é</v></c></row></sheetData>'
        text = (
            parts[part]
            .decode()
            .replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
            .replace("</sheetData>", row)
        )
        parts[part] = text.encode("iso-8859-1", "xmlcharrefreplace")

    assert check(edit_parts(path, edit)).findings


def test_a_part_is_unpacked_once_and_a_damaged_one_never() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in {
            "klein": b"a" * 100,
            "stuk": b"b" * 100,
            "groot": b"c" * (LARGE_PART + 1),
        }.items():
            archive.writestr(name, content)
    content = buffer.getvalue().replace(b"b" * 100, b"B" * 100)
    with UnpackedOnce(content) as unpacked:
        assert unpacked.read("klein") is unpacked.read(unpacked.getinfo("klein"))
        assert unpacked.read("groot") == unpacked.read("groot") and unpacked.read(
            "groot"
        ) is not unpacked.read("groot")
        for _ in range(2):
            with pytest.raises(BadZipFile):
                unpacked.read("stuk")


def test_a_widened_grid_keeps_its_rows_as_long_as_each_other() -> None:
    grid: list[list[Any]] = [["a", "b"], ["c", ""]]
    _widen(grid, 3, 4)
    assert grid == [["a", "b", None, None], ["c", "", None, None], [None] * 4]
    _widen(grid, 1, 1)
    assert list(map(len, grid)) == [4, 4, 4]
