"""The service's clock as we know it: what its answers have shown, counted on from there."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock

SKEW_S = 2.0
"""``Date`` has whole seconds and answers take time: below this an offset says nothing."""


def steady() -> float:
    """Seconds of a clock that nobody sets and that goes on while the computer sleeps."""
    # time.monotonic() stands still meanwhile, but on Windows.
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class ServiceClock:
    """Unix seconds by the service's clock. Safe from any thread.

    ``clock`` is this computer's, looked at once, to have something to begin with: somebody may set it at any moment,
    and then signatures would be refused and upload URLs taken for dead. From there time is counted by ``steady``.
    """

    def __init__(self, clock: Callable[[], float], steady: Callable[[], float] = steady) -> None:
        self._clock = clock
        self._steady = steady
        self._lock = Lock()
        self._beyond_steady: float | None = None
        self._has_learnt = False
        self._corrected = 0.0

    @property
    def offset(self) -> float:
        """Seconds the service's clock is ahead of this computer's; 0 until an answer has shown that it is."""
        ahead = self.now() - self._clock()
        return ahead if self._has_learnt and abs(ahead) >= SKEW_S else 0.0

    @property
    def corrected(self) -> float:
        """Seconds by which answers have moved this clock, all corrections so far added up."""
        return self._corrected

    def now(self) -> float:
        """Unix seconds by the service's clock."""
        with self._lock:
            counted = self._steady()
            if self._beyond_steady is None:
                self._beyond_steady = self._clock() - counted
            return counted + self._beyond_steady

    def learn(self, date_header: str | None, took_s: float = 0.0) -> bool:
        """Take in an answer's ``Date`` (RFC 9110, 6.6.1); whether there was one that could be read.

        ``took_s`` is how long ago the request began: at any moment since then the date may have been written.
        """
        told = http_date(date_header)
        if told is None:
            return False
        seen, doubt = told + 0.5, SKEW_S + took_s
        now = self.now()
        with self._lock:
            self._has_learnt = True
            if abs(seen - now) >= doubt:
                ours = self._clock()
                # This computer's clock, when it agrees by now, is the finer one: a date has whole seconds.
                right = ours if abs(seen - ours) < doubt else seen
                self._beyond_steady = right - self._steady()
                self._corrected += abs(right - now)
        return True


def http_date(header: str | None) -> float | None:
    """An HTTP date as Unix seconds, None when absent or unreadable."""
    if not header:
        return None
    try:
        moment = parsedate_to_datetime(header)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


def iso_time(text: str) -> float | None:
    """An RFC 3339 time, UTC when it names no zone, as Unix seconds; None when unreadable."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, OSError):
        return None
