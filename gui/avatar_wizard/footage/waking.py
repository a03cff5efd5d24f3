"""Time as a tool has it that is watched: without the hours in which the computer slept."""

from __future__ import annotations

import time
from collections.abc import Callable

_LONGEST_STEP_S = 1.0


class WakingClock:
    """Seconds since it was made, without the computer's sleep; to be read several times a second.

    On Windows ``time.monotonic`` goes on while the lid is closed: on waking, every tool would seem to have been silent
    all night. So from one reading to the next a second passes at most.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._read_at = now()
        self._seconds = 0.0

    def read(self) -> float:
        """The seconds so far."""
        now = self._now()
        self._seconds += min(now - self._read_at, _LONGEST_STEP_S)
        self._read_at = now
        return self._seconds
