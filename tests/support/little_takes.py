"""Takes of a person before a wall, drawn in 192 pixels: what a watcher is fed, without a file or a decoder.

Every flaw is a function of time, so that a test plants what it looks for at the moment it chooses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.signals import PictureSignals
from avatar_wizard.footage.watchers.picture import LightAndMotion
from avatar_wizard.footage.watchers.watching import Take

Picture = NDArray[np.uint8]
Grey = NDArray[np.float32]

MEASURES = {
    "picture.black_level": 10.0,
    "picture.black_s": 0.1,
    "picture.frozen_s": 0.5,
    "picture.cut": 2.5,
    "picture.shake_percent": 0.5,
    "picture.drift_percent": 5.0,
    "picture.flicker_percent": 2.0,
    "sound.silence_dbfs": -40.0,
    "sound.silence_s": 0.5,
    "sound.clip_run": 3.0,
}
_FINE = 4  # the wall is drawn so much larger, to be moved by quarters of a pixel
_MARGIN = 16  # pixels of wall beyond the picture


@dataclass(frozen=True)
class PlainRules:
    """Measures as the rules file ships them, or others."""

    measures: dict[str, float] = field(default_factory=lambda: dict(MEASURES))

    def measure(self, name: str) -> float:
        """One of them."""
        return self.measures[name]


@cache
def wall(kind: str, size: tuple[int, int], seed: int = 1) -> Grey:
    """A wall at four times the size, with a margin: a ``room`` with things in it, ``plain``, a ``screen``, ``dark``."""
    height, width = ((side + 2 * _MARGIN) * _FINE for side in size)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    if kind == "dark":
        return np.full((height, width), 4, np.float32)
    if kind == "screen":
        return 105 + 12 * np.cos((columns / width - 0.5) * 2) * np.cos((rows / height - 0.5) * 2).astype(np.float32)
    if kind == "plain":
        return (150 - 30 * columns / width + 10 * rows / height).astype(np.float32)
    chance = np.random.default_rng(seed)
    noise = np.fft.rfft2(chance.normal(size=(height, width)))
    scale = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None])
    scale[0, 0] = 1
    pattern = np.fft.irfft2(noise / scale**1.3, (height, width))
    room = 115 + 18 * pattern / pattern.std()
    room[height // 6 : height // 3, width // 12 : width // 5] = 190  # a picture on the wall
    room[height // 8 : height // 2, -width // 4 : -width // 6] = 60  # a door
    return room.astype(np.float32)


@dataclass(frozen=True)
class Person:
    """Somebody who talks: sways, nods, blinks and moves the hands. ``liveliness`` 0 stands still as a picture.

    ``leans``: moments at which the person is a little to the side, or back again, from one picture to the next.
    """

    liveliness: float = 1.0
    gestures: float = 1.0
    clothes: float = 70.0
    leans: tuple[float, ...] = ()

    def draw(self, picture: Grey, at_s: float) -> None:
        """Put the person into the picture."""
        height, width = picture.shape
        unit = min(height, width) / 108
        sway, nod = (self.liveliness * math.sin(each) for each in (1.9 * at_s, 4.4 * at_s))
        seat = width / 2 + 5 * unit * (sum(at_s >= moment for moment in self.leans) % 2)
        x, y = seat + 1.2 * unit * sway, height * 0.36 + 0.8 * unit * nod
        _ellipse(picture, seat + 0.6 * unit * sway, height * 1.02, 36 * unit, 46 * unit, self.clothes)
        wave = self.gestures * max(0.0, math.sin(0.9 * at_s)) * math.sin(7.0 * at_s)
        for side in (-1, 1):
            hand = seat + side * (34 + 6 * wave) * unit
            _ellipse(picture, hand, height * (0.8 - 0.2 * wave), 7 * unit, 7 * unit, 165)
        _ellipse(picture, x, y, 13 * unit, 18 * unit, 165)
        is_blink = self.liveliness > 0 and (at_s % 3.1) > 2.95
        for side in (-1, 1):
            _ellipse(picture, x + side * 5 * unit, y - 3 * unit, 2.2 * unit, (0.4 if is_blink else 1.3) * unit, 60)
        mouth = 0.8 + 2.2 * self.liveliness * abs(math.sin(6.5 * at_s))
        _ellipse(picture, x, y + 9 * unit, 5 * unit, mouth * unit, 80)


def _ellipse(picture: Grey, x: float, y: float, across: float, down: float, grey: float) -> None:
    height, width = picture.shape
    left, right = max(0, int(x - across - 2)), min(width, int(x + across + 3))
    top, bottom = max(0, int(y - down - 2)), min(height, int(y + down + 3))
    if left >= right or top >= bottom:
        return
    rows = (np.arange(top, bottom, dtype=np.float32)[:, None] - np.float32(y)) / np.float32(down)
    columns = (np.arange(left, right, dtype=np.float32)[None] - np.float32(x)) / np.float32(across)
    inside = np.clip((1 - np.sqrt(rows**2 + columns**2)) * np.float32(min(across, down)) + 0.5, 0, 1)
    part = picture[top:bottom, left:right]
    part += inside * (np.float32(grey) - part)


def _still(at_s: float) -> tuple[float, float]:
    return (0.0, 0.0)


def _one(at_s: float) -> float:
    return 1.0


@dataclass(frozen=True)
class LittleTake:
    """A take. ``camera``: pixels to the right and down; ``zoom``; ``gain`` of the light; ``noise``: of the sensor."""

    seconds: float = 6.0
    rate: float = 25.0
    size: tuple[int, int] = (108, 192)
    wall: str = "room"
    person: Person | None = Person()
    noise: float = 0.6
    camera: Callable[[float], tuple[float, float]] = _still
    zoom: Callable[[float], float] = _one
    gain: Callable[[float], float] = _one
    seed: int = 1

    def pictures(self) -> Iterator[tuple[float, Picture]]:
        """Times and pictures."""
        chance = np.random.default_rng(self.seed)
        height, width = self.size
        drawn = wall(self.wall, self.size, self.seed)
        grain = chance.normal(size=(height + 37, width + 41)).astype(np.float32) * np.float32(self.noise)
        seen: tuple[tuple[float, float], float] | None = None
        background = np.empty(self.size, np.float32)
        for count in range(round(self.seconds * self.rate)):
            at_s = count / self.rate
            view = (self.camera(at_s), self.zoom(at_s))
            if view != seen:
                background, seen = _seen(drawn, self.size, *view), view
            picture = background.copy()
            if self.person is not None:
                self.person.draw(picture, at_s)
            picture *= np.float32(self.gain(at_s))
            if self.noise:
                down, right = chance.integers(37), chance.integers(41)
                picture += grain[down : down + height, right : right + width] * (1 if chance.integers(2) else -1)
            yield at_s, np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def _seen(drawn: Grey, size: tuple[int, int], camera: tuple[float, float], zoom: float) -> Grey:
    height, width = size
    lines = []
    for side, moved in ((height, camera[1]), (width, camera[0])):
        places = (np.arange(side * _FINE) - side * _FINE / 2) / zoom + (side / 2 + _MARGIN - moved) * _FINE
        lines.append(np.clip(np.rint(places).astype(int), 0, (side + 2 * _MARGIN) * _FINE - 1))
    fine = drawn[lines[0][:, None], lines[1][None]]
    return fine.reshape(height, _FINE, width, _FINE).mean(axis=(1, 3))


def held(pictures: Iterable[tuple[float, Picture]], start_s: float, end_s: float) -> Iterator[tuple[float, Picture]]:
    """The same, but from ``start_s`` to ``end_s`` the picture stands."""
    standing: Picture | None = None
    for at_s, picture in pictures:
        if start_s <= at_s < end_s:
            standing = picture if standing is None else standing
            yield at_s, standing
        else:
            yield at_s, picture


def watched(
    pictures: Iterable[tuple[float, Picture]], take: Take | None = None, rules: PlainRules | None = None
) -> PictureSignals:
    """What is seen of pictures, each in a buffer that is used again, as the decode's is."""
    watcher = LightAndMotion(take or Take(None, 25.0, 1920, 1080), rules or PlainRules())
    buffer: Picture | None = None
    for at_s, picture in pictures:
        if buffer is None or buffer.shape != picture.shape:
            buffer = picture.copy()
        np.copyto(buffer, picture)
        watcher.take(at_s, buffer)
        buffer[:] = 77
    return watcher.finish()


def trouble(signals: PictureSignals) -> dict[str, object]:
    """Everything that is amiss, by its name."""
    names = ("drift", "flicker", "cuts", "black", "frozen", "shake", "bars")
    return {name: found for name in names if (found := getattr(signals, name))}
