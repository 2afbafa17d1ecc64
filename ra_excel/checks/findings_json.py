"""Findings as JSON by contract, and the schema of that contract."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields

from ra_excel.checks.finding import Counts, Finding, count
from ra_excel.checks.submission import Submission
from ra_excel.domain.rules import AANDACHTSPUNT, FOUT, catalogue

CONTRACT = 1


def as_json(checked: Sequence[Submission]) -> str:
    """The JSON of the contract, version 1."""
    findings = [f for one in checked for f in one.findings]
    counts = count(findings)
    summary = {"bestanden": len(checked), **asdict(counts), "gereed": counts.fouten == 0}
    gone = [asdict(f) for one in checked for f in one.solved]
    content = {
        "contract": CONTRACT,
        "samenvatting": summary,
        "bevindingen": [asdict(f) for f in findings],
        "opgelost": gone,
        "inzendingen": [_of_submission(submission) for submission in checked],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _of_submission(submission: Submission) -> dict[str, object]:
    """Whose workbook it is and whether it may be submitted: findings alone do not say that of a
    workbook without any.
    """
    workbook, counts = submission.workbook, count(submission.findings)
    return {
        "bestand": workbook.bestand,
        "sha256": workbook.sha256,
        "provincie": workbook.province.naam if workbook.province else None,
        "cyclus": workbook.cyclus,
        "apart": submission.quarantined,
        "gereed": counts.fouten == 0,
        **asdict(counts),
    }


def json_schema() -> str:
    """The JSON Schema (2020-12) of ``as_json``, from the fields of Finding."""
    kinds: dict[str, dict[str, object]] = {
        "str": {"type": "string"},
        "str | None": {"type": ["string", "null"]},
        "int | None": {"type": ["integer", "null"]},
    }
    properties = {f.name: dict(kinds[str(f.type)]) for f in fields(Finding)}
    properties["id"]["pattern"] = "^B-[0-9a-f]{10}$"
    properties["code"]["enum"] = list(catalogue())
    properties["ernst"]["enum"] = [FOUT, AANDACHTSPUNT]
    finding = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    counted = ["bestanden", *(field.name for field in fields(Counts))]
    numbers = {name: {"type": "integer", "minimum": 0} for name in counted}
    summary = {
        "type": "object",
        "properties": {**numbers, "gereed": {"type": "boolean"}},
        "required": [*numbers, "gereed"],
    }
    several = {"type": "array", "items": {"$ref": "#/$defs/bevinding"}}
    submission = {
        "bestand": {"type": "string"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "provincie": {"type": ["string", "null"]},
        "cyclus": {"type": ["string", "null"]},
        "apart": {"type": "boolean"},
        "gereed": {"type": "boolean"},
        **{name: number for name, number in numbers.items() if name != "bestanden"},
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Bevindingen van ra valideer --formaat json",
        "type": "object",
        "properties": {
            "contract": {"const": CONTRACT},
            "samenvatting": summary,
            "bevindingen": several,
            "opgelost": several,
            "inzendingen": {"type": "array", "items": {"$ref": "#/$defs/inzending"}},
        },
        "required": ["contract", "samenvatting", "bevindingen", "opgelost"],
        "$defs": {
            "bevinding": finding,
            "inzending": {
                "type": "object",
                "properties": submission,
                "required": list(submission),
            },
        },
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
