"""Documents that derive from the declaration: data dictionary, rule reference, schema, glossary.
``python -m docs.derive`` writes them into the repository; a test fails when one is out of date.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docs.manual_page import manual_page
from ra_excel.checks.findings_json import json_schema
from ra_excel.domain.model import Column
from ra_excel.domain.rules import catalogue
from ra_excel.domain.tables import TABLES
from ra_excel.reports.word.rows import Content
from ra_excel.reports.word.specimen import specimen_contexts

GLOSSARY_START, GLOSSARY_END = "<!-- begrippen: begin -->", "<!-- begrippen: eind -->"

GLOSSARY = {
    "ruimtelijk arrangement (RA)": (
        "the cycle in which national government and provinces agree on the use of scarce space"
    ),
    "vraagstuk": "an issue on the agenda of a cycle",
    "afspraak": "an agreement between national government and a province",
    "zwevende afspraak": (
        "a floating agreement: it lands nowhere, or nobody reports on it, or its deadline passed"
    ),
    "gremium": "a body that prepares or decides",
    "BOL": (
        "Bestuurlijk Overleg Leefomgeving: the table, per landsdeel, that ratifies the arrangement"
    ),
    "landsdeel": "one of the five regions of the BOL",
    "peildatum": "reference date on which everything is judged",
    "bevinding": "a finding of the checks: fout (blocks submission) or aandachtspunt (does not)",
    "VRO": "the Ministry of Housing and Spatial Planning, which directs the cycle",
    "terugkoppeling": "the ministry's reaction to a province",
}


def _required(column: Column) -> str:
    if column.required:
        return "ja"
    return (
        f"als {column.required_when[0]} = {column.required_when[1]}" if column.required_when else ""
    )


def dictionary() -> str:
    """The data dictionary: every sheet and column with its meaning (Markdown, Dutch)."""
    lines = ["# Gegevenswoordenboek", "", "Gemaakt uit `ra_excel/domain`; wijzig het daar.", ""]
    for table in TABLES.values():
        lines += [
            f"## {table.sheet}",
            "",
            (
                f"{table.help} Eén rij is een {table.noun.singular}. Bron:"
                f" {table.source or 'eigen blad'}."
            ),
            "",
        ]
        lines += [
            "| kop | naam | soort | verplicht | lijst of verwijzing | betekenis | bron |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
        for column in table.columns:
            points_at = (
                column.values + (" (open)" if column.open_list else "")
                if column.values
                else ", ".join(column.refers_to)
            )
            cells = (
                column.header,
                f"`{column.name}`",
                column.kind.value,
                _required(column),
                points_at,
                column.help,
                column.source,
            )
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def template_fields() -> str:
    """What each Word template may ask for (Markdown, Dutch), from a specimen of what it gets."""
    lines = [
        "# Velden voor de Word-sjablonen",
        "",
        "Gemaakt uit wat elk sjabloon krijgt; `ra sjabloon --controleer` controleert ertegen.",
        "",
    ]
    lines += [
        "Een veld schrijft u als `{{ titel }}`. Over een lijst loopt u met `{%p for v in"
        " vraagstukken %}` … `{%p endfor %}`;"
    ]
    lines += [
        (
            "daarbinnen heet een onderdeel `{{ v.titel }}`. In een tabel staat `{%tr for … %}` in"
            " een eigen rij."
        ),
        "",
    ]
    for name, context in specimen_contexts().items():
        lines += [f"## {name}", ""]
        for field, content in context.items():
            lines += [f"- `{field}`{_parts_of(content)}"]
        lines.append("")
    return "\n".join(lines)


def _parts_of(content: Content) -> str:
    """What an editor can ask of a field that is more than a text."""
    if isinstance(content, str):
        return ""
    if isinstance(content, Mapping):
        plain = [f"`{name}`" for name, part in content.items() if isinstance(part, str)]
        nested = [
            f"`{name}`{_parts_of(part)}"
            for name, part in content.items()
            if not isinstance(part, str)
        ]
        return f" met {', '.join([*plain, *nested])}"
    return (
        " (lijst van zinnen)" if isinstance(content[0], str) else f" (lijst){_parts_of(content[0])}"
    )


def rule_reference() -> str:
    """The rule reference: every code with its meaning and remedy (Markdown, Dutch)."""
    lines = ["# Controleregels", "", "Gemaakt uit `validation/regels.toml`; wijzig het daar.", ""]
    lines += ["| code | titel | ernst |", "| --- | --- | --- |"]
    lines += [
        f"| [{r.code}](#{r.code.lower()}) | {r.titel} | {r.ernst} |" for r in catalogue().values()
    ]
    for rule in catalogue().values():
        kept_out = " Het bestand blijft buiten de ronde." if rule.quarantaine else ""
        source = (
            rule.bron
            if "{" not in rule.bron
            else "de bron van de kolom, zie het gegevenswoordenboek"
        )
        lines += [
            "",
            f"## {rule.code}",
            "",
            f"**{rule.titel}** ({rule.ernst}). {rule.uitleg}{kept_out}",
            "",
        ]
        lines += [f"- Melding: {rule.melding}", f"- Herstel: {rule.herstel}", f"- Bron: {source}"]
    return "\n".join(lines) + "\n"


def with_glossary(readme: str) -> str:
    """The README with its glossary up to date."""
    head, rest = readme.split(GLOSSARY_START)
    tail = rest.split(GLOSSARY_END)[1]
    sheets = {
        table.sheet: f"sheet; a row is a *{table.noun.singular}*"
        for table in TABLES.values()
        if not table.is_form
    }
    rows = "\n".join(f"| {word} | {meaning} |" for word, meaning in {**GLOSSARY, **sheets}.items())
    return (
        f"{head}{GLOSSARY_START}\n| Dutch | meaning |\n| --- | --- |\n{rows}\n{GLOSSARY_END}{tail}"
    )


def documents(root: Path) -> dict[Path, str]:
    """Every derived document of the repository at ``root`` with the text it should hold."""
    return {
        root / "validation" / "gegevenswoordenboek.md": dictionary(),
        root / "docs" / "regels.md": rule_reference(),
        root / "docs" / "word-velden.md": template_fields(),
        root / "docs" / "handleiding.html": manual_page((root / "docs").resolve()),
        root / "validation" / "bevindingen.schema.json": json_schema(),
        root / "README.md": with_glossary((root / "README.md").read_text("utf-8")),
    }


if __name__ == "__main__":
    for path, text in documents(Path(__file__).parents[1]).items():
        path.write_text(text, "utf-8", newline="\n")
