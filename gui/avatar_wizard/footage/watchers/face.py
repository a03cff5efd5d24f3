"""What a face in one picture tells; of it only these numbers are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from . import faces, mouth
from .faces import Face
from .watching import Pixels

_SECOND_SIZE = 0.2  # of the first
_SAME_FACE = 0.5  # of the smaller one lies in the other
_SKIN = (0.3, 0.35)  # half axes of the ellipse inside a face that is skin, not hair or wall, by its width and height
_FULL_WHITE = 250  # of 255


class Finder(Protocol):
    """What looks for faces: ``faces.FaceFinder``."""

    def find(self, pixels: Pixels, *, quarter_turns: int = 0) -> tuple[Face, ...]:
        """All faces, the largest first, in the picture turned to the left so often."""
        ...

    def sharpness(self, pixels: Pixels, face: Face) -> float | None:
        """How sharp the face is; None when it cannot be told."""
        ...


@dataclass(frozen=True, slots=True)
class Measured:
    """What one face tells; None where it cannot be told. ``size`` by the picture's height, ``light`` 0 to 255."""

    size: float
    sharpness: float | None
    light: float | None = None
    burnt: float = 0.0
    gap: float | None = None


def distinct(found: Iterable[Face]) -> list[Face]:
    """Without faces that lie within larger ones: an eye or a mouth taken for a face."""
    kept: list[Face] = []
    for face in found:
        if all(_shared(face, other) < _SAME_FACE for other in kept) and (
            not kept or face.height >= _SECOND_SIZE * kept[0].height
        ):
            kept.append(face)
    return kept


def _shared(one: Face, other: Face) -> float:
    """The share of the smaller face that lies in the other."""
    along = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    smaller = min(one.width * one.height, other.width * other.height)
    return max(0.0, along) * max(0.0, down) / max(smaller, 1e-6)


def measured(finder: Finder, pixels: Pixels, face: Face) -> Measured:
    """What the face shows: its size and sharpness, the light on it, its mouth."""
    size, sharpness = face.height / pixels.shape[0], finder.sharpness(pixels, face)
    skin = _skin(pixels, face)
    if skin is None:
        return Measured(size, sharpness)
    light = float(np.median(skin))
    return Measured(size, sharpness, light, float((skin >= _FULL_WHITE).mean()), mouth.gap(pixels, face, light))


def _skin(pixels: Pixels, face: Face) -> NDArray[np.float64] | None:
    """The luma (0 to 255) of the skin; None when none of it is in the picture."""
    crop = faces.within(pixels, face)
    if 0 in crop.shape[:2]:
        return None
    top, left = max(round(face.top), 0), max(round(face.left), 0)
    down = (np.arange(crop.shape[0]) + top - face.top - face.height / 2) / (_SKIN[1] * face.height)
    along = (np.arange(crop.shape[1]) + left - face.left - face.width / 2) / (_SKIN[0] * face.width)
    skin = crop[down[:, None] ** 2 + along[None, :] ** 2 < 1]
    return skin @ np.array((0.2126, 0.7152, 0.0722)) if len(skin) else None
