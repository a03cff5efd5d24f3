"""One picture before a green screen: how much of it the screen fills, how it is lit, what it does to the person.

The *wall* is what is meant to be replaced; the *zone* is the picture's top and sides, where only wall may be seen;
*excess* is the share by which green (or blue) is stronger than both other colours: a keyer goes by it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.signals import ScreenColour

from . import silhouette
from .silhouette import Mask
from .watching import Pixels

Light = NDArray[np.float32]
"""The light of the wall in percent, by rows and columns of blocks; -1 where no wall is."""

MAP_SIDE = 32
"""Blocks along the longer side of the picture."""

_CHANNELS = ((ScreenColour.GREEN, 1), (ScreenColour.BLUE, 2))
_DARK = 20  # of 255: the colour of what is darker is noise
_ZONE_DOWN = 0.75  # of the height: below, shoulders and elbows may reach the sides
_FULL = 0.95  # a block with less wall holds something else too, and its light is a mixture
_HALF = 0.5
_FEWEST_BLOCKS = 12
_STRAY_TINT = 0.22  # how far the wall's tint may stray before it is another thing of that colour
_STRAY_STOPS = 2.0
_SAME_TINT = 0.08  # a gap between arm and body shows the very wall
_SAME_STOPS = 0.4
_TRUNK = (0.3, 0.7)  # of a row of the person: where no such gap can be
_RING = 3  # pixels: with the edge before it, 4 to 16 of a 1080p picture
_NOISE = 6  # of 255: the colour that coding gives to grey

_CODES = np.arange(256) / 255
_LINEAR = np.where(_CODES < 0.081, _CODES / 4.5, ((_CODES + 0.099) / 1.099) ** (1 / 0.45)).astype(np.float32)
"""Light in the scene by code value: the inverse of the camera's curve in ITU-R BT.709, 1.2."""


@dataclass(frozen=True, slots=True)
class Shares:
    """What counts as what, 0 to 1.

    ``excess``: the screen's colour. ``zone``: depth of the zone by the longer side. ``wall``: how much of the zone
    has one colour before it is a screen. ``spill``: excess at a person's edge that no skin or hair has.
    """

    excess: float
    zone: float
    wall: float
    spill: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What one picture shows; units as in ScreenSignals, None where there is no wall or no person.

    ``covered``: share of the zone that is green, and that is blue.
    """

    colour: ScreenColour
    covered: tuple[float, float]
    unevenness: float | None = None
    level: float | None = None
    spill: float | None = None
    holes: float | None = None


@dataclass(frozen=True, slots=True)
class _Picture:
    """One picture by the colour of its wall: that colour's strength, its excess (both 0 to 255) and the luma."""

    strength: NDArray[np.int16]
    excess: NDArray[np.int16]
    balance: NDArray[np.int16]
    luma: NDArray[np.uint8]
    coloured: Mask


def look_at(pixels: Pixels, edge: int, shares: Shares) -> tuple[Seen, Light]:
    """Measure an RGB picture; ``edge``: how many pixels deep a person's outline is mixed with what is behind."""
    zone = _zone(pixels.shape[0], pixels.shape[1], shares.zone)
    pictures = [_by_colour(pixels, channel, shares.excess) for _, channel in _CHANNELS]
    green, blue = (float(picture.coloured[zone].mean()) for picture in pictures)
    which = int(blue > green)
    picture = pictures[which]
    if max(green, blue) < shares.wall:
        return Seen(ScreenColour.OTHER, (green, blue)), np.full(map_shape(*pixels.shape[:2]), -1, np.float32)
    unevenness, light = _light(picture)
    wall, gap = _wall(picture, zone)
    seen = _person(picture, silhouette.find_body(wall, zone), gap, edge, shares)
    level = float(np.median(picture.luma[wall])) / 2.55 if wall.any() else None
    return Seen(_CHANNELS[which][0], (green, blue), unevenness, level, *seen), light


def map_shape(height: int, width: int) -> tuple[int, int]:
    """Rows and columns of the light's map for a picture of this size."""
    longer = max(height, width)
    return max(1, round(MAP_SIDE * height / longer)), max(1, round(MAP_SIDE * width / longer))


def _zone(height: int, width: int, depth: float) -> Mask:
    border = max(1, round(depth * max(height, width)))
    zone = np.zeros((height, width), np.bool_)
    zone[:border] = True
    down = round(height * _ZONE_DOWN)
    zone[:down, :border] = True
    zone[:down, -border:] = True
    return zone


def _by_colour(pixels: Pixels, channel: int, excess: float) -> _Picture:
    red, others = pixels[..., 0], pixels[..., 3 - channel]
    strength = pixels[..., channel].astype(np.int16)
    over = strength - np.maximum(red, others)
    coloured = (over > np.maximum(strength * np.float32(excess), _NOISE)) & (strength > _DARK)
    light = pixels @ np.array((0.2126, 0.7152, 0.0722), np.float32)
    return _Picture(strength, over, red.astype(np.int16) - others, np.rint(light).astype(np.uint8), coloured)


def _light(picture: _Picture) -> tuple[float | None, NDArray[np.float32]]:
    """Stops between the brightest and the darkest twentieth of the wall's blocks, and the map."""
    shape = map_shape(*picture.luma.shape)
    area = _blocks(np.ones_like(picture.luma, np.float32), shape)
    part = _blocks(picture.coloured.astype(np.float32), shape)
    share = part / area
    shown = _blocks(np.where(picture.coloured, picture.luma, 0).astype(np.float32), shape)
    linear = _blocks(np.where(picture.coloured, _LINEAR[picture.luma], 0), shape)
    some = np.maximum(part, 1)
    full = (linear / some)[share >= _FULL]
    unevenness = None
    if full.size >= _FEWEST_BLOCKS:
        low, high = np.percentile(full, (5, 95))
        unevenness = float(np.log2(high / max(float(low), 1e-4)))
    return unevenness, np.where(share >= _HALF, shown / some / 2.55, -1).astype(np.float32)


def _blocks(values: NDArray[np.float32], shape: tuple[int, int]) -> NDArray[np.float32]:
    rows = np.arange(shape[0]) * values.shape[0] // shape[0]
    columns = np.arange(shape[1]) * values.shape[1] // shape[1]
    sums: NDArray[np.float32] = np.add.reduceat(np.add.reduceat(values, rows, axis=0), columns, axis=1)
    return sums


def _wall(picture: _Picture, zone: Mask) -> tuple[Mask, Mask]:
    """What looks like the wall in the zone, and of that what looks exactly like it."""
    strength = np.maximum(picture.strength, 1).astype(np.float32)
    excess, balance = picture.excess / strength, picture.balance / strength
    stops = np.log2(np.maximum(_LINEAR, 1e-4))[picture.luma]
    known = zone & picture.coloured
    usual = [float(np.median(values[known])) for values in (excess, balance, stops)]
    tint = np.maximum(np.abs(excess - usual[0]), np.abs(balance - usual[1]))
    light = np.abs(stops - usual[2])
    wall = picture.coloured & (tint < _STRAY_TINT) & (light < _STRAY_STOPS)
    return wall, wall & (tint < _SAME_TINT) & (light < _SAME_STOPS)


def _person(
    picture: _Picture, body: Mask | None, gap: Mask, edge: int, shares: Shares
) -> tuple[float | None, float | None]:
    """Spill and holes."""
    if body is None:
        return None, None
    firm = silhouette.shrunk(body, edge)
    inner = silhouette.shrunk(firm, _RING)
    ring = firm & ~inner
    tinted = picture.excess > np.maximum(_NOISE, picture.strength * np.float32(shares.spill))
    spill = float(tinted[ring].mean()) if ring.any() else None
    along = silhouette.across(body)
    trunk = (along > _TRUNK[0]) & (along < _TRUNK[1])
    holes = inner & picture.coloured & (trunk | ~gap)
    return spill, float(holes.sum() / body.sum())
