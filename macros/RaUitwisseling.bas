Attribute VB_Name = "RaUitwisseling"
Option Explicit
' Vraag en antwoord gaan via twee kleine bestanden. Tekst staat er in als hexadecimale tekens: zo komt elke letter over.

Public Function RaUitwisselMap() As String
    ' Op een Mac is HOME binnen Excel haar eigen map: alleen daar schrijft zij zonder toestemming te vragen.
    #If Mac Then
        RaUitwisselMap = Environ("HOME") & "/ra_excel"
    #Else
        RaUitwisselMap = Environ("TEMP") & Application.PathSeparator & "ra_excel"
    #End If
End Function

Public Function RaPlaats(ByVal bestand As String) As String
    RaPlaats = RaUitwisselMap() & Application.PathSeparator & bestand
End Function

Public Sub RaMaakPlaats()
    Dim bestand As Variant
    If Dir(RaUitwisselMap(), vbDirectory) = "" Then MkDir RaUitwisselMap()
    For Each bestand In Array("verzoek.txt", "antwoord.txt", "laatste-fout.txt", "kopie.xlsx", "kopie.xlsm", "kopie.xlsb", "kopie.xls")
        If Dir(RaPlaats(bestand)) <> "" Then Kill RaPlaats(bestand)
    Next bestand
End Sub

Public Function RaExtensie(ByVal naam As String) As String
    ' Een kopie houdt de soort van de werkmap; een werkmap die nog niet is opgeslagen heeft geen extensie.
    RaExtensie = ".xlsx"
    If InStrRev(naam, ".") > 0 Then
        Select Case LCase$(Mid$(naam, InStrRev(naam, ".")))
            Case ".xlsm", ".xlsb", ".xls"
                RaExtensie = LCase$(Mid$(naam, InStrRev(naam, ".")))
        End Select
    End If
End Function

Public Sub RaBewaarFout(ByVal bestand As String, ByVal melding As String)
    ' Wat Python of xlwings over een fout zegt is Engels en technisch: het blijft bewaard voor wie helpt.
    On Error Resume Next
    If melding = "" Then
        FileCopy bestand, RaPlaats("laatste-fout.txt")
    Else
        RaSchrijf RaPlaats("laatste-fout.txt"), melding
    End If
End Sub

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
