"""AF-03: the word list, on sentences of its own and on the real agreements of the example, labelled
by hand.
"""

from __future__ import annotations

import pytest

from ra_excel.checks.rules.wording import noncommittal
from ra_excel.domain.files import folder
from ra_excel.reading.earlier_agreements import read_list

FLOATING_STARTS = (
    "Vier van de vierentwintig kandidaat",
    "Rijk en regio lobbyen",
    "Er is een vast overleg",
    "Enschede/Hengelo komt in beeld",
    "Apeldoorn komt in beeld",
    "Alkmaar komt in beeld",
    "Rijk, provincies en gemeenten mikken",
    "De Omgevingsagenda Oost zet",
    "Rijk en landsdeel Noordwest willen",
    "Een préverkenning kijkt",
    "Rijk en MRA willen",
    "Rijk en de 56 gemeenten",
    "Een van de drie opgaven uit het BOL Zuidwest",
    "Rijk en regio zoeken dekking",
    "Rijk en regio moeten samen zorgen",
    "De samenwerking moet ruimtelijke keuzes",
    "De provincie vraagt het Rijk om forse",
    "De provincie vraagt het Rijk mee",
    "De provincie wijst het kabinet",
)
"""Real agreements that bind nobody to a result, as a reader judged them."""

MIN_PRECISION, MIN_RECALL = 0.9, 0.7


@pytest.mark.parametrize(
    ("text", "has_product", "found"),
    [
        ("Rijk en provincie gaan in de zomer hierover in gesprek.", True, ["gaan ... in gesprek"]),
        ("Partijen streven  naar herstel, waar mogelijk.", True, ["streven naar", "waar mogelijk"]),
        ("Rijk en provincie verkennen de opties.", False, ["verkennen"]),
        ("Rijk en provincie verkennen de opties.", True, []),
        ("De verkenning ligt er op 1 mei.", False, []),
        ("Het gesprek is gevoerd.", False, []),
        ("VERKENNEN", False, ["verkennen"]),
    ],
)
def test_words_count_whole_and_with_or_without_a_product(
    text: str, has_product: bool, found: list[str]
) -> None:
    assert noncommittal(text, has_product=has_product) == found


def test_precision_and_recall_on_the_real_agreements() -> None:
    texts = [
        line.fields["tekst"]
        for line in read_list(folder("workbooks") / "voorbeeld" / "afspraken-praktijk.csv", {})
    ]
    floating = {text for text in texts if text.startswith(FLOATING_STARTS)}
    hits = {text for text in texts if noncommittal(text, has_product=False)}
    assert len(floating) == len(FLOATING_STARTS)
    assert len(hits & floating) / len(hits) >= MIN_PRECISION, hits - floating
    assert len(hits & floating) / len(floating) >= MIN_RECALL, floating - hits
