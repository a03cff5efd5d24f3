"""When the pictures of a take are shown: its stretches and its usual interval."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from .watching import Take

_PAUSE_S = 0.5
"""Between two looks at a take, pictures are further apart than this; one look is watched without such a hole."""
ROUNDED_S = 0.002
"""How far a time may be off: Matroska writes whole milliseconds."""
_FALLBACK_RATE = 25.0


class Timeline:
    """Collects the times of pictures. A stretch is what was watched without a hole: all of it in a full pass."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._times = array("d")
        self._starts: list[int] = []

    def add(self, at_s: float) -> tuple[float, bool]:
        """The next picture: its time, never before the last one's, and whether a new stretch begins with it."""
        is_first = not self._times
        last = at_s if is_first else self._times[-1]
        at_s = max(at_s, last)
        is_new = is_first or (len(self._take.watched) > 1 and at_s - last > _PAUSE_S)
        if is_new:
            self._starts.append(len(self._times))
        self._times.append(at_s)
        return at_s, is_new

    @property
    def times(self) -> NDArray[np.float64]:
        """Every picture's time."""
        return np.array(self._times, dtype=np.float64)

    @property
    def stretches(self) -> list[tuple[int, int]]:
        """The first and one past the last picture of every stretch."""
        return list(zip(self._starts, [*self._starts[1:], len(self._times)], strict=True))

    @property
    def interval_s(self) -> float:
        """The usual time from picture to picture."""
        steps = self._steps()
        if len(steps) and (usual := float(np.median(steps))) > 0:
            return usual
        return 1 / (self._take.rate or _FALLBACK_RATE)

    def ends(self) -> NDArray[np.float64]:
        """When every picture gives way to the next; the last of a stretch is shown for the usual interval."""
        times = self.times
        ends = np.append(times[1:], 0.0)
        for _, end in self.stretches:
            ends[end - 1] = times[end - 1] + self.interval_s
        return ends

    def _steps(self) -> NDArray[np.float64]:
        times = self.times
        steps = [np.diff(times[start:end]) for start, end in self.stretches]
        return np.concatenate(steps) if steps else times
