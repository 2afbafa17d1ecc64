"""The add-in as a file: the same every time, read back byte for byte, and at one with itself."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oletools.olevba import VBA_Parser, decompress_stream
from openxml_audit import OpenXmlValidator

from ra_excel.addin import build
from ra_excel.addin.actions import ACTIONS
from ra_excel.addin.build import ADDIN, build_addin, modules
from ra_excel.addin.compound_file import write_compound_file
from ra_excel.addin.vba_project import Module, ModuleKind, compress, encrypt, vba_project
from ra_excel.cli import run
from ra_excel.errors import RaError
from ra_excel.resources import folder
from tests.addin.project_lint import RIBBON, project_problems, ribbon_problems, sources
from tests.packages import edit_parts

PROJECT_ID = "{5F0C8E0A-7C1B-4E55-9A3D-2D6C4B1E8A71}"


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xlam") / ADDIN
    build_addin(path)
    return path


def part(package: Path, name: str) -> bytes:
    with ZipFile(package) as archive:
        return archive.read(name)


def test_the_committed_addin_equals_a_rebuild(addin: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mend with ``ra invoegtoepassing bouw``."""
    assert (folder("macros") / ADDIN).read_bytes() == addin.read_bytes()
    assert run(["invoegtoepassing", "bouw", "--map", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split()[-1] == build_addin(addin)


def test_olevba_reads_every_module_as_it_is(addin: Path) -> None:
    read = sources(part(addin, "xl/vbaProject.bin"))
    wanted = {module.name: module.source.encode("cp1252") for module in modules()}
    assert read == wanted
    assert len(wanted["xlwings"]) > 45_000
    listed = {Path(name).stem for _, _, name, _ in VBA_Parser(str(addin)).extract_macros()}
    assert listed == set(wanted)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 370, 4095, 4096, 4097, 8192, 13_009])
def test_text_of_any_size_comes_back(size: int) -> None:
    text = ("' Één regel met € en ë\r\nSub Doe()\r\nEnd Sub\r\n" * 400).encode("cp1252")[:size]
    assert bytes(decompress_stream(bytearray(compress(text)))) == text


@settings(max_examples=60)
@given(st.lists(st.sampled_from([b"Dim x ", b"a", b"\r\n", b"End Sub", b"\xe9", b"' "]), max_size=900).map(b"".join))
def test_every_source_comes_back(text: bytes) -> None:
    assert bytes(decompress_stream(bytearray(compress(text)))) == text


def test_what_does_not_shrink_is_refused() -> None:
    with pytest.raises(ValueError, match="shrink"):
        compress(random.Random(1).randbytes(4096))


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text("abcdefgXYZ", min_size=1, max_size=12), st.integers(0, 9000), max_size=12))
def test_a_compound_file_gives_every_stream_back(sizes: dict[str, int]) -> None:
    unique = {name.upper(): (name, size) for name, size in sizes.items()}
    streams = {name: bytes(n % 251 for n in range(size)) for name, size in unique.values()}
    content = write_compound_file({"PROJECT": b"x" * 5000, "VBA": streams})
    with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_POTENTIAL) as ole:
        assert {path[1]: ole.openstream(path).read() for path in ole.listdir() if path[0] == "VBA"} == streams


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
        (lambda ms: [Module("Anders", m.kind, m.source) if m.name == "RaExcel" else m for m in ms], "calls itself"),
        (lambda ms: [Module(m.name, ModuleKind.CLASS, m.source) if m.name == "Blad1" else m for m in ms], "another base"),
        (lambda ms: [Module(m.name, m.kind, m.source.replace("\r\n", "\n")) for m in ms], "line ends"),
    ],
)
def test_a_project_that_contradicts_itself_is_caught(
    addin: Path, tmp_path: Path, change: Callable[[list[Module]], list[Module]], named: str
) -> None:
    assert named in " ".join(project_problems(rebuilt(addin, tmp_path / "x.xlam", change)))


def test_the_package_is_complete(addin: Path) -> None:
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
        ('label="Vorige"', 'label=""', "without id or label"),
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
    forbidden = ("xlwings.pro", "xlwings.reports", "xlwings.server", "LICENSE_KEY", "runpython_embedded", 'mode="r"')
    assert [(path.name, word) for path, text in texts.items() for word in forbidden if word in text] == []
