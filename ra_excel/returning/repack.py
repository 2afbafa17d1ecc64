"""A zip in which some parts changed; the others keep the packed bytes that they had, for packing again takes most of the time.

Bytes are kept only where they unpack to exactly what the zip says of them; any other part is unpacked and packed anew. The headers
are always our own, from the list of contents, so nothing that the list does not tell comes along.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ra_excel.reading.zipfiles import BEFORE_PART, UTF8_NAME, Packed, Part, packed, zipped

LEVEL, DESCRIPTOR = 0x06, 0x08
"""Flags of a part: how hard it was packed, and that its sizes stand behind it instead of before."""


def repacked(content: bytes, archive: ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """The zip ``content``, opened as ``archive``, with other content for the parts in ``changed``.

    All parts in their order, with their own dates. Raises what ZipFile raises at a damaged part.
    """
    return zipped(
        _part(content, archive, info, changed.get(info.filename)) for info in archive.infolist()
    )


def _part(content: bytes, archive: ZipFile, info: ZipInfo, new: bytes | None) -> Part:
    kept = _kept(content, info) if new is None else None
    if kept is None:
        method = ZIP_STORED if info.compress_type == ZIP_STORED else ZIP_DEFLATED
        kept = packed(archive.read(info) if new is None else new, method)
    return Part(
        info.filename,
        kept,
        info.date_time,
        info.create_system,
        info.internal_attr,
        info.external_attr,
    )


def _kept(content: bytes, info: ZipInfo) -> Packed | None:
    """A part as it is packed; None unless it unpacks to its own size and checksum, with nothing left over."""
    if info.flag_bits & ~(LEVEL | DESCRIPTOR | UTF8_NAME) or info.compress_type not in (
        ZIP_DEFLATED,
        ZIP_STORED,
    ):
        return None
    try:
        *_, name, extra = BEFORE_PART.unpack_from(content, info.header_offset)
        start = info.header_offset + BEFORE_PART.size + name + extra
        data = content[start : start + info.compress_size]
        part = data if info.compress_type == ZIP_STORED else _unpack(data, info.file_size)
    except (struct.error, zlib.error):
        return None
    if part is None or len(part) != info.file_size or zlib.crc32(part) != info.CRC:
        return None
    return Packed(data, info.file_size, info.CRC, info.compress_type)


def _unpack(data: bytes, size: int) -> bytes | None:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    part = unpacker.decompress(data, size + 1)
    return part if unpacker.eof and not unpacker.unused_data else None
