"""The service's clock as we know it: ours plus the offset that its answers show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SKEW_S = 2.0
"""``Date`` has whole seconds and answers take time: below this an offset says nothing."""


class ServiceClock:
    """Unix seconds by the service's clock. Safe from any thread: the offset is one float, replaced whole."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._offset = 0.0

    @property
    def offset(self) -> float:
        """Seconds the service's clock is ahead of ours; 0 until an answer has shown otherwise."""
        return self._offset

    def now(self) -> float:
        """Unix seconds by the service's clock."""
        return self._clock() + self._offset

    def learn(self, date_header: str | None) -> bool:
        """Take in an answer's ``Date`` (RFC 9110, 6.6.1); whether there was one that could be read."""
        told = http_date(date_header)
        if told is None:
            return False
        seen = told + 0.5 - self._clock()
        if abs(seen - self._offset) >= SKEW_S:
            self._offset = seen if abs(seen) >= SKEW_S else 0.0
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
