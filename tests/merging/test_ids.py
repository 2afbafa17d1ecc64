"""One id for two things: the later copy gets the next free id, and its references follow."""

from __future__ import annotations

from ra_excel.merging.copies import Copy, Outcome, TableCopy
from ra_excel.merging.ids import one_thing_per_id

LELYLIJN: dict[str, object] = {
    "id": "DR-002",
    "titel": "Lelylijn",
    "stap": "1 Agenderen",
    "status": "voorgesteld",
}
NATUUR: dict[str, object] = {
    "id": "DR-002",
    "titel": "Natuur",
    "stap": "2 Dialoog",
    "status": "geagendeerd",
}


def copy(name: str, **tables: dict[str, dict[str, object]]) -> Copy:
    return Copy(name, "", {table: TableCopy(rows) for table, rows in tables.items()})


def test_two_things_under_one_id() -> None:
    dialogue: dict[str, object] = {
        "id": "DR-D001",
        "vraagstuk": "DR-002",
        "dilemmas": "Zie ook DR-002 en XDR-002.",
    }
    first = copy("een", agenda={"DR-001": {"id": "DR-001", "titel": "a"}, "DR-002": LELYLIJN})
    second = copy("twee", agenda={"DR-002": NATUUR}, dialoog={"DR-D001": dialogue})
    result, remarks = one_thing_per_id([first, second], None, "DR")
    assert result[0] == first
    assert list(result[1].tables["agenda"].rows) == ["DR-003"]
    assert result[1].tables["agenda"].rows["DR-003"]["id"] == "DR-003"
    assert result[1].tables["dialoog"].rows["DR-D001"]["vraagstuk"] == "DR-003"
    assert [(r.outcome, r.table, r.id, r.value, r.result) for r in remarks] == [
        (Outcome.NEW_ID, "agenda", "DR-002", "DR-002", "DR-003"),
        (Outcome.MENTION, "dialoog", "DR-D001", dialogue["dilemmas"], "DR-003"),
    ]


def test_the_same_thing_filled_in_further_keeps_its_id() -> None:
    more = {**LELYLIJN, "titel": "De Lelylijn", "probleemanalyse": "Er is geen spoor."}
    copies = [copy("een", agenda={"DR-002": LELYLIJN}), copy("twee", agenda={"DR-002": more})]
    assert one_thing_per_id(copies, None, "DR") == (copies, [])


def test_a_row_of_the_base_is_an_edit_whatever_it_says() -> None:
    base = copy("basis", agenda={"DR-002": LELYLIJN})
    copies = [base, copy("twee", agenda={"DR-002": NATUUR})]
    assert one_thing_per_id(copies, base, "DR") == (copies, [])


def test_three_copies_two_of_which_mean_the_same() -> None:
    copies = [
        copy("een", agenda={"DR-002": LELYLIJN}),
        *(copy(n, agenda={"DR-002": NATUUR}) for n in "bc"),
    ]
    result, _ = one_thing_per_id(copies, None, "DR")
    assert [list(c.tables["agenda"].rows) for c in result] == [["DR-002"], ["DR-001"], ["DR-001"]]
