"""How much of a file is handed to the socket at once: large blocks for speed, small ones on a slow line."""

from __future__ import annotations

from collections.abc import Callable

LARGE = 256 * 1024
"""Smaller blocks cost processor time; larger ones gain nothing."""

SMALL = 64 * 1024
SLOW = 1_000_000
"""Bytes per second (8 Mbit/s) under which a connection gets small blocks: they count progress more finely, and cost
nothing that could be noticed at such a rate."""

_LOOK_S = 1.0
_LOOK_BYTES = 2 * LARGE


class BlockSize:
    """The size of one connection's next block; it begins small. ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: float | None = None
        self._moved = 0
        self.size = SMALL

    def moved(self, count: int) -> None:
        """Another ``count`` bytes have left."""
        now = self._clock()
        if self._since is None:
            self._since = now
        self._moved += count
        took = now - self._since
        # The amount matters too: the first bytes only fill buffers, whatever the line.
        if took >= _LOOK_S or self._moved >= _LOOK_BYTES:
            self.size = LARGE if self._moved >= SLOW * took else SMALL
            self._since, self._moved = now, 0

    def rest(self) -> None:
        """Nothing is being sent, as between two uploads: that time says nothing about the line."""
        self._since, self._moved = None, 0
