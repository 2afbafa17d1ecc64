"""Zip files with the same bytes every time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED

VERSION = 20
"""Of the zip format: enough for deflate."""

UNIX = 3
UTF8_NAME = 0x800

MIDNIGHT, FIRST_DAY = 0, 1 << 5 | 1
"""1980-01-01, 0:00, as zip writes it."""

OWNER_ONLY = 0o600 << 16

BEFORE_PART = struct.Struct("<4s5H3L2H")
IN_DIRECTORY = struct.Struct("<4s2B5H3L5H2L")
AFTER_DIRECTORY = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Packed:
    """A part as it stands in a zip file; what is the same in many files is packed once."""

    data: bytes
    size: int
    crc: int
    method: int


def packed(content: bytes, method: int = ZIP_DEFLATED) -> Packed:
    """``content`` for in a zip file; ``method`` is one of the module zipfile: ZIP_DEFLATED or ZIP_STORED."""
    data = zlib.compress(content, wbits=-zlib.MAX_WBITS) if method == ZIP_DEFLATED else content
    return Packed(data, len(content), zlib.crc32(content), method)


def write_zip(path: Path, parts: Mapping[str, bytes | Packed], method: int = ZIP_DEFLATED) -> None:
    """Write ``parts`` (name → content) in the given order, dated 1980-01-01; ``method`` is for those not packed yet.

    Without the module zipfile, which cannot take over what is packed already. Up to 4 GB: more raises struct.error.
    """
    file: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name, content in parts.items():
        part = content if isinstance(content, Packed) else packed(content, method)
        encoded = name.encode()
        about = (0 if name.isascii() else UTF8_NAME, part.method, MIDNIGHT, FIRST_DAY, part.crc, len(part.data), part.size, len(encoded), 0)
        header = BEFORE_PART.pack(b"PK\3\4", VERSION, *about) + encoded
        directory += IN_DIRECTORY.pack(b"PK\1\2", VERSION, UNIX, VERSION, *about, 0, 0, 0, OWNER_ONLY, place), encoded
        file += header, part.data
        place += len(header) + len(part.data)
    size = sum(map(len, directory))
    end = AFTER_DIRECTORY.pack(b"PK\5\6", 0, 0, len(parts), len(parts), size, place, 0)
    path.write_bytes(b"".join((*file, *directory, end)))
