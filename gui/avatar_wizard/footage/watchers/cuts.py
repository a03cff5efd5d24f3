"""Cuts: from one picture to the next far more changes than a person can move, and only there.

What counts is the change of the pattern: the part of a picture that no brighter or darker version of the last one
explains. So neither flicker nor a lamp is a cut. A gesture lasts several pictures and has strong neighbours.
"""

from __future__ import annotations

import math
from array import array

import numpy as np
from numpy.typing import NDArray

from .pyramid import Plane, View
from .spans import Measures, sliding_max
from .timeline import Timeline

_LEAST = 2.5  # of 255: how much the pattern must change, root mean square
_STEP = 8.0  # of 255: a place that changes more than this
_AREA = 0.012  # share of such places: a clock or a screen in the background is smaller
_WIDE = 0.2  # share of such places when the scene is another one: that shows through the quickest gesture
_UNLIKE = 0.7  # likeness below which it may be one
_REACH_S = 0.2  # neighbours
_FEWEST = 3  # pictures on either side
_HELD = 0.2  # of the usual change: a picture that was only repeated
_HOLE = 2.5  # usual intervals: where pictures are missing, the next one is further off by nature


class Cuts:
    """Finds the moments of cuts."""

    def __init__(self, rules: Measures) -> None:
        self._times = rules.measure("picture.cut")
        self._last: Plane | None = None
        self._last_power = 0.0
        self._change = array("f")
        self._area = array("f")
        self._likeness = array("f")

    def take(self, view: View) -> None:
        """Look at a picture."""
        pattern = (view.quarter - np.float32(view.light)).ravel()
        power = float(pattern @ pattern)
        change = area = 0.0
        likeness = 1.0
        last = self._last
        if last is not None and last.size == pattern.size and self._last_power > 0:
            shared = float(last @ pattern)
            gain = shared / self._last_power
            change = math.sqrt(max(0.0, power - gain * shared) / pattern.size)
            likeness = shared / math.sqrt(self._last_power * power) if power > 0 else 0.0
            if change > _LEAST:
                area = np.count_nonzero(np.abs(pattern - np.float32(gain) * last) > _STEP) / pattern.size
        view.is_other = area > _WIDE and likeness < _UNLIKE
        self._change.append(change)
        self._area.append(area)
        self._likeness.append(likeness)
        self._last, self._last_power = pattern, power

    def rest(self) -> None:
        """A stretch has ended."""
        self._last = None

    def cuts(self, timeline: Timeline) -> list[tuple[float, float]]:
        """Moments of cuts, each with the likeness of the two pictures: 1 the same pattern, 0 nothing in common."""
        times, interval = timeline.times, timeline.interval_s
        reach = max(_FEWEST, round(_REACH_S / interval))
        found: list[tuple[float, float]] = []
        for start, end in timeline.stretches:
            change, area = np.array(self._change[start:end]), np.array(self._area[start:end])
            steps = np.diff(times[start:end], prepend=times[start])
            may_be = (change > _LEAST) & (area >= _AREA) & (steps < _HOLE * interval)
            may_be[:_FEWEST] = may_be[len(may_be) - _FEWEST + 1 :] = False
            is_unlike = np.array(self._likeness[start:end]) < _UNLIKE
            for values, may_show in ((change, may_be), (area, may_be & is_unlike & (area > _WIDE))):
                limit = self._times * sliding_max(values, reach, reach)
                for place in np.flatnonzero(may_show & (values > limit)):
                    if values[place] > limit[place] * (1 + _held(change, int(place), reach)):
                        found.append((float(times[start + place]), self._likeness[start + place]))
        return sorted(set(found))


def _held(change: NDArray[np.float32], place: int, reach: int) -> int:
    """How many pictures right before were repeated: a recorder that stumbled shows the movement of them all at once."""
    before = change[max(0, place - reach) : place]
    repeated = before < _HELD * before.max()
    return len(repeated) if repeated.all() else int(np.argmin(repeated[::-1]))
