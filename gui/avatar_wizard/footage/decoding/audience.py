"""Who looks at the pictures and hears the sound of a pass, and what comes of it: blocks in, signals out."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.signals import PersonSignals, PictureSignals, ScreenSignals, SoundSignals
from avatar_wizard.footage.watchers.watching import SOUND_RATE, PictureWatcher, SoundWatcher, Take

from .graph import Leg
from .matroska import Block
from .shown import conversion

_UNEVEN_SHARE = 0.25
_HOLE_S = 0.015  # a packet of AAC is 21 ms long
_MOST_HOLES = 1000
_UNEVEN_S = 0.0015  # times come in whole milliseconds, so that intervals of 33.4 ms are told as 33 and 34


class LightWatcher(PictureWatcher, Protocol):
    """Sees the grey pictures."""

    def finish(self) -> PictureSignals:
        """What was seen."""
        ...


class ScreenWatcher(PictureWatcher, Protocol):
    """Sees the colour pictures."""

    def finish(self) -> ScreenSignals:
        """What was seen."""
        ...


class PersonWatcher(PictureWatcher, Protocol):
    """Sees the pictures in which faces are looked for."""

    def finish(self) -> PersonSignals:
        """What was seen."""
        ...


class Listener(SoundWatcher, Protocol):
    """Hears the sound."""

    def finish(self) -> SoundSignals:
        """What was heard."""
        ...


@dataclass(frozen=True, slots=True)
class Watchers:
    """Makes the watchers of a pass, which may have to begin anew; None: what it would watch is not wanted."""

    picture: Callable[[Take], LightWatcher]
    sound: Callable[[Take], Listener]
    screen: Callable[[Take], ScreenWatcher] | None = None
    person: Callable[[Take], PersonWatcher] | None = None

    @property
    def picture_legs(self) -> tuple[Leg, ...]:
        """What they need to see."""
        wanted = ((Leg.GREY, True), (Leg.COLOUR, self.screen is not None), (Leg.FACE, self.person is not None))
        return tuple(leg for leg, is_wanted in wanted if is_wanted)


class PictureAudience:
    """Hands pictures, upright and in ordinary colours, to those who watch them, and keeps their times."""

    def __init__(self, watchers: Watchers, take: Take, facts: FootageFacts) -> None:
        self._light = watchers.picture(take)
        self._screen = None if watchers.screen is None else watchers.screen(take)
        self._person = None if watchers.person is None else watchers.person(take)
        self._turns = round(facts.rotation / 90) % 4
        self._shown = conversion(facts)
        self._times = array("d")

    @property
    def count(self) -> int:
        """How many grey pictures there were."""
        return len(self._times)

    def take(self, leg: Leg, block: Block) -> None:
        """The next picture of a leg. Raises ``footage.tool_failed`` when its bytes are not as many as its pixels."""
        watcher: PictureWatcher | None = {Leg.GREY: self._light, Leg.COLOUR: self._screen, Leg.FACE: self._person}[leg]
        shape = (block.track.height, block.track.width, *(() if leg is Leg.GREY else (3,)))
        flat = np.frombuffer(block.payload, np.uint8)
        if flat.size != np.prod(shape) or flat.size == 0:
            raise ProblemError("footage.tool_failed")
        pixels = flat.reshape(shape)
        if self._shown is not None:
            pixels = self._shown.grey(pixels) if leg is Leg.GREY else self._shown.colour(pixels)
        if self._turns:
            pixels = np.ascontiguousarray(np.rot90(pixels, self._turns))
        if leg is Leg.GREY:
            self._times.append(block.at_s)
        if watcher is not None:
            watcher.take(block.at_s, pixels)

    def finish(self, interlaced: float | None) -> tuple[PictureSignals, ScreenSignals | None, PersonSignals | None]:
        """What was seen, with what the times tell."""
        usual, uneven = pace(self._times)
        light = replace(
            self._light.finish(),
            interlaced=interlaced,
            uneven=uneven,
            start_s=self._times[0] if self._times else None,
            end_s=self._times[-1] + usual if self._times else None,
        )
        screen = None if self._screen is None else self._screen.finish()
        return light, screen, None if self._person is None else self._person.finish()


class SoundAudience:
    """Hands sound to who hears it, and keeps its times; ``holes``: moments from which on samples are missing."""

    def __init__(self, watchers: Watchers, take: Take) -> None:
        self.listener = watchers.sound(take)
        self._start_s: float | None = None
        self._end_s: float | None = None
        self.holes: list[float] = []

    def take(self, block: Block) -> None:
        """The next samples. Raises ``footage.tool_failed`` when they are not whole."""
        channels = block.track.channels
        if channels < 1 or len(block.payload) % (2 * channels):
            raise ProblemError("footage.tool_failed")
        samples = np.frombuffer(block.payload, "<i2").reshape(-1, channels)
        if self._start_s is None or self._end_s is None:
            self._start_s = block.at_s
        elif block.at_s - self._end_s > _HOLE_S and len(self.holes) < _MOST_HOLES:
            self.holes.append(self._end_s)
        self._end_s = block.at_s + len(samples) / SOUND_RATE
        self.listener.take(block.at_s, samples)

    @property
    def end_s(self) -> float | None:
        """Where the sound ended so far; None while there was none."""
        return self._end_s

    def finish(self) -> SoundSignals:
        """What was heard, with its beginning and end."""
        return replace(self.listener.finish(), start_s=self._start_s, end_s=self._end_s)


def take_of(facts: FootageFacts, watched: tuple[tuple[float, float], ...]) -> Take:
    """What is known of the take before the first picture."""
    return Take(facts.duration_s, facts.frame_rate, facts.width or 0, facts.height or 0, watched)


def pace(times: array[float]) -> tuple[float, float | None]:
    """The usual interval between pictures (seconds), and the share of intervals that are not the usual one.

    0 and None for fewer than three pictures.
    """
    if len(times) < 3:
        return 0.0, None
    intervals = np.diff(np.frombuffer(times, np.float64))
    rounded, counts = np.unique(np.round(intervals, 3), return_counts=True)
    most_common = float(rounded[np.argmax(counts)])
    # In whole milliseconds 29.97 pictures a second are 33 and 34 apart: the mean of these is the real interval.
    usual = float(np.mean(intervals[np.abs(intervals - most_common) <= _UNEVEN_S]))
    limit = max(_UNEVEN_SHARE * usual, _UNEVEN_S)
    return usual, float(np.mean(np.abs(intervals - usual) > limit))
