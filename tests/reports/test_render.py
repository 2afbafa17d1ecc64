"""Filling a template that was prepared once says what docxtpl says when it opens, fills and saves
it.
"""

from __future__ import annotations

import os
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import escape

from ra_excel.reports.word.documents import TEMPLATES, documents, template_folder
from ra_excel.reports.word.environment import ENVIRONMENT
from ra_excel.reports.word.render import _Template, render
from tests.reports.word_documents import full_round
from tests.reports.word_round import with_department


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        read = {
            name: archive.read(name)
            for name in archive.namelist()
            if not name.startswith("docProps")
        }
    return {
        name: etree.tostring(etree.fromstring(part), method="c14n") for name, part in read.items()
    }


@pytest.mark.parametrize("template", TEMPLATES)
def test_prepared_template_gives_what_docxtpl_gives(tmp_path: Path, template: str) -> None:
    round_ = with_department(full_round())
    of_template = [document for document in documents(round_) if document.template == template]
    assert of_template
    for document in of_template[
        :3
    ]:  # more than one: nothing of the first may stay behind in the second
        plain, buffer = DocxTemplate(template_folder() / template), BytesIO()
        plain.render(document.context(), ENVIRONMENT, autoescape=True)
        plain.save(buffer)
        render(
            template_folder() / template,
            document.context(),
            round_.peildatum,
            tmp_path / "onze.docx",
        )
        assert parts_of((tmp_path / "onze.docx").read_bytes()) == parts_of(buffer.getvalue())


RUNS = st.lists(st.text("ab \t\n\a\f<&é", max_size=8), max_size=3)
PROPERTIES = st.sampled_from(["", "<w:pPr><w:keepNext/></w:pPr>"])


@given(
    paragraphs=st.lists(st.tuples(PROPERTIES, RUNS), max_size=4),
    between=st.sampled_from(["", "\n"]),
)
@settings(deadline=None)
def test_line_ends_and_tabs_become_what_docxtpl_makes_of_them(
    paragraphs: list[tuple[str, list[str]]], between: str
) -> None:
    def run(text: str) -> str:
        return f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(text)}</w:t></w:r>"

    xml = between.join(
        f"<w:p>{properties}{''.join(map(run, runs))}</w:p>" for properties, runs in paragraphs
    )
    assert _Template(None).resolve_listing(xml) == DocxTemplate(None).resolve_listing(xml)


def test_an_edited_template_is_seen(tmp_path: Path) -> None:
    source, target = tmp_path / "sjabloon.docx", tmp_path / "uit.docx"
    for moment, text in enumerate(("Eerst {{ titel }}", "Later {{ titel }}")):
        template = docx.Document()
        template.add_paragraph(text)
        template.save(str(source))
        os.utime(source, ns=(moment, moment))
        render(source, {"titel": "Polder"}, date(2026, 12, 1), target)
        assert docx.Document(str(target)).paragraphs[0].text == text.replace(
            "{{ titel }}", "Polder"
        )
