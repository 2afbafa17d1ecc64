"""Rows made once for all documents are the rows each document would make for itself."""

from __future__ import annotations

import pytest

from ra_excel.reports.word.documents import documents
from ra_excel.reports.word.rows import text_rows
from ra_excel.reports.word.specimen import specimen_round
from ra_excel.reports.word.text_round import FLOATING, PROGRESS, TextRound
from ra_excel.round.round import Round
from tests.reports.word_documents import full_round

ROUNDS = [full_round(), specimen_round()]


@pytest.mark.parametrize("round_", ROUNDS)
def test_rows_of_a_table_are_its_text(round_: Round) -> None:
    told = TextRound(round_)
    for table, frame in {
        **round_.tables,
        PROGRESS: round_.progress,
        FLOATING: round_.floating,
    }.items():
        assert told.rows(table) == text_rows(frame)


@pytest.mark.parametrize("round_", ROUNDS)
@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("agenda", "id", ("DR-001",)),
        ("agenda", "provincie", ("Drenthe", "Limburg", "Drenthe")),
        ("agenda", "landsdeel", ("Noord",)),
        ("dialoog", "vraagstuk", ("DR-001", "DR-002")),
        ("terugkoppeling", "onderwerp", ("DR-A001", "onbekend")),
        ("lessen", "provincie", ()),
    ],
)
def test_rows_about_something_are_those_of_the_round(
    round_: Round, table: str, column: str, values: tuple[str, ...]
) -> None:
    assert TextRound(round_).about(table, column, *values) == text_rows(
        round_.rows_about(table, column, *values)
    )


@pytest.mark.parametrize("round_", ROUNDS)
def test_findings_on_a_row_are_those_of_its_place(round_: Round) -> None:
    told = TextRound(round_)
    for row in told.rows("agenda"):
        here = [
            f
            for f in round_.findings
            if (f.bestand, f.blad or "", str(f.rij)) == (row["bestand"], row["blad"], row["rij"])
        ]
        assert list(told.findings_on(row)) == here


@pytest.mark.parametrize("round_", ROUNDS)
def test_no_document_changes_what_another_shows(round_: Round) -> None:
    alone = [
        one.context()
        for place in range(len(list(documents(round_))))
        for one in [list(documents(round_))[place]]
    ]
    together = [one.context() for one in documents(round_)]
    again = [one.context() for one in reversed(list(documents(round_)))]
    assert alone == together == again[::-1]
