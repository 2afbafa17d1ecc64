"""Does a VBA project agree with itself, and a ribbon with the project? olevba and schema validators
do not ask.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import olefile
from oletools.olevba import decompress_stream

RIBBON = "customUI/customUI14.xml"
NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
SIGNATURES = {"onLoad": 1, "onAction": 1, "getEnabled": 2, "getLabel": 2, "getVisible": 2}
"""How many arguments each callback takes."""
KNOWN = {
    "customUI": {"onLoad"},
    "ribbon": set(),
    "tabs": set(),
    "tab": {"id", "label", "keytip"},
    "group": {"id", "label"},
    "button": {
        "id",
        "label",
        "getLabel",
        "size",
        "imageMso",
        "image",
        "keytip",
        "onAction",
        "getEnabled",
        "screentip",
        "supertip",
    },
}
NEEDED = {
    "tab": {"id", "keytip"},
    "group": {"id"},
    "button": {"id", "imageMso", "keytip", "onAction", "screentip", "supertip"},
}
EITHER = (("label", "getLabel"), ("imageMso", "image"))
"""Of these an element has one; with both, Excel drops the whole tab."""
LONGEST = {"label": 1024, "screentip": 1024, "supertip": 1024, "keytip": 3}
SOUND_ID = re.compile(r"[A-Za-z_][\w.]*")

KINDS = {"Document": 0x22, "Class": 0x22, "Module": 0x21}
BASES = {"Document": "0{000208", "Class": "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"}


def sources(project: bytes) -> dict[str, bytes]:
    """The source of every module as it stands in the project, attributes included."""
    with olefile.OleFileIO(io.BytesIO(project), raise_defects=olefile.DEFECT_POTENTIAL) as ole:
        found = {}
        for _, name, offset in _directory(ole):
            stream = ole.openstream(f"VBA/{name}").read()
            found[name] = bytes(decompress_stream(bytearray(stream[offset:])))
        return found


def project_problems(package: Path) -> list[str]:
    """Every contradiction between dir, PROJECT, PROJECTwm, the streams, the attributes and the code
    names of the workbook.
    """
    with ZipFile(package) as archive:
        project = archive.read("xl/vbaProject.bin")
        book = archive.read("xl/workbook.xml").decode()
        sheets = {
            n: archive.read(n).decode()
            for n in archive.namelist()
            if n.startswith("xl/worksheets/sheet")
        }
    found: list[str] = []
    with olefile.OleFileIO(io.BytesIO(project), raise_defects=olefile.DEFECT_POTENTIAL) as ole:
        directory = {name: kind for kind, name, _ in _directory(ole)}
        text = ole.openstream("PROJECT").read().decode("cp1252")
        names = ole.openstream("PROJECTwm").read()
        streams = {path[1] for path in ole.listdir() if path[0] == "VBA"} - {"dir", "_VBA_PROJECT"}
    announced = dict(
        re.findall(r"^(?:(Document|Class|Module))=([^/\r]+)", text, re.MULTILINE)[n][::-1]
        for n in range(len(directory))
    )
    if set(announced) != set(directory):
        found.append(f"PROJECT and dir name other modules: {set(announced) ^ set(directory)}")
    if streams != set(directory):
        found.append(f"streams and dir differ: {streams ^ set(directory)}")
    for name, kind in announced.items():
        if directory.get(name) != KINDS[kind]:
            found.append(f"{name} is {kind} in PROJECT, but {directory.get(name)} in dir")
        if name.encode("cp1252") + b"\0" + name.encode("utf-16-le") + b"\0\0" not in names:
            found.append(f"{name} is not in PROJECTwm")
    for name, source in sources(project).items():
        said = re.match(rb'Attribute VB_Name = "(\w+)"\r\n', source)
        if not said or said[1].decode() != name:
            found.append(f"{name} calls itself {said and said[1]!r}")
        base = BASES.get(announced.get(name, ""))
        if base and f'VB_Base = "{base}' not in source.decode("cp1252"):
            found.append(f"{name} has another base than a {announced[name]}")
        if re.search(rb"(?<!\r)\n", source):
            found.append(f"{name} has line ends without CR")
    codes = set(re.findall(r'<workbookPr[^>]*codeName="(\w+)"', book))
    for xml in sheets.values():
        codes |= set(re.findall(r'<sheetPr[^>]*codeName="(\w+)"', xml))
    documents = {name for name, kind in announced.items() if kind == "Document"}
    if codes != documents:
        found.append(f"code names and document modules differ: {codes ^ documents}")
    return found


def _directory(ole: olefile.OleFileIO) -> Iterator[tuple[int, str, int]]:
    """Kind, name and text offset of every module in the stream dir."""
    data = bytes(decompress_stream(bytearray(ole.openstream("VBA/dir").read())))
    place, name, offset, modules = 0, "", 0, False
    while place < len(data):
        number, size = struct.unpack_from("<HI", data, place)
        if number == 0x09:
            size = 6
        content = data[place + 6 : place + 6 + size]
        modules = modules or number == 0x0F
        if modules and number == 0x19:
            name = content.decode("cp1252")
        elif modules and number == 0x31:
            offset = struct.unpack("<I", content)[0]
        elif modules and number in (0x21, 0x22):
            yield number, name, offset
        place += 6 + size


def ribbon_problems(xml: bytes, modules: Mapping[str, bytes]) -> list[str]:
    """Unknown elements and attributes, doubled ids and key tips, texts that are too long, callbacks
    that fit no procedure.
    """
    procedures = {}
    for source in modules.values():
        for name, arguments in re.findall(
            r"^Public Sub (\w+)\(([^)]*)\)", source.decode("cp1252"), re.MULTILINE
        ):
            procedures[name] = len([a for a in arguments.split(",") if a.strip()])
    root = ElementTree.fromstring(xml)
    found: list[str] = []
    seen: dict[str, set[str]] = {"id": set(), "keytip": set()}
    for element in root.iter():
        tag = element.tag.removeprefix(NAMESPACE)
        if tag not in KNOWN:
            found.append(f"unknown element {tag}")
            continue
        for name, value in element.attrib.items():
            if name not in KNOWN[tag]:
                found.append(f"unknown attribute {name} of {tag}")
            if len(value) > LONGEST.get(name, 10_000):
                found.append(f"{name} of {element.get('id')} is too long")
            if name in seen:
                if value in seen[name]:
                    found.append(f"{name} {value} stands twice")
                seen[name].add(value)
            if name == "size" and value not in ("normal", "large"):
                found.append(f"size {value} is not one")
            if name == "keytip" and not value.isalnum():
                found.append(f"keytip {value} is not letters and digits")
            if name == "id" and not SOUND_ID.fullmatch(value):
                found.append(f"id {value} is not sound")
            if name in SIGNATURES and procedures.get(value) != SIGNATURES[name]:
                found.append(
                    f"{name} {value} has {procedures.get(value)} arguments, wanted"
                    f" {SIGNATURES[name]}"
                )
        found += [
            f"a {tag} without {name}" for name in NEEDED.get(tag, ()) if not element.get(name)
        ]
        if tag in NEEDED and not (element.get("label") or element.get("getLabel")):
            found.append(f"a {tag} without label")
        found += [
            f"{element.get('id')} has both {one} and {other}"
            for one, other in EITHER
            if element.get(one) and element.get(other)
        ]
    tips = sorted(element.get("keytip", "") for element in root.iter(f"{NAMESPACE}button"))
    found += [
        f"keytip {a} begins like {b}"
        for a in tips
        for b in tips
        if a and a != b and b.startswith(a)
    ]
    return found


def package_problems(package: Path) -> list[str]:
    """Parts without content type, content types and relationships without part, and parts that
    nothing points at.
    """
    with ZipFile(package) as archive:
        names = set(archive.namelist())
        types = ElementTree.fromstring(archive.read("[Content_Types].xml"))
        relations = {
            name: ElementTree.fromstring(archive.read(name))
            for name in names
            if name.endswith(".rels")
        }
    endings = {e.get("Extension") for e in types if e.tag.endswith("Default")}
    overrides = {e.get("PartName", "").lstrip("/") for e in types if e.tag.endswith("Override")}
    parts = names - {"[Content_Types].xml"}
    found = [
        f"{name} has no content type"
        for name in parts
        if name not in overrides and name.rsplit(".", 1)[-1] not in endings
    ]
    found += [f"content type of {name}, which is not there" for name in overrides - parts]
    reached: set[str] = set()
    for name, root in relations.items():
        place = posixpath.dirname(posixpath.dirname(name))
        targets = {
            posixpath.normpath(posixpath.join(place, r.get("Target", "").lstrip("/")))
            for r in root
            if r.get("TargetMode") != "External"
        }
        found += [f"{name} points at {target}, which is not there" for target in targets - parts]
        reached |= targets
    return found + [f"nothing points at {name}" for name in parts - reached - set(relations)]


PROCEDURE = re.compile(
    r"^(?:(Public|Private) )?(?:Sub|Function|Property \w+) (\w+)(.*)$", re.IGNORECASE
)
ASSIGNED = re.compile(r"^\s*(?:(?:Set|For|For Each) )?(\w+)(?:\(.*?\))? (?:=|In) ")
OPENERS = (
    ("Sub", r"(Public |Private )?Sub ", r"End Sub"),
    ("Function", r"(Public |Private )?Function ", r"End Function"),
    ("If", r"If .* Then( '.*)?$", r"End If"),
    ("#If", r"#If ", r"#End If"),
    ("For", r"For ", r"Next"),
    ("Select", r"Select Case ", r"End Select"),
    ("With", r"With ", r"End With"),
    ("Do", r"Do ", r"Loop"),
)


def vba_problems(modules: Mapping[str, str], own: Collection[str]) -> list[str]:
    """What Excel's compiler refuses and LibreOffice lets pass: names not declared, names twice,
    blocks that stay open, long lines.
    """
    found: list[str] = []
    public: dict[str, str] = {}
    for name, source in modules.items():
        for line in source.splitlines():
            if (match := PROCEDURE.match(line)) and match[1] != "Private" and name != "Dictionary":
                key = match[2].lower()
                if key in public and public[key] != name:
                    found.append(f"{match[2]} stands in {public[key]} and {name}")
                public[key] = name
                if key in {module.lower() for module in modules}:
                    found.append(f"{match[2]} is also the name of a module")
    for name in own:
        code = re.sub(r" _\r?\n\s*", " ", modules[name])
        lines = [line for line in code.splitlines() if not line.strip().startswith("'")]
        if "Option Explicit" not in lines and any(PROCEDURE.match(line) for line in lines):
            found.append(f"{name} has no Option Explicit")
        found += [
            f"{name} has a line of {len(line)} characters"
            for line in modules[name].splitlines()
            if len(line) > 1023
        ]
        found += [
            f"{name}: {what} stays open"
            for what, first, last in OPENERS
            if _count(lines, first) != _count(lines, last)
        ]
        found += [f"{name}: {text}" for text in _undeclared(lines)]
        found += [
            f"{name}: Declare without PtrSafe"
            for line in lines
            if re.search(r"\bDeclare (?!PtrSafe)", line)
        ]
    return found


def _count(lines: Collection[str], pattern: str) -> int:
    return sum(1 for line in lines if re.match(pattern, line.strip(), re.IGNORECASE))


def _undeclared(lines: Collection[str]) -> Iterator[str]:
    """Names that get a value without being declared in the procedure or the module."""
    shared: set[str] = set()
    local: set[str] | None = None
    for line in lines:
        declared = {name.lower() for name in re.findall(r"(\w+)(?:\(\))? As ", line)}
        if match := PROCEDURE.match(line):
            local = (
                declared
                | {match[2].lower()}
                | {name.lower() for name in re.findall(r"ByRef (\w+)", line)}
            )
        elif re.match(r"\s*(Dim|Const|Static|Private|Public) ", line):
            (shared if local is None else local).update(declared)
        elif (
            local is not None
            and (match := ASSIGNED.match(line))
            and match[1].lower() not in shared | local
        ):
            yield f"{match[1]} is not declared"


if __name__ == "__main__":
    # Also for the add-in as Excel saved it: see docs/handmatige-test-excel.md.
    sys.exit("\n".join(project_problems(Path(sys.argv[1])) + package_problems(Path(sys.argv[1]))))
