"""Fill a template that VRO edits in Word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateRuntimeError, Undefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from lxml import etree
from markupsafe import Markup, escape

from ra_excel.errors import RaError
from ra_excel.reports.word.rows import Content
from ra_excel.zipfiles import write_zip

AUTHOR = "ra_excel"
LANGUAGE = "nl-NL"

DOCUMENT = "word/document.xml"

LISTING = re.compile("[\t\n\a\f]")
"""What docxtpl turns into marks of Word."""

START_OF_BODY = re.compile(rb"<w:body\b[^>]*>")

FIRST_DRAWING_ID = 1000

LONGEST_PROPERTY = 255

FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold: control characters and halves of surrogate pairs."""


def render(source: Path, context: Mapping[str, Content], peildatum: date, path: Path) -> None:
    """Fill the template ``source`` and write it; same context, same bytes.

    Raises RaError when the template is missing, damaged, or uses a field that does not exist.
    """
    name = source.name
    try:
        prepared = _prepared(source, source.stat().st_mtime_ns)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise RaError(f"Het Word-sjabloon {name} ontbreekt of is beschadigd. Zet het terug in workbooks/word.") from error
    try:
        parts = prepared.fill(context, peildatum)
    except UndefinedError as error:
        raise RaError(f"Het Word-sjabloon {name} vraagt om het veld '{error.message}', maar dat bestaat niet. Verbeter de naam.") from error
    except TemplateError as error:
        raise RaError(f"Het Word-sjabloon {name} is niet in orde: {error.message}") from error
    write_zip(path, parts)


class _Template(DocxTemplate):
    """Looks for line ends and tabs before it takes every paragraph apart to replace them."""

    def resolve_listing(self, xml: str) -> str:
        resolved: str = super().resolve_listing(xml) if LISTING.search(xml) else xml
        return resolved


class _Prepared:
    """A template, opened once for all documents made from it: docxtpl reads its text, python-docx keeps its parts.

    Does what ``DocxTemplate.render`` does (a test compares the two), without opening and saving the parts that stay the same.
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
        return self.parts | edges | {DOCUMENT: self._document(context), self.properties.partname.lstrip("/"): self.properties.blob}

    def _filled(self, text: str, context: Mapping[str, Content]) -> str:
        filled: str = self.template.render_xml_part(text, None, context, ENVIRONMENT)
        return filled

    def _document(self, context: Mapping[str, Content]) -> bytes:
        body = self.template.fix_tables(self._filled(self.body_text, context))
        self.template.docx_ids_index = FIRST_DRAWING_ID
        self.template.fix_docpr_ids(body)
        # The namespaces of its start tag stand on the document already.
        return self.before + START_OF_BODY.sub(b"<w:body>", etree.tostring(body, encoding="UTF-8"), count=1) + self.after

    def _describe(self, title: str, peildatum: date) -> None:
        properties = self.described
        properties.title = FORBIDDEN.sub("", " ".join(title.split()))[:LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = AUTHOR
        properties.language = LANGUAGE
        properties.created = properties.modified = datetime.combine(peildatum, time())


def _around_body(document: etree._Element) -> tuple[bytes, bytes]:
    """What stands in ``document.xml`` before and after its body."""
    whole = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
    before, _, rest = whole.partition(b"<w:body>")
    return before, rest.rpartition(b"</w:body>")[2]


@cache
def _prepared(source: Path, _saved: int) -> _Prepared:
    """The template as it was saved at this moment: whoever edits it gets the new one."""
    return _Prepared(source)


class _Missing(StrictUndefined):
    """A field that does not exist; its error message is just its name."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: type[TemplateRuntimeError] = UndefinedError
    ) -> None:
        super().__init__(name, obj, name, exc)


class _Environment(SandboxedEnvironment):
    """Compiles every text once: twelve provinces share a template."""

    def __init__(self) -> None:
        super().__init__(undefined=_Missing, autoescape=True, finalize=_xml_text)
        self.compiled: dict[str, Template] = {}

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        if source not in self.compiled:
            self.compiled[source] = super().from_string(source, *args, **kwargs)
        return self.compiled[source]


def _xml_text(value: object) -> Markup:
    """A field as XML text that means exactly the same, in so far as XML can hold it."""
    if not isinstance(value, str | int | Undefined):
        raise TemplateRuntimeError("op een plek voor tekst staat een lijst; gebruik daar een for-lus")
    text = str(escape(value)).replace("\r\n", "\n").replace("\r", "\n")
    # docxtpl reads {_{ as an escaped {{; a reference keeps it from finding any in somebody's text.
    return Markup(FORBIDDEN.sub("", text).replace("_", "&#95;"))  # noqa: S704 (escaped above)


ENVIRONMENT = _Environment()
