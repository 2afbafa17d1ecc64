"""The language of the templates: jinja in which every field comes out as XML text, and a name that
does not exist is an error.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateRuntimeError, Undefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold: control characters and halves of surrogate pairs."""


class _Missing(StrictUndefined):
    """A field that does not exist; its error message is just its name."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(name, obj, name, exc)


class _Environment(SandboxedEnvironment):
    """Compiles every text once: hundreds of documents share a template."""

    def __init__(self) -> None:
        super().__init__(undefined=_Missing, autoescape=True, finalize=_xml_text)
        self.compiled: dict[str, Template] = {}

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        if source not in self.compiled:
            self.compiled[source] = super().from_string(source, *args, **kwargs)
        return self.compiled[source]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a row is no attribute of dict; the sandbox would look for that first."""
        return (
            obj[attribute]
            if type(obj) is dict and attribute in obj
            else super().getattr(obj, attribute)
        )


def _xml_text(value: object) -> Markup:
    """A field as XML text that means exactly the same, in so far as XML can hold it."""
    if not isinstance(value, str | int | Undefined):
        raise TemplateRuntimeError(
            "op een plek voor tekst staat een lijst; gebruik daar een for-lus"
        )
    return _xml_characters(escape(value))


def _xml_characters(escaped: Markup) -> Markup:
    text = str(escaped)
    if not text.isprintable():  # what can be printed, XML can hold
        text = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # docxtpl reads {_{ as an escaped {{; a reference keeps it from finding any in somebody's text.
    return Markup(text.replace("_", "&#95;"))  # noqa: S704 (escaped already)


ENVIRONMENT = _Environment()
