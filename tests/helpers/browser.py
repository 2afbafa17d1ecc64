"""A real browser for the tests of the page, driven by ``browser.mjs`` beside this module."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

NODE_MODULES = Path(__file__).parents[2] / "ra_excel" / "browser" / "node_modules"
PROGRAMS = {
    "chrome": ("chromium", "chromium-browser", "google-chrome"),
    "firefox": ("firefox-esr", "firefox"),
}
READY = "document.body.dataset.klaar === 'ja'"


def what_lacks(kind: str) -> str:
    """Why this browser cannot be driven on this computer; empty when it can."""
    if shutil.which("node") is None:
        return "node staat niet op deze computer"
    if not (NODE_MODULES / "puppeteer-core").is_dir():
        return "de npm-pakketten ontbreken; draai eerst make controlepagina"
    if _program(kind) is None:
        return f"{PROGRAMS[kind][0]} staat niet op deze computer"
    return ""


def _program(kind: str) -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS[kind])), None)


class BrowserError(Exception):
    """What the browser answered instead of doing what was asked."""


class Browser:
    """One browser with one page. Orders wait for their answer."""

    def __init__(self, kind: str) -> None:
        program = _program(kind)
        assert program is not None, "asked for only where it is installed"
        script = Path(__file__).with_suffix(".mjs")
        command = ["node", str(script), program, kind, str(NODE_MODULES)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def ask(self, order: str, **what: object) -> Any:
        """The answer to an order of ``browser.mjs``; raises BrowserError when it fails."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"order": order, **what}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise BrowserError("de browser antwoordt niet meer")
        answer = json.loads(line)
        if "error" in answer:
            raise BrowserError(answer["error"])
        return answer["answer"]

    def open(self, address: str) -> None:
        """Open the page and wait until it can check."""
        self.ask("open", address=address)
        self.wait(READY, 60)

    def evaluate(self, script: str) -> Any:
        """What the body ``script`` of an asynchronous function returns."""
        return self.ask("evaluate", script=script)

    def wait(self, condition: str, seconds: float = 30) -> None:
        """Wait until the expression ``condition`` is true."""
        self.ask("wait", script=condition, seconds=seconds)

    def check(self, name: str, content: bytes, earlier: bytes | None = None) -> str:
        """The JSON text that the page saves."""
        before = "null" if earlier is None else _array(earlier)
        call = f"raControle.controleer({json.dumps(name)}, {_array(content)}, {before})"
        return str(self.evaluate(f"return JSON.stringify(await {call}, null, 1) + '\\n'"))

    def annotate(self, name: str, content: bytes) -> bytes:
        """The annotated copy that the page makes."""
        call = f"raControle.annoteer({json.dumps(name)}, {_array(content)})"
        script = f"""
            const blob = new Blob([await {call}]);
            const reader = new FileReader();
            await new Promise((done) => {{ reader.onload = done; reader.readAsDataURL(blob); }});
            return reader.result.split(',')[1];"""
        return base64.b64decode(self.evaluate(script))

    def close(self) -> None:
        """End the browser."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


def _array(content: bytes) -> str:
    text = base64.b64encode(content).decode()
    return f"Uint8Array.from(atob('{text}'), (sign) => sign.charCodeAt(0))"
