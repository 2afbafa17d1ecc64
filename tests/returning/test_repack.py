"""A repacked zip holds what a zip written by the standard library would hold, whatever the zip it came from."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ra_excel.reading.zipfiles import IN_DIRECTORY
from ra_excel.returning.repack import _kept, repacked


class Unseekable(BytesIO):
    """What makes zipfile write the sizes behind each part, as LibreOffice does."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def made(
    parts: dict[str, bytes],
    method: int = ZIP_DEFLATED,
    buffer: BytesIO | None = None,
    level: int | None = None,
) -> bytes:
    buffer = buffer or BytesIO()
    with ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for name, part in parts.items():
            info = ZipInfo(name, (2026, 11, 25, 13, 37, 42))
            info.compress_type, info.external_attr, info.create_system = method, 0o644 << 16, 3
            archive.writestr(info, part, compresslevel=level)
    return buffer.getvalue()


def by_zipfile(content: bytes, changed: dict[str, bytes]) -> bytes:
    """The thorough way: unpack and pack everything."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(buffer, "w") as copy:
        for info in archive.infolist():
            copy.writestr(
                info,
                changed.get(info.filename, archive.read(info)),
                compress_type=info.compress_type,
            )
    return buffer.getvalue()


def again(content: bytes, changed: dict[str, bytes]) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return repacked(content, archive, changed)


def told(content: bytes) -> list[tuple[object, ...]]:
    """All that a zip tells of its parts."""
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return [
            (
                i.filename,
                i.date_time,
                i.external_attr,
                i.create_system,
                i.flag_bits & 0x809,
                i.extra,
                archive.read(i),
            )
            for i in archive.infolist()
        ]


PARTS = {
    "xl/een.xml": b"<a/>" * 200,
    "xl/\u00e9\u00e9n.xml": b"<b/>",
    "leeg.bin": b"",
    "ruis.bin": bytes(range(256)) * 4,
}


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=12).filter(lambda name: "\0" not in name),
        st.binary(max_size=600),
        max_size=6,
    ),
    st.sampled_from([ZIP_DEFLATED, ZIP_STORED]),
    st.binary(max_size=60),
)
@settings(max_examples=100, deadline=None)
def test_it_is_byte_for_byte_what_zipfile_writes(
    parts: dict[str, bytes], method: int, new: bytes
) -> None:
    try:
        content = made(parts, method)
    except UnicodeEncodeError:
        return  # half a character is no name
    changed = dict.fromkeys(list(parts)[:1], new)
    assert again(content, changed) == by_zipfile(content, changed)


@pytest.mark.parametrize("way", ["descriptors", "bzip2", "packed less", "something before it"])
def test_a_zip_of_another_make_tells_the_same(way: str) -> None:
    content = {
        "descriptors": lambda: made(PARTS, buffer=Unseekable()),
        "bzip2": lambda: made(PARTS, ZIP_BZIP2),
        "packed less": lambda: made(PARTS, level=1),
        "something before it": lambda: b"#!/bin/sh\n" + made(PARTS),
    }[way]()
    assert told(again(content, {"leeg.bin": b"vol"})) == told(
        by_zipfile(content, {"leeg.bin": b"vol"})
    )


def test_packed_bytes_are_kept_where_nothing_is_odd() -> None:
    """Else nothing would be gained."""
    content = made(PARTS, level=1)
    with ZipFile(BytesIO(content)) as archive:
        kept = [_kept(content, info) for info in archive.infolist()]
    assert all(one and one.data in content for one in kept)
    assert len(again(content, {})) == len(content)


def test_extra_fields_do_not_come_along() -> None:
    info = ZipInfo("a.xml")
    info.extra, info.compress_type = struct.pack("<2H4s", 0xCAFE, 4, b"oude"), ZIP_DEFLATED
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr(info, b"<a/>")
    assert b"oude" in buffer.getvalue()
    assert b"oude" not in again(buffer.getvalue(), {})


def listed(content: bytes, name: str, **fields: int) -> bytes:
    """The zip with these fields of the list of contents changed: a zip that lies."""
    places = {"flags": (8, "<H"), "crc": (16, "<L"), "packed": (20, "<L"), "size": (24, "<L")}
    changed = bytearray(content)
    start = content.rindex(name.encode()) - IN_DIRECTORY.size
    for field, value in fields.items():
        offset, form = places[field]
        struct.pack_into(form, changed, start + offset, value)
    return bytes(changed)


def test_more_than_the_list_says_is_cut_off() -> None:
    """A part that unpacks to more than it says would come along as it is if only its beginning were looked at."""
    bomb = b"<a/>" + b" " * 100_000
    content = listed(made({"a.xml": bomb}), "a.xml", size=4, crc=zlib.crc32(b"<a/>"))
    with ZipFile(BytesIO(content)) as archive:
        assert _kept(content, archive.infolist()[0]) is None
    assert told(again(content, {}))[0][-1] == b"<a/>"


def test_bytes_behind_a_part_are_cut_off() -> None:
    content = made({"a.xml": b"<a/>" * 50, "b.xml": b"<b/>"})
    with ZipFile(BytesIO(content)) as archive:
        first = archive.infolist()[0]
    hidden = listed(content, "a.xml", packed=first.compress_size + 20)
    with ZipFile(BytesIO(hidden)) as archive:
        assert _kept(hidden, archive.infolist()[0]) is None
    assert told(again(hidden, {})) == told(content)


@pytest.mark.parametrize("fields", [{"crc": 7}, {"packed": 5}, {"flags": 1}])
def test_what_zipfile_refuses_is_refused(fields: dict[str, int]) -> None:
    content = listed(made({"a.xml": b"<a/>" * 50}), "a.xml", **fields)
    with pytest.raises((BadZipFile, RuntimeError, EOFError, zlib.error)):
        by_zipfile(content, {})
    with pytest.raises((BadZipFile, RuntimeError, EOFError, zlib.error)):
        again(content, {})
