"""Write a VBA project (MS-OVBA) as source text only: Excel compiles it when it opens the file.

No library writes one: those on offer damage modules above a few kilobytes. Sections in brackets are
those of [MS-OVBA].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ra_excel.addin.vba.compound_file import write_compound_file

CODE_PAGE, ENCODING = 1252, "cp1252"
CHUNK = 4096
SHORTEST_COPY = 3
NOT_COMPILED = bytes.fromhex("CC61FFFF000100")
"""``_VBA_PROJECT`` of a project without compiled code [2.3.4.1]."""

STDOLE = (
    r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE"
    r" Automation"
)
OFFICE = (
    r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
    r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object"
    r" Library"
)
OPEN_STATE = {"CMG": bytes(4), "DPB": bytes(1), "GC": b"\xff"}
"""Not locked, no password, visible [2.3.1.15 and on]."""

REFERENCES = (("stdole", STDOLE), ("Office", OFFICE))


class ModuleKind(Enum):
    """What a module is, by the word that announces it in the stream PROJECT."""

    STANDARD = "Module"
    CLASS = "Class"
    DOCUMENT = "Document"


@dataclass(frozen=True)
class Module:
    """A module with its whole source, attributes included, lines ended by CRLF."""

    name: str
    kind: ModuleKind
    source: str


def vba_project(name: str, project_id: str, modules: Sequence[Module]) -> bytes:
    """The bytes of ``vbaProject.bin``; same modules, same bytes.

    ``project_id`` is a GUID in braces. Raises UnicodeEncodeError when a source holds what
    Windows-1252 cannot write.
    """
    vba = {module.name: compress(module.source.encode(ENCODING)) for module in modules}
    streams = {
        "_VBA_PROJECT": NOT_COMPILED,
        "dir": compress(b"".join(_directory(name, modules))),
        **vba,
    }
    return write_compound_file(
        {
            "PROJECT": _project(name, project_id, modules).encode(ENCODING),
            "PROJECTwm": _names(modules),
            "VBA": streams,
        }
    )


def compress(data: bytes) -> bytes:
    """A compressed container [2.4.1]. Raises ValueError for data that does not shrink; source text
    always does.
    """
    chunks = [_chunk(data[start : start + CHUNK]) for start in range(0, len(data), CHUNK)]
    return b"\x01" + b"".join(chunks)


def _chunk(data: bytes) -> bytes:
    packed = b"".join(_tokens(data))
    if len(packed) > CHUNK:
        raise ValueError("this chunk does not shrink")
    return struct.pack("<H", 0xB000 | (len(packed) + 2 - 3)) + packed


def _tokens(data: bytes) -> Iterator[bytes]:
    """Groups of eight tokens behind a flag byte: a byte as it is, or a copy of what came before."""
    seen: dict[bytes, list[int]] = {}
    place = 0
    while place < len(data):
        flags, group = 0, b""
        for bit in range(8):
            if place >= len(data):
                break
            offset, length = _longest_copy(data, place, seen)
            if length:
                flags |= 1 << bit
                group += _copy_token(place, offset, length)
            else:
                group += data[place : place + 1]
            for step in range(place, place + max(length, 1)):
                seen.setdefault(data[step : step + SHORTEST_COPY], []).append(step)
            place += max(length, 1)
        yield bytes([flags]) + group


def _longest_copy(data: bytes, place: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """How far back, and how long, the longest text is that stands here too; (0, 0) when it is not
    worth a copy.
    """
    best = (0, 0)
    most = min(len(data) - place, (0xFFFF >> _offset_bits(place)) + SHORTEST_COPY)
    if most < SHORTEST_COPY:
        return best
    for start in reversed(seen.get(data[place : place + SHORTEST_COPY], [])):
        length = SHORTEST_COPY
        while length < most and data[start + length] == data[place + length]:
            length += 1
        if length > best[1]:
            best = (place - start, length)
        if length == most:
            break
    return best


def _offset_bits(place: int) -> int:
    """Bits of a copy token that hold the offset [2.4.1.3.19.1]."""
    return max((place - 1).bit_length(), 4)


def _copy_token(place: int, offset: int, length: int) -> bytes:
    shift = 16 - _offset_bits(place)
    return struct.pack("<H", (offset - 1) << shift | (length - SHORTEST_COPY))


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _double(number: int, other: int, text: str) -> bytes:
    """A text twice, in the code page and in UTF-16."""
    return _record(number, text.encode(ENCODING)) + _record(other, text.encode("utf-16-le"))


def _directory(name: str, modules: Sequence[Module]) -> Iterator[bytes]:
    """The records of the stream dir [2.3.4.2]."""
    yield _record(0x01, struct.pack("<I", 3))  # 64-bit Windows
    yield _record(0x02, struct.pack("<I", 0x409)) + _record(0x14, struct.pack("<I", 0x409))
    yield _record(0x03, struct.pack("<H", CODE_PAGE)) + _record(0x04, name.encode(ENCODING))
    yield _double(0x05, 0x40, "") + _record(0x06, b"") + _record(0x3D, b"")
    yield _record(0x07, struct.pack("<I", 0)) + _record(0x08, struct.pack("<I", 0))
    yield struct.pack("<HIIH", 0x09, 4, 1, 1)  # this record counts only its first four bytes
    yield _double(0x0C, 0x3C, "")
    for short, library in REFERENCES:
        text = library.encode(ENCODING)
        yield _double(0x16, 0x3E, short) + _record(
            0x0D, struct.pack("<I", len(text)) + text + bytes(6)
        )
    yield _record(0x0F, struct.pack("<H", len(modules))) + _record(0x13, struct.pack("<H", 0xFFFF))
    for module in modules:
        yield (
            _double(0x19, 0x47, module.name)
            + _double(0x1A, 0x32, module.name)
            + _double(0x1C, 0x48, "")
        )
        yield (
            _record(0x31, struct.pack("<I", 0))
            + _record(0x1E, struct.pack("<I", 0))
            + _record(0x2C, struct.pack("<H", 0xFFFF))
        )
        yield _record(0x21 if module.kind is ModuleKind.STANDARD else 0x22, b"") + _record(
            0x2B, b""
        )
    yield _record(0x10, b"")


def _project(name: str, project_id: str, modules: Sequence[Module]) -> str:
    """The stream PROJECT [2.3.1]."""
    announced = [
        f"{m.kind.value}={m.name}{'/&H00000000' if m.kind is ModuleKind.DOCUMENT else ''}"
        for m in modules
    ]
    key = sum(project_id.encode()) & 0xFF
    lines = [
        f'ID="{project_id}"',
        *announced,
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        *(f'{word}="{encrypt(state, key).hex().upper()}"' for word, state in OPEN_STATE.items()),
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{m.name}=0, 0, 0, 0, C" for m in modules),
        "",
    ]
    return "\r\n".join(lines)


def encrypt(data: bytes, key: int, seed: int = 0) -> bytes:
    """How PROJECT hides that nothing is locked [2.4.3.2]; ``key`` follows from the project id."""
    out = [seed, seed ^ 2, seed ^ key]
    before, last, plain = seed ^ 2, seed ^ key, key
    for byte in bytes((seed & 6) // 2) + struct.pack("<I", len(data)) + data:
        hidden = byte ^ ((before + plain) & 0xFF)
        out.append(hidden)
        before, last, plain = last, hidden, byte
    return bytes(out)


def _names(modules: Sequence[Module]) -> bytes:
    """The stream PROJECTwm [2.3.3]."""
    return (
        b"".join(
            m.name.encode(ENCODING) + b"\0" + m.name.encode("utf-16-le") + b"\0\0" for m in modules
        )
        + b"\0\0"
    )
