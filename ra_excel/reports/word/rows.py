"""Rows of the national tables as the text a Word document shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

import pandas as pd

from ra_excel.checks.finding import Finding
from ra_excel.consolidation.round import Round
from ra_excel.domain.lists import split_choices, value_list
from ra_excel.domain.sheets.agenda import GEAGENDEERD, JA
from ra_excel.domain.sheets.besluitvorming import is_conflict
from ra_excel.domain.tables import INTERNAL
from ra_excel.reports.dutch import date_text, deadline_text
from ra_excel.reports.findings import WAIVED

Fields: TypeAlias = dict[str, str]
Content: TypeAlias = "str | Sequence[Content] | Mapping[str, Content]"
"""What a template gets: text, and lists and mappings of text."""

NO_PRIORITY = 1_000_000

REPORTED = ("toelichting", "oorzaak", "volgende_stap", "actiehouder", "volgende_datum")
"""Columns of a progress report that stand with the agreement, as ``voortgang_<name>``."""


def text_rows(frame: pd.DataFrame) -> list[Fields]:
    """Every row as column name → text, the columns of the workbook by their own names; an empty cell is ''."""
    names = [str(name) for name in frame.columns]
    shown = [(place, name) for place, name in enumerate(names) if name not in INTERNAL]
    rows = [{name: _text(cells[place]) for place, name in shown} for cells in frame.to_numpy()]
    if "deadline_precisie" in names:
        for row, day in zip(rows, frame["deadline"], strict=True):
            if isinstance(day, date):
                row["deadline"] = deadline_text(day, row["deadline_precisie"])
    return rows


def _text(value: object) -> str:
    if value is None:
        return ""
    return date_text(value) if isinstance(value, date) else str(value)


def titles(round_: Round) -> dict[str, str]:
    """Titles of all vraagstukken and afspraken by id; '' where there is none."""
    return dict(round_.titles)


def agenda_rows(frame: pd.DataFrame) -> list[Fields]:
    """Vraagstukken, those on the agenda first, by priority.

    ``stap_en_status`` is the step, with the status where that is not simply on the agenda.
    """
    rows = text_rows(frame)
    for row in rows:
        shown = [row["stap"], "" if row["status"] == GEAGENDEERD else row["status"]]
        row["stap_en_status"] = ", ".join(filter(None, shown))
    return sorted(rows, key=_place_on_agenda)


def _place_on_agenda(vraagstuk: Fields) -> tuple[bool, int]:
    priority = vraagstuk["prioriteit"]
    return vraagstuk["status"] != GEAGENDEERD, int(priority) if priority.isdecimal() else NO_PRIORITY


def besluit_rows(frame: pd.DataFrame, known: Mapping[str, str]) -> list[Fields]:
    """Routes with ``vraagstuk_titel`` and ``is_conflict`` ('ja' or '')."""
    rows = text_rows(frame)
    for row in rows:
        row["vraagstuk_titel"] = known.get(row["vraagstuk"], "")
        row["is_conflict"] = "ja" if is_conflict(row) else ""
    return rows


def zwevend_rows(frame: pd.DataFrame) -> list[Fields]:
    """Zwevende afspraken, each reason on a line of its own."""
    rows = text_rows(frame)
    for row in rows:
        row["zwevend_omdat"] = "\n".join(split_choices(row["zwevend_omdat"]))
    return rows


def criteria(vraagstuk: Fields) -> list[Fields]:
    """The criteria of Handvat B that the vraagstuk claims, with their grounds."""
    return [
        {"naam": criterium.value, "onderbouwing": vraagstuk[f"onderbouwing_{criterium.code}"]}
        for criterium in value_list("criteria").entries
        if vraagstuk[f"criterium_{criterium.code}"] == JA
    ]


def with_last_report(progress: pd.DataFrame, monitoring: pd.DataFrame) -> list[Fields]:
    """Agreements with what their newest report says."""
    mine = monitoring[monitoring["afspraak"].isin(set(progress["id"]))]
    reports = {(r["afspraak"], r["peildatum"], r["voortgang"]): r for r in text_rows(mine)}
    rows = text_rows(progress)
    for row in rows:
        report = reports.get((row["id"], row["voortgang_peildatum"], row["voortgang"]), {})
        row.update({f"voortgang_{name}": report.get(name, "") for name in REPORTED})
    return rows


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
