"""What several test modules share."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Generator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pytest

from tests.helpers.core_only import CORE_ONLY, asked_by_the_core, module_without

Convert = Callable[[Path, str], Path]


ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""LibreOffice trusts the cached values of files that seem to come from Excel; a test that
recalculates must say so.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need LibreOffice carry the mark ``libreoffice``: by its fixture, or because they
    are named after it. Tests of the built page carry the mark ``browser``.
    """
    for item in items:
        if "controlepagina" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if "libreoffice" in item.nodeid or "libreoffice" in getattr(item, "fixturenames", ()):
            item.add_marker("libreoffice")


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Where only the core is installed, tests that need more are skipped with their reason."""
    return module_without(module_path, parent)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, object, object]:
    """There also a test that comes to need more halfway."""
    try:
        return (yield)
    except ModuleNotFoundError as error:
        if not CORE_ONLY or asked_by_the_core(error):
            raise
        pytest.skip(f"needs {error.name}, which is not part of the core")


@pytest.fixture(scope="session", autouse=True)
def formulas_prepared_once() -> Generator[None]:
    """XlsxWriter looks in every formula for every newer function of Excel: half the time of a
    workbook. The suite writes hundreds with the same formulas.
    """
    if CORE_ONLY:
        yield
        return
    from xlsxwriter.worksheet import Worksheet

    plain = Worksheet()
    prepared = lru_cache(4096)(plain._prepare_formula)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Worksheet, "_prepare_formula", lambda _sheet, *a, **b: prepared(*a, **b))
        yield


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """``convert(path, "xlsx")`` recalculates and saves by LibreOffice, ``convert(path, "pdf")``
    prints. The same bytes give the same file, so they are converted once; whoever asks gets a copy
    of its own.

    Skipped with a reason where LibreOffice is absent, unless RA_EISEN asks for it.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        reason = "LibreOffice (soffice) staat niet op deze computer"
        if "libreoffice" in os.environ.get("RA_EISEN", ""):
            pytest.fail(reason)
        pytest.skip(reason)
    profile = tmp_path_factory.mktemp("libreoffice")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, "utf-8")

    done: dict[tuple[bytes, str], Path] = {}

    def convert(path: Path, form: str) -> Path:
        out = tmp_path_factory.mktemp("uit")
        result = out / f"{path.stem}.{form}"
        content = (sha256(path.read_bytes()).digest(), form)
        if content in done:
            return Path(shutil.copy(done[content], result))
        options = [
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation=file://{profile}",
            "--convert-to",
            form,
        ]
        command = [program, *options, "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        done[content] = Path(shutil.copy(result, out / "bewaard"))
        return result

    return convert
