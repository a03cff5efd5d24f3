"""Watchers that only write down what they get, for tests of what feeds them; and the facts of a clip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event

import numpy as np

from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.domain.signals import PersonSignals, PictureSignals, ScreenSignals, Signals, SoundSignals, Span
from avatar_wizard.footage.decoding.audience import Watchers
from avatar_wizard.footage.decoding.passes import run_full, run_instant
from avatar_wizard.footage.facts import read_facts
from avatar_wizard.footage.locate import find_ffmpeg, find_ffprobe
from avatar_wizard.footage.probe import probe
from avatar_wizard.footage.watchers.watching import Pixels, Samples, Take


@dataclass
class Pictures:
    """The pictures of one leg: their times, their shapes, and copies of the first ``kept``."""

    take_: Take
    kept: int = 3
    times: list[float] = field(default_factory=list)
    shapes: set[tuple[int, ...]] = field(default_factory=set)
    copies: list[Pixels] = field(default_factory=list)

    def take(self, at_s: float, pixels: Pixels) -> None:
        """The next picture."""
        assert pixels.dtype == np.uint8
        self.times.append(at_s)
        self.shapes.add(pixels.shape)
        if len(self.copies) < self.kept:
            self.copies.append(pixels.copy())


class Light(Pictures):
    """The grey pictures; claims to have seen all that a still cannot show."""

    def finish(self) -> PictureSignals:
        """What such a watcher would say."""
        span = (Span(0.0, 1.0),)
        return PictureSignals(light=(50.0,), cuts=(1.0,), frozen=span, flicker=span, shake=span, black=span)


class Wall(Pictures):
    """The colour pictures."""

    def finish(self) -> ScreenSignals:
        """What such a watcher would say."""
        return ScreenSignals(coverage=0.5)


class Faces(Pictures):
    """The pictures for faces."""

    def finish(self) -> PersonSignals:
        """What such a watcher would say."""
        return PersonSignals(samples=len(self.times))


@dataclass
class Sound:
    """Samples and readings."""

    take_: Take
    pieces: list[tuple[float, Samples]] = field(default_factory=list)
    readings: list[tuple[float, dict[str, float]]] = field(default_factory=list)

    def take(self, at_s: float, samples: Samples) -> None:
        """The next samples."""
        assert samples.dtype == np.int16
        self.pieces.append((at_s, samples.copy()))

    def measured(self, at_s: float, values: Mapping[str, float]) -> None:
        """The next reading."""
        self.readings.append((at_s, dict(values)))

    @property
    def samples(self) -> Samples:
        """All of them, shape (count, channels)."""
        return np.concatenate([samples for _, samples in self.pieces])

    def finish(self) -> SoundSignals:
        """What such a watcher would say."""
        return SoundSignals(loudness=self.readings[-1][1]["I"] if self.readings else None)


class Recorders:
    """Makes watchers and keeps those of the last attempt."""

    def __init__(self, *, with_screen: bool = True, with_person: bool = True) -> None:
        self.light: Light | None = None
        self.sound: Sound | None = None
        self.wall: Wall | None = None
        self.faces: Faces | None = None
        self.watchers = Watchers(
            picture=partial(self._make, "light", Light),
            sound=partial(self._make, "sound", Sound),
            screen=partial(self._make, "wall", Wall) if with_screen else None,
            person=partial(self._make, "faces", Faces) if with_person else None,
        )

    def _make(self, name, kind, take):
        setattr(self, name, kind(take))
        return getattr(self, name)


def facts_of(path: Path) -> FootageFacts:
    """What ffprobe says of a clip, its container by its name."""
    return read_facts(probe(path, find_ffprobe().path), path.stat().st_size, path.suffix[1:])


def looked_through(path: Path, recorders: Recorders | None = None, **options) -> tuple[Signals, Recorders]:
    """The full pass through a clip."""
    recorders = recorders or Recorders()
    options = {
        "ffmpeg": find_ffmpeg().path,
        "on_progress": lambda share: None,
        "stop": Event(),
        "pause": Event(),
        "facts": options.pop("facts", None) or facts_of(path),
        **options,
    }
    return run_full(path, watchers=recorders.watchers, **options), recorders


def glanced_at(path: Path, recorders: Recorders | None = None, **options) -> tuple[Signals, Recorders]:
    """The instant pass."""
    recorders = recorders or Recorders()
    options = {"ffmpeg": find_ffmpeg().path, "stop": Event(), "facts": facts_of(path), "limit_s": 60.0, **options}
    return run_instant(path, watchers=recorders.watchers, **options), recorders
