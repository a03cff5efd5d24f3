"""Clipping: the recording was louder than its numbers, so that several samples of one wave stand at full scale.

They need not follow one another without a gap: lossy coding makes flat tops wavy, and their decoder cuts them off
anew. What counts is how many samples of one excursion, which does not come down in between, are full.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.signals import Span

from .spans import Mask, Measures
from .watching import SOUND_RATE, Samples

_FULL = 32_766  # one below the greatest number: converting rounds
_HIGH = 29_500  # an excursion ends below this
_JOIN_S = 0.5


@dataclass(frozen=True, slots=True)
class _Run:
    """Full samples of one excursion: the first, one past the last (both from the block's beginning), how many."""

    first: int
    end: int
    count: int


_NONE = _Run(0, 0, 0)


class Clipping:
    """Finds excursions with full-scale samples in any channel, and joins those that lie close together."""

    def __init__(self, rules: Measures) -> None:
        self._shortest = max(1, round(rules.measure("sound.clip_run")))
        self._open: dict[tuple[int, int], _Run] = {}
        self.spans: list[Span] = []
        """Their peak is the greatest number of samples in a row."""

    def begin(self) -> None:
        """What comes next does not follow what came before."""
        self._open = {}

    def take(self, at_s: float, samples: Samples) -> None:
        """The next samples (count, channels)."""
        if not len(samples) or (not self._open and samples.min() >= -_FULL and samples.max() < _FULL):
            return
        found: list[_Run] = []
        still_open: dict[tuple[int, int], _Run] = {}
        for channel in range(samples.shape[1]):
            values = samples[:, channel]
            for sign, is_full, is_high in (
                (1, values >= _FULL, values >= _HIGH),
                (-1, values < -_FULL, values < -_HIGH),
            ):
                runs, rest = _excursions(is_full, is_high, self._open.get((channel, sign), _NONE))
                # One that goes on has been told already when it is long enough: it only grows.
                found += [run for run in (*runs, rest) if run.count >= self._shortest]
                if rest.count:
                    still_open[channel, sign] = _Run(rest.first - len(samples), rest.end - len(samples), rest.count)
        self._open = still_open
        for run in sorted(found, key=lambda each: each.first):
            self._add(Span(at_s + run.first / SOUND_RATE, at_s + run.end / SOUND_RATE, float(run.count)))

    def _add(self, span: Span) -> None:
        if self.spans and span.start_s - self.spans[-1].end_s <= _JOIN_S:
            last = self.spans.pop()
            start_s, end_s = min(last.start_s, span.start_s), max(last.end_s, span.end_s)
            span = Span(start_s, end_s, max(last.peak, span.peak))
        self.spans.append(span)


def _excursions(is_full: Mask, is_high: Mask, before: _Run) -> tuple[list[_Run], _Run]:
    """The excursions that end in this block, and the one that does not; ``before`` is open from the last block."""
    ends = np.flatnonzero(~is_high)
    places = np.flatnonzero(is_full)
    if not len(places):
        return [], _NONE if len(ends) else before
    numbers: NDArray[np.intp] = np.searchsorted(ends, places)
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    runs: list[_Run] = []
    for start, end in zip(starts, [*starts[1:], len(places)], strict=True):
        run = _Run(int(places[start]), int(places[end - 1]) + 1, int(end - start))
        if numbers[start] == 0 and before.count:
            run, before = _Run(before.first, run.end, before.count + run.count), _NONE
        if numbers[start] == len(ends):
            return runs, run
        runs.append(run)
    return runs, before if not len(ends) else _NONE


def highest(samples: Samples) -> float:
    """The greatest sample, 1 for full scale."""
    if not samples.size:
        return 0.0
    return max(float(np.max(samples)) / 32767, float(np.min(samples)) / -32768)
