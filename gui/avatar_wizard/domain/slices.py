"""Cutting one video into slices for parallel upload.

A slice is a contiguous range of bytes. The service takes 1 to 1,000 of them (API reference,
Create2dModelTrainingJob, ``video_multipart_count``); each but the last must have 100 KB to 5 GB (OBS API
reference, Uploading Parts).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

MIN_SLICE = 100 * 1024
MAX_SLICE = 5 * 1024**3
MAX_COUNT = 1000
PREFERRED_SLICE = 8 * 1024**2


@dataclass(frozen=True, slots=True)
class Slice:
    """Bytes ``offset`` to ``offset + length`` of the file; ``number`` counts from 1."""

    number: int
    offset: int
    length: int


def slice_count(size: int) -> int:
    """How many slices a video of ``size`` bytes goes up in: about 8 MiB each, never more than 1,000."""
    largest = max(PREFERRED_SLICE, -(-size // MAX_COUNT))
    return max(1, -(-size // largest))


@lru_cache(maxsize=64)  # asked for again at every look at the progress
def cut(size: int, count: int) -> tuple[Slice, ...]:
    """``count`` slices that tile ``size`` bytes and differ by at most one byte.

    Raises ValueError when the count is outside 1..1000 or would make a slice the store refuses.
    """
    if not 1 <= count <= MAX_COUNT:
        raise ValueError("count")
    edges = [size * k // count for k in range(count + 1)]
    lengths = [after - before for before, after in pairwise(edges)]
    if count > 1 and (min(lengths[:-1]) < MIN_SLICE or max(lengths) > MAX_SLICE):
        raise ValueError("length")
    if count == 1 and size > MAX_SLICE:
        raise ValueError("length")
    return tuple(Slice(k + 1, edges[k], lengths[k]) for k in range(count))
