"""Every link and picture in the documents leads to a file that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    p for p in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("validation/*.md"))
)
pytestmark = pytest.mark.skipif(
    not (ROOT / "CHANGELOG.md").exists(),
    reason="the wheel's suite runs beside only part of the checkout",
)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    broken = [
        target
        for target in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_the_handleiding_has_ten_pages_and_a_card() -> None:
    names = [p.name for p in sorted((ROOT / "docs/handleiding/provincie").glob("*.md"))]
    assert [name[:2] for name in names[:10]] == [f"{n:02d}" for n in range(1, 11)]
    assert "kaart.md" in names
