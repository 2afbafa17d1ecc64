"""Cells of several copies of a table brought together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ra_excel.merging.copies import Copy, Outcome, TableCopy
from ra_excel.merging.three_way import merge_table, same

TABLE = "lessen"


def copy(
    name: str, rows: dict[str, dict[str, object]], saved: str = "2026-10-01T09:00:00Z"
) -> Copy:
    return Copy(name, saved, {TABLE: TableCopy(rows)})


def test_a_cell_changed_on_one_side_is_taken() -> None:
    base = copy("basis", {"1": {"titel": "a", "tekst": "b"}})
    first = copy("een", {"1": {"titel": "A", "tekst": "b"}})
    second = copy("twee", {"1": {"titel": "a", "tekst": "B"}})
    assert merge_table(TABLE, [first, second], base) == ({"1": {"titel": "A", "tekst": "B"}}, [])


def test_a_cell_changed_on_both_sides_stays_as_last_saved_and_is_listed() -> None:
    base = copy("basis", {"1": {"titel": "a"}})
    first = copy("een", {"1": {"titel": "later"}}, "2026-10-02T09:00:00Z")
    second = copy("twee", {"1": {"titel": "eerder"}})
    rows, remarks = merge_table(TABLE, [second, first], base)
    assert rows == {"1": {"titel": "later"}}
    assert [(r.outcome, r.copy, r.value, r.winner, r.result) for r in remarks] == [
        (Outcome.CHOICE, "twee", "eerder", "een", "later")
    ]


def test_of_copies_saved_at_one_time_the_first_given_wins() -> None:
    first, second = copy("b", {"1": {"titel": "x"}}), copy("a", {"1": {"titel": "y"}})
    assert merge_table(TABLE, [first, second], None)[0] == {"1": {"titel": "x"}}
    assert merge_table(TABLE, [second, first], None)[0] == {"1": {"titel": "y"}}


def test_without_a_base_a_filled_cell_wins_from_an_empty_one() -> None:
    first = copy("een", {"1": {"titel": "a", "tekst": None}})
    second = copy("twee", {"1": {"titel": "a", "tekst": "b"}}, "2026-09-01T09:00:00Z")
    assert merge_table(TABLE, [first, second], None) == ({"1": {"titel": "a", "tekst": "b"}}, [])


def test_a_cell_emptied_on_one_side_is_empty() -> None:
    base = copy("basis", {"1": {"titel": "a", "tekst": "b"}})
    first = copy("een", {"1": {"titel": "a", "tekst": None}})
    assert merge_table(TABLE, [first, base], base) == ({"1": {"titel": "a", "tekst": None}}, [])


def test_a_row_removed_here_and_unchanged_there_goes_and_is_listed() -> None:
    base = copy("basis", {"1": {"titel": "a", "tekst": None}})
    rows, remarks = merge_table(TABLE, [copy("een", {}), base], base)
    assert rows == {"1": None}
    assert [(r.outcome, r.column, r.value) for r in remarks] == [
        (Outcome.REMOVED_ROW, "titel", "a")
    ]


def test_a_row_removed_here_and_changed_there_is_kept_and_listed() -> None:
    base = copy("basis", {"1": {"titel": "a"}})
    rows, remarks = merge_table(TABLE, [copy("een", {}), copy("twee", {"1": {"titel": "b"}})], base)
    assert rows == {"1": {"titel": "b"}}
    assert [(r.outcome, r.copy, r.winner) for r in remarks] == [(Outcome.KEPT_ROW, "een", "twee")]


def test_a_copy_that_lacks_the_whole_sheet_removes_nothing() -> None:
    base = copy("basis", {"1": {"titel": "a"}})
    assert merge_table(TABLE, [Copy("een", ""), base], base) == ({"1": {"titel": "a"}}, [])


cells = st.one_of(st.none(), st.sampled_from(["a", "b", "a "]), st.integers(0, 2))
tables = st.dictionaries(
    st.sampled_from(["1", "2", "3"]),
    st.fixed_dictionaries({"titel": cells, "tekst": cells}),
)


@given(tables)
def test_merging_with_itself_changes_nothing(rows: dict[str, dict[str, object]]) -> None:
    both = [copy("een", rows), copy("twee", rows)]
    assert merge_table(TABLE, both, None) == (rows, [])
    assert merge_table(TABLE, both, copy("basis", rows)) == (rows, [])


@given(tables, tables, st.none() | tables)
def test_every_value_is_in_the_result_or_listed(
    first: dict[str, dict[str, object]],
    second: dict[str, dict[str, object]],
    before: dict[str, dict[str, object]] | None,
) -> None:
    """But for values of the base that somebody changed: replacing them is what merging is for."""
    base = None if before is None else copy("basis", before)
    merged, remarks = merge_table(TABLE, [copy("een", first), copy("twee", second)], base)
    old = before or {}
    for rows in (first, second):
        for id_, row in rows.items():
            for column, value in row.items():
                if value is None or (id_ in old and same(value, old[id_][column])):
                    continue
                kept = (merged[id_] or {}).get(column)
                listed = [r.value for r in remarks if (r.id, r.column) == (id_, column)]
                assert same(kept, value) or any(same(value, other) for other in listed)
