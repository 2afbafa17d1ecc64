"""Mutation fuzzer over the bytes of a workbook: whatever comes in, an answer comes out.

``python -m tests.fuzz.mutate NUMBER [SEED]`` runs longer than the suite does. A file that makes the
reader fall or stall is kept in ``tests/corpus/fuzz``, where the suite reads it from then on.
"""

from __future__ import annotations

import random
import signal
import sys
import traceback
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from zipfile import ZIP_DEFLATED, ZipFile

from ra_excel.checks.run import check_workbook
from ra_excel.reading.workbook import read_workbook_file
from ra_excel.reports.findings.formats import FORMATS
from tests.helpers.clean import build, clean_rows

KEPT = Path(__file__).parents[1] / "corpus" / "fuzz"
MOST_SECONDS = 20
"""Longer is a stall, also on a slow machine: an ordinary answer takes a tenth of a second."""

SPLICES = (
    b"<",
    b">",
    b"&#0;",
    b"&lt;",
    b'"',
    b"\xff\xfe",
    b"",
    b"-1",
    b"99999999999",
    b"<f>A1</f>",
    b"<!--",
    b"]]>",
    b"NaN",
    b"<v/>",
    b"\x00",
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """One mutation: of the zip as it is, or of one part, zipped again."""
    return (
        _bytes_changed(content, chance) if chance.random() < 0.3 else _part_changed(content, chance)
    )


def _bytes_changed(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    match chance.randrange(4):
        case 0:
            for _ in range(chance.randint(1, 20)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case 1:
            del data[chance.randrange(len(data)) :]
        case 2:
            start = chance.randrange(len(data))
            del data[start : start + chance.randint(1, 2000)]
        case _:
            start = chance.randrange(len(data))
            data[start:start] = data[start : start + chance.randint(1, 2000)]
    return bytes(data)


def _part_changed(content: bytes, chance: random.Random) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    part = bytearray(parts[name])
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(part) + 1)
        match chance.randrange(4):
            case 0:
                part[place : place + chance.randint(0, 6)] = chance.choice(SPLICES)
            case 1:
                other = chance.randrange(len(part) + 1)
                part[place:place] = part[other : other + chance.randint(1, 300)]
            case 2:
                del part[place : place + chance.randint(1, 300)]
            case _:
                # A whole element or attribute value elsewhere: valid XML more often than not.
                piece = chance.choice(bytes(part).split(b" ") or [b""])
                part[place:place] = b" " + piece
    parts[name] = bytes(part)
    if chance.random() < 0.05:
        del parts[chance.choice(sorted(parts))]
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for part_name, data in parts.items():
            archive.writestr(part_name, data)
    return target.getvalue()


def answer(path: Path) -> None:
    """Read, check and word a file. Raises whatever escapes, and TimeoutError when it takes too
    long.
    """

    def stalled(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"{path.name}: {MOST_SECONDS} s")

    with suppress(
        AttributeError, ValueError
    ):  # Windows has no alarm; there a stall shows as a stall
        signal.signal(signal.SIGALRM, stalled)
        signal.alarm(MOST_SECONDS)
    try:
        checked = check_workbook(read_workbook_file(path))
        for form in FORMATS.values():
            form([checked])
    finally:
        with suppress(AttributeError):
            signal.alarm(0)


def hunt(number: int, seed: int, folder: Path) -> list[tuple[bytes, str]]:
    """Mutate a filled workbook ``number`` times; files without an answer, with traceback."""
    chance = random.Random(seed)
    original = build(folder / "echt.xlsx", clean_rows()).read_bytes()
    path, caught = folder / "mutant.xlsx", []
    for _ in range(number):
        content = mutated(original, chance)
        path.write_bytes(content)
        try:
            answer(path)
        except Exception:
            caught.append((content, traceback.format_exc()))
    return caught


if __name__ == "__main__":
    number, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with TemporaryDirectory() as place:
        found = hunt(number, seed, Path(place))
    KEPT.mkdir(exist_ok=True)
    for count, (content, story) in enumerate(found):
        (KEPT / f"zaad{seed}-{count}.xlsx").write_bytes(content)
        print(story, file=sys.stderr)
    print(f"{number} mutanten, {len(found)} zonder antwoord")
    sys.exit(bool(found))
