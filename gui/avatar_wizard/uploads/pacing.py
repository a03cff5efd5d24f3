"""How long to wait before the next try."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_TRIES = 8
"""Tries of one upload with the store within reach."""

LONGEST_WAIT = 30.0
LONGEST_WAIT_AWAY = 15.0
"""While the network is away: with the time for connecting, what comes back is in use again within half a minute."""

LONGEST_RETRY_AFTER = 600.0


def pause(
    failures: int, retry_after: float | None, random: Callable[[], float], *, longest: float = LONGEST_WAIT
) -> float:
    """Seconds to wait after ``failures`` tries in a row (1 or more): full jitter, unless the store said how long.

    ``random`` gives numbers from 0 up to 1.
    """
    if retry_after is not None:
        return retry_after
    return float(random() * min(longest, 2.0 ** min(failures - 1, 10)))


def retry_after(value: str | None, date: str | None) -> float | None:
    """Seconds that a ``Retry-After`` header asks for (RFC 9110, 10.2.3), None when it says nothing usable.

    ``date`` is the answer's own ``Date``: a moment is measured by the clock that gave it. Never above ten minutes.
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        seconds = float(text[:9])
    else:
        moment = _moment(text)
        if moment is None:
            return None
        seconds = (moment - (_moment(date) or datetime.now(UTC))).total_seconds()
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text) if text else None
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
