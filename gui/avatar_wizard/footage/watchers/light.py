"""The light of a take: second by second, slow changes and fast ripple.

A person who moves or turns changes the light of the whole picture. So it is read off blocks at the edges, each by
itself, and what most of them do counts.
"""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.signals import Span

from .pyramid import COLUMNS, ROWS, Plane, View
from .spans import Measures, Numbers, joined, runs, sliding_median

_WHITE = 255.0
_LONGEST_S = 24 * 3600  # a file may claim any time
_DARK = 20.0  # of 255: blocks darker than this tell nothing about the light
_FEWEST = 6  # blocks at the edges that must be lighter, else the whole picture is looked at
_BIN_S = 0.25
_SMOOTH_S = 4.0  # drift is what lasts
_GAP_S = 2.0  # less than this between two spans is no end of the trouble


def _edge() -> NDArray[np.bool_]:
    """Blocks where a person in the middle seldom is: left, right and top, the lower corners left out."""
    edge = np.zeros((ROWS, COLUMNS), dtype=bool)
    edge[0] = True
    edge[: ROWS - 1, [0, -1]] = True
    edge[: ROWS // 2 + 1, [1, -2]] = True
    return edge.ravel()


EDGE = _edge()
"""Which of a view's blocks lie at the edges."""


def telling(light: Plane) -> tuple[NDArray[np.intp], bool]:
    """Which blocks tell about the light, given each one's own, and whether they are those at the edges.

    Where these are too dark, all others have to do, on which a person may move.
    """
    is_light = light > _DARK
    chosen = is_light & EDGE
    is_edge = bool(np.count_nonzero(chosen) >= _FEWEST)
    return np.flatnonzero(chosen if is_edge else is_light), is_edge


class Light:
    """The light of each second, and where it departs from the take's own."""

    def __init__(self, rules: Measures) -> None:
        self._limit = rules.measure("picture.drift_percent")
        self._sums: dict[int, list[float]] = {}
        self._bin: int | None = None
        self._sum = np.zeros(ROWS * COLUMNS, np.float32)
        self._count = 0
        self._bins = array("q")
        self._blocks: list[Plane] = []

    def take(self, view: View) -> None:
        """Look at a picture."""
        at_s = min(max(view.at_s, 0.0), _LONGEST_S)
        sums = self._sums.setdefault(int(at_s), [0.0, 0.0])
        sums[0] += view.light
        sums[1] += 1
        if view.is_black:
            return
        place = int(at_s / _BIN_S)
        if place != self._bin:
            self._close()
            self._bin = place
        self._sum += view.blocks
        self._count += 1

    def seconds(self) -> tuple[float, ...]:
        """Percent of white, second by second from 0; one that was not looked at goes on as the one before."""
        if not self._sums:
            return ()
        values: list[float] = []
        light = self._mean(min(self._sums))
        for second in range(max(self._sums) + 1):
            if second in self._sums:
                light = self._mean(second)
            values.append(light)
        return tuple(values)

    def drift(self) -> tuple[Span, ...]:
        """Spans in which most blocks at the edges are lighter or darker than usual by more than the rules allow."""
        self._close()
        if not self._blocks:
            return ()
        blocks = np.array(self._blocks)
        usual = np.median(blocks, axis=0)
        chosen, _ = telling(usual)
        if not len(chosen):
            return ()
        departure = np.abs(np.median(blocks[:, chosen] / usual[chosen], axis=1) * 100 - 100)
        bins = np.array(self._bins)
        edges = np.flatnonzero(np.diff(bins) > round(1 / _BIN_S)) + 1
        spans: list[Span] = []
        for places in np.split(np.arange(len(bins)), edges):
            spans += self._departed(bins[places], departure[places])
        return joined(spans, _GAP_S)

    def _departed(self, bins: NDArray[np.int64], departure: Numbers) -> list[Span]:
        smooth = sliding_median(departure, round(_SMOOTH_S / _BIN_S))
        return [
            Span(float(bins[start]) * _BIN_S, float(bins[end - 1] + 1) * _BIN_S, float(smooth[start:end].max()))
            for start, end in runs(smooth > self._limit)
        ]

    def _close(self) -> None:
        if self._bin is not None and self._count:
            self._bins.append(self._bin)
            self._blocks.append(self._sum / np.float32(self._count))
        self._sum = np.zeros_like(self._sum)
        self._count = 0
        self._bin = None

    def _mean(self, second: int) -> float:
        total, count = self._sums[second]
        return round(total / count / _WHITE * 100, 2)
