"""Waiting: politely between calls, and longer and longer between repeats.

The published limits leave out these endpoints; one write and five reads a second are inferred from an older table
for sister calls (product description, API limits).
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from threading import Event as StopEvent

from avatar_wizard.domain.problem import Stopped

LONGEST_BACKOFF_S = 30.0


class Pace:
    """Lets one call pass per ``interval_s``, whatever thread it comes from, in the order of asking."""

    def __init__(self, interval_s: float, stop: StopEvent) -> None:
        self._interval_s = interval_s
        self._stop = stop
        self._lock = threading.Lock()
        self._free_at = 0.0

    def take_turn(self) -> None:
        """Return when the next call may go; raises Stopped when the stop event is set meanwhile."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free_at)
            self._free_at = turn + self._interval_s
        pause(turn - now, self._stop)


def pause(seconds: float, stop: StopEvent) -> None:
    """Wait, or raise Stopped as soon as ``stop`` is set."""
    if stop.wait(max(0.0, seconds)):
        raise Stopped


def backoff(attempt: int, base_s: float, rand: Callable[[], float] = random.random) -> float:
    """Seconds before repeat number ``attempt`` (from 0): anything up to a bound that doubles ("full jitter")."""
    return rand() * min(LONGEST_BACKOFF_S, base_s * 2.0**attempt)
