"""A template that counts as plain gives, without being parsed, byte for byte what docxtpl would
have mended.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ra_excel.reports.word import render
from ra_excel.reports.word.documents import TEMPLATES, template_folder
from ra_excel.reports.word.plain import is_plain
from ra_excel.reports.word.rows import Content
from ra_excel.reports.word.specimen import specimen_contexts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CELL = "<w:tc><w:tcPr/><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
GRID = '<w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>'
HEADER = f"<w:tr>{CELL}{CELL}</w:tr>"
WIDE = CELL.replace("<w:tcPr/>", "<w:tcPr><w:gridSpan/></w:tcPr>")

PLAIN = {
    "a field": "<w:p><w:r><w:t>{{ titel }} – {{ a.b or 'geen' }}</w:t></w:r></w:p>",
    "an order in a text": "<w:p><w:r><w:t>{% if a %}x{% else %}y{% endif %}</w:t></w:r></w:p>",
    "paragraphs": (
        "{% for a in b %}<w:p/>{% if a.c|length == 1 and a < b %}<w:p/>{% endif %}{% endfor %}"
    ),
    "a remark": "<w:p/>{# weg | safe() #}",
    "a table": (
        f"<w:tbl><w:tblPr/>{GRID}{HEADER}{{% for a in b"
        f" %}}<w:tr>{CELL}{CELL}</w:tr><w:tr>{CELL}</w:tr>{{% endfor %}}</w:tbl>"
    ),
    "a name": "{% set a = b %}<w:p/>",
}

MENDED = {
    "a field in an attribute": '<w:p w:x="{{ titel }}"/>',
    "raw XML": "<w:p><w:r><w:t>{{ titel|safe }}</w:t></w:r></w:p>",
    "a function": "<w:p><w:r><w:t>{{ lipsum() }}</w:t></w:r></w:p>",
    "a text kept": "{% set a %}<w:p/>{% endset %}<w:p/>",
    "text that is no jinja": "{% raw %}<w:p/>{% endraw %}<w:p/>",
    "an order in two paragraphs": (
        "<w:p><w:r><w:t>{% if a %}x</w:t></w:r></w:p><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p>"
    ),
    "orders that cross": "<w:p/>{% if a %}<w:p><w:r/>{% endif %}</w:p>",
    "an order not closed": "<w:p/>{% if a %}",
    "an order not opened": "<w:p/>{% endif %}",
    "an element that may be empty": "<w:p>{% if a %}<w:r/>{% endif %}</w:p>",
    "a drawing": "<w:p><w:r><w:drawing><w:docPr/></w:drawing></w:r></w:p>",
    "other spelling": "<w:p></w:p>",
    "an element in a text": "<w:p><w:r><w:t>{{ titel }}<w:br/></w:t></w:r></w:p>",
    "a mark of its own": "<w:p/><?order endif?>",
    "broken XML": "<w:p>",
    "broken jinja": "<w:p/>{{ 'x }}",
    "a table without columns": f"<w:tbl><w:tblPr/>{HEADER}</w:tbl>",
    "a table without rows": f"<w:tbl><w:tblPr/>{GRID}</w:tbl>",
    "a header that may be absent": (
        f"<w:tbl><w:tblPr/>{GRID}{{% if a %}}{HEADER}{{% endif %}}</w:tbl>"
    ),
    "more columns than cells": f"<w:tbl><w:tblPr/>{GRID}<w:tr>{CELL}</w:tr></w:tbl>",
    "more cells than columns": f"<w:tbl><w:tblPr/>{GRID}{HEADER}<w:tr>{CELL * 3}</w:tr></w:tbl>",
    "cells in a loop": (
        f"<w:tbl><w:tblPr/>{GRID}{HEADER}<w:tr><w:trPr/>{{% for a in b %}}{CELL}{{% endfor"
        " %}</w:tr></w:tbl>"
    ),
    "columns in a loop": (
        "<w:tbl><w:tblPr/>"
        '<w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/>{% for a in b %}<w:gridCol'
        f' w:w="1"/>{{% endfor %}}</w:tblGrid>{HEADER}</w:tbl>'
    ),
    "a cell over two columns": f"<w:tbl><w:tblPr/>{GRID}<w:tr>{CELL}{WIDE}</w:tr></w:tbl>",
    "a table in a table": (
        f"<w:tbl><w:tblPr/>{GRID}"
        + HEADER.replace("<w:p>", f"<w:tbl><w:tblPr/>{GRID}{HEADER}</w:tbl><w:p>")
        + "</w:tbl>"
    ),
}

TEXT = st.text(max_size=40) | st.sampled_from(
    [
        "",
        "a < b & c > d",
        "{_{ x }_}",
        "{{ titel }}",
        "{% if %}",
        "_x_ \"q\" 'q'",
        "&#95;",
        "één\ntwee\r\ndrie\tvier",
        "\a\f\x00\ud800\ufffe",
        "></w:t>",
    ]
)


@pytest.mark.parametrize("what", PLAIN)
def test_plain(what: str) -> None:
    assert is_plain(f"<w:body {W}>{PLAIN[what]}<w:sectPr/></w:body>")


@pytest.mark.parametrize("what", MENDED)
def test_needs_mending(what: str) -> None:
    assert not is_plain(f"<w:body {W}>{MENDED[what]}<w:sectPr/></w:body>")


@cache
def both_ways(template: str) -> tuple[render._Prepared, render._Prepared]:
    """A template as we fill it, and as docxtpl mends what was filled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "is_plain", lambda text: False)
        thorough = render._Prepared(template_folder() / template)
    return render._Prepared(template_folder() / template), thorough


@pytest.mark.parametrize("template", TEMPLATES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_plain_template_gives_what_was_mended(template: str, data: st.DataObject) -> None:
    def other(content: Content) -> Content:
        """The same fields with other texts, and lists with any number of rows."""
        if isinstance(content, str):
            return data.draw(TEXT)
        if isinstance(content, Mapping):
            return {name: other(part) for name, part in content.items()}
        return [other(content[0]) for _ in range(data.draw(st.integers(0, 2)))]

    fast, thorough = both_ways(template)
    assert fast.plain and not thorough.plain
    context = {name: other(content) for name, content in specimen_contexts()[template].items()}
    assert fast.fill(context, date(2026, 5, 19)) == thorough.fill(context, date(2026, 5, 19))
