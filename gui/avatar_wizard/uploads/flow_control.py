"""What decides how much goes out at once, for the whole program: connections, rate, hours; and what is remembered."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.schedule import Hold
from avatar_wizard.uploads.concurrency import MOST, SLICE_S, START, HillClimb, Sample
from avatar_wizard.uploads.limits import Gate, Politeness
from avatar_wizard.uploads.memory import ConnectionMemory, RunMemory
from avatar_wizard.uploads.whereabouts import Move, Whereabouts


class FlowControl:
    """Counts what moves and steers by it. Safe from any thread; ``sample`` is called by one at a time.

    ``connections`` fixes their number; None lets it follow the line. ``clock`` gives seconds, ``wall`` Unix time,
    ``random`` numbers from 0 up to 1, ``network`` a name of the network that this computer is in, quickly, empty while
    there is none.
    """

    def __init__(
        self,
        *,
        connections: int | None,
        clock: Callable[[], float],
        wall: Callable[[], float] = time.time,
        random: Callable[[], float],
        memory: ConnectionMemory | None = None,
        network: Callable[[], str] = lambda: "",
    ) -> None:
        self.clock = clock
        self.random = random
        self.gate = Gate(clock)
        self._wall = wall
        self._memory = memory or RunMemory()
        self._whereabouts = Whereabouts(network, clock)
        self._is_fixed = connections is not None
        self._climb = HillClimb(start=connections or START, most=connections or MOST)
        self._politeness = Politeness()
        self._limits = Limits()
        self._lock = Lock()
        self._moved = 0
        self._blocks = 0
        self._slice_size = 0
        self._started_at: float | None = None
        self._place: tuple[str, str] | None = None
        self._remembered: int | None = None

    @property
    def limits(self) -> Limits:
        """What the person allows; may be replaced at any time and holds at once."""
        return self._limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        with self._lock:
            if limits.is_polite and not self._limits.is_polite:
                self._politeness.restart()
            self._limits = limits
            self.gate.change(self._allowed())

    @property
    def connections(self) -> int:
        """How many connections there should be now."""
        target, limit = self._climb.target, self.gate.rate
        if limit is None or not self._slice_size:
            return target
        return max(1, min(target, int(limit * SLICE_S / self._slice_size)))

    def hold(self) -> Hold | None:
        """Why nothing may be begun at this moment, None when it may.

        A start that has come stays: a clock that is put back afterwards does not send everybody to sleep again.
        """
        schedule, now = self._limits.schedule, self._wall()
        if schedule.start_at is not None:
            if now >= schedule.start_at:
                self._started_at = schedule.start_at
            if schedule.start_at == self._started_at:
                schedule = replace(schedule, start_at=None)
        return schedule.hold(now)

    def moved(self, count: int) -> None:
        """A block of ``count`` bytes has left."""
        with self._lock:
            self._moved += count
            self._blocks += 1

    def throttled(self) -> None:
        """The store asked for less."""
        with self._lock:
            self._climb.throttled(self.clock())

    def sample(self, active: int, slice_size: int) -> None:
        """Look at the counters and steer, some times a second; ``slice_size`` is the largest upload under way.

        May call the memory, which may block; never under a lock.
        """
        with self._lock:
            now = self.clock()
            self._slice_size = slice_size or self._slice_size
            held_back = self.gate.has_held_back()
            self._climb.observe(Sample(now, self._moved, self._blocks, active, slice_size, held_back))
            if self._limits.is_polite and active >= self.connections:
                self._politeness.observe(now, self._moved)
            self.gate.share(active)
            self.gate.change(self._allowed())
            proven, place = self._climb.proven, self._place
        if proven is not None and place is not None and proven != self._remembered and not self._is_fixed:
            self._memory.save(*place, proven)
            self._remembered = proven

    def arrive(self, host: str, *, at_once: bool = False) -> Move:
        """Find out which network this is, and begin as was remembered if it is another one; what was found.

        ``at_once`` when there are no connections that could be lost. Asks the network's name and the memory; never
        call it under a lock.
        """
        move = self._whereabouts.look(at_once=at_once)
        place = (host, self._whereabouts.name)
        if place == self._place:
            return move
        known = self._memory.load(*place)
        with self._lock:
            before, self._place, self._remembered = self._place, place, known
            # Only the name was missing: what was found out about the line without it still holds.
            is_same_line = move is Move.FOUND and before is not None and before[0] == host
            if not is_same_line:
                self._politeness.restart()
            if not self._is_fixed and (known or not is_same_line):
                self._climb.restart(known or START)
        return move

    def _allowed(self) -> float | None:
        rates = [self._limits.rate, self._politeness.limit if self._limits.is_polite else None]
        return min((rate for rate in rates if rate is not None), default=None)
