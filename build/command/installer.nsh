# Whether the command is on this user's PATH: asked by the installer, remembered for updates, undone by the uninstaller.
# electron-builder includes this in both.
!include "LogicLib.nsh"
!include "WordFunc.nsh"
!include "nsDialogs.nsh"
!include "WinMessages.nsh"

!define COMMAND_SETTINGS "Software\Augno Vault"
!define COMMAND_FOLDER "$INSTDIR\resources\command"
!define ERROR_REPORTING "Software\Microsoft\Windows\Windows Error Reporting\ExcludedApplications"

# SIGN is + or -. A PATH that does not fit into a text of this installer is left alone: written back, it would be cut off.
!macro changePath SIGN
  ClearErrors
  ReadRegStr $R0 HKCU "Environment" "Path"
  StrCpy $R4 "fits"
  ${If} ${Errors}
    # It is not there, or too long to be read.
    StrCpy $R0 ""
    StrCpy $R2 0
    ${Do}
      EnumRegValue $R3 HKCU "Environment" $R2
      ${If} $R3 == "Path"
        StrCpy $R4 "too long"
      ${EndIf}
      IntOp $R2 $R2 + 1
    ${LoopUntil} $R3 == ""
  ${EndIf}
  StrLen $R2 $R0
  StrLen $R3 "${COMMAND_FOLDER}"
  IntOp $R2 $R2 + $R3
  IntOp $R2 $R2 + 8
  ${If} $R2 > ${NSIS_MAX_STRLEN}
    StrCpy $R4 "too long"
  ${EndIf}
  ${If} $R4 == "fits"
    ${WordAdd} "$R0" ";" "${SIGN}${COMMAND_FOLDER}" $R1
    ${If} $R1 == ""
      DeleteRegValue HKCU "Environment" "Path"
    ${ElseIf} $R1 != $R0
      WriteRegExpandStr HKCU "Environment" "Path" "$R1"
    ${EndIf}
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
  ${Else}
    DetailPrint "PATH is too long to be changed here and was left as it is. The command: ${COMMAND_FOLDER}"
  ${EndIf}
!macroend

!ifndef BUILD_UNINSTALLER
  Var commandOnPath
  Var commandOnPathBox

  !macro customPageAfterChangeDir
    Page custom commandPage commandPageLeave

    Function commandPage
      # An update keeps what was chosen.
      ${If} ${isUpdated}
        Abort
      ${EndIf}
      ClearErrors
      ReadRegDWORD $commandOnPath HKCU "${COMMAND_SETTINGS}" "CommandOnPath"
      ${If} ${Errors}
        StrCpy $commandOnPath 1
      ${EndIf}
      nsDialogs::Create 1018
      Pop $0
      ${NSD_CreateCheckbox} 0 10u 100% 12u "Put the command augno-vault on PATH (den Befehl augno-vault in PATH aufnehmen)"
      Pop $commandOnPathBox
      ${If} $commandOnPath == 1
        ${NSD_Check} $commandOnPathBox
      ${EndIf}
      nsDialogs::Show
    FunctionEnd

    Function commandPageLeave
      ${NSD_GetState} $commandOnPathBox $commandOnPath
      WriteRegDWORD HKCU "${COMMAND_SETTINGS}" "CommandOnPath" $commandOnPath
    FunctionEnd
  !macroend

  !macro customInstall
    # SECURITY: keys are in the memory that an error report would hold, and may send.
    WriteRegDWORD HKCU "${ERROR_REPORTING}" "${APP_EXECUTABLE_FILENAME}" 1
    WriteRegDWORD HKCU "${ERROR_REPORTING}" "augno-vault.exe" 1
    ClearErrors
    ReadRegDWORD $commandOnPath HKCU "${COMMAND_SETTINGS}" "CommandOnPath"
    ${If} ${Errors}
      # Nobody was asked: a silent installation changes no PATH.
      StrCpy $commandOnPath 0
    ${EndIf}
    ${If} $commandOnPath == 1
      !insertmacro changePath "+"
    ${Else}
      !insertmacro changePath "-"
    ${EndIf}
  !macroend
!endif

!macro customUnInstall
  # What an update puts in place of is uninstalled too.
  ${IfNot} ${isUpdated}
    !insertmacro changePath "-"
    DeleteRegKey HKCU "${COMMAND_SETTINGS}"
    DeleteRegValue HKCU "${ERROR_REPORTING}" "${APP_EXECUTABLE_FILENAME}"
    DeleteRegValue HKCU "${ERROR_REPORTING}" "augno-vault.exe"
    # What the app entered for its links and for starting at login.
    DeleteRegKey HKCU "Software\Classes\augno-vault"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "com.augno.vault"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "com.augno.vault"
  ${EndIf}
!macroend
