"""Builds the page: the whole check in one HTML file, without anything to fetch.

``make controlepagina`` first puts Pyodide (npm) and the wheel of python-calamine in place, both
held to one version and its hash. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import io
import json
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ra_excel import SCHEMA_VERSION, __version__
from ra_excel.browser.compiled_zip import FIRST_DAY
from ra_excel.domain.cycle import known_cycles
from ra_excel.domain.files import PACKAGE, folder
from ra_excel.errors import RaError

BROWSER = Path(__file__).parent
SOURCES = BROWSER / "page"
PYODIDE = BROWSER / "node_modules" / "pyodide"
PYODIDE_PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json")
STANDARD_LIBRARY = "python_stdlib.zip"
SCRIPTS = (
    "element.js",
    "parts.js",
    "core.js",
    "save.js",
    "findings.js",
    "workbook.js",
    "main.js",
)
"""Modules of the page, each after what it imports."""

ROOMS = ("domain", "reading", "checks", "returning")
NOT_IN_CORE = frozenset({"checks/schema.py", "checks/batches.py"})
"""What needs pandas."""

POLICY = (
    "default-src 'none'",
    "connect-src 'none'",
    "script-src {script} 'wasm-unsafe-eval' blob:",
    "worker-src blob:",
    "style-src {style}",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
)
MAX_BYTES = 12_000_000


def main() -> None:
    """Write the page and say its hash."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True, help="wheel of python-calamine")
    parser.add_argument("--uit", type=Path, required=True, help="the page to write")
    options = parser.parse_args()
    page = built_page(options.wheel)
    options.uit.parent.mkdir(parents=True, exist_ok=True)
    options.uit.write_bytes(page)
    digest = hashlib.sha256(page).hexdigest()
    print(f"{options.uit}: {len(page) / 1e6:.1f} MB, sha256 {digest}")  # noqa: T201


def built_page(wheel: Path) -> bytes:
    """The page as bytes. Raises RaError when a part is missing or the page becomes too large."""
    if not PYODIDE.is_dir():
        raise RaError(f"Pyodide ontbreekt: draai eerst npm ci in {BROWSER}.")
    style, script = _source("style.css"), joined_modules()
    policy = "; ".join(POLICY).format(script=_csp_hash(script), style=_csp_hash(style))
    cycles = known_cycles()
    words = {
        "CSP": policy,
        "STYLE": style,
        "SCRIPT": script,
        "VERSION": __version__,
        "SCHEMA": SCHEMA_VERSION,
        "RULES": rules_hash()[:12],
        "CYCLI": " ".join(cycles),
        "CYCLI_WORDS": ", ".join(cycles),
        "PYODIDE": json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"],
        "CALAMINE": wheel.name.split("-")[1],
        "PARTS": "\n".join(_elements(wheel)),
    }
    page = re.sub("@([A-Z_]+)@", lambda mark: words[mark[1]], _source("page.html")).encode()
    if len(page) > MAX_BYTES:
        raise RaError(f"De pagina is {len(page) / 1e6:.1f} MB; ten hoogste 12 MB is de afspraak.")
    return page


def joined_modules() -> str:
    """The modules of the page as one: an inline script cannot import its neighbour."""
    lines: list[str] = []
    for name in SCRIPTS:
        kept = (line for line in _source(name).splitlines() if not line.startswith("import "))
        lines += [line.removeprefix("export ") for line in kept]
    return "\n".join(lines)


def rules_hash() -> str:
    """SHA-256 over the names and contents of all rules and lists."""
    total = hashlib.sha256()
    for name, content in _rule_files():
        total.update(f"{name}\n{hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def core_zip() -> bytes:
    """What Python needs in the page: the rooms of the core, its entry, and the rules."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in _core_files():
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), content)
    return buffer.getvalue()


def _core_files() -> Iterator[tuple[str, bytes]]:
    paths = [PACKAGE / "__init__.py", PACKAGE / "errors.py"]
    paths += [BROWSER / "__init__.py", BROWSER / "entry.py"]
    for room in ROOMS:
        paths += sorted((PACKAGE / room).rglob("*.py"))
    for path in paths:
        name = path.relative_to(PACKAGE).as_posix()
        if name not in NOT_IN_CORE:
            yield f"ra_excel/{name}", path.read_bytes()
    for name, content in _rule_files():
        yield f"ra_excel/_data/validation/{name}", content


def _rule_files() -> Iterator[tuple[str, bytes]]:
    rules = folder("validation")
    for path in sorted(rules.rglob("*")):
        if path.suffix in (".toml", ".csv"):
            yield path.relative_to(rules).as_posix(), path.read_bytes()


def _elements(wheel: Path) -> Iterator[str]:
    """Elements that carry a file each; the browser runs none of them."""
    yield f'<script type="text/plain" id="worker.js">{_source("worker.js")}</script>'
    for name in PYODIDE_PARTS:
        yield _packed(name, (PYODIDE / name).read_bytes())
    yield _packed("calamine.whl", wheel.read_bytes())
    yield _packed(STANDARD_LIBRARY, compiled((PYODIDE / STANDARD_LIBRARY).read_bytes()))
    yield _packed("core.zip", compiled(core_zip()))


def compiled(sources: bytes) -> bytes:
    """A zip with its Python compiled by Pyodide, under Node: the page then starts twice as fast."""
    with tempfile.TemporaryDirectory() as folder:
        given, result = Path(folder, "sources.zip"), Path(folder, "compiled.zip")
        given.write_bytes(sources)
        command = ["node", str(BROWSER / "compile.mjs"), str(given), str(result)]
        subprocess.run(command, check=True)  # noqa: S603
        return result.read_bytes()


def _packed(name: str, content: bytes) -> str:
    packed = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
    return f'<script type="text/plain" id="{name}">{packed}</script>'


def _source(name: str) -> str:
    return (SOURCES / name).read_text("utf-8").strip()


def _csp_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


if __name__ == "__main__":
    main()
