"""What the sound of a take tells, from its samples and from ffmpeg's loudness meter."""

from __future__ import annotations

import math
from collections.abc import Mapping

from avatar_wizard.domain.signals import SoundSignals

from .clipping import Clipping, highest
from .silence import FLOOR_DBFS, Levels
from .spans import Measures
from .watching import SOUND_RATE, Samples, Take

QUIETEST_LUFS = -70.0
"""Where ITU-R BS.1770's gate ends; ``ebur128`` says this, or less, of silence."""

_HOLE_S = 0.05  # times of blocks are rounded, and a few are a little early or late
_LONGEST_S = 24 * 3600  # a file may claim any time
_PEAK = "true_peaks_ch"


class Hearing:
    """Hears the first sound track; ``rules`` tell how to measure.

    ``finish()``: ``loudness`` is ``QUIETEST_LUFS`` for a track without a sound, None when the meter said nothing.
    A hole between samples is silent, unless only parts are heard (``Take.watched``). The ``peak`` of a silence is its
    level in dBFS, clicks left out. ``noise`` is None when there are no pauses, ``speech`` when there is nothing but
    silence.
    """

    def __init__(self, take: Take, rules: Measures) -> None:
        self._is_whole = len(take.watched) < 2
        self._levels = Levels(rules)
        self._clipping = Clipping(rules)
        self._start_s: float | None = None
        self._end_s = 0.0
        self._highest = 0.0
        self._loudness: float | None = None
        self._curve: dict[int, float] = {}

    def take(self, at_s: float, samples: Samples) -> None:
        """The next samples, shape (count, channels). Not valid after the call."""
        if not len(samples):
            return
        if self._start_s is None or at_s - self._end_s > _HOLE_S:
            self._levels.begin(at_s)
            self._clipping.begin()
            self._end_s = at_s
            if self._start_s is None:
                self._start_s = at_s
        self._levels.take(samples)
        self._clipping.take(self._end_s, samples)
        self._highest = max(self._highest, highest(samples))
        self._end_s += len(samples) / SOUND_RATE

    def measured(self, at_s: float, values: Mapping[str, float]) -> None:
        """The loudness meter's reading: ``M`` and ``I`` in LUFS, ``true_peaks_ch0`` and so on, 1 for full scale."""
        if math.isfinite(integrated := values.get("I", math.nan)):
            self._loudness = max(QUIETEST_LUFS, integrated)
        if math.isfinite(momentary := values.get("M", math.nan)):
            second = int(min(max(at_s, 0.0), _LONGEST_S))
            self._curve[second] = max(self._curve.get(second, QUIETEST_LUFS), momentary)
        for name, value in values.items():
            if name.startswith(_PEAK) and math.isfinite(value):
                self._highest = max(self._highest, value)

    def finish(self) -> SoundSignals:
        """What was heard."""
        self._levels.finish()
        speech, noise = self._levels.speech_and_noise()
        curve = tuple(
            round(self._curve.get(second, QUIETEST_LUFS), 1) for second in range(max(self._curve, default=-1) + 1)
        )
        return SoundSignals(
            loudness=self._loudness,
            true_peak=self._true_peak(),
            curve=curve,
            silences=self._levels.silences(breaks=not self._is_whole),
            speech=speech,
            noise=noise,
            clipped=tuple(self._clipping.spans),
            levels=self._levels.channels(),
            start_s=self._start_s,
            end_s=None if self._start_s is None else self._end_s,
        )

    def _true_peak(self) -> float | None:
        """In dBTP. The meter prints three decimals; a quiet track's peak is read off its samples."""
        if self._start_s is None and self._loudness is None:
            return None
        if self._highest <= 0:
            return FLOOR_DBFS
        return round(max(FLOOR_DBFS, 20 * math.log10(self._highest)), 2)
