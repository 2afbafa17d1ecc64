"""The catalogue, the code and the contract name the same rules."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path
from string import Formatter

import pytest

from ra_excel.checks.finding import Finding
from ra_excel.checks.registry import RULES
from ra_excel.domain.files import PACKAGE
from ra_excel.domain.rules import catalogue
from ra_excel.errors import RaError
from tests.helpers.clean import build, check

COMMON = {"blad", "cel", "kolom", "waarde", "id", "hulp", "bron_kolom"}


def codes_in_source() -> set[str]:
    """Every code that the source can report."""
    text = "".join(
        path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if "_data" not in path.parts
    )
    return set(re.findall(r'"([A-Z]{2}-\d\d)"', text))


def test_codes_in_the_catalogue_equal_codes_in_the_source() -> None:
    assert set(catalogue()) == codes_in_source()


def test_every_registered_rule_is_in_the_catalogue() -> None:
    assert {code for _, code in RULES} <= set(catalogue())


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_texts_are_complete(code: str) -> None:
    rule = catalogue()[code]
    for text in (rule.titel, rule.melding, rule.herstel, rule.uitleg, rule.bron):
        assert text.strip()
        list(Formatter().parse(text))


def test_a_word_that_a_text_cannot_fill_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = {
        code: replace(rule, melding="Cel {cell} is leeg.") for code, rule in catalogue().items()
    }
    monkeypatch.setattr("ra_excel.checks.finding.catalogue", lambda: rules)
    with pytest.raises(RaError, match=r"\{cell\}"):
        check(build(tmp_path / "b.xlsx", {}))


def test_finding_has_the_fields_of_the_contract() -> None:
    assert [f.name for f in fields(Finding)] == [
        *("id", "code", "ernst", "bestand", "provincie", "cyclus", "blad", "rij"),
        *(
            "kolom",
            "cel",
            "waarde",
            "melding",
            "herstel",
            "bron",
            "voorstel",
            "toelichting",
            "stand",
            "ontheffing",
        ),
    ]
