"""A new file that has its name only when it is whole.

Until then it is called ``.avatar-wizard-....part`` and locked by us and by the tool that writes it. What a killed
program left behind under such a name is swept away by the next one that works in the folder.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from avatar_wizard.domain.problem import ProblemError

try:
    import fcntl
except ImportError:  # Windows: an open file cannot be removed there, which serves as the lock
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = ".avatar-wizard-", ".part"
_LONGEST_NAME = 255
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES})
_UNLOVED = frozenset('<>:"/\\|?*') | {chr(number) for number in range(32)}


class NewFile:
    """An empty file in ``folder`` under a temporary name, open for the child that writes it; a context manager.

    Leaving the block without ``publish`` removes it. Raises ``repair.folder`` and ``repair.no_space``.
    """

    def __init__(self, folder: Path, mode: int = 0o600) -> None:
        self._folder = folder
        sweep(folder)
        try:
            self.part, self.descriptor = _created(folder, mode)
        except OSError as error:
            raise _problem(error, folder, 0) from None
        self._is_published = False

    def __enter__(self) -> NewFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        if not self._is_published:
            # Kept when the system will not let go of it: it has its temporary name, and is swept next time.
            with contextlib.suppress(OSError):
                self.part.unlink(missing_ok=True)

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return os.fstat(self.descriptor).st_size

    @contextlib.contextmanager
    def lent(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """A name under which a child can write and read it, and the open file that goes with it."""
        if not Path("/dev/fd").is_dir():
            # The temporary name says nothing about the person; the folder's may, which cannot be helped here.
            yield f"file:{self.part.absolute()}", ()
            return
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        yield f"file:/dev/fd/{self.descriptor}", (self.descriptor,)

    def restart(self) -> None:
        """Throw away what was written."""
        os.ftruncate(self.descriptor, 0)

    def synchronize(self, wait: Callable[[threading.Event], None]) -> None:
        """Have the file on the disk. Gigabytes take a while: ``wait`` gets an event that is set when it is done.

        Whatever ``wait`` raises goes through; OSErrors become ``repair.failed`` or ``repair.no_space``.
        """
        done = threading.Event()
        errors: list[OSError] = []
        descriptor = os.dup(self.descriptor)  # ours may be closed before the disk has answered

        def work() -> None:
            try:
                os.fsync(descriptor)
            except OSError as error:
                errors.append(error)
            finally:
                os.close(descriptor)
                done.set()

        threading.Thread(target=work, name="repair-sync", daemon=True).start()
        wait(done)
        if errors:
            raise _problem(errors[0], self._folder, 0, "repair.failed") from None

    def publish(self, names: Iterator[str]) -> Path:
        """Give the file the first of ``names`` that is free; never over an existing file. ``repair.folder``."""
        if sys.platform == "win32":
            self._close()
        for name in names:
            target = self._folder / name
            try:
                _renamed(self.part, target)
            except FileExistsError:
                continue
            except OSError as error:
                if error.errno in (errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG):
                    continue  # a letter that this disk does not allow: the names get plainer
                raise _problem(error, self._folder, 0) from None
            self._is_published = True
            _synchronize_folder(self._folder)
            return target
        raise ProblemError("repair.folder")

    def _close(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


def names(original: Path, suffix: str, folder: Path) -> Iterator[str]:
    """Names for the mended copy of ``original``, the best first: ``take (mended).mp4``, ``take (mended) 2.mp4``, ...

    A copy of a copy is counted on, not suffixed twice. Names are cut to what ``folder``'s disk takes, in bytes and
    between letters. The plainest, without letters that some disks refuse, come last.
    """
    longest = _longest_name(folder)
    stem = original.stem
    head, found, count = stem.rpartition(suffix)
    if found and head and (not count or (count[:1] == " " and count[1:].isdecimal())):
        stem = head
    plain = "".join("_" if letter in _UNLOVED else letter for letter in os.fsencode(stem).decode("utf-8", "replace"))
    plain_suffix = "".join("_" if letter in _UNLOVED else letter for letter in suffix)
    for each, mark in ((stem, suffix), (plain.replace("\ufffd", "_"), plain_suffix), ("video", plain_suffix)):
        for number in range(1, 1000):
            tail = f"{mark}{f' {number}' if number > 1 else ''}.mp4"
            # Without spaces or dots at the end, as Windows wants names.
            yield cut(each, longest - len(os.fsencode(tail))).rstrip(" .") + tail


def cut(text: str, size: int) -> str:
    """As much of ``text`` as ``size`` bytes of a file name hold, whole letters only."""
    while len(os.fsencode(text)) > size:
        text = text[:-1]
    return text


def free_space(folder: Path) -> int:
    """Bytes that we may still write there. ``repair.folder``."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        raise ProblemError("repair.folder") from None


def sweep(folder: Path) -> None:
    """Remove what killed programs of ours left behind and nobody writes any more."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            # One that cannot be looked at or removed stays: it is in nobody's way.
            with contextlib.suppress(OSError):
                _remove_abandoned(path)


def _remove_abandoned(path: Path) -> None:
    facts = path.lstat()
    if not stat.S_ISREG(facts.st_mode) or (hasattr(os, "getuid") and facts.st_uid != os.getuid()):
        return
    if fcntl is None:
        path.unlink()
        return
    descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(descriptor)


def _created(folder: Path, mode: int) -> tuple[Path, int]:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    while True:
        path = folder / f"{_PREFIX}{secrets.token_hex(6)}{_SUFFIX}"
        descriptor = os.open(path, flags, 0o600)
        if fcntl is None:
            return path, descriptor
        # Disks without locks (some network drives) cannot be swept either.
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, mode)
        if os.fstat(descriptor).st_nlink:
            return path, descriptor
        os.close(descriptor)  # somebody swept it before it was locked


def _renamed(part: Path, target: Path) -> None:
    """FileExistsError rather than writing over something."""
    if sys.platform == "win32":
        part.rename(target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A disk without hard links (exFAT, many network drives): the name is taken first, then filled.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        part.replace(target)
        return
    part.unlink()


def _synchronize_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    # The file is there; should the power fail now, it may be there under its temporary name.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _longest_name(folder: Path) -> int:
    if hasattr(os, "pathconf"):
        with contextlib.suppress(OSError, ValueError):
            return min(_LONGEST_NAME, os.pathconf(folder, "PC_NAME_MAX"))
    return _LONGEST_NAME


def _problem(error: OSError, folder: Path, needed: int, otherwise: str = "repair.folder") -> ProblemError:
    if error.errno in _FULL:
        return ProblemError("repair.no_space", needed=needed, free=free_space(folder))
    return ProblemError(otherwise)
