Attribute VB_Name = "RaExcel"
Option Explicit
' Wat alleen Excel zelf kan, en per systeem verschilt: berichten, mappen kiezen, beveiligde weergave, straks terugkomen.

Public Sub RaToon(ByVal tekst As String, ByVal soort As String)
    MsgBox tekst, IIf(soort = "fout", vbExclamation, vbInformation), "Ruimtelijk arrangement"
End Sub

Public Sub RaBalk(ByVal bezig As Boolean)
    ' Wat Python in de statusbalk zette, blijft staan.
    Const WACHTEN As String = "Ruimtelijk arrangement: een ogenblik"
    If bezig Then
        Application.StatusBar = WACHTEN
    ElseIf CStr(Application.StatusBar) = WACHTEN Then
        Application.StatusBar = False
    End If
End Sub

Public Function RaKiesMap(ByVal titel As String) As String
    RaKiesMap = ""
    #If Mac Then
        RaKiesMap = InputBox(titel & vbNewLine & "Typ of plak het volledige pad.", "Ruimtelijk arrangement")
    #Else
        With Application.FileDialog(4)
            .Title = titel
            .AllowMultiSelect = False
            If .Show = -1 Then RaKiesMap = .SelectedItems(1)
        End With
    #End If
End Function

Public Function RaBeschermd() As Object
    ' De werkmap die in beveiligde weergave voor staat, als er zo een is. Excel voor Mac kent die weergave niet.
    Set RaBeschermd = Nothing
    #If Not Mac Then
        If Not Application.ActiveProtectedViewWindow Is Nothing Then
            Set RaBeschermd = Application.ActiveProtectedViewWindow.Workbook
        End If
    #End If
End Function

Public Function RaAlleenLezen() As Boolean
    RaAlleenLezen = ActiveWorkbook.ReadOnly
End Function

Public Function RaWerktDoor() As Boolean
    ' Op een Mac komt RunPython meteen terug en werkt Python daarna nog; op Windows wacht Excel.
    RaWerktDoor = False
    #If Mac Then
        RaWerktDoor = True
    #End If
End Function

Public Sub RaStraks()
    Application.OnTime Now + TimeSerial(0, 0, 1), "'" & ThisWorkbook.Name & "'!RaKijk"
End Sub
