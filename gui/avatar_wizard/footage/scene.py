"""A drawn person before a wall, and a voice that says nothing: pictures and sound as a film crew could make them.

Everything moves in turns of ``TURN_S`` seconds and comes back to where it began, so that encoded turns can follow one
another without a jump. No real person is shown, and nothing is random: the same scene gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 960, 540
"""Of the drawn pictures; the encoder scales them up."""

RATE = 25
TURN_S = 8
SOUND_RATE = 48_000

Colour = tuple[int, int, int]
Samples = NDArray[np.float64]

GREEN: Colour = (58, 146, 62)  # 46 percent of full light
GREY: Colour = (122, 122, 124)
BLUE: Colour = (48, 88, 190)
SKIN: Colour = (208, 160, 132)
_HAIR: Colour = (52, 38, 30)
_SHIRT: Colour = (116, 58, 64)
_LIPS: Colour = (160, 84, 82)


@dataclass(frozen=True, slots=True)
class Figure:
    """A person from the waist up: ``x`` and ``y`` of the head's middle and ``size`` of the head, by the height.

    ``light`` multiplies the light on the skin. ``tie``: a strip on the chest, in that colour.
    ``phase``: of the movement, 0 to 1: two people do not move as one.
    """

    x: float = 0.0
    y: float = 0.36
    size: float = 0.34
    light: float = 1.0
    tie: Colour | None = None
    phase: float = 0.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What the camera sees.

    ``gradient``: stops by which the wall's right edge is brighter than its left one. ``bare``: share of the width, at
    the left, where the cloth does not reach. ``spill``: how much of the wall's colour lies on the person's edge, 0 to
    1. ``speaks``: mouth and hands move. ``shaken``: from and to when, in seconds, somebody knocks at the camera.
    """

    wall: Colour = GREY
    figures: tuple[Figure, ...] = (Figure(),)
    gradient: float = 0.0
    bare: float = 0.0
    spill: float = 0.0
    speaks: bool = True
    shaken: tuple[float, float] = (0.0, 0.0)


def pictures(scene: Scene, rate: int = RATE) -> Iterator[bytes]:
    """One turn of RGB pictures, ``WIDTH`` by ``HEIGHT``."""
    wall = _wall(scene)
    for number in range(TURN_S * rate):
        picture = wall.copy()
        for figure in scene.figures:
            _draw(picture, scene, figure, number / rate)
        yield _shaken(np.clip(picture, 0, 255).astype(np.uint8), scene, number / rate).tobytes()


def voice(seconds: float, spoken: tuple[tuple[float, float], ...], *, room: float = -60.0) -> Samples:
    """Speech-like sound in the spans ``spoken`` and the hiss of a room everywhere: shape (samples, 2), 1.0 is full.

    About -20 LUFS while there is speech, peaks below -3 dBFS; ``room`` is the level of the hiss in dBFS (RMS).
    """
    count = round(seconds * SOUND_RATE)
    chance = np.random.default_rng(20261122)
    sound = np.zeros(count)
    for start, end in spoken:
        first, last = round(start * SOUND_RATE), min(count, round(end * SOUND_RATE))
        sound[first:last] += _speech(last - first, chance)
    hiss = chance.normal(0, 10 ** (room / 20), (count, 2))
    return np.stack([sound, sound], axis=1) + hiss


def _speech(count: int, chance: np.random.Generator) -> Samples:
    """Syllables of a humming voice in phrases of a few seconds, with pauses between them."""
    times = np.arange(count) / SOUND_RATE
    pitch = 118 + 14 * np.sin(2 * np.pi * 0.37 * times) + 5 * np.sin(2 * np.pi * 1.9 * times)
    turn = 2 * np.pi * np.cumsum(pitch) / SOUND_RATE
    tone = sum(np.sin(order * turn + order * order) / order**0.8 for order in range(1, 24))
    loud = np.zeros(count)
    at = 0.0
    while at < count / SOUND_RATE:
        phrase = at + chance.uniform(1.6, 2.8)
        while at < phrase:
            length = chance.uniform(0.14, 0.26)
            first, last = round(at * SOUND_RATE), round((at + length) * SOUND_RATE)
            shape = np.sin(np.linspace(0, np.pi, last - first)) ** 0.5 * chance.uniform(0.75, 1.0)
            loud[first:last] = shape[: max(0, count - first)]
            at += length + 0.01
        at += chance.uniform(0.3, 0.9)
    return 0.20 * np.tanh(0.75 * np.asarray(tone) * loud)


def _wall(scene: Scene) -> NDArray[np.float32]:
    across = np.linspace(-0.5, 0.5, WIDTH, dtype=np.float32)[None, :, None]
    down = np.linspace(-0.5, 0.5, HEIGHT, dtype=np.float32)[:, None, None]
    # Light is linear, pixels are not: a stop is a factor of 2 ** (1 / 2.2) between pixels.
    gain = 2 ** (scene.gradient * across / 2.2)
    # No cloth and no plaster is without folds and stains; without them nobody could see a camera shake.
    stains = np.sin(61 * across + 9 * down) + np.sin(23 * across - 47 * down + 1) + np.sin(97 * across + 83 * down + 2)
    wall: NDArray[np.float32] = np.array(scene.wall, np.float32) * gain * (1 + 0.008 * stains)
    if scene.wall == GREY:  # a room, not a screen: something hangs on the wall
        for left, right, top, bottom, light in ((0.05, 0.17, 0.12, 0.42, 0.72), (0.8, 0.95, 0.2, 0.24, 0.6)):
            rows = slice(round(top * HEIGHT), round(bottom * HEIGHT))
            wall[rows, round(left * WIDTH) : round(right * WIDTH)] *= light
    if scene.bare:
        wall[:, : round(scene.bare * WIDTH)] = (150, 140, 128)
    return wall


def _shaken(picture: NDArray[np.uint8], scene: Scene, at_s: float) -> NDArray[np.uint8]:
    """About one percent of the width to and fro."""
    if not scene.shaken[0] <= at_s < scene.shaken[1]:
        return picture
    right, down = round(10 * np.sin(at_s * 15)), round(6 * np.cos(at_s * 19))
    rows = np.clip(np.arange(HEIGHT) + down, 0, HEIGHT - 1)
    columns = np.clip(np.arange(WIDTH) + right, 0, WIDTH - 1)
    return np.ascontiguousarray(picture[rows][:, columns])


def _draw(picture: NDArray[np.float32], scene: Scene, figure: Figure, at_s: float) -> None:
    gesture = np.sin(np.pi * at_s / TURN_S) ** 2 if scene.speaks else 0.0  # nothing at both ends of a turn
    turn = 2 * np.pi * (at_s / TURN_S + figure.phase)
    unit = figure.size * HEIGHT  # the height of the head
    x = WIDTH / 2 + figure.x * HEIGHT + unit * (0.05 * np.sin(turn) + 0.02 * np.sin(3 * turn))
    y = figure.y * HEIGHT + unit * (0.02 * np.sin(2 * turn) + 0.03 * gesture * np.sin(8 * turn))
    skin = tuple(min(255.0, part * figure.light) for part in SKIN)
    rim = (scene.wall, scene.spill)
    body = x - 0.3 * (x - WIDTH / 2 - figure.x * HEIGHT)
    _blob(picture, body, y + 2.05 * unit, 1.12 * unit, 1.35 * unit, _SHIRT, rim=rim, power=3.0)
    _blob(picture, body, y + 0.62 * unit, 0.20 * unit, 0.34 * unit, _shade(skin, 0.86), rim=rim)
    if figure.tie is not None:
        _blob(picture, body, y + 1.5 * unit, 0.16 * unit, 0.62 * unit, figure.tie, power=4.0)
    _head(picture, x, y, unit, skin, rim)
    _face(picture, x, y, unit, skin, _opening(at_s) if scene.speaks else 0.0, at_s)
    for side in (-1, 1):
        reach = gesture * (0.5 + 0.5 * np.sin(5 * turn + side))
        hand_x = body + side * unit * (0.55 - 0.12 * reach)
        _blob(picture, hand_x, y + unit * (1.62 - 0.28 * reach), 0.15 * unit, 0.19 * unit, skin)


def _head(
    picture: NDArray[np.float32], x: float, y: float, unit: float, skin: tuple[float, ...], rim: tuple[Colour, float]
) -> None:
    _blob(picture, x, y - 0.08 * unit, 0.40 * unit, 0.50 * unit, _HAIR, rim=rim)
    for side in (-1, 1):
        _blob(picture, x + side * 0.37 * unit, y + 0.04 * unit, 0.05 * unit, 0.11 * unit, _shade(skin, 0.85), rim=rim)
    _blob(picture, x, y + 0.06 * unit, 0.35 * unit, 0.45 * unit, skin, shaded=0.16)


def _face(
    picture: NDArray[np.float32], x: float, y: float, unit: float, skin: tuple[float, ...], opening: float, at_s: float
) -> None:
    is_blinking = (at_s % 4) > 3.86
    for side in (-1, 1):
        eye = x + side * 0.145 * unit
        _blob(picture, eye, y, 0.105 * unit, 0.07 * unit, _shade(skin, 0.72), soft=0.5)
        _blob(picture, eye, y - 0.095 * unit, 0.10 * unit, 0.022 * unit, _HAIR, soft=0.2)
        if is_blinking:
            _blob(picture, eye, y + 0.015 * unit, 0.065 * unit, 0.010 * unit, _HAIR)
            continue
        _blob(picture, eye, y, 0.070 * unit, 0.032 * unit, (236, 230, 226))
        _blob(picture, eye, y, 0.032 * unit, 0.034 * unit, (48, 34, 26))
        _blob(picture, eye, y - 0.032 * unit, 0.075 * unit, 0.013 * unit, (40, 30, 26))
    _blob(
        picture, x, y + 0.06 * unit, 0.030 * unit, 0.15 * unit, tuple(min(255, part * 1.1) for part in skin), soft=0.8
    )
    for side in (-1, 1):
        _blob(
            picture, x + side * 0.042 * unit, y + 0.195 * unit, 0.024 * unit, 0.014 * unit, _shade(skin, 0.5), soft=0.4
        )
    _blob(picture, x, y + 0.215 * unit, 0.075 * unit, 0.016 * unit, _shade(skin, 0.74), soft=0.6)
    mouth = y + 0.305 * unit
    _blob(picture, x, mouth, 0.125 * unit, (0.034 + 0.05 * opening) * unit, _LIPS, soft=0.15)
    _blob(picture, x, mouth, 0.105 * unit, (0.006 + 0.045 * opening) * unit, (60, 26, 28))
    _blob(picture, x, y + 0.39 * unit, 0.09 * unit, 0.018 * unit, _shade(skin, 0.84), soft=0.8)


def _opening(at_s: float) -> float:
    return float(abs(np.sin(2 * np.pi * 2.25 * at_s)) * np.sin(np.pi * at_s / TURN_S) ** 0.5)


def _shade(colour: tuple[float, ...], light: float) -> tuple[float, ...]:
    return tuple(part * light for part in colour)


def _blob(
    picture: NDArray[np.float32],
    x: float,
    y: float,
    across: float,
    down: float,
    colour: tuple[float, ...],
    *,
    soft: float = 0.0,
    shaded: float = 0.0,
    power: float = 2.0,
    rim: tuple[Colour, float] = (GREY, 0.0),
) -> None:
    """A filled ellipse (``power`` above 2: squarer); ``soft``: share of its radius that fades out at the edge.

    ``shaded``: by how much it is darker towards the right. ``rim``: a colour and how much of it lies on a few pixels
    inside the edge.
    """
    top, bottom = max(0, int(y - down) - 2), min(HEIGHT, int(y + down) + 3)
    left, right = max(0, int(x - across) - 2), min(WIDTH, int(x + across) + 3)
    if top >= bottom or left >= right:
        return
    rows = (np.arange(top, bottom, dtype=np.float32)[:, None] - y) / down
    columns = (np.arange(left, right, dtype=np.float32)[None, :] - x) / across
    radius = (np.abs(rows) ** power + np.abs(columns) ** power) ** (1 / power)
    inside = (1 - radius) * min(across, down)  # pixels to the edge, about
    fade = max(1.0, soft * min(across, down))
    cover = np.clip(inside / fade + (0.5 if soft == 0 else 0.0), 0, 1)[..., None]
    paint = np.asarray(colour, np.float32)[None, None, :] * (1 - shaded * np.clip(columns, -1, 1))[..., None]
    if rim[1]:
        tint = (rim[1] * np.clip(1 - inside / 7, 0, 1))[..., None]
        paint = paint * (1 - tint) + np.asarray(rim[0], np.float32) * tint
    window = picture[top:bottom, left:right]
    window += (paint - window) * cover
