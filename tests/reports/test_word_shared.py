"""What provinces share is one item in the documents, with what each of them says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ra_excel.round.items import items
from tests.reports.word_documents import headings, landelijk, table, written
from tests.reports.word_round import make_round, shared_peel


def positions(document: Any) -> dict[str, list[str]]:
    """What is told → the text of each province."""
    rows = [[[cell.text for cell in row.cells] for row in t.rows] for t in document.tables]
    (found,) = [told for told in rows if told[0][0] == "Wat elke provincie zegt"]
    return {what: texts for what, *texts in found[1:]}


def test_landsdeel_takes_it_once_at_its_most_urgent_place(tmp_path: Path) -> None:
    document = written(make_round(shared_peel()), tmp_path, "landsdeel-Zuid.docx")
    _, item = table(document, "Nr", "Gevraagd")
    assert item[2:] == [
        "NB-001 en LI-001",
        "De Peel",
        "Noord-Brabant en Limburg",
        "–",
        "NB: 2\nLI: 1",
    ]
    assert headings(document, "Heading 2") == [
        "1. De Peel (NB-001 en LI-001, Noord-Brabant en Limburg)"
    ]
    told = positions(document)
    assert told["Titel"] == ["De Peel", "De Limburgse kant"]
    assert told["Waar schuurt het"] == ["Stallen", "Natuur"]
    assert "Over 1 vraagstuk zijn partijen het nog niet eens." in headings(document, "List Bullet")


def test_landelijk_tells_agenda_and_conflict_once(tmp_path: Path) -> None:
    document = landelijk(make_round(shared_peel()), tmp_path)
    assert headings(document, "Heading 2") == [
        "Landsdeel Noord",
        "Landsdeel Zuid",
        "NB-001 en LI-001 De Peel (Noord-Brabant en Limburg)",
        "DR-001  (Drenthe)",
    ]
    assert positions(document) == {
        "Waar schuurt het": ["Stallen", "Natuur"],
        "Escalatieniveau": ["bestuurlijk", "bestuurlijk"],
        "Uitkomst": ["nog open", "–"],
    }


def test_what_landsdelen_share_stands_with_both(tmp_path: Path) -> None:
    round_ = make_round(shared_peel("Gelderland"))
    assert "Meer landsdelen" in headings(landelijk(round_, tmp_path), "Heading 2")
    for landsdeel in ("Zuid", "Oost"):
        document = written(round_, tmp_path, f"landsdeel-{landsdeel}.docx")
        assert len(table(document, "Nr", "Gevraagd")) == 2
        assert positions(document)["Waar schuurt het"] == ["Stallen", "Natuur"]


def test_two_rows_of_one_province_and_rows_without_id_are_never_one_item() -> None:
    twice = {"id": "NB-001", "gedeeld_id": None, "provincie": "Noord-Brabant"}
    nameless = [
        {"id": None, "gedeeld_id": None, "provincie": province}
        for province in ("Limburg", "Zeeland")
    ]
    assert [len(item) for item in items([twice, twice, *nameless])] == [1, 1, 1, 1]
