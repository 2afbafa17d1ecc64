"""The page as built, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.browser import Browser, what_lacks

PAGE = Path(__file__).parents[2] / "uit" / "controlepagina" / "ra-controle.html"


@pytest.fixture(scope="session")
def controlepagina() -> Path:
    """The page that ``make controlepagina`` made; skipped where it is not, unless RA_EISEN asks."""
    if not PAGE.is_file():
        _lacking("de pagina is niet gebouwd; draai eerst make controlepagina")
    return PAGE


@pytest.fixture(scope="module", params=["chrome", "firefox"])
def browser(request: pytest.FixtureRequest, controlepagina: Path) -> Iterator[Browser]:
    """Chromium and Firefox in turn, with the page open by ``file://``."""
    yield from _started(request.param, controlepagina)


@pytest.fixture(scope="module")
def chromium(controlepagina: Path) -> Iterator[Browser]:
    """Chromium, with the page open by ``file://``."""
    yield from _started("chrome", controlepagina)


def _started(kind: str, controlepagina: Path) -> Iterator[Browser]:
    lack = what_lacks(kind)
    if lack:
        _lacking(lack)
    browser = Browser(kind)
    try:
        browser.open(controlepagina.as_uri())
        yield browser
    finally:
        browser.close()


def _lacking(reason: str) -> None:
    if "browser" in os.environ.get("RA_EISEN", ""):
        pytest.fail(reason)
    pytest.skip(reason)
