"""Temporary names in a person's folder, and a lock beside each that tells whether anybody still works under it.

The lock is an empty file of its own: on network drives nobody else can open a locked file (Linux keeps ``flock`` like
that on SMB since 5.5), and the tool has to open the one that it writes. What a killed program left behind is swept
away by the next one that works in the folder.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: an open file cannot be removed there, which serves as the lock
    fcntl = None  # type: ignore[assignment]

_PREFIX, _PART, _LOCK = ".avatar-wizard-", ".part", ".lock"
NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
"""How a file is opened that must not be there yet."""


class Claim:
    """A name in ``folder``, ours until ``release`` or as long as a child lives that was lent ``descriptor``.

    OSError when the folder takes no file.
    """

    def __init__(self, folder: Path) -> None:
        self._lock, self.descriptor = _locked(folder)
        self.part = self._lock.with_suffix(_PART)

    def release(self) -> None:
        """Nobody works under the name any more: whatever still has it may be swept."""
        os.close(self.descriptor)
        # One that cannot be removed is swept too.
        with contextlib.suppress(OSError):
            self._lock.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what killed programs of ours left behind and nobody writes any more."""
    # What cannot be looked at or removed stays: it is in nobody's way.
    with contextlib.suppress(OSError):
        for lock in folder.glob(f"{_PREFIX}*{_LOCK}"):
            with contextlib.suppress(OSError):
                _remove_abandoned(lock)
        for part in folder.glob(f"{_PREFIX}*{_PART}"):
            with contextlib.suppress(OSError):
                if _is_ours(part) and not part.with_suffix(_LOCK).exists():
                    part.unlink()


def _locked(folder: Path) -> tuple[Path, int]:
    while True:
        lock = folder / f"{_PREFIX}{secrets.token_hex(6)}{_LOCK}"
        descriptor = os.open(lock, NEW, 0o600)
        if _is_locked(descriptor) and lock.exists():
            return lock, descriptor
        os.close(descriptor)  # somebody sweeps it before it is locked


def _is_locked(descriptor: int) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a disk without locks (some network drives) cannot be swept either
    return True


def _remove_abandoned(lock: Path) -> None:
    if not _is_ours(lock):
        return
    if fcntl is None:
        lock.unlink()
        return
    descriptor = os.open(lock, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        lock.unlink()
    finally:
        os.close(descriptor)


def _is_ours(path: Path) -> bool:
    facts = path.lstat()
    return stat.S_ISREG(facts.st_mode) and (not hasattr(os, "getuid") or facts.st_uid == os.getuid())
