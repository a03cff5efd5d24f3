"""Locks between processes that end with the process, whatever ends it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_PRIVATE = 0o600


class LockFile:
    """An exclusive lock on a small file, held from ``take`` to ``give_back`` or to the end of the process.

    Two LockFiles on one path exclude each other in one process, too. Works on local disks; network drives may
    not honour it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def take(self, *, wait: bool = False) -> bool:
        """Take the lock; False when somebody else has it and ``wait`` is not set. Raises OSError."""
        while True:
            file = open(self._path, "a+b", opener=_open_privately)  # noqa: SIM115 - held open; needs an opener
            try:
                if not _lock(file, wait):
                    file.close()
                    return False
                if _is_at(file, self._path):
                    self._file = file
                    return True
            except BaseException:
                file.close()
                raise
            # The holder before us removed the file: what we locked is no longer what others will find.
            file.close()

    def give_back(self) -> None:
        """Let go, and remove the file where the system allows it."""
        if self._file is None:
            return
        # Before closing: whoever waits for this file notices that it is gone, and starts over.
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._file.close()
        self._file = None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait for the lock on ``path`` and hold it for the length of a with statement.

    Makes its folder when there is none. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = LockFile(path)
    lock.take(wait=True)
    try:
        yield
    finally:
        lock.give_back()


def _open_privately(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE)


def _is_at(file: BinaryIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO, wait: bool) -> bool:
        file.seek(0)
        while True:
            try:
                # LK_LOCK gives up by itself after ten tries, one a second.
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
            else:
                return True

else:
    import fcntl

    def _lock(file: BinaryIO, wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
