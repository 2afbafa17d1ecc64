"""Where every number in the text comes from: a table of the dataset, and which of its rows to
count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ra_excel.checks.finding import Finding
from ra_excel.domain.inzenders import NATIONAAL, departments
from ra_excel.domain.sheets.agenda import GEAGENDEERD, VOORGESTELD
from ra_excel.domain.sheets.besluitvorming import CLOSED, CONFLICT
from ra_excel.domain.sheets.rolmatrix import answer_column
from ra_excel.domain.tables import PROVINCIE
from ra_excel.reports.word.rows import Fields, besluit_rows
from ra_excel.reports.word.sentences import AANDACHTSPUNT, FOUT, PROGRESS_ORDER
from ra_excel.reports.word.text_round import FLOATING, PROGRESS, TextRound
from ra_excel.round.round import Outcome, Receipt

EMPTY = ""


@dataclass(frozen=True)
class Where:
    """Rows whose column holds one of these values, or with ``but`` none of them; EMPTY is an empty
    cell.
    """

    column: str
    values: tuple[str, ...]
    but: bool = False

    def __str__(self) -> str:
        if self.values == (EMPTY,):
            return f"{self.column} {'gevuld' if self.but else 'leeg'}"
        quoted = " of ".join(f"'{value}'" for value in self.values)
        return f"{self.column} is {'niet ' if self.but else ''}{quoted}"

    def holds(self, row: Fields) -> bool:
        """Whether it is so of this row."""
        return (row[self.column] in self.values) != self.but


def sources(told: TextRound, names: Sequence[str] = ()) -> list[Fields]:
    """``wat``, ``aantal``, ``tabel`` and ``rijen`` of every number in the sentences of one
    document.

    ``names`` are the provinces it is about: none for the national document, one for a province,
    several for a landsdeel. Only their rows count; ``rijen`` does not repeat that.
    """

    def mine(table: str) -> Sequence[Fields]:
        return told.about(table, "provincie", *names) if names else told.rows(table)

    agenda, progress = mine("agenda"), mine(PROGRESS)
    proposed = Where("status", (VOORGESTELD,))
    found = [] if names else _of_submissions(told.round.submissions)
    found += [
        _source("Op de agenda", "agenda", agenda, Where("status", (GEAGENDEERD,))),
        _source("Nog een voorstel", "agenda", agenda, proposed),
        _conflicts(besluit_rows(mine("besluitvorming"), told.round)),
        _source("Afspraken", "afspraken", mine("afspraken")),
        _source("Zwevend", "zwevend", mine(FLOATING)),
        *(
            _source(
                f"Voortgang: {group}", "voortgang", progress, Where("voortgang_groep", (group,))
            )
            for group in PROGRESS_ORDER
        ),
    ]
    if len(names) == 1:
        found.append(_open_roles(mine("rolmatrix")))
    if len(names) <= 1:
        found += _of_findings([f for f in told.round.findings if not names or f.provincie in names])
    return [source for source in found if source["aantal"] != "0"]


def _of_submissions(submissions: Sequence[Receipt]) -> list[Fields]:
    rows = [
        {"provincie": s.province.naam if s.province else EMPTY, "uitkomst": s.outcome.value}
        for s in submissions
    ]
    received = Where("uitkomst", (Outcome.ACCEPTED.value, Outcome.WITH_FAULTS.value))
    others = [s.province.naam for s in submissions if s.province in departments()]
    of_provinces = Where("provincie", (NATIONAAL.naam, *others), but=True)
    return [
        _source("Ingediend", "inzendingen", rows, received, of_provinces),
        _source(
            "Apart gezet", "inzendingen", rows, Where("uitkomst", (Outcome.QUARANTINED.value,))
        ),
    ]


def _of_findings(findings: Sequence[Finding]) -> list[Fields]:
    rows = [{"ernst": f.ernst, "ontheffing": f.ontheffing or EMPTY} for f in findings]
    counts = Where("ontheffing", (EMPTY,))
    return [
        _source("Fouten", "bevindingen", rows, Where("ernst", (FOUT.singular,)), counts),
        _source(
            "Aandachtspunten",
            "bevindingen",
            rows,
            Where("ernst", (AANDACHTSPUNT.singular,)),
            counts,
        ),
        _source("Met ontheffing", "bevindingen", rows, Where("ontheffing", (EMPTY,), but=True)),
    ]


def _conflicts(routes: Sequence[Fields]) -> Fields:
    undecided = Where("uitkomst", CLOSED, but=True)
    number = len({row["punt"] for row in routes if undecided.holds(row) and row["is_conflict"]})
    either = f"route is '{CONFLICT}', of conflict_schuurpunt gevuld"
    return _told(
        "Nog niet eens",
        number,
        "besluitvorming",
        [either, undecided, "elk vraagstuk, ook een gedeeld, één keer"],
    )


def _open_roles(roles: Sequence[Fields]) -> Fields:
    asked = Where("partij", PROVINCIE.asked_parties)
    number = sum(asked.holds(row) and not row[answer_column(row)] for row in roles)
    unanswered = "invuller leeg, bij partij Gremium: gremium leeg"
    return _told("Open rollen", number, "rolmatrix", [asked, unanswered])


def _source(what: str, table: str, rows: Sequence[Fields], *conditions: Where) -> Fields:
    for condition in conditions:
        rows = [row for row in rows if condition.holds(row)]
    return _told(what, len(rows), table, conditions)


def _told(what: str, number: int, table: str, conditions: Sequence[Where | str]) -> Fields:
    return {
        "wat": what,
        "aantal": str(number),
        "tabel": f"{table}.csv",
        "rijen": "; ".join(map(str, conditions)) or "alle",
    }
