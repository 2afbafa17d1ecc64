"""The add-in as LibreOffice can run it: our own modules as they are, Excel and xlwings replaced by
recorders.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest.mock import patch

from ra_excel.addin import build
from ra_excel.addin.build import build_addin, modules
from ra_excel.addin.vba.project import Module, ModuleKind

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
    Actief = "OK: " & IIf(aan, "aan", "uit") & ", " & _
        IIf(lint.Aantal = 1, "ververst", "niet ververst")
    Exit Function
mis:
    Actief = "FOUT: " & Err.Description
End Function

Public Function Onze(ByVal knop As String) As String
    On Error GoTo mis
    Onze = "OK: " & IIf(RaIsOnze(), "onze", "niet onze")
    Exit Function
mis:
    Onze = "FOUT: " & Err.Description
End Function

Public Function Kijk(ByVal antwoord As String) As String
    ' Wat Excel voor Mac een seconde later doet; het antwoord van Python is er dan, of niet.
    On Error GoTo mis
    If antwoord <> "" Then _
        RaSchrijf RaPlaats("antwoord.txt"), "bericht" & vbNewLine & RaHex(antwoord)
    RaKijk
    Kijk = "OK: "
    Exit Function
mis:
    Kijk = "FOUT: " & Err.Description
End Function

Public Function Extensie(ByVal naam As String) As String
    Extensie = "OK: " & RaExtensie(naam)
End Function

Public Function GeenWerkmap() As Object
    Set GeenWerkmap = Nothing
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
Option Explicit
Public Const PROJECT_NAME As String = "ra_excel"

Public Function RunPython(PythonCommand As String)
    RaSchrijf RaPlaats("opdracht.txt"), PythonCommand
    {answer}
End Function

Public Function GetConfig(configKey As String, Optional default As String = "", _
    Optional source As String = "") As Variant
    GetConfig = ""
    If Left$(configKey, 11) = "INTERPRETER" And source = "user" Then GetConfig = "{python}"
End Function

Public Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = False
    If FileSpec <> "" Then FileExists = Dir(FileSpec) <> ""
End Function

Public Function GetDirectoryConfigFilePath() As String
    GetDirectoryConfigFilePath = ActiveWorkbook.Path & "/" & PROJECT_NAME & ".conf"
End Function
"""
ANSWERS = {
    "antwoord": (
        'RaSchrijf RaPlaats("antwoord.txt"), "bericht" & vbNewLine & RaHex("Klaar: " & ChrW(235))'
    ),
    "later": "",
    "stil": "",
    "fout": 'RaBewaarFout "", "Traceback: geen xlwings"',
    "breuk": 'Err.Raise 53, , "Python brak af"',
}
"""What Python does: answer, answer later (Mac), say nothing, fail, or break off."""
EXCEL = """Attribute VB_Name = "RaExcel"
Option Explicit

Public Sub RaToon(ByVal tekst As String, ByVal soort As String)
    RaSchrijf RaPlaats("getoond.txt"), soort & vbNewLine & RaHex(tekst)
End Sub

Public Sub RaBalk(ByVal bezig As Boolean)
    RaSchrijf RaPlaats("balk.txt"), IIf(bezig, "bezig", "terug")
End Sub

Public Function RaKiesMap(ByVal titel As String) As String
    RaKiesMap = {chosen}
End Function

Public Function RaBeschermd() As Object
    Set RaBeschermd = {protected}
End Function

Public Function RaAlleenLezen() As Boolean
    RaAlleenLezen = {read_only}
End Function

Public Function RaWerktDoor() As Boolean
    RaWerktDoor = {mac}
End Function

Public Sub RaStraks()
    RaSchrijf RaPlaats("straks.txt"), "nog eens kijken"
End Sub
"""
WORLD = {
    "chosen": '"/map/é & " & titel',
    "protected": "Nothing",
    "read_only": "False",
    "mac": "False",
    "python": sys.executable,
    "answer": "antwoord",
}
"""What Excel and Python do, unless a test says otherwise."""

Edits = Mapping[str, Callable[[str], str]]


def without_a_workbook(source: str) -> str:
    """In LibreOffice an add-in counts as the active workbook when nothing else is open; in Excel
    there is none then.
    """
    return source.replace("ActiveWorkbook", "GeenWerkmap")


def compiled_for(source: str, *, mac: bool) -> str:
    """What is left of a module on Windows or on a Mac: LibreOffice reads past ``#If`` and would run
    both branches.
    """
    kept: list[str] = []
    taken = [True]
    for line in source.splitlines():
        word = line.strip()
        if word in ("#If Mac Then", "#If Not Mac Then"):
            taken.append((word == "#If Mac Then") == mac)
        elif word == "#Else":
            taken[-1] = not taken[-1]
        elif word == "#End If":
            taken.pop()
        elif all(taken):
            kept.append(line)
    return "\n".join(kept)


def addin_for_libreoffice(
    path: Path, world: Mapping[str, str] | None = None, edits: Edits | None = None
) -> Path:
    """Build an add-in in which ``world`` says how Excel and Python behave, and ``edits`` changes
    modules of ours on purpose.
    """
    said = {**WORLD, **(world or {})}
    said["answer"] = ANSWERS[said["answer"]]
    replaced = {"xlwings": XLWINGS.format(**said), "RaExcel": EXCEL.format(**said)}
    own = [
        Module(
            m.name,
            m.kind,
            _crlf(
                compiled_for(
                    (edits or {}).get(m.name, str)(replaced.get(m.name, m.source)),
                    mac=said["mac"] == "True",
                )
            ),
        )
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
