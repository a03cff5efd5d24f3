"""How the person's limits are kept to: every block of every connection waits for its turn, and politeness measures."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition

from avatar_wizard.domain.limits import LEAST_RATE, POLITE_SHARE
from avatar_wizard.uploads.blocks import LARGE

_BURST_S = 0.1
_LONGEST_TURN_S = 10.0
_SMALLEST_BLOCK = 1024


class TokenBucket:
    """Spreads bytes over time: each reservation says how long to wait for its turn (GCRA, ITU-T I.371).

    ``rate`` in bytes per second, None for no limit. First come, first served, so no connection is passed over.
    """

    def __init__(self, rate: float | None = None) -> None:
        self.rate = rate
        self._free_at = 0.0

    def change(self, rate: float | None, now: float) -> None:
        """Use another rate from ``now`` on; what was reserved and not yet sent must be reserved anew."""
        self.rate = rate
        self._free_at = now

    def reserve(self, now: float, count: int) -> float:
        """Seconds until ``count`` bytes may leave."""
        if self.rate is None:
            return 0.0
        turn = max(self._free_at, now - _BURST_S)
        self._free_at = turn + count / self.rate
        return max(0.0, turn - now)


class Gate:
    """Where every block of every connection waits for its turn. Safe from any thread."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._bucket = TokenBucket()
        self._changed = Condition()
        self._generation = 0
        self._sharers = 1
        self._waiting = 0
        self._has_waited = False

    @property
    def rate(self) -> float | None:
        """Bytes per second, None without a limit."""
        return self._bucket.rate

    def share(self, connections: int) -> None:
        """So many connections take turns: the more, the smaller a turn, so that none waits for long."""
        self._sharers = max(1, connections)

    def change(self, rate: float | None) -> None:
        """Use another rate at once, also for those who wait."""
        with self._changed:
            if rate != self._bucket.rate:
                self._bucket.change(rate, self._clock())
                self._generation += 1
                self._changed.notify_all()

    def wake(self) -> None:
        """Have everybody who waits look whether it was stopped."""
        with self._changed:
            self._changed.notify_all()

    def has_held_back(self) -> bool:
        """Whether anybody has waited here since this was last asked: then the limit decides the rate, not the line."""
        with self._changed:
            has_waited, self._has_waited = self._has_waited, self._waiting > 0
        return has_waited

    def turn(self, wanted: int) -> int:
        """How many of ``wanted`` bytes make one turn."""
        rate = self._bucket.rate
        if rate is None:
            return wanted
        return min(wanted, max(_SMALLEST_BLOCK, min(LARGE, int(rate * _LONGEST_TURN_S / self._sharers))))

    def admit(self, wanted: int, is_stopped: Callable[[], bool]) -> int:
        """Wait for a turn; how many bytes may leave in it, at most ``wanted``. Returns early when stopped."""
        while self._bucket.rate is not None:
            count = self.turn(wanted)
            with self._changed:
                generation = self._generation
                due = self._clock() + self._bucket.reserve(self._clock(), count)
                self._waiting += 1
                while generation == self._generation and not is_stopped() and (left := due - self._clock()) > 0:
                    self._has_waited = True
                    self._changed.wait(left)
                self._waiting -= 1
                if generation == self._generation:
                    return count
        return wanted


MEASURE_S = 10.0
MEASURE_AFTER_S = 4.0
MEASURE_EVERY_S = 300.0
_SHRUNK = 0.9
_SOONEST_S = 60.0


class Politeness:
    """Finds the rate that leaves a quarter of the line to others, by measuring it without a limit now and then.

    A measurement lasts ten seconds, of which the last six count, and is repeated after five minutes, or after one
    when the line no longer gives what is allowed. Our own choice: an estimate from limited traffic could only sink.
    """

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Forget the line; the next sample begins a measurement."""
        self._limit: float | None = None
        self._began: float | None = None
        self._mark: tuple[float, int] | None = None
        self._last: float | None = None

    @property
    def limit(self) -> float | None:
        """Bytes per second; None while it is measured."""
        return self._limit

    def observe(self, now: float, moved: int) -> None:
        """Take the counter of bytes; called some times a second while every connection has work."""
        # A pause in between belongs to nothing that could be measured.
        if self._last is None or now - self._last > MEASURE_AFTER_S / 2:
            self._mark = None
            if self._limit is None:
                self._began = now
        self._last = now
        if self._limit is None:
            self._measure(now, moved)
        elif self._mark is None:
            self._mark = (now, moved)
        elif self._is_due(now) or self._has_shrunk(now, moved):
            self._limit, self._began, self._mark = None, now, None
        elif now - self._mark[0] >= MEASURE_S:
            self._mark = (now, moved)

    def _measure(self, now: float, moved: int) -> None:
        if self._began is None or now - self._began < MEASURE_AFTER_S:
            return
        if self._mark is None:
            self._mark = (now, moved)
        elif now - self._began >= MEASURE_S and moved > self._mark[1]:
            self._limit = max(LEAST_RATE, POLITE_SHARE * (moved - self._mark[1]) / (now - self._mark[0]))
            self._began, self._mark = now, (now, moved)

    def _is_due(self, now: float) -> bool:
        return self._began is not None and now - self._began >= MEASURE_EVERY_S

    def _has_shrunk(self, now: float, moved: int) -> bool:
        if self._limit is None or self._mark is None or self._began is None:
            return False
        span = now - self._mark[0]
        is_settled = span >= MEASURE_S and now - self._began >= _SOONEST_S
        return is_settled and moved - self._mark[1] < _SHRUNK * self._limit * span
