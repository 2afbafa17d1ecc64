"""What VRO says to one province: letter, e-mail and workbook all say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ra_excel.checks.finding import Finding
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.sheets.agenda import WAITING
from ra_excel.round.round import Outcome, Round
from ra_excel.round.rules import react_by

NOT_TO_MEND = ("LA-01", "LA-08")
"""That a workbook is missing has its own words, and an answer that is late is VRO's own work."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A vraagstuk that VRO has yet to answer."""

    id: str
    titel: str
    ontvangen: date
    uiterlijk: date
    te_laat: bool


@dataclass(frozen=True)
class Feedback:
    """``bestanden`` are the files received, ``meegeteld`` whether one of them counts, ``reacties``
    rows of terugkoppeling.
    """

    province: Inzender
    bestanden: Sequence[str]
    meegeteld: bool
    uitkomst: str
    reden: str
    findings: Sequence[Finding]
    reacties: Sequence[Mapping[Any, Any]]
    wachtend: Sequence[Waiting]

    @property
    def fouten(self) -> list[Finding]:
        """What must be mended."""
        return [f for f in self.findings if f.is_fout]


def feedback_for(round_: Round, province: Inzender) -> Feedback:
    """Everything for one province, also when it did not submit."""
    submission = round_.submission_of(province)
    reactions = round_.rows_about("terugkoppeling", "provincie", province.naam).to_dict("records")
    return Feedback(
        province,
        [s.bestand for s in round_.submissions if s.province == province and s.bestand],
        submission.outcome is not Outcome.MISSING,
        submission.outcome.value,
        submission.reden,
        [f for f in round_.findings if f.provincie == province.naam and f.code not in NOT_TO_MEND],
        reactions,
        list(_waiting(round_, province, {row["onderwerp"] for row in reactions if row["besluit"]})),
    )


def _waiting(round_: Round, province: Inzender, answered: set[str]) -> Sequence[Waiting]:
    found = []
    for row in round_.rows_about("agenda", "provincie", province.naam)[
        ["id", "titel", "status"]
    ].to_dict("records"):
        received = round_.received.get(row["id"])
        if row["status"] in WAITING and row["id"] not in answered and received:
            due = react_by(received)
            found.append(
                Waiting(row["id"], row["titel"] or "", received, due, round_.peildatum > due)
            )
    return found
