"""What the template ``fiche.docx`` gets to show: everything about one vraagstuk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.tables import id_pattern
from ra_excel.reports.departments.stances import shared_stances
from ra_excel.reports.dutch import date_text
from ra_excel.reports.word.rows import (
    Content,
    agenda_rows,
    besluit_rows,
    criteria,
    finding_lines,
    reactie_rows,
    with_last_report,
)
from ra_excel.reports.word.text_round import PROGRESS, TextRound
from ra_excel.round.reactions import owner
from ra_excel.round.round import Round


def fiche_ids(round_: Round) -> Iterator[str]:
    """Ids of the vraagstukken that get a fiche: those whose id is sound, each once."""
    for id_ in dict.fromkeys(str(id_) for id_ in round_.tables["agenda"]["id"]):
        province = owner(id_)
        if province and re.fullmatch(id_pattern(AGENDA, province.code), id_):
            yield id_


def fiche_context(told: TextRound, id_: str) -> Mapping[str, Content]:
    """Every field of a fiche by the name the template uses. An empty list is a chapter left out."""
    round_, about = told.round, told.about
    (vraagstuk,) = agenda_rows(about("agenda", "id", id_)[:1])
    afspraken = about(PROGRESS, "vraagstuk", id_)
    ids = [afspraak["id"] for afspraak in afspraken]
    return {
        "titel": f"{id_} {vraagstuk['titel']}".strip(),
        "cyclus": round_.cycle.id,
        "cyclus_titel": round_.cycle.titel,
        "peildatum": date_text(round_.peildatum),
        "vraagstuk": {**vraagstuk, "criteria": criteria(vraagstuk)},
        "rijksinzet": shared_stances(round_, [id_]),
        "sessies": about("dialoog", "vraagstuk", id_),
        "routes": besluit_rows(about("besluitvorming", "vraagstuk", id_), round_),
        "afspraken": with_last_report(afspraken, about("monitoring", "afspraak", *ids)),
        "reacties": reactie_rows(about("terugkoppeling", "onderwerp", id_, *ids), round_.titles),
        "bevindingen": finding_lines(told.findings_on(vraagstuk)),
    }
