@echo off
rem The administrator's commands on an installed machine, which has no npm: see docs/operations.md.
setlocal
set "file="
if "%~1"=="promote" set "file=hub\promote_main.ts"
if "%~1"=="restore" set "file=hub\restore_main.ts"
if "%~1"=="handover" set "file=hub\handover_main.ts"
if "%~1"=="hub" set "file=hub\main.ts"
if "%~1"=="drivers" set "file=scripts\drivers.ts"
if not defined file (
  echo civic-hall-tool promote ^| restore ^| handover ^| hub ^| drivers 1>&2
  exit /b 2
)
set "rest="
:next
shift
if "%~1"=="" goto run
set rest=%rest% "%~1"
goto next
:run
"%~dp0..\node\node.exe" "%~dp0%file%"%rest%
