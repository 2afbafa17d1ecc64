"""Rules over the whole country, and their findings in the submissions they concern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ra_excel.checks.finding import Finding, reading_order, to_findings
from ra_excel.checks.registry import rule, rules_over
from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.domain.inzenders import departments, find_province, provinces
from ra_excel.domain.lists import split_choices
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.agenda import AGENDA, GEAGENDEERD, WAITING
from ra_excel.domain.sheets.start import START, START_DEPARTEMENT
from ra_excel.reading.values import as_text
from ra_excel.reading.workbook import Workbook
from ra_excel.round import shared_vraagstukken
from ra_excel.round.country import Country, NationalFault, Vraagstuk
from ra_excel.round.departments import agreements, stances
from ra_excel.round.departments import rules as department_rules
from ra_excel.round.departments.stances import coordinated_routes

__all__ = [
    "agreements",
    "check_country",
    "department_rules",
    "first_received",
    "react_by",
    "shared_vraagstukken",
    "stances",
]


@rule("LA-01", over="country")
def missing_submissions(country: Country) -> Iterator[NationalFault]:
    """A province of which nothing was received. A file set apart has its own finding already."""
    received = {one.workbook.province for one in (*country.counted, *country.set_apart)}
    for province in provinces():
        if province not in received:
            fault = Fault(sleutel=province.code, details={"provincie": province.naam})
            yield NationalFault(fault, province=province)


@rule("LA-14", over="country")
def missing_departments(country: Country) -> Iterator[NationalFault]:
    """A department of which nothing was received, in a round in which departments take part."""
    received = {one.workbook.province for one in (*country.counted, *country.set_apart)}
    if received.isdisjoint(departments()):
        return
    for department in departments():
        if department not in received:
            fault = Fault(sleutel=department.code, details={"departement": department.naam})
            yield NationalFault(fault, province=department)


@rule("LA-06", over="country")
def mixed_submissions(country: Country) -> Iterator[NationalFault]:
    """Beside submissions of this cycle and template stand others."""
    if not country.counted:
        return
    for meaning, files in _files_of_another_kind(country).items():
        names = ", ".join(files)
        details = {"aantal": str(len(country.counted)), "bestanden": names, "wat": meaning}
        yield NationalFault(Fault(waarde=names, sleutel=meaning, details=details))


def _files_of_another_kind(country: Country) -> dict[str, list[str]]:
    """What is other about them → the names of the files."""
    cyclus = START.by_name["cyclus"].header
    files: dict[str, list[str]] = {}
    for submission in country.set_apart:
        name = submission.workbook.bestand
        for finding in submission.findings:
            if finding.code == "ST-02" and finding.waarde:
                files.setdefault("een andere sjabloonversie", []).append(name)
            if finding.code == "ST-10" and finding.kolom == cyclus:
                files.setdefault("een andere cyclus", []).append(name)
    return files


@rule("LA-07", over="country")
def overloaded_departments(country: Country) -> Iterator[NationalFault]:
    """A department that is wanted at more vraagstukken on the agenda than it can carry: by its own
    word, or else by the cycle. A shared one counts once.
    """
    load: Counter[str] = Counter()
    for group in country.by_key().values():
        wanted: set[str] = set()
        for vraagstuk in group:
            row = vraagstuk.row
            if row.text("status") == GEAGENDEERD and row.sound("departementen"):
                wanted.update(row.choices("departementen"))
        load.update(wanted)
    stated = _stated_capacities(country)
    for name, number in sorted(load.items()):
        limit = stated.get(name, country.cycle.capaciteit_departement)
        if number > limit:
            source = (
                "op Start van het departement" if name in stated else "in het bestand van de cyclus"
            )
            details = {"departement": name, "aantal": str(number), "grens": str(limit)}
            fault = Fault(waarde=name, sleutel=name, details={**details, "waar": source})
            yield NationalFault(fault)


def _stated_capacities(country: Country) -> dict[str, int]:
    """How many vraagstukken each department says that it can carry, by its name."""
    stated = {}
    for submission, row in country.rows_of(START_DEPARTEMENT.name):
        number = row["capaciteit"]
        if isinstance(number, int) and row.sound("capaciteit"):
            stated[submission.province.naam] = number
    return stated


@rule("LA-08", over="country")
def owed_reactions(country: Country) -> Iterator[NationalFault]:
    """A vraagstuk, proposed or on the agenda, to which VRO has not reacted within the term. The
    work is VRO's.
    """
    for vraagstuk in country.vraagstukken():
        row = vraagstuk.row
        if row.text("status") not in WAITING or row.id in country.answered:
            continue
        received = first_received(country, vraagstuk)
        due = react_by(received)
        if country.day > due:
            words = {
                "titel": row.text("titel"),
                "sinds": as_text(received),
                "uiterlijk": as_text(due),
                "weken": str(load_settings().reactietermijn_weken),
            }
            fault = row.fault_at("id", **words)
            yield NationalFault(fault, vraagstuk.submission, vraagstuk.province, for_vro=True)


def react_by(received: date) -> date:
    """The last day on which VRO answers in time what it received on this day."""
    return received + timedelta(weeks=load_settings().reactietermijn_weken)


def first_received(country: Country, vraagstuk: Vraagstuk) -> date:
    """The stand of the submission in which VRO saw the vraagstuk first, as far as this round or the
    sheet Reacties knows.
    """
    days = [_stand(vraagstuk.submission, country)]
    before = country.earlier.get(vraagstuk.province.code)
    if before and vraagstuk.row.id in before.rows.by_id("agenda"):
        days.append(_stand(before, country))
    noted = country.written.get(vraagstuk.row.id)
    if noted and noted.ontvangen:
        days.append(noted.ontvangen)
    return min(days)


def _stand(submission: Submission, country: Country) -> date:
    """The day a submission describes."""
    start = submission.rows.table("start")
    stated = start[0].date("peildatum") if start else None
    return stated or country.cycle.peildatum


@rule("LA-09", over="country")
def open_tensions(country: Country) -> Iterator[NationalFault]:
    """A spanningspunt of the ruimtelijke voorstellen that no vraagstuk speaks of, of its province
    or of any.
    """
    for line in read_semicolon_csv(folder("validation") / "spanningspunten.csv"):
        point, words = line["spanningspunt"], line["woorden"]
        province = find_province(line["provincie"])
        concerned = [one for one in country.counted if AGENDA.name in one.werkmap.tables]
        if line["provincie"]:
            concerned = [one for one in concerned if one.workbook.province == province]
        if not concerned or _speak_of(concerned, words):
            continue
        where = province.naam if province else "alle provincies"
        details = {"punt": point, "waar": where, "woorden": words}
        fault = Fault(waarde=point, sleutel=point, details=details)
        if province is None:
            yield NationalFault(fault)
        else:
            yield NationalFault(replace(fault, blad=AGENDA.sheet), concerned[0], province)


def _speak_of(submissions: Sequence[Submission], words: str) -> bool:
    """Whether one of these may speak of every side: also one whose agenda could not be read."""
    for submission in submissions:
        if "agenda" not in submission.rows:
            return True
        if any(_speaks_of(row, words) for row in submission.rows.table("agenda")):
            return True
    return False


def _speaks_of(row: Row, words: str) -> bool:
    """Whether a vraagstuk names every side: sides are parted by semicolons, words for one side by
    commas.
    """
    columns = ("titel", "probleemanalyse", "gezamenlijk_doel")
    text = " ".join(map(row.text, columns)).casefold()
    return all(_names_side(text, side) for side in split_choices(words))


def _names_side(text: str, side: str) -> bool:
    return any(word.strip().casefold() in text for word in side.split(","))


def check_country(country: Country) -> tuple[list[Submission], list[Finding]]:
    """The counted submissions with the findings that concern them, and the findings that belong to
    none.
    """
    faults: list[NationalFault] = []
    for run_rule in rules_over("country"):
        faults += run_rule(country)
    counted = []
    coordinated = coordinated_routes(country)
    for submission in country.counted:
        own = [f.fault for f in faults if f.submission is submission and not f.for_vro]
        counted.append(_with(_not_asked(submission, coordinated), own))
    national: list[Finding] = []
    for national_fault in faults:
        submission_of_fault = national_fault.submission
        if submission_of_fault is None:
            nowhere = Workbook("", "", national_fault.province, country.cycle.id)
            national += to_findings(nowhere, [national_fault.fault])
        elif national_fault.for_vro:
            national += to_findings(submission_of_fault.workbook, [national_fault.fault])
    return counted, national


def _not_asked(submission: Submission, coordinated: frozenset[tuple[str, int]]) -> Submission:
    """A submission without what is said of the Rijk's step before a decision (BE-04) where the
    departments spoke of it themselves: if that was late, they are told (RI-04).
    """
    code = submission.province.code
    kept = [f for f in submission.findings if not _is_of_rijk(f, code, coordinated)]
    if len(kept) == len(submission.findings):
        return submission
    return replace(submission, findings=tuple(kept))


def _is_of_rijk(finding: Finding, code: str, coordinated: frozenset[tuple[str, int]]) -> bool:
    return finding.code == "BE-04" and (code, finding.rij or 0) in coordinated


def _with(submission: Submission, faults: Sequence[Fault]) -> Submission:
    """A submission with findings added, in reading order."""
    if not faults:
        return submission
    findings = (*submission.findings, *to_findings(submission.workbook, faults))
    return replace(submission, findings=tuple(sorted(findings, key=reading_order)))
