Attribute VB_Name = "RaExcel"
Option Explicit
' Wat alleen Excel zelf kan: berichten, mappen kiezen, en weten waar de werkmap staat.

Public Sub RaToon(ByVal tekst As String, ByVal soort As String)
    MsgBox tekst, IIf(soort = "fout", vbExclamation, vbInformation), "Ruimtelijk arrangement"
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

Public Function RaUitwisselMap() As String
    #If Mac Then
        RaUitwisselMap = Environ("HOME") & "/Library/Containers/com.microsoft.Excel/Data/ra_excel"
    #Else
        RaUitwisselMap = Environ("TEMP") & "\ra_excel"
    #End If
End Function

Public Function RaBeveiligdeWeergave() As Boolean
    RaBeveiligdeWeergave = False
    #If Not Mac Then
        RaBeveiligdeWeergave = Not (Application.ActiveProtectedViewWindow Is Nothing)
    #End If
End Function

Public Function RaVreemdeInstelling() As Boolean
    ' xlwings leest instellingen uit de werkmap en haar map. Van een ander mogen die niet bepalen welk programma start.
    Dim blad As Object
    RaVreemdeInstelling = False
    If ActiveWorkbook Is Nothing Then Exit Function
    For Each blad In ActiveWorkbook.Sheets
        If LCase$(blad.Name) = PROJECT_NAME & ".conf" Or LCase$(Right$(blad.Name, 3)) = ".py" Then RaVreemdeInstelling = True
    Next blad
    If ActiveWorkbook.Path <> "" And InStr(ActiveWorkbook.Path, "://") = 0 Then
        If Dir(ActiveWorkbook.Path & Application.PathSeparator & PROJECT_NAME & ".conf") <> "" Then RaVreemdeInstelling = True
    End If
End Function

Public Function RaPython() As String
    ' Het pad van Python zoals bij de installatie vastgelegd; leeg als het er niet (meer) is.
    Dim pad As String
    #If Mac Then
        pad = GetConfig("INTERPRETER_MAC", "", "user")
    #Else
        pad = GetConfig("INTERPRETER_WIN", "", "user")
    #End If
    RaPython = ""
    If pad <> "" Then
        If Dir(pad) <> "" Then RaPython = pad
    End If
End Function
