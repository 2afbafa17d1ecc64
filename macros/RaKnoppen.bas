Attribute VB_Name = "RaKnoppen"
Option Explicit
' De knoppen van het lint. Alles wat kennis vraagt, doet Python; hier staat alleen het doorgeven.

Public Const OPDRACHT As String = "import ra_excel.addin.ribbon; ra_excel.addin.ribbon.main()"
Private Const LANGSTE_WACHTEN As Long = 3600

Private lint As IRibbonUI
Private hulpmap As Object
Private gewacht As Long

Public Sub RaGeladen(ribbon As IRibbonUI)
    Set lint = ribbon
End Sub

Public Sub RaVernieuw()
    On Error Resume Next
    If Not lint Is Nothing Then lint.Invalidate
End Sub

Public Sub RaActief(control As IRibbonControl, ByRef returnedVal)
    returnedVal = RaIsOnze()
End Sub

Public Sub RaKnop(control As IRibbonControl)
    RaUitvoeren control.ID
End Sub

Public Sub RaUitvoeren(ByVal knop As String)
    Dim bezwaar As String
    On Error GoTo mislukt
    bezwaar = RaBezwaar(knop)
    If bezwaar <> "" Then
        RaToon bezwaar, "fout"
    ElseIf RaVraag(knop) Then
        RaBalk True
        RunPython OPDRACHT
        gewacht = 0
        If RaWerktDoor() Then
            RaStraks
        Else
            RaToonAntwoord
        End If
    End If
    Exit Sub
mislukt:
    RaMislukt Err.Description
End Sub

Public Sub RaKijk()
    ' Alleen op een Mac: elke seconde kijken of Python al antwoordde, of klaagde.
    On Error GoTo mislukt
    gewacht = gewacht + 1
    If Dir(RaPlaats("antwoord.txt")) = "" And Not RaPythonKlaagt() And gewacht < LANGSTE_WACHTEN Then
        RaStraks
    Else
        RaToonAntwoord
    End If
    Exit Sub
mislukt:
    RaMislukt Err.Description
End Sub

Private Function RaPythonKlaagt() As Boolean
    ' Waar xlwings op een Mac de fouten van Python laat staan.
    RaPythonKlaagt = False
    If Dir(Environ("HOME") & "/xlwings.log") <> "" Then RaPythonKlaagt = FileLen(Environ("HOME") & "/xlwings.log") > 0
End Function

Private Sub RaMislukt(ByVal reden As String)
    RaRuimOp
    RaToon "Dit lukte niet: " & reden & vbNewLine & vbNewLine & _
        "Sla de werkmap op, sluit Excel en probeer het opnieuw. Blijft het misgaan: klik op Installatie controleren.", "fout"
End Sub

Private Function RaBezwaar(ByVal knop As String) As String
    ' Waarom deze knop nu niet kan; leeg als hij kan.
    If Not RaBeschermd() Is Nothing Then
        RaBezwaar = "Deze werkmap staat in beveiligde weergave. Klik eerst op Bewerken inschakelen."
    ElseIf RaVraagtWerkmap(knop) And Not RaIsOnze() Then
        RaBezwaar = "Open eerst een werkmap van het ruimtelijk arrangement."
    ElseIf RaVreemdeInstelling() Then
        RaBezwaar = "Bij deze werkmap staan instellingen voor een ander programma (een blad of bestand ra_excel.conf, of een blad met Python). " & _
            "Om veiligheidsredenen doet het lint dan niets. Haal die eerst weg."
    ElseIf RaVreemdTeken() <> "" Then
        RaBezwaar = "In de naam of de map van deze werkmap staat het teken " & RaVreemdTeken() & _
            " en dat kan Python niet aan. Bewaar de werkmap onder een andere naam of in een andere map."
    ElseIf RaPython() = "" Then
        RaBezwaar = "Python is nog niet aan Excel gekoppeld." & vbNewLine & _
            "Voer op de opdrachtregel uit: ra invoegtoepassing installeer"
    End If
End Function

Private Function RaVraagtWerkmap(ByVal knop As String) As Boolean
    Select Case knop
        Case "raConsolideer", "raWord", "raVergelijk", "raVervolg", "raHandleiding", "raStatus", "raOver"
            RaVraagtWerkmap = False
        Case Else
            RaVraagtWerkmap = True
    End Select
End Function

Private Function RaVraagtKopie(ByVal knop As String) As Boolean
    Select Case knop
        Case "raValideer", "raNieuw", "raDoorzetten", "raIndienen"
            RaVraagtKopie = True
        Case Else
            RaVraagtKopie = False
    End Select
End Function

Public Function RaIsOnze() As Boolean
    ' Onze werkmappen dragen een verborgen naam. Elke fout hier betekent: niet de onze.
    Dim werkmap As Object, naam As Object
    On Error Resume Next
    Set werkmap = RaBeschermd()
    If werkmap Is Nothing Then Set werkmap = ActiveWorkbook
    Set naam = werkmap.Names("ra_schema")
    RaIsOnze = Not naam Is Nothing
End Function

Private Function RaVreemdeInstelling() As Boolean
    ' xlwings leest instellingen uit de werkmap en haar map. Van een ander mogen die niet bepalen welk programma start.
    Dim blad As Object
    RaVreemdeInstelling = False
    If ActiveWorkbook Is Nothing Then Exit Function
    For Each blad In ActiveWorkbook.Sheets
        If LCase$(blad.Name) = PROJECT_NAME & ".conf" Or LCase$(Right$(blad.Name, 3)) = ".py" Then RaVreemdeInstelling = True
    Next blad
    If FileExists(GetDirectoryConfigFilePath()) Then RaVreemdeInstelling = True
End Function

Private Function RaVreemdTeken() As String
    ' xlwings zet naam en plaats van de werkmap op de opdrachtregel. Deze tekens zouden daar iets anders betekenen.
    Dim tekens As String, i As Long
    RaVreemdTeken = ""
    If ActiveWorkbook Is Nothing Then Exit Function
    tekens = ";|" & Chr$(34)
    #If Mac Then
        tekens = tekens & "$`\"
    #End If
    For i = 1 To Len(tekens)
        If InStr(ActiveWorkbook.FullName, Mid$(tekens, i, 1)) > 0 Then RaVreemdTeken = Mid$(tekens, i, 1)
    Next i
    If InStr(ActiveWorkbook.Name, "=") > 0 Then RaVreemdTeken = "="
End Function

Private Function RaPython() As String
    ' Het pad van Python zoals bij de installatie vastgelegd; leeg als het er niet (meer) is.
    Dim pad As String
    #If Mac Then
        ' Excel mag buiten haar eigen map niet kijken of het bestand er is.
        pad = GetConfig("INTERPRETER_MAC", "", "user")
    #Else
        pad = GetConfig("INTERPRETER_WIN", "", "user")
        If Not FileExists(pad) Then pad = ""
    #End If
    RaPython = pad
End Function

Private Function RaVraag(ByVal knop As String) As Boolean
    ' Schrijft wat Python moet weten. Onwaar als de gebruiker geen map koos.
    Dim regels As String, een As String, twee As String, kopie As String
    RaVraag = False
    Select Case knop
        Case "raIndienen"
            een = RaKiesMap("Waar komt de indienversie?")
            If een = "" Then Exit Function
        Case "raConsolideer", "raWord"
            een = RaKiesMap("Kies de map met inzendingen")
            If een = "" Then Exit Function
            twee = RaKiesMap("Kies een map voor de uitvoer")
            If twee = "" Then Exit Function
        Case "raVergelijk"
            een = RaKiesMap("Kies de oude map")
            If een = "" Then Exit Function
            twee = RaKiesMap("Kies de nieuwe map")
            If twee = "" Then Exit Function
        Case "raVervolg"
            een = RaKiesMap("Kies de map met de laatste inzendingen")
            If een = "" Then Exit Function
            twee = RaKiesMap("Kies een lege map voor de nieuwe werkmappen")
            If twee = "" Then Exit Function
    End Select
    RaMaakPlaats
    regels = "knop=" & knop & vbNewLine & "een=" & RaHex(een) & vbNewLine & "twee=" & RaHex(twee) & vbNewLine & _
        "invoegtoepassing=" & RaHex(ThisWorkbook.FullName)
    If RaVraagtWerkmap(knop) Then
        regels = regels & vbNewLine & "alleenlezen=" & RaHex(IIf(RaAlleenLezen(), "ja", ""))
    ElseIf ActiveWorkbook Is Nothing Then
        ' RunPython kan niet zonder werkmap; deze gaat na het antwoord weer dicht.
        Set hulpmap = Workbooks.Add
    End If
    If RaVraagtKopie(knop) Then
        ' Een kopie, zodat ook werk dat nog niet is opgeslagen en bestanden in OneDrive of SharePoint meetellen.
        kopie = "kopie" & RaExtensie(ActiveWorkbook.Name)
        ActiveWorkbook.SaveCopyAs RaPlaats(kopie)
        regels = regels & vbNewLine & "kopie=" & RaHex(kopie)
    End If
    RaSchrijf RaPlaats("verzoek.txt"), regels
    RaVraag = True
End Function

Private Sub RaToonAntwoord()
    Dim regels() As String
    RaRuimOp
    If Dir(RaPlaats("antwoord.txt")) = "" Then
        RaToon "Python startte niet of brak af." & vbNewLine & "Voer op de opdrachtregel uit: ra invoegtoepassing status" & vbNewLine & _
            "Wat Python meldde, staat voor uw beheerder in " & RaPlaats("laatste-fout.txt"), "fout"
        Exit Sub
    End If
    regels = Split(RaLees(RaPlaats("antwoord.txt")), vbLf)
    Kill RaPlaats("antwoord.txt")
    If RaUitHex(regels(1)) <> "" Then RaToon RaUitHex(regels(1)), regels(0)
End Sub

Private Sub RaRuimOp()
    ' De hulpmap gaat dicht, behalve als iemand er iets in typte.
    On Error Resume Next
    RaBalk False
    If Not hulpmap Is Nothing Then
        If hulpmap.Saved Then hulpmap.Close False
    End If
    Set hulpmap = Nothing
End Sub
