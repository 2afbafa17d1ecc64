"""What the template ``rijk.docx`` gets to show: the paper for the interdepartmental table.

It holds what only the Rijk may see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ra_excel.domain.inzenders import departments
from ra_excel.domain.sheets.agenda import AGENDA
from ra_excel.domain.sheets.rijksinzet import GOES_ALONG, HOLDS_BACK
from ra_excel.reading.values import as_text
from ra_excel.reports.dutch import counted, date_text, enumerated
from ra_excel.reports.word.rows import Content, Fields
from ra_excel.round.departments.voice import Stances, Voice, stances_per_item
from ra_excel.round.round import Round

TOLD = ("houding", "standpunt", "voorwaarde", "ruimte", "grens")


def rijk_context(round_: Round) -> Mapping[str, Content]:
    """Every field of the document by the name the template uses."""
    found = stances_per_item(round_)
    return {
        "titel": "Ruimtelijk arrangement: inzet van het Rijk",
        "cyclus": round_.cycle.id,
        "cyclus_titel": round_.cycle.titel,
        "peildatum": date_text(round_.peildatum),
        "kerncijfers": _key_figures(round_, found),
        "vraagstukken": [_item(one) for one in found],
    }


def _key_figures(round_: Round, found: Sequence[Stances]) -> list[str]:
    submitted = sum(one.province in departments() for one in round_.submissions)
    did = "deed" if submitted == 1 else "deden"
    voices = Counter(one.voice for one in found)
    return [
        f"Van de {len(departments())} departementen {did} {submitted} mee.",
        *(
            f"{counted(voices[voice], AGENDA.noun)}: {voice}."
            for voice in (Voice.DIVIDED, Voice.INCOMPLETE, Voice.ONE)
            if voices[voice]
        ),
    ]


def _item(one: Stances) -> Mapping[str, Content]:
    first = one.rows[0]
    return {
        "id": enumerated([str(row["id"]) for row in one.rows]),
        "titel": as_text(first["titel"]),
        "provincie": enumerated([str(row["provincie"]) for row in one.rows]),
        "stap": one.step,
        "stem": one.voice.value,
        "eerst": list(to_settle(one)),
        "standpunten": [_stance(row) for row in one.taken],
    }


def _stance(row: Mapping[str, object]) -> Fields:
    told = {name: as_text(row[name]) for name in TOLD}
    return {"departement": str(row["provincie"]), **told}


def to_settle(one: Stances) -> list[str]:
    """What stands between this vraagstuk and one voice with which the Rijk can decide."""
    sentences = []
    if one.voice is Voice.DIVIDED:
        agree, others = enumerated(one.who(*GOES_ALONG)), enumerated(one.who(*HOLDS_BACK))
        sentences.append(f"Akkoord: {agree}. Niet zonder meer: {others}.")
    elif one.who(*HOLDS_BACK):
        sentences.append(_held_back(one))
    elif one.without_part:
        sentences.append("Geen departement doet mee.")
    for words, names in (
        ("Nog geen houding", one.silent),
        ("Houding niet te lezen", one.unreadable),
        ("Ruimte niet ingevuld", one.without_room),
        ("Niet afgestemd", one.not_coordinated),
        ("Pas na het besluit afgestemd", one.late),
    ):
        if names:
            sentences.append(f"{words}: {enumerated(names)}.")
    return sentences


def _held_back(one: Stances) -> str:
    """Nobody goes along: one voice where everybody spoke, but none to decide with."""
    if one.voice is not Voice.ONE:
        return f"Niet zonder meer: {enumerated(one.who(*HOLDS_BACK))}."
    said = [houding for houding in HOLDS_BACK if one.who(houding)]
    return f"Eén stem: {enumerated(said)}."
