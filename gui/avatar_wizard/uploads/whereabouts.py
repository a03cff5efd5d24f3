"""What a laptop goes through, noticed: a network that is gone, back, or another; and time in which it slept."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from threading import Lock

SETTLED_S = 3.0
"""A name must have stayed the same for so long before it counts: while a network or a tunnel comes up, another way
out may be there for a moment, and the connections there are survive that."""

ASLEEP_S = 10.0


class Move(Enum):
    """What a look at the network found."""

    STAYED = auto()
    FOUND = auto()  # its name is known for the first time
    BACK = auto()  # there was no name for a while, now it is the same one again
    ELSEWHERE = auto()  # connections from before are dead


class Whereabouts:
    """The network this computer is in, by the names that ``network`` gives. Safe from any thread.

    An empty name means that it cannot be told at the moment: that is no change, and nothing known is forgotten.
    ``clock`` gives seconds.
    """

    def __init__(self, network: Callable[[], str], clock: Callable[[], float]) -> None:
        self._network = network
        self._clock = clock
        self._lock = Lock()
        self._name = ""
        self._is_missing = False
        self._other = ""
        self._other_since = 0.0

    @property
    def name(self) -> str:
        """The last that was known; empty before the first."""
        return self._name

    def look(self, *, at_once: bool = False) -> Move:
        """Ask for the name. ``at_once`` believes another one straight away, as when there is nothing to lose."""
        with self._lock:
            name = self._network()
            if not name:
                self._is_missing, self._other = True, ""
                return Move.STAYED
            if name == self._name:
                was_missing, self._is_missing, self._other = self._is_missing, False, ""
                return Move.BACK if was_missing else Move.STAYED
            if not self._name:
                self._name, self._is_missing = name, False
                return Move.FOUND
            now = self._clock()
            if name != self._other:
                self._other, self._other_since = name, now
            if not at_once and now - self._other_since < SETTLED_S:
                return Move.STAYED
            self._name, self._other, self._is_missing = name, "", False
            return Move.ELSEWHERE


class Sleep:
    """Notices that more time has passed than anybody was there to see: the computer slept, or the program stood still.

    Two clocks, because in sleep ``clock`` (monotonic) stands still on Linux and goes on under Windows, while ``wall``
    (Unix time) is put forward afterwards everywhere. A wall clock that somebody sets looks the same, and what follows
    from it by mistake is cheap; one that is put back is never taken for sleep.
    """

    def __init__(self, clock: Callable[[], float], wall: Callable[[], float], asleep_s: float = ASLEEP_S) -> None:
        self._clocks = (clock, wall)
        self._asleep_s = asleep_s
        self.begin()

    def begin(self) -> None:
        """Nobody had a reason to look until now: that was no sleep."""
        self._before = self._read()

    def is_over(self) -> bool:
        """Whether it has slept since the last time this was asked; ask some times a second."""
        before, self._before = self._before, self._read()
        return any(now - then > self._asleep_s for now, then in zip(self._before, before, strict=True))

    def _read(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)
