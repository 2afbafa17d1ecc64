"""Build the add-in ``ra_excel.xlam`` from the text in ``macros`` and two modules of xlwings; same
text, same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import xlsxwriter

from ra_excel import __version__
from ra_excel.addin.vba.project import Module, ModuleKind, vba_project
from ra_excel.domain.files import folder
from ra_excel.errors import RaError

ADDIN = "ra_excel.xlam"
PROJECT = "ra_excel"
"""Name of the VBA project, and of the settings that xlwings reads for it."""
PROJECT_ID = "{5F0C8E0A-7C1B-4E55-9A3D-2D6C4B1E8A71}"
RIBBON = "customUI14.xml"

DOCUMENTS = ("ThisWorkbook", "Blad1")
OWN_MODULES = ("RaExcel", "RaKnoppen", "RaUitwisseling")

# The workbook of a province must not add its own folder to what Python imports.
SETTINGS = (("ADD_WORKBOOK_TO_PYTHONPATH", "false"),)

XLWINGS_CHANGES = (
    (r'(PROJECT_NAME As String = )"\w+"', rf'\1"{PROJECT}"'),
    # xlwings shows what Python said of an error, in English; we keep that for who helps and say
    # ourselves what to do.
    (
        r'(Sub ShowError\(FileName As String, Optional Message As String = ""\)\n)',
        r"\1    ' Aangepast voor ra_excel\n    RaBewaarFout FileName, Message\n    Exit Sub\n",
    ),
    (
        r"    MsgBox \"To enable RunPython, please run 'xlwings runpython install'[^\n]*",
        (
            '    Err.Raise 1001, , "Python is nog niet aan Excel gekoppeld. Voer op de'
            ' opdrachtregel uit: ra invoegtoepassing installeer"'
        ),
    ),
    (
        r'Application.StatusBar = "Running..."[^\n]*',
        'Application.StatusBar = "Ruimtelijk arrangement: een ogenblik"',
    ),
)
"""What differs from the module of xlwings: our name, and nothing that a user sees in English."""

CLASS_BASE = 'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"'
CLASS_REST = ("Attribute VB_TemplateDerived = False", "Attribute VB_Customizable = False")

SHEET_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ADDIN_TYPE = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
RIBBON_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
RIBBON_RELATION = f'<Relationship Id="rIdLint" Type="{RIBBON_TYPE}" Target="customUI/{RIBBON}"/>'
RELATIONS_END = b"</Relationships>"


def build_addin(path: Path) -> str:
    """Write the add-in; gives its sha256. Raises RaError when a source is missing."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_vba_project(
            io.BytesIO(vba_project(PROJECT, PROJECT_ID, list(modules()))), is_stream=True
        )
        book.set_vba_name(DOCUMENTS[0])
        sheet = book.add_worksheet(f"{PROJECT}.conf")
        sheet.set_vba_name(DOCUMENTS[1])
        for row, pair in enumerate(SETTINGS):
            sheet.write_row(row, 0, pair)
        book.set_properties(
            {
                "title": "Ruimtelijk arrangement",
                "author": "ra_excel",
                "created": datetime(2026, 1, 1),
            }
        )
        book.set_custom_property("ra_excel", __version__)
    with ZipFile(content) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(SHEET_TYPE, ADDIN_TYPE)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        RELATIONS_END, RIBBON_RELATION.encode() + RELATIONS_END
    )
    parts[f"customUI/{RIBBON}"] = _source(RIBBON).encode()
    # Stored, not deflated: another zlib packs the same text into other bytes.
    with ZipFile(path, "w", ZIP_STORED) as book:
        for name, part in parts.items():
            info = ZipInfo(name)  # dated 1980-01-01
            info.create_system, info.external_attr = 3, 0o600 << 16  # the same on every computer
            book.writestr(info, part)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def modules() -> Iterator[Module]:
    """Every module of the project: the documents, our own, and those of xlwings with their
    licences.
    """
    for name in DOCUMENTS:
        yield Module(name, ModuleKind.DOCUMENT, _crlf(_source(f"{name}.cls")))
    for name in OWN_MODULES:
        yield Module(name, ModuleKind.STANDARD, _crlf(_source(f"{name}.bas")))
    xlwings = _of_xlwings("xlwings_custom_addin.bas")
    for pattern, ours in XLWINGS_CHANGES:
        xlwings, count = re.subn(pattern, ours, xlwings)
        if count != 1:
            raise RaError(
                "Deze versie van xlwings heeft een andere module dan verwacht. Installeer de versie"
                " uit pyproject.toml."
            )
    yield Module("xlwings", ModuleKind.STANDARD, _crlf(xlwings))
    yield Module(
        "Dictionary", ModuleKind.CLASS, _crlf(_class_source(_of_xlwings("addin/Dictionary.cls")))
    )


def _class_source(exported: str) -> str:
    """A class as it stands inside a project: without the lines that only belong in its file, with
    its own attributes complete.

    Attributes of a procedure stay inside that procedure.
    """
    lines = exported[exported.index("Attribute VB_Name") :].splitlines()
    head = [
        line for line in lines if line.startswith("Attribute VB_") and "VB_Description" not in line
    ]
    code = [line for line in lines if not line.startswith("Attribute VB_")]
    return "\n".join([head[0], CLASS_BASE, *head[1:], *CLASS_REST, *code])


def _source(name: str) -> str:
    return _read(folder("macros") / name)


def _of_xlwings(name: str) -> str:
    found = find_spec("xlwings")
    if found is None or found.origin is None:
        raise RaError("xlwings is niet geïnstalleerd. Voer uit: python -m pip install xlwings")
    return _read(Path(found.origin).parent / name)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise RaError(f"{path} ontbreekt. Installeer ra_excel opnieuw.") from error


def _crlf(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"
