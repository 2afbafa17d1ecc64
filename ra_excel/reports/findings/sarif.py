"""Findings as SARIF 2.1.0 (OASIS), the format in which code platforms and editors show findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from ra_excel import __version__
from ra_excel.checks.finding import Finding
from ra_excel.checks.submission import Submission
from ra_excel.domain.rules import FOUT, catalogue

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
Json = dict[str, object]


def as_sarif(checked: Sequence[Submission]) -> str:
    """One run with every finding. A cell is a logical location ``Agenda!C6``: a workbook has no
    lines of text.

    The finding id is the fingerprint, the stand the baseline state, a waiver a suppression.
    """
    findings = [f for one in checked for f in one.findings]
    codes = sorted({f.code for f in findings})
    rules = [_rule(code) for code in codes]
    driver = {"name": "ra_excel", "version": __version__, "language": "nl-NL", "rules": rules}
    run: Json = {
        "tool": {"driver": driver},
        "language": "nl-NL",
        "results": [_result(f, codes.index(f.code)) for f in findings],
    }
    return (
        json.dumps(
            {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1
        )
        + "\n"
    )


def _rule(code: str) -> Json:
    rule = catalogue()[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.titel},
        "fullDescription": {"text": rule.uitleg},
        "defaultConfiguration": {"level": _level(rule.ernst)},
    }


def _level(ernst: str) -> str:
    return "error" if ernst == FOUT else "warning"


def _result(finding: Finding, rule_index: int) -> Json:
    place: Json = (
        {"physicalLocation": {"artifactLocation": {"uri": quote(finding.bestand)}}}
        if finding.bestand
        else {}
    )
    if finding.blad:
        name = f"{finding.blad}!{finding.cel}" if finding.cel else finding.blad
        place["logicalLocations"] = [
            {"name": finding.cel or finding.blad, "fullyQualifiedName": name, "kind": "member"}
        ]
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _level(finding.ernst),
        "message": {"text": f"{finding.melding} {finding.herstel}"},
        "partialFingerprints": {"bevinding/v1": finding.id},
    }
    if place:
        result["locations"] = [place]
    if finding.stand:
        result["baselineState"] = "new" if finding.stand == "nieuw" else "unchanged"
    if finding.ontheffing:
        result["suppressions"] = [{"kind": "external", "justification": finding.ontheffing}]
    return result
