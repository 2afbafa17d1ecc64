"""Write a Word document of a small round, and read back what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import docx

from ra_excel.domain.inzenders import get_province
from ra_excel.domain.tables import role_matrix
from ra_excel.reports.word.documents import Document, documents, write_document
from ra_excel.round.round import Round
from tests.reports.word_round import finding, make_round, with_department

DRENTHE = get_province("Drenthe")

ROWS: dict[str, list[dict[str, object]]] = {
    "agenda": [
        {
            "id": "DR-001",
            "titel": "Woningbouw en zoetwater",
            "probleemanalyse": "Het knelt.",
            "gezamenlijk_doel": "Samen kiezen.",
            "criterium_spanning": "Ja",
            "onderbouwing_spanning": "Zie het voorstel.",
            "criterium_nieuw": "Nee",
            "onderbouwing_nieuw": "Toch niet.",
            "prioriteit": 2,
            "planning": "2026-Q3",
            "stap": "2 Dialoog",
            "status": "geagendeerd",
            "notitie": "GEHEIM",
        },
        {
            "id": "DR-002",
            "titel": "Oefenterreinen",
            "prioriteit": 1,
            "stap": "3b Conflictbeslechting",
            "status": "geagendeerd",
        },
        {"id": "DR-003", "titel": "Havens", "stap": "1 Agenderen", "status": "voorgesteld"},
        {
            "id": "DR-004",
            "titel": "Veen",
            "stap": "1 Agenderen",
            "status": "niet geagendeerd",
            "afslag_traject": "Programma Veen",
        },
        {
            "provincie": "Limburg",
            "id": "LI-001",
            "titel": "Maas",
            "stap": "2 Dialoog",
            "status": "geagendeerd",
        },
        {
            "provincie": "Nationaal",
            "id": "NL-001",
            "titel": "Kust",
            "stap": "2 Dialoog",
            "status": "geagendeerd",
        },
    ],
    "rolmatrix": [{"id": role["id"], "invuller": "Afdeling Ruimte"} for role in role_matrix()[4:]],
    "dialoog": [
        {
            "vraagstuk": "DR-001",
            "datum": date(2026, 4, 3),
            "werkvorm": "ontwerpatelier",
            "dilemmas": "Bouwen of wachten?",
        }
    ],
    "besluitvorming": [
        {
            "vraagstuk": "DR-001",
            "route": "besluitvorming",
            "uitkomst": "besloten",
            "besluit": "Polders vrij.",
            "besluit_datum": date(2026, 5, 12),
        },
        {
            "vraagstuk": "DR-002",
            "route": "conflictbeslechting",
            "conflict_schuurpunt": "Geluid.",
            "conflict_beslisser": "BOL",
            "uitkomst": "nog open",
        },
    ],
    "afspraken": [
        {
            "id": "DR-A001",
            "titel": "Polders",
            "tekst": "Wij kiezen.\nSamen.",
            "type": "C Afweging",
            "trekker": "provincie",
            "rijk_doet": "Kiest.",
            "provincie_doet": "Tekent.",
            "deadline": date(2030, 12, 31),
            "deadline_precisie": "jaar",
            "notitie": "GEHEIM",
        },
        {
            "id": "DR-A002",
            "titel": "Kaart",
            "tekst": "Er komt een kaart.",
            "deadline": "eind volgend jaar",
            "deadline_precisie": "jaar",
        },
    ],
    "monitoring": [
        {
            "afspraak": "DR-A001",
            "peildatum": date(2026, 5, 1),
            "voortgang": "vertraagd",
            "oorzaak": "Formatie.",
        }
    ],
    "lessen": [{"onderwerp": "Begin met de kaart", "wat_werkte": "Eerst tekenen."}],
    "terugkoppeling": [
        {
            "onderwerp": "DR-A001",
            "besluit": "overgenomen",
            "motivering": "Past.",
            "datum": date(2026, 5, 15),
        }
    ],
}


def full_round() -> Round:
    findings = [
        finding("AF-02"),
        finding("CE-01"),
        finding("CE-01", "Limburg"),
        finding("ST-03", cel=None),
    ]
    return make_round(
        ROWS, absent=["Groningen"], findings=findings, zwevend={"DR-A002": "AF-02; MO-01"}
    )


def written(round_: Round, folder_: Path, name: str) -> Any:
    """One document of a round, by its path in the folder word."""
    document = next(d for d in documents(round_) if d.path == name)
    return docx.Document(str(write_document(document, round_, folder_)))


def landelijk(round_: Round, folder_: Path) -> Any:
    return written(round_, folder_, "landelijk.docx")


def provincie(round_: Round, folder_: Path, naam: str = "Drenthe") -> Any:
    return written(round_, folder_, f"provincie-{naam}.docx")


def one_of_each(round_: Round) -> list[Document]:
    """A document of every template, the one of Drenthe where there is a choice, with a department
    that takes part.
    """
    mine = {
        "landsdeel.docx": "Noord",
        "provincie.docx": "Drenthe",
        "terugkoppeling.docx": "Drenthe",
    }
    every = documents(with_department(round_))
    chosen = [d for d in every if mine.get(d.template, "") in d.path]
    return list({d.template: d for d in reversed(chosen)}.values())


def all_written(round_: Round, folder_: Path) -> list[Any]:
    return [
        docx.Document(str(write_document(document, round_, folder_)))
        for document in one_of_each(round_)
    ]


def headings(document: Any, style: str = "Heading 1") -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


def paragraphs(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs]


def table(document: Any, first: str, second: str) -> list[list[str]]:
    """The rows of the first table whose header starts with these two words."""
    found = [[[cell.text for cell in row.cells] for row in t.rows] for t in document.tables]
    return next(rows for rows in found if rows[0][:2] == [first, second])
