"""What the template ``fiche.docx`` gets to show: everything about one vraagstuk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ra_excel.consolidation.reactions import owner
from ra_excel.consolidation.round import Round
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.tables import id_pattern
from ra_excel.reports.dutch import date_text
from ra_excel.reports.word.rows import Content, agenda_rows, besluit_rows, criteria, finding_fields, text_rows, titles, with_last_report


def fiche_ids(round_: Round) -> Iterator[str]:
    """Ids of the vraagstukken that get a fiche: those whose id is sound, each once."""
    for id_ in dict.fromkeys(str(id_) for id_ in round_.tables["agenda"]["id"]):
        province = owner(id_)
        if province and re.fullmatch(id_pattern(AGENDA, province.code), id_):
            yield id_


def fiche_context(round_: Round, id_: str) -> Mapping[str, Content]:
    """Every field of a fiche by the name the template uses. An empty list is a chapter left out."""
    known = titles(round_)

    about = round_.rows_about
    agenda = about("agenda", "id", id_).head(1)
    vraagstuk = agenda_rows(agenda)[0]
    # round_.progress has a row for each of round_.tables["afspraken"], with the same index.
    progress = round_.progress.loc[about("afspraken", "vraagstuk", id_).index]
    ids = [str(afspraak) for afspraak in progress["id"]]
    places = set(zip(agenda["bestand"], agenda["blad"], agenda["rij"], strict=True))
    return {
        "titel": f"{id_} {vraagstuk['titel']}".strip(),
        "cyclus": round_.cycle.id,
        "cyclus_titel": round_.cycle.titel,
        "peildatum": date_text(round_.peildatum),
        "vraagstuk": {**vraagstuk, "criteria": criteria(vraagstuk)},
        "sessies": text_rows(about("dialoog", "vraagstuk", id_)),
        "routes": besluit_rows(about("besluitvorming", "vraagstuk", id_), known),
        "afspraken": with_last_report(progress, about("monitoring", "afspraak", *ids)),
        "reacties": [
            {**row, "onderwerp_titel": known.get(row["onderwerp"], "")}
            for row in text_rows(about("terugkoppeling", "onderwerp", id_, *ids))
        ],
        "bevindingen": [finding_fields(f) for f in round_.findings if (f.bestand, f.blad, f.rij) in places],
    }
