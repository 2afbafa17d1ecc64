"""Documents that derive from the declaration: data dictionary, rule reference, schema, glossary.

``python -m docs.derive`` writes them into the repository; a test fails when one is out of date.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docs.manual_page import manual_page
from ra_excel.checks.findings_json import json_schema
from ra_excel.domain.model import Column, Table
from ra_excel.domain.rules import RuleText, catalogue
from ra_excel.domain.tables import PROVINCIE, WERKMAPPEN
from ra_excel.reports.word.rows import Content
from ra_excel.reports.word.specimen import specimen_contexts

GLOSSARY_START, GLOSSARY_END = "<!-- begrippen: begin -->", "<!-- begrippen: eind -->"

GLOSSARY = {
    "ruimtelijk arrangement (RA)": (
        "the cycle in which national government and provinces agree on the use of scarce space"
    ),
    "inzender": "whoever submits a workbook: a province, VRO for the national list, a department",
    "werkmap": "a workbook; a kind of workbook declares its sheets",
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
    if column.required_when is None:
        return ""
    other, value = column.required_when
    return f"als {other} = {value}"


def _points_at(column: Column) -> str:
    """The value list that a column takes its values from, or the tables whose ids it holds."""
    if not column.values:
        return ", ".join(column.refers_to)
    return f"{column.values} (open)" if column.open_list else column.values


def _column_line(column: Column) -> str:
    """A column as a row of the data dictionary."""
    cells = (
        column.header,
        f"`{column.name}`",
        column.kind.value,
        _required(column),
        _points_at(column),
        column.audience.value,
        column.help,
        column.source,
    )
    return f"| {' | '.join(cells)} |"


def _titled_tables() -> dict[str, Table]:
    """Every table with its title: those of departments alone carry the kind of their workbook."""
    titled = {table.sheet: table for table in PROVINCIE.tables.values()}
    for werkmap in WERKMAPPEN:
        for name, table in werkmap.tables.items():
            if name not in PROVINCIE.tables:
                titled[f"{table.sheet} ({werkmap.name})"] = table
    return titled


def dictionary() -> str:
    """The data dictionary: every sheet and column with its meaning (Markdown, Dutch)."""
    lines = ["# Gegevenswoordenboek", "", "Gemaakt uit `ra_excel/domain`; wijzig het daar.", ""]
    for title, table in _titled_tables().items():
        row, source = table.noun.singular, table.source or "eigen blad"
        lines += [
            f"## {title}",
            "",
            f"{table.help} Eén rij is een {row}. Bron: {source}.",
            "",
            "| kop | naam | soort | verplicht | lijst of verwijzing "
            "| voor wie | betekenis | bron |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            *map(_column_line, table.columns),
            "",
        ]
    return "\n".join(lines)


def template_fields() -> str:
    """What each Word template may ask for (Markdown, Dutch), from a specimen of what it gets."""
    lines = [
        "# Velden voor de Word-sjablonen",
        "",
        "Gemaakt uit wat elk sjabloon krijgt; `ra sjabloon --controleer` controleert ertegen.",
        "",
        "Een veld schrijft u als `{{ titel }}`. "
        "Over een lijst loopt u met `{%p for v in vraagstukken %}` … `{%p endfor %}`;",
        "daarbinnen heet een onderdeel `{{ v.titel }}`. "
        "In een tabel staat `{%tr for … %}` in een eigen rij.",
        "",
    ]
    for name, context in specimen_contexts().items():
        lines += [f"## {name}", ""]
        lines += [f"- `{field}`{_parts_of(content)}" for field, content in context.items()]
        lines.append("")
    return "\n".join(lines)


def _parts_of(content: Content) -> str:
    """What an editor can ask of a field that is more than a text."""
    if isinstance(content, str):
        return ""
    if isinstance(content, Mapping):
        texts, others = [], []
        for name, part in content.items():
            if isinstance(part, str):
                texts.append(f"`{name}`")
            else:
                others.append(f"`{name}`{_parts_of(part)}")
        return f" met {', '.join([*texts, *others])}"
    if isinstance(content[0], str):
        return " (lijst van zinnen)"
    return f" (lijst){_parts_of(content[0])}"


def rule_reference() -> str:
    """The rule reference: every code with its meaning and remedy (Markdown, Dutch)."""
    rules = catalogue().values()
    lines = [
        "# Controleregels",
        "",
        "Gemaakt uit `validation/regels.toml`; wijzig het daar.",
        "",
        "| code | titel | ernst |",
        "| --- | --- | --- |",
        *(
            f"| [{rule.code}](#{rule.code.lower()}) | {rule.titel} | {rule.ernst} |"
            for rule in rules
        ),
    ]
    for rule in rules:
        lines += _rule_chapter(rule)
    return "\n".join(lines) + "\n"


def _rule_chapter(rule: RuleText) -> list[str]:
    kept_out = " Het bestand blijft buiten de ronde." if rule.quarantaine else ""
    source = rule.bron
    if "{" in source:
        source = "de bron van de kolom, zie het gegevenswoordenboek"
    return [
        "",
        f"## {rule.code}",
        "",
        f"**{rule.titel}** ({rule.ernst}). {rule.uitleg}{kept_out}",
        "",
        f"- Melding: {rule.melding}",
        f"- Herstel: {rule.herstel}",
        f"- Bron: {source}",
    ]


def with_glossary(readme: str) -> str:
    """The README with its glossary up to date."""
    head, rest = readme.split(GLOSSARY_START)
    tail = rest.split(GLOSSARY_END)[1]
    words = dict(GLOSSARY)
    for table in _titled_tables().values():
        if not table.is_form:
            words[table.sheet] = f"sheet; a row is a *{table.noun.singular}*"
    rows = "\n".join(f"| {word} | {meaning} |" for word, meaning in words.items())
    header = "| Dutch | meaning |\n| --- | --- |"
    return f"{head}{GLOSSARY_START}\n{header}\n{rows}\n{GLOSSARY_END}{tail}"


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
