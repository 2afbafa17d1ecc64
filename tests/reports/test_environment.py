"""What templates show of a field."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError, UndefinedError
from lxml import etree

from ra_excel.reports.word.environment import ENVIRONMENT, FORBIDDEN


def shown(source: str, **fields: object) -> str:
    return ENVIRONMENT.from_string(source).render(fields)


@settings(deadline=None)
@given(text=st.text() | st.text("a_\r\n\t<>&\"' \x00\x85\xa0\ud800\uffff"))
def test_a_field_means_exactly_its_text(text: str) -> None:
    meant = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert shown("{{ x }}", x=text) == html.escape(meant).replace("&quot;", "&#34;").replace(
        "&#x27;", "&#39;"
    ).replace("_", "&#95;")
    assert (etree.fromstring(f"<t>{shown('{{ x }}', x=text)}</t>").text or "") == meant


def test_raw_text_leaves_nothing_behind_for_the_same_text_elsewhere() -> None:
    assert shown("{{ x|safe }}{{ x }}", x="<b/>") == "<b/>&lt;b/&gt;"
    assert shown("{{ x }}{{ x|safe }}", x="<i/>") == "&lt;i/&gt;<i/>"


def test_numbers_are_text_and_lists_are_not() -> None:
    assert shown("{{ x|length }} {{ x|length == 2 }}", x=["a", "b"]) == "2 True"
    with pytest.raises(Exception, match="lijst"):
        shown("{{ x }}", x=["a"])


def test_a_row_shows_its_own_fields_and_nothing_else() -> None:
    assert shown("{{ row.titel }} {{ row.items }}", row={"titel": "Veen", "items": "3"}) == "Veen 3"
    with pytest.raises(UndefinedError, match=r"^tittel$"):
        shown("{{ row.tittel }}", row={"titel": "Veen"})
    with pytest.raises(SecurityError):
        shown("{{ row.__class__.__mro__ }}", row={"titel": "Veen"})
