"""What ``ra valideer``, and the core by itself, take in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.core_only import CORE_ONLY

MAX_MEGABYTES, MAX_SECONDS = 300, 20
"""The brief's bound on the memory of the whole process; CPU seconds that guard against a stall, not
against a slow machine.
"""

PROGRAM = """
import contextlib, io, json, re, resource, sys, time
from pathlib import Path

def by_command(path):
    from ra_excel.cli.main import run
    with contextlib.redirect_stdout(io.StringIO()) as text:
        status = run(["valideer", path, "--formaat", "json"])
    return status, text.getvalue()

def by_core(path):
    from ra_excel.browser.entry import check
    text = check(path, Path(path).read_bytes())
    assert "pandas" not in sys.modules
    return int(not json.loads(text)["samenvatting"]["gereed"]), text

def peak():
    # The peak of this process itself: ru_maxrss also knows what the process was that started it.
    try:
        with open("/proc/self/status") as file:
            return int(re.search(r"VmHWM:\\s+(\\d+)", file.read())[1]) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

for path in sys.argv[2:]:
    before = time.process_time()
    status, text = {"command": by_command, "core": by_core}[sys.argv[1]](path)
    codes = sorted({f["code"] for f in json.loads(text)["bevindingen"]})
    print(json.dumps([path, status, codes, time.process_time() - before, peak()]), flush=True)
"""


@dataclass(frozen=True)
class Measure:
    """One file: exit status, codes found, CPU seconds, and the highest memory of the process so far
    in megabytes.
    """

    path: str
    status: int
    codes: tuple[str, ...]
    seconds: float
    megabytes: float


def measure(paths: Sequence[Path], way: str = "command") -> list[Measure]:
    """Check files one after another in one fresh process; fails with its last words when it did not
    answer on each.
    """
    command = [sys.executable, "-c", PROGRAM, way, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60 + 10 * len(paths))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(paths), done.stderr[-2000:]
    return [
        Measure(path, status, tuple(codes), seconds, megabytes)
        for path, status, codes, seconds, megabytes in lines
    ]


def measured(path: Path, most: int = MAX_MEGABYTES) -> int:
    """Exit status of ``ra valideer`` on one file. It must stay within the bounds, ``most``
    megabytes, and so must the core by itself, with the same status.
    """
    statuses = set()
    for way in ("core",) if CORE_ONLY else ("core", "command"):
        (found,) = measure([path], way)
        assert found.megabytes < most and found.seconds < MAX_SECONDS, (way, found)
        statuses.add(found.status)
    (status,) = statuses
    return status
