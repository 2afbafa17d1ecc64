"""Look at a file from outside before anything reads its cells. Nothing in it is executed."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from ra_excel.domain.fault import Fault
from ra_excel.domain.settings import Settings, load_settings
from ra_excel.errors import reason_of
from ra_excel.reading.values import clean_text

MEGABYTE = 1024 * 1024
OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
LARGE_PART = MEGABYTE
"""Only parts above this size are held to the compression ratio, for small parts compress well by
nature; only below it they are kept.
"""

DAMAGE = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
"""What opening a damaged zip or unpacking a damaged part raises."""

XML_NAMES = (".xml", ".rels", ".vml")
BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
"""What may stand before the first ``<``: byte order marks and white space."""

LINKS = "koppelingen naar andere bestanden"
FOREIGN_PARTS = (
    ("vbaproject", b"vbaproject", "macro's"),
    ("/macrosheets/", b"macrosheet", "macro's van Excel 4"),
    ("/dialogsheets/", b"dialogsheet", "dialoogbladen van Excel 5"),
    ("/externallinks/", b"externallink", LINKS),
    ("/embeddings/", b"oleobject", "ingesloten objecten"),
    ("/activex/", b"activex", "ActiveX-onderdelen"),
    ("xl/connections", b"connections+xml", "gegevensverbindingen"),
    ("/webextensions/", b"webextension", "Office-invoegtoepassingen"),
)
"""What the name of a part betrays, or its declared type whatever its name, with the words for the
user (ST-08).
"""

FIRST_BYTES = 256
"""Of each part looked at first: nearly always its first element begins and ends there."""

DECLARED_TYPE = re.compile(rb"<(?:\w+:)?override\b[^<>]*>")
RELATION = re.compile(rb"<(?:\w+:)?relationship\b[^<>]*>")


class UnpackedOnce(ZipFile):
    """A zip that keeps what it unpacked, for more than one look is taken at it; large parts are not
    worth the memory.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self._unpacked: dict[str, bytes] = {}

    def read(self, name: str | ZipInfo, pwd: bytes | None = None) -> bytes:
        """A whole part; raises as ``ZipFile.read`` does, every time."""
        key = name.filename if isinstance(name, ZipInfo) else name
        if key in self._unpacked:
            return self._unpacked[key]
        part = super().read(name, pwd)
        if len(part) <= LARGE_PART:
            self._unpacked[key] = part
        return part


@dataclass(frozen=True)
class Inspected:
    """A file after inspection. ``archive`` is None when a fault makes it unreadable."""

    sha256: str
    content: bytes
    archive: ZipFile | None
    faults: tuple[Fault, ...]


def inspect_file(path: Path) -> Inspected:
    """As ``inspect``. A file that is too large is not taken into memory."""
    try:
        size = path.stat().st_size
        if size > load_settings().max_megabyte * MEGABYTE:
            return Inspected(hash_of(path), b"", None, (_too_large(size),))
        return inspect(path.read_bytes())
    except OSError as error:
        refused = _unreadable(f"het besturingssysteem weigert ({reason_of(error)})")
        return Inspected("", b"", None, (refused,))


def inspect(content: bytes) -> Inspected:
    """Check size, form and parts of a file: ST-01, ST-08 and ST-09. Never raises on bad content."""
    settings = load_settings()
    sha256 = hashlib.sha256(content).hexdigest()
    if len(content) > settings.max_megabyte * MEGABYTE:
        return Inspected(sha256, b"", None, (_too_large(len(content)),))
    archive = _open(content)
    if isinstance(archive, Fault):
        return Inspected(sha256, content, None, (archive,))
    stop = next(_blocking_faults(archive, settings), None)
    if stop is not None:
        return Inspected(sha256, content, None, (stop,))
    return Inspected(sha256, content, archive, tuple(_foreign_parts(archive)))


def hash_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _too_large(size: int) -> Fault:
    most = load_settings().max_megabyte
    reason = f"{size / MEGABYTE:.0f} MB, toegestaan is {most} MB"
    return Fault("ST-09", details={"reden": reason})


def _unreadable(reason: str) -> Fault:
    return Fault("ST-01", details={"reden": reason})


def _open(content: bytes) -> UnpackedOnce | Fault:
    if not content:
        return _unreadable("het bestand is leeg")
    if content.startswith(OLE_SIGNATURE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return _unreadable("het is versleuteld met een wachtwoord")
        return _unreadable("het is een oud Excel-bestand (.xls) of een ander Office-bestand")
    if not content.startswith(b"PK"):
        return _unreadable("de inhoud is geen werkmap, wat de naam ook zegt")
    try:
        return UnpackedOnce(content)
    except DAMAGE:
        return _unreadable("het bestand is beschadigd of niet helemaal overgekomen")


def _blocking_faults(archive: ZipFile, settings: Settings) -> Iterator[Fault]:
    """Faults after which nothing more is read, the cheapest first."""
    infos = archive.infolist()
    for reason in _unpacks_too_large(infos, settings):
        yield Fault("ST-09", details={"reden": reason})
    for reason in _no_workbook(infos):
        yield _unreadable(reason)
    for info in infos:
        fault = _bad_xml(archive, info)
        if fault:
            yield fault


def _unpacks_too_large(infos: Sequence[ZipInfo], settings: Settings) -> Iterator[str]:
    """Why a zip would take too much to unpack."""
    if len(infos) > settings.max_onderdelen:
        yield f"{len(infos)} onderdelen, toegestaan zijn er {settings.max_onderdelen}"
    unpacked, most = sum(info.file_size for info in infos), settings.max_megabyte_uitgepakt
    if unpacked > most * MEGABYTE:
        yield f"uitgepakt {unpacked / MEGABYTE:.0f} MB, toegestaan is {most} MB"
    for info in infos:
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > LARGE_PART and ratio > settings.max_verhouding:
            yield f"onderdeel {_shown(info)} is verdacht sterk samengeperst"


def _no_workbook(infos: Sequence[ZipInfo]) -> Iterator[str]:
    """Why a zip is no workbook that we read."""
    names = [info.filename for info in infos]
    known = {name.casefold() for name in names}
    if any(info.flag_bits & 1 for info in infos):
        yield "het is versleuteld met een wachtwoord"
    if len(known) < len(names):
        yield "hetzelfde onderdeel zit er twee keer in"
    if any(_points_outside(info.orig_filename) for info in infos):
        yield "een onderdeel wil buiten het bestand schrijven"
    if "mimetype" in names and "content.xml" in names:
        yield "het is een OpenDocument-bestand (.ods)"
    if "xl/workbook.bin" in known:
        yield "het is een binaire werkmap (.xlsb)"
    if "[Content_Types].xml" not in names:
        yield "het is een zipbestand, maar geen werkmap"


def _shown(info: ZipInfo) -> str:
    """The name of a part, fit to print: whoever made the file chose it."""
    return clean_text(info.filename)[:80]


def _points_outside(name: str) -> bool:
    """Whether a part asks to be written elsewhere: up the tree, from the root, or on a drive."""
    return name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/")


def _bad_xml(archive: ZipFile, info: ZipInfo) -> Fault | None:
    """A fault when a part is damaged or declares a DOCTYPE: the door to entity expansion. Reads to
    the first element.

    Any part may hold a sheet, whatever its name: all that begins as XML is looked at, but for
    drawings (.svg), in which a DOCTYPE is common; Package refuses one there too if it is used as a
    sheet.
    """
    name = info.filename.lower()
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append("doctype")
    parser.StartElementHandler = lambda *_: found.append("element")
    try:
        with _unpacked(archive, info) as part:
            if not name.endswith(XML_NAMES):
                head = part.read(64).lstrip(BEFORE_XML)
                if name.endswith(".svg") or not head.startswith(b"<"):
                    return None
                part.seek(0)
            size = FIRST_BYTES
            while not found and (chunk := part.read(size)):
                parser.Parse(chunk)
                size *= (
                    2  # expat starts over on a comment that does not end, however small the steps
                )
    except DAMAGE:
        return _unreadable(f"onderdeel {_shown(info)} is beschadigd")
    except (expat.ExpatError, LookupError):  # LookupError: an encoding that does not exist
        return None if found else _unreadable(f"onderdeel {_shown(info)} is geen geldige XML")
    if found and found[0] == "doctype":
        return _unreadable(f"onderdeel {_shown(info)} bevat een verboden DOCTYPE")
    return None


def _unpacked(archive: ZipFile, info: ZipInfo) -> IO[bytes]:
    """A part to read from. A small one is unpacked at once, for others will ask for it; if it is
    damaged, up to the damage.
    """
    if info.file_size <= LARGE_PART and info.filename.lower().endswith(XML_NAMES):
        with suppress(*DAMAGE):
            return BytesIO(archive.read(info))
    return archive.open(info)


def _foreign_parts(archive: ZipFile) -> Iterator[Fault]:
    names = [name.lower() for name in archive.namelist()]
    declared = _ascii(archive.read("[Content_Types].xml"))
    types = b"".join(DECLARED_TYPE.findall(declared))
    found = []
    for sign, type_, words in FOREIGN_PARTS:
        if type_ in types or any(sign in name for name in names):
            found.append(words)
    if b"vbaproject" in declared:  # Excel declares this one for every .bin
        found.append("macro's")
    if any(
        _leads_outside(_ascii(archive.read(name)))
        for name in archive.namelist()
        if name.lower().endswith(".rels")
    ):
        found.append(LINKS)
    for words in dict.fromkeys(found):
        yield Fault("ST-08", sleutel=words, details={"wat": words})


def _ascii(content: bytes) -> bytes:
    """XML in lower case to look for words in, also when it is UTF-16."""
    return content.lower().replace(b"\0", b"").replace(b"'", b'"')


def _leads_outside(relations: bytes) -> bool:
    """Whether something but a hyperlink is fetched from elsewhere: a linked picture or object opens
    without a click.
    """
    return any(
        b'"external"' in one and b"/hyperlink" not in one for one in RELATION.findall(relations)
    )
