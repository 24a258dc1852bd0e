# An installer of nothing but what build/command/installer.nsh adds to electron-builder's: for 64 bit, as Wine runs no other here.
Target amd64-unicode
Unicode true
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!define APP_EXECUTABLE_FILENAME "Augno Vault.exe"
# As electron-builder says it: the uninstaller of the version before is called so by an update.
!macro _isUpdated _a _b _t _f
  ${GetParameters} $R9
  ClearErrors
  ${GetOptions} $R9 "--updated" $R8
  IfErrors `${_f}` `${_t}`
!macroend
!define isUpdated `"" isUpdated ""`
!include "${SCRIPT}"

Name "Augno Vault"
OutFile "${OUT}"
InstallDir "${INTO}"
RequestExecutionLevel user
SilentInstall silent
SilentUnInstall silent
!insertmacro customPageAfterChangeDir

Section
  SetOutPath $INSTDIR
  WriteUninstaller "$INSTDIR\uninstall.exe"
  !insertmacro customInstall
SectionEnd

Section Uninstall
  !insertmacro customUnInstall
SectionEnd
