"""Write a compound file (MS-CFB, version 3): the container of a VBA project. No library writes one;
olefile only reads.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Storage: TypeAlias = "Mapping[str, bytes | Storage]"
"""Streams and storages by name."""

SECTOR, MINI_SECTOR, CUTOFF = 512, 64, 4096
"""Sizes in bytes; streams below the cutoff share the mini stream."""
END, FREE, FAT_SECTOR, NO_ENTRY = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
RED, BLACK = 0, 1
HEADER_FAT_SLOTS = 109


@dataclass
class _Entry:
    """A line of the directory."""

    name: str
    kind: int
    content: bytes = b""
    left: int = NO_ENTRY
    right: int = NO_ENTRY
    child: int = NO_ENTRY
    colour: int = BLACK
    start: int = END
    children: list[int] = field(default_factory=list)


def write_compound_file(root: Storage) -> bytes:
    """The bytes of a compound file with these streams; same streams, same bytes. Raises ValueError
    above about 7 MB.
    """
    entries = [_Entry("Root Entry", ROOT)]
    _add(entries, 0, root)
    for entry in entries:
        entry.child = _as_tree(
            entries,
            sorted(entry.children, key=lambda n: (len(entries[n].name), entries[n].name.upper())),
        )
    mini_fat: list[int] = []
    mini = b"".join(_mini_content(entry, mini_fat) for entry in entries)
    entries[0].content = mini
    fat: list[int] = []
    sectors = b"".join(
        _content(entry, fat)
        for entry in entries
        if entry.kind == ROOT or len(entry.content) >= CUTOFF
    )
    mini_start = _chain(fat, _sectors_of(4 * len(mini_fat)))
    sectors += _padded(_words(mini_fat), b"\xff")
    directory_start = _chain(fat, _sectors_of(128 * len(entries)))
    sectors += _padded(b"".join(_line(entry) for entry in entries), b"\0")
    fat_sectors = _sectors_of(4 * (len(fat) + _sectors_of(4 * len(fat)) + 1))
    first_fat = len(fat)
    fat += [FAT_SECTOR] * fat_sectors
    if fat_sectors > HEADER_FAT_SLOTS:
        raise ValueError("the compound file would be too large")
    slots = [*range(first_fat, first_fat + fat_sectors), *[FREE] * (HEADER_FAT_SLOTS - fat_sectors)]
    header = struct.pack(
        "<8s16xHHHHH6x9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fat_sectors,
        directory_start,
        0,
        CUTOFF,
        mini_start,
        _sectors_of(4 * len(mini_fat)),
        END,
        0,
    )
    return header + _words(slots) + sectors + _padded(_words(fat), b"\xff")


def _add(entries: list[_Entry], parent: int, storage: Storage) -> None:
    for name, content in storage.items():
        entries[parent].children.append(len(entries))
        if isinstance(content, bytes):
            entries.append(_Entry(name, STREAM, content))
        else:
            entries.append(_Entry(name, STORAGE))
            _add(entries, len(entries) - 1, content)


def _as_tree(entries: list[_Entry], order: list[int], depth: int = 0) -> int:
    """Siblings as a balanced red-black tree: all levels black but an incomplete last one."""
    if not order:
        return NO_ENTRY
    middle = len(order) // 2
    here = order[middle]
    entries[here].left = _as_tree(entries, order[:middle], depth + 1)
    entries[here].right = _as_tree(entries, order[middle + 1 :], depth + 1)
    is_leaf = entries[here].left == entries[here].right == NO_ENTRY
    entries[here].colour = RED if is_leaf and depth else BLACK
    return here


def _mini_content(entry: _Entry, mini_fat: list[int]) -> bytes:
    if entry.kind != STREAM or not entry.content or len(entry.content) >= CUTOFF:
        return b""
    count = -(-len(entry.content) // MINI_SECTOR)
    entry.start = _chain(mini_fat, count)
    return entry.content.ljust(count * MINI_SECTOR, b"\0")


def _content(entry: _Entry, fat: list[int]) -> bytes:
    entry.start = _chain(fat, _sectors_of(len(entry.content)))
    return _padded(entry.content, b"\0")


def _chain(fat: list[int], count: int) -> int:
    """Take so many sectors in a row; gives the first."""
    if not count:
        return END
    first = len(fat)
    fat += [*range(first + 1, first + count), END]
    return first


def _line(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    size = 0 if entry.kind == STORAGE else len(entry.content)
    start = 0 if entry.kind == STORAGE else entry.start
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        name,
        len(name) + 2,
        entry.kind,
        entry.colour,
        entry.left,
        entry.right,
        entry.child,
        0,
        start,
        size,
    )


def _words(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def _sectors_of(size: int) -> int:
    return -(-size // SECTOR)


def _padded(content: bytes, filler: bytes) -> bytes:
    return content.ljust(_sectors_of(len(content)) * SECTOR, filler)
