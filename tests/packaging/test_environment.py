"""The set-up of the Python environment: whole, quick the second time, and mended after whatever cut it short."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import PySide6
import pytest

fcntl = pytest.importorskip("fcntl", reason="the small project runs the POSIX half of the set-up")

CATALOGUE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN"><context><name>Shell</name>
<message><source>Next</source><translation>\u4e0b\u4e00\u6b65</translation></message></context></TS>
"""


def _says(project, code: str, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [project.python, "-P", "-c", code], capture_output=True, text=True, cwd=cwd, timeout=60, check=True
    )
    return done.stdout.strip()


def _packages(project) -> Path:
    return next((project.root / ".venv" / "lib").glob("python3*/site-packages"))


def test_the_program_is_found_from_anywhere_and_as_a_command(ready_project) -> None:
    assert _says(ready_project, "import lockedpart; print(lockedpart.VERSION)") == "1.0"
    assert _says(ready_project, "import avatar_wizard; print(len(avatar_wizard.__path__))", cwd=Path("/")) == "1"
    command = ready_project.root / ".venv" / "bin" / "avatar-wizard"
    done = subprocess.run([command, "jobs", "a b"], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == '["jobs", "a b"]'


def test_a_second_set_up_has_nothing_to_do(ready_project) -> None:
    for kind in ("test", "runtime"):
        again = ready_project.set_up(kind, PIP_FIND_LINKS="/nonexistent")
        assert (again.returncode, again.stdout) == (0, "")


def test_a_moved_folder_still_works(copied_project) -> None:
    assert copied_project.set_up().stdout == ""
    where = _says(copied_project, "import avatar_wizard; print(ascii(avatar_wizard.__file__))")
    assert " moved/gui/avatar_wizard/" in where


def test_a_set_up_that_was_killed_is_started_over(bare_project) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-I", bare_project.root / "packaging" / "environment.py", "runtime"],
        env=bare_project.environment(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    unfinished = bare_project.root / ".venv" / "avatar-wizard.unfinished"
    deadline = time.monotonic() + 60
    while not unfinished.exists() and time.monotonic() < deadline:
        assert killed.poll() is None
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert unfinished.exists()

    mended = bare_project.set_up()
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert "starting over" in mended.stdout
    assert not unfinished.exists()
    assert _says(bare_project, "import lockedpart; print(lockedpart.VERSION)") == "1.0"

    # What only tests need comes only with the tests.
    done = subprocess.run([bare_project.python, "-c", "import testpart"], capture_output=True, timeout=60)
    assert done.returncode != 0
    assert bare_project.set_up("test").returncode == 0
    assert _says(bare_project, "import testpart; print(testpart.VERSION)") == "1.0"


def test_a_half_written_package_is_not_taken_for_installed(copied_project) -> None:
    # Killed in the middle of pip: the package's metadata is there, its module is not.
    (_packages(copied_project) / "lockedpart.py").unlink()
    (copied_project.root / ".venv" / "avatar-wizard.unfinished").touch()
    assert copied_project.set_up().returncode == 0
    assert _says(copied_project, "import lockedpart; print(lockedpart.VERSION)") == "1.0"


def test_a_python_that_is_gone_is_replaced(copied_project) -> None:
    copied_project.python.unlink()
    copied_project.python.symlink_to("/nonexistent/python3")
    assert copied_project.set_up().returncode == 0
    assert _says(copied_project, "import lockedpart; print(lockedpart.VERSION)") == "1.0"


def test_a_changed_lock_is_followed(copied_project) -> None:
    lock = copied_project.root / "packaging" / "requirements.lock"
    lock.write_text(copied_project.add_wheel("lockedpart", "2.0"), "ascii")
    # The environment for tests, whose lock is the old one, still serves until the tests' lock follows.
    assert copied_project.set_up().stdout == ""
    lock.with_name("requirements-test.lock").write_text(lock.read_text("ascii"), "ascii")
    assert copied_project.set_up().returncode == 0
    assert _says(copied_project, "import lockedpart; print(lockedpart.VERSION)") == "2.0"


def test_a_package_with_another_hash_is_refused(copied_project) -> None:
    line = "lockedpart==3.0 --hash=sha256:" + "0" * 64 + "\n"
    copied_project.add_wheel("lockedpart", "3.0")
    for lock in ("requirements.lock", "requirements-test.lock"):
        (copied_project.root / "packaging" / lock).write_text(line, "ascii")
    done = copied_project.set_up()
    assert done.returncode == 1
    assert "The Python packages could not be installed." in done.stdout
    assert not (copied_project.root / ".venv" / "avatar-wizard.complete").exists()


def test_a_folder_that_cannot_be_written_gets_a_plain_sentence(bare_project) -> None:
    (bare_project.root / "build").write_text("in the way", "ascii")
    done = bare_project.set_up()
    assert done.returncode == 1
    assert "The set-up cannot write in this folder" in done.stdout
    assert "Traceback" not in done.stderr


def test_translations_are_compiled_once(copied_project) -> None:
    folder = copied_project.root / "resources" / "translations"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "avatar_wizard_zh_CN.ts").write_text(CATALOGUE, "utf-8")
    made = folder / "avatar_wizard_zh_CN.qm"

    without = copied_project.set_up("test")
    assert without.returncode == 1
    assert "PySide6 came without lrelease" in without.stdout

    (_packages(copied_project) / "PySide6").symlink_to(Path(PySide6.__file__).parent)
    done = copied_project.set_up("test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert made.read_bytes().startswith(b"\x3c\xb8\x64\x18")  # the mark of a .qm file
    first = made.stat().st_mtime_ns
    assert copied_project.set_up("test").returncode == 0
    assert made.stat().st_mtime_ns == first
    assert [path.name for path in folder.iterdir() if path.suffix == ".new"] == []


def test_two_set_ups_of_one_folder_take_turns(copied_project) -> None:
    (copied_project.root / ".venv" / "avatar-wizard.complete").unlink()
    (copied_project.root / "build").mkdir(exist_ok=True)
    with (copied_project.root / "build" / "set-up.lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = subprocess.Popen(
            [sys.executable, "-I", copied_project.root / "packaging" / "environment.py", "runtime"],
            env=copied_project.environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert second.stdout is not None
        assert second.stdout.readline().startswith("Waiting for another set-up")
        assert not (copied_project.root / ".venv" / "avatar-wizard.unfinished").exists()
    assert second.communicate(timeout=120)[0].startswith("Getting the Python packages")
    assert second.returncode == 0
