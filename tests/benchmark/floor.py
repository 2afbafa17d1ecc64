"""The physical floor: what any program must do that reads these workbooks and writes this output.

Reading is inflating every part and running expat over the XML; writing is deflating what stands in
the output.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path
from xml.parsers import expat
from zipfile import ZipFile, is_zipfile


def read_all(files: Iterable[Path]) -> None:
    """Inflate and parse every part of these workbooks."""
    for path in files:
        with ZipFile(path) as archive:
            for name in archive.namelist():
                content = archive.read(name)
                if name.endswith((".xml", ".rels", ".vml")):
                    expat.ParserCreate().Parse(content, True)


def unpacked(folder: Path) -> list[bytes]:
    """Everything in the workbooks and documents of an output."""
    contents = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and is_zipfile(p)):
        with ZipFile(path) as archive:
            contents += [archive.read(name) for name in archive.namelist()]
    return contents


def deflate_all(contents: Iterable[bytes]) -> None:
    """Pack it again."""
    for content in contents:
        zlib.compress(content)
