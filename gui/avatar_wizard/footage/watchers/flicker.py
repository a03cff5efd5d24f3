"""Flicker: light that goes up and down again and again, as lamps do that do not fit the camera's shutter.

A single step, a cut or a slow change is none. What counts is the ripple of most blocks at the edges, each round its
own moving mean: with a rolling shutter it runs through the picture in bands, and the picture's mean hardly shows it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.signals import Span

from .light import telling
from .pyramid import COLUMNS, ROWS, Plane, View
from .spans import Measures, joined, runs, sliding_median

_BATCH = 256  # rows
_SINE = 2**0.5  # a sine's amplitude by the median of its absolute value
_AT_END = 3  # pictures
_SLOW_BIN_S = 0.1
_SLOW_TIMES = 1.5  # slow ripple must be stronger: a camera's own exposure breathes a little


class Flicker:
    """Finds spans with ripple, fast (over 2 Hz) and slow (about 0.3 to 2 Hz)."""

    def __init__(self, rules: Measures) -> None:
        limit = rules.measure("picture.flicker_percent")
        self._fast = _Ripple(mean_s=0.4, window_s=1.8, limit=limit)
        self._slow = _Ripple(mean_s=1.6, window_s=7.0, limit=limit * _SLOW_TIMES)
        self._bin = -1
        self._sum = np.zeros(ROWS * COLUMNS, np.float32)
        self._count = 0
        self._seen: Plane | None = None

    def take(self, view: View) -> None:
        """Look at a picture. A black one is passed over, as if the light had stayed."""
        if view.is_other and not view.is_black:
            self.rest()
        if not view.is_black:
            self._seen = view.blocks
        if self._seen is None:
            return
        self._fast.add(view.at_s, self._seen)
        place = int(view.at_s / _SLOW_BIN_S)
        if place != self._bin:
            self._close()
            self._bin = place
        self._sum += self._seen
        self._count += 1

    def rest(self) -> None:
        """A stretch has ended."""
        self._close()
        self._fast.rest()
        self._slow.rest()
        self._seen = None

    def flicker(self) -> tuple[Span, ...]:
        """Spans with ripple; their peak is its amplitude in percent of the light."""
        self.rest()
        return joined([*self._fast.spans, *self._slow.spans], 1.0)

    def _close(self) -> None:
        if self._count:
            self._slow.add(self._bin * _SLOW_BIN_S, self._sum / np.float32(self._count))
        self._sum = np.zeros_like(self._sum)
        self._count = 0


class _Ripple:
    """Ripple round a moving mean over ``mean_s``, where it fills most of ``window_s``."""

    def __init__(self, mean_s: float, window_s: float, limit: float) -> None:
        self.spans: list[Span] = []
        self._mean_s = mean_s
        self._window_s = window_s
        self._limit = limit
        self._rows = np.empty((_BATCH, ROWS * COLUMNS), np.float32)
        self._times = np.empty(_BATCH)
        self._count = 0
        self._first_s: float | None = None
        self._last_s = 0.0
        self._ripple: list[NDArray[np.float32]] = []
        self._ripple_times: list[NDArray[np.float64]] = []

    def add(self, at_s: float, blocks: Plane) -> None:
        """The next picture's blocks."""
        if self._first_s is None:
            self._first_s = at_s
        self._last_s = at_s
        self._rows[self._count] = blocks
        self._times[self._count] = at_s
        self._count += 1
        if self._count == _BATCH:
            kept = self._measure()
            self._rows[:kept] = self._rows[_BATCH - kept :].copy()
            self._times[:kept] = self._times[_BATCH - kept :].copy()
            self._count = kept

    def rest(self) -> None:
        """A stretch has ended: find its spans."""
        if self._count >= 3:
            self._measure()
        self._count = 0
        first_s, self._first_s = self._first_s, None
        if not self._ripple or first_s is None:
            return
        ripple, times = np.concatenate(self._ripple), np.concatenate(self._ripple_times)
        self._ripple, self._ripple_times = [], []
        interval = _usual(times)
        if times[-1] - times[0] < self._window_s / 2:
            return
        amplitude = _SINE * sliding_median(ripple, round(self._window_s / interval))
        is_strong = _SINE * ripple > self._limit
        reach = round(1.5 * self._mean_s / interval)
        for start, end in runs(amplitude > self._limit):
            # Where a ripple is nothing in every third picture, the median comes late and goes early.
            strong = np.flatnonzero(is_strong[max(0, start - reach) : end + reach]) + max(0, start - reach)
            first, last = (int(strong[0]), int(strong[-1])) if len(strong) else (start, end - 1)
            # Of all of the span; a median alone says too much of a ripple that has few different values.
            strength = float(_SINE * np.sqrt(np.mean(ripple[first : last + 1] ** 2)))
            # The moving mean has no value at the very ends.
            start_s = first_s if first < _AT_END else float(times[first])
            end_s = self._last_s if last >= len(times) - _AT_END else float(times[last])
            self.spans.append(Span(start_s, end_s + interval, max(strength, self._limit)))

    def _measure(self) -> int:
        """Ripple of the rows in store; how many of the last rows the next batch needs again."""
        rows, times = self._rows[: self._count], self._times[: self._count]
        half = max(1, round(self._mean_s / _usual(times) / 2))
        if 2 * half + 1 > self._count:
            return min(self._count, _BATCH // 2)
        usual = rows.mean(axis=0)
        chosen, is_edge = telling(usual)
        sums = np.cumsum(np.vstack((np.zeros((1, rows.shape[1])), rows), dtype=np.float64), axis=0)
        mean = (sums[2 * half + 1 :] - sums[: -2 * half - 1]) / (2 * half + 1)
        inner = slice(half, self._count - half)
        if len(chosen):
            share = (rows[inner][:, chosen] - mean[:, chosen]) / mean[:, chosen]
            if is_edge:
                share = np.abs(share)
            # Where a person moves, what becomes lighter here becomes darker there; only lamps make all of it lighter.
            self._ripple.append(np.abs(np.median(share, axis=1)).astype(np.float32) * 100)
        else:
            self._ripple.append(np.zeros(len(mean), np.float32))
        self._ripple_times.append(times[inner].copy())
        return 2 * half


def _usual(times: NDArray[np.float64]) -> float:
    steps = np.diff(times)
    return max(float(np.median(steps)), 1e-3) if len(steps) else 1.0
