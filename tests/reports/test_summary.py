"""What is said of a round on a few lines."""

from __future__ import annotations

from dataclasses import replace

from ra_excel.reports.summary import NAMED, summary_lines
from ra_excel.round.round import Outcome, Receipt, Round
from tests.reports.word_round import make_round


def with_files_apart(number: int) -> Round:
    """A round of which this many files were set apart."""
    apart = [
        Receipt(f"kapot-{n}.xlsx", "", None, Outcome.QUARANTINED, 1, 0, ("ST-01",), "Kapot.")
        for n in range(number)
    ]
    return replace(make_round({}), submissions=apart)


def line_of(round_: Round, start: str) -> str:
    """The line that begins so."""
    (line,) = (line for line in summary_lines(round_) if line.startswith(start))
    return line


def test_files_set_apart_are_named_as_long_as_they_are_few() -> None:
    line = line_of(with_files_apart(NAMED), "Apart gezet")
    assert line.count(".xlsx (ST-01)") == NAMED
    assert "nog" not in line


def test_of_hundreds_of_files_set_apart_ten_are_named_and_the_rest_is_counted() -> None:
    line = line_of(with_files_apart(312), "Apart gezet")
    assert line.count(".xlsx (ST-01)") == NAMED
    assert "en nog 302" in line
    assert len(line) < 400
