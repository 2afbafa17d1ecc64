"""LibreOffice as a program of its own, and scripts that steer it in the system's Python, which has
the module ``uno``.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SYSTEM_PYTHON = "/usr/bin/python3"


def _has_bridge() -> bool:
    if not Path(SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


@contextmanager
def running_office(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[int]:
    """LibreOffice without a screen; gives its port. ``environment`` adds to ours.

    Skipped with a reason where it is absent, unless RA_EISEN asks for it.
    """
    program = shutil.which("soffice")
    if program is None or not _has_bridge():
        reason = "LibreOffice of zijn Python-brug (python3-uno) staat niet op deze computer"
        (pytest.fail if "libreoffice" in os.environ.get("RA_EISEN", "") else pytest.skip)(reason)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    accept = f"--accept=socket,host=127.0.0.1,port={port};urp;"
    profile = f"-env:UserInstallation=file://{folder / 'profiel'}"
    command = [program, "--headless", "--norestore", "--nologo", profile, accept]
    with subprocess.Popen(
        command, start_new_session=True, env={**os.environ, **(environment or {})}
    ) as office:
        try:
            yield port
        finally:
            os.killpg(office.pid, signal.SIGKILL)


def steer(script: str, folder: Path, job: Mapping[str, Any]) -> Any:
    """Run a script beside this module over a running LibreOffice; gives what it answered, if
    anything.
    """
    order, answer = folder / f"{script}.json", folder / f"{script}-antwoord.json"
    answer.unlink(missing_ok=True)
    order.write_text(json.dumps({**job, "answer": str(answer)}), "utf-8")
    command = [SYSTEM_PYTHON, str(Path(__file__).with_name(f"{script}.py")), str(order)]
    done = subprocess.run(command, timeout=180, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(answer.read_text("utf-8")) if answer.is_file() else None
