@echo off
rem Set up what is missing, then start Avatar Wizard with its practice service.
rem
rem   packaging\run [options]      the wizard in practice mode
rem   packaging\run COMMAND ...    one of the program's own commands: check submit jobs practice tour self-test
rem   packaging\run setup          only the set-up
rem   packaging\run test [...]     every test; with arguments: those of pytest
rem   packaging\run quick [...]    the part of the tests that takes less than a minute
rem   packaging\run lint           the linter and the type checker
rem
rem Not run by its authors on Windows yet: a test holds it against packaging/run instead.
setlocal EnableExtensions DisableDelayedExpansion
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHONNOUSERSITE=1"
for %%I in ("%~dp0..") do set "root=%%~fI"
set "python=%root%\.venv\Scripts\python.exe"
set "kind=runtime"
if /i "%~1"=="test" set "kind=test"
if /i "%~1"=="quick" set "kind=test"
if /i "%~1"=="lint" set "kind=test"
if /i "%~1"=="help" goto help

rem The launcher py.exe knows every installed Python; python.exe alone may be the Store's empty stand-in.
set "found="
for %%V in (3.13 3.12 3.14 3.11) do if not defined found (
    py -%%V -I -c "import ensurepip, venv" >nul 2>&1 && set "found=py -%%V"
)
if not defined found (
    python -I -c "import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" >nul 2>&1 && set "found=python"
)
if not defined found (
    echo Avatar Wizard needs Python 3.11 to 3.14. Please install one from python.org, with its launcher "py".
    exit /b 1
)
%found% -I "%root%\packaging\environment.py" %kind% <nul
if errorlevel 1 exit /b 1

if /i "%~1"=="setup" goto setup
if /i "%~1"=="test" goto test
if /i "%~1"=="quick" goto quick
if /i "%~1"=="lint" goto lint
for %%C in (check submit jobs practice tour self-test) do if /i "%~1"=="%%C" goto command
"%python%" -P -m avatar_wizard --practice %*
exit /b %errorlevel%

:command
"%python%" -P -m avatar_wizard %*
exit /b %errorlevel%

:setup
echo Avatar Wizard is set up.
exit /b 0

:test
pushd "%root%"
if not "%~2"=="" goto some_tests
set "status=0"
call :pytest -n 2 tests/architecture tests/unit
call :pytest -n 3 --dist loadfile tests --ignore=tests/architecture --ignore=tests/unit --ignore=tests/e2e --ignore=tests/integration/window
call :pytest -n 2 --dist loadfile tests/integration/window
popd
exit /b %status%

:pytest
"%python%" -P -m pytest %* <nul
if errorlevel 1 set "status=1"
exit /b 0

rem cmd has no shift for %*: the arguments after the first are gathered by hand.
:some_tests
set "status=0"
call :rest %*
call :pytest %rest%
popd
exit /b %status%

:quick
pushd "%root%"
set "status=0"
call :rest %*
call :pytest -n 2 tests/architecture tests/unit %rest%
popd
exit /b %status%

:rest
set "rest="
:next
shift
if "%~1"=="" exit /b 0
set rest=%rest% %1
goto next

:lint
pushd "%root%"
set "status=0"
"%python%" -m ruff check gui tests packaging || set "status=1"
"%python%" -m ruff format --check gui tests packaging || set "status=1"
"%python%" -m mypy || set "status=1"
popd
exit /b %status%

:help
for /f "tokens=1* delims= " %%A in ('findstr /b /c:"rem " "%~f0"') do if not "%%B"=="" echo %%B
exit /b 0
