"""Proof that a file is still the one that was checked.

Looked at on the open handle, which is what is read, and by its path, which is what the person sees: a file that
was put in the place of another has to be noticed too.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.ports import Upload

_END = 1024 * 1024
"""Bytes hashed at either end, as ``Fingerprint.ends`` was made."""


@contextmanager
def opened(upload: Upload) -> Iterator[FileIO]:
    """The upload's file, open and unbuffered, after a check that it is unchanged.

    Raises ``file.missing``, ``file.unreadable`` or ``file.changed`` (facts: name, role).
    """
    try:
        handle = FileIO(upload.path)
    except OSError as error:
        raise file_problem(error, upload) from None
    with handle:
        check_unchanged(handle, upload)
        yield handle


def check_unchanged(handle: FileIO, upload: Upload) -> None:
    """Compare size and modification time with the fingerprint. Raises as ``opened`` does."""
    try:
        looks = (os.fstat(handle.fileno()), upload.path.stat())
    except OSError as error:
        raise file_problem(error, upload) from None
    expected = (upload.fingerprint.size, upload.fingerprint.mtime_ns)
    if any((look.st_size, look.st_mtime_ns) != expected for look in looks):
        raise ProblemError("file.changed", name=upload.path.name, role=upload.role)


def check_ends(handle: FileIO, upload: Upload) -> None:
    """Compare the first and the last MiB with the fingerprint. Raises as ``opened`` does."""
    size = upload.fingerprint.size
    digest = hashlib.sha256()
    try:
        for start, end in ((0, min(size, _END)), (max(_END, size - _END), size)):
            handle.seek(start)
            while (left := end - handle.tell()) > 0 and (piece := handle.read(left)):
                digest.update(piece)
    except OSError as error:
        raise file_problem(error, upload) from None
    if digest.hexdigest() != upload.fingerprint.ends:
        raise ProblemError("file.changed", name=upload.path.name, role=upload.role)


def file_problem(error: OSError, upload: Upload) -> ProblemError:
    """What an operating system's refusal means: the file is gone, or there and cannot be read."""
    is_gone = isinstance(error, FileNotFoundError | NotADirectoryError)
    code = "file.missing" if is_gone else "file.unreadable"
    return ProblemError(code, name=upload.path.name, role=upload.role)
