Attribute VB_Name = "RaUitwisseling"
Option Explicit
' Vraag en antwoord gaan via twee kleine bestanden. Tekst staat er in als hexadecimale tekens: zo komt elke letter over.

Public Function RaPlaats(ByVal bestand As String) As String
    RaPlaats = RaUitwisselMap() & Application.PathSeparator & bestand
End Function

Public Sub RaMaakPlaats()
    Dim bestand As Variant
    If Dir(RaUitwisselMap(), vbDirectory) = "" Then MkDir RaUitwisselMap()
    For Each bestand In Array("verzoek.txt", "antwoord.txt", "kopie.xlsx", "kopie.xlsm", "kopie.xlsb")
        If Dir(RaPlaats(bestand)) <> "" Then Kill RaPlaats(bestand)
    Next bestand
End Sub

Public Function RaExtensie(ByVal naam As String) As String
    ' Een kopie houdt de soort van de werkmap; een nieuwe werkmap heeft nog geen extensie.
    RaExtensie = ".xlsx"
    If InStrRev(naam, ".") > 0 Then RaExtensie = LCase$(Mid$(naam, InStrRev(naam, ".")))
End Function

Public Sub RaSchrijf(ByVal pad As String, ByVal tekst As String)
    Dim nummer As Integer
    nummer = FreeFile
    Open pad For Output As #nummer
    Print #nummer, tekst
    Close #nummer
End Sub

Public Function RaLees(ByVal pad As String) As String
    Dim nummer As Integer, regel As String, alles As String
    nummer = FreeFile
    Open pad For Input As #nummer
    Do While Not EOF(nummer)
        Line Input #nummer, regel
        alles = alles & regel & vbLf
    Loop
    Close #nummer
    RaLees = alles
End Function

Public Function RaHex(ByVal tekst As String) As String
    Dim i As Long, uit As String
    For i = 1 To Len(tekst)
        uit = uit & Right$("000" & Hex$(AscW(Mid$(tekst, i, 1)) And &HFFFF&), 4)
    Next i
    RaHex = uit
End Function

Public Function RaUitHex(ByVal tekens As String) As String
    Dim i As Long, uit As String
    For i = 1 To Len(tekens) - 3 Step 4
        uit = uit & ChrW(CLng("&H" & Mid$(tekens, i, 4)))
    Next i
    RaUitHex = uit
End Function
