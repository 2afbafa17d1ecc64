"""Zip files with the same bytes every time, in which parts that were packed before keep their packed bytes.

The module zipfile reads; it cannot take over what is packed already, and packing takes most of the time.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED

BEFORE_PART = struct.Struct("<4s5H3L2H")
"""PK34, version, flags, method, time, date, CRC, packed size, size, length of the name, of extra fields."""
IN_DIRECTORY = struct.Struct("<4s6H3L5H2L")
"""PK12, made by, then as BEFORE_PART, length of a remark, disk, attributes within and outside, place of the part."""
AFTER_DIRECTORY = struct.Struct("<4s4H2LH")
"""PK56, disk, disk of the directory, parts on it, parts, size of the directory, its place, length of a remark."""

VERSION = 20
"""Of the zip format: the first with deflate."""

UTF8_NAME = 0x800
UNIX = 3
OWNER_ONLY = 0o600 << 16
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Zip knows no earlier."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Content as it stands in a zip file; what is the same in many files is packed once. ``size`` is that of the content."""

    data: bytes
    size: int
    crc: int
    method: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a zip file, with what the directory tells of it; the names are those of zipfile.ZipInfo."""

    filename: str
    packed: Packed
    date_time: tuple[int, int, int, int, int, int] = FIRST_MOMENT
    create_system: int = UNIX
    internal_attr: int = 0
    external_attr: int = OWNER_ONLY


def packed(content: bytes, method: int = ZIP_DEFLATED) -> Packed:
    """``content`` for in a zip file; ``method`` is one of the module zipfile: ZIP_DEFLATED or ZIP_STORED."""
    data = zlib.compress(content, wbits=-zlib.MAX_WBITS) if method == ZIP_DEFLATED else content
    return Packed(data, len(content), zlib.crc32(content), method)


def zipped(parts: Iterable[Part]) -> bytes:
    """A zip file of these parts in this order. Up to 4 GB: more raises struct.error."""
    file: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for part in parts:
        name = part.filename.encode()
        about = _about(part, len(name))
        header = BEFORE_PART.pack(b"PK\3\4", *about) + name
        own = (
            part.create_system << 8 | VERSION,
            *about,
            0,
            0,
            part.internal_attr,
            part.external_attr,
            place,
        )
        directory += IN_DIRECTORY.pack(b"PK\1\2", *own), name
        file += header, part.packed.data
        place += len(header) + len(part.packed.data)
    number, size = len(directory) // 2, sum(map(len, directory))
    end = AFTER_DIRECTORY.pack(b"PK\5\6", 0, 0, number, number, size, place, 0)
    return b"".join((*file, *directory, end))


def _about(part: Part, name: int) -> tuple[int, ...]:
    """What is told of a part both before it and in the directory; ``name`` is the length of its name in bytes."""
    year, month, day, hour, minute, second = part.date_time
    date, time = (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
    flags, content = 0 if part.filename.isascii() else UTF8_NAME, part.packed
    return (
        VERSION,
        flags,
        content.method,
        time,
        date,
        content.crc,
        len(content.data),
        content.size,
        name,
        0,
    )


def write_zip(path: Path, parts: Mapping[str, bytes | Packed], method: int = ZIP_DEFLATED) -> None:
    """Write ``parts`` (name → content) in the given order, dated 1980-01-01; ``method`` is for those not packed yet."""
    path.write_bytes(
        zipped(
            Part(name, content if isinstance(content, Packed) else packed(content, method))
            for name, content in parts.items()
        )
    )
