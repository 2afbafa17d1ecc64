"""Read and check a folder of submissions, and decide which of them count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from ra_excel.checks.batches import Terms, read_and_check
from ra_excel.checks.finding import Finding, count
from ra_excel.checks.previous import solved, with_stand
from ra_excel.checks.run import check_workbook
from ra_excel.checks.submission import Submission
from ra_excel.checks.waivers import WaiverList
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.fault import Fault
from ra_excel.domain.inzenders import NATIONAAL, Inzender, Soort, departments, provinces
from ra_excel.domain.rules import catalogue
from ra_excel.errors import RaError
from ra_excel.progress import Progress, silent
from ra_excel.reading.folder import workbook_files
from ra_excel.round.country import Country
from ra_excel.round.reactions import Reactions, answered, merged_reactions
from ra_excel.round.round import RETURNED, Outcome, Receipt
from ra_excel.round.rules import check_country, first_received


@dataclass(frozen=True)
class RoundTerms:
    """On what terms a round is held.

    ``peildatum`` is the day of judgement (default: that of the cycle), ``earlier`` the previous
    submission per province code, ``written`` what VRO wrote on the sheet Reacties.
    """

    cycle: Cycle
    peildatum: date | None = None
    earlier: Mapping[str, Submission] = field(default_factory=dict)
    waivers: WaiverList | None = None
    written: Reactions = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day of judgement."""
        return self.peildatum or self.cycle.peildatum


@dataclass(frozen=True)
class Collection:
    """All files of a round: those that count, those set apart, the list of submissions, and files
    not looked at.
    """

    counted: Sequence[Submission]
    set_apart: Sequence[Submission]
    submissions: Sequence[Receipt]
    ignored: Sequence[str]
    terms: RoundTerms
    national: Sequence[Finding] = ()
    """Findings that belong to no submission."""
    reactions: pd.DataFrame = field(default_factory=lambda: merged_reactions((), {}))
    received: Mapping[str, date] = field(default_factory=dict)


def earlier_submissions(folder: Path, *, any_version: bool = False) -> dict[str, Submission]:
    """The submission of each province in a folder of an earlier moment, of any cycle, by province
    code.

    The output of an earlier round will do: its submissions stand in RETURNED; and so will one
    workbook. Raises RaError when there is no such folder or file.
    """
    if not folder.exists():
        raise RaError(f"De map {folder} met de vorige inzendingen bestaat niet.")
    place = folder / RETURNED if (folder / RETURNED).is_dir() else folder
    files = workbook_files(place)[0] if place.is_dir() else [place]
    checked = read_and_check(files, Terms(any_version=any_version))
    sound = [one for one in _set_doubles_apart(checked) if not one.quarantined]
    return {one.workbook.province.code: one for one in sound if one.workbook.province}


def collect(folder: Path, terms: RoundTerms, progress: Progress = silent) -> Collection:
    """Read and check every workbook of ``folder`` on these terms.

    Raises RaError when the folder does not exist or holds no workbook. Bad files become quarantined
    submissions.
    """
    if not folder.is_dir():
        raise RaError(f"De map {folder} bestaat niet.")
    files, ignored = workbook_files(folder)
    if not files:
        raise RaError(f"In de map {folder} staat geen enkele werkmap.")
    file_terms = Terms(terms.cycle.id, terms.peildatum, terms.earlier)
    checked = _set_doubles_apart(read_and_check(files, file_terms, progress))
    counted = sorted((s for s in checked if not s.quarantined), key=_province_order)
    set_apart = [submission for submission in checked if submission.quarantined]
    reactions = merged_reactions(counted, terms.written)
    country = Country(
        terms.cycle,
        terms.day,
        counted,
        set_apart,
        terms.earlier,
        terms.written,
        answered(reactions),
    )
    received = {v.row.id: first_received(country, v) for v in country.vraagstukken()}
    counted, national = check_country(country)
    counted = _compared_with(terms, counted)
    if terms.waivers:
        counted, national = _waived(terms.waivers, terms.day, (counted, set_apart, national))
    receipts = _receipts(counted, set_apart)
    return Collection(counted, set_apart, receipts, ignored, terms, national, reactions, received)


def _waived(
    waivers: WaiverList,
    day: date,
    judged: tuple[Sequence[Submission], Sequence[Submission], Sequence[Finding]],
) -> tuple[list[Submission], list[Finding]]:
    """The counted submissions and the national findings with waivers applied, and what is wrong
    with the list itself. ``judged`` is those that count, those set apart, the national findings.
    """
    counted, set_apart, national = judged
    findings = [*national]
    for submission in (*counted, *set_apart):
        findings += submission.findings
    waived = [replace(one, findings=waivers.apply(one.findings, day)) for one in counted]
    return waived, [*waivers.apply(national, day), *waivers.unused(findings, day)]


def _compared_with(terms: RoundTerms, counted: Sequence[Submission]) -> list[Submission]:
    """The submissions, their findings marked as new or remaining where there is an earlier one."""
    if not terms.earlier:
        return list(counted)
    earlier = Country(terms.cycle, terms.day, list(terms.earlier.values()), (), {})
    before = {one.workbook.province: one for one in check_country(earlier)[0]}
    return [_compared(one, before) for one in counted]


def _compared(one: Submission, before: Mapping[Inzender | None, Submission]) -> Submission:
    """A submission whose findings, those over the whole country included, are new or remaining
    since the earlier one.
    """
    earlier = before.get(one.workbook.province)
    if earlier is None:
        return one
    return replace(
        one,
        findings=with_stand(one.findings, earlier.findings),
        solved=solved(one.findings, earlier.findings),
    )


def _set_doubles_apart(every: Iterable[Submission]) -> list[Submission]:
    """ST-11: of several submissions of one province the last saved counts, at a tie the first by
    name. Only that one keeps its rows.
    """
    result: list[Submission] = []
    doubles: dict[str, list[int]] = {}
    winners: dict[str, int] = {}
    for place, one in enumerate(every):
        result.append(one)
        if one.quarantined or not one.workbook.province:
            continue
        code = one.workbook.province.code
        known = winners.setdefault(code, place)
        if place == known:
            continue
        loser = place
        if one.workbook.last_modified > result[known].workbook.last_modified:
            winners[code], loser = place, known
        result[loser] = result[loser].without_rows()
        doubles.setdefault(code, []).append(loser)
    for code, places in doubles.items():
        counting = result[winners[code]].workbook.bestand
        for place in places:
            workbook = result[place].workbook
            details = {
                "provincie": workbook.province.naam if workbook.province else "",
                "ander": counting,
            }
            fault = Fault("ST-11", sleutel=workbook.sha256, details=details)
            result[place] = check_workbook(replace(workbook, faults=(*workbook.faults, fault)))
    return result


def _province_order(checked: Submission) -> int:
    order = [*provinces(), NATIONAAL, *departments()]
    return (
        order.index(checked.workbook.province) if checked.workbook.province in order else len(order)
    )


def _receipts(counted: Sequence[Submission], set_apart: Sequence[Submission]) -> list[Receipt]:
    """One line per province (missing included), the national list and the departments that are
    there, then the files set apart.
    """
    by_province = {c.workbook.province: c for c in counted}
    lines = []
    for province in (*provinces(), NATIONAAL, *departments()):
        if province in by_province:
            one = by_province[province]
            outcome = (
                Outcome.WITH_FAULTS if any(f.is_fout for f in one.findings) else Outcome.ACCEPTED
            )
            lines.append(_line(one, outcome, ""))
        elif province.soort is Soort.PROVINCIE:
            apart = [c.workbook.bestand for c in set_apart if c.workbook.province == province]
            reason = (
                f"Wel ontvangen, maar apart gezet: {', '.join(apart)}."
                if apart
                else "Geen werkmap ontvangen."
            )
            lines.append(Receipt("", "", province, Outcome.MISSING, 0, 0, (), reason))
    for one in set_apart:
        reason = " ".join(f.melding for f in one.findings if catalogue()[f.code].quarantaine)
        lines.append(_line(one, Outcome.QUARANTINED, reason))
    return lines


def _line(checked: Submission, outcome: Outcome, reason: str) -> Receipt:
    counts = count(checked.findings)
    codes = tuple(sorted({f.code for f in checked.findings}))
    workbook = checked.workbook
    return Receipt(
        workbook.bestand,
        workbook.sha256,
        workbook.province,
        outcome,
        counts.fouten,
        counts.aandachtspunten,
        codes,
        reason,
    )
