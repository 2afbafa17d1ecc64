"""Sentences in the Word documents and the mail: singular and plural, dates and deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ra_excel.domain.tables import PROVINCIE, asked_roles
from ra_excel.reports.dutch import counted, date_text, deadline_text, enumerated
from ra_excel.reports.mail import write_mail
from ra_excel.reports.word.landelijk import landelijk_context
from ra_excel.reports.word.provincie import provincie_context
from ra_excel.reports.word.sentences import AANDACHTSPUNT
from ra_excel.reports.word.text_round import TextRound
from tests.reports.word_documents import DRENTHE, paragraphs, written
from tests.reports.word_round import finding, make_round

ONE = {
    "Dit vraagstuk gaat een andere weg.",
    "Deze afspraak landt nergens, of niemand volgt haar.",
    "Zolang deze fout er is, is de inzending niet gereed.",
    "Voor deze bevinding geldt een ontheffing.",
    (
        "Dit houdt indienen niet tegen. Los het op, of schrijf er op het blad Controle een"
        " toelichting bij."
    ),
}
MORE = {
    "Deze vraagstukken gaan een andere weg.",
    "Deze afspraken landen nergens, of niemand volgt ze.",
    "Zolang deze fouten er zijn, is de inzending niet gereed.",
    "Voor deze bevindingen geldt een ontheffing.",
    (
        "Deze houden indienen niet tegen. Los ze op, of schrijf er op het blad Controle een"
        " toelichting bij."
    ),
}


@pytest.mark.parametrize(("number", "sentences"), [(1, ONE), (2, MORE)])
def test_singular_and_plural_of_what_templates_say_themselves(
    tmp_path: Path, number: int, sentences: set[str]
) -> None:
    rows = {
        "agenda": [
            {"id": f"DR-00{n}", "titel": "Veen", "status": "niet geagendeerd"}
            for n in range(number)
        ],
        "afspraken": [{"id": f"DR-A00{n}", "titel": "Kaart"} for n in range(number)],
    }
    waived = [replace(finding("CE-02"), ontheffing="Mag.")] * number
    findings = [*[finding("CE-01")] * number, *[finding("AF-03")] * number, *waived]
    round_ = make_round(
        rows, findings=findings, zwevend={f"DR-A00{n}": "AF-02" for n in range(number)}
    )
    names = (
        "landelijk.docx",
        "landsdeel-Noord.docx",
        "provincie-Drenthe.docx",
        "terugkoppeling-Drenthe.docx",
    )
    said = [paragraphs(written(round_, tmp_path, name)) for name in names]
    assert sentences == {line for lines in said for line in lines if line in ONE | MORE}
    floating = next(
        line for line in sentences if "landen nergens" in line or "landt nergens" in line
    )
    assert [floating in lines for lines in said] == [True, True, True, False]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, ("Er is ook een aandachtspunt.", "Onze reactie:")),
        (2, ("Er zijn ook", "Onze reacties:")),
    ],
)
def test_singular_and_plural_in_the_mail(
    tmp_path: Path, number: int, said: tuple[str, ...]
) -> None:
    rows = {
        "terugkoppeling": [
            {"onderwerp": f"DR-00{n}", "besluit": "overgenomen"} for n in range(number)
        ]
    }
    write_mail(
        make_round(rows, findings=[finding("AF-02")] * number), DRENTHE, [], tmp_path / "mail.txt"
    )
    assert all(words in (tmp_path / "mail.txt").read_text("utf-8") for words in said)


@pytest.mark.parametrize(
    ("absent", "sentence"),
    [
        (0, "Alle 12 provincies hebben een werkmap ingediend."),
        (1, "11 van de 12 provincies hebben een werkmap ingediend."),
        (11, "1 van de 12 provincies heeft een werkmap ingediend."),
        (12, "Geen van de 12 provincies heeft een werkmap ingediend."),
    ],
)
def test_who_submitted_in_words(absent: int, sentence: str) -> None:
    names = [s.province.naam for s in make_round({}).submissions if s.province][:absent]
    assert landelijk_context(TextRound(make_round({}, absent=names)))["kerncijfers"][0] == sentence  # type: ignore[index]


def test_singular_in_key_figures() -> None:
    one = make_round(
        {"agenda": [{"id": "DR-001", "status": "geagendeerd"}], "afspraken": [{"id": "DR-A001"}]},
        findings=[finding("CE-01")],
    )
    assert list(provincie_context(TextRound(one), DRENTHE)["kerncijfers"])[1:] == [
        "Er staat 1 vraagstuk op de agenda.",
        "Er is 1 afspraak.",
        "Voortgang: 1 geen bericht.",
        f"Er staan nog {len(asked_roles(PROVINCIE))} rollen open.",
        "De controle vond 1 fout en geen aandachtspunten.",
    ]


@pytest.mark.parametrize(
    ("precisie", "text"),
    [
        ("jaar", "2030"),
        ("kwartaal", "derde kwartaal 2030"),
        ("maand", "september 2030"),
        ("dag", "30 september 2030"),
        ("", "30 september 2030"),
    ],
)
def test_deadline_is_no_more_precise_than_it_is(precisie: str, text: str) -> None:
    assert deadline_text(date(2030, 9, 30), precisie) == text


def test_dutch_words() -> None:
    assert date_text(date(2026, 5, 19)) == "19 mei 2026"
    assert [counted(n, AANDACHTSPUNT) for n in (0, 1, 1200)] == [
        "0 aandachtspunten",
        "1 aandachtspunt",
        "1.200 aandachtspunten",
    ]
    assert [enumerated(list(words)) for words in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a en b",
        "a, b en c",
    ]
