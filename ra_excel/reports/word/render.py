"""Fill a template that VRO edits in Word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateRuntimeError, Undefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from ra_excel.errors import RaError
from ra_excel.reports.word.rows import Content
from ra_excel.zipfiles import write_zip

AUTHOR = "ra_excel"
LANGUAGE = "nl-NL"

LONGEST_PROPERTY = 255

FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold: control characters and halves of surrogate pairs."""


def render(source: Path, context: Mapping[str, Content], peildatum: date, path: Path) -> None:
    """Fill the template ``source`` and write it; same context, same bytes.

    Raises RaError when the template is missing, damaged, or uses a field that does not exist.
    """
    name = source.name
    template = DocxTemplate(source)
    try:
        template.get_docx()
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise RaError(f"Het Word-sjabloon {name} ontbreekt of is beschadigd. Zet het terug in workbooks/word.") from error
    try:
        template.render(context, ENVIRONMENT, autoescape=True)
    except UndefinedError as error:
        raise RaError(f"Het Word-sjabloon {name} vraagt om het veld '{error.message}', maar dat bestaat niet. Verbeter de naam.") from error
    except TemplateError as error:
        raise RaError(f"Het Word-sjabloon {name} is niet in orde: {error.message}") from error
    properties = template.docx.core_properties
    properties.title = FORBIDDEN.sub("", " ".join(str(context["titel"]).split()))[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = AUTHOR
    properties.language = LANGUAGE
    properties.created = properties.modified = datetime.combine(peildatum, time())
    buffer = BytesIO()
    template.save(buffer)
    with ZipFile(buffer) as archive:
        write_zip(path, {part: archive.read(part) for part in sorted(archive.namelist())})


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
