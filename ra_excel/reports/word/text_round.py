"""A round as text: every row made once, for hundreds of documents show the same ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from ra_excel.checks.finding import Finding
from ra_excel.reports.overview.rounds.key_figures import stand_of
from ra_excel.reports.word.rows import Fields, text_rows
from ra_excel.round.round import Round
from ra_excel.round.verloop import Stand

PROGRESS, FLOATING = "progress", "floating"
"""Names here of the two tables that a round derives."""


class TextRound:
    """A round whose tables are asked for as rows of text.

    Documents share these rows: whoever has something to add makes a row of its own.
    """

    def __init__(self, round_: Round) -> None:
        self.round = round_
        self._frames = {**round_.tables, PROGRESS: round_.progress, FLOATING: round_.floating}
        self._rows: dict[str, Sequence[Fields]] = {}
        self._places: dict[tuple[str, str], Mapping[str, Sequence[int]]] = {}
        self._findings: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
        for finding in round_.findings:
            self._findings[finding.bestand, finding.blad or "", str(finding.rij or "")].append(
                finding
            )

    @cached_property
    def stand(self) -> Stand:
        """The key figures of this round."""
        return stand_of(self.round)

    def rows(self, table: str) -> Sequence[Fields]:
        """All rows of a table, by its name in the round, PROGRESS or FLOATING."""
        if table not in self._rows:
            self._rows[table] = text_rows(self._frames[table])
        return self._rows[table]

    def about(self, table: str, column: str, *values: str) -> list[Fields]:
        """The rows in which ``column`` says one of these, in their order."""
        if (table, column) not in self._places:
            found: dict[str, list[int]] = defaultdict(list)
            for place, row in enumerate(self.rows(table)):
                found[row[column]].append(place)
            self._places[table, column] = dict(found)
        places = self._places[table, column]
        numbers: list[int] = []
        for value in set(values):
            numbers += places.get(value, ())
        return [self.rows(table)[number] for number in sorted(numbers)]

    def findings_on(self, row: Fields) -> Sequence[Finding]:
        """The findings on the Excel row from which this row came."""
        return self._findings.get((row["bestand"], row["blad"], row["rij"]), ())
