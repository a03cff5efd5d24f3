"""How long it will still take, if it goes on as in the last ten seconds."""

from __future__ import annotations

import math
from collections import deque

WINDOW_S = 10.0
SMOOTHING_S = 5.0
_SAMPLE_EVERY_S = 0.25
_SOONEST_S = 3.0


class TimeLeft:
    """An estimate from the number of bytes that are done, taken some times a second; times in seconds."""

    def __init__(self) -> None:
        self._history: deque[tuple[float, int]] = deque()
        self._rate: float | None = None

    def observe(self, now: float, done: int) -> None:
        """``done`` bytes have gone at ``now``."""
        before = self._history[-1][0] if self._history else None
        if before is not None and now - before < _SAMPLE_EVERY_S:
            return
        self._history.append((now, done))
        while len(self._history) > 1 and now - self._history[1][0] >= WINDOW_S:
            self._history.popleft()
        since, first = self._history[0]
        if before is None or now - since < _SOONEST_S:
            return
        rate = (done - first) / (now - since)
        # Slices and blocks arrive in lumps: the smoothing keeps the seconds from jumping.
        weight = 1.0 if self._rate is None else 1.0 - math.exp(-(now - before) / SMOOTHING_S)
        self._rate = rate if self._rate is None else self._rate + weight * (rate - self._rate)

    def estimate(self, left: int) -> float | None:
        """Seconds for ``left`` bytes; None in the first seconds and while nothing moves."""
        return None if self._rate is None or self._rate < 1.0 else left / self._rate
