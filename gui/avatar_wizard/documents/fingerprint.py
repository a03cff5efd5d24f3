"""What identifies a file on this computer, so that a change under our hands is seen before the service sees it."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from avatar_wizard.domain.draft import Fingerprint, Role
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.slices import Slice

END = 1024 * 1024
"""Bytes hashed at either end; in between, size and mtime speak for the file."""


class LocalFiles:
    """The files of this computer, as ``flow.ports.Files`` wants them."""

    def fingerprint(self, path: Path, role: Role) -> Fingerprint:
        """See the function of the same name."""
        return fingerprint(path, role)

    def slice_md5(self, path: Path, part: Slice) -> str:
        """See the function of the same name."""
        return slice_md5(path, part)


def slice_md5(path: Path, part: Slice) -> str:
    """MD5 of one slice's bytes, as the store's ETag tells it; ``file.unreadable`` when they cannot be read."""
    digest, left = hashlib.md5(usedforsecurity=False), part.length
    try:
        with path.open("rb") as file:
            file.seek(part.offset)
            while left and (block := file.read(min(left, END))):
                digest.update(block)
                left -= len(block)
    except OSError:
        raise ProblemError("file.unreadable", name=path.name, role=Role.TRAINING_VIDEO) from None
    return digest.hexdigest()


def fingerprint(path: Path, role: Role) -> Fingerprint:
    """Size, mtime and a SHA-256 over the first and last MiB (over all of a file no longer than two).

    Raises ``file.missing``, and ``file.unreadable`` also for what is no regular file (facts: name, role).
    """
    try:
        # Before opening: a pipe would keep us waiting for a writer.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ProblemError("file.unreadable", name=path.name, role=role)
        with path.open("rb") as file:
            facts = os.fstat(file.fileno())
            digest = hashlib.sha256(file.read(END))
            file.seek(max(END, facts.st_size - END))
            digest.update(file.read(END))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # From None: an OSError's text holds the path. ValueError: a name with a zero byte.
        raise ProblemError("file.missing", name=path.name, role=role) from None
    except OSError:
        raise ProblemError("file.unreadable", name=path.name, role=role) from None
    return Fingerprint(facts.st_size, facts.st_mtime_ns, digest.hexdigest())
