"""The conformance set: workbooks with the JSON that every way to check them must give.

The workbooks are in one archive, ``werkmappen.tar.xz``, for they differ little from each other; of
one with an earlier submission that stands beside it in the folder ``vorige``. What is expected of
each is a file in ``verwacht``.
"""

from __future__ import annotations

import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ARCHIVE = HERE / "werkmappen.tar.xz"
EXPECTED = HERE / "verwacht"
EARLIER = "vorige/"


@dataclass(frozen=True)
class Example:
    """A workbook of the set; ``earlier`` is what the same province submitted before."""

    name: str
    content: bytes
    earlier: bytes | None = None

    @property
    def expected(self) -> Path:
        """The file with its JSON."""
        return EXPECTED / f"{self.name}.json"


@cache
def examples() -> tuple[Example, ...]:
    """The whole set, by name."""
    files: dict[str, bytes] = {}
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            stream = archive.extractfile(member)
            assert stream is not None, "the archive holds files only"
            files[member.name] = stream.read()
    names = sorted(name for name in files if not name.startswith(EARLIER))
    return tuple(Example(name, files[name], files.get(EARLIER + name)) for name in names)
