"""The Matroska stream that our own ffmpeg writes to a pipe, read as it comes.

Only what ffmpeg makes of raw pictures and PCM is understood: no lacing, no encryption, one timescale. Sizes of
segments and clusters may be unknown, as in any live stream. Source: RFC 8794 (EBML) and RFC 9559 (Matroska).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from avatar_wizard.domain.problem import ProblemError

LARGEST_BLOCK = 16 * 1024 * 1024
"""Bytes of one picture at most; a colour picture of 960 x 960 pixels has 2.8 million."""

_LARGEST_OTHER = 1024 * 1024

_EBML = 0x1A45DFA3
_SEGMENT = 0x18538067
_CLUSTER = 0x1F43B675
_INFO, _TIMESTAMP_SCALE = 0x1549A966, 0x2AD7B1
_TRACKS, _TRACK_ENTRY, _TRACK_NUMBER = 0x1654AE6B, 0xAE, 0xD7
_VIDEO, _PIXEL_WIDTH, _PIXEL_HEIGHT = 0xE0, 0xB0, 0xBA
_AUDIO, _CHANNELS = 0xE1, 0x9F
_CLUSTER_TIMESTAMP, _SIMPLE_BLOCK, _BLOCK_GROUP, _BLOCK = 0xE7, 0xA3, 0xA0, 0xA1

_ENTERED = frozenset({_SEGMENT, _CLUSTER, _BLOCK_GROUP, _INFO, _TRACKS, _TRACK_ENTRY, _VIDEO, _AUDIO})
"""Elements whose children are read as they come. No two of them have a child of the same name that we look at, so
that their ends need not be watched."""

_OPEN_ENDED = frozenset({_SEGMENT, _CLUSTER})
_LACING = 0x06
_MILLISECOND = 1_000_000


@dataclass(slots=True)
class Track:
    """What the header says of a track: its number from 1, pixels of a picture, or channels of sound (else 0)."""

    number: int
    width: int = 0
    height: int = 0
    channels: int = 0


class Block(NamedTuple):
    """One picture, or some sound; ``payload`` is only good until the next block is asked for."""

    track: Track
    at_s: float
    payload: memoryview


def read(pieces: Iterable[bytes]) -> Iterator[Block]:
    """The blocks of all tracks in the order in which they come in ``pieces``; nothing when there are no bytes at all.

    Raises ``footage.tool_failed`` for whatever is no such stream, or one that breaks off in a block.
    """
    source = _Source(pieces)
    if source.is_at_end():
        return
    if source.identity() != _EBML:
        raise _rubbish()
    source.take(source.length(_LARGEST_OTHER))
    tracks: dict[int, Track] = {}
    newest = Track(0)
    scale, cluster_at = _MILLISECOND, 0
    while not source.is_at_end():
        element = source.identity()
        if element in _ENTERED:
            source.size(is_open_allowed=element in _OPEN_ENDED)
        elif element in (_SIMPLE_BLOCK, _BLOCK):
            yield _block(source.take(source.length(LARGEST_BLOCK)), tracks, cluster_at, scale)
        elif element == _CLUSTER_TIMESTAMP:
            cluster_at = source.number()
        elif element == _TIMESTAMP_SCALE:
            scale = source.number()
        elif element == _TRACK_NUMBER:
            newest = Track(source.number())
            tracks[newest.number] = newest
        elif element == _PIXEL_WIDTH:
            newest.width = source.number()
        elif element == _PIXEL_HEIGHT:
            newest.height = source.number()
        elif element == _CHANNELS:
            newest.channels = source.number()
        else:
            source.take(source.length(_LARGEST_OTHER))


def _block(body: memoryview, tracks: dict[int, Track], cluster_at: int, scale: int) -> Block:
    # One byte of track number up to 126, two of time since the cluster's beginning, one of flags.
    if len(body) < 4 or not body[0] & 0x80 or body[3] & _LACING:
        raise _rubbish()
    track = tracks.get(body[0] & 0x7F)
    if track is None:
        raise _rubbish()
    ticks = cluster_at + int.from_bytes(body[1:3], "big", signed=True)
    return Block(track, ticks * scale / 1e9, body[4:])


class _Source:
    """Bytes out of pieces of any length."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._piece = memoryview(b"")
        self._at = 0

    def is_at_end(self) -> bool:
        """Whether nothing more comes."""
        while self._at == len(self._piece):
            piece = next(self._pieces, None)
            if piece is None:
                return True
            self._piece, self._at = memoryview(piece), 0
        return False

    def take(self, count: int) -> memoryview:
        """The next ``count`` bytes, copied only when they lie in several pieces."""
        if count == 0:
            return memoryview(b"")
        if self.is_at_end():
            raise _rubbish()
        rest = len(self._piece) - self._at
        if count <= rest:
            self._at += count
            return self._piece[self._at - count : self._at]
        # Grows with what really comes: a size that lies costs no memory.
        whole = bytearray(self._piece[self._at :])
        self._at = len(self._piece)
        while len(whole) < count:
            if self.is_at_end():
                raise _rubbish()
            end = min(len(self._piece), self._at + count - len(whole))
            whole += self._piece[self._at : end]
            self._at = end
        return memoryview(whole)

    def identity(self) -> int:
        """An element's name, its length marker included."""
        first = self.take(1)[0]
        more = 8 - first.bit_length()
        if more > 3:
            raise _rubbish()
        return int.from_bytes(bytes((first, *self.take(more))), "big")

    def size(self, *, is_open_allowed: bool = False) -> int | None:
        """An element's size in bytes; None when it is told to be unknown."""
        first = self.take(1)[0]
        more = 8 - first.bit_length()
        if more > 7:
            raise _rubbish()
        bits = 7 * (more + 1)
        value = int.from_bytes(bytes((first, *self.take(more))), "big") & ((1 << bits) - 1)
        if value == (1 << bits) - 1:
            if not is_open_allowed:
                raise _rubbish()
            return None
        return value

    def length(self, largest: int) -> int:
        """The size of an element that is taken as a whole."""
        size = self.size()
        if size is None or size > largest:
            raise _rubbish()
        return size

    def number(self) -> int:
        """The value of an element that holds a whole number."""
        return int.from_bytes(self.take(self.length(8)), "big")


def _rubbish() -> ProblemError:
    return ProblemError("footage.tool_failed")
