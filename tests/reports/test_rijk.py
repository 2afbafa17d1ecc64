"""The paper for the interdepartmental table: stances, room, where it diverges, what comes first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ra_excel.reports.word.documents import documents
from ra_excel.round.departments.voice import Voice, stances_per_item
from ra_excel.round.round import Round
from tests.reports.word_documents import headings, table, written
from tests.reports.word_round import make_round, shared_peel, with_department


def round_of(*stances: dict[str, Any]) -> Round:
    """De Peel names LVVN and IenW; both are to decide on it."""
    rows: dict[str, Any] = shared_peel()
    for row in rows["agenda"][:2]:
        row["departementen"] = "LVVN; IenW"
    return with_department(make_round({**rows, "rijksinzet": stances}))


LVVN = {"vraagstuk": "NB-001", "provincie": "LVVN", "houding": "akkoord", "ruimte": "Geld"}
IENW = {"vraagstuk": "LI-001", "provincie": "IenW", "houding": "tegen"}
COORDINATED = {"afgestemd_gremium": "DO FLO", "afgestemd_op": date(2026, 4, 1)}


def test_a_vraagstuk_on_which_departments_differ() -> None:
    (one,) = stances_per_item(round_of(LVVN, IENW))
    assert (one.voice, one.silent, one.step) == (Voice.DIVIDED, [], "3b Conflictbeslechting")
    assert (one.without_room, one.not_coordinated) == (["IenW"], ["LVVN", "IenW"])


def test_silent_and_one_voice() -> None:
    (one,) = stances_per_item(round_of(LVVN))
    assert (one.voice, one.silent) == (Voice.INCOMPLETE, ["IenW"])
    (one,) = stances_per_item(round_of({**LVVN, **COORDINATED}, {**IENW, "houding": "geen rol"}))
    assert (one.voice, one.silent, one.not_coordinated) == (Voice.ONE, [], [])


def test_the_document(tmp_path: Path) -> None:
    document = written(round_of(LVVN, IENW), tmp_path, "rijk.docx")
    assert table(document, "Id", "Vraagstuk")[1] == [
        "NB-001 en LI-001",
        "De Peel (Noord-Brabant en Limburg, 3b Conflictbeslechting)",
        "verdeeld",
        "Akkoord: LVVN. Niet zonder meer: IenW. Ruimte niet ingevuld: IenW."
        " Niet afgestemd: LVVN en IenW. ",
    ]
    assert table(document, "Departement", "Houding")[1:] == [
        ["LVVN", "akkoord", "–", "–", "Geld", "–"],
        ["IenW", "tegen", "–", "–", "–", "–"],
    ]
    assert headings(document, "List Bullet") == [
        "Van de 12 departementen deed 1 mee.",
        "1 vraagstuk: verdeeld.",
    ]


def test_without_departments_there_is_none() -> None:
    assert "rijk.docx" not in {one.path for one in documents(make_round(shared_peel()))}
