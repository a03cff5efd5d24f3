"""Make and mend the project's Python environment (``.venv``); called by ``packaging/run`` and ``packaging\\run.cmd``.

Needs nothing but a Python 3.11 to 3.14 with its standard library. A run that finds everything in place answers in
a fraction of a second; a run that was cut short is made good by the next one.

The program is not built and installed into the environment but linked to it by a path file whose one line is
relative and ASCII. An absolute line would be read in the system's own encoding before Python 3.13, which loses
folders with Chinese names on Windows, and would break when the folder is moved.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

WINDOWS = sys.platform == "win32"
OLDEST, NEWEST = (3, 11), (3, 14)
LOCKS = {"runtime": "requirements.lock", "test": "requirements-test.lock"}
ANOTHER_SET_UP_S = 1800.0
"""How long to wait for another set-up of the same folder, for example after a double start, in seconds."""

_UNIX_COMMAND = '#!/bin/sh\nexec "$(dirname -- "$0")/python" -P -m avatar_wizard "$@"\n'
_WINDOWS_COMMAND = '@"%~dp0python.exe" -P -m avatar_wizard %*\r\n'


class SetUpError(Exception):
    """The environment cannot be made; the text is a plain sentence for whoever started the set-up."""


class Environment:
    """The virtual environment of one copy of the project.

    Two small files in it tell how far a set-up came: ``unfinished`` exists while packages are being changed, and
    ``complete`` says which lock file they came from. An environment for tests also serves the program.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.scripts = self.folder / ("Scripts" if WINDOWS else "bin")
        self.python = self.scripts / ("python.exe" if WINDOWS else "python")
        self.unfinished = self.folder / "avatar-wizard.unfinished"
        self.complete = self.folder / "avatar-wizard.complete"

    def stamp(self, kind: str) -> str:
        """Return what ``complete`` holds after a set-up of ``kind``: the kind and the checksum of its lock file."""
        return f"{kind} {hashlib.sha256(self.lock(kind).read_bytes()).hexdigest()}"

    def lock(self, kind: str) -> Path:
        """Return the lock file of ``kind``, ``runtime`` or ``test``."""
        return self.root / "packaging" / LOCKS[kind]

    def packages(self) -> Path | None:
        """Return the folder of installed packages, or None when the environment's own Python does not run.

        Asking that Python also notices one that was upgraded or removed underneath the environment.
        """
        code = "import os, sys, sysconfig; sys.stdout.buffer.write(os.fsencode(sysconfig.get_path('purelib')))"
        try:
            answer = subprocess.run([self.python, "-I", "-c", code], capture_output=True, timeout=60, check=True)
        except (OSError, subprocess.SubprocessError):
            return None
        folder = Path(os.fsdecode(answer.stdout))
        return folder if folder.is_dir() else None

    def is_ready(self, kind: str) -> bool:
        """Tell whether the packages for ``kind`` are all in place."""
        if self.unfinished.exists():
            return False
        try:
            held = self.complete.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return False
        return held in (self.stamp(kind), self.stamp("test")) and self.packages() is not None

    def set_up(self, kind: str) -> None:
        """Bring the environment to what the lock of ``kind`` says.

        Raises:
            SetUpError: the environment could not be made, or a package could not be had.
        """
        if self.folder.exists() and (self.unfinished.exists() or self.packages() is None):
            # A package that was half written when the power went looks installed to pip: nothing here can be trusted.
            say("An earlier set-up was not finished, or its Python is gone: starting over.")
            self.discard()
        self.folder.mkdir(exist_ok=True)
        self.unfinished.touch()
        self.complete.unlink(missing_ok=True)
        packages = self.packages()
        if packages is None:
            say(f"Making the Python environment in {self.folder.name} ...")
            run([sys.executable, "-I", "-m", "venv", self.folder], "Python could not make its environment.")
            packages = self.packages()
            if packages is None:
                raise SetUpError("The new Python environment does not run.")
        elif not (packages / "pip").is_dir():  # made by another tool
            run([self.python, "-I", "-m", "ensurepip"], "Python could not install its package installer, pip.")
        say("Getting the Python packages (a few hundred megabytes, only this once) ...")
        quiet = [] if sys.stdout.isatty() else ["--quiet"]
        command = ["-I", "-m", "pip", "install", *quiet, "--disable-pip-version-check", "--no-input", "--no-deps"]
        run(
            [self.python, *command, "--require-hashes", "-r", self.lock(kind)],
            "The Python packages could not be installed. Is the network there, and some 2 GB of disk space?",
        )
        self.link(packages)
        self.complete.write_text(self.stamp(kind) + "\n", "ascii")
        self.unfinished.unlink()

    def discard(self) -> None:
        """Remove the environment. It is moved aside first: a removal cut short must not leave half an environment."""
        aside = self.root / "build" / "discarded-environment"
        shutil.rmtree(aside, ignore_errors=True)
        aside.parent.mkdir(exist_ok=True)
        self.folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)

    def link(self, packages: Path) -> None:
        """Let the environment's Python find the program in ``gui/``, and give it its command."""
        line = Path(os.path.relpath(self.root / "gui", packages)).as_posix()
        (packages / "avatar_wizard.pth").write_text(line + "\n", "ascii")
        command = self.scripts / ("avatar-wizard.cmd" if WINDOWS else "avatar-wizard")
        command.write_bytes((_WINDOWS_COMMAND if WINDOWS else _UNIX_COMMAND).encode("ascii"))
        command.chmod(0o755)

    def compile_translations(self) -> None:
        """Write a ``.qm`` beside each ``.ts`` that is newer than its own.

        Raises:
            SetUpError: lrelease is missing or refuses a file.
        """
        stale = [(text, text.with_suffix(".qm")) for text in sorted(self.root.glob("resources/translations/*.ts"))]
        stale = [(text, made) for text, made in stale if not is_newer(made, text)]
        if not stale:
            return
        packages = self.packages()
        lrelease = None if packages is None else packages / "PySide6" / ("lrelease.exe" if WINDOWS else "lrelease")
        if lrelease is None or not lrelease.exists():
            raise SetUpError("The translations cannot be compiled: PySide6 came without lrelease.")
        for text, made in stale:
            fresh = made.with_suffix(".qm.new")
            run([lrelease, "-silent", text, "-qm", fresh], f"The translation {text.name} cannot be compiled.")
            fresh.replace(made)


def is_newer(made: Path, source: Path) -> bool:
    """Tell whether ``made`` exists and is at least as new as ``source``."""
    return made.exists() and made.stat().st_mtime_ns >= source.stat().st_mtime_ns


def say(sentence: str) -> None:
    """Tell the person at the terminal, at once also through a pipe."""
    print(sentence, flush=True)


def run(command: list[str | Path], sentence: str) -> None:
    """Run a command with its output shown.

    Raises:
        SetUpError: with ``sentence``, when it does not start or ends with anything but 0.
    """
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    try:
        code = subprocess.run(command, stdin=subprocess.DEVNULL, env=environment, check=False).returncode
    except OSError as error:
        raise SetUpError(f"{sentence} ({error.strerror})") from error
    if code != 0:
        raise SetUpError(sentence)


@contextlib.contextmanager
def alone(root: Path, patience_s: float = ANOTHER_SET_UP_S) -> Iterator[None]:
    """Keep a second set-up of the same folder waiting; the system frees the lock when its holder dies.

    Raises:
        SetUpError: another set-up did not end within ``patience_s`` seconds.
    """
    place = root / "build"
    place.mkdir(exist_ok=True)
    with (place / "set-up.lock").open("a+b") as file:
        deadline = time.monotonic() + patience_s
        told = False
        while not _locked(file.fileno()):
            if time.monotonic() > deadline:
                raise SetUpError("Another set-up of this folder is still running.")
            if not told:
                say("Waiting for another set-up of this folder to end ...")
                told = True
            time.sleep(0.2)
        yield


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def main(arguments: list[str] | None = None) -> int:
    """Set up what is missing; returns the exit code."""
    parser = argparse.ArgumentParser(prog="environment.py", description="Make or mend the .venv of this project.")
    parser.add_argument("kind", choices=sorted(LOCKS))
    kind: str = parser.parse_args(arguments).kind
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        say("Avatar Wizard needs Python 3.11 to 3.14; this is {}.{}.".format(*sys.version_info[:2]))
        return 1
    environment = Environment(Path(__file__).resolve().parent.parent)
    try:
        if not environment.is_ready(kind):
            with alone(environment.root):
                if not environment.is_ready(kind):  # the set-up that we waited for may have done it
                    environment.set_up(kind)
        environment.compile_translations()
    except SetUpError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"The set-up cannot write in this folder: {error.strerror}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
