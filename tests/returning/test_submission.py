"""The annotated return: only our own sheet differs, and what we write there is text."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from ra_excel.checks.run import check_workbook
from ra_excel.cli.main import run
from ra_excel.domain.sheets.controle import CONTROLE
from ra_excel.errors import RaError
from ra_excel.reading.package import Package
from ra_excel.reading.workbook import read_workbook_file
from ra_excel.reports.returned import write_return
from ra_excel.returning.edit_sheet import DAY_ZERO, calculated_on_opening
from ra_excel.returning.sheet_xml import SheetXml
from tests.conftest import Convert
from tests.helpers.clean import Rows, build, check, clean_rows, places, put
from tests.helpers.filling import fill_by_openpyxl
from tests.helpers.lint import problems
from tests.helpers.packages import Parts, edit_parts, sheet_part
from tests.template.test_in_libreoffice import many_faults

EXTENSION = b"""<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"
><x14:dataValidations count="0"/></ext></extLst></worksheet>"""
FOREIGN = {
    "xl/media/image1.png": b"\x89PNG\r\n\x1a\n not a real picture",
    "xl/drawings/drawing99.xml": (
        b"<xdr:wsDr xmlns:xdr='x'><xdr:txBody>tekstvak</xdr:txBody></xdr:wsDr>"
    ),
    "xl/threadedComments/threadedComment1.xml": (
        b"<ThreadedComments xmlns='y'>h\xc3\xa9</ThreadedComments>"
    ),
    "xl/slicers/slicer1.xml": b"<slicers xmlns='z'><slicer name='Status'/></slicers>",
}


def returned(source: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return write_return(source, check(source), folder)


def entries(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def listed(path: Path) -> list[dict[str, object]]:
    """The findings on Controle, by column name."""
    sheet = openpyxl.load_workbook(path)[CONTROLE.sheet]
    rows = sheet.iter_rows(min_row=CONTROLE.first_row, values_only=True)
    return [
        dict(zip(CONTROLE.by_name, row, strict=False))
        for row in rows
        if row[CONTROLE.columns.index(CONTROLE.by_name["code"])]
    ]


def test_every_finding_stands_on_controle_with_its_link(tmp_path: Path) -> None:
    source = build(tmp_path / "b.xlsx", many_faults())
    back = returned(source, tmp_path / "terug")
    findings = check(source).findings
    shown = [(row["code"], row["blad"], row["cel"], row["bevinding"]) for row in listed(back)]
    assert shown == [(f.code, f.blad, f.cel, f.id) for f in findings]
    assert [row["melding"] for row in listed(back)] == [f.melding for f in findings]
    assert all("HYPERLINK" in str(row["ga_naar"]) for row in listed(back))
    assert problems(back) == []


def test_only_controle_differs(tmp_path: Path) -> None:
    source = build(tmp_path / "b.xlsx", many_faults())
    agenda, controle = sheet_part(source, "Agenda"), sheet_part(source, "Controle")

    def enrich(parts: Parts) -> None:
        parts.update(FOREIGN)
        parts[agenda] = parts[agenda].replace(b"</worksheet>", EXTENSION)

    edit_parts(source, enrich)
    before, after = entries(source), entries(returned(source, tmp_path / "terug"))
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [controle]
    assert set(FOREIGN) <= set(after)


def test_the_submission_itself_stays_as_it_was(tmp_path: Path) -> None:
    source = build(tmp_path / "b.xlsx", many_faults())
    before = source.read_bytes()
    returned(source, tmp_path / "terug")
    assert source.read_bytes() == before


def test_the_returned_workbook_gives_the_same_findings_and_can_be_returned_again(
    tmp_path: Path,
) -> None:
    source = build(tmp_path / "b.xlsx", many_faults())
    back = returned(source, tmp_path / "terug")
    assert [f.id for f in check(back).findings] == [f.id for f in check(source).findings]
    again = returned(back, tmp_path / "nogmaals")
    assert entries(again) == entries(back)


def test_fewer_findings_leave_no_old_ones_behind(tmp_path: Path) -> None:
    rows = many_faults()
    back = returned(build(tmp_path / "b.xlsx", rows), tmp_path / "terug")
    cells = {"Start": {"B8": "Programmamanager", "B10": 20}}
    mended = fill_by_openpyxl(back, tmp_path / "hersteld.xlsx", cells)  # type: ignore[arg-type]
    assert len(check(mended).findings) < len(check(back).findings)
    assert [row["bevinding"] for row in listed(returned(mended, tmp_path / "opnieuw"))] == [
        f.id for f in check(mended).findings
    ]


def test_clearing_below_is_emptying_every_cell_there(tmp_path: Path) -> None:
    """The thorough way: each column of each row, whether or not something stands there."""
    back = returned(build(tmp_path / "b.xlsx", many_faults()), tmp_path / "terug")
    with ZipFile(back) as archive:
        package = Package(archive)
        xml, texts = archive.read(package.sheets[CONTROLE.sheet]), package.shared_strings
    last = CONTROLE.first_row + 3
    ways = []
    for thorough in (True, False):
        sheet = SheetXml(xml, texts, DAY_ZERO)
        header_row, places = sheet.find_headers(CONTROLE)
        assert header_row == CONTROLE.header_row
        styles = {place: sheet.style(header_row + 1, place) for place in places.values()}
        if thorough:
            for row in range(last + 1, max(sheet.rows) + 1):
                for place, style in styles.items():
                    sheet.put(row, place, None, style)
        else:
            sheet.clear_below(last, styles)
        ways.append(sheet.xml())
    assert ways[0] == ways[1] != xml


def test_parts_named_in_other_case_are_found(tmp_path: Path) -> None:
    source = build(tmp_path / "b.xlsx", many_faults())
    rels = "xl/_rels/workbook.xml.rels"
    edit_parts(
        source,
        lambda parts: parts.update(
            {rels: parts[rels].replace(b"worksheets/sheet", b"Worksheets/Sheet")}
        ),
    )
    assert returned(source, tmp_path / "terug").name == "b.xlsx"


def test_an_answer_comes_back_beside_its_finding(tmp_path: Path) -> None:
    rows = clean_rows()
    put("afspraken", 0, borging=None)(rows)
    back = returned(build(tmp_path / "b.xlsx", rows), tmp_path / "terug")
    cell = f"{CONTROLE.letter('toelichting')}{CONTROLE.first_row}"
    answered = fill_by_openpyxl(
        back, tmp_path / "antwoord.xlsx", {"Controle": {cell: "=1+1 of volgt in maart"}}
    )
    book = openpyxl.load_workbook(answered)
    book["Controle"][cell].data_type = "s"
    book.save(answered)
    (row,) = listed(returned(answered, tmp_path / "opnieuw"))
    assert (row["code"], row["toelichting"]) == ("AF-01", "=1+1 of volgt in maart")


HOSTILE = '=HYPERLINK("http://x")'


def test_text_from_the_workbook_never_becomes_a_formula(tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, inbrenger=HOSTILE, herkomst="<b>&amp;\x07 {{ 1+1 }}")(rows)
    back = returned(build(tmp_path / "b.xlsx", rows), tmp_path / "terug")
    sheet = openpyxl.load_workbook(back)[CONTROLE.sheet]
    formulas = {
        c.coordinate.rstrip("0123456789")
        for row in sheet.iter_rows(min_row=CONTROLE.first_row)
        for c in row
        if c.data_type == "f"
    }
    assert formulas == {CONTROLE.letter("ga_naar")}
    assert any(HOSTILE in str(row["melding"]) for row in listed(back))
    assert problems(back) == []


def test_more_findings_than_the_table_has_rows(tmp_path: Path) -> None:
    rows = clean_rows()
    rows["lessen"] = [{"id": f"DR-L{n:03d}", "onderwerp": "x"} for n in range(1, 161)]
    source = build(tmp_path / "b.xlsx", rows)
    back = returned(source, tmp_path / "terug")
    assert len(listed(back)) == len(check(source).findings) > CONTROLE.rows
    assert problems(back) == []


@pytest.mark.parametrize("way", ["openpyxl", "libreoffice"])
def test_a_workbook_saved_by_another_program(
    tmp_path: Path, libreoffice: Convert, way: str
) -> None:
    source = build(tmp_path / "b.xlsx", many_faults())
    saved = (
        fill_by_openpyxl(source, tmp_path / "o.xlsx", {})
        if way == "openpyxl"
        else libreoffice(source, "xlsx")
    )
    back = returned(saved, tmp_path / "terug")
    assert [row["bevinding"] for row in listed(back)] == [f.id for f in check(source).findings]
    shown = openpyxl.load_workbook(libreoffice(back, "xlsx"), data_only=True)
    assert shown["Controle"][f"{CONTROLE.letter('ga_naar')}{CONTROLE.first_row}"].value == "→ B8"
    assert shown["Agenda"]["B6"].value == "nog 5 · zie Controle"


def test_a_file_set_apart_gets_a_page_that_says_why(tmp_path: Path) -> None:
    source = tmp_path / "kapot.xlsx"
    source.write_text("geen werkmap")
    page = write_return(source, check_workbook(read_workbook_file(source)), tmp_path)
    assert page.name == "kapot-bevindingen.xlsx"
    assert openpyxl.load_workbook(page)["Bevindingen"]["A5"].value == "ST-01"
    assert problems(page) == []


@pytest.mark.parametrize("damage", ["sheet", "header"])
def test_a_lost_controle_gives_a_page_too(tmp_path: Path, damage: str) -> None:
    source = build(tmp_path / "b.xlsx", many_faults())
    book = openpyxl.load_workbook(source)
    if damage == "sheet":
        del book["Controle"]
    else:
        book["Controle"][f"A{CONTROLE.header_row}"] = "Iets anders"
    book.save(source)
    assert returned(source, tmp_path / "terug").name == "b-bevindingen.xlsx"


def test_a_clean_workbook_without_controle_is_not_called_unreadable(tmp_path: Path) -> None:
    source = build(tmp_path / "b.xlsx", clean_rows())
    book = openpyxl.load_workbook(source)
    del book["Controle"]
    book.save(source)
    (tmp_path / "kapot.xlsx").write_text("geen werkmap")
    refused, read = (
        openpyxl.load_workbook(returned(path, tmp_path / "uit"))
        for path in (tmp_path / "kapot.xlsx", source)
    )
    assert read["Bevindingen"]["A5"].value == "ST-03"
    assert read["Bevindingen"]["A1"].value != refused["Bevindingen"]["A1"].value


def test_every_file_has_its_own_page(tmp_path: Path) -> None:
    names = ["kapot.xlsx", "kapot.xls", "kapot.XLSB"]
    for name in names:
        (tmp_path / name).write_text("geen werkmap")
    assert len(
        {returned(tmp_path / name, tmp_path / "terug").name.casefold() for name in names}
    ) == len(names)


def test_nothing_is_written_over_a_page_that_is_there(tmp_path: Path) -> None:
    source = tmp_path / "kapot.xlsx"
    source.write_text("geen werkmap")
    (tmp_path / "terug").mkdir()
    kept = tmp_path / "terug" / "kapot-bevindingen.xlsx"
    kept.write_text("van gisteren")
    assert run(["valideer", str(source), "--geannoteerd", str(kept.parent)]) == 2
    assert kept.read_text() == "van gisteren"


def test_a_file_that_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    rows: Rows = clean_rows()
    source = build(tmp_path / "b.xlsx", rows)
    checked = check(source)
    put("agenda", 0, titel="Andere titel")(rows)
    shutil.copy(build(tmp_path / "c.xlsx", rows), source)
    with pytest.raises(RaError):
        write_return(source, checked, tmp_path)
    assert places(checked) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            b'<workbook><sheets/><calcPr calcId="1"/></workbook>',
            b'<workbook><sheets/><calcPr fullCalcOnLoad="1" calcId="1"/></workbook>',
        ),
        (
            b'<x:workbook><x:calcPr fullCalcOnLoad="0"/></x:workbook>',
            b'<x:workbook><x:calcPr fullCalcOnLoad="1"/></x:workbook>',
        ),
        (
            b"<workbook><sheets></sheets></workbook>",
            b'<workbook><sheets></sheets><calcPr fullCalcOnLoad="1"/></workbook>',
        ),
        (
            b"<x:workbook><x:sheets></x:sheets><x:definedNames></x:definedNames></x:workbook>",
            b"<x:workbook><x:sheets></x:sheets><x:definedNames></x:definedNames>"
            b'<x:calcPr fullCalcOnLoad="1"/></x:workbook>',
        ),
        (
            b'<workbook><calcPr fullCalcOnLoad="1"/></workbook>',
            b'<workbook><calcPr fullCalcOnLoad="1"/></workbook>',
        ),
    ],
)
def test_the_workbook_is_told_to_recalculate(before: bytes, after: bytes) -> None:
    assert calculated_on_opening(before) == after
