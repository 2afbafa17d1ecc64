"""Same fault, same id: after sorting, inserting rows and renaming the file."""

from __future__ import annotations

from pathlib import Path

from tests.clean import build, check, clean_rows, put


def ids(path: Path) -> dict[tuple[str, str | None], str]:
    return {(f.code, f.kolom): f.id for f in check(path).findings}


def test_ids_survive_sorting_inserting_and_renaming(tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, inbrenger="provinsie", prioriteit="hoog")(rows)
    before = ids(build(tmp_path / "eerst.xlsx", rows))
    rows["agenda"].reverse()
    for number, row in enumerate(rows["agenda"]):
        row["titel"] = f"{row['titel']}{number}"
    rows["afspraken"].insert(0, dict(rows["afspraken"][0], id="DR-A005"))
    assert {k: v for k, v in ids(build(tmp_path / "later.xlsx", rows)).items() if k in before} == before


def test_ids_are_unique_within_a_file(tmp_path: Path) -> None:
    rows = clean_rows()
    rows["lessen"] = [{"onderwerp": "x", "wat_werkte": "kort"} for _ in range(5)]
    findings = check(build(tmp_path / "b.xlsx", rows)).findings
    assert len({f.id for f in findings}) == len(findings) == 10


def test_same_fault_of_another_province_has_another_id(tmp_path: Path) -> None:
    rows = {"start": [{"contactfunctie": None}]}
    drenthe, utrecht = (check(build(tmp_path / f"{p}.xlsx", rows, p)).findings[0] for p in ("Drenthe", "Utrecht"))  # type: ignore[arg-type]
    assert (drenthe.code, drenthe.cel) == (utrecht.code, utrecht.cel)
    assert drenthe.id != utrecht.id
