"""How wide a mouth is open, from its corners: the dark between the lips, which closed lips do not show.

It finds a mouth that is plainly open, as in speech; parted lips and teeth shown in a smile pass for closed. Tried on
a talking person: closed lips show a dark seam of up to 0.16 of the mouth's width, spoken vowels a gap of 0.25 to 0.4.
"""

from __future__ import annotations

import numpy as np

from .faces import Face
from .spans import runs
from .watching import Pixels

_DARK = 0.5  # of the skin's light
_ALONG = np.linspace(-0.25, 0.25, 9)  # of the mouth's width, from its middle
_STEP = 1 / 32
_DOWN = np.arange(-0.3, 0.7, _STEP)
_TURNED_AWAY = 0.25  # of the face's width: a mouth seen from the side is narrower
_SMALLEST = 8  # pixels


def gap(pixels: Pixels, face: Face, skin: float) -> float | None:
    """Height of the dark between the lips by the mouth's width; None when it cannot be told.

    ``skin``: the face's light, 0 to 255.
    """
    if face.mouth is None:
        return None
    right, left = np.array(face.mouth[:2]), np.array(face.mouth[2:])
    width = float(np.hypot(*(left - right)))
    if width < max(_SMALLEST, _TURNED_AWAY * face.width):
        return None
    along = (left - right)[None, None, :] * _ALONG[None, :, None]
    down = np.array((right[1] - left[1], left[0] - right[0]))[None, None, :] * _DOWN[:, None, None]
    places = np.rint((right + left) / 2 + along + down).astype(int)
    if places.min() < 0 or (places >= (pixels.shape[1], pixels.shape[0])).any():
        return None
    light = np.median(pixels[places[..., 1], places[..., 0]] @ np.array((0.2126, 0.7152, 0.0722)), axis=1)
    return max((end - start for start, end in runs(light < _DARK * skin)), default=0) * _STEP
