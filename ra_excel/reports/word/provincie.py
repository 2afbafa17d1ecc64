"""What the template ``provincie.docx`` gets to show."""

from __future__ import annotations

from collections.abc import Mapping

from ra_excel.checks.finding import count
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.sheets.rolmatrix import answer_column
from ra_excel.domain.tables import PROVINCIE, asked_roles
from ra_excel.reports.dutch import date_text
from ra_excel.reports.word import sentences
from ra_excel.reports.word.rows import (
    Content,
    Fields,
    agenda_rows,
    besluit_rows,
    criteria,
    finding_lines,
    reactie_rows,
    with_last_report,
    zwevend_rows,
)
from ra_excel.reports.word.sources import sources
from ra_excel.reports.word.text_round import FLOATING, PROGRESS, TextRound
from ra_excel.round.round import Outcome


def provincie_context(told: TextRound, province: Inzender) -> Mapping[str, Content]:
    """Every field of a province's document by the name the template uses. An empty list is a
    chapter left out.

    A province without a submission that counts has only key figures, and the findings on what it
    sent.
    """

    def mine(table: str) -> list[Fields]:
        return told.about(table, "provincie", province.naam)

    round_, known = told.round, told.round.titles
    submitted = round_.submission_of(province).outcome is not Outcome.MISSING
    vraagstukken = agenda_rows(mine("agenda"))
    routes = besluit_rows(mine("besluitvorming"), round_)
    afspraken = with_last_report(mine(PROGRESS), mine("monitoring"))
    zwevend = zwevend_rows(mine(FLOATING))
    roles = _open_roles(mine("rolmatrix")) if submitted else []
    findings = [f for f in round_.findings if f.provincie == province.naam]
    if submitted:
        key_figures = [
            f"De werkmap is {round_.submission_of(province).outcome.value}.",
            sentences.agenda(vraagstukken),
            *sentences.unreadable(findings),
            *sentences.conflicts(routes),
            *sentences.afspraken(afspraken, len(zwevend)),
            *sentences.open_roles(len(roles)),
            sentences.findings(count(findings)),
        ]
    else:
        key_figures = [
            f"{province.naam} heeft geen werkmap ingediend die meetelt.",
            round_.submission_of(province).reden,
        ]
    return {
        "titel": f"Ruimtelijk arrangement: {province.naam}",
        "cyclus": round_.cycle.id,
        "cyclus_titel": round_.cycle.titel,
        "peildatum": date_text(round_.peildatum),
        "kerncijfers": key_figures,
        "vraagstukken": [{**v, "criteria": criteria(v)} for v in vraagstukken],
        "dialoog": [
            {**s, "vraagstuk_titel": known.get(s["vraagstuk"], "")} for s in mine("dialoog")
        ],
        "besluiten": routes,
        "afspraken": afspraken,
        "zwevend": zwevend,
        "open_rollen": roles,
        "lessen": mine("lessen"),
        "reacties": reactie_rows(mine("terugkoppeling"), known),
        "bevindingen": finding_lines(
            sorted(findings, key=lambda f: (bool(f.ontheffing), not f.is_fout))
        ),
        "herkomst_van": province.naam,
        "herkomst": sources(told, [province.naam]) if submitted else [],
    }


def _open_roles(rolmatrix: list[Fields]) -> list[Fields]:
    """Roles that this province answers for and nobody fills."""
    filled = {row["id"] for row in rolmatrix if row[answer_column(row)]}
    return [dict(role) for role in asked_roles(PROVINCIE) if role["id"] not in filled]
