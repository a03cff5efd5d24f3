"""Received bytes: streamed to disk in blocks, joined without being copied, deleted for good."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

BLOCK = 256 * 1024


class IncompleteError(Exception):
    """The sender stopped before the announced number of bytes had arrived."""


class Source(Protocol):
    """Where body bytes come from."""

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill some of the buffer and return how many bytes; 0 is the end."""


class Damaging:
    """Passes on what comes from a source with one bit of the first byte wrong. `md5` is that of the right bytes."""

    def __init__(self, source: Source) -> None:
        """Begin at the beginning of a body."""
        self._source = source
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._is_done = False

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill some of the buffer and return how many bytes; 0 is the end."""
        count = self._source.readinto(buffer)
        self._md5.update(buffer[:count])
        if count and not self._is_done:
            buffer[0] ^= 1
            self._is_done = True
        return count

    @property
    def md5(self) -> str:
        """MD5 in hex of what came so far."""
        return self._md5.hexdigest()


@dataclass(frozen=True, slots=True)
class Stored:
    """One object or part: size in bytes, hashes in hex.

    Either the bytes were kept, in one file or in several in their order (`pieces`), or only their hashes: then `sha256`
    is there, for what came in one piece.
    """

    pieces: tuple[Path, ...]
    size: int
    md5: str
    sha256: str = ""

    def blocks(self) -> Iterator[bytes]:
        """Read all bytes, some at a time. Raises FileNotFoundError when they were deleted meanwhile."""
        for piece in self.pieces:
            with piece.open("rb") as file:
                while block := file.read(BLOCK):
                    yield block


@dataclass(slots=True)
class Storage:
    """A private folder (mode 0700) of objects and parts. With `discard` no byte is kept, only hashes."""

    folder: Path
    new_name: Callable[[], str]
    discard: bool = False
    closed: bool = False

    def receive(self, source: Source, size: int, arrived: Callable[[int], None]) -> Stored:
        """Take exactly `size` bytes from the source; `arrived` hears the running total. Raises IncompleteError."""
        if self.closed:
            raise IncompleteError
        md5 = hashlib.md5(usedforsecurity=False)
        sha256 = hashlib.sha256() if self.discard else None
        block = memoryview(bytearray(BLOCK))
        path = None if self.discard else self.folder / self.new_name()
        file = None if path is None else os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        got = 0
        try:
            while got < size:
                count = source.readinto(block[: min(BLOCK, size - got)])
                if count == 0:
                    raise IncompleteError
                got += count
                arrived(got)
                md5.update(block[:count])
                if sha256 is not None:
                    sha256.update(block[:count])
                if file is not None:
                    _write_all(file, block[:count])
        except BaseException:
            if path is not None:
                path.unlink(missing_ok=True)
            raise
        finally:
            if file is not None:
                os.close(file)
        if sha256 is not None:
            return Stored((), size, md5.hexdigest(), sha256.hexdigest())
        return Stored(() if path is None else (path,), size, md5.hexdigest())

    def join(self, parts: Sequence[Stored]) -> Stored:
        """Make one object of the parts, however large, without touching a byte.

        Its md5 is what OBS gives an assembled object: the MD5 of the parts' MD5s, `-`, and their number.
        """
        etags = hashlib.md5(b"".join(bytes.fromhex(part.md5) for part in parts), usedforsecurity=False).hexdigest()
        pieces = tuple(piece for part in parts for piece in part.pieces)
        sha256 = parts[0].sha256 if len(parts) == 1 else ""
        return Stored(pieces, sum(part.size for part in parts), f"{etags}-{len(parts)}", sha256)

    def remove(self, stored: Stored | None) -> None:
        """Delete the bytes of an object or part, if there are any."""
        for piece in () if stored is None else stored.pieces:
            piece.unlink(missing_ok=True)


@lru_cache(maxsize=256)
def digest(stored: Stored) -> str | None:
    """Return the SHA-256 of what is stored, read again if need be; None when the bytes are gone."""
    if not stored.pieces:
        return stored.sha256 or None
    sha256 = hashlib.sha256()
    try:
        for block in stored.blocks():
            sha256.update(block)
    except FileNotFoundError:
        return None
    return sha256.hexdigest()


_BINARY = getattr(os, "O_BINARY", 0)


def _write_all(file: int, block: memoryview) -> None:
    while block:
        block = block[os.write(file, block) :]
