"""The person's own file while a copy of it is made: read, lent to the tool, and watched for changes."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.problem import ProblemError


class Original:
    """The file that is mended, in a ``with`` block: open from beginning to end, and the same at the end.

    Raises ``file.missing``, ``file.unreadable`` and ``file.changed`` (facts: name, role); the last also when it is not
    the file that ``report`` is about.
    """

    def __init__(self, path: Path, report: FootageReport) -> None:
        self.path = path
        self._report = report
        self._file: BinaryIO | None = None

    def __enter__(self) -> Original:
        try:
            # Before opening: a pipe would keep us waiting for a writer.
            if not stat.S_ISREG(self.path.stat().st_mode):
                raise self._problem("file.unreadable")
            self._file = self.path.open("rb")
            self._facts = os.fstat(self._file.fileno())
        except (FileNotFoundError, NotADirectoryError, ValueError):
            raise self._problem("file.missing") from None
        except OSError:
            raise self._problem("file.unreadable") from None
        seen = self._report.fingerprint
        is_same = self._report.facts is None or self._report.facts.size == self._facts.st_size
        if not is_same or (seen is not None and seen.mtime_ns != self._facts.st_mtime_ns):
            self._file.close()
            raise self._problem("file.changed")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._file is not None
        self._file.close()

    @property
    def mode(self) -> int:
        """Who may read it: the copy is nobody else's business either."""
        return (self._facts.st_mode & 0o666) | 0o600

    @contextlib.contextmanager
    def lent(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """A name that says nothing, and the open file behind it, for a child."""
        if not Path("/dev/fd").is_dir():
            yield f"file:{self.path.absolute()}", ()
            return
        assert self._file is not None
        # On macOS the child's file and ours share one place in it.
        self._file.seek(0)
        yield f"file:/dev/fd/{self._file.fileno()}", (self._file.fileno(),)

    def verify(self) -> None:
        """Raise ``file.missing`` or ``file.changed`` when the file is no longer the one that was opened."""
        try:
            facts = self.path.stat()
        except OSError:
            raise self._problem("file.missing") from None
        before = self._facts
        if (facts.st_ino, facts.st_size, facts.st_mtime_ns) != (before.st_ino, before.st_size, before.st_mtime_ns):
            raise self._problem("file.changed")

    def _problem(self, code: str) -> ProblemError:
        return ProblemError(code, name=self.path.name, role=Role.TRAINING_VIDEO)
