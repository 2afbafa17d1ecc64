"""What stands in the Word documents of a round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ra_excel.domain.inzenders import get_province
from ra_excel.domain.tables import role_matrix
from ra_excel.reports.word.documents import documents
from ra_excel.round.round import Outcome, Receipt
from tests.reports.word_documents import (
    ROWS,
    full_round,
    headings,
    landelijk,
    paragraphs,
    provincie,
    table,
    written,
)
from tests.reports.word_round import finding, make_round


def test_landelijk_has_all_chapters(tmp_path: Path) -> None:
    document = landelijk(full_round(), tmp_path)
    assert headings(document, "Title") == ["Ruimtelijk arrangement: landelijk beeld"]
    assert headings(document, "Subtitle") == [
        "Tweede cyclus ruimtelijk arrangement (2026-2027)",
        "Peildatum 19 mei 2026",
    ]
    assert headings(document) == [
        "In het kort",
        "Inzendingen per provincie",
        "Agenda per landsdeel",
        "Niet op de agenda",
        "Conflicten",
        "Afspraken per provincie",
        "Zwevende afspraken",
        "Wat het vaakst misgaat",
        "Lessen",
        "Herkomst van de getallen",
    ]
    assert headings(document, "Heading 2") == [
        "Landsdeel Noord",
        "Landsdeel Zuid",
        "Landelijk",
        "DR-002 Oefenterreinen (Drenthe)",
        "Drenthe",
    ]
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
    assert table(document, "Code", "Wat er mis is")[1] == [
        "CE-01",
        "Verplichte cel is leeg",
        "fout",
        "2",
        "2",
    ]
    assert [
        "DR-A002",
        "Kaart",
        "Drenthe",
        "–",
        "Afspraak landt nergens\nVastgesteld, nooit over bericht",
    ] in [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]


def test_landelijk_conflict_shows_what_is_not_known(tmp_path: Path) -> None:
    lines = paragraphs(landelijk(full_round(), tmp_path))
    assert {"Waar het schuurt\tGeluid.", "Wie leidt\tniet ingevuld", "Wie beslist\tBOL"} <= set(
        lines
    )


def test_landelijk_says_why_no_choice_was_made(tmp_path: Path) -> None:
    route = {
        "vraagstuk": "DR-002",
        "route": "conflictbeslechting",
        "uitkomst": "geen keuze gemaakt",
        "geen_keuze_reden": "Te vroeg.",
    }
    rows: dict[str, list[dict[str, object]]] = {**ROWS, "besluitvorming": [dict(route)]}
    assert "Geen keuze, omdat\tTe vroeg." in paragraphs(landelijk(make_round(rows), tmp_path))


def test_landelijk_takes_open_conflicts_first_and_the_highest_on_top(tmp_path: Path) -> None:
    routes = [
        {
            "vraagstuk": "DR-001",
            "uitkomst": "geen keuze gemaakt",
            "escalatieniveau": "ministerraad",
        },
        {"vraagstuk": "DR-002", "uitkomst": "nog open", "escalatieniveau": "bestuurlijk"},
        {"vraagstuk": "LI-001", "uitkomst": "nog open", "escalatieniveau": "Rijk"},
    ]
    rows: dict[str, list[dict[str, object]]] = {
        **ROWS,
        "besluitvorming": [{"route": "conflictbeslechting", **route} for route in routes],
    }
    told = [
        text[:6]
        for text in headings(landelijk(make_round(rows), tmp_path), "Heading 2")
        if "-" in text[:3]
    ]
    assert told == ["LI-001", "DR-002", "DR-001"]


def test_a_long_title_stays_out_of_the_footer_of_a_fiche(tmp_path: Path) -> None:
    document = written(
        make_round({"agenda": [{"id": "DR-001", "titel": "lang" * 60}]}),
        tmp_path,
        "fiches/DR-001.docx",
    )
    assert document.sections[0].footer.paragraphs[0].text.startswith("DR-001, 2026-2027")


def test_landelijk_names_the_file_that_was_set_apart(tmp_path: Path) -> None:
    round_ = full_round()
    apart = Receipt("kapot.xlsx", "", None, Outcome.QUARANTINED, 1, 0, ("ST-01",), "Niet te lezen.")
    document = landelijk(replace(round_, submissions=[*round_.submissions, apart]), tmp_path)
    assert "1 bestand is apart gezet." in headings(document, "List Bullet")
    assert table(document, "Provincie", "Uitkomst")[-1] == [
        "onbekend",
        "apart gezet",
        "1",
        "0",
        "kapot.xlsx: Niet te lezen.",
    ]


def test_provincie_has_all_chapters(tmp_path: Path) -> None:
    document = provincie(full_round(), tmp_path)
    assert headings(document, "Title") == ["Ruimtelijk arrangement: Drenthe"]
    assert headings(document) == [
        "In het kort",
        "Vraagstukken",
        "Dialoog",
        "Besluiten en conflicten",
        "Afspraken",
        "Zwevende afspraken",
        "Rollen die nog open staan",
        "Lessen",
        "Reacties van VRO",
        "Nog te herstellen",
        "Herkomst van de getallen",
    ]
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
    assert table(document, "Onderwerp", "Reactie")[1] == [
        "DR-A001 Polders",
        "overgenomen",
        "Past.",
        "",
        "15 mei 2026",
    ]
    assert [row[:3] for row in table(document, "Ernst", "Blad")] == [
        ["Ernst", "Blad", "Cel"],
        ["fout", "Agenda", "B6"],
        ["fout", "Agenda", "–"],
        ["aandachtspunt", "Agenda", "B6"],
    ]


def test_landsdeel_is_an_agenda_and_a_decision_list(tmp_path: Path) -> None:
    document = written(full_round(), tmp_path, "landsdeel-Noord.docx")
    assert headings(document, "Title") == ["Ruimtelijk arrangement: landsdeel Noord"]
    assert headings(document) == [
        "In het kort",
        "Agenda",
        "Te beslissen",
        "Besluitenlijst",
        "Afspraken uit koers",
        "Zwevende afspraken",
        "Herkomst van de getallen",
    ]
    assert headings(document, "List Bullet")[:3] == [
        "Dit landsdeel bestaat uit Groningen, Fryslân en Drenthe.",
        "Niet ingediend: Groningen.",
        "Er staan 2 vraagstukken op de agenda; 1 vraagstuk is nog een voorstel.",
    ]
    assert [row[:3] for row in table(document, "Nr", "Gevraagd")[1:]] == [
        ["1", "conflict beslechten", "DR-002"],
        ["2", "dialoog richting geven", "DR-001"],
    ]
    assert headings(document, "Heading 2") == ["1. Oefenterreinen (DR-002, Drenthe)"]
    assert {"Waar het schuurt\tGeluid.", "Wie leidt\tniet ingevuld", "Wie beslist\tBOL"} <= set(
        paragraphs(document)
    )
    assert table(document, "Vraagstuk", "Besluit")[1:] == [
        ["DR-001 Woningbouw en zoetwater", "Polders vrij.", "12 mei 2026", "–"]
    ]
    assert table(document, "Id", "Afspraak")[1:] == [
        ["DR-A001", "Polders", "Drenthe", "vertraagd", "Formatie."]
    ]


def test_landsdeel_without_anything_says_so(tmp_path: Path) -> None:
    document = written(make_round({}), tmp_path, "landsdeel-Oost.docx")
    assert headings(document) == ["In het kort"]
    assert not document.tables


def test_letter_holds_reactions_what_waits_and_findings(tmp_path: Path) -> None:
    round_ = replace(
        full_round(),
        received={
            "DR-001": date(2026, 5, 1),
            "DR-002": date(2026, 1, 5),
            "DR-003": date(2026, 5, 1),
        },
    )
    document = written(round_, tmp_path, "terugkoppeling-Drenthe.docx")
    assert headings(document) == [
        "In het kort",
        "Onze reactie",
        "Hierop reageren wij nog",
        "Eerst herstellen",
        "Aandachtspunten",
    ]
    assert headings(document, "Heading 2") == ["DR-A001 Polders"]
    assert headings(document, "List Bullet") == [
        "Uw werkmap is aanvaard.",
        "U krijgt 1 reactie van ons.",
        "Op 3 vraagstukken volgt onze reactie nog.",
        "De controle vond 2 fouten en 1 aandachtspunt.",
    ]
    assert {"Beste collega’s van Drenthe,", "overgenomen · 15 mei 2026", "Waarom\tPast."} <= set(
        paragraphs(document)
    )
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
    apart = Receipt(
        "kapot.xlsx",
        "",
        get_province("Groningen"),
        Outcome.QUARANTINED,
        1,
        0,
        ("ST-01",),
        "Niet te lezen.",
    )
    round_ = replace(full_round(), submissions=[*full_round().submissions, apart])
    assert (
        "kapot.xlsx"
        in headings(written(round_, tmp_path, "terugkoppeling-Groningen.docx"), "List Bullet")[0]
    )


def test_waived_findings_stand_apart_in_the_letter(tmp_path: Path) -> None:
    round_ = make_round(ROWS, findings=[replace(finding("CE-01"), ontheffing="Mag tot maart.")])
    document = written(round_, tmp_path, "terugkoppeling-Drenthe.docx")
    assert "Toegestaan" in headings(document) and "Eerst herstellen" not in headings(document)
    assert table(document, "Blad", "Cel")[1][3] == "Mag tot maart."


def test_what_an_agreement_lacks_is_one_line_in_the_letter(tmp_path: Path) -> None:
    lacks, lands = finding("AF-01", cel="L6"), finding("AF-02", cel="S6")
    elsewhere = replace(finding("AF-02", cel="S7"), rij=7)
    round_ = make_round(ROWS, findings=[lacks, lands, elsewhere, finding("AF-03", cel="F6")])
    document = written(round_, tmp_path, "terugkoppeling-Drenthe.docx")
    assert table(document, "Blad", "Cel")[1:] == [
        ["Agenda", "L6 en S6", "Melding AF-01 Melding AF-02", "Herstel AF-01 Herstel AF-02"],
        ["Agenda", "S7", "Melding AF-02", "Herstel AF-02"],
        ["Agenda", "F6", "Melding AF-03", "Herstel AF-03"],
    ]


def test_waived_findings_say_so_in_the_other_documents(tmp_path: Path) -> None:
    round_ = make_round(
        ROWS, findings=[replace(finding("CE-01"), ontheffing="Mag tot maart."), finding("AF-02")]
    )
    assert [row[0] for row in table(provincie(round_, tmp_path), "Ernst", "Blad")[1:]] == [
        "aandachtspunt",
        "ontheven",
    ]


def test_fiche_tells_everything_of_one_vraagstuk(tmp_path: Path) -> None:
    rows = {**ROWS, "afspraken": [{**ROWS["afspraken"][0], "vraagstuk": "DR-001"}]}
    document = written(make_round(rows), tmp_path, "fiches/DR-001.docx")
    assert headings(document, "Title") == ["DR-001 Woningbouw en zoetwater"]
    assert headings(document) == [
        "Het vraagstuk",
        "Reactie van VRO",
        "Dialoog",
        "Besluit of conflict",
        "Afspraken",
    ]
    lines = set(paragraphs(document))
    assert {
        "Probleem\tHet knelt.",
        "DR-A001: overgenomen · 15 mei 2026",
        "Besluit\tPolders vrij.",
    } <= lines
    assert table(document, "Id", "Afspraak")[1] == [
        "DR-A001",
        "Polders",
        "provincie",
        "2030",
        "vertraagd",
    ]


def test_only_sound_ids_get_a_fiche() -> None:
    ids = ["DR-001", "DR-001", "../../DR-002", "DR-2", None, "XX-001", "UT-010"]
    round_ = make_round({"agenda": [{"id": id_, "titel": "x"} for id_ in ids]})
    assert [d.path for d in documents(round_) if d.template == "fiche.docx"] == [
        "fiches/DR-001.docx",
        "fiches/UT-010.docx",
    ]


def test_every_round_has_all_documents_of_the_contract() -> None:
    paths = {d.path for d in documents(make_round({}))}
    assert len(paths) == 1 + 5 + 12 + 12
    assert {
        f"landsdeel-{naam}.docx" for naam in ("Noord", "Oost", "Noordwest", "Zuidwest", "Zuid")
    } < paths


def test_absent_province_gets_a_short_document_that_says_so(tmp_path: Path) -> None:
    document = provincie(full_round(), tmp_path, "Groningen")
    assert headings(document) == ["In het kort"]
    assert headings(document, "List Bullet") == [
        "Groningen heeft geen werkmap ingediend die meetelt.",
        "Geen werkmap ontvangen.",
    ]
    assert not document.tables


def test_chapters_without_content_are_left_out(tmp_path: Path) -> None:
    empty = make_round(
        {"rolmatrix": [{"id": role["id"], "invuller": "Afdeling Ruimte"} for role in role_matrix()]}
    )
    assert headings(landelijk(empty, tmp_path)) == [
        "In het kort",
        "Inzendingen per provincie",
        "Herkomst van de getallen",
    ]
    document = provincie(empty, tmp_path)
    assert headings(document) == ["In het kort"]
    assert headings(document, "List Bullet") == [
        "De werkmap is aanvaard.",
        "Er staan geen vraagstukken op de agenda.",
        "Er zijn nog geen afspraken.",
        "De controle vond niets om te herstellen.",
    ]
