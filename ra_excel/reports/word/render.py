"""Fill a template that VRO edits in Word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import TemplateError, UndefinedError
from lxml import etree

from ra_excel.errors import RaError
from ra_excel.reports.word.environment import ENVIRONMENT, FORBIDDEN
from ra_excel.reports.word.rows import Content

AUTHOR = "ra_excel"
LANGUAGE = "nl-NL"

DOCUMENT = "word/document.xml"

LISTING = "\t\n\a\f"
"""What docxtpl turns into marks of Word."""

BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""What docxtpl reads as braces that are text."""

PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
"""As docxtpl finds them."""

START_OF_BODY = re.compile(r"<w:body\b[^>]*>")

FIRST_DRAWING_ID = 1000

LONGEST_PROPERTY = 255

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the earliest that a zip can hold."""


def render(source: Path, context: Mapping[str, Content], peildatum: date, path: Path) -> None:
    """Fill the template ``source`` and write it; same context, same bytes.

    Raises RaError when the template is missing, damaged, or uses a field that does not exist.
    """
    name = source.name
    try:
        prepared = _prepared(source, source.stat().st_mtime_ns)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise RaError(
            f"Het Word-sjabloon {name} ontbreekt of is beschadigd. Zet het terug in workbooks/word."
        ) from error
    try:
        parts = prepared.fill(context, peildatum)
    except UndefinedError as error:
        raise RaError(
            f"Het Word-sjabloon {name} vraagt om het veld '{error.message}', maar dat bestaat niet."
            " Verbeter de naam."
        ) from error
    except TemplateError as error:
        raise RaError(f"Het Word-sjabloon {name} is niet in orde: {error.message}") from error
    with ZipFile(path, "w") as document:
        for part, content in parts.items():
            document.writestr(ZipInfo(part, FIRST_DAY), content, ZIP_DEFLATED)


class _Template(DocxTemplate):
    """Takes apart only the paragraphs with line ends or tabs in them, to replace those; docxtpl
    does so with every paragraph.
    """

    def resolve_listing(self, xml: str) -> str:
        resolve = super().resolve_listing
        if not _has_listing(xml):
            return xml
        return PARAGRAPH.sub(
            lambda found: resolve(found[0]) if _has_listing(found[0]) else found[0], xml
        )


def _has_listing(xml: str) -> bool:
    return any(mark in xml for mark in LISTING)


class _Prepared:
    """A template, opened once for all documents made from it: docxtpl reads its text, python-docx
    keeps its parts.

    Does what ``DocxTemplate.render`` does (a test compares the two), without opening and saving the
    parts that stay the same.
    """

    def __init__(self, source: Path) -> None:
        self.template = _Template(source)
        self.template.render_init()
        document = self.template.get_docx()
        self.before, self.after = _around_body(document.element)
        self.body_text = self.template.patch_xml(self.template.get_xml())
        self.described = document.core_properties  # makes the part where a template has none
        self.properties = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
        parts = {part.partname.lstrip("/"): part for part in document.part.package.iter_parts()}
        self.edges = {
            name: self.template.patch_xml(self.template.get_part_xml(part))
            for name, part in parts.items()
            if part.content_type.endswith((".header+xml", ".footer+xml"))
        }
        buffer = BytesIO()
        document.save(buffer)
        with ZipFile(buffer) as archive:
            self.parts = {name: archive.read(name) for name in sorted(archive.namelist())}

    def fill(self, context: Mapping[str, Content], peildatum: date) -> dict[str, bytes]:
        """All parts of the document: name → content."""
        self._describe(str(context["titel"]), peildatum)
        edges = {name: self._filled(text, context).encode() for name, text in self.edges.items()}
        return (
            self.parts
            | edges
            | {
                DOCUMENT: self._document(context),
                self.properties.partname.lstrip("/"): self.properties.blob,
            }
        )

    def _filled(self, text: str, context: Mapping[str, Content]) -> str:
        """As ``DocxTemplate.render_xml_part``, without counting lines for mistakes: the check of
        templates finds those its own way.
        """
        filled = ENVIRONMENT.from_string(text).render(context)
        if "{" in filled or "}" in filled:
            for escaped, meant in BRACES:
                filled = filled.replace(escaped, meant)
        return self.template.resolve_listing(filled)

    def _document(self, context: Mapping[str, Content]) -> bytes:
        """The text, with columns that fit the rows of their table and drawings numbered anew."""
        body = self.template.fix_tables(self._filled(self.body_text, context))
        self.template.docx_ids_index = FIRST_DRAWING_ID
        self.template.fix_docpr_ids(body)
        text = _without_namespaces(etree.tostring(body, encoding="unicode"))
        return self.before + text.encode() + self.after

    def _describe(self, title: str, peildatum: date) -> None:
        properties = self.described
        properties.title = FORBIDDEN.sub("", " ".join(title.split()))[:LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = AUTHOR
        properties.language = LANGUAGE
        properties.created = properties.modified = datetime.combine(peildatum, time())


def _without_namespaces(body: str) -> str:
    """A body with the start tag it has inside a document, which names the namespaces already."""
    return START_OF_BODY.sub("<w:body>", body, count=1)


def _around_body(document: etree._Element) -> tuple[bytes, bytes]:
    """What stands in ``document.xml`` before and after its body."""
    whole = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
    before, _, rest = whole.partition(b"<w:body>")
    return before, rest.rpartition(b"</w:body>")[2]


@cache
def _prepared(source: Path, _saved: int) -> _Prepared:
    """The template as it was saved at this moment: whoever edits it gets the new one."""
    return _Prepared(source)
