"""What the template ``landelijk.docx`` gets to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ra_excel.checks.finding import count
from ra_excel.domain.inzenders import NATIONAAL
from ra_excel.domain.lists import value_list
from ra_excel.domain.rules import catalogue
from ra_excel.domain.sheets.agenda import NIET_GEAGENDEERD
from ra_excel.reports.conflicts import conflicts
from ra_excel.reports.dutch import date_text, enumerated
from ra_excel.reports.word import sentences
from ra_excel.reports.word.rows import (
    Content,
    Fields,
    agenda_rows,
    besluit_rows,
    zwevend_rows,
)
from ra_excel.reports.word.shared import as_one, positions_in_conflict
from ra_excel.reports.word.since import since
from ra_excel.reports.word.sources import sources
from ra_excel.reports.word.text_round import FLOATING, PROGRESS, TextRound
from ra_excel.round.items import items
from ra_excel.round.round import Receipt, Round

SEVERAL = "Meer landsdelen"


def landelijk_context(told: TextRound) -> Mapping[str, Content]:
    """Every field of the national document by the name the template uses. An empty list is a
    chapter left out.
    """
    round_ = told.round
    vraagstukken = agenda_rows(told.rows("agenda"))
    routes = besluit_rows(told.rows("besluitvorming"), round_)
    on_the_table = items([v for v in vraagstukken if v["status"] != NIET_GEAGENDEERD])
    afspraken = told.rows(PROGRESS)
    zwevend = zwevend_rows(told.rows(FLOATING))
    return {
        "titel": "Ruimtelijk arrangement: landelijk beeld",
        "cyclus": round_.cycle.id,
        "cyclus_titel": round_.cycle.titel,
        "peildatum": date_text(round_.peildatum),
        "kerncijfers": [
            *sentences.submissions(round_.submissions),
            sentences.agenda(vraagstukken),
            *sentences.shared(on_the_table),
            *sentences.unreadable(round_.findings),
            *sentences.conflicts(routes),
            *sentences.afspraken(afspraken, len(zwevend)),
            sentences.findings(count(round_.findings)),
        ],
        "sinds": since(told),
        "inzendingen": [_submission(s) for s in round_.submissions],
        "landsdelen": _per_landsdeel(on_the_table),
        "niet_geagendeerd": [v for v in vraagstukken if v["status"] == NIET_GEAGENDEERD],
        "conflicten": _conflicts(round_, routes),
        "provincies": _per_province(afspraken),
        "zwevend": zwevend,
        "bevindingen": _findings_per_code(round_),
        "lessen": told.rows("lessen"),
        "herkomst": sources(told),
    }


def _submission(submission: Receipt) -> Fields:
    return {
        "provincie": submission.province.naam if submission.province else "onbekend",
        "bestand": submission.bestand,
        "uitkomst": submission.outcome.value,
        "fouten": str(submission.fouten) if submission.bestand else "",
        "aandachtspunten": str(submission.aandachtspunten) if submission.bestand else "",
        "toelichting": submission.reden,
    }


def _per_landsdeel(on_the_table: Sequence[Sequence[Fields]]) -> list[Mapping[str, Content]]:
    """The agenda per landsdeel of the BOL, by priority. What provinces of several share comes
    first, the national list last.
    """
    grouped: defaultdict[str, list[Fields]] = defaultdict(list)
    for item in on_the_table:
        landsdelen = {row["landsdeel"] for row in item}
        grouped[landsdelen.pop() if len(landsdelen) == 1 else SEVERAL].append(as_one(item))
    parts: list[Mapping[str, Content]] = []
    for landsdeel in (SEVERAL, *value_list("landsdelen").values, NATIONAAL.landsdeel):
        own_name = landsdeel in (SEVERAL, NATIONAAL.landsdeel)
        if grouped[landsdeel]:
            naam = landsdeel if own_name else f"Landsdeel {landsdeel}"
            parts.append({"naam": naam, "vraagstukken": grouped[landsdeel]})
    return parts


def _conflicts(round_: Round, routes: Sequence[Fields]) -> list[Mapping[str, Content]]:
    """Conflicts and choices not made, open ones first. One on what provinces share stands once,
    with each one's position.
    """
    groups: dict[str, list[Fields]] = {}
    for conflict in conflicts(round_):
        row = routes[conflict.place]
        since = f"{date_text(conflict.since)} ({conflict.days} dagen)" if conflict.since else ""
        groups.setdefault(row["punt"], []).append({**row, "sinds": since})
    return [_conflict(group) for group in groups.values()]


def _conflict(group: Sequence[Fields]) -> Mapping[str, Content]:
    return {
        **group[0],
        "vraagstuk": enumerated(list(dict.fromkeys(row["vraagstuk"] for row in group))),
        "provincie": enumerated(list(dict.fromkeys(row["provincie"] for row in group))),
        "posities": positions_in_conflict(group),
    }


def _per_province(afspraken: Sequence[Fields]) -> list[Mapping[str, Content]]:
    grouped: defaultdict[str, list[Fields]] = defaultdict(list)
    for afspraak in afspraken:
        grouped[afspraak["provincie"]].append(afspraak)
    return [{"naam": naam, "afspraken": rows} for naam, rows in grouped.items()]


def _findings_per_code(round_: Round) -> list[Fields]:
    """Codes with title, how often and in how many files they occur; most frequent first."""
    numbers = Counter(f.code for f in round_.findings)
    in_files = {(finding.code, finding.bestand) for finding in round_.findings}
    files = Counter(code for code, _ in in_files)
    rules = catalogue()
    return [
        {
            "code": code,
            "titel": rules[code].titel,
            "ernst": rules[code].ernst,
            "aantal": str(number),
            "bestanden": str(files[code]),
        }
        for code, number in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
