"""Zip files in which parts that were packed before keep their packed bytes.

The module zipfile reads; it cannot take over what is packed already, and packing what is the same
in fifty documents takes a sixth of a whole round (docs/snelheid.md). The plain way is
``ZipFile.writestr`` for every part: a test holds the bytes equal.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED

BEFORE_PART = struct.Struct("<4s5H3L2H")
"""PK34, version, flags, method, time, date, CRC, packed size, size, length of the name, of extra
fields.
"""
IN_DIRECTORY = struct.Struct("<4s6H3L5H2L")
"""PK12, made by, then as BEFORE_PART, length of a remark, disk, attributes within and outside,
place of the part.
"""
AFTER_DIRECTORY = struct.Struct("<4s4H2LH")
"""PK56, disk, disk of the directory, parts on it, parts, size of the directory, its place, length
of a remark.
"""

VERSION = 20
"""Of the zip format: the first with deflate."""

UTF8_NAME = 0x800
UNIX = 3 << 8
OWNER_ONLY = 0o600 << 16
FIRST_DAY = 1 << 5 | 1
"""1 January 1980: zip knows no earlier."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Content as it stands in a zip file; what is the same in many files is packed once. ``size``
    is that of the content.
    """

    data: bytes
    size: int
    crc: int
    method: int


def packed(content: bytes, method: int = ZIP_DEFLATED) -> Packed:
    """``content`` for in a zip file; ``method`` is one of the module zipfile: ZIP_DEFLATED or
    ZIP_STORED.
    """
    data = zlib.compress(content, wbits=-zlib.MAX_WBITS) if method == ZIP_DEFLATED else content
    return Packed(data, len(content), zlib.crc32(content), method)


def write_zip(path: Path, parts: Mapping[str, bytes | Packed], method: int = ZIP_DEFLATED) -> None:
    """Write ``parts`` (name → content) in the given order, dated 1980-01-01; ``method`` is for
    those not packed yet. Up to 4 GB: more raises struct.error.
    """
    file: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in parts.items():
        part = content if isinstance(content, Packed) else packed(content, method)
        written = name.encode()
        about = _about(part, written, is_ascii=name.isascii())
        header = BEFORE_PART.pack(b"PK\3\4", *about) + written
        in_directory = (UNIX | VERSION, *about, 0, 0, 0, OWNER_ONLY, offset)
        directory += IN_DIRECTORY.pack(b"PK\1\2", *in_directory), written
        file += header, part.data
        offset += len(header) + len(part.data)
    size = sum(map(len, directory))
    end = AFTER_DIRECTORY.pack(b"PK\5\6", 0, 0, len(parts), len(parts), size, offset, 0)
    path.write_bytes(b"".join((*file, *directory, end)))


def _about(part: Packed, name: bytes, *, is_ascii: bool) -> tuple[int, ...]:
    """What is said of a part both before it and in the directory."""
    flags = 0 if is_ascii else UTF8_NAME
    sizes = part.crc, len(part.data), part.size
    return VERSION, flags, part.method, 0, FIRST_DAY, *sizes, len(name), 0
