"""Black pictures, and the black bars that an editor leaves at the edges."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.signals import Span

from .pyramid import View
from .spans import Measures, joined, runs
from .timeline import ROUNDED_S, Timeline
from .watching import Pixels

_BLACK_SHARE = 0.98  # of the pixels, as ffmpeg's blackdetect has it
_EVERY_S = 0.5  # how often bars are looked for
_BAR_LEVEL = 6  # of 255: an editor's bars are pure black but for what compression adds; a dark wall never is, all over
_EDGE_LEVEL = 26  # what the picture beside a bar reaches
_EDGE_SHARE = 0.6  # along this much of the bar's length; beside a dark wall only the person is light
_EDGE_REACH = 2  # lines, because scaling down blurs the edge


class Darkness:
    """Finds spans without a picture and bars."""

    def __init__(self, rules: Measures) -> None:
        self._level = int(rules.measure("picture.black_level") * 2.55)
        self._shortest = rules.measure("picture.black_s")
        self._is_black = array("b")
        self._brightest: Pixels | None = None
        self._next_s = -np.inf

    def take(self, view: View) -> None:
        """Look at a picture and tell it when it is black."""
        pixels = view.full
        dark = np.count_nonzero(pixels <= self._level) if view.light <= 2 * self._level else 0
        view.is_black = bool(dark >= _BLACK_SHARE * pixels.size)
        self._is_black.append(view.is_black)
        if view.at_s >= self._next_s and not view.is_black:
            self._next_s = view.at_s + _EVERY_S
            if self._brightest is None or self._brightest.shape != pixels.shape:
                self._brightest = pixels.copy()
            else:
                np.maximum(self._brightest, pixels, out=self._brightest)

    def black(self, timeline: Timeline) -> tuple[Span, ...]:
        """Spans without a picture."""
        times, ends = timeline.times, timeline.ends()
        mask = np.array(self._is_black, dtype=bool)
        spans: list[Span] = []
        for start, end in timeline.stretches:
            spans += [
                Span(float(times[start + first]), float(ends[start + last - 1]))
                for first, last in runs(mask[start:end])
            ]
        # Times were rounded to milliseconds on their way: three pictures of 1/30 s must count as 0.1 s.
        return tuple(span for span in joined(spans) if span.seconds >= self._shortest - ROUNDED_S)

    def bars(self) -> float | None:
        """Share of the height or width that is black at the edges; None when no picture was seen."""
        if self._brightest is None:
            return None
        return max(_bars(self._brightest), _bars(self._brightest.T))


def _bars(brightest: Pixels) -> float:
    """Share of the rows that are bars at the top and bottom."""
    return (_bar(brightest) + _bar(brightest[::-1])) / len(brightest)


def _bar(brightest: NDArray[np.uint8]) -> int:
    """How many rows from the top are a bar."""
    is_light = np.mean(brightest > _BAR_LEVEL, axis=1) > 1 - _BLACK_SHARE
    if not is_light.any():
        return 0
    size = int(np.argmax(is_light))
    beyond = brightest[size : size + _EDGE_REACH].max(axis=0)
    return size if np.mean(beyond >= _EDGE_LEVEL) >= _EDGE_SHARE else 0
