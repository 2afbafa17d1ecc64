"""The add-in as LibreOffice can run it: our own modules as they are, Excel and xlwings replaced by recorders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from unittest.mock import patch

from ra_excel.addin import build
from ra_excel.addin.build import build_addin, modules
from ra_excel.addin.vba_project import Module, ModuleKind

HARNESS = """Attribute VB_Name = "RaToets"
Option Explicit

Public Function Kanarie(ByVal tekst As String) As String
    Kanarie = "OK: " & tekst
End Function

Public Function Druk(ByVal knop As String) As String
    Dim lintknop As New IRibbonControl
    On Error GoTo mis
    lintknop.ID = knop
    RaKnop lintknop
    Druk = "OK: " & knop
    Exit Function
mis:
    Druk = "FOUT: " & Err.Description
End Function

Public Function Actief(ByVal knop As String) As String
    Dim lintknop As New IRibbonControl, lint As New IRibbonUI, aan As Variant
    On Error GoTo mis
    RaGeladen lint
    RaVernieuw
    lintknop.ID = knop
    RaActief lintknop, aan
    Actief = "OK: " & IIf(aan, "aan", "uit") & ", " & IIf(lint.Aantal = 1, "ververst", "niet ververst")
    Exit Function
mis:
    Actief = "FOUT: " & Err.Description
End Function

Public Function Heen(ByVal tekst As String) As String
    Heen = "OK: " & IIf(RaUitHex(RaHex(tekst)) = tekst, RaHex(tekst), "anders")
End Function
"""
CONTROL = """Attribute VB_Name = "IRibbonControl"
Public ID As String
"""
RIBBON_UI = """Attribute VB_Name = "IRibbonUI"
Public Aantal As Integer

Public Sub Invalidate()
    Aantal = Aantal + 1
End Sub
"""
XLWINGS = """Attribute VB_Name = "xlwings"
Public Const PROJECT_NAME As String = "ra_excel"

Public Function RunPython(PythonCommand As String)
    RaSchrijf RaPlaats("opdracht.txt"), PythonCommand
    {answer}
End Function
"""
ANSWERS = {
    "antwoord": 'RaSchrijf RaPlaats("antwoord.txt"), "bericht" & vbNewLine & RaHex("Klaar: " & ChrW(235))',
    "stil": "",
    "breuk": 'Err.Raise 53, , "Python brak af"',
}
EXCEL = """Attribute VB_Name = "RaExcel"
Public Sub RaToon(ByVal tekst As String, ByVal soort As String)
    RaSchrijf RaPlaats("getoond.txt"), soort & vbNewLine & RaHex(tekst)
End Sub

Public Function RaKiesMap(ByVal titel As String) As String
    RaKiesMap = {chosen}
End Function

Public Function RaUitwisselMap() As String
    RaUitwisselMap = "{exchange}"
End Function

Public Function RaBeveiligdeWeergave() As Boolean
    RaBeveiligdeWeergave = {protected}
End Function

Public Function RaVreemdeInstelling() As Boolean
    RaVreemdeInstelling = {foreign}
End Function

Public Function RaPython() As String
    RaPython = "{python}"
End Function
"""
WORLD = {"chosen": '"/map/é & " & titel', "protected": "False", "foreign": "False", "python": "/usr/bin/python", "answer": "antwoord"}
"""What Excel would say, unless a test says otherwise."""

Edits = Mapping[str, Callable[[str], str]]


def addin_for_libreoffice(path: Path, exchange: Path, world: Mapping[str, str] | None = None, edits: Edits | None = None) -> Path:
    """Build an add-in in which ``world`` says how Excel behaves and ``edits`` breaks modules of ours on purpose."""
    said = {**WORLD, **(world or {})}
    replaced = {
        "xlwings": XLWINGS.format(answer=ANSWERS[said["answer"]]),
        "RaExcel": EXCEL.format(exchange=exchange, **{name: said[name] for name in ("chosen", "protected", "foreign", "python")}),
    }
    own = [
        Module(m.name, m.kind, _crlf((edits or {}).get(m.name, str)(replaced.get(m.name, m.source))))
        for m in modules()
        if m.name != "Dictionary"
    ]
    added = [
        Module("RaToets", ModuleKind.STANDARD, _crlf(HARNESS)),
        Module("IRibbonControl", ModuleKind.CLASS, _crlf(CONTROL)),
        Module("IRibbonUI", ModuleKind.CLASS, _crlf(RIBBON_UI)),
    ]
    with patch.object(build, "modules", lambda: [*own, *added]):
        build_addin(path)
    return path


def _crlf(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"
