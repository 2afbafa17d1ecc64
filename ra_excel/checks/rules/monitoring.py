"""Monitoring: agreements that nobody follows. With AF-02 these rules define zwevende afspraken [2d]."""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import months_before
from ra_excel.domain.fault import Fault
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.monitoring import GEREALISEERD, STUCK, VERVALLEN
from ra_excel.reading.values import as_text

FLOATING_CODES = ("AF-02", "MO-01", "MO-02", "MO-03")
"""An agreement with a finding of one of these codes is a zwevende afspraak."""

FINISHED = (GEREALISEERD, VERVALLEN)


@rule("MO-01")
def never_reported(submission: Submission) -> Iterator[Fault]:
    """Ratified, and no progress report ever. A report that names no known agreement may be the one that is missed."""
    reports, known = submission.rows.table("monitoring"), submission.rows.by_id("afspraken")
    if "monitoring" not in submission.rows or not all(
        row.sound("afspraak") and row.text("afspraak") in known for row in reports
    ):
        return
    reported = {row.text("afspraak") for row in reports}
    for row in known.values():
        day = row.date("vastgesteld_op")
        if row.sound("id", "vastgesteld_op") and day and row.id not in reported:
            yield row.fault("MO-01", "id", id=row.id, datum=as_text(day))


@rule("MO-02")
def report_too_old(submission: Submission) -> Iterator[Fault]:
    """The newest report is older than the limit, and the agreement is not finished."""
    months = load_settings().max_maanden_zonder_bericht
    limit = months_before(submission.peildatum, months)
    known = {row.id for row in submission.rows.table("afspraken")}
    for afspraak, report in submission.rows.latest_progress.items():
        day = report.date("peildatum")
        if afspraak in known and day and day < limit and report["voortgang"] not in FINISHED:
            yield report.fault(
                "MO-02",
                "peildatum",
                id=afspraak,
                datum=as_text(day),
                maanden=str(months),
                peildatum=as_text(submission.peildatum),
            )


@rule("MO-03")
def deadline_passed(submission: Submission) -> Iterator[Fault]:
    """The deadline lies before the reference date and the agreement is not reported as finished."""
    latest = submission.rows.latest_progress
    for row in submission.rows.table("afspraken"):
        deadline = row.date("deadline")
        if not row.sound("deadline") or deadline is None or deadline >= submission.peildatum:
            continue
        if row.id not in latest or latest[row.id]["voortgang"] not in FINISHED:
            yield row.fault(
                "MO-03",
                "deadline",
                id=row.id,
                datum=as_text(deadline),
                peildatum=as_text(submission.peildatum),
            )


@rule("MO-04")
def stuck_without_a_way_on(submission: Submission) -> Iterator[Fault]:
    """Delayed or blocked, without cause, next step or date."""
    for row in submission.rows.table("monitoring"):
        if row.sound("voortgang") and row["voortgang"] in STUCK:
            if missing := row.first_empty("oorzaak", "volgende_stap", "volgende_datum"):
                yield row.fault("MO-04", missing, id=row.id, voortgang=row.text("voortgang"))


@rule("MO-05")
def report_at_impossible_time(submission: Submission) -> Iterator[Fault]:
    """A report after the reference date, before the agreement was ratified, or older than the one numbered before it."""
    afspraken = submission.rows.by_id("afspraken")
    newest: dict[str, Row] = {}
    for row in sorted(
        submission.rows.table("monitoring"), key=lambda row: (len(row.id), row.id, row.number)
    ):
        day, afspraak = row.date("peildatum"), row.text("afspraak")
        if not row.sound("peildatum", "afspraak") or day is None:
            continue
        ratified = afspraken[afspraak].date("vastgesteld_op") if afspraak in afspraken else None
        before = newest.get(afspraak)
        if day > submission.peildatum:
            yield row.fault(
                "MO-05",
                "peildatum",
                id=row.id,
                reden=f"na de peildatum {as_text(submission.peildatum)}",
            )
        elif ratified and afspraken[afspraak].sound("vastgesteld_op") and day < ratified:
            yield row.fault(
                "MO-05",
                "peildatum",
                id=row.id,
                reden=f"voor het vaststellen van {afspraak} op {as_text(ratified)}",
            )
        elif before and row.id and before.id and day < (before.date("peildatum") or day):
            yield row.fault(
                "MO-05", "peildatum", id=row.id, reden=f"voor het eerdere bericht {before.id}"
            )
        else:
            newest[afspraak] = row


@rule("MO-06")
def realised_without_evidence(submission: Submission) -> Iterator[Fault]:
    """Realised, and nothing shows it. A missing landing has its own finding (AF-02)."""
    for row in submission.rows.table("monitoring"):
        if (
            row.sound("voortgang", "bewijs")
            and row["voortgang"] == GEREALISEERD
            and not row.text("bewijs")
        ):
            yield row.fault("MO-06", "bewijs", id=row.id, afspraak=row.text("afspraak"))


@rule("MO-07")
def not_back_at_its_table(submission: Submission) -> Iterator[Fault]:
    """A running, ratified agreement whose progress did not return to a gremium in this cycle."""
    told = {
        row.text("afspraak")
        for row in submission.rows.table("monitoring")
        if (day := row.date("teruggekoppeld_op"))
        and day >= submission.cycle.start
        and row.text("teruggekoppeld_gremium")
    }
    afspraken = submission.rows.by_id("afspraken")
    for afspraak, report in submission.rows.latest_progress.items():
        row = afspraken.get(afspraak)
        running = report["voortgang"] not in FINISHED and report.sound(
            "teruggekoppeld_op", "teruggekoppeld_gremium"
        )
        if (
            row
            and row.sound("vastgesteld_op")
            and row.date("vastgesteld_op")
            and running
            and afspraak not in told
        ):
            yield report.fault("MO-07", "teruggekoppeld_op", id=afspraak)
