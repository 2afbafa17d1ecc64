"""Rows of the national tables as the text a Word document shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import pandas as pd

from ra_excel.checks.finding import Finding
from ra_excel.domain.lists import JA, split_choices, value_list
from ra_excel.domain.sheets.agenda import GEAGENDEERD
from ra_excel.domain.sheets.besluitvorming import is_conflict
from ra_excel.domain.tables import INTERNAL
from ra_excel.reports.dutch import date_text, deadline_text
from ra_excel.reports.findings.text_csv import WAIVED
from ra_excel.round.round import Round

Fields: TypeAlias = dict[str, str]
Content: TypeAlias = "str | Sequence[Content] | Mapping[str, Content]"
"""What a template gets: text, and lists and mappings of text."""

NO_PRIORITY = 1_000_000

REPORTED = ("toelichting", "oorzaak", "volgende_stap", "actiehouder", "volgende_datum")
"""Columns of a progress report that stand with the agreement, as ``voortgang_<name>``."""


def text_rows(frame: pd.DataFrame) -> list[Fields]:
    """Every row as column name → text, the columns of the workbook by their own names; an empty
    cell is ''.
    """
    shown = [str(name) for name in frame.columns if name not in INTERNAL]
    columns = [list(map(_text, frame[name])) for name in shown]
    rows = [dict(zip(shown, cells, strict=True)) for cells in zip(*columns, strict=True)]
    if "deadline_precisie" in shown:
        for row, day in zip(rows, frame["deadline"], strict=True):
            if isinstance(day, date):
                row["deadline"] = deadline_text(day, row["deadline_precisie"])
    return rows


def _text(value: object) -> str:
    if value is None:
        return ""
    return date_text(value) if isinstance(value, date) else str(value)


def agenda_rows(vraagstukken: Iterable[Fields]) -> list[Fields]:
    """Vraagstukken, those on the agenda first, by priority.

    ``stap_en_status`` is the step, with the status where that is not simply on the agenda.
    """
    return [
        {**row, "stap_en_status": _step_and_status(row)}
        for row in sorted(vraagstukken, key=_place_on_agenda)
    ]


def _step_and_status(vraagstuk: Fields) -> str:
    status = "" if vraagstuk["status"] == GEAGENDEERD else vraagstuk["status"]
    return ", ".join(filter(None, (vraagstuk["stap"], status)))


def _place_on_agenda(vraagstuk: Fields) -> tuple[bool, int]:
    priority = vraagstuk["prioriteit"]
    return vraagstuk["status"] != GEAGENDEERD, (
        int(priority) if priority.isdecimal() else NO_PRIORITY
    )


def besluit_rows(routes: Iterable[Fields], round_: Round) -> list[Fields]:
    """Routes with ``vraagstuk_titel``, ``is_conflict`` ('ja' or '') and ``punt``: the vraagstuk, or
    the one under which provinces share it.
    """
    return [
        {
            **row,
            "vraagstuk_titel": round_.titles.get(row["vraagstuk"], ""),
            "is_conflict": "ja" if is_conflict(row) else "",
            "punt": round_.items.get(row["vraagstuk"], row["vraagstuk"]),
        }
        for row in routes
    ]


def zwevend_rows(afspraken: Iterable[Fields]) -> list[Fields]:
    """Zwevende afspraken, each reason on a line of its own."""
    return [
        {**row, "zwevend_omdat": "\n".join(split_choices(row["zwevend_omdat"]))}
        for row in afspraken
    ]


def reactie_rows(reacties: Iterable[Fields], known: Mapping[str, str]) -> list[Fields]:
    """Reactions of VRO with ``onderwerp_titel``."""
    return [{**row, "onderwerp_titel": known.get(row["onderwerp"], "")} for row in reacties]


def criteria(vraagstuk: Fields) -> list[Fields]:
    """The criteria of Handvat B that the vraagstuk claims, with their grounds."""
    return [
        {"naam": criterium.value, "onderbouwing": vraagstuk[f"onderbouwing_{criterium.code}"]}
        for criterium in value_list("criteria").entries
        if vraagstuk[f"criterium_{criterium.code}"] == JA
    ]


def with_last_report(progress: Iterable[Fields], monitoring: Iterable[Fields]) -> list[Fields]:
    """Agreements with what their newest report says."""
    reports = {
        (report["afspraak"], report["peildatum"], report["voortgang"]): report
        for report in monitoring
    }
    rows = []
    for row in progress:
        report = reports.get((row["id"], row["voortgang_peildatum"], row["voortgang"]), {})
        rows.append({**row, **{f"voortgang_{name}": report.get(name, "") for name in REPORTED}})
    return rows


READ_AS_ONE = ("AF-01", "AF-02")
"""Codes that say two things of one agreement: what it lacks, and that it lands nowhere [2d]."""

JOINED = (("code", " en "), ("cel", " en "), ("melding", " "), ("herstel", " "))
"""What stands in a line of two findings, and between them."""


def finding_lines(findings: Iterable[Finding]) -> list[Fields]:
    """Findings as lines of text; what two codes of READ_AS_ONE say of one row is one line."""
    lines: list[Fields] = []
    line_of: dict[tuple[object, ...], Fields] = {}
    for finding in findings:
        fields = finding_fields(finding)
        row = (finding.bestand, finding.blad, finding.rij, fields["ernst"])
        if finding.code in READ_AS_ONE and row in line_of:
            line = line_of[row]
            line |= {name: between.join((line[name], fields[name])) for name, between in JOINED}
            continue
        lines.append(fields)
        if finding.code in READ_AS_ONE:
            line_of[row] = fields
    return lines


def finding_fields(finding: Finding) -> Fields:
    """A finding as text; a waived one says so in place of its weight."""
    return {
        "code": finding.code,
        "ernst": WAIVED if finding.ontheffing else finding.ernst,
        "bestand": finding.bestand,
        "blad": finding.blad or "",
        "cel": finding.cel or "",
        "melding": finding.melding,
        "herstel": finding.herstel,
    }
