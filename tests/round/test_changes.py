"""What changed between two moments."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ra_excel.cli.main import run
from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.inzenders import get_province
from ra_excel.errors import RaError
from ra_excel.jobs.compare import compare, write_changes
from ra_excel.jobs.consolidate import RoundOrder, consolidate
from ra_excel.progress import silent
from ra_excel.reports.changes.text import shown_difference
from ra_excel.round.change import Change, ChangeKind
from ra_excel.round.word_difference import Part, word_difference
from ra_excel.template.build import build_workbook
from tests.helpers.clean import CYCLE, Edit, Rows, build, clean_rows, put, rows_of


def add(table: str, **values: object) -> Edit:
    def edit(rows: Rows) -> None:
        rows[table].append(values)

    return edit


def drop(table: str, place: int = 0) -> Edit:
    def edit(rows: Rows) -> None:
        del rows[table][place]

    return edit


def compared(tmp_path: Path, *edits: Edit) -> list[Change]:
    """The changes that these edits of the clean workbook give."""
    rows = clean_rows()
    build(tmp_path / "oud.xlsx", rows)
    for edit in edits:
        edit(rows)
    build(tmp_path / "nieuw.xlsx", rows)
    return compare(tmp_path / "oud.xlsx", tmp_path / "nieuw.xlsx", silent)


def told(changes: list[Change]) -> list[tuple[str, str, str, str, bool]]:
    return [(c.sort.value, f"{c.blad}!{c.cel}", c.id, c.kolom, c.eenzijdig) for c in changes]


def test_nothing_changed(tmp_path: Path) -> None:
    assert compared(tmp_path) == []


@pytest.mark.parametrize(
    ("table", "column", "old", "new"),
    [
        ("dialoog", "datum", date(2026, 5, 11), 46153),
        ("dialoog", "datum", date(2026, 5, 11), "11 mei 2026"),
        ("agenda", "prioriteit", 2, "2"),
        ("agenda", "criterium_spanning", "Ja", "ja"),
        ("agenda", "titel", "Zand over", "Zand\u00a0over"),
    ],
)
def test_another_format_is_no_change(
    tmp_path: Path, table: str, column: str, old: object, new: object
) -> None:
    rows = clean_rows()
    put(table, 0, **{column: old})(rows)
    build(tmp_path / "oud.xlsx", rows)
    put(table, 0, **{column: new})(rows)
    build(tmp_path / "nieuw.xlsx", rows)
    assert compare(tmp_path / "oud.xlsx", tmp_path / "nieuw.xlsx", silent) == []


def test_rows_come_and_go_and_cells_change(tmp_path: Path) -> None:
    changes = compared(
        tmp_path,
        add("agenda", id="DR-003", titel="Nieuw vraagstuk", status="voorgesteld"),
        put("agenda", 0, titel="Woningbouw, zoetwater en natuur", prioriteit=3),
        drop("dialoog", 1),
        put("start", 0, contactfunctie="Directeur"),
    )
    assert told(changes) == [
        ("gewijzigd", "Start!B8", "", "Contact: functie", False),
        ("gewijzigd", "Agenda!A6", "DR-001", "Titel", False),
        ("gewijzigd", "Agenda!A6", "DR-001", "Prioriteit", False),
        ("toegevoegd", "Agenda!A8", "DR-003", "", False),
        ("verdwenen", "Dialoog!A7", "DR-D002", "", False),
    ]
    assert [(c.oud, c.nieuw) for c in changes[1:3]] == [
        ("Woningbouw en zoetwater", "Woningbouw, zoetwater en natuur"),
        ("1", "3"),
    ]
    assert changes[3].titel == "Nieuw vraagstuk"


@pytest.mark.parametrize(
    ("edit", "one_sided"),
    [
        (put("afspraken", 0, tekst="Heel iets anders afgesproken."), True),
        (put("afspraken", 0, deadline=date(2029, 1, 1)), True),
        (put("afspraken", 0, resultaat="Een andere kaart."), False),
        (
            put(
                "afspraken",
                0,
                tekst="Heel iets anders afgesproken.",
                vastgesteld_op=date(2026, 11, 1),
            ),
            False,
        ),
        (drop("afspraken"), True),
    ],
)
def test_one_sided_is_what_was_ratified_and_not_ratified_anew(
    tmp_path: Path, edit: Edit, one_sided: bool
) -> None:
    changes = [c for c in compared(tmp_path, edit) if c.blad == "Afspraken"]
    assert any(c.eenzijdig for c in changes) == one_sided


def test_a_finished_agreement_may_stay_behind_in_a_new_cycle(tmp_path: Path) -> None:
    rows = clean_rows()
    put("monitoring", 0, voortgang="gerealiseerd", bewijs="Kaart op de site.")(rows)
    build(tmp_path / "oud.xlsx", rows)
    rows["afspraken"], rows["monitoring"] = [], []
    for cycle, one_sided in ((CYCLE, True), ("2028-2029", False)):
        build_workbook(tmp_path / f"{cycle}.xlsx", get_province("Drenthe"), load_cycle(cycle), rows)  # type: ignore[arg-type]
        changes = compare(tmp_path / "oud.xlsx", tmp_path / f"{cycle}.xlsx", silent)
        assert [
            c.eenzijdig for c in changes if c.sort is ChangeKind.GONE and c.blad == "Afspraken"
        ] == [one_sided]


def two_provinces(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        build(folder / f"{name}.xlsx", rows_of(get_province(name), clean_rows()), name)
    return folder


def test_a_province_that_does_not_submit_again_gives_one_line(tmp_path: Path) -> None:
    old, new = (
        two_provinces(tmp_path / "a", "Drenthe", "Utrecht"),
        two_provinces(tmp_path / "b", "Utrecht"),
    )
    assert told(compare(old, new, silent)) == [("niet ingediend", "Start!", "", "", False)]
    added = compare(new, old, silent)
    # The rows of the role matrix stand in every workbook: that a workbook came says enough.
    assert {c.sort for c in added} == {ChangeKind.ADDED} and "Rolmatrix" not in {
        c.blad for c in added
    }


@pytest.mark.parametrize("damaged", ["oud", "nieuw"])
def test_rows_of_a_sheet_that_could_not_be_read_are_not_called_gone_or_new(
    tmp_path: Path, damaged: str
) -> None:
    for name in ("oud", "nieuw"):
        path = build(tmp_path / f"{name}.xlsx", clean_rows())
        if name == damaged:
            book = load_workbook(path)
            del book["Afspraken"]
            book.save(path)
    changes = compare(tmp_path / "oud.xlsx", tmp_path / "nieuw.xlsx", silent)
    assert [(c.sort, c.blad, c.eenzijdig) for c in changes] == [
        (ChangeKind.NOT_READ, "Afspraken", False)
    ]


def test_moved_rows_and_another_file_name_are_no_change(tmp_path: Path) -> None:
    rows = clean_rows()
    build(tmp_path / "oud.xlsx", rows)
    rows["agenda"].reverse()
    rows["monitoring"].insert(0, {"id": "DR-M002"})
    build(tmp_path / "nieuw.xlsx", rows)
    assert compare(tmp_path / "oud.xlsx", tmp_path / "nieuw.xlsx", silent) == []


def test_workbook_folder_output_and_dataset_say_the_same(tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, titel="=1+1 & <b>", notitie="'=2")(rows)
    inbox = tmp_path / "in"
    inbox.mkdir()
    build(inbox / "drenthe.xlsx", rows)
    consolidate(RoundOrder(inbox, load_cycle(CYCLE), tmp_path / "uit"), silent)
    for other in (
        inbox,
        tmp_path / "uit",
        tmp_path / "uit" / "dataset",
        tmp_path / "uit" / "dataset-openbaar",
    ):
        assert compare(inbox / "drenthe.xlsx", other, silent) == []


def test_what_cannot_be_compared_is_an_error(tmp_path: Path) -> None:
    good = build(tmp_path / "goed.xlsx", clean_rows())
    (tmp_path / "kapot.xlsx").write_text("tekst")
    (tmp_path / "leeg").mkdir()
    broken = tmp_path / "dataset"
    broken.mkdir()
    (broken / "datapackage.json").write_text("{}")
    for other in (tmp_path / "kapot.xlsx", tmp_path / "leeg", broken, tmp_path / "weg"):
        with pytest.raises(RaError):
            compare(good, other, silent)


def test_the_changes_as_a_workbook_never_overwrite(tmp_path: Path) -> None:
    changes = compared(tmp_path, put("agenda", 0, titel="=1+1"))
    write_changes(changes, Path("oud"), Path("nieuw"), tmp_path / "w.xlsx")
    for target in (tmp_path / "w.xlsx", tmp_path / "w.txt"):
        with pytest.raises(RaError):
            write_changes(changes, Path("oud"), Path("nieuw"), target)


def test_vergelijk_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compared(tmp_path, put("afspraken", 0, deadline=date(2029, 1, 1)))
    assert run(["vergelijk", str(tmp_path / "oud.xlsx"), str(tmp_path / "nieuw.xlsx")]) == 0
    out = capsys.readouterr().out
    assert "[-31-12-2027-][+01-01-2029+]" in out
    assert "(eenzijdig)" in out


TEXTS = st.lists(st.sampled_from(["a", "bb ", " ", "\n", "ccc", "  d"]), max_size=30).map("".join)


@given(TEXTS, TEXTS)
def test_a_difference_holds_both_texts_whole(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    assert "".join(p.text for p in pieces if p.part is not Part.NEW) == old
    assert "".join(p.text for p in pieces if p.part is not Part.GONE) == new


def test_a_long_text_shows_the_words_around_the_change() -> None:
    old = "een " * 50 + "dag " + "twee " * 50
    shown = shown_difference(old, old.replace("dag", "nacht"))
    assert shown == "… " + "een " * 6 + "[-dag-] [+nacht+] " + "twee " * 5 + "twee …"
