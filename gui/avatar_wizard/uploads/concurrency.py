"""How many connections are worth having: hill climbing on the goodput, with two brakes.

    base --measured--> trial of more --gain--> that is the new base, and more again
      ^                     | no gain
      +---- hold, back <----+      the next trial after a hold may be one of fewer

On a line with random loss one TCP connection gets a rate of its own whatever the line could carry, and only more
connections fill it; on a clean line more of them gain nothing. Right after a change slow start flatters the
newcomers, so the first seconds are not counted. The first trial is a small one, because on a clean line whatever is
added costs the others for a while. Luck changes faster than a window is long: once a trial has gained the number is
doubled, since a great gain is told from luck, and a trial that gained nothing is held once against what the base
gives afterwards. The brakes: a window without enough blocks decides nothing, and with more
connections than the rate can feed a slice would take too long. All thresholds are our own measurements.
Nothing here reads a clock: a sample carries its time.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

START = 4
"""Connections to begin with where nothing is remembered: they fill a clean line and hide the answers' time."""

MOST = 32
SETTLE_S = 6.0
"""Seconds after a change that are not counted."""

WINDOW_S = 6.0
WINDOW_BLOCKS = 64
"""A window counts when it is as long as both: fewer blocks tell more about the blocks than about the line."""

STRIDE = 1.5
"""A trial has so many times more connections; after one that gained, _LONG_STRIDE."""

_LONG_STRIDE = 2.0
GAIN = 1.05
LOSS = 0.98
PLAIN_LOSS = 0.75
FIRST_HOLD_S = 20.0
TOP_HOLD_S = 60.0
LONGEST_HOLD_S = 300.0
SLICE_S = 60.0
"""A slice must not take longer: a store gives up on connections that starve."""

STALL_S = 10.0
_STILL_S = 3.0
_RATE_S = 10.0
_THROTTLED_EVERY_S = 10.0
_THROTTLED_HOLD_S = 60.0
_LEAST_WHEN_THROTTLED = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """Counters at ``now`` (seconds): bytes and blocks moved since the start, and connections at work.

    ``slice_size`` is the largest upload under way in bytes. ``is_limited`` says that the person's own limit, and
    not the line, decides the rate.
    """

    now: float
    moved: int
    blocks: int
    active: int
    slice_size: int
    is_limited: bool = False


class HillClimb:
    """Decides ``target``, the number of connections, from samples given some times a second."""

    def __init__(self, *, start: int = START, most: int = MOST) -> None:
        if not 1 <= start <= most:
            raise ValueError("start")
        self._most = most
        self._since: float | None = None
        self._opened: Sample | None = None
        self._last_move: tuple[float, int] | None = None
        self.restart(start)

    def restart(self, start: int) -> None:
        """Forget the line, as on another network, and begin with ``start`` connections (cut to the bounds)."""
        self.target = min(max(1, start), self._most)
        self._floor = min(START, self.target)
        self._proven: int | None = None
        self._base: float | None = None
        self._trial_from: int | None = None
        self._tries_fewer = False
        self._stride = STRIDE
        self._missed: tuple[int, float] | None = None
        self._hold_s = FIRST_HOLD_S
        self._hold_until = -math.inf
        self._throttled_at = -math.inf
        self._no_ceiling_until = -math.inf
        self._still_s = 0.0
        self._last_move = None
        self._recent: deque[Sample] = deque()
        self._pause_measuring()

    @property
    def proven(self) -> int | None:
        """The last number that was judged and kept; None before the first judgement. Worth remembering."""
        return self._proven

    def observe(self, sample: Sample) -> None:
        """Take a sample; may change ``target``."""
        self._track(sample)
        if sample.is_limited or sample.active != self.target or self._still_s >= STALL_S:
            self._pause_measuring()
            return
        if self._apply_ceiling(sample):
            return
        if self._since is None:
            self._since = sample.now
        if sample.now - self._since < SETTLE_S:
            return
        if self._opened is None:
            self._opened = sample
        span, blocks = sample.now - self._opened.now, sample.blocks - self._opened.blocks
        if span < WINDOW_S:
            return
        goodput = (sample.moved - self._opened.moved) / span
        if blocks >= WINDOW_BLOCKS or self._is_plain_loss(goodput):
            self._opened = sample
            self._judge(sample, goodput)

    def throttled(self, now: float) -> None:
        """The store asked for less (429, 503, SlowDown, RequestTimeout): step down, once in ten seconds."""
        if now - self._throttled_at < _THROTTLED_EVERY_S:
            return
        self._throttled_at = now
        self._hold_until = max(self._hold_until, now + _THROTTLED_HOLD_S)
        self._floor = min(self._floor, _LEAST_WHEN_THROTTLED)
        fewer = max(min(self.target, _LEAST_WHEN_THROTTLED), int(self.target / STRIDE))
        self._settle_on(min(self._trial_from or self.target, fewer))

    def ceiling(self) -> int:
        """The most connections with which a slice still passes within a minute at the present rate."""
        rate = self._rate()
        if rate is None or not self._recent[-1].slice_size:
            return self._most
        return max(1, min(self._most, int(rate * SLICE_S / self._recent[-1].slice_size)))

    def _rate(self) -> float | None:
        if not self._recent:
            return None
        first, last = self._recent[0], self._recent[-1]
        span = last.now - first.now
        return (last.moved - first.moved) / span if span >= _RATE_S else None

    def _track(self, sample: Sample) -> None:
        """Keep the last ten seconds in which every connection had work: only they tell what the line carries."""
        if self._last_move is None or sample.moved != self._last_move[1]:
            self._last_move = (sample.now, sample.moved)
        self._still_s = sample.now - self._last_move[0]
        if sample.active < self.target:
            self._recent.clear()
        self._recent.append(sample)
        while len(self._recent) > 1 and sample.now - self._recent[1].now >= _RATE_S:
            self._recent.popleft()

    def _apply_ceiling(self, sample: Sample) -> bool:
        """Begin a trial of as many as the rate feeds; whether one was begun.

        Only a trial: where each connection has a rate of its own, fewer of them would not make any slice faster.
        A line that is quite still is away, not slow: that says nothing about how many it could feed.
        """
        rate = self._rate()
        is_free = self._trial_from is None and sample.now >= self._no_ceiling_until
        if not is_free or rate is None or self._still_s >= _STILL_S or self.target <= self.ceiling():
            return False
        self._base = rate
        self._begin_trial(self.ceiling())
        return True

    def _pause_measuring(self) -> None:
        """What comes next is measured from the beginning: windows must not reach over a change."""
        self._since = self._opened = None

    def _is_plain_loss(self, goodput: float) -> bool:
        """Whether a trial of fewer has cost so much that no more blocks are needed to see it."""
        is_of_fewer = self._trial_from is not None and self.target < self._trial_from
        return is_of_fewer and self._base is not None and goodput < PLAIN_LOSS * self._base

    def _judge(self, sample: Sample, goodput: float) -> None:
        if self._trial_from is None or self._base is None:
            self._base = goodput
            self._proven = self.target
            missed, self._missed = self._missed, None
            if missed is not None and self.target < missed[0] <= self.ceiling() and missed[1] >= GAIN * goodput:
                # The base before that trial was lucky: often slow start, which on a long line lasts beyond settling.
                self._tries_fewer = False
                self._begin_trial(min(math.ceil(missed[0] * _LONG_STRIDE), self._most, self.ceiling()))
            elif sample.now >= self._hold_until:
                self._try_another(sample)
            return
        goes_up = self.target > self._trial_from
        if goodput >= self._base * (GAIN if goes_up else LOSS):
            self._proven, self._base, self._trial_from = self.target, goodput, None
            self._tries_fewer = False
            if goes_up:
                self._hold_s = FIRST_HOLD_S
                self._stride = _LONG_STRIDE
                if self.target < min(self._most, self.ceiling()):
                    self._try_another(sample)
                else:  # fewer have just been seen to be worse
                    self._hold_until = max(self._hold_until, sample.now + TOP_HOLD_S)
            else:
                self._hold(sample.now)
        else:
            self._tries_fewer = goes_up
            self._hold(sample.now)
            self._no_ceiling_until = self._hold_until
            missed = (self.target, goodput) if goes_up else None
            self._stride = STRIDE
            self._settle_on(self._trial_from)
            self._missed = missed

    def _try_another(self, sample: Sample) -> None:
        """Begin a trial from the measured base; hold when there is nothing to try."""
        more = min(max(math.ceil(self.target * self._stride), self.target + 2), self._most, self.ceiling())
        fewer = max(self._floor, int(self.target / STRIDE)) if self._floor < self.target else self.target
        goal = fewer if self._tries_fewer or more <= self.target else more
        self._tries_fewer = False
        if goal == self.target:
            self._hold(sample.now)
            return
        self._begin_trial(goal)

    def _begin_trial(self, goal: int) -> None:
        self._trial_from, self.target = self.target, goal
        self._recent.clear()
        self._pause_measuring()

    def _hold(self, now: float) -> None:
        self._hold_until = max(self._hold_until, now + self._hold_s)
        self._hold_s = min(self._hold_s * 2, LONGEST_HOLD_S)

    def _settle_on(self, target: int) -> None:
        self.target, self._trial_from, self._base, self._missed = target, None, None, None
        self._recent.clear()
        self._pause_measuring()
