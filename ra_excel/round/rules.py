"""Rules over the whole country, and their findings in the submissions they concern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ra_excel.checks.finding import Finding
from ra_excel.checks.rows import Row
from ra_excel.checks.run import reading_order, to_findings
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.domain.inzenders import find_province, provinces
from ra_excel.domain.lists import split_choices
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.agenda import AGENDA, GEAGENDEERD, WAITING
from ra_excel.domain.sheets.start import START
from ra_excel.reading.values import as_text
from ra_excel.reading.workbook import Workbook
from ra_excel.round.country import Country, NationalFault, NationalRule, Vraagstuk
from ra_excel.round.shared_vraagstukken import (
    agreement_of_one_side,
    differing,
    named_by_one_side,
    probably_the_same,
)


def missing_submissions(country: Country) -> Iterator[NationalFault]:
    """LA-01: a province of which nothing was received. A file set apart has its own finding
    already.
    """
    received = {one.workbook.province for one in (*country.counted, *country.set_apart)}
    for province in provinces():
        if province not in received:
            yield NationalFault(
                Fault("LA-01", sleutel=province.code, details={"provincie": province.naam}),
                province=province,
            )


def mixed_submissions(country: Country) -> Iterator[NationalFault]:
    """LA-06: beside submissions of this cycle and template stand others."""
    cyclus = START.by_name["cyclus"].header
    found: dict[str, list[str]] = {}
    for one in country.set_apart:
        for finding in one.findings:
            if finding.code == "ST-02" and finding.waarde:
                found.setdefault("een andere sjabloonversie", []).append(one.workbook.bestand)
            if finding.code == "ST-10" and finding.kolom == cyclus:
                found.setdefault("een andere cyclus", []).append(one.workbook.bestand)
    for meaning, files in found.items() if country.counted else ():
        details = {
            "aantal": str(len(country.counted)),
            "bestanden": ", ".join(files),
            "wat": meaning,
        }
        yield NationalFault(
            Fault("LA-06", waarde=", ".join(files), sleutel=meaning, details=details)
        )


def overloaded_departments(country: Country) -> Iterator[NationalFault]:
    """LA-07: a department that is wanted at more vraagstukken on the agenda than it can carry. A
    shared one counts once.
    """
    load: Counter[str] = Counter()
    for group in country.by_key().values():
        on_agenda = [
            v.row
            for v in group
            if v.row.text("status") == GEAGENDEERD and v.row.sound("departementen")
        ]
        load.update({name for row in on_agenda for name in row.choices("departementen")})
    limit = country.cycle.capaciteit_departement
    for name, number in sorted(load.items()):
        if number > limit:
            details = {"departement": name, "aantal": str(number), "grens": str(limit)}
            yield NationalFault(Fault("LA-07", waarde=name, sleutel=name, details=details))


def owed_reactions(country: Country) -> Iterator[NationalFault]:
    """LA-08: a vraagstuk, proposed or on the agenda, to which VRO has not reacted within the term.
    The work is VRO's.
    """
    weeks = load_settings().reactietermijn_weken
    for vraagstuk in country.vraagstukken():
        row = vraagstuk.row
        if row.text("status") not in WAITING or row.id in country.answered:
            continue
        received = first_received(country, vraagstuk)
        due = react_by(received)
        if country.day > due:
            words = {
                "id": row.id,
                "titel": row.text("titel"),
                "sinds": as_text(received),
                "uiterlijk": as_text(due),
                "weken": str(weeks),
            }
            yield NationalFault(
                row.fault("LA-08", "id", **words), vraagstuk.one, vraagstuk.province, for_vro=True
            )


def react_by(received: date) -> date:
    """The last day on which VRO answers in time what it received on this day."""
    return received + timedelta(weeks=load_settings().reactietermijn_weken)


def first_received(country: Country, vraagstuk: Vraagstuk) -> date:
    """The stand of the submission in which VRO saw the vraagstuk first, as far as this round or the
    sheet Reacties knows.
    """
    days = [_stand(vraagstuk.one, country)]
    before = country.earlier.get(vraagstuk.province.code)
    if before and vraagstuk.row.id in before.rows.by_id("agenda"):
        days.append(_stand(before, country))
    noted = country.written.get(vraagstuk.row.id)
    if noted and noted.ontvangen:
        days.append(noted.ontvangen)
    return min(days)


def _stand(one: Submission, country: Country) -> date:
    """The day a submission describes."""
    start = one.rows.get("start", ())
    return (start[0].date("peildatum") if start else None) or country.cycle.peildatum


def open_tensions(country: Country) -> Iterator[NationalFault]:
    """LA-09: a spanningspunt of the ruimtelijke voorstellen that no vraagstuk speaks of, of its
    province or of any.
    """
    for line in read_semicolon_csv(folder("validation") / "spanningspunten.csv"):
        province = find_province(line["provincie"]) if line["provincie"] else None
        concerned = [
            one
            for one in country.counted
            if line["provincie"] == "" or one.workbook.province == province
        ]
        readable = all("agenda" in one.rows for one in concerned)
        if (
            concerned
            and readable
            and not any(
                _speaks_of(row, line["woorden"])
                for one in concerned
                for row in one.rows.get("agenda", ())
            )
        ):
            point = line["spanningspunt"]
            details = {
                "punt": point,
                "waar": province.naam if province else "alle provincies",
                "woorden": line["woorden"],
            }
            fault = Fault(
                "LA-09",
                AGENDA.sheet if province else None,
                waarde=point,
                sleutel=point,
                details=details,
            )
            yield NationalFault(fault, concerned[0] if province else None, province)


def _speaks_of(row: Row, words: str) -> bool:
    """Whether a vraagstuk names every side: sides are parted by semicolons, words for one side by
    commas.
    """
    text = " ".join(
        row.text(column) for column in ("titel", "probleemanalyse", "gezamenlijk_doel")
    ).casefold()
    return all(
        any(word.strip().casefold() in text for word in side.split(","))
        for side in split_choices(words)
    )


RULES: tuple[NationalRule, ...] = (
    missing_submissions,
    named_by_one_side,
    differing,
    probably_the_same,
    agreement_of_one_side,
    mixed_submissions,
    overloaded_departments,
    owed_reactions,
    open_tensions,
)


def check_country(country: Country) -> tuple[list[Submission], list[Finding]]:
    """The counted submissions with the findings that concern them, and the findings that belong to
    none.
    """
    placed = [one for rule in RULES for one in rule(country)]
    counted = [
        _with(one, [p.fault for p in placed if p.one is one and not p.for_vro])
        for one in country.counted
    ]
    national: list[Finding] = []
    for one in placed:
        if one.one is None:
            national += to_findings(Workbook("", "", one.province, country.cycle.id), [one.fault])
        elif one.for_vro:
            national += to_findings(one.one.workbook, [one.fault])
    return counted, national


def _with(one: Submission, faults: Sequence[Fault]) -> Submission:
    """A submission with findings added, in reading order."""
    if not faults:
        return one
    return replace(
        one,
        findings=tuple(
            sorted((*one.findings, *to_findings(one.workbook, faults)), key=reading_order)
        ),
    )
