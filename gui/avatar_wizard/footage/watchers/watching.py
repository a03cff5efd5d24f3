"""What looks at a take while it is decoded: watchers, fed by the one decode, each good for one kind of signal.

A watcher is made for one pass, fed in the order of time, and asked once for what it saw. It keeps little memory,
whatever the length of the take; it touches no file and starts nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Samples = NDArray[np.int16]

SMALL_WIDTH = 192
"""Longer side of the grey pictures; they come for every picture of the take."""

COLOUR_WIDTH = 480
"""Longer side of the colour pictures."""

FACE_WIDTH = 960
"""Longer side of the pictures in which faces are looked for."""

SAMPLES_A_SECOND = 2
"""Colour and face pictures per second."""

SOUND_RATE = 48_000


@dataclass(frozen=True, slots=True)
class Take:
    """What is known before the first picture: seconds (None when the container does not tell) and pictures a second.

    ``width`` and ``height`` as shown. ``watched``: spans that are looked at, one from 0 to the end in a full pass.
    """

    seconds: float | None
    rate: float | None
    width: int
    height: int
    watched: tuple[tuple[float, float], ...] = ()


class PictureWatcher(Protocol):
    """Sees pictures: upright, grey (0 black to 255 white, the video range stretched) or RGB, with their times."""

    def take(self, at_s: float, pixels: Pixels) -> None:
        """The next picture: shape (height, width), or (height, width, 3) in colour. Not valid after the call."""
        ...


class SoundWatcher(Protocol):
    """Hears the first sound track."""

    def take(self, at_s: float, samples: Samples) -> None:
        """The next samples, shape (count, channels), at ``SOUND_RATE``. Not valid after the call."""
        ...

    def measured(self, at_s: float, values: Mapping[str, float]) -> None:
        """ffmpeg's ``ebur128`` at a moment, ten a second: its metadata by their names without ``lavfi.r128.``."""
        ...
