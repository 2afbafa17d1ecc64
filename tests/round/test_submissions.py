"""Which submissions count, and what becomes of the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from ra_excel.domain.cycle import load_cycle
from ra_excel.domain.tables import DATA_TABLES
from ra_excel.errors import RaError
from ra_excel.round.build import build_round
from ra_excel.round.round import Outcome
from ra_excel.round.submissions import Collection, RoundTerms, collect
from ra_excel.round.tables import PROVENANCE, extra_columns
from tests.helpers.clean import CYCLE, Rows, build, clean_rows, put
from tests.helpers.packages import edit_parts


def outcomes(collection: Collection) -> dict[str, Outcome]:
    return {
        s.bestand or (s.province.naam if s.province else "?"): s.outcome
        for s in collection.submissions
    }


def save_moment(path: Path, moment: str) -> None:
    """Set the moment at which the file says it was saved."""

    def edit(parts: dict[str, bytes]) -> None:
        core = parts["docProps/core.xml"].decode()
        start = core.index("<dcterms:modified")
        start = core.index(">", start) + 1
        parts["docProps/core.xml"] = (
            core[:start] + moment + core[core.index("<", start) :]
        ).encode()

    edit_parts(path, edit)


def test_every_province_has_one_line_and_bad_files_stop_nothing(tmp_path: Path) -> None:
    build(tmp_path / "a.xlsx", clean_rows())
    faulty = clean_rows()
    faulty["start"][0]["contactfunctie"] = None
    build(tmp_path / "b.xlsx", {"start": faulty["start"]}, "Utrecht")
    (tmp_path / "kapot.xlsx").write_text("tekst")
    (tmp_path / "~$a.xlsx").write_text("slot")
    (tmp_path / "brief.pdf").write_text("brief")
    collection = collect(tmp_path, RoundTerms(load_cycle(CYCLE)))
    found = outcomes(collection)
    assert found["a.xlsx"] is Outcome.ACCEPTED
    assert found["b.xlsx"] is Outcome.WITH_FAULTS
    assert found["kapot.xlsx"] is Outcome.QUARANTINED
    assert sum(o is Outcome.MISSING for o in found.values()) == 10
    assert len(collection.submissions) == 13
    assert collection.ignored == ["brief.pdf"]


def test_last_saved_submission_counts(tmp_path: Path) -> None:
    old = build(tmp_path / "a.xlsx", clean_rows())
    new = Path(shutil.copy(old, tmp_path / "b.xlsx"))
    save_moment(old, "2026-11-01T10:00:00Z")
    save_moment(new, "2026-11-02T10:00:00Z")
    collection = collect(tmp_path, RoundTerms(load_cycle(CYCLE)))
    assert outcomes(collection)["b.xlsx"] is Outcome.ACCEPTED
    apart = next(s for s in collection.submissions if s.bestand == "a.xlsx")
    assert (apart.outcome, apart.codes) == (Outcome.QUARANTINED, ("ST-11",))


def test_equal_moments_keep_the_first_by_name(tmp_path: Path) -> None:
    shutil.copy(build(tmp_path / "a.xlsx", clean_rows()), tmp_path / "b.xlsx")
    assert (
        outcomes(collect(tmp_path, RoundTerms(load_cycle(CYCLE))))["b.xlsx"] is Outcome.QUARANTINED
    )


def test_missing_province_with_a_quarantined_file_says_so(tmp_path: Path) -> None:
    path = build(tmp_path / "a.xlsx", clean_rows())
    book = openpyxl.load_workbook(path)
    book["Start"]["B6"] = "1999"
    book.save(path)
    lines = [
        s
        for s in collect(tmp_path, RoundTerms(load_cycle(CYCLE))).submissions
        if s.province and s.province.naam == "Drenthe"
    ]
    assert [s.outcome for s in lines] == [Outcome.MISSING, Outcome.QUARANTINED]
    assert "a.xlsx" in lines[0].reden


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "weg"):
        with pytest.raises(RaError):
            collect(folder, RoundTerms(load_cycle(CYCLE)))


def test_dataset_has_provenance_and_every_filled_row(tmp_path: Path) -> None:
    build(tmp_path / "a.xlsx", clean_rows())
    build(
        tmp_path / "b.xlsx",
        {"lessen": [{"onderwerp": "Les", "wat_werkte": "Dit werkte goed."}]},
        "Zeeland",
    )
    cycle = load_cycle(CYCLE)
    round_ = build_round(collect(tmp_path, RoundTerms(cycle)))
    for table in DATA_TABLES:
        columns = list(round_.tables[table.name].columns)
        assert columns[: len(PROVENANCE)] == list(PROVENANCE)
        assert {c.name for c in table.data_columns} <= set(columns)
    lessen = round_.tables["lessen"]
    assert lessen[
        ["provincie", "landsdeel", "bestand", "blad", "rij", "id"]
    ].to_numpy().tolist() == [
        ["Drenthe", "Noord", "a.xlsx", "Lessen", 6, "DR-L001"],
        ["Zeeland", "Zuidwest", "b.xlsx", "Lessen", 6, "ZE-L001"],
    ]


def round_of(tmp_path: Path, rows: Rows):  # type: ignore[no-untyped-def]
    build(tmp_path / "a.xlsx", rows)
    cycle = load_cycle(CYCLE)
    return build_round(collect(tmp_path, RoundTerms(cycle)))


def test_floating_agreements_carry_their_codes(tmp_path: Path) -> None:
    rows = clean_rows()
    put("afspraken", 0, landing_instrument=None, landing_document=None)(rows)
    rows["monitoring"][0]["peildatum"] = "1-1-2026"
    floating = round_of(tmp_path, rows).floating
    assert floating[["id", "zwevend_door"]].to_numpy().tolist() == [["DR-A001", "AF-02; MO-02"]]


def test_clean_agreement_does_not_float_and_shows_its_progress(tmp_path: Path) -> None:
    round_ = round_of(tmp_path, clean_rows())
    assert round_.floating.empty
    assert round_.progress[["voortgang", "voortgang_groep"]].to_numpy().tolist() == [
        ["op schema", "op koers met zorg"]
    ]


def test_agreement_without_report_is_in_its_own_group(tmp_path: Path) -> None:
    rows = clean_rows()
    rows["monitoring"] = []
    assert round_of(tmp_path, rows).progress["voortgang_groep"].to_list() == ["geen bericht"]


def test_unreadable_date_stays_as_typed(tmp_path: Path) -> None:
    rows = clean_rows()
    put("afspraken", 0, deadline="ooit")(rows)
    assert round_of(tmp_path, rows).tables["afspraken"]["deadline"].to_list() == ["ooit"]


def test_own_columns_are_kept(tmp_path: Path) -> None:
    path = build(tmp_path / "a.xlsx", clean_rows())
    book = openpyxl.load_workbook(path)
    book["Lessen"]["F5"], book["Lessen"]["F6"] = "Eigen", "bewaar mij"
    book.save(path)
    extra = extra_columns(collect(tmp_path, RoundTerms(load_cycle(CYCLE))).counted)
    assert extra[["provincie", "blad", "rij", "kolom", "waarde"]].to_numpy().tolist() == [
        ["Drenthe", "Lessen", 6, "Eigen", "bewaar mij"]
    ]


def test_a_round_without_agreements_still_has_all_columns(tmp_path: Path) -> None:
    round_ = round_of(tmp_path, {})
    assert "zwevend_door" in round_.floating.columns and "provincie" in round_.floating.columns
    assert len(round_.floating) == len(round_.progress) == 0
