"""What departments share reaches landsdeel and fiche; the rest of their row reaches nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ra_excel.reports.departments.stances import shared_stances
from tests.reports.word_documents import headings, table, written
from tests.reports.word_round import make_round, shared_peel

SECRET = "Alleen voor het Rijk"


def rows() -> dict[str, Any]:
    stance = {
        "vraagstuk": "NB-001",
        "standpunt": "Natuur eerst",
        "voorwaarde": "Met een kaart",
        "ruimte": SECRET,
        "grens": SECRET,
        "belang": SECRET,
    }
    lvvn = {**stance, "provincie": "LVVN", "houding": "akkoord mits", "delen": "Ja"}
    return {
        **shared_peel(),
        "rijksinzet": [
            lvvn,
            {**stance, "provincie": "IenW", "houding": "tegen", "delen": "Nee"},
            {**stance, "provincie": "VRO", "houding": "akkoord"},
            {**stance, "provincie": "Defensie", "delen": "Ja"},
        ],
    }


def test_only_what_is_shared_and_under_every_id() -> None:
    told = {
        "departement": "LVVN",
        "houding": "akkoord mits",
        "standpunt": "Natuur eerst",
        "voorwaarde": "Met een kaart",
    }
    for id_ in ("NB-001", "LI-001"):
        assert shared_stances(make_round(rows()), [id_]) == [told]
    assert shared_stances(make_round(rows()), ["DR-001"]) == []


def test_landsdeel_and_fiche_show_it(tmp_path: Path) -> None:
    for name in ("landsdeel-Zuid.docx", "fiches/LI-001.docx"):
        document = written(make_round(rows()), tmp_path, name)
        told = table(document, "Inzet van het Rijk", "Houding")
        assert told[1:] == [["LVVN", "akkoord mits", "Natuur eerst", "Met een kaart"]]
        assert SECRET not in document.element.xml and "tegen" not in document.element.xml


def test_without_it_the_table_stays_away(tmp_path: Path) -> None:
    document = written(make_round(shared_peel()), tmp_path, "fiches/LI-001.docx")
    assert "Inzet van het Rijk" not in document.element.xml
    assert headings(document)
