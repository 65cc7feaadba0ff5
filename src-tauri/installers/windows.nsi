; The installer for Windows: for one account, asking for no rights. `cargo xtask package` hands over
;   VERSION  1.2.3    ROOT  the project    BIN  where the programs are    PARTS  texts that were made    OUT  the file to write
;   WEBVIEW2  Microsoft's offline installer of WebView2, if it is to be brought along    SIGN  a command that signs the file behind it
;   QUICK    to try it: packed less tightly
; Silently: `setup.exe /S`; `uninstall.exe /S` keeps the vault, `uninstall.exe /S /ERASE` erases it.

Unicode true
ManifestDPIAware true
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "nsDialogs.nsh"
!include "x64.nsh"
!include "Win\COM.nsh"
!include "Win\Propkey.nsh"

!define ID "cn.beishen.desk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define WINDOW "beishen-app.exe"
; What a bundle is called in the registry, and Windows told that such things have changed.
!define BUNDLE "Beishen.Bundle"
!define SHCNE_ASSOCCHANGED 0x08000000
; Windows has this folder in the PATH of every account.
!define ON_PATH "$LOCALAPPDATA\Microsoft\WindowsApps"

Name "备申"
OutFile "${OUT}"
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "备申 Beishen"
VIAddVersionKey /LANG=0 "FileDescription" "备申 Beishen"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT OR Apache-2.0"
!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

!define MUI_ICON "${ROOT}\assets\icons\icon.ico"
!define MUI_UNICON "${ROOT}\assets\icons\icon.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
UninstPage custom un.ask un.answered
!insertmacro MUI_UNPAGE_INSTFILES
; The language of Windows decides; Chinese stands for all others.
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString OPEN ${LANG_SIMPCHINESE} "备申正开着，请先关闭它。"
LangString OPEN ${LANG_ENGLISH} "Beishen is running. Close it first."
LangString NO_WEBVIEW ${LANG_SIMPCHINESE} "这台电脑没有 WebView2，窗口打不开。请从微软网站安装“WebView2 运行时”（Evergreen）。命令行 beishen 已可使用。"
LangString NO_WEBVIEW ${LANG_ENGLISH} "This computer has no WebView2, which the window needs. Install the “WebView2 Runtime” (Evergreen) from Microsoft's website. The command line, beishen, works already."
LangString BUNDLE_NAME ${LANG_SIMPCHINESE} "备申交接包"
LangString BUNDLE_NAME ${LANG_ENGLISH} "Beishen bundle"
LangString ASK_TITLE ${LANG_SIMPCHINESE} "卸载备申"
LangString ASK_TITLE ${LANG_ENGLISH} "Remove Beishen"
LangString ASK_SUBTITLE ${LANG_SIMPCHINESE} "资料库要留着吗？"
LangString ASK_SUBTITLE ${LANG_ENGLISH} "Is the vault to stay?"
LangString KEPT ${LANG_SIMPCHINESE} "资料库（所有申请人的资料和备份）会留在 $LOCALAPPDATA\${ID}，重新安装后可继续使用。"
LangString KEPT ${LANG_ENGLISH} "The vault, with all applicants and its backups, stays in $LOCALAPPDATA\${ID}; whoever installs Beishen again goes on with it."
LangString ERASE ${LANG_SIMPCHINESE} "同时删除资料库和备份（不能恢复）"
LangString ERASE ${LANG_ENGLISH} "Erase the vault and its backups as well (for good)"

Var Erase
Var EraseBox

; A program that runs cannot be replaced.
!macro CLOSED
  again_${__FUNCTION__}:
  IfFileExists "$INSTDIR\${WINDOW}" 0 closed_${__FUNCTION__}
  ClearErrors
  FileOpen $0 "$INSTDIR\${WINDOW}" a
  IfErrors 0 opened_${__FUNCTION__}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(OPEN)" /SD IDCANCEL IDRETRY again_${__FUNCTION__}
    SetErrorLevel 2
    Quit
  opened_${__FUNCTION__}:
  FileClose $0
  closed_${__FUNCTION__}:
!macroend

; A notification of Windows needs a shortcut that bears the program's name for the system.
!macro NAMED LINK
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Load} $1 '("${LINK}", ${STGM_READWRITE})'
      ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
      ${If} $2 P<> 0
        System::Call 'OleAut32::SysAllocString(w "${ID}") p.r3'
        System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r4'
        System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_BSTR},,&p${NSIS_PTR_SIZE} $3)p.r5'
        ${IPropertyStore::SetValue} $2 '($4,$5)'
        System::Call 'OleAut32::SysFreeString(p r3)'
        System::Free $4
        System::Free $5
        ${IPropertyStore::Commit} $2 ""
        ${IUnknown::Release} $2 ""
        ${IPersistFile::Save} $1 '("${LINK}",1)'
      ${EndIf}
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
!macroend

Function .onInit
  ; Always the same place, for one account: /D= is not heeded.
  StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Beishen"
  !insertmacro CLOSED
FunctionEnd

Function un.onInit
  StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Beishen"
  StrCpy $Erase 0
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/ERASE" $1
  IfErrors +2 0
    StrCpy $Erase 1
  !insertmacro CLOSED
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  File "${BIN}\${WINDOW}"
  File "${BIN}\beishen.exe"
  ; What MinGW does not link in, and Microsoft's compiler does.
  File /nonfatal "${BIN}\WebView2Loader.dll"
  File "${PARTS}\third-party.txt"
  File "${PARTS}\sbom.json"
  File "${ROOT}\LICENSE-MIT"
  File "${ROOT}\LICENSE-APACHE"
  SetOutPath "$INSTDIR\resources"
  File /r "${ROOT}\src-tauri\resources\*"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\备申.lnk" "$INSTDIR\${WINDOW}"
  !insertmacro NAMED "$SMPROGRAMS\备申.lnk"
  CreateDirectory "${ON_PATH}"
  FileOpen $0 "${ON_PATH}\beishen.cmd" w
  FileWrite $0 '@"%LOCALAPPDATA%\Programs\Beishen\beishen.exe" %*$\r$\n'
  FileClose $0

  ; A double click on a bundle.
  WriteRegStr HKCU "Software\Classes\.beishen" "" "${BUNDLE}"
  WriteRegStr HKCU "Software\Classes\${BUNDLE}" "" "$(BUNDLE_NAME)"
  WriteRegStr HKCU "Software\Classes\${BUNDLE}\DefaultIcon" "" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "Software\Classes\${BUNDLE}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "备申"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Beishen"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0

  ; Where Microsoft says that WebView2 is there: for the computer, or for the account.
  StrCpy $1 "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
  ReadRegStr $0 HKLM "SOFTWARE\WOW6432Node\$1" "pv"
  StrCmp $0 "" 0 there
  ReadRegStr $0 HKCU "Software\$1" "pv"
  StrCmp $0 "" 0 there
  !ifdef WEBVIEW2
    File "/oname=$PLUGINSDIR\webview2.exe" "${WEBVIEW2}"
    ExecWait '"$PLUGINSDIR\webview2.exe" /silent /install' $0
    StrCmp $0 0 there
  !endif
  MessageBox MB_OK|MB_ICONINFORMATION "$(NO_WEBVIEW)" /SD IDOK
  there:
SectionEnd

Function un.ask
  !insertmacro MUI_HEADER_TEXT "$(ASK_TITLE)" "$(ASK_SUBTITLE)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 48u "$(KEPT)"
  Pop $0
  ${NSD_CreateCheckbox} 0 56u 100% 12u "$(ERASE)"
  Pop $EraseBox
  ${NSD_SetState} $EraseBox $Erase
  nsDialogs::Show
FunctionEnd

Function un.answered
  ${NSD_GetState} $EraseBox $Erase
FunctionEnd

Section "Uninstall"
  Delete "$SMPROGRAMS\备申.lnk"
  Delete "${ON_PATH}\beishen.cmd"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\beishen.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\third-party.txt"
  Delete "$INSTDIR\sbom.json"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\uninstall.exe"
  RMDir /r "$INSTDIR\resources"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Classes\${BUNDLE}"
  DeleteRegKey HKCU "Software\Classes\.beishen"
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'
  ; What the web view has put aside is nobody's.
  RMDir /r "$LOCALAPPDATA\${ID}\EBWebView"
  StrCmp $Erase 1 0 kept
    RMDir /r "$LOCALAPPDATA\${ID}"
  kept:
SectionEnd
