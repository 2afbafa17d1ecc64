"""The Word documents of a round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from openxml_audit import OpenXmlValidator

from ra_excel.consolidation.round import Outcome, Round, Submission
from ra_excel.domain.provinces import get_province
from ra_excel.domain.tables import role_matrix
from ra_excel.errors import RaError
from ra_excel.progress import silent
from ra_excel.reports.dutch import counted, date_text, deadline_text, enumerated
from ra_excel.reports.mail import write_mail
from ra_excel.reports.word import documents as word
from ra_excel.reports.word.documents import TEMPLATES, Document, documents, write_document
from ra_excel.reports.word.landelijk import landelijk_context
from ra_excel.reports.word.pdf import write_pdfs
from ra_excel.reports.word.provincie import provincie_context
from ra_excel.reports.word.sentences import AANDACHTSPUNT
from ra_excel.reports.word.text_round import TextRound
from ra_excel.resources import folder
from tests.conftest import Convert
from tests.reports.word_round import finding, make_round

DRENTHE = get_province("Drenthe")
HOSTILE = "a < b & c > d {{ titel }} {% for x in y %} {# weg #} {_{ x }_} {_% y %_} _x0041_ \"q\" 'q' 🗺️👩‍🌾 \u2028 é"

ONE = {
    "Dit vraagstuk gaat een andere weg.", "Deze afspraak landt nergens, of niemand volgt haar.",
    "Zolang deze fout er is, is de inzending niet gereed.", "Voor deze bevinding geldt een ontheffing.",
    "Dit houdt indienen niet tegen. Los het op, of schrijf er op het blad Controle een toelichting bij.",
}  # fmt: skip
MORE = {
    "Deze vraagstukken gaan een andere weg.", "Deze afspraken landen nergens, of niemand volgt ze.",
    "Zolang deze fouten er zijn, is de inzending niet gereed.", "Voor deze bevindingen geldt een ontheffing.",
    "Deze houden indienen niet tegen. Los ze op, of schrijf er op het blad Controle een toelichting bij.",
}  # fmt: skip

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
        {"id": "DR-002", "titel": "Oefenterreinen", "prioriteit": 1, "stap": "3b Conflictbeslechting", "status": "geagendeerd"},
        {"id": "DR-003", "titel": "Havens", "stap": "1 Agenderen", "status": "voorgesteld"},
        {"id": "DR-004", "titel": "Veen", "stap": "1 Agenderen", "status": "niet geagendeerd", "afslag_traject": "Programma Veen"},
        {"provincie": "Limburg", "id": "LI-001", "titel": "Maas", "stap": "2 Dialoog", "status": "geagendeerd"},
        {"provincie": "Nationaal", "id": "NL-001", "titel": "Kust", "stap": "2 Dialoog", "status": "geagendeerd"},
    ],
    "rolmatrix": [{"id": role["id"], "invuller": "Afdeling Ruimte"} for role in role_matrix()[1:]],
    "dialoog": [{"vraagstuk": "DR-001", "datum": date(2026, 4, 3), "werkvorm": "ontwerpatelier", "dilemmas": "Bouwen of wachten?"}],
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
        {"id": "DR-A002", "titel": "Kaart", "tekst": "Er komt een kaart.", "deadline": "eind volgend jaar", "deadline_precisie": "jaar"},
    ],
    "monitoring": [{"afspraak": "DR-A001", "peildatum": date(2026, 5, 1), "voortgang": "vertraagd", "oorzaak": "Formatie."}],
    "lessen": [{"onderwerp": "Begin met de kaart", "wat_werkte": "Eerst tekenen."}],
    "terugkoppeling": [{"onderwerp": "DR-A001", "besluit": "overgenomen", "motivering": "Past.", "datum": date(2026, 5, 15)}],
}


def full_round() -> Round:
    findings = [finding("AF-02"), finding("CE-01"), finding("CE-01", "Limburg"), finding("ST-03", cel=None)]
    return make_round(ROWS, absent=["Groningen"], findings=findings, zwevend={"DR-A002": "AF-02; MO-01"})


def written(round_: Round, folder_: Path, name: str) -> Any:
    """One document of a round, by its path in the folder word."""
    document = next(d for d in documents(round_) if d.path == name)
    return docx.Document(str(write_document(document, round_, folder_)))


def landelijk(round_: Round, folder_: Path) -> Any:
    return written(round_, folder_, "landelijk.docx")


def provincie(round_: Round, folder_: Path, naam: str = "Drenthe") -> Any:
    return written(round_, folder_, f"provincie-{naam}.docx")


def one_of_each(round_: Round) -> list[Document]:
    """A document of every template, the one of Drenthe where there is a choice."""
    mine = {"landsdeel.docx": "Noord", "provincie.docx": "Drenthe", "terugkoppeling.docx": "Drenthe"}
    chosen = [d for d in documents(round_) if mine.get(d.template, "") in d.path]
    return list({d.template: d for d in reversed(chosen)}.values())


def all_written(round_: Round, folder_: Path) -> list[Any]:
    return [docx.Document(str(write_document(document, round_, folder_))) for document in one_of_each(round_)]


def headings(document: Any, style: str = "Heading 1") -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


def paragraphs(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs]


def table(document: Any, first: str, second: str) -> list[list[str]]:
    """The rows of the first table whose header starts with these two words."""
    found = [[[cell.text for cell in row.cells] for row in t.rows] for t in document.tables]
    return next(rows for rows in found if rows[0][:2] == [first, second])


def test_landelijk_has_all_chapters(tmp_path: Path) -> None:
    document = landelijk(full_round(), tmp_path)
    assert headings(document, "Title") == ["Ruimtelijk arrangement: landelijk beeld"]
    assert headings(document, "Subtitle") == ["Tweede cyclus ruimtelijk arrangement (2026-2027)", "Peildatum 19 mei 2026"]
    assert headings(document) == [
        "In het kort", "Inzendingen per provincie", "Agenda per landsdeel", "Niet op de agenda", "Conflicten",
        "Afspraken per provincie", "Zwevende afspraken", "Wat het vaakst misgaat", "Lessen", "Herkomst van de getallen",
    ]  # fmt: skip
    assert headings(document, "Heading 2") == [
        "Landsdeel Noord", "Landsdeel Zuid", "Landelijk", "DR-002 Oefenterreinen (Drenthe)", "Drenthe",
    ]  # fmt: skip
    assert headings(document, "List Bullet") == [
        "11 van de 12 provincies hebben een werkmap ingediend.",
        "Niet ingediend: Groningen.",
        "Er staan 4 vraagstukken op de agenda; 1 vraagstuk is nog een voorstel.",
        "Over 1 vraagstuk zijn partijen het nog niet eens.",
        "Er zijn 2 afspraken; 1 daarvan zweeft.",
        "Voortgang: 1 uit koers, 1 geen bericht.",
        "De controle vond 3 fouten en 1 aandachtspunt.",
    ]


def test_landelijk_tables(tmp_path: Path) -> None:
    document = landelijk(full_round(), tmp_path)
    assert table(document, "Provincie", "Uitkomst")[1:3] == [
        ["Groningen", "niet ingediend", "", "", "Geen werkmap ontvangen."],
        ["Fryslân", "aanvaard", "0", "0", ""],
    ]
    assert table(document, "Id", "Vraagstuk") == [
        ["Id", "Vraagstuk", "Provincie", "Stap", "Prioriteit", "Planning"],
        ["DR-002", "Oefenterreinen", "Drenthe", "3b Conflictbeslechting", "1", "–"],
        ["DR-001", "Woningbouw en zoetwater", "Drenthe", "2 Dialoog", "2", "2026-Q3"],
        ["DR-003", "Havens", "Drenthe", "1 Agenderen, voorgesteld", "–", "–"],
    ]
    assert table(document, "Id", "Afspraak") == [
        ["Id", "Afspraak", "Type", "Trekker", "Deadline", "Voortgang"],
        ["DR-A001", "Polders", "C Afweging", "provincie", "2030", "vertraagd"],
        ["DR-A002", "Kaart", "–", "–", "eind volgend jaar", "geen bericht"],
    ]
    assert table(document, "Code", "Wat er mis is")[1] == ["CE-01", "Verplichte cel is leeg", "fout", "2", "2"]
    assert ["DR-A002", "Kaart", "Drenthe", "–", "Afspraak landt nergens\nVastgesteld, nooit over bericht"] in [
        [cell.text for cell in row.cells] for t in document.tables for row in t.rows
    ]


def test_landelijk_conflict_shows_what_is_not_known(tmp_path: Path) -> None:
    lines = paragraphs(landelijk(full_round(), tmp_path))
    assert {"Waar het schuurt\tGeluid.", "Wie leidt\tniet ingevuld", "Wie beslist\tBOL"} <= set(lines)


def test_landelijk_says_why_no_choice_was_made(tmp_path: Path) -> None:
    route = {"vraagstuk": "DR-002", "route": "conflictbeslechting", "uitkomst": "geen keuze gemaakt", "geen_keuze_reden": "Te vroeg."}
    rows: dict[str, list[dict[str, object]]] = {**ROWS, "besluitvorming": [dict(route)]}
    assert "Geen keuze, omdat\tTe vroeg." in paragraphs(landelijk(make_round(rows), tmp_path))


def test_landelijk_takes_open_conflicts_first_and_the_highest_on_top(tmp_path: Path) -> None:
    routes = [
        {"vraagstuk": "DR-001", "uitkomst": "geen keuze gemaakt", "escalatieniveau": "ministerraad"},
        {"vraagstuk": "DR-002", "uitkomst": "nog open", "escalatieniveau": "bestuurlijk"},
        {"vraagstuk": "LI-001", "uitkomst": "nog open", "escalatieniveau": "Rijk"},
    ]
    rows: dict[str, list[dict[str, object]]] = {**ROWS, "besluitvorming": [{"route": "conflictbeslechting", **route} for route in routes]}
    told = [text[:6] for text in headings(landelijk(make_round(rows), tmp_path), "Heading 2") if "-" in text[:3]]
    assert told == ["LI-001", "DR-002", "DR-001"]


def test_a_long_title_stays_out_of_the_footer_of_a_fiche(tmp_path: Path) -> None:
    document = written(make_round({"agenda": [{"id": "DR-001", "titel": "lang" * 60}]}), tmp_path, "fiches/DR-001.docx")
    assert document.sections[0].footer.paragraphs[0].text.startswith("DR-001, 2026-2027")


def test_a_heading_never_stands_apart_from_its_table(tmp_path: Path) -> None:
    for document in all_written(full_round(), tmp_path):
        for t in document.tables:
            before = Paragraph(t._tbl.getprevious(), document)
            by_style = before.style is not None and before.style.paragraph_format.keep_with_next
            assert before.paragraph_format.keep_with_next or by_style, before.text


def test_landelijk_names_the_file_that_was_set_apart(tmp_path: Path) -> None:
    round_ = full_round()
    apart = Submission("kapot.xlsx", "", None, Outcome.QUARANTINED, 1, 0, ("ST-01",), "Niet te lezen.")
    document = landelijk(replace(round_, submissions=[*round_.submissions, apart]), tmp_path)
    assert "1 bestand is apart gezet." in headings(document, "List Bullet")
    assert table(document, "Provincie", "Uitkomst")[-1] == ["onbekend", "apart gezet", "1", "0", "kapot.xlsx: Niet te lezen."]


def test_provincie_has_all_chapters(tmp_path: Path) -> None:
    document = provincie(full_round(), tmp_path)
    assert headings(document, "Title") == ["Ruimtelijk arrangement: Drenthe"]
    assert headings(document) == [
        "In het kort", "Vraagstukken", "Dialoog", "Besluiten en conflicten", "Afspraken", "Zwevende afspraken",
        "Rollen die nog open staan", "Lessen", "Reacties van VRO", "Nog te herstellen",
        "Herkomst van de getallen",
    ]  # fmt: skip
    lines = paragraphs(document)
    for line in (
        "De werkmap is aanvaard.",
        "Er staat nog 1 rol open.",
        "2 Dialoog · prioriteit 2 · planning 2026-Q3",
        "Probleem\tHet knelt.",
        "Criteria\tSpanningspunt tussen ruimteclaims: Zie het voorstel.",
        "Gaat verder in\tProgramma Veen",
        "3 april 2026 · ontwerpatelier",
        "Dilemma’s\tBouwen of wachten?",
        "Datum besluit\t12 mei 2026",
        "Waar het schuurt\tGeluid.",
        "Wij kiezen.\nSamen.",
        "Rijk\tKiest.",
        "Deadline\t2030",
        "Landt in\tniet ingevuld",
        "Voortgang\tvertraagd (1 mei 2026)",
        "Oorzaak\tFormatie.",
    ):
        assert line in lines
    assert not [line for line in lines if "Toch niet" in line or "Maas" in line]
    assert table(document, "Onderwerp", "Reactie")[1] == ["DR-A001 Polders", "overgenomen", "Past.", "", "15 mei 2026"]
    assert [row[:3] for row in table(document, "Ernst", "Blad")] == [
        ["Ernst", "Blad", "Cel"], ["fout", "Agenda", "B6"], ["fout", "Agenda", "–"], ["aandachtspunt", "Agenda", "B6"],
    ]  # fmt: skip


def test_landsdeel_is_an_agenda_and_a_decision_list(tmp_path: Path) -> None:
    document = written(full_round(), tmp_path, "landsdeel-Noord.docx")
    assert headings(document, "Title") == ["Ruimtelijk arrangement: landsdeel Noord"]
    assert headings(document) == [
        "In het kort", "Agenda", "Te beslissen", "Besluitenlijst", "Afspraken uit koers", "Zwevende afspraken", "Herkomst van de getallen",
    ]  # fmt: skip
    assert headings(document, "List Bullet")[:3] == [
        "Dit landsdeel bestaat uit Groningen, Fryslân en Drenthe.",
        "Niet ingediend: Groningen.",
        "Er staan 2 vraagstukken op de agenda; 1 vraagstuk is nog een voorstel.",
    ]
    assert [row[:3] for row in table(document, "Nr", "Gevraagd")[1:]] == [
        ["1", "conflict beslechten", "DR-002"], ["2", "dialoog richting geven", "DR-001"],
    ]  # fmt: skip
    assert headings(document, "Heading 2") == ["1. Oefenterreinen (DR-002, Drenthe)"]
    assert {"Waar het schuurt\tGeluid.", "Wie leidt\tniet ingevuld", "Wie beslist\tBOL"} <= set(paragraphs(document))
    assert table(document, "Vraagstuk", "Besluit")[1:] == [["DR-001 Woningbouw en zoetwater", "Polders vrij.", "12 mei 2026", "–"]]
    assert table(document, "Id", "Afspraak")[1:] == [["DR-A001", "Polders", "Drenthe", "vertraagd", "Formatie."]]


def test_landsdeel_without_anything_says_so(tmp_path: Path) -> None:
    document = written(make_round({}), tmp_path, "landsdeel-Oost.docx")
    assert headings(document) == ["In het kort"]
    assert not document.tables


def test_letter_holds_reactions_what_waits_and_findings(tmp_path: Path) -> None:
    round_ = replace(full_round(), received={"DR-001": date(2026, 5, 1), "DR-002": date(2026, 1, 5), "DR-003": date(2026, 5, 1)})
    document = written(round_, tmp_path, "terugkoppeling-Drenthe.docx")
    assert headings(document) == ["In het kort", "Onze reactie", "Hierop reageren wij nog", "Eerst herstellen", "Aandachtspunten"]
    assert headings(document, "Heading 2") == ["DR-A001 Polders"]
    assert headings(document, "List Bullet") == [
        "Uw werkmap is aanvaard.",
        "U krijgt 1 reactie van ons.",
        "Op 3 vraagstukken volgt onze reactie nog.",
        "De controle vond 2 fouten en 1 aandachtspunt.",
    ]
    assert {"Beste collega’s van Drenthe,", "overgenomen · 15 mei 2026", "Waarom\tPast."} <= set(paragraphs(document))
    assert table(document, "Id", "Vraagstuk")[1:] == [
        ["DR-001", "Woningbouw en zoetwater", "1 mei 2026", "26 juni 2026"],
        ["DR-002", "Oefenterreinen", "5 januari 2026", "2 maart 2026 (te laat)"],
        ["DR-003", "Havens", "1 mei 2026", "26 juni 2026"],
    ]


def test_letter_to_a_province_of_which_nothing_came_in_or_nothing_counts(tmp_path: Path) -> None:
    document = written(full_round(), tmp_path, "terugkoppeling-Groningen.docx")
    assert headings(document) == ["In het kort"]
    assert "nog geen werkmap" in headings(document, "List Bullet")[0]
    assert headings(document, "List Bullet")[1] == "Wilt u de werkmap zo snel mogelijk sturen?"
    apart = Submission("kapot.xlsx", "", get_province("Groningen"), Outcome.QUARANTINED, 1, 0, ("ST-01",), "Niet te lezen.")
    round_ = replace(full_round(), submissions=[*full_round().submissions, apart])
    assert "kapot.xlsx" in headings(written(round_, tmp_path, "terugkoppeling-Groningen.docx"), "List Bullet")[0]


def test_waived_findings_stand_apart_in_the_letter(tmp_path: Path) -> None:
    round_ = make_round(ROWS, findings=[replace(finding("CE-01"), ontheffing="Mag tot maart.")])
    document = written(round_, tmp_path, "terugkoppeling-Drenthe.docx")
    assert "Toegestaan" in headings(document) and "Eerst herstellen" not in headings(document)
    assert table(document, "Blad", "Cel")[1][3] == "Mag tot maart."


def test_waived_findings_say_so_in_the_other_documents(tmp_path: Path) -> None:
    round_ = make_round(ROWS, findings=[replace(finding("CE-01"), ontheffing="Mag tot maart."), finding("AF-02")])
    assert [row[0] for row in table(provincie(round_, tmp_path), "Ernst", "Blad")[1:]] == ["aandachtspunt", "ontheven"]


@pytest.mark.parametrize(("number", "sentences"), [(1, ONE), (2, MORE)])
def test_singular_and_plural_of_what_templates_say_themselves(tmp_path: Path, number: int, sentences: set[str]) -> None:
    rows = {
        "agenda": [{"id": f"DR-00{n}", "titel": "Veen", "status": "niet geagendeerd"} for n in range(number)],
        "afspraken": [{"id": f"DR-A00{n}", "titel": "Kaart"} for n in range(number)],
    }
    waived = [replace(finding("CE-02"), ontheffing="Mag.")] * number
    findings = [*[finding("CE-01")] * number, *[finding("AF-02")] * number, *waived]
    round_ = make_round(rows, findings=findings, zwevend={f"DR-A00{n}": "AF-02" for n in range(number)})
    names = ("landelijk.docx", "landsdeel-Noord.docx", "provincie-Drenthe.docx", "terugkoppeling-Drenthe.docx")
    said = [paragraphs(written(round_, tmp_path, name)) for name in names]
    assert sentences == {line for lines in said for line in lines if line in ONE | MORE}
    floating = next(line for line in sentences if "landen nergens" in line or "landt nergens" in line)
    assert [floating in lines for lines in said] == [True, True, True, False]


@pytest.mark.parametrize(
    ("number", "said"), [(1, ("Er is ook een aandachtspunt.", "Onze reactie:")), (2, ("Er zijn ook", "Onze reacties:"))]
)
def test_singular_and_plural_in_the_mail(tmp_path: Path, number: int, said: tuple[str, ...]) -> None:
    rows = {"terugkoppeling": [{"onderwerp": f"DR-00{n}", "besluit": "overgenomen"} for n in range(number)]}
    write_mail(make_round(rows, findings=[finding("AF-02")] * number), DRENTHE, [], tmp_path / "mail.txt")
    assert all(words in (tmp_path / "mail.txt").read_text("utf-8") for words in said)


def test_fiche_tells_everything_of_one_vraagstuk(tmp_path: Path) -> None:
    rows = {**ROWS, "afspraken": [{**ROWS["afspraken"][0], "vraagstuk": "DR-001"}]}
    document = written(make_round(rows), tmp_path, "fiches/DR-001.docx")
    assert headings(document, "Title") == ["DR-001 Woningbouw en zoetwater"]
    assert headings(document) == ["Het vraagstuk", "Reactie van VRO", "Dialoog", "Besluit of conflict", "Afspraken"]
    lines = set(paragraphs(document))
    assert {"Probleem\tHet knelt.", "DR-A001: overgenomen · 15 mei 2026", "Besluit\tPolders vrij."} <= lines
    assert table(document, "Id", "Afspraak")[1] == ["DR-A001", "Polders", "provincie", "2030", "vertraagd"]


def test_only_sound_ids_get_a_fiche() -> None:
    ids = ["DR-001", "DR-001", "../../DR-002", "DR-2", None, "XX-001", "UT-010"]
    round_ = make_round({"agenda": [{"id": id_, "titel": "x"} for id_ in ids]})
    assert [d.path for d in documents(round_) if d.template == "fiche.docx"] == ["fiches/DR-001.docx", "fiches/UT-010.docx"]


def test_every_round_has_all_documents_of_the_contract() -> None:
    paths = {d.path for d in documents(make_round({}))}
    assert len(paths) == 1 + 5 + 12 + 12
    assert {f"landsdeel-{naam}.docx" for naam in ("Noord", "Oost", "Noordwest", "Zuidwest", "Zuid")} < paths


def test_absent_province_gets_a_short_document_that_says_so(tmp_path: Path) -> None:
    document = provincie(full_round(), tmp_path, "Groningen")
    assert headings(document) == ["In het kort"]
    assert headings(document, "List Bullet") == ["Groningen heeft geen werkmap ingediend die meetelt.", "Geen werkmap ontvangen."]
    assert not document.tables


def test_chapters_without_content_are_left_out(tmp_path: Path) -> None:
    empty = make_round({"rolmatrix": [{"id": role["id"], "invuller": "Afdeling Ruimte"} for role in role_matrix()]})
    assert headings(landelijk(empty, tmp_path)) == ["In het kort", "Inzendingen per provincie", "Herkomst van de getallen"]
    document = provincie(empty, tmp_path)
    assert headings(document) == ["In het kort"]
    assert headings(document, "List Bullet") == [
        "De werkmap is aanvaard.",
        "Er staan geen vraagstukken op de agenda.",
        "Er zijn nog geen afspraken.",
        "De controle vond niets om te herstellen.",
    ]


def test_every_table_repeats_its_header_and_fits_the_page(tmp_path: Path) -> None:
    written_ = all_written(full_round(), tmp_path)
    assert len(written_) == len(TEMPLATES)
    for document in written_:
        section = document.sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        assert (section.page_width.cm, section.page_height.cm) == (pytest.approx(21, abs=0.01), pytest.approx(29.7, abs=0.01))
        for t in document.tables:
            assert t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert sum(column.width for column in t.columns) <= room + 1000


def test_language_page_numbers_and_properties(tmp_path: Path) -> None:
    written_ = all_written(full_round(), tmp_path)
    assert len(written_) == len(TEMPLATES)
    for document in written_:
        assert [e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))] == ["nl-NL"]
        fields = [e.text.strip() for e in document.sections[0].footer._element.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]
        properties = document.core_properties
        assert properties.title == document.paragraphs[0].text
        assert (properties.author, properties.last_modified_by) == ("ra_excel", "ra_excel")
        assert properties.created == properties.modified
        assert properties.created.replace(tzinfo=None) == datetime(2026, 5, 19)


def test_hostile_text_comes_through_verbatim(tmp_path: Path) -> None:
    afspraak = {"id": "DR-A001", "titel": HOSTILE, "tekst": f"{HOSTILE}\n  twee\r\ndrie\tvier", "trekker": HOSTILE}
    vraagstuk = {"id": "DR-001", "titel": "x\x00\x07\x0b\x0c\x1b\ud800\ufffey", "status": "voorgesteld"}
    round_ = make_round({"afspraken": [afspraak], "agenda": [vraagstuk]})
    document = provincie(round_, tmp_path)
    assert f"DR-A001 {HOSTILE}" in headings(document, "Heading 2")
    assert headings(document, "Afspraaktekst") == [f"{HOSTILE}\n  twee\ndrie\tvier"]
    assert "DR-001 xy" in headings(document, "Heading 2")
    assert table(landelijk(round_, tmp_path), "Id", "Afspraak")[1] == ["DR-A001", HOSTILE, "–", HOSTILE, "–", "geen bericht"]


def test_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    for document in one_of_each(full_round()):
        first, second = (write_document(document, full_round(), tmp_path / name) for name in ("a", "b"))
        assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert archive.namelist() == sorted(archive.namelist())


def test_documents_are_valid_open_xml(tmp_path: Path) -> None:
    all_written(full_round(), tmp_path)
    for path in (*tmp_path.rglob("*.docx"), *(folder("workbooks") / "word").glob("*.docx")):
        assert OpenXmlValidator().validate(path).errors == []


def test_context_holds_only_text_and_no_private_notes() -> None:
    def texts(content: Any) -> Iterator[str]:
        if isinstance(content, str):
            yield content
        else:
            for part in content.values() if isinstance(content, Mapping) else content:
                assert isinstance(part, str | list | Mapping)
                yield from texts(part)

    for context in [document.context() for document in documents(full_round())]:
        assert not [text for text in texts(context) if "GEHEIM" in text]


@pytest.fixture
def own_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A template of somebody who edits it: the shipped landelijk.docx in a folder of its own."""
    place = tmp_path / "word" / "landelijk.docx"
    place.parent.mkdir()
    place.write_bytes((folder("workbooks") / "word" / "landelijk.docx").read_bytes())
    monkeypatch.setattr(word, "folder", lambda name: tmp_path)
    return place


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ tittel }}", "'tittel'"),
        ("{% for a in zwevend %}{{ a.notitie }}{% endfor %}", "'notitie'"),
        ("{% if conflickten %}x{% endif %}", "'conflickten'"),
        ("{% for a in afspraakjes %}x{% endfor %}", "'afspraakjes'"),
        ("{{ kerncijfers }}", "een lijst"),
        ("{{ titel | hoofdletters }}", "hoofdletters"),
        ("{% if titel %}", "endif"),
        ("{{ titel.__class__ }}", "__class__"),
    ],
)
def test_mistake_in_a_template_is_named(own_template: Path, text: str, named: str) -> None:
    document = docx.Document(str(own_template))
    document.add_paragraph(text)
    document.save(str(own_template))
    with pytest.raises(RaError, match=r"landelijk\.docx") as error:
        landelijk(full_round(), own_template.parent / "uit")
    assert named in str(error.value)
    assert not (own_template.parent / "uit" / "landelijk.docx").exists()


@pytest.mark.parametrize("content", [None, b"", b"geen zip", b"PK\x05\x06" + b"\x00" * 18])
def test_missing_or_damaged_template_is_named(own_template: Path, content: bytes | None) -> None:
    own_template.unlink()
    if content is not None:
        own_template.write_bytes(content)
    with pytest.raises(RaError, match=r"landelijk\.docx ontbreekt of is beschadigd"):
        landelijk(full_round(), own_template.parent / "uit")


def test_template_changed_by_a_word_processor_still_works(own_template: Path, libreoffice: Convert) -> None:
    own_template.write_bytes(libreoffice(own_template, "docx").read_bytes())
    assert "Conflicten" in headings(landelijk(full_round(), own_template.parent.parent))


def test_libreoffice_prints_all(tmp_path: Path, libreoffice: Convert) -> None:
    all_written(full_round(), tmp_path)
    pdfs = write_pdfs(tmp_path, silent)
    assert len(pdfs) == len(TEMPLATES)
    assert all(path.read_bytes().startswith(b"%PDF") for path in pdfs)


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
    one = make_round({"agenda": [{"id": "DR-001", "status": "geagendeerd"}], "afspraken": [{"id": "DR-A001"}]}, findings=[finding("CE-01")])
    assert list(provincie_context(TextRound(one), DRENTHE)["kerncijfers"])[1:] == [
        "Er staat 1 vraagstuk op de agenda.",
        "Er is 1 afspraak.",
        "Voortgang: 1 geen bericht.",
        f"Er staan nog {len(role_matrix())} rollen open.",
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
    assert [counted(n, AANDACHTSPUNT) for n in (0, 1, 1200)] == ["0 aandachtspunten", "1 aandachtspunt", "1.200 aandachtspunten"]
    assert [enumerated(list(words)) for words in ("", "a", "ab", "abc")] == ["", "a", "a en b", "a, b en c"]
