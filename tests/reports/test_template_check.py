"""The check of Word templates: what is wrong is named with its place; what we ship is right."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from ra_excel.cli.main import run
from ra_excel.reports.word.documents import TEMPLATES, template_folder
from ra_excel.reports.word.specimen import specimen_contexts
from ra_excel.reports.word.template_check import Problem, check_template, check_templates
from tests.helpers.clean import CYCLE, build, clean_rows


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the templates to edit."""
    return Path(shutil.copytree(template_folder(), tmp_path / "word"))


def with_text(folder: Path, *paragraphs: str, name: str = "landelijk.docx") -> list[Problem]:
    """The problems of a template with paragraphs added at its end, below the last chapter."""
    document = docx.Document(str(folder / name))
    document.add_heading("Eigen hoofdstuk", 1)
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / name))
    return [p for p in check_template(folder / name) if not p.hint]


def test_the_templates_we_ship_are_right() -> None:
    assert check_templates(template_folder()) == []


@pytest.mark.parametrize(
    ("text", "named", "remedy"),
    [
        ("{{ tittel }}", "'tittel'", "'titel'"),
        ("{% for a in zwevend %}{{ a.titl }}{% endfor %}", "'titl'", "'titel'"),
        (
            (
                "{% for l in landsdelen %}{% for v in l.vraagstukken %}{{ v.naam }}{% endfor %}{%"
                " endfor %}"
            ),
            "'naam'",
            "Kies uit",
        ),
        ("{% if conflickten %}x{% endif %}", "'conflickten'", "'conflicten'"),
        ("{% for a in afspraakjes %}x{% endfor %}", "'afspraakjes'", "Kies uit"),
        ("{% for a in titel %}x{% endfor %}", "geen lijst", "lijst"),
        ("{{ kerncijfers }}", "lijst", "lus"),
        ("{{ titel.id }}", "'id'", "rij uit een lijst"),
        ("{{ titel | hoofdletters }}", "'hoofdletters'", "Kies uit"),
        ("{% if titel %}", "'if'", "endif"),
        ("{% for a in zwevend %}{% endif %}", "'for'", "endfor"),
        ("{% fro a in zwevend %}", "'fro'", "'for'"),
        ("{{ titel }", "'{{'", "{{ naam }}"),
        ("{ titel }", "'{ titel }'", "{{ naam }}"),
        ("{{ titel titel }}", "niet te lezen", "spelling"),
        ("{%p if titel %} deze tekst verdwijnt", "deze tekst verdwijnt", "eigen alinea"),
        ("{{ notitie }}", "'notitie'", ""),
    ],
)
def test_a_mistake_is_named_with_its_place(own: Path, text: str, named: str, remedy: str) -> None:
    problem = with_text(own, "Goed: {{ titel }}", text)[0]
    assert problem.template == "landelijk.docx"
    assert problem.waar.startswith("onder 'Eigen hoofdstuk'")
    assert text[:30] in problem.waar
    assert named in problem.melding and remedy in problem.herstel


@pytest.mark.parametrize(
    "text",
    [
        "{% set x = titel %}{{ x }}",
        "{% for a in zwevend %}{{ loop.index }} {{ a['titel'] | upper }}{% endfor %}",
        "{# uitleg #}",
    ],
)
def test_what_is_right_gives_no_problem(own: Path, text: str) -> None:
    assert with_text(own, text) == []


def test_mistakes_of_every_kind_are_named_at_once(own: Path) -> None:
    """Braces that do not fit hide no misspelt field, nor does an order that nobody closed."""
    loose = with_text(own, "{{ titel }", "{{ voorziter }}", "{% for a in zwevent %}{{ a.titel }}")
    assert [p.melding.split("'")[1] for p in loose] == ["{{", "voorziter", "zwevent"]


def test_an_open_order_hides_no_misspelt_field(own: Path) -> None:
    problems = with_text(own, "{% if conflickten %}", "{{ provinsie }}", "{{ loop.index }}")
    assert [p.melding.split("'")[1] for p in problems] == ["if", "conflickten", "provinsie"]


def test_own_templates_go_before_ours(own: Path, tmp_path: Path) -> None:
    (own / "landsdeel.docx").unlink()
    with_text(own, "Van ons zelf")
    inbox = tmp_path / "in"
    inbox.mkdir()
    build(inbox / "drenthe.xlsx", clean_rows())
    order = ["consolideer", str(inbox), "--cyclus", CYCLE, "--uit", str(tmp_path / "uit")]
    assert run([*order, "--sjablonen", str(own)]) == 0
    made = docx.Document(str(tmp_path / "uit" / "word" / "landelijk.docx"))
    assert made.paragraphs[-1].text == "Van ons zelf"
    assert (tmp_path / "uit" / "word" / "landsdeel-Noord.docx").is_file()
    (tmp_path / "leeg").mkdir()
    assert run([*order, "--sjablonen", str(tmp_path / "leeg")]) == 2
    assert run([*order, "--sjablonen", str(own), "--zonder-word"]) == 2


def test_all_mistakes_are_named_at_once(own: Path) -> None:
    assert [
        p.melding.split("'")[1] for p in with_text(own, "{{ een }}", "{{ titel }}", "{{ twee }}")
    ] == ["een", "twee"]


def test_mistakes_in_a_table_and_in_the_footer_are_found(own: Path) -> None:
    document = docx.Document(str(own / "fiche.docx"))
    document.tables[0].rows[0].cells[0].text = "{{ tittel }}"
    document.sections[0].footer.paragraphs[0].text = "{{ cyklus }}"
    document.save(str(own / "fiche.docx"))
    found = [p for p in check_template(own / "fiche.docx") if not p.hint]
    assert [p.melding.split("'")[1] for p in found] == ["tittel", "cyklus"]
    assert found[1].waar.startswith("in de voettekst")


def test_missing_damaged_and_unknown_files_are_named(own: Path) -> None:
    (own / "fiche.docx").unlink()
    (own / "provincie.docx").write_bytes(b"kapot")
    shutil.copy(own / "landelijk.docx", own / "mijn-versie.docx")
    found = check_templates(own)
    assert [(p.template, p.hint) for p in found] == [
        ("provincie.docx", False),
        ("fiche.docx", False),
        ("mijn-versie.docx", True),
    ]


def test_a_field_that_nobody_sees_is_a_hint(own: Path) -> None:
    document = docx.Document(str(own / "landelijk.docx"))
    for paragraph in document.paragraphs:
        if "peildatum" in paragraph.text:
            paragraph.text = ""
    document.save(str(own / "landelijk.docx"))
    assert [(p.hint, "peildatum" in p.melding) for p in check_template(own / "landelijk.docx")] == [
        (True, True)
    ]


def test_every_field_of_every_template_has_a_specimen() -> None:
    """An empty list would leave the fields of its rows unchecked."""

    def empty(content: Any, place: str) -> Iterator[str]:
        if isinstance(content, dict):
            for name, part in content.items():
                yield from empty(part, f"{place}.{name}")
        elif not isinstance(content, str):
            if not content:
                yield place
            for part in content[:1]:
                yield from empty(part, place)

    assert set(specimen_contexts()) == set(TEMPLATES)
    assert not [
        place for name, context in specimen_contexts().items() for place in empty(context, name)
    ]


def test_on_the_command_line(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sjabloon", "--controleer"]) == 0
    with_text(own, "{{ tittel }}")
    capsys.readouterr()
    assert run(["sjabloon", "--controleer", str(own)]) == 1
    out = capsys.readouterr().out
    assert "landelijk.docx, onder 'Eigen hoofdstuk': '{{ tittel }}'" in out
