"""Levels of a sound track over time: what is silent, how loud speech is, and how loud the pauses are.

Levels are read off windows of 10 ms and kept as single numbers: a megabyte and a half per hour.
"""

from __future__ import annotations

import math
from array import array
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.signals import Span

from .spans import Measures, Numbers, joined, runs
from .watching import SOUND_RATE, Samples

FLOOR_DBFS = -120.0
"""Digital silence has no level; this stands for it."""

_WINDOW = SOUND_RATE // 100
_WINDOW_S = 0.01
_BATCH = 100  # windows that share one mean: a constant offset of the electronics is no sound
_CLICK = 5  # windows: a sound this short within silence is a click
_APART = 10  # silent windows on either side of it
_COARSE = 5  # windows of 10 ms in one for levels of speech and noise
_DIGITAL_DBFS = -90.0  # quieter is a gate or an editor, not a room
_PAUSE = 6  # coarse windows
_ENOUGH = 20  # coarse windows in pauses, a second of them, tell the noise
_SPREAD_DB = 5.0  # between loud and quiet, else there are no pauses, or nobody speaks
_QUIET = 0.4  # of the way from quiet to loud ends what is taken for a pause
_FULL = 32768.0


def decibels(power: float) -> float:
    """Level of a mean square (1 = full scale) in dBFS."""
    return max(FLOOR_DBFS, 10 * math.log10(power)) if power > 0 else FLOOR_DBFS


class Levels:
    """The loudest channel's power in every window, and each channel's over the whole."""

    def __init__(self, rules: Measures) -> None:
        self._silent = 10 ** (rules.measure("sound.silence_dbfs") / 10)
        self._shortest = rules.measure("sound.silence_s")
        self._rest: list[Samples] = []
        self._held = 0
        self._power = array("f")
        self._starts: list[tuple[int, float]] = []
        self._channels: NDArray[np.float64] | None = None
        self._count = 0

    def begin(self, at_s: float) -> None:
        """What comes next begins at ``at_s`` and does not follow what came before."""
        self._flush()
        self._starts.append((len(self._power), at_s))

    def take(self, samples: Samples) -> None:
        """The next samples (count, channels)."""
        self._rest.append(samples.copy())
        self._held += len(samples)
        if self._held >= _BATCH * _WINDOW:
            whole = np.concatenate(self._rest)
            size = len(whole) // (_BATCH * _WINDOW) * _BATCH * _WINDOW
            for place in range(0, size, _BATCH * _WINDOW):
                self._measure(whole[place : place + _BATCH * _WINDOW])
            self._rest = [whole[size:].copy()]
            self._held = len(whole) - size

    def finish(self) -> None:
        """Nothing more comes."""
        self._flush()

    def channels(self) -> tuple[float, ...]:
        """RMS of each channel (dBFS)."""
        if self._channels is None or not self._count:
            return ()
        return tuple(round(decibels(float(power) / self._count), 2) for power in self._channels)

    def silences(self, breaks: bool) -> tuple[Span, ...]:
        """Spans below the rules' level; a span without samples is silent too, unless ``breaks``: it was not heard."""
        power = np.array(self._power)
        spans: list[Span] = []
        ends_s: float | None = None
        for start, end, at_s in self._pieces():
            if ends_s is not None and at_s > ends_s and not breaks:
                spans.append(Span(ends_s, at_s, FLOOR_DBFS))
            ends_s = at_s + (end - start) * _WINDOW_S
            is_silent = _without_clicks(power[start:end] < self._silent)
            for first, last in runs(is_silent):
                loudest = decibels(float(np.percentile(power[start + first : start + last], 90)))
                spans.append(Span(at_s + first * _WINDOW_S, at_s + last * _WINDOW_S, loudest))
        return tuple(span for span in joined(spans, _WINDOW_S / 2) if span.seconds >= self._shortest - _WINDOW_S / 2)

    def speech_and_noise(self) -> tuple[float | None, float | None]:
        """RMS of the loud parts and of the pauses (dBFS); None for what there is not."""
        pieces = [self._coarse(start, end) for start, end, _ in self._pieces()]
        levels = np.concatenate(pieces) if pieces else np.empty(0)
        room = levels[levels > _DIGITAL_DBFS]
        if not len(room):
            return None, (FLOOR_DBFS if len(levels) else None)
        quiet, loud = (float(each) for each in np.percentile(room, (5, 95)))
        if loud - quiet < _SPREAD_DB:
            # Nothing but one even sound: speech if there is silence beside it, in which case nothing tells the noise.
            return (_mean_level(room), None) if loud > 10 * math.log10(self._silent) else (None, _mean_level(room))
        limit = quiet + _QUIET * (loud - quiet)
        pauses: list[Numbers] = []
        for piece in pieces:
            for start, end in runs((piece > _DIGITAL_DBFS) & (piece < limit)):
                if end - start >= _PAUSE:
                    pauses.append(piece[start + 1 : end - 1])  # what rings out at either end is left away
        speech = _mean_level(room[room >= limit])
        pause = np.concatenate(pauses) if pauses else np.empty(0)
        # The median: a rustle now and then is not the room.
        return speech, round(float(np.median(pause)), 2) if len(pause) >= _ENOUGH else None

    def _coarse(self, start: int, end: int) -> Numbers:
        """Levels of windows of 50 ms (dBFS)."""
        count = (end - start) // _COARSE
        power = np.array(self._power[start : start + count * _COARSE], dtype=np.float64).reshape(count, _COARSE)
        levels: Numbers = 10 * np.log10(np.maximum(power.mean(axis=1), 10 ** (FLOOR_DBFS / 10)))
        return levels

    def _pieces(self) -> list[tuple[int, int, float]]:
        """First and one past the last window of what was heard without a hole, and when it began."""
        bounds = [*self._starts, (len(self._power), 0.0)]
        return [(start, end, at_s) for (start, at_s), (end, _) in pairwise(bounds) if end > start]

    def _flush(self) -> None:
        if self._held:
            whole = np.concatenate(self._rest)
            self._measure(whole)
        self._rest, self._held = [], 0

    def _measure(self, samples: Samples) -> None:
        values = samples.astype(np.float32)
        values /= np.float32(_FULL)
        values -= values.mean(axis=0)
        values *= values
        totals = values.sum(axis=0, dtype=np.float64)
        if self._channels is None or len(self._channels) != len(totals):
            self._channels, self._count = np.zeros(len(totals)), 0
        self._channels += totals
        self._count += len(values)
        starts = np.arange(0, len(values), _WINDOW)
        sizes = np.diff(starts, append=len(values))
        power = np.add.reduceat(values, starts, axis=0) / sizes[:, None]
        if len(power) > 1 and sizes[-1] < _WINDOW // 2:
            power = power[:-1]  # too little of a window to tell
        self._power.extend(power.max(axis=1).tolist())


def _without_clicks(is_silent: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The same, with short sounds that stand alone counted as silent."""
    smooth = is_silent.copy()
    for start, end in runs(~is_silent):
        before, after = is_silent[max(0, start - _APART) : start], is_silent[end : end + _APART]
        if end - start <= _CLICK and len(before) and len(after) and before.all() and after.all():
            smooth[start:end] = True
    return smooth


def _mean_level(levels: Numbers) -> float:
    return round(float(10 * np.log10(np.mean(10 ** (levels / 10)))), 2)
