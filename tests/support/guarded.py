"""Watches one call: what it started is gone afterwards, nothing lies about, no memory was taken, nobody was called."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

_MARK = "GUARDED_CALL"
_MEGABYTE = 1024 * 1024


class Guard:
    """Of one test. ``port``: of a listener that nobody may call; ``temp``: the only temp folder there is."""

    def __init__(self, folder: Path, monkeypatch_setenv: object, listener: socket.socket) -> None:
        self.temp = folder
        self.port = listener.getsockname()[1]
        self._listener = listener
        self._mark = uuid.uuid4().hex
        assert callable(monkeypatch_setenv)
        monkeypatch_setenv(_MARK, self._mark)
        for name in ("TMPDIR", "TEMP", "TMP"):
            monkeypatch_setenv(name, str(folder))

    @contextlib.contextmanager
    def watching(self, *, seconds: float, megabytes: int = 100) -> Iterator[None]:
        """AssertionError when the block takes longer or more memory than this, or leaves something behind."""
        before, began = _peak_reset(), time.monotonic()
        with _temp_folder(self.temp):
            yield
        took, grown = time.monotonic() - began, (_peak() - before) / _MEGABYTE
        assert took < seconds, f"{took:.1f} s"
        assert grown < megabytes, f"{grown:.0f} MB"
        assert self._children_end(), self.children()
        assert [path.name for path in self.temp.iterdir()] == []
        with contextlib.suppress(BlockingIOError):
            self._listener.accept()
            raise AssertionError("somebody called")

    def children(self) -> list[str]:
        """The commands of the processes that were started since, by us or by what we started."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and int(entry.name) != os.getpid():
                with contextlib.suppress(OSError):
                    if f"{_MARK}={self._mark}".encode() in (entry / "environ").read_bytes():
                        found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        return found

    def _children_end(self) -> bool:
        wait = threading.Event()
        for _ in range(150):
            if not self.children():
                return True
            wait.wait(0.02)
        return False


@contextlib.contextmanager
def listening() -> Iterator[socket.socket]:
    """A socket that hears whoever calls."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


@contextlib.contextmanager
def _temp_folder(folder: Path) -> Iterator[None]:
    """Of this process; not in the whole test, for clips are kept in the usual one."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _peak_reset() -> int:
    """Forget the highest use of memory so far; the present one, in bytes."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def _peak() -> int:
    return _status("VmHWM")


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1]) * 1024
