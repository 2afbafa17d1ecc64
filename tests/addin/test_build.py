"""The add-in as a file: the same every time, read back byte for byte, and at one with itself."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import olefile
import pytest
import xlwings
from hypothesis import given, settings
from hypothesis import strategies as st
from oletools.olevba import VBA_Parser, decompress_stream
from openxml_audit import OpenXmlValidator

from ra_excel.addin import build
from ra_excel.addin.actions import ACTIONS
from ra_excel.addin.build import ADDIN, build_addin, modules
from ra_excel.addin.vba import project as vba_project_module
from ra_excel.addin.vba.compound_file import write_compound_file
from ra_excel.addin.vba.project import Module, ModuleKind, compress, encrypt, vba_project
from ra_excel.cli.main import run
from ra_excel.domain.files import folder
from ra_excel.errors import RaError
from tests.addin.project_lint import (
    RIBBON,
    package_problems,
    project_problems,
    ribbon_problems,
    sources,
    vba_problems,
)
from tests.helpers.packages import Parts, edit_parts, replace_in

PROJECT_ID = "{5F0C8E0A-7C1B-4E55-9A3D-2D6C4B1E8A71}"


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xlam") / ADDIN
    build_addin(path)
    return path


def part(package: Path, name: str) -> bytes:
    with ZipFile(package) as archive:
        return archive.read(name)


def test_the_committed_addin_equals_a_rebuild(
    addin: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Mend with ``ra invoegtoepassing bouw``."""
    assert (folder("macros") / ADDIN).read_bytes() == addin.read_bytes()
    assert run(["invoegtoepassing", "bouw", "--map", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split()[-1] == build_addin(addin)


def test_olevba_reads_every_module_as_it_is(addin: Path) -> None:
    read = sources(part(addin, "xl/vbaProject.bin"))
    wanted = {module.name: module.source.encode("cp1252") for module in modules()}
    assert read == wanted
    assert len(wanted["xlwings"]) > 45_000
    assert listed(addin) == {name: text.decode("cp1252") for name, text in wanted.items()}


def listed(package: Path) -> dict[str, str]:
    """The modules as olevba itself lists them."""
    parser = VBA_Parser(str(package))
    found = {Path(name).stem: code for _, _, name, code in parser.extract_macros()}
    parser.close()
    return found


def test_a_module_of_any_letters_and_size_comes_through_the_whole_package(
    addin: Path, tmp_path: Path
) -> None:
    lines = "".join(
        f"' Regel {n}: \u20ac \u2026 \u201e\u00eb\u201d Frysl\u00e2n \u00c9\u00e9n \u00ff\r\n"
        for n in range(1400)
    )
    long = Module(
        "Letters",
        ModuleKind.STANDARD,
        f'Attribute VB_Name = "Letters"\r\nOption Explicit\r\n{lines}',
    )
    assert len(long.source) > 45_000
    path = rebuilt(addin, tmp_path / "x.xlam", lambda ms: [*ms, long])
    assert listed(path)["Letters"] == long.source
    assert project_problems(path) == []


def test_what_the_code_page_cannot_write_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        vba_project("x", PROJECT_ID, [Module("M", ModuleKind.STANDARD, "' \u2192\r\n")])


def test_the_bytes_do_not_hang_on_a_zlib(addin: Path) -> None:
    """Who rebuilds elsewhere gets the same hash."""
    with ZipFile(addin) as archive:
        assert {info.compress_type for info in archive.infolist()} == {ZIP_STORED}


def test_the_dictionary_is_as_excel_saved_it() -> None:
    """The workbook that xlwings ships was saved by Excel: the same but for a description and the
    case of a word.
    """
    saved = Path(xlwings.__file__).with_name("quickstart_addin_ribbon.xlam")
    theirs = (
        sources(part(saved, "xl/vbaProject.bin"))["Dictionary"]
        .decode("cp1252")
        .lower()
        .splitlines()
    )
    ours = next(m.source for m in modules() if m.name == "Dictionary").lower().splitlines()
    assert [line for line in theirs if not line.startswith("attribute vb_description")] == ours


def test_errors_of_xlwings_are_kept_and_told_by_us() -> None:
    source = next(m.source for m in modules() if m.name == "xlwings")
    shown = source[source.index("Sub ShowError(") :].split("\r\n")
    assert [line.strip() for line in shown[1:4]] == [
        "' Aangepast voor ra_excel",
        "RaBewaarFout FileName, Message",
        "Exit Sub",
    ]
    assert "xlwings runpython install" not in source and "Running..." not in source


def own_and_all() -> tuple[dict[str, str], list[str]]:
    every = {m.name: m.source for m in modules()}
    return every, [name for name in every if name not in ("xlwings", "Dictionary")]


def test_the_vba_is_as_excel_wants_it() -> None:
    assert vba_problems(*own_and_all()) == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("Option Explicit", "", "no Option Explicit"),
        ("    Dim bezwaar As String", "", "bezwaar is not declared"),
        ("Public Sub RaKijk()", "Public Sub RaHex()", "RaHex stands in"),
        ("Public Sub RaKijk()", "Public Sub Dictionary()", "name of a module"),
        ("    Exit Sub\r\nmislukt", "    If True Then\r\n    Exit Sub\r\nmislukt", "If stays open"),
        ("    #End If", "", "#If stays open"),
        ("    End Select", "", "Select stays open"),
        ("    Next i", "", "For stays open"),
        ("End Function", "", "Function stays open"),
        ("    RaRuimOp", "    ' " + "x" * 1100, "a line of"),
        ("Private lint", 'Private Declare Sub S Lib "k" ()\r\nPrivate lint', "PtrSafe"),
    ],
)
def test_vba_that_excel_would_refuse_is_caught(old: str, new: str, named: str) -> None:
    every, own = own_and_all()
    assert old in every["RaKnoppen"]
    every["RaKnoppen"] = every["RaKnoppen"].replace(old, new, 1)
    assert named in " ".join(vba_problems(every, own))


@pytest.mark.parametrize("size", [0, 1, 2, 3, 370, 4095, 4096, 4097, 8192, 13_009])
def test_text_of_any_size_comes_back(size: int) -> None:
    text = ("' Één regel met € en ë\r\nSub Doe()\r\nEnd Sub\r\n" * 400).encode("cp1252")[:size]
    assert bytes(decompress_stream(bytearray(compress(text)))) == text


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from([b"Dim x ", b"a", b"\r\n", b"End Sub", b"\xe9", b"' "]), max_size=900
    ).map(b"".join)
)
def test_every_source_comes_back(text: bytes) -> None:
    assert bytes(decompress_stream(bytearray(compress(text)))) == text


def test_what_does_not_shrink_is_refused() -> None:
    with pytest.raises(ValueError, match="shrink"):
        compress(random.Random(1).randbytes(4096))


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.text("abcdefgXYZ", min_size=1, max_size=12), st.integers(0, 9000), max_size=12
    )
)
def test_a_compound_file_gives_every_stream_back(sizes: dict[str, int]) -> None:
    unique = {name.upper(): (name, size) for name, size in sizes.items()}
    streams = {name: bytes(n % 251 for n in range(size)) for name, size in unique.values()}
    content = write_compound_file({"PROJECT": b"x" * 5000, "VBA": streams})
    with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_POTENTIAL) as ole:
        assert {
            path[1]: ole.openstream(path).read() for path in ole.listdir() if path[0] == "VBA"
        } == streams


def test_the_lock_says_what_excel_itself_would_say() -> None:
    """Taken apart as [MS-OVBA] 2.4.3.3 does; the samples come from a project that Excel saved."""

    def reveal(hidden: bytes, key: int) -> bytes:
        before, last, plain = hidden[1], hidden[2], key
        out = []
        for byte in hidden[3:]:
            value = byte ^ ((before + plain) & 0xFF)
            out.append(value)
            before, last, plain = last, byte, value
        return bytes(out)

    assert reveal(bytes.fromhex("5D5F8AADDAADDBADDB52"), 215)[-5:] == b"\x01\0\0\0\xff"
    for data in (bytes(4), bytes(1), b"\xff"):
        assert reveal(encrypt(data, 215), 215) == len(data).to_bytes(4, "little") + data


def test_the_project_agrees_with_itself(addin: Path) -> None:
    assert project_problems(addin) == []


Change = Callable[[list[Module]], list[Module]]


def rebuilt(addin: Path, target: Path, change: Change) -> Path:
    """The add-in with another project inside."""
    target.write_bytes(addin.read_bytes())
    content = vba_project("ra_excel", PROJECT_ID, change(list(modules())))
    return edit_parts(target, lambda parts: parts.update({"xl/vbaProject.bin": content}))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda ms: ms[1:], "code names"),
        (
            lambda ms: [
                Module("Anders", m.kind, m.source) if m.name == "RaExcel" else m for m in ms
            ],
            "calls itself",
        ),
        (
            lambda ms: [
                Module(m.name, ModuleKind.CLASS, m.source) if m.name == "Blad1" else m for m in ms
            ],
            "another base",
        ),
        (
            lambda ms: [Module(m.name, m.kind, m.source.replace("\r\n", "\n")) for m in ms],
            "line ends",
        ),
    ],
)
def test_a_project_that_contradicts_itself_is_caught(
    addin: Path, tmp_path: Path, change: Callable[[list[Module]], list[Module]], named: str
) -> None:
    assert named in " ".join(project_problems(rebuilt(addin, tmp_path / "x.xlam", change)))


@pytest.mark.parametrize(
    ("where", "spoil", "named"),
    [
        (
            "_project",
            lambda real: (
                lambda n, i, ms: real(n, i, ms).replace("Module=RaExcel", "Module=RaExcell")
            ),
            "PROJECT and dir",
        ),
        (
            "_project",
            lambda real: lambda n, i, ms: real(n, i, ms).replace("Module=RaExcel", "Class=RaExcel"),
            "in PROJECT, but",
        ),
        ("_names", lambda real: lambda ms: real(ms[1:]), "is not in PROJECTwm"),
        (
            "write_compound_file",
            lambda real: lambda s: real({**s, "VBA": {**s["VBA"], "Extra": b"x"}}),
            "streams and dir differ",
        ),
    ],
)
def test_streams_that_contradict_each_other_are_caught(
    addin: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    spoil: Callable[[Any], Any],
    named: str,
) -> None:
    monkeypatch.setattr(vba_project_module, where, spoil(getattr(vba_project_module, where)))
    assert named in " ".join(project_problems(rebuilt(addin, tmp_path / "x.xlam", lambda ms: ms)))


def drop(name: str) -> Callable[[Parts], None]:
    def edit(parts: Parts) -> None:
        del parts[name]

    return edit


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (drop("xl/styles.xml"), "xl/styles.xml, which is not there"),
        (drop("_rels/.rels"), "nothing points at customUI"),
        (
            replace_in("[Content_Types].xml", 'Extension="bin"', 'Extension="bim"'),
            "vbaProject.bin has no content type",
        ),
        (
            replace_in("_rels/.rels", RIBBON, "customUI/anders.xml"),
            "anders.xml, which is not there",
        ),
    ],
)
def test_a_package_with_a_hole_is_caught(
    addin: Path, tmp_path: Path, edit: Callable[[Parts], None], named: str
) -> None:
    path = tmp_path / "x.xlam"
    path.write_bytes(addin.read_bytes())
    assert named in " ".join(package_problems(edit_parts(path, edit)))


def test_the_package_is_complete(addin: Path) -> None:
    assert package_problems(addin) == []
    result = OpenXmlValidator().validate(str(addin))
    assert result.is_valid, [str(e) for e in result.errors][:5]
    assert b"addin.macroEnabled.main+xml" in part(addin, "[Content_Types].xml")
    assert b"vbaProject" in part(addin, "[Content_Types].xml")
    assert b"relationships/ui/extensibility" in part(addin, "_rels/.rels")
    assert b"vbaProject.bin" in part(addin, "xl/_rels/workbook.xml.rels")


def ribbon(addin: Path) -> tuple[bytes, dict[str, bytes]]:
    return part(addin, RIBBON), sources(part(addin, "xl/vbaProject.bin"))


def test_the_ribbon_is_sound_and_every_button_does_something(addin: Path) -> None:
    xml, code = ribbon(addin)
    assert ribbon_problems(xml, code) == []
    assert set(re.findall(r'<button id="(\w+)"', xml.decode())) == set(ACTIONS)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('onAction="RaKnop"', 'onAction="RaKnopp"', "RaKnopp"),
        ('getEnabled="RaActief"', 'getEnabled="RaKnop"', "wanted 2"),
        ('onLoad="RaGeladen"', 'onLoad="RaVernieuw"', "wanted 1"),
        ('id="raWis"', 'id="raVorige"', "twice"),
        ('keytip="W"', 'keytip="P"', "twice"),
        ('keytip="W"', 'keytip="WISSEN"', "too long"),
        ('id="raWis"', 'id="ra wis"', "not sound"),
        ('imageMso="Delete"', 'imagemso="Delete"', "unknown attribute"),
        ("<button ", "<knop ", "unknown element"),
        ('label="Wis bevindingen"', 'label=""', "without label"),
        ('label="Wis bevindingen"', 'label="Wis" getLabel="RaActief"', "both label and getLabel"),
        ('imageMso="Delete"', 'imageMso="Delete" image="wis"', "both imageMso and image"),
        ('imageMso="Delete"', "", "without imageMso"),
        ('size="large"', 'size="groot"', "size groot"),
        ('keytip="W"', 'keytip="-"', "letters and digits"),
        ('keytip="W"', 'keytip="VW"', "begins like"),
        ('id="raWis"', "", "without id"),
        ('screentip="Wis de bevindingen"', f'screentip="{"x" * 1025}"', "too long"),
        ('label="Wis bevindingen"', f'label="{"x" * 1025}"', "too long"),
        ('screentip="Wis de bevindingen"', "", "without screentip"),
    ],
)
def test_a_broken_ribbon_is_caught(addin: Path, old: str, new: str, named: str) -> None:
    xml, code = ribbon(addin)
    text = xml.decode()
    broken = text.replace(old, new) if old.startswith("<") else text.replace(old, new, 1)
    assert named in " ".join(ribbon_problems(broken.encode(), code))


def test_a_new_xlwings_is_not_taken_for_the_one_we_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_of_xlwings", lambda name: 'Attribute VB_Name = "xlwings"\n')
    with pytest.raises(RaError):
        list(modules())


def test_licences_of_others_stay(addin: Path) -> None:
    code = sources(part(addin, "xl/vbaProject.bin"))
    assert b"BSD 3-clause" in code["xlwings"] and b"MIT" in code["Dictionary"]


def test_our_own_code_never_uses_the_paid_part_of_xlwings() -> None:
    package = Path(build.__file__).parents[1]
    texts = {path: path.read_text("utf-8") for path in package.rglob("*.py")}
    texts |= {path: path.read_text("utf-8") for path in folder("macros").glob("*.bas")}
    forbidden = (
        "xlwings.pro",
        "xlwings.reports",
        "xlwings.server",
        "LICENSE_KEY",
        "runpython_embedded",
        'mode="r"',
    )
    assert [
        (path.name, word) for path, text in texts.items() for word in forbidden if word in text
    ] == []
