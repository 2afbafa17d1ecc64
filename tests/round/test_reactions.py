"""VRO's reactions: written in the overview, read back at the next run, told in letter, mail and
workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from ra_excel.domain.cycle import load_cycle
from ra_excel.errors import RaError
from ra_excel.jobs.consolidate import OVERVIEW, RoundOrder, consolidate
from ra_excel.progress import silent
from ra_excel.reports.summary import summary_lines
from ra_excel.round.round import Round
from tests.helpers.clean import CYCLE, build, check, clean_rows, put
from tests.helpers.lint import problems
from tests.helpers.packages import edit_parts, sheet_part

LATE = date(2027, 6, 1)
ANSWER: dict[str, str | date | None] = {
    "Besluit": "overgenomen",
    "Motivering": "Past in de Nota Ruimte.",
    "Vervolg": "Naar het BOL.",
    "Datum": date(2026, 12, 9),
}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = clean_rows()
    rows["terugkoppeling"] = [
        {
            "onderwerp": "DR-002",
            "besluit": "nader te bespreken",
            "motivering": "Nog niet helder.",
            "datum": date(2026, 11, 2),
        }
    ]
    build(folder / "drenthe.xlsx", rows)
    return folder


def run_round(
    inbox: Path, target: Path, day: date | None = None, previous: Path | None = None
) -> Round:
    return consolidate(RoundOrder(inbox, load_cycle(CYCLE), target, day, previous), silent)


def write_in(overview: Path, row: int, values: Mapping[str, str | date | None]) -> None:
    """Fill cells of a row of the sheet Reacties, as VRO would."""
    book = openpyxl.load_workbook(overview)
    headers = {c.value: n for n, c in enumerate(book["Reacties"][4], start=1)}
    for header, value in values.items():
        book["Reacties"].cell(row, headers[header]).value = value
    book.save(overview)


def reactions(folder: Path) -> list[dict[str, object]]:
    """The sheet Reacties as records."""
    rows = list(
        openpyxl.load_workbook(folder / OVERVIEW, data_only=True)["Reacties"].iter_rows(
            min_row=4, values_only=True
        )
    )
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def returned(folder: Path) -> dict[object, object]:
    """Subject and decision on the sheet Terugkoppeling of the workbook that goes back."""
    return {
        r["onderwerp"]: r["besluit"]
        for r in check(folder / "geannoteerd" / "drenthe.xlsx").rows["terugkoppeling"]
    }


def test_every_vraagstuk_that_waits_has_a_line_with_its_term(inbox: Path, tmp_path: Path) -> None:
    run_round(inbox, tmp_path / "uit")
    first, second = reactions(tmp_path / "uit")
    assert (first["Id"], first["Besluit"], first["Dagen over"]) == (
        "DR-001",
        "nog geen reactie",
        56,
    )
    assert (str(first["Ontvangen"])[:10], str(first["Uiterlijk"])[:10]) == (
        "2026-12-01",
        "2027-01-26",
    )
    assert (second["Id"], second["Besluit"], second["Dagen over"]) == (
        "DR-002",
        "nader te bespreken",
        None,
    )


def test_what_vro_writes_is_told_everywhere_at_the_next_run(inbox: Path, tmp_path: Path) -> None:
    before = run_round(inbox, tmp_path / "uit", LATE)
    assert [f.waarde for f in before.findings if f.code == "LA-08"] == ["DR-001"]
    write_in(tmp_path / "uit" / OVERVIEW, 5, ANSWER)
    after = run_round(inbox, tmp_path / "uit", LATE)
    assert [f.waarde for f in after.findings if f.code == "LA-08"] == []
    assert {str(r["Id"]): r["Besluit"] for r in reactions(tmp_path / "uit")} == {
        "DR-001": "overgenomen",
        "DR-002": "nader te bespreken",
    }
    assert returned(tmp_path / "uit") == {"DR-001": "overgenomen", "DR-002": "nader te bespreken"}
    assert problems(tmp_path / "uit" / "geannoteerd" / "drenthe.xlsx") == []
    letter = [
        p.text
        for p in docx.Document(
            str(tmp_path / "uit" / "word" / "terugkoppeling-Drenthe.docx")
        ).paragraphs
    ]
    assert {
        "overgenomen · 9 december 2026",
        "Waarom\tPast in de Nota Ruimte.",
        "Vervolg\tNaar het BOL.",
    } <= set(letter)
    assert "- DR-001: overgenomen" in (tmp_path / "uit" / "mail" / "Drenthe.txt").read_text("utf-8")
    assert (tmp_path / "uit-bewaard-1" / OVERVIEW).is_file()


def test_only_terugkoppeling_changes_of_a_submission_without_findings(
    inbox: Path, tmp_path: Path
) -> None:
    run_round(inbox, tmp_path / "uit")
    write_in(tmp_path / "uit" / OVERVIEW, 5, ANSWER)
    run_round(inbox, tmp_path / "uit")
    source = inbox / "drenthe.xlsx"
    with (
        ZipFile(source) as one,
        ZipFile(tmp_path / "uit" / "geannoteerd" / "drenthe.xlsx") as other,
    ):
        assert one.namelist() == other.namelist()
        changed = {name for name in one.namelist() if one.read(name) != other.read(name)}
    # Nothing was found in it, so its sheet Controle has nothing to write either.
    assert changed == {sheet_part(source, "Terugkoppeling")}


def test_a_reaction_lives_on_when_the_province_sends_its_workbook_again(
    inbox: Path, tmp_path: Path
) -> None:
    run_round(inbox, tmp_path / "een")
    write_in(tmp_path / "een" / OVERVIEW, 5, ANSWER)
    run_round(inbox, tmp_path / "twee", previous=tmp_path / "een")
    assert returned(tmp_path / "twee") == {"DR-001": "overgenomen", "DR-002": "nader te bespreken"}
    again = run_round(tmp_path / "twee" / "geannoteerd", tmp_path / "drie")
    assert list(again.tables["terugkoppeling"]["id"]) == ["DR-T001", "DR-T002"]


def test_an_answer_taken_back_is_gone_and_one_changed_is_changed(
    inbox: Path, tmp_path: Path
) -> None:
    run_round(inbox, tmp_path / "uit")
    write_in(tmp_path / "uit" / OVERVIEW, 6, dict.fromkeys(ANSWER))
    run_round(inbox, tmp_path / "uit")
    assert returned(tmp_path / "uit") == {}
    write_in(tmp_path / "uit" / OVERVIEW, 6, {**ANSWER, "Besluit": "niet overgenomen"})
    run_round(inbox, tmp_path / "uit")
    assert returned(tmp_path / "uit") == {"DR-002": "niet overgenomen"}


def test_lines_for_an_agreement_and_for_a_province_that_is_away(
    inbox: Path, tmp_path: Path
) -> None:
    run_round(inbox, tmp_path / "uit")
    write_in(tmp_path / "uit" / OVERVIEW, 7, {"Id": "DR-A001", **ANSWER})
    write_in(tmp_path / "uit" / OVERVIEW, 8, {"Id": "GR-001", **ANSWER})
    run_round(inbox, tmp_path / "uit")
    assert returned(tmp_path / "uit")["DR-A001"] == "overgenomen"
    last = reactions(tmp_path / "uit")[-1]
    assert (last["Id"], last["Provincie"], last["Besluit"]) == (
        "GR-001",
        "Groningen",
        "overgenomen",
    )


@pytest.mark.parametrize(
    ("values", "code", "cell"),
    [
        ({**ANSWER, "Besluit": "ja hoor"}, "CE-02", "G5"),
        ({**ANSWER, "Motivering": None}, "CE-01", "H5"),
        ({**ANSWER, "Datum": "binnenkort"}, "CE-03", "J5"),
        ({**ANSWER, "Id": "zomaar"}, "CE-08", "A7"),  # the vraagstuk itself has row 5 again
    ],
)
def test_a_reaction_that_is_not_right_is_found_at_its_cell(
    inbox: Path, tmp_path: Path, values: dict[str, str | date | None], code: str, cell: str
) -> None:
    run_round(inbox, tmp_path / "uit")
    write_in(tmp_path / "uit" / OVERVIEW, 5, values)
    round_ = run_round(inbox, tmp_path / "uit")
    assert (OVERVIEW, "Reacties", cell, code) in {
        (f.bestand, f.blad, f.cel, f.code) for f in round_.findings
    }
    (own,) = (line for line in summary_lines(round_) if line.startswith("Op te lossen door VRO"))
    assert f"{cell} ({code})" in own


@pytest.mark.parametrize(
    "values",
    [
        {**ANSWER, "Besluit": "Akkoord"},
        {**ANSWER, "Motivering": None},
        {**ANSWER, "Datum": "3 dec"},
    ],
)
def test_a_reaction_with_a_fout_stays_on_the_sheet_and_leaves_the_house_nowhere(
    inbox: Path, tmp_path: Path, values: dict[str, str | date | None]
) -> None:
    target = tmp_path / "uit"
    run_round(inbox, target, LATE)
    write_in(target / OVERVIEW, 5, values)
    for _ in range(2):  # and so it stays until it is mended
        round_ = run_round(inbox, target, LATE)
        assert [f.waarde for f in round_.findings if f.code == "LA-08"] == ["DR-001"]
        assert returned(target) == {"DR-002": "nader te bespreken"}
        letter = docx.Document(str(target / "word" / "terugkoppeling-Drenthe.docx"))
        told = "\n".join(p.text for p in letter.paragraphs)
        told += (target / "mail" / "Drenthe.txt").read_text("utf-8")
        assert "Nog niet helder." in told
        assert "Past in de Nota Ruimte." not in told
        assert "Naar het BOL." not in told
        line = reactions(target)[0]
        assert (line["Id"], line["Besluit"], line["Motivering"]) == (
            "DR-001",
            values["Besluit"],
            values["Motivering"],
        )
        assert line["Wordt verteld"] == "nee: herstel eerst wat fout is"
    write_in(target / OVERVIEW, 5, ANSWER)
    run_round(inbox, target, LATE)
    assert returned(target)["DR-001"] == "overgenomen"
    assert reactions(target)[0]["Wordt verteld"] == "ja"


def test_a_reaction_on_an_id_of_nobody_is_kept_and_its_finding_stands_at_its_new_row(
    inbox: Path, tmp_path: Path
) -> None:
    first, target = tmp_path / "een", tmp_path / "twee"
    run_round(inbox, first)
    write_in(first / OVERVIEW, 12, {"Id": "XX-999", **ANSWER})
    write_in(first / OVERVIEW, 15, {**ANSWER, "Besluit": "zonder id"})
    for _ in range(3):
        round_ = run_round(inbox, target, previous=first)
        lines = reactions(target)
        assert [line["Id"] for line in lines] == ["DR-001", "DR-002", "XX-999", None]
        assert [line["Besluit"] for line in lines[2:]] == ["overgenomen", "zonder id"]
        assert {(f.code, f.cel) for f in round_.findings if f.blad == "Reacties"} == {
            ("CE-08", "A7"),
            ("CE-08", "A8"),
        }
        assert all(str(f.cel) in f.melding for f in round_.findings if f.code == "CE-08")
        texts = openpyxl.load_workbook(target / OVERVIEW)["Dashboard"].iter_rows(values_only=True)
        shown = [str(text) for row in texts for text in row if text]
        assert [text for text in shown if text.startswith("Uw reactie, A7 Id")]


def test_the_day_of_receipt_is_remembered_over_rounds(inbox: Path, tmp_path: Path) -> None:
    run_round(inbox, tmp_path / "uit")
    rows = clean_rows()
    put("start", 0, peildatum=date(2027, 5, 1))(rows)
    build(inbox / "drenthe.xlsx", rows)
    round_ = run_round(inbox, tmp_path / "uit", LATE)
    assert set(round_.received.values()) == {date(2026, 12, 1)}
    assert reactions(tmp_path / "uit")[0]["Dagen over"] == (date(2027, 1, 26) - LATE).days


def test_reactions_that_cannot_be_read_stop_the_round_and_stay(inbox: Path, tmp_path: Path) -> None:
    run_round(inbox, tmp_path / "uit")
    overview = tmp_path / "uit" / OVERVIEW
    overview.write_bytes(b"kapot")
    with pytest.raises(RaError):
        run_round(inbox, tmp_path / "uit")
    assert overview.read_bytes() == b"kapot"


def test_reactions_without_their_columns_stop_the_round(inbox: Path, tmp_path: Path) -> None:
    run_round(inbox, tmp_path / "uit")
    write_in(tmp_path / "uit" / OVERVIEW, 4, {"Motivering": "Iets anders"})
    with pytest.raises(RaError):
        run_round(inbox, tmp_path / "uit")


def test_a_workbook_that_counts_from_1904_gets_the_right_day(inbox: Path, tmp_path: Path) -> None:
    def to_1904(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
            b"<workbookPr ", b'<workbookPr date1904="1" '
        )

    run_round(inbox, tmp_path / "uit")
    write_in(tmp_path / "uit" / OVERVIEW, 5, ANSWER)
    edit_parts(inbox / "drenthe.xlsx", to_1904)
    run_round(inbox, tmp_path / "uit")
    back = check(tmp_path / "uit" / "geannoteerd" / "drenthe.xlsx").rows["terugkoppeling"]
    assert next(r["datum"] for r in back if r["onderwerp"] == "DR-001") == date(2026, 12, 9)


def test_a_lost_sheet_terugkoppeling_stops_nothing(inbox: Path, tmp_path: Path) -> None:
    run_round(inbox, tmp_path / "uit")
    write_in(tmp_path / "uit" / OVERVIEW, 5, ANSWER)
    book = openpyxl.load_workbook(inbox / "drenthe.xlsx")
    book["Terugkoppeling"].title = "Iets anders"
    book.save(inbox / "drenthe.xlsx")
    run_round(inbox, tmp_path / "uit")
    assert (tmp_path / "uit" / "geannoteerd" / "drenthe.xlsx").is_file()
    letter = docx.Document(str(tmp_path / "uit" / "word" / "terugkoppeling-Drenthe.docx"))
    assert "Onze reactie" in [p.text for p in letter.paragraphs]


def test_the_dashboard_counts_the_reactions_that_nobody_gets_to_see(
    inbox: Path, tmp_path: Path
) -> None:
    def figures(folder: Path) -> dict[object, object]:
        sheet = openpyxl.load_workbook(folder / OVERVIEW, data_only=True)["Dashboard"]
        return {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True)}

    target = tmp_path / "uit"
    run_round(inbox, target)
    assert figures(target)["Nog geen reactie van VRO"] == 1
    assert "Reactie van VRO met een fout" not in figures(target)
    write_in(target / OVERVIEW, 5, {**ANSWER, "Besluit": "Akkoord"})
    run_round(inbox, target)
    assert figures(target)["Nog geen reactie van VRO"] == 0
    assert figures(target)["Reactie van VRO met een fout"] == 1
