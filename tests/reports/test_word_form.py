"""The Word documents as files: form, hostile text, templates with mistakes, PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from openxml_audit import OpenXmlValidator

from ra_excel.domain.files import folder
from ra_excel.errors import RaError
from ra_excel.progress import silent
from ra_excel.reports.word import documents as word
from ra_excel.reports.word.documents import TEMPLATES, documents, write_document
from ra_excel.reports.word.pdf import write_pdfs
from tests.conftest import Convert
from tests.reports.word_documents import (
    all_written,
    full_round,
    headings,
    landelijk,
    one_of_each,
    provincie,
    table,
)
from tests.reports.word_round import make_round

HOSTILE = (
    "a < b & c > d {{ titel }} {% for x in y %} {# weg #} {_{ x }_} {_% y %_} _x0041_ \"q\" 'q'"
    " 🗺️👩‍🌾 \u2028 é"
)


def test_a_heading_never_stands_apart_from_its_table(tmp_path: Path) -> None:
    for document in all_written(full_round(), tmp_path):
        for t in document.tables:
            before = Paragraph(t._tbl.getprevious(), document)
            by_style = before.style is not None and before.style.paragraph_format.keep_with_next
            assert before.paragraph_format.keep_with_next or by_style, before.text


def test_every_table_repeats_its_header_and_fits_the_page(tmp_path: Path) -> None:
    written_ = all_written(full_round(), tmp_path)
    assert len(written_) == len(TEMPLATES)
    for document in written_:
        section = document.sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        assert (section.page_width.cm, section.page_height.cm) == (
            pytest.approx(21, abs=0.01),
            pytest.approx(29.7, abs=0.01),
        )
        for t in document.tables:
            assert t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert sum(column.width for column in t.columns) <= room + 1000


def test_language_page_numbers_and_properties(tmp_path: Path) -> None:
    written_ = all_written(full_round(), tmp_path)
    assert len(written_) == len(TEMPLATES)
    for document in written_:
        assert [e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))] == ["nl-NL"]
        fields = [
            e.text.strip() for e in document.sections[0].footer._element.iter(qn("w:instrText"))
        ]
        assert fields == ["PAGE", "NUMPAGES"]
        properties = document.core_properties
        assert properties.title == document.paragraphs[0].text
        assert (properties.author, properties.last_modified_by) == ("ra_excel", "ra_excel")
        assert properties.created == properties.modified
        assert properties.created.replace(tzinfo=None) == datetime(2026, 5, 19)


def test_hostile_text_comes_through_verbatim(tmp_path: Path) -> None:
    afspraak = {
        "id": "DR-A001",
        "titel": HOSTILE,
        "tekst": f"{HOSTILE}\n  twee\r\ndrie\tvier",
        "trekker": HOSTILE,
    }
    vraagstuk = {
        "id": "DR-001",
        "titel": "x\x00\x07\x0b\x0c\x1b\ud800\ufffey",
        "status": "voorgesteld",
    }
    round_ = make_round({"afspraken": [afspraak], "agenda": [vraagstuk]})
    document = provincie(round_, tmp_path)
    assert f"DR-A001 {HOSTILE}" in headings(document, "Heading 2")
    assert headings(document, "Afspraaktekst") == [f"{HOSTILE}\n  twee\ndrie\tvier"]
    assert "DR-001 xy" in headings(document, "Heading 2")
    assert table(landelijk(round_, tmp_path), "Id", "Afspraak")[1] == [
        "DR-A001",
        HOSTILE,
        "–",
        HOSTILE,
        "–",
        "geen bericht",
    ]


def test_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    for document in one_of_each(full_round()):
        first, second = (
            write_document(document, full_round(), tmp_path / name) for name in ("a", "b")
        )
        assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert archive.namelist() == sorted(archive.namelist())


def test_documents_are_valid_open_xml(tmp_path: Path) -> None:
    all_written(full_round(), tmp_path)
    for path in (*tmp_path.rglob("*.docx"), *(folder("workbooks") / "word").glob("*.docx")):
        assert OpenXmlValidator().validate(path).errors == []


def test_context_holds_only_text_and_no_private_notes() -> None:
    def texts(content: Any) -> Iterator[str]:
        if isinstance(content, str):
            yield content
        else:
            for part in content.values() if isinstance(content, Mapping) else content:
                assert isinstance(part, str | list | Mapping)
                yield from texts(part)

    for context in [document.context() for document in documents(full_round())]:
        assert not [text for text in texts(context) if "GEHEIM" in text]


@pytest.fixture
def own_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A template of somebody who edits it: the shipped landelijk.docx in a folder of its own."""
    place = tmp_path / "word" / "landelijk.docx"
    place.parent.mkdir()
    place.write_bytes((folder("workbooks") / "word" / "landelijk.docx").read_bytes())
    monkeypatch.setattr(word, "folder", lambda name: tmp_path)
    return place


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ tittel }}", "'tittel'"),
        ("{% for a in zwevend %}{{ a.notitie }}{% endfor %}", "'notitie'"),
        ("{% if conflickten %}x{% endif %}", "'conflickten'"),
        ("{% for a in afspraakjes %}x{% endfor %}", "'afspraakjes'"),
        ("{{ kerncijfers }}", "een lijst"),
        ("{{ titel | hoofdletters }}", "hoofdletters"),
        ("{% if titel %}", "endif"),
        ("{{ titel.__class__ }}", "__class__"),
    ],
)
def test_mistake_in_a_template_is_named(own_template: Path, text: str, named: str) -> None:
    document = docx.Document(str(own_template))
    document.add_paragraph(text)
    document.save(str(own_template))
    with pytest.raises(RaError, match=r"landelijk\.docx") as error:
        landelijk(full_round(), own_template.parent / "uit")
    assert named in str(error.value)
    assert not (own_template.parent / "uit" / "landelijk.docx").exists()


@pytest.mark.parametrize("content", [None, b"", b"geen zip", b"PK\x05\x06" + b"\x00" * 18])
def test_missing_or_damaged_template_is_named(own_template: Path, content: bytes | None) -> None:
    own_template.unlink()
    if content is not None:
        own_template.write_bytes(content)
    with pytest.raises(RaError, match=r"landelijk\.docx ontbreekt of is beschadigd"):
        landelijk(full_round(), own_template.parent / "uit")


def test_template_changed_by_a_word_processor_still_works(
    own_template: Path, libreoffice: Convert
) -> None:
    own_template.write_bytes(libreoffice(own_template, "docx").read_bytes())
    assert "Conflicten" in headings(landelijk(full_round(), own_template.parent.parent))


def test_libreoffice_prints_all(tmp_path: Path, libreoffice: Convert) -> None:
    all_written(full_round(), tmp_path)
    pdfs = write_pdfs(tmp_path, silent)
    assert len(pdfs) == len(TEMPLATES)
    assert all(path.read_bytes().startswith(b"%PDF") for path in pdfs)
