"""Shake: the background moves, as it does when the camera is held by hand or knocked."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.signals import Span

from .displacement import Background
from .pyramid import Plane, View
from .spans import Measures, joined, runs
from .timeline import Timeline

_STEP_S = 0.07  # from look to look: at 25 to 60 pictures a second every second to fifth one
_REACH_S = 0.42  # displacement is looked for within this time
_JOIN_S = 1.0
_AT_REST = 0.2  # of what is allowed, from one look to the next
_FEWEST = 2  # looks that differ from the one before: what has a mass does not move for a moment only


class Shake:
    """Finds spans in which the background moves; follows its way from look to look."""

    def __init__(self, rules: Measures) -> None:
        self._limit = rules.measure("picture.shake_percent")
        self._background: Background | None = None
        self._last: tuple[Plane, Plane] | None = None
        self._last_s = -np.inf
        self._stretch = 0
        self._times = array("d")
        self._stretches = array("l")
        self._steps = array("f")

    def take(self, view: View) -> None:
        """Look at a picture; most are let pass."""
        if view.at_s - self._last_s < _STEP_S:
            return
        right = down = 0.0
        seen = (view.half, view.quarter)
        if self._background is None or self._background.shape != view.half.shape:
            self._background = Background(view.half.shape, view.quarter.shape)
        elif self._last is not None and not view.is_black:
            right, down = self._background.moved(self._last, seen)
        self._last, self._last_s = seen, view.at_s
        self._times.append(view.at_s)
        self._stretches.append(self._stretch)
        width = view.half.shape[1]
        self._steps.extend((right * 100 / width, down * 100 / width))

    def rest(self) -> None:
        """A stretch has ended."""
        self._last, self._last_s = None, -np.inf
        self._stretch += 1

    def shake(self, cuts: list[float], timeline: Timeline) -> tuple[Span, ...]:
        """Spans with shake; their peak is the greatest displacement in percent of the width. Cuts are no movement."""
        times = np.array(self._times)
        steps = np.array(self._steps, dtype=np.float64).reshape(-1, 2)
        for cut in cuts:
            place = int(np.searchsorted(times, cut - timeline.interval_s / 2))
            steps[place : place + 1] = 0
        spans: list[Span] = []
        stretches = np.array(self._stretches)
        for places in np.split(np.arange(len(times)), np.flatnonzero(np.diff(stretches)) + 1):
            spans += self._shaken(times[places], np.cumsum(steps[places], axis=0))
        return joined(spans, _JOIN_S)

    def _shaken(self, times: NDArray[np.float64], path: NDArray[np.float64]) -> list[Span]:
        """Where the path leads further than allowed within a short time."""
        farthest = np.zeros(len(times))
        for back in range(1, len(times)):
            near = times[back:] - times[:-back] <= _REACH_S
            if not near.any():
                break
            way = np.hypot(*(path[back:] - path[:-back]).T) * near
            # Both ends of the way, and what lies between, belong to the shake.
            for shift in range(back + 1):
                np.maximum(farthest[shift : shift + len(way)], way, out=farthest[shift : shift + len(way)])
        moved = np.append(np.hypot(*np.diff(path, axis=0).T), 0) > _AT_REST * self._limit
        spans: list[Span] = []
        for start, end in runs(farthest > self._limit):
            # From the picture before the first movement to the last one.
            moving = np.flatnonzero(moved[start:end])
            if len(moving) < _FEWEST:
                continue
            first, last = start + int(moving[0]), min(start + int(moving[-1]) + 1, len(times) - 1)
            spans.append(Span(float(times[first]), float(times[last]), float(farthest[start:end].max())))
        return spans
