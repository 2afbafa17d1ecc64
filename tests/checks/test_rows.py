"""A checked workrows remembers what rules ask of it, as long as it has its rows."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.clean import build, check, clean_rows


def test_an_answer_is_made_once_and_goes_with_the_rows(tmp_path: Path) -> None:
    checked = check(build(tmp_path / "b.xlsx", clean_rows()))
    rows, bare = checked.rows, checked.without_rows().rows
    assert list(rows.by_id("afspraken")) == list(rows.latest_progress) == ["DR-A001"]
    assert list(rows.by_id("agenda")) == ["DR-001", "DR-002"]
    assert rows.per_vraagstuk("dialoog") is rows.per_vraagstuk("dialoog")
    assert rows.all_known("agenda") and rows.all_placed("dialoog")
    assert (
        not bare.by_id("afspraken")
        and not bare.per_vraagstuk("dialoog")
        and not bare.latest_progress
    )
    assert not bare.all_known("agenda") and not bare.all_placed("dialoog")
