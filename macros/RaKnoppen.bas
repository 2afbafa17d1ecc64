Attribute VB_Name = "RaKnoppen"
Option Explicit
' De knoppen van het lint. Alles wat kennis vraagt, doet Python; hier staat alleen het doorgeven.

Public Const OPDRACHT As String = "import ra_excel.addin.ribbon; ra_excel.addin.ribbon.main()"

Private lint As IRibbonUI

Public Sub RaGeladen(ribbon As IRibbonUI)
    Set lint = ribbon
End Sub

Public Sub RaVernieuw()
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
        Exit Sub
    End If
    If Not RaVraag(knop) Then Exit Sub
    RunPython OPDRACHT
    RaToonAntwoord
    Exit Sub
mislukt:
    RaToon "Dit lukte niet: " & Err.Description & vbNewLine & vbNewLine & _
        "Sla de werkmap op, sluit Excel en probeer het opnieuw. Blijft het misgaan: klik op Installatie controleren.", "fout"
End Sub

Private Function RaBezwaar(ByVal knop As String) As String
    ' Waarom deze knop nu niet kan; leeg als hij kan.
    If RaBeveiligdeWeergave() Then
        RaBezwaar = "Deze werkmap staat in beveiligde weergave. Klik eerst op Bewerken inschakelen."
    ElseIf RaVraagtWerkmap(knop) And Not RaIsOnze() Then
        RaBezwaar = "Open eerst een werkmap van het ruimtelijk arrangement."
    ElseIf RaVreemdeInstelling() Then
        RaBezwaar = "Bij deze werkmap staan instellingen voor een ander programma (een blad of bestand ra_excel.conf, of een blad met Python). " & _
            "Om veiligheidsredenen doet het lint dan niets. Haal die eerst weg."
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

Public Function RaIsOnze() As Boolean
    ' Onze werkmappen dragen een verborgen naam.
    Dim naam As Object
    RaIsOnze = False
    If ActiveWorkbook Is Nothing Then Exit Function
    For Each naam In ActiveWorkbook.Names
        If naam.Name = "ra_schema" Then RaIsOnze = True
    Next naam
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
    If ActiveWorkbook Is Nothing Then Workbooks.Add
    RaMaakPlaats
    regels = "knop=" & knop & vbNewLine & "een=" & RaHex(een) & vbNewLine & "twee=" & RaHex(twee)
    If RaVraagtWerkmap(knop) Then
        ' Een kopie, zodat ook werk dat nog niet is opgeslagen en bestanden in OneDrive of SharePoint meetellen.
        kopie = "kopie" & RaExtensie(ActiveWorkbook.Name)
        ActiveWorkbook.SaveCopyAs RaPlaats(kopie)
        regels = regels & vbNewLine & "kopie=" & RaHex(kopie) & vbNewLine & "naam=" & RaHex(ActiveWorkbook.Name)
    End If
    RaSchrijf RaPlaats("verzoek.txt"), regels
    RaVraag = True
End Function

Private Sub RaToonAntwoord()
    Dim regels() As String
    If Dir(RaPlaats("antwoord.txt")) = "" Then
        RaToon "Python gaf geen antwoord. Klik op Installatie controleren, of voer op de opdrachtregel uit: ra doctor", "fout"
        Exit Sub
    End If
    regels = Split(RaLees(RaPlaats("antwoord.txt")), vbLf)
    If RaUitHex(regels(1)) <> "" Then RaToon RaUitHex(regels(1)), regels(0)
End Sub
