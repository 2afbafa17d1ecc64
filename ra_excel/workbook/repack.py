"""A zip in which some parts changed; the others keep the packed bytes that they had, for packing again takes most of the time.

Bytes are kept only where they unpack to exactly what the zip says of them; any other part is unpacked and packed anew. The headers
are always our own, from the list of contents, so nothing that the list does not tell comes along.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

LOCAL = struct.Struct("<4s5H3L2H")
"""Before each part: PK34, version, flags, method, time, date, CRC, packed size, size, length of the name, of extra fields."""
CENTRAL = struct.Struct("<4s6H3L5H2L")
"""In the list of contents: PK12, made by, then as LOCAL, length of a remark, disk, attributes within and outside, place of LOCAL."""
END = struct.Struct("<4s4H2LH")
"""Behind the list: PK56, disk, disk of the list, parts on it, parts, size of the list, its place, length of a remark."""

VERSION = 20
"""Version of the format that unpacking needs: the first with deflate."""
LEVEL, DESCRIPTOR, UTF_8 = 0x06, 0x08, 0x800
"""Flags of a part: how hard it was packed, sizes behind the part instead of before it, the name is UTF-8."""


class _Packed(NamedTuple):
    method: int
    crc: int
    size: int
    content: bytes


def repacked(content: bytes, archive: ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """The zip ``content``, opened as ``archive``, with other content for the parts in ``changed``.

    All parts in their order, with their own dates. Raises what ZipFile raises at a damaged part.
    """
    pieces: list[bytes] = []
    listed: list[bytes] = []
    place = 0
    for info in archive.infolist():
        if info.filename in changed:
            packed = _pack(info, changed[info.filename])
        else:
            packed = _kept(content, info) or _pack(info, archive.read(info))
        local, central = _headers(info, packed, place)
        pieces += (local, packed.content)
        listed.append(central)
        place += len(local) + len(packed.content)
    contents = b"".join(listed)
    return b"".join((*pieces, contents, END.pack(b"PK\5\6", 0, 0, len(listed), len(listed), len(contents), place, 0)))


def _kept(content: bytes, info: ZipInfo) -> _Packed | None:
    """A part as it is packed; None unless it unpacks to its own size and checksum, with nothing left over."""
    if info.flag_bits & ~(LEVEL | DESCRIPTOR | UTF_8) or info.compress_type not in (ZIP_DEFLATED, ZIP_STORED):
        return None
    try:
        *_, name, extra = LOCAL.unpack_from(content, info.header_offset)
        start = info.header_offset + LOCAL.size + name + extra
        packed = content[start : start + info.compress_size]
        part = packed if info.compress_type == ZIP_STORED else _unpack(packed, info.file_size)
    except (struct.error, zlib.error):
        return None
    if part is None or len(part) != info.file_size or zlib.crc32(part) != info.CRC:
        return None
    return _Packed(info.compress_type, info.CRC, info.file_size, packed)


def _unpack(packed: bytes, size: int) -> bytes | None:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    part = unpacker.decompress(packed, size + 1)
    return part if unpacker.eof and not unpacker.unused_data else None


def _pack(info: ZipInfo, part: bytes) -> _Packed:
    if info.compress_type == ZIP_STORED:
        return _Packed(ZIP_STORED, zlib.crc32(part), len(part), part)
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return _Packed(ZIP_DEFLATED, zlib.crc32(part), len(part), packer.compress(part) + packer.flush())


def _headers(info: ZipInfo, packed: _Packed, place: int) -> tuple[bytes, bytes]:
    """What stands before a part, and what the list of contents says of it."""
    name = info.filename.encode()
    flags = 0 if name.isascii() else UTF_8
    year, month, day, hour, minute, second = info.date_time
    date, time = (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
    same = (VERSION, flags, packed.method, time, date, packed.crc, len(packed.content), packed.size, len(name), 0)
    made_by = info.create_system << 8 | VERSION
    local = LOCAL.pack(b"PK\3\4", *same) + name
    return local, CENTRAL.pack(b"PK\1\2", made_by, *same, 0, 0, info.internal_attr, info.external_attr, place) + name
