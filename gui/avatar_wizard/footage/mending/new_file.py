"""A new file that has its name only when it is whole; until then a temporary one, claimed by us and by the tool."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event as StopEvent
from types import TracebackType
from typing import NamedTuple

from avatar_wizard.domain.problem import ProblemError, Stopped

from .claim import NEW, Claim

_OPENS_ANEW = sys.platform == "linux"
"""Whether who opens ``/dev/fd/N`` gets a place in the file of its own. Elsewhere all share one, and ffmpeg, which reads
and writes the file at once to move the index to the front, would mix the two up."""

_HELD_S, _AGAIN_S = 5.0, 0.2  # as long a virus scanner may hold a fresh file; how often its name is tried again
_LONGEST_NAME = 255
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES})
_UNLOVED = frozenset('<>:"/\\|?*') | {chr(number) for number in range(32)}


class Lent(NamedTuple):
    """How a child gets at the file: by its ``name``, with the open ``files``, when it works in ``folder``."""

    name: str
    files: tuple[int, ...]
    folder: Path | None


class NewFile:
    """An empty file in ``folder`` under a temporary name, open for the child that writes it; a context manager.

    Leaving the block without ``publish`` removes it. Raises ``repair.folder`` and ``repair.no_space``.
    """

    def __init__(self, folder: Path, mode: int = 0o600) -> None:
        self._folder = folder
        try:
            self._claim = Claim(folder)
            self.part = self._claim.part
            self.descriptor = self._created(mode)
        except OSError as error:
            raise _problem(error, folder, 0) from None
        self._is_published = self._is_given_up = False

    def __enter__(self) -> NewFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        if not self._is_published:
            self._is_given_up = True
            self._remove()
        self._claim.release()

    def lent(self) -> Lent:
        """For a child that writes or reads it; none of it says anything about the person."""
        if _OPENS_ANEW and Path("/dev/fd").is_dir():
            return Lent(f"file:/dev/fd/{self.descriptor}", (self.descriptor, self._claim.descriptor), None)
        return Lent(f"file:{self.part.name}", (self._claim.descriptor,), self._folder.absolute())

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
                if self._is_given_up:
                    self._remove()  # as long as it was open, Windows did not let go of it
                done.set()

        threading.Thread(target=work, name="repair-sync", daemon=True).start()
        wait(done)
        if errors:
            raise _problem(errors[0], self._folder, 0, "repair.failed") from None

    def publish(self, names: Iterator[str], stop: StopEvent) -> Path:
        """Give the file the first of ``names`` that is free; never over an existing file.

        Raises ``repair.folder`` and Stopped.
        """
        if sys.platform == "win32":
            self._close()
        for name in names:
            target = self._folder / name
            try:
                self._rename(target, stop)
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

    def _rename(self, target: Path, stop: StopEvent) -> None:
        until = time.monotonic() + _HELD_S
        while True:
            try:
                _renamed(self.part, target)
            except PermissionError:
                if time.monotonic() > until:
                    raise
                if stop.wait(_AGAIN_S):
                    raise Stopped from None
            else:
                return

    def _created(self, mode: int) -> int:
        try:
            descriptor = os.open(self.part, NEW, 0o600)
        except OSError:
            self._claim.release()
            raise
        if hasattr(os, "fchmod"):
            with contextlib.suppress(OSError):
                os.fchmod(descriptor, mode)
        return descriptor

    def _remove(self) -> None:
        # Kept when the system will not let go of it: it has its temporary name, and is swept next time.
        with contextlib.suppress(OSError):
            self.part.unlink(missing_ok=True)

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
        os.close(os.open(target, NEW, 0o600))
        try:
            part.replace(target)
        except OSError:
            with contextlib.suppress(OSError):
                target.unlink()
            raise
        return
    # It has its name: should the other one stay, it is swept next time.
    with contextlib.suppress(OSError):
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
