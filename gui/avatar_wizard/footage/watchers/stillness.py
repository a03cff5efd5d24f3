"""Frozen pictures: the same picture again and again, which a person before a camera never is.

Compression hides the difference between a frozen picture and a person who stands still, in both directions: a frozen
one is refined and freshly coded from time to time, and the noise of a living one may be coded away. Three marks
together tell them apart. From picture to picture hardly a pixel changes by more than a shade; over a second nothing
creeps, as breathing and swaying do; and the noise is much less than in the rest of the take.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np

from avatar_wizard.domain.signals import Span

from .pyramid import View
from .spans import Measures, joined
from .timeline import ROUNDED_S, Timeline
from .watching import Pixels

_STEP = 5  # shades of 255 by which a pixel of a frozen picture changes at most, also when it is coded afresh
_CREEP = 3  # shades that count as a change
_FEW = 3e-4  # share of the pixels that may change so much
_FRESH = 0.02  # the same, when the picture is coded afresh
_FRESH_EVERY_S = 0.2  # which does not happen more often than this
_ANCHOR_S = 1.0  # creeping is measured over this time
_QUIETER = 0.4  # noise of a frozen picture by that of the living ones
_SILENT = 0.002  # share of pixels that differ at all: below this there is no noise to speak of


@dataclass(slots=True)
class _Run:
    """Pictures that hardly differ: from when to when, and from picture to picture the share of pixels that differ."""

    start_s: float
    end_s: float
    noise: array[float]


class Stillness:
    """Finds spans in which the picture stands."""

    def __init__(self, rules: Measures) -> None:
        self._shortest = rules.measure("picture.frozen_s")
        self._last: Pixels | None = None
        self._last_s = 0.0
        self._difference = self._lower = np.empty((0, 0), np.uint8)
        self._anchor = np.empty((0, 0), np.uint8)
        self._anchor_s = self._fresh_s = -np.inf
        self._has_crept = False
        self._run: _Run | None = None
        self._runs: list[_Run] = []
        self._holes: list[Span] = []
        self._living_noise = array("f")

    def take(self, view: View) -> None:
        """Look at a picture."""
        pixels, at_s = view.full, view.at_s
        if self._last is None or self._last.shape != pixels.shape:
            self._close()
            self._last = pixels.copy()
            self._difference, self._lower = np.empty_like(pixels), np.empty_like(pixels)
        else:
            if at_s - self._last_s >= self._shortest:
                self._holes.append(Span(self._last_s, at_s))
            self._compare(self._last, pixels, at_s)
            np.copyto(self._last, pixels)
        self._last_s = at_s

    def rest(self) -> None:
        """A stretch has ended."""
        self._close()
        self._last = None

    def frozen(self, timeline: Timeline) -> tuple[Span, ...]:
        """Spans in which the picture stands, those that are black among them."""
        self._close()
        interval = timeline.interval_s
        usual = float(np.percentile(self._living_noise, 25)) if self._living_noise else 0.0
        limit = max(_QUIETER * usual, _SILENT)
        spans = [*self._holes]
        spans += [Span(run.start_s, run.end_s) for run in self._runs if float(np.median(run.noise)) <= limit]
        return tuple(span for span in joined(spans, interval / 2) if span.seconds >= self._shortest - ROUNDED_S)

    def _compare(self, last: Pixels, pixels: Pixels, at_s: float) -> None:
        difference = self._differing(last, pixels)
        noise = float(np.count_nonzero(difference)) / pixels.size
        changed = self._changed(difference)
        is_fresh = _FEW < changed <= _FRESH and at_s - self._fresh_s >= _FRESH_EVERY_S
        if changed > _FEW and not is_fresh:
            self._living_noise.append(noise)
            self._close(at_s)
            return
        if self._run is None:
            self._run = _Run(self._last_s, self._last_s, array("f"))
            self._hold(last, self._last_s)
        if is_fresh:
            self._fresh_s = at_s
            self._hold(pixels, at_s)
        elif (crept := self._changed(self._differing(self._anchor, pixels))) > _FEW:
            self._living_noise.append(noise)
            # What crept was not frozen, back to where creeping was last measured; what jumped was, up to now.
            self._close(self._anchor_s if self._has_crept else at_s)
            return
        elif at_s - self._anchor_s >= _ANCHOR_S:
            self._hold(pixels, at_s)
        else:
            self._has_crept = crept > 0
        self._run.end_s = at_s
        self._run.noise.append(noise)

    def _changed(self, difference: Pixels) -> float:
        """Share of pixels that changed; 1 when some changed by more than fresh coding does."""
        step = difference.max()
        if step < _CREEP:
            return 0.0
        return 1.0 if step > _STEP else float(np.count_nonzero(difference >= _CREEP)) / difference.size

    def _hold(self, pixels: Pixels, at_s: float) -> None:
        """Measure creeping from this picture on."""
        self._anchor = pixels.copy()
        self._anchor_s = at_s
        self._has_crept = False

    def _differing(self, one: Pixels, other: Pixels) -> Pixels:
        np.maximum(one, other, out=self._difference)
        np.minimum(one, other, out=self._lower)
        return np.subtract(self._difference, self._lower, out=self._difference)

    def _close(self, end_s: float | None = None) -> None:
        """End the run: at ``end_s``, when a living picture took its place, else where it was seen last."""
        run, self._run = self._run, None
        if run is None:
            return
        if end_s is not None:
            run.end_s = end_s
        if run.end_s - run.start_s >= self._shortest / 2 and len(run.noise):
            self._runs.append(run)
