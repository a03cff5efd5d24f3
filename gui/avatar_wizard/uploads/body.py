"""The one place where bytes of a file become bytes of a request: reads, hashes, counts, and stops.

A body is either sent whole or ends with an exception. It never ends early: a server must not take a cut-off slice
for a complete one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import FileIO

from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.flow.ports import Upload
from avatar_wizard.uploads.blocks import BlockSize
from avatar_wizard.uploads.unchanged import file_problem


class SliceBody:
    """A file-like request body over ``length`` bytes of ``handle`` from ``offset`` on.

    It has no ``__iter__``, ``seek`` or ``tell``, so that requests and urllib3 read it block by block and never
    rewind it. ``buffer`` is reused for every block: what ``read`` returns is valid until the next ``read``.
    ``on_moved`` gets the number of bytes that have been handed to the socket so far, when the next block is asked
    for; the last block is left to the answer. ``is_stopped`` is asked before every block. ``admit`` gets the size of
    a block, may wait, and says how much of it may leave; ``sizes`` chooses that size, all of the buffer without it.
    """

    def __init__(
        self,
        upload: Upload,
        handle: FileIO,
        buffer: bytearray,
        *,
        on_moved: Callable[[int], None],
        is_stopped: Callable[[], bool],
        admit: Callable[[int], int] = lambda wanted: wanted,
        sizes: BlockSize | None = None,
    ) -> None:
        self._upload = upload
        self._handle = handle
        self._view = memoryview(buffer)
        self._on_moved = on_moved
        self._is_stopped = is_stopped
        self._admit = admit
        self._sizes = sizes
        self._handed = 0
        self._length = length_of(upload)
        self._position = 0
        self._md5 = hashlib.md5(usedforsecurity=False)
        # Of a slice nobody needs it, and it would cost half as much processor time again.
        self._sha256 = None if upload.part else hashlib.sha256()
        self.is_whole = False
        try:
            handle.seek(upload.part.offset if upload.part else 0)
        except OSError as error:
            raise file_problem(error, upload) from None

    def __len__(self) -> int:
        """Bytes of the whole body."""
        return self._length

    def __bool__(self) -> bool:
        """Always true: an empty body is still a body, with ``Content-Length: 0``."""
        return True

    @property
    def position(self) -> int:
        """Bytes read so far."""
        return self._position

    @property
    def md5(self) -> str:
        """MD5 of the bytes read so far, 32 hex digits."""
        return self._md5.hexdigest()

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes read so far, 64 hex digits; empty for a slice."""
        return self._sha256.hexdigest() if self._sha256 else ""

    def read(self, size: int = -1) -> memoryview:
        """The next block, empty at the end.

        Raises Stopped; ``file.changed`` when the file has become shorter; ``file.unreadable``.
        """
        if self._is_stopped():
            raise Stopped
        left = self._length - self._position
        if left == 0:
            self.is_whole = True
            return self._view[:0]
        if self._handed:
            self._on_moved(self._position)
        wanted = self._admit(self._wanted(left, size))
        if self._is_stopped():
            raise Stopped
        try:
            count = self._handle.readinto(self._view[:wanted])
        except OSError as error:
            raise file_problem(error, self._upload) from None
        if not count:
            raise ProblemError("file.changed", name=self._upload.path.name, role=self._upload.role)
        block = self._view[:count]
        self._md5.update(block)
        if self._sha256 is not None:
            self._sha256.update(block)
        self._position += count
        self._handed = count
        return block

    def _wanted(self, left: int, size: int) -> int:
        most = len(self._view)
        if self._sizes is not None:
            self._sizes.moved(self._handed)
            most = min(most, self._sizes.size)
        return min(left, most, size if size > 0 else left)


def length_of(upload: Upload) -> int:
    """How many bytes ``upload`` sends."""
    return upload.part.length if upload.part else upload.fingerprint.size
